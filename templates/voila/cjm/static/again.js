/**
 * The page of somebody who found no place: asks every few seconds whether there is one, and then loads what the
 * address says. It asks instead of loading itself again, so that a screen reader is not sent back to the top.
 */

const EVERY = 4_000; // ms
const APART = 3_000; // ms: thirty people who wait do not ask in the same moment

const wait = () => setTimeout(ask, EVERY + Math.random() * APART);

async function ask() {
  try {
    const answer = await fetch(`${document.body.dataset.base}cjm/room`, { cache: "no-store" });
    if (answer.status !== 503) location.reload();
    else wait();
  } catch {
    wait(); // the server is away: it comes back, or somebody loads the page again
  }
}

wait();
