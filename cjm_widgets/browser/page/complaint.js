/**
 * What is wrong with the one field that a short form cannot do without.
 * @param {HTMLElement} field
 * @param {HTMLElement} error  where it is said; it has an id
 * @param {string} hint  id of what always describes the field
 * @returns {(say: string) => void}  says it, and leads back to the field; "": nothing is wrong any more
 */
export function complaintAbout(field, error, hint) {
  return (say) => {
    error.hidden = !say;
    error.textContent = say;
    field.setAttribute("aria-invalid", String(Boolean(say)));
    field.setAttribute("aria-describedby", say ? `${error.id} ${hint}` : hint);
    if (say) field.focus();
  };
}
