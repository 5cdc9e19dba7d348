"""Ctrl+Z where there is nothing to take back: what is said, and that no field loses a letter."""

from __future__ import annotations

from typing import Any

import pytest
from soon import soon

MADE = """async () => {
  const { createUndoing } = await import("/cjm_widgets/browser/page/undoing.js");
  const { listenForShortcuts } = await import("/cjm_widgets/browser/page/shortcuts.js");
  document.body.innerHTML =
    "<input id=field value=words><dialog open><button>Close</button></dialog><button>Here</button>";
  window.said = [];
  const say = (text) => said.push(text);
  const none = () => {};
  const still = { value: none, write: none, empty: none, show: none, told: none };
  const undoing = createUndoing(document, { ...still, spec: {}, label: String, say });
  const press = (way) => (event) => undoing.pressed(event, way);
  listenForShortcuts(document, { undo: press("undo"), redo: press("redo") }, () => true);
}"""
FROM_THE_MENU = """() => {
  const field = document.querySelector("#field");
  const said = { bubbles: true, inputType: "historyUndo" };
  field.dispatchEvent(new InputEvent("beforeinput", said));
  field.value = "word";
  field.dispatchEvent(new InputEvent("input", said));
  return field.value;
}"""
NOTHING = "There is nothing to undo."


@pytest.fixture
def page(blank: Any) -> Any:
    blank.evaluate(MADE)
    return blank


@pytest.mark.parametrize(("button", "said"), [("Here", [NOTHING]), ("Close", [])])
def test_in_a_dialog_nothing_behind_it_is_taken_back(page: Any, button: str, said: list[str]) -> None:
    page.get_by_role("button", name=button).focus()
    page.keyboard.press("Control+z")
    assert soon(lambda: page.evaluate("said") == said)


def test_what_the_browsers_menu_took_from_a_field_without_focus_is_there_again(page: Any) -> None:
    page.get_by_role("button", name="Here").focus()
    assert soon(lambda: page.evaluate(FROM_THE_MENU) == "words")
    assert soon(lambda: page.evaluate("said") == [NOTHING])


def test_while_letters_are_composed_the_keys_are_their_keyboards(page: Any) -> None:
    page.get_by_role("button", name="Here").focus()
    pressed = "new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, isComposing: true })"
    page.evaluate(f"document.activeElement.dispatchEvent({pressed})")
    assert soon(lambda: page.evaluate("said") == [])
