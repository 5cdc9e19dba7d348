// Id paths: ids and field names joined by "/", as cjm_widgets/journey/edits.py reads them.

/** Parts of an id path, joined; empty parts fall out. @param {...string} parts */
export function join(...parts) {
  return parts.filter((part) => part !== "").join("/");
}
