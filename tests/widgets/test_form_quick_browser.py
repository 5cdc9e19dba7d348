"""Quick lists in a real browser: type, Enter, type; paste, insert, duplicate and move; one card beside its list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from form_harness import PHONE, at, focused, real, steps
from playwright.sync_api import expect
from soon import soon

ENTRY = "Next step: its name, then Enter"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_names_are_typed_one_after_the_other_and_nothing_opens_meanwhile(form: Any) -> None:
    page = form("steps", journey="blank")
    page.get_by_role("textbox", name=ENTRY).focus()
    for name in ("I ask", "I wait", "אני הולך"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert soon(lambda: steps(page)) == ["I ask", "I wait", "אני הולך"]
    assert soon(lambda: focused(page)) == ENTRY
    expect(page.locator(".cjm-toggle[aria-expanded=true]")).to_have_count(0)
    page.keyboard.type("I am half way")
    page.evaluate("window.dispatchEvent(new Event('cjm:leaving'))")
    assert soon(lambda: steps(page)[3]) == "I am half way", "what is typed goes with the page"


def test_one_is_put_between_two_and_a_second_is_made_below_by_keyboard(form: Any) -> None:
    page = form("steps")
    first = page.get_by_role("button", name="Step 1: Check in at home")
    first.press("Control+Enter")
    page.keyboard.type("I pack")
    page.keyboard.press("Enter")
    page.keyboard.type("I leave")
    page.keyboard.press("Enter")
    assert soon(lambda: steps(page)[:3]) == ["Check in at home", "I pack", "I leave"]
    page.keyboard.press("Escape")
    expect(page.locator(".cjm-between")).to_have_count(0)
    assert soon(lambda: focused(page)) == "Step 3: I leave"
    page.keyboard.press("Alt+ArrowUp")
    assert soon(lambda: steps(page)[:3]) == ["Check in at home", "I leave", "I pack"]
    assert soon(lambda: "I leave is now step 2 of 12" in page.evaluate("window.said"))
    assert soon(lambda: focused(page)) == "Step 2: I leave"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Duplicate").click()
    assert soon(lambda: steps(page)[1:4]) == ["I leave", "I leave (copy)", "I pack"]
    assert soon(lambda: at(page, "steps/1/id") != at(page, "steps/2/id"))


def test_one_card_is_open_beside_its_list_and_below_its_line_on_a_phone(form: Any) -> None:
    page = form("steps")
    page.evaluate("document.querySelector('main').classList.add('wide')")
    page.get_by_role("button", name="Step 1: Check in at home").click()
    page.get_by_role("button", name="Step 5: Security").click()
    expect(page.locator(".cjm-quick > .cjm-items > .cjm-open")).to_have_count(1)
    line, last = page.get_by_role("button", name="Step 5: Security"), page.get_by_role("textbox", name=ENTRY)
    card = page.locator(".cjm-quick > .cjm-items > .cjm-open > .cjm-body")
    assert soon(lambda: card.bounding_box()["x"] > line.bounding_box()["x"] + line.bounding_box()["width"])
    assert soon(lambda: card.bounding_box()["y"] < line.bounding_box()["y"])
    assert soon(lambda: last.bounding_box()["x"] < card.bounding_box()["x"])
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert soon(lambda: card.bounding_box()["y"] > line.bounding_box()["y"])
    page.set_viewport_size({"width": 1280, "height": 800})
    card.get_by_role("button", name="Next: 6").click()
    expect(page.get_by_role("button", name="Step 5: Security")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(page.locator(".cjm-quick > .cjm-items > .cjm-open")).to_have_count(0)
    assert "Step 6" in soon(lambda: focused(page))


def test_a_table_is_filled_in_and_taken_by_keyboard_alone(form: Any) -> None:
    page = form("steps", 1366)
    before = steps(page)
    page.get_by_role("button", name="Fill in as a table").press("Enter")
    expect(page.get_by_label(re.compile("^Step 1, Step"))).to_be_focused()
    page.keyboard.type("I pack")
    page.keyboard.press("Enter")
    page.keyboard.type("Security")
    expect(page.get_by_role("row", name="There already, left out")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Leave", exact=True)).to_be_focused()
    page.get_by_label(re.compile("^Step 3, Step")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add 1 step")).to_be_focused()
    page.keyboard.press("Enter")
    assert soon(lambda: steps(page)) == [*before, "I pack"]
    assert soon(lambda: focused(page)) == ENTRY


def test_a_table_that_was_typed_is_not_lost_with_the_page_or_by_opening_a_card(form: Any) -> None:
    page = form("steps", 1366)
    before = steps(page)
    fill = page.get_by_role("button", name="Fill in as a table")
    for words, leave in (
        ("I pack", "window.dispatchEvent(new CustomEvent('cjm:leaving', { cancelable: true }))"),
        ("I rest", "document.querySelector('.cjm-quick .cjm-toggle').click()"),
    ):
        fill.click()
        page.keyboard.type(words)
        page.evaluate(leave)
        before.append(words)
        assert soon(lambda: steps(page)) == before


def test_a_table_is_not_left_with_typed_words_unasked_and_holds_them_when_it_is_opened_again(form: Any) -> None:
    page = form("steps", 1366)
    before = steps(page)
    fill = page.get_by_role("button", name="Fill in as a table")
    leave = page.get_by_role("button", name="Leave", exact=True)
    fill.click()
    page.keyboard.type("Security")
    page.get_by_label(re.compile("^Step 1, ")).nth(1).fill("I queue")
    expect(page.get_by_role("row", name="There already, left out: 1 other cell will not be added")).to_be_visible()
    nothing = page.get_by_role("button", name="Nothing to add")
    expect(nothing).to_be_disabled()
    expect(nothing).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.get_by_role("button", name="Leave the table").click()
    question = page.get_by_role("group", name="2 cells are not taken yet. Leave them?")
    expect(question).to_be_visible()
    assert barriers_in_both(page) == NONE
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(leave).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".cjm-paste")).to_have_count(0)
    assert soon(lambda: steps(page)) == before
    expect(fill).to_have_text("Fill in as a table (2 cells kept)")
    fill.click()
    expect(page.get_by_label(re.compile("^Step 1, ")).nth(1)).to_have_value("I queue")
    page.keyboard.type("I pack")
    page.get_by_role("button", name="Add 1 step").click()
    assert soon(lambda: steps(page)) == [*before, "I pack"]
    expect(fill).to_have_text("Fill in as a table (2 cells kept)")


def test_cells_of_a_spreadsheet_fill_the_table_from_the_cell_they_are_pasted_into(form: Any) -> None:
    page = form("steps", 1366)
    page.get_by_role("button", name="Fill in as a table").click()
    page.keyboard.type("I pack")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, "I rest\nI sleep")
    expect(page.get_by_role("button", name="Add 3 steps")).to_be_visible()
    expect(page.get_by_label(re.compile("^Step 3, Step"))).to_have_value("I sleep")


def test_several_are_chosen_by_keyboard_and_removed_doubled_or_moved_in_one_step(form: Any) -> None:
    page = form("steps", 1366)
    before = steps(page)
    page.get_by_role("button", name="Choose several").press("Enter")
    expect(page.get_by_role("checkbox", name="Step 1: Check in at home")).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".cjm-several-count")).to_have_text("3 steps chosen")
    page.get_by_role("button", name="Duplicate", exact=True).press("Enter")
    assert soon(lambda: steps(page)) == [one for name in before[:3] for one in (name, f"{name} (copy)")] + before[3:]
    page.keyboard.press("Escape")
    expect(page.locator(".cjm-several-box")).to_have_count(0)
    expect(page.get_by_role("button", name="Choose several")).to_be_focused()


def test_what_something_was_done_to_is_chosen_no_more_so_that_the_next_act_does_not_fall_on_it(form: Any) -> None:
    page = form("steps", 1366)
    page.get_by_role("button", name="Choose several").click()
    page.get_by_role("checkbox", name="Step 1: Check in at home").check()
    page.get_by_role("button", name="Duplicate", exact=True).click()
    expect(page.locator(".cjm-several-box input:checked")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_disabled()


def test_several_are_chosen_by_pointer_from_one_to_another(form: Any) -> None:
    page = form("steps", PHONE)
    before = steps(page)
    page.get_by_role("button", name="Choose several").click()
    page.get_by_role("checkbox", name="Step 2").click()
    page.get_by_role("checkbox", name="Step 4").click(modifiers=["Shift"])
    expect(page.locator(".cjm-several-count")).to_have_text("3 steps chosen")
    page.get_by_role("checkbox", name="Step 3").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    assert soon(lambda: steps(page)) == [name for at, name in enumerate(before) if at not in (1, 3)]


def test_what_is_pasted_is_shown_before_it_is_taken(form: Any) -> None:
    page = form("steps", PHONE)
    before = steps(page)
    page.get_by_role("textbox", name=ENTRY).focus()
    page.evaluate(PASTE, "1. I pack\r\n2. Security\r\n\r\n3. I leave\r\n")
    expect(page.get_by_role("heading", name="You pasted 3 lines")).to_be_focused()
    assert soon(lambda: steps(page)) == before
    expect(page.get_by_role("row", name="Security There already, left out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cjm-paste")).to_have_count(0)
    assert soon(lambda: focused(page)) == ENTRY
    page.evaluate(PASTE, "I pack\nSecurity\nI leave")
    page.get_by_role("button", name="It is a heading").click()
    page.get_by_role("button", name="Add 1 step").click()
    assert soon(lambda: steps(page)) == [*before, "I leave"]
    assert soon(lambda: focused(page)) == ENTRY


@pytest.mark.parametrize("width", [1366, PHONE])
def test_cells_that_cannot_be_read_are_counted_below_the_table_and_the_first_is_gone_to(form: Any, width: int) -> None:
    page = form("steps", width)
    real(page, "solutions")
    page.get_by_role("textbox", name=re.compile("solution", re.IGNORECASE)).first.focus()
    page.evaluate(PASTE, "Solution\tAction\tState\nA sign\tstart\tblue\nA list\tdance\tdone")
    said = page.locator(".cjm-grid-unread")
    expect(said.get_by_role("status")).to_have_text(
        "2 cells cannot be read and will be left out. The first is Solution 1, How far: “blue”."
    )
    said.get_by_role("button", name="Go to the first").press("Enter")
    cell = page.get_by_label(re.compile("^Solution 1, How far"))
    expect(cell).to_be_focused()
    expect(cell).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("under way")
    page.keyboard.press("Tab")
    expect(said.get_by_role("status")).to_have_text(
        "1 cell cannot be read and will be left out. Solution 2, Action: “dance”."
    )
    expect(page.get_by_label(re.compile("^Solution 2, Action"))).to_have_attribute("aria-invalid", "true")
    assert barriers_in_both(page) == NONE
    page.get_by_role("button", name="Add 2 solutions").click()
    told = "2 solutions added, without 1 cell that cannot be read. You can undo this in one step."
    assert soon(lambda: told in page.evaluate("window.said"))
    assert soon(lambda: at(page, "solutions/0/action")) == "put-in-place"
    assert soon(lambda: at(page, "solutions/0/state")) == "under-way"
