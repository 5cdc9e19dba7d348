"""The map is worked on where it stands, in a real browser: by mouse, finger and keyboard, and said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from drawn_journey import drawn
from playwright.sync_api import expect
from soon import soon
from test_map_browser import given, starter

from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST = "steps/s0"


@pytest.fixture
def opened(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    def open_map(what: str | Journey = "", *, width: int = 1500, touch: bool = False, **more: Any) -> Any:
        journey = what if isinstance(what, Journey) else starter(what) if what else drawn()
        return part_pages["map_page"].open(
            {"part": "map", **given(journey), **more}, width=width, height=768, touch=touch
        )

    yield open_map
    part_pages["map_page"].done()


def edits(page: Any) -> list[Any]:
    return page.evaluate("window.edits.map(([path, next]) => [path, next?.name ?? next?.title ?? next?.words ?? next])")


def pencil(page: Any, path: str) -> Any:
    return page.locator(f"table.map [data-path='{path}'] > .pencil")


def here(page: Any) -> str:
    return page.evaluate("document.activeElement.dataset.spot ?? document.activeElement.localName")


def names(page: Any) -> list[str]:
    return page.locator("th.step .name").all_inner_texts()


def test_arrow_keys_go_through_the_map_and_one_stop_of_the_tab_key_stands_for_all(opened):
    page = opened("airport")
    assert soon(lambda: page.locator("table.map [data-spot][tabindex='0']").count()) == 1
    pencil(page, "steps/booking/name").focus()
    page.keyboard.press("ArrowRight")
    assert soon(lambda: here(page)) == "steps/check-in/name"
    page.keyboard.press("ArrowUp")
    assert soon(lambda: here(page).startswith("stages/"))
    page.keyboard.press("ArrowDown")
    assert soon(lambda: here(page)) == "steps/check-in/name"
    page.keyboard.press("ArrowDown")
    assert soon(lambda: here(page)) == "add steps check-in"
    page.keyboard.press("ArrowDown")
    assert soon(lambda: here(page)) == "fold check-in"
    page.keyboard.press("ArrowDown")
    assert soon(lambda: here(page).startswith("steps/check-in/touchpoints/"))
    assert soon(lambda: page.locator("table.map [data-spot][tabindex='0']").count()) == 1


def test_a_touchpoint_is_added_by_keyboard_type_enter_type(opened):
    page = opened()
    pencil(page, "steps/s4/name").focus()
    for _ in range(4):  # past the tools of the step
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Insert")
    field = page.get_by_role("textbox", name="Add a touchpoint at 5 Security")
    expect(field).to_be_focused()
    page.keyboard.type("Tray")
    page.keyboard.press("Enter")
    page.keyboard.type("Scanner")
    page.keyboard.press("Enter")
    assert soon(lambda: [words for _, words in edits(page)]) == ["Tray", "Scanner"]
    assert soon(lambda: page.evaluate("window.said")) == "Touchpoint “Scanner” is added at Step 5: Security."
    page.keyboard.type("not this")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    assert soon(lambda: here(page)) == "add touchpoints s4"
    assert soon(lambda: len(edits(page))) == 2
    page.keyboard.press("Enter")
    page.keyboard.type("Belt")
    page.keyboard.press("Tab")  # who leaves the line has said it
    assert soon(lambda: [words for _, words in edits(page)]) == ["Tray", "Scanner", "Belt"]
    expect(field).to_have_count(0)


@pytest.mark.parametrize(
    ("kind", "layer", "noun"),
    [
        ("moments", "moments", "moment of truth"),
        ("quotes", "quotes", "quote"),
        ("solutions", "solutions", "solution"),
    ],
)
def test_more_than_touchpoints_is_added_from_a_cell(opened, kind, layer, noun):
    page = opened("airport")
    cell = page.locator(f"tr[data-layer={layer}] td[data-key=boarding]")
    cell.hover()
    cell.get_by_role("button", name=f"Add a {noun} at 8 Boarding").click()
    page.keyboard.type("A new one")
    page.keyboard.press("Enter")
    assert soon(lambda: edits(page)[-1][1]) == "A new one"
    assert soon(lambda: kind in edits(page)[-1][0])
    expect(cell).to_contain_text("A new one")


def test_steps_are_moved_added_and_removed_by_keyboard_and_the_focus_stays_with_them(opened):
    page = opened()
    before = names(page)
    pencil(page, f"{FIRST}/name").focus()
    page.keyboard.press("Alt+ArrowRight")
    assert soon(lambda: here(page)) == f"{FIRST}/name"
    assert soon(lambda: page.evaluate("window.said").startswith(before[0]))
    page.keyboard.press("+")
    page.keyboard.type("In between")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert soon(lambda: "In between" in names(page))
    at = names(page).index("In between")
    added = page.evaluate("window.edits.find(([, next]) => next?.name === 'In between')[0]")
    pencil(page, f"{added}/name").focus()
    page.keyboard.press("Delete")
    assert soon(lambda: "In between" not in names(page))
    assert soon(lambda: page.evaluate("window.said")) == "Removed “In between”. You can undo this now."
    spot = f"document.querySelectorAll('th.step .pencil')[{at}].dataset.spot"
    assert soon(lambda: here(page) == page.evaluate(spot))


def test_the_buttons_of_a_heading_that_can_be_carried_are_pressed_by_mouse(opened):
    page = opened("airport")
    head = page.locator("th.step").nth(1)
    head.hover()
    head.get_by_role("button", name="Add a step after 2 Check-in").click()
    page.keyboard.type("I wait")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert soon(lambda: names(page)[2]) == "I wait"
    head.hover()
    head.get_by_role("button", name="Fold step 2 Check-in").click()
    expect(page.locator("th.step.folded")).to_have_count(1)


def test_a_text_of_no_thing_is_emptied_by_delete(opened):
    page = opened()
    pencil(page, "steps/s4/experience/feelings").focus()
    page.keyboard.press("Delete")
    assert soon(lambda: edits(page)) == [["steps/s4/experience/feelings", ""]]
    assert soon(lambda: page.evaluate("window.said")) == "Emptied: Feelings, 5 Security. You can undo this now."


def test_a_step_is_carried_by_its_heading_and_a_card_to_another_cell(opened):
    page = opened("airport")
    before = names(page)
    heads = page.locator("th.step")

    def carry(thing: Any, to: dict[str, float], part: float) -> None:
        box = thing.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + 12)
        page.mouse.down()
        page.mouse.move(to["x"] + to["width"] * part, to["y"] + 20, steps=6)
        page.mouse.up()

    carry(heads.nth(1), heads.nth(3).bounding_box(), 0.8)
    assert soon(lambda: names(page)) == [before[0], before[2], before[3], before[1], *before[4:]]
    expect(page.locator(".editor")).to_have_count(0)  # letting go is no click
    card = page.locator("tr[data-layer=touchpoints] td[data-key=booking] .touch").first
    words = card.locator(".name").inner_text()
    cell = page.locator("tr[data-layer=touchpoints] td[data-key=bag-tag]")
    carry(card, cell.bounding_box(), 0.5)
    expect(cell).to_contain_text(words)
    expect(page.locator("tr[data-layer=touchpoints] td[data-key=booking]")).not_to_contain_text(words)


def test_escape_puts_back_what_is_carried(opened):
    page = opened()
    head = page.locator("th.step").nth(1).bounding_box()
    page.mouse.move(head["x"] + 30, head["y"] + 12)
    page.mouse.down()
    page.mouse.move(head["x"] + 300, head["y"] + 12, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".held")).to_have_count(0)
    assert soon(lambda: edits(page)) == []


def test_on_a_phone_a_finger_does_all_that_the_keys_do(opened):
    page = opened("airport", width=390, touch=True)
    page.locator(".own .pencil").tap()
    page.get_by_label("Name of step 1", exact=True).fill("I book")
    page.get_by_role("button", name="Done", exact=True).tap()
    expect(page.get_by_role("heading", name="1 I book")).to_be_visible()
    page.locator(".own .pencil").tap()
    page.get_by_role("button", name="Later", exact=True).tap()
    assert soon(lambda: page.evaluate("window.said").startswith("I book is now "))
    page.get_by_role("button", name="Add a touchpoint at 1 I book").tap()
    page.keyboard.type("Leaflet")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator(".stacked .touch", has_text="Leaflet").locator(".pencil").tap()
    page.get_by_role("button", name="Remove this touchpoint").tap()
    expect(page.locator(".stacked .touch", has_text="Leaflet")).to_have_count(0)
    page.locator(".stacked .touch .name").first.tap()  # words that are touched are read
    expect(page.locator(".editor")).to_have_count(0)


def test_the_first_step_of_an_empty_map_is_typed_there_and_the_next_goes_on(opened):
    page = opened("blank")
    page.get_by_role("button", name="Add a step").click()
    for name in ("Wake up", "Get up"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    assert soon(lambda: names(page)) == ["Wake up", "Get up"]


BEGUN = Journey(id="begun", steps=[{"id": "ring", "name": "Rings"}, {"id": "wait", "name": "Waits"}])
LAYERS_TO_FILL = ["stages", "steps", "touchpoints", "satisfaction", "quotes", "moments", "solutions"]
LAYERS_SEEN = "all => all.map(one => one.dataset.layer)"


@pytest.mark.parametrize("width", [390, 1366])
def test_a_map_just_begun_has_a_place_for_all_that_can_be_added_and_its_paper_has_none(opened, width):
    page = opened(BEGUN, width=width)
    if width > 700:
        rows = page.locator("table.map tr[data-layer]")
        assert soon(lambda: rows.evaluate_all(LAYERS_SEEN)) == LAYERS_TO_FILL
    for noun in ("touchpoint", "quote", "moment of truth", "solution"):
        page.get_by_role("button", name=f"Add a {noun} at 1 Rings").filter(visible=True).click()
        page.keyboard.type("Now")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    assert soon(lambda: [words for _, words in edits(page)]) == ["Now"] * 4
    page = opened(BEGUN, width=width)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    paper = page.locator(".cjm-paper tr[data-layer]")
    assert soon(lambda: paper.evaluate_all(LAYERS_SEEN)) == ["steps"]


def test_a_row_with_nothing_in_it_is_not_kept_where_the_facilitator_has_closed_its_page(opened):
    page = opened(BEGUN, closed=["03_steps.ipynb", "06_solutions.ipynb"])
    rows = page.locator("table.map tr[data-layer]")
    assert soon(lambda: rows.evaluate_all(LAYERS_SEEN)) == ["steps", "satisfaction", "quotes", "moments"]


def test_what_the_facilitator_has_closed_cannot_be_changed_and_the_rest_can(opened):
    page = opened("airport", closed=["03_steps.ipynb"])
    expect(page.locator("tr[data-layer=touchpoints] .touch").first).to_be_visible()
    expect(page.locator("th.step .pencil, .touch .pencil, tr[data-layer=touchpoints] .add")).to_have_count(0)
    assert soon(lambda: page.locator("tr[data-layer=feelings] .pencil").count()) > 0


@pytest.mark.parametrize("paper", [False, True])
def test_paper_and_a_screen_for_an_audience_have_no_tools(opened, paper):
    page = opened("airport")
    if paper:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    else:
        page.get_by_role("link", name="Present").click()
        page.keyboard.press("5")
    shown = page.locator(".cjm-paper" if paper else ".cjm-present .screen")
    expect(shown).to_contain_text("Security")
    expect(shown.locator(".pencil, .add, .editable")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_keeps_people_out_while_the_map_is_worked_on(opened, width):
    page = opened("airport", width=width)
    where = ".stacked" if width < 700 else "table.map"
    page.locator(f"{where} .touch .pencil").first.focus()
    page.keyboard.press("Enter")
    assert barriers_in_both(page) == NONE
    page.keyboard.press("Escape")
    page.locator(f"{where} .adds-touchpoints .add").first.focus()
    page.keyboard.press("Enter")
    assert barriers_in_both(page) == NONE


HIT = "([x, y, what]) => Boolean(document.elementFromPoint(x, y)?.closest(what))"


def test_the_names_of_rows_lie_over_whatever_scrolls_under_them_and_over_a_text_that_is_changed(opened):
    page = opened("airport", width=1000)
    page.locator("th.step .name").first.click()
    expect(page.get_by_label("Name of step 1", exact=True)).to_be_visible()
    page.evaluate("document.querySelector('.scroll').scrollLeft = 120")
    box = page.locator("tr[data-layer=steps] > th[scope=row]").bounding_box()
    where = [box["x"] + box["width"] - 12, box["y"] + 30, "th[scope=row]"]
    assert soon(lambda: page.evaluate(HIT, where))


@pytest.mark.parametrize("thing", ["th.step", "tr[data-layer=touchpoints] .touch"])
def test_what_is_carried_lies_over_all_that_it_is_carried_over(opened, thing):
    page = opened("airport")
    held = page.locator(f"table.map {thing}").first
    box = held.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 60, steps=5)
    expect(page.locator(".held")).to_have_count(1)
    # what is carried lets the mouse through, so that its place can be found: here it is made to be hit
    page.add_style_tag(content=".cjm-map .held { pointer-events: auto !important; }")
    box = page.locator(".held").bounding_box()
    spots = [
        [box["x"] + box["width"] * x, box["y"] + box["height"] * y, ".held"]
        for x in (0.1, 0.5, 0.9)
        for y in (0.1, 0.5, 0.9)
    ]
    assert soon(lambda: [page.evaluate(HIT, spot) for spot in spots]) == [True] * 9
    page.keyboard.press("Escape")
    page.mouse.up()
