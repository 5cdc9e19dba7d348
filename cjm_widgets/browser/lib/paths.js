// Id paths: ids and field names joined by "/", as cjm_widgets/journey/edits.py reads them.

/** Parts of an id path, joined; empty parts fall out. @param {...string} parts */
export function join(...parts) {
  return parts.filter((part) => part !== "").join("/");
}

/** Whether one path is the other or leads into it. @param {string} path @param {string} above */
export function isWithin(path, above) {
  return path === above || path.startsWith(`${above}/`);
}
