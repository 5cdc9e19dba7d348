// Gives each module that a widget carries an address, in the order in which they import each other,
// and hands on what the last of them exports. A module that is there already is not loaded again.

/** @type {[name: string, text: string][]} */
const modules = [/* modules */];

const page = /** @type {{ cjmModules?: Map<string, string> }} */ (globalThis);
const addresses = (page.cjmModules ??= new Map());

for (const [name, text] of modules) {
  if (addresses.has(name)) continue;
  const ready = text.replace(/"(cjm:[\w-]+:[0-9a-f]{16})"/g, (_, other) => `"${addresses.get(other)}"`);
  addresses.set(name, URL.createObjectURL(new Blob([ready], { type: "text/javascript" })));
}

export default (await import(addresses.get(/** @type {[string, string]} */ (modules.at(-1))[0]) ?? "")).default;
