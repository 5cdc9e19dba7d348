"""Ctrl+Z takes back what was done last, wherever on the page it was, and eats letters nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from kept import kept
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook_server import Served


STARTS = "[data-path='scope/starts'] :is(input, textarea)"
FEELINGS = "[data-path='steps/booking/experience/feelings'] textarea"
ACTIONS = FEELINGS.replace("feelings", "actions")


@pytest.fixture
def pages(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens a page of a new copy of the airport's journey: `pages("03_steps", by="Ana")`."""
    store = Store(served.folder)
    journey = make_journey(store, f"Through the airport {uuid4().hex}", "airport").id
    contexts = []

    def open_page(workbook: str, by: str = "Ana") -> Any:
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        context.add_init_script(f"localStorage.setItem('cjm:name', '{by}')")
        contexts.append(context)
        page = context.new_page()
        page.goto(served.address(workbook, journey))
        page.wait_for_selector(".cjm-page")
        page.journey = served.folder / f"{journey}.json"
        return page

    yield open_page
    for context in contexts:
        context.close()


def keep(page: Any) -> dict[str, Any]:
    """What stands in the file when all is saved."""
    page.wait_for_selector("[data-cjm-slot=status][data-state=saved]")
    return kept(page.journey.parent, page.journey.stem)


def comes(page: Any, what: Callable[[dict[str, Any]], Any], value: Any) -> None:
    """Waits until the file holds a value."""
    assert soon(lambda: what(keep(page))) == value


def says(page: Any, words: str) -> None:
    page.wait_for_function(
        "words => document.querySelector('.cjm-notices-short').innerText.includes(words)",
        arg=words,
    )


def names(journey: dict[str, Any]) -> list[str]:
    return [step["name"] for step in journey["steps"]]


def active(page: Any) -> str:
    return page.evaluate(  # type: ignore[no-any-return]
        "document.activeElement.closest('[data-path]')?.dataset.path ?? document.activeElement.textContent"
    )


def undo_from_the_menu(page: Any) -> None:
    menu = {"type": "rawKeyDown", "key": "F20", "code": "F20", "windowsVirtualKeyCode": 131, "commands": ["undo"]}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", menu)


def test_several_that_were_removed_or_moved_come_back_in_one_step(pages: Callable[..., Any]) -> None:
    page = pages("03_steps")
    began = keep(page)
    before, stages = names(began), [step["stage"] for step in began["steps"]]
    listed = page.get_by_role("group", name="Steps", exact=True)
    listed.get_by_role("button", name="Choose several").click()

    listed.get_by_role("checkbox", name="Step 2: ").check()
    listed.get_by_role("checkbox", name="Step 3: ").check()
    listed.get_by_role("button", name="Remove", exact=True).click()
    comes(page, names, [name for at, name in enumerate(before) if at not in (1, 2)])
    page.keyboard.press("Control+z")
    comes(page, names, before)

    listed.get_by_role("checkbox", name="Step 1: ").check()
    listed.get_by_label("Move those chosen to a stage").select_option(index=len(began["stages"]))
    comes(page, names, [*before[1:], before[0]])
    expect(listed.locator(".cjm-several-box input:checked")).to_have_count(0)
    assert keep(page)["steps"][-1]["stage"] == began["stages"][-1]["id"]
    page.keyboard.press("Control+z")
    comes(page, names, before)
    comes(page, lambda journey: [step["stage"] for step in journey["steps"]], stages)


def test_what_was_done_on_one_page_is_taken_back_on_the_next_of_the_same_tab(pages: Callable[..., Any]) -> None:
    page = pages("03_steps")
    before = names(keep(page))
    page.locator("[data-path='scope/starts'] :is(input, textarea)").fill("At the kitchen table")
    comes(page, lambda journey: journey["scope"]["starts"], "At the kitchen table")
    page.locator("a[href*='04_satisfaction']:visible").first.click()
    page.wait_for_url("**/04_satisfaction**")
    undo = page.locator("[data-way=undo]")
    expect(undo).to_be_enabled()
    expect(undo).to_have_accessible_name(re.compile("^Undo: .*start"))
    undo.click()
    says(page, "Undone.")
    comes(page, lambda journey: (journey["scope"]["starts"] == "At the kitchen table", names(journey)), (False, before))
    page.reload()
    redo = page.locator("[data-way=redo]")
    expect(redo).to_have_accessible_name(re.compile("^Redo: .*start"))
    redo.click()
    comes(page, lambda journey: journey["scope"]["starts"], "At the kitchen table")


def test_a_removal_is_taken_back_and_no_field_elsewhere_loses_a_letter(pages: Callable[..., Any]) -> None:
    page = pages("03_steps")
    before = names(keep(page))
    page.locator(STARTS).fill("")
    page.locator(STARTS).press_sequentially("At home, with a letter")
    page.get_by_role("button", name="Add a step").click()
    page.keyboard.type("Waiting outside")
    comes(page, names, [*before, "Waiting outside"])
    page.get_by_role("button", name="Remove Waiting outside").click()
    comes(page, names, before)

    page.keyboard.press("Control+z")
    says(page, "Undone. Waiting outside is back.")
    comes(page, names, [*before, "Waiting outside"])
    expect(page.locator("[data-path$='/name']:focus-within").last.locator("input")).to_have_value("Waiting outside")
    expect(page.locator(".cjm-undo")).to_have_count(0)

    page.keyboard.press("Control+z")
    comes(page, names, [*before, ""])
    page.keyboard.press("Control+z")
    comes(page, names, before)
    expect(page.locator(STARTS)).to_have_value("At home, with a letter")
    page.keyboard.press("Control+z")
    says(page, "Where does it start?")
    comes(page, lambda journey: journey["scope"]["starts"] != "At home, with a letter", True)

    for _ in range(4):
        page.keyboard.press("Control+Shift+z")
    comes(page, names, before)

    page.get_by_role("textbox", name="Next step: its name").focus()
    page.keyboard.type("I go home")
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Steps").get_by_role("button", name="Fill in as a table").click()
    for key in ("I rest", "Enter", "I sleep"):
        page.keyboard.press(key) if key == "Enter" else page.keyboard.type(key)
    page.get_by_role("button", name="Add 2 steps").click()
    comes(page, names, [*before, "I go home", "I rest", "I sleep"])
    page.keyboard.press("Control+z")
    comes(page, names, [*before, "I go home"])
    page.keyboard.press("Control+z")
    comes(page, names, before)
    assert keep(page)["scope"]["starts"] == "At home, with a letter"


def test_letters_of_the_field_that_one_is_in_are_the_browsers_and_what_it_takes_back_is_saved(
    pages: Callable[..., Any],
) -> None:
    page = pages("04_satisfaction")
    words = page.locator(FEELINGS).input_value()
    page.locator(ACTIONS).click()
    page.keyboard.press("End")
    page.keyboard.type("zzz")
    page.locator(FEELINGS).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Calm")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    before = page.locator(ACTIONS).input_value()
    first = keep(page)

    page.keyboard.press("Control+z")
    comes(page, lambda journey: journey["steps"][0]["experience"]["feelings"], "Calm")
    expect(page.locator(FEELINGS)).to_have_value("Calm")
    page.keyboard.press("Control+y")
    comes(page, lambda journey: journey["steps"][0]["experience"]["feelings"], "")
    while page.locator(FEELINGS).input_value() != words:
        page.keyboard.press("Control+z")
    assert first["steps"][0]["experience"]["actions"] == before

    # the browser has no more letters of this field: what was done before it is taken back, and shown
    page.keyboard.press("Control+z")
    comes(page, lambda journey: journey["steps"][0]["experience"]["actions"].endswith("zzz"), False)
    assert soon(lambda: active(page)) == "steps/booking/experience/actions"


def test_a_rating_and_a_choice_are_taken_back_in_their_order_and_said_in_words(
    pages: Callable[..., Any],
) -> None:
    page = pages("04_satisfaction")

    def rated(journey: dict[str, Any]) -> tuple[Any, Any]:
        room = next((one for one in journey["steps"][0]["ratings"] if one["id"] == "room"), {})
        return room.get("value"), room.get("source")

    group = page.locator("[data-path='steps/booking/ratings/room/value']")
    group.get_by_role("radio", name="Very dissatisfied").check()
    page.locator("[data-path='steps/booking/ratings/room/source'] select").select_option(label="SITA 2015")
    comes(page, rated, (-2, "sita-2015"))

    page.keyboard.press("Control+z")
    says(page, "Undone. Booking: Source is “Our group’s own judgement” again.")
    comes(page, rated, (-2, None))
    page.keyboard.press("Control+z")
    says(page, "“How satisfied is the customer here?” is empty again.")
    comes(page, rated, (None, None))
    assert soon(lambda: active(page)) == "steps/booking/ratings/room/value"
    page.keyboard.press("Control+y")
    says(page, "Done again. Booking: “How satisfied is the customer here?” is “Very dissatisfied”.")
    comes(page, rated, (-2, None))

    group.get_by_role("radio", name="Neither").check()  # a new edit: there is nothing left to do again
    page.keyboard.press("Control+y")
    says(page, "There is nothing to do again.")
    comes(page, rated, (0, None))


def test_buttons_say_what_they_take_back_and_do_it_again_without_leaving_the_hand(pages: Callable[..., Any]) -> None:
    page = pages("03_steps")
    before = names(keep(page))
    undo, redo = page.locator("[data-way=undo]"), page.locator("[data-way=redo]")
    expect(undo).to_have_accessible_name("Nothing to undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name=f"Move {before[2]} up").click()
    expect(undo).to_have_accessible_name(f"Undo: moving {before[2]}")

    undo.click()
    says(page, f"Undone. {before[2]} is step 3 again.")
    comes(page, names, before)
    expect(undo).to_be_focused()
    expect(redo).to_have_accessible_name(f"Redo: moving {before[2]}")
    redo.press("Enter")
    comes(page, names, [before[0], before[2], before[1], *before[3:]])
    expect(redo).to_be_focused()
    expect(redo).to_have_accessible_name("Nothing to redo")


def test_a_move_is_taken_back_where_one_is(pages: Callable[..., Any]) -> None:
    page = pages("03_steps")
    before = names(keep(page))
    page.get_by_role("button", name=f"Move {before[2]} up").click()
    page.get_by_role("button", name=f"Move {before[2]} up").click()
    comes(page, names, [before[2], *before[:2], *before[3:]])
    page.keyboard.press("Control+z")
    says(page, f"Undone. {before[2]} is step 2 again.")
    page.keyboard.press("Control+z")
    comes(page, names, before)


def test_what_somebody_else_has_changed_since_is_never_taken_back(pages: Callable[..., Any]) -> None:
    ana, ben = pages("04_satisfaction"), pages("04_satisfaction", by="Ben")
    ana.locator(ACTIONS).fill("Ana’s actions")
    ana.locator(FEELINGS).fill("Ana’s words")
    ben.wait_for_function("where => document.querySelector(where).value === 'Ana’s words'", arg=FEELINGS)
    ben.locator(FEELINGS).fill("Ben’s words")
    ana.get_by_role("radio").first.focus()
    ana.wait_for_function("where => document.querySelector(where).value === 'Ben’s words'", arg=FEELINGS)

    ana.keyboard.press("Control+z")
    says(ana, "Not undone: somebody has changed Booking: Feelings since.")
    expect(ana.locator(FEELINGS)).to_have_value("Ben’s words")
    ana.keyboard.press("Control+z")
    comes(ana, lambda journey: journey["steps"][0]["experience"]["actions"] == "Ana’s actions", False)
    assert keep(ana)["steps"][0]["experience"]["feelings"] == "Ben’s words"


@pytest.mark.parametrize("way", ["Control+z", "menu"])
def test_letters_are_not_taken_back_where_somebody_else_has_changed_the_field_one_is_in(
    way: str, pages: Callable[..., Any]
) -> None:
    ana, ben = pages("04_satisfaction"), pages("04_satisfaction", by="Ben")
    ana.locator(FEELINGS).click()
    ana.keyboard.press("Control+a")
    ana.keyboard.type("Ana")
    ben.wait_for_function("where => document.querySelector(where).value === 'Ana'", arg=FEELINGS)
    ben.locator(FEELINGS).fill("Ben’s words")
    ana.get_by_text("Somebody else has just changed this.").wait_for()

    if way == "menu":
        undo_from_the_menu(ana)
    else:
        ana.keyboard.press(way)

    says(ana, "Not undone: somebody has changed Booking: Feelings since.")
    expect(ana.locator(FEELINGS)).to_have_value("Ana")
    assert soon(lambda: active(ana)) == "steps/booking/experience/feelings"
    assert keep(ana)["steps"][0]["experience"]["feelings"] == "Ben’s words"
    ana.keyboard.type(" again")
    comes(ana, lambda journey: journey["steps"][0]["experience"]["feelings"], "Ana again")
    ana.keyboard.press("Control+z")
    comes(ana, lambda journey: journey["steps"][0]["experience"]["feelings"].startswith("Ana"), True)
    expect(ana.locator(FEELINGS)).not_to_have_value("Ana again")


def test_a_token_that_was_dragged_goes_back_with_both_its_figures(
    pages: Callable[..., Any],
) -> None:
    page = pages("06_solutions")
    figures = lambda journey: {one["id"]: (one["impact"], one["effort"]) for one in journey["solutions"]}  # noqa: E731
    before = figures(keep(page))
    token = page.locator(".cjm-part-matrix [role=slider]").first
    token.scroll_into_view_if_needed()
    token.hover()
    page.mouse.down()
    plot = page.locator(".cjm-part-matrix .plot").bounding_box()
    page.mouse.move(plot["x"] + plot["width"] * 0.1, plot["y"] + plot["height"] * 0.9, steps=5)
    page.mouse.up()
    comes(page, lambda journey: figures(journey) != before, True)

    page.keyboard.press("Control+z")
    comes(page, figures, before)
    assert soon(lambda: token.evaluate("element => element === document.activeElement"))


def test_words_on_the_map_are_taken_back(pages: Callable[..., Any]) -> None:
    page = pages("07_map")
    cell = page.locator("th.step .editable").first
    before = names(keep(page))
    cell.hover()
    cell.locator(".pencil").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("At the counter")
    page.keyboard.press("Enter")
    comes(page, names, ["At the counter", *before[1:]])
    page.keyboard.press("Control+z")
    says(page, "Undone.")
    comes(page, names, before)
    assert soon(lambda: page.evaluate("document.activeElement.matches('.pencil')"))


def test_undo_from_the_browsers_own_menu_eats_no_letter_of_a_field_without_focus(pages: Callable[..., Any]) -> None:
    page = pages("03_steps")
    page.locator(STARTS).fill("")
    page.locator(STARTS).press_sequentially("At home")
    first = names(keep(page))[0]
    page.get_by_role("button", name=f"Move {first} down").click()
    undo_from_the_menu(page)
    comes(page, lambda journey: (names(journey)[0], journey["scope"]["starts"]), (first, "At home"))
    expect(page.locator(STARTS)).to_have_value("At home")
