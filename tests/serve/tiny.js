/** A widget as small as can be: a button that counts, and what Python answered, in the page's status. */

/** @param {{ model: any, el: HTMLElement }} context */
function render({ model, el }) {
  const button = document.createElement("button");
  button.className = "button";
  button.id = "tiny";
  const show = () => {
    button.textContent = `Counted ${model.get("count")}`;
    const status = document.querySelector('[data-cjm-slot="status"]');
    if (status) status.textContent = model.get("answer");
  };
  button.addEventListener("click", () => {
    model.set("count", model.get("count") + 1);
    model.save_changes();
  });
  model.on("change", show);
  show();
  el.append(button);
}

export default { render };
