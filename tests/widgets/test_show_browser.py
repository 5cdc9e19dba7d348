"""Where something was done is shown: in the picture that one is in, else in the form, else wherever it is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from soon import soon

SHOWN = """async ({ path, from, hasForm }) => {
  const { show } = await import("/cjm_widgets/browser/page/show.js");
  document.body.innerHTML = `
    <div class="cjm-part cjm-part-form"><button data-path="steps/a">form</button></div>
    <div class="cjm-part"><button data-item="steps/a">picture</button><button>elsewhere</button></div>`;
  const buttons = Object.fromEntries([...document.querySelectorAll("button")].map((one) => [one.textContent, one]));
  buttons[from]?.focus();
  const form = { focus: (place) => place === "steps/a" && (buttons.form.focus(), true) };
  show(path, hasForm ? form : null);
  return document.activeElement.textContent;
}"""


@pytest.mark.parametrize("path", ["steps/a", "steps/a/@after"])
@pytest.mark.parametrize(
    ("start", "form", "shown"),
    [("elsewhere", True, "picture"), ("", True, "form"), ("form", True, "form"), ("", False, "form")],
)
def test_what_was_done_is_shown_where_one_is(blank: Any, path: str, start: str, shown: str, *, form: bool) -> None:
    assert soon(lambda: blank.evaluate(SHOWN, {"path": path, "from": start, "hasForm": form}) == shown)
