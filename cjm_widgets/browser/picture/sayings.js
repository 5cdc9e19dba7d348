// Of many sentences the first of each kind are shown: nine groups differ in forty ways, and what else is said stands below. Pure.

const OF_EACH = 3;

/**
 * The first sentences about each thing, and the rest, both in their order.
 * @template {{ about: string }} Said
 * @param {Said[]} all
 * @returns {{ first: Said[], rest: Said[] }}
 */
export function firstOfEach(all) {
  const place = (/** @type {Said} */ one) => all.filter(({ about }) => about === one.about).indexOf(one);
  return { first: all.filter((one) => place(one) < OF_EACH), rest: all.filter((one) => place(one) >= OF_EACH) };
}
