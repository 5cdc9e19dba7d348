"""The form in a real browser, on a page of its own with a journey that lives in that page only."""

from __future__ import annotations

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tests/widgets/form_page/index.html"
    server.shutdown()


@pytest.fixture
def form(chromium: Any, address: str) -> Iterator[Any]:
    """Opens the form: `form("steps", width=320, theme="dark", journey="blank")` gives its page."""
    contexts = []
    problems: list[str] = []

    def open_form(part: str, width: int = 1280, *, touch: bool = False, **query: str) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, has_touch=touch)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{address}?part={part}&" + "&".join(f"{name}={value}" for name, value in query.items()))
        page.wait_for_function("window.ready")
        return page

    yield open_form
    for context in contexts:
        context.close()
    assert problems == []


def at(page: Any, path: str) -> Any:
    """What the journey in the page holds at a path of names and positions."""
    return page.evaluate("path => path.split('/').reduce((node, part) => node?.[part], window.journey)", path)


def steps(page: Any) -> list[str]:
    return page.evaluate("window.journey.steps.map(step => step.name)")


def tab_to(page: Any, target: Any) -> None:
    """Move on with the Tab key until the target has focus."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The Tab key does not reach it.")


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_every_kind_of_field_is_filled_by_keyboard_alone(form: Any) -> None:
    page = form("scope", journey="blank")
    keys = page.keyboard

    tab_to(page, page.get_by_label("Which journey is this?"))
    keys.type("Enrolling on a course")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    tab_to(page, page.get_by_label("Why map this journey now?"))
    keys.type("Many leave.\nWe want to know why.")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.type("1,5")
    keys.press("Tab")
    keys.type("2.5")
    keys.press("Tab")
    keys.type("weeks")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Space")

    assert page.evaluate("window.journey.scope") == {
        "journey_type": "Enrolling on a course",
        "initiated_by": "customer",
        "why": "Many leave.\nWe want to know why.",
        "mapped_by": ["mental-walk", "data"],
        "people": 1.5,
        "time": {"amount": 2.5, "unit": "weeks"},
        "area": "staff",
        "public": True,
    }


def test_every_letter_is_sent_as_it_is_typed_with_what_stood_before(form: Any) -> None:
    page = form("scope", journey="blank")
    page.get_by_label("Which journey is this?").press_sequentially("Hi")
    sent = page.evaluate("window.edits")
    assert [(edit.get("old"), edit["next"]) for edit in sent] == [(None, "H"), ("H", "Hi")]
    assert {edit["path"] for edit in sent} == {"scope/journey_type"}


def test_no_answer_is_chosen_beforehand_and_an_answer_can_be_taken_back(form: Any) -> None:
    page = form("diagnostic", journey="blank")
    first = page.get_by_role("radiogroup").first
    assert first.get_by_role("radio", checked=True).count() == 0

    tab_to(page, first.get_by_role("radio").first)
    page.keyboard.press("Space")
    assert at(page, "diagnostic/changeable/rating") == 0

    tab_to(page, first.get_by_role("button", name="Clear the answer"))
    page.keyboard.press("Enter")
    assert at(page, "diagnostic/changeable/rating") is None
    assert first.get_by_role("radio", checked=True).count() == 0
    assert focused(page) == "Clear the answer"


def test_not_knowing_is_an_answer_of_its_own_apart_from_the_scale(form: Any) -> None:
    page = form("satisfaction")
    page.evaluate("window.form.open = 's5'")
    page.get_by_label("I do not know").locator("visible=true").check()
    assert page.evaluate("window.journey.steps[4].ratings") == [{"id": "room", "value": "unknown"}]
    assert page.locator(".cjm-panel:visible .cjm-scale input").count() == 5


def test_a_text_that_is_no_number_stays_with_a_sentence_and_is_not_sent(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("How many people make it in a month?")
    field.fill("1.5")
    field.fill("many")
    assert field.get_attribute("aria-invalid") is None  # not while it is being typed
    field.blur()
    page.wait_for_function("document.querySelector('[data-path=\"scope/people\"] [aria-invalid]')")
    page.evaluate("window.form.update()")
    assert field.input_value() == "many"
    assert at(page, "scope/people") == 1.5
    described = field.get_attribute("aria-describedby").split()
    assert "Write a number" in " ".join(page.locator(f"#{one}").inner_text() for one in described)

    field.fill("7")
    assert at(page, "scope/people") == 7
    assert field.get_attribute("aria-invalid") is None


def test_too_long_a_text_is_kept_in_full_but_not_sent_and_what_is_left_is_said(form: Any) -> None:
    page = form("scope", journey="blank")
    field = page.get_by_label("Which journey is this?")
    field.fill("x" * 58)
    assert page.get_by_text("2 characters left").count() == 1
    page.wait_for_function("window.said.includes('2 characters left')")
    field.fill("x" * 63)
    field.blur()
    assert field.input_value() == "x" * 63
    assert at(page, "scope/journey_type") == "x" * 58
    assert page.get_by_text("3 characters too many").count() == 1
    assert page.evaluate("window.form.unsent()") == ["scope/journey_type"]


def test_what_somebody_is_typing_is_not_touched_by_others(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("Which journey is this?")
    field.click()
    field.evaluate("element => element.setSelectionRange(3, 3)")
    page.evaluate("others('scope/journey_type', 'Something else')")
    page.evaluate("others('scope/why', 'Because')")
    assert field.input_value() == "Through the airport"
    assert field.evaluate("element => element.selectionStart") == 3
    assert page.get_by_text("Somebody else has just changed this").is_visible()
    assert page.get_by_label("Why map this journey now?").input_value() == "Because"

    page.keyboard.press("Tab")
    page.wait_for_function(
        "document.querySelector('[data-path=\"scope/journey_type\"] input').value === 'Something else'"
    )
    assert not page.get_by_text("Somebody else has just changed this").is_visible()


def test_a_box_that_somebody_else_ticked_meanwhile_stays_ticked(form: Any) -> None:
    page = form("scope", journey="blank")
    page.get_by_label("Walking through it in our minds").focus()
    page.evaluate("others('scope/mapped_by', ['data'])")
    page.keyboard.press("Space")
    assert at(page, "scope/mapped_by") == ["mental-walk", "data"]
    assert page.get_by_label("Using surveys or other data").is_checked()


def test_an_item_is_added_by_keyboard_with_focus_in_its_first_field(form: Any) -> None:
    page = form("steps", journey="blank")
    tab_to(page, page.get_by_role("button", name="Add a step"))
    page.keyboard.press("Enter")
    page.keyboard.type("I ask")
    page.keyboard.press("Enter")
    assert steps(page) == ["I ask"]
    assert re.fullmatch("[a-z][a-z0-9]{7}", at(page, "steps/0/id"))
    assert page.get_by_role("button", name="Step 1: I ask").get_attribute("aria-expanded") == "true"

    tab_to(page, page.get_by_role("button", name="Add a touchpoint"))
    page.keyboard.press("Enter")
    page.keyboard.type("Web form")
    assert at(page, "steps/0/touchpoints/0/name") == "Web form"


def test_a_removed_item_comes_back_to_its_place_with_all_it_held(form: Any) -> None:
    page = form("steps")
    before = page.evaluate("window.journey.steps")
    tab_to(page, page.get_by_role("button", name="Remove Security"))
    page.keyboard.press("Enter")
    assert "Security" not in steps(page)
    assert focused(page) == "Undo: put “Security” back"
    assert page.get_by_text("Removed “Security”.", exact=True).is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("window.journey.steps") == before
    assert "Security" in focused(page)
    assert not page.get_by_text("Removed “Security”.", exact=True).is_visible()


def test_the_way_to_undo_stays_until_the_next_thing_is_done_to_the_list(form: Any) -> None:
    page = form("steps")
    page.get_by_role("button", name="Remove Waiting").click()
    page.evaluate("others('steps/s1/name', 'Check in')")
    assert page.get_by_role("button", name="Undo").is_visible()
    page.get_by_role("button", name="Move Security up").click()
    assert page.get_by_role("button", name="Undo").count() == 0


def test_moving_by_buttons_keeps_the_focus_and_says_the_new_place(form: Any) -> None:
    page = form("steps")
    tab_to(page, page.get_by_role("button", name="Move Security up"))
    for _ in range(5):
        page.keyboard.press("Enter")
        assert focused(page) == "Move Security up"
    assert steps(page)[0] == "Security"
    assert "Security is now step 4 of 10" in page.evaluate("window.said")
    assert page.evaluate("window.said.at(-1)") == "Security is already first"
    moves = page.evaluate("window.edits")
    assert [edit["next"] for edit in moves] == ["s3", "s2", "s1", ""]
    assert {edit["path"] for edit in moves} == {"steps/s5/@after"}
    rows = page.locator(".cjm-list:has(> .cjm-list-head :text-is('Steps')) > .cjm-items > li")
    assert "Security" in rows.first.inner_text()


def _drag(page: Any, name: str, onto: str, *, cancel: bool = False) -> None:
    def row(text: str) -> Any:
        return page.locator(".cjm-disclosure", has_text=text)

    handle = row(name).locator(".cjm-handle").bounding_box()
    target = row(onto).bounding_box()
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 8, (handle["y"] + target["y"]) / 2)
    page.mouse.move(handle["x"] + 8, target["y"] + 4)
    assert page.locator(".cjm-drop").is_visible()
    if cancel:
        page.keyboard.press("Escape")
        assert page.locator(".cjm-drop").count() == 0
    page.mouse.up()


def test_an_item_is_dragged_to_its_place_by_its_handle(form: Any) -> None:
    page = form("steps")
    page.locator(".cjm-disclosure").first.scroll_into_view_if_needed()
    _drag(page, "Security", "Way to the airport")
    assert steps(page)[:4] == ["Check in at home", "Security", "Way to the airport", "Bag tag"]
    assert page.evaluate("window.said.at(-1)") == "Security is now step 2 of 10"


def test_an_item_is_dragged_by_a_finger_and_the_page_does_not_scroll_meanwhile(form: Any) -> None:
    page = form("steps", width=390, touch=True)
    page.locator(".cjm-disclosure").first.evaluate("element => element.scrollIntoView()")
    scrolled = page.evaluate("window.scrollY")
    handle = page.locator(".cjm-disclosure", has_text="Bag drop").locator(".cjm-handle").bounding_box()
    target = page.locator(".cjm-disclosure", has_text="Check in at home").bounding_box()
    finger = page.context.new_cdp_session(page)
    x, start, end = handle["x"] + 8, handle["y"] + 8, target["y"] + 4
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": start}]})
    for share in (0.3, 0.7, 1):
        point = {"x": x, "y": start + (end - start) * share}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert steps(page)[0] == "Bag drop"
    assert abs(page.evaluate("window.scrollY") - scrolled) < 5


def test_escape_ends_a_drag_and_leaves_the_order(form: Any) -> None:
    page = form("steps")
    before = steps(page)
    page.locator(".cjm-disclosure").first.scroll_into_view_if_needed()
    _drag(page, "Security", "Way to the airport", cancel=True)
    assert steps(page) == before
    assert page.evaluate("window.edits") == []


def test_focus_and_caret_stay_when_others_reorder_the_items_around(form: Any) -> None:
    page = form("steps")
    page.evaluate("window.form.focus('steps/s5/name')")
    page.keyboard.type(" gate")
    page.evaluate("others('steps/s5/@after', '')")
    page.evaluate("others('steps/s2/@after', 's9')")
    page.evaluate("others('steps/s5/@after', 's8')")
    page.keyboard.type("!")
    assert "Security gate!" in steps(page)
    shown = page.locator(".cjm-toggle .cjm-item-name").all_inner_texts()
    assert shown == steps(page)


def test_an_item_that_others_remove_stays_under_the_hands_of_who_types_and_comes_back_whole(form: Any) -> None:
    page = form("steps")
    page.evaluate("others('steps/s5/goal', 'Get through')")
    page.evaluate("window.form.focus('steps/s5/name')")
    page.evaluate("others('steps/s5', null)")
    assert page.locator(".cjm-gone", has_text="Somebody else has removed this step").is_visible()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert steps(page)[4] == "Security!"
    assert at(page, "steps/4/goal") == "Get through"
    assert not page.locator(".cjm-gone", has_text="Somebody else has removed this step").is_visible()

    page.evaluate("window.form.focus('steps/s5/touchpoints/t1/name')")
    page.evaluate("others('steps/s5', null)")
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(50)
    assert page.get_by_label("What does the customer want here?").input_value() == "Get through"
    assert page.get_by_role("textbox", name="Touchpoint").count() == 3
    tab_to(page, page.get_by_role("button", name="Step 5: Passport control"))
    page.wait_for_function("document.querySelectorAll('.cjm-disclosure').length === 9")


def test_details_are_built_only_when_opened_so_that_forty_steps_stay_light(form: Any) -> None:
    page = form("steps", steps="40")
    assert page.locator(".cjm-disclosure").count() == 40
    assert page.locator(".cjm-disclosure .cjm-field").count() == 0
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".cjm-disclosure .cjm-field").count() > 0


def test_a_reference_shows_number_and_name_in_order_and_says_when_its_item_is_gone(form: Any) -> None:
    page = form("moments")
    field = page.get_by_label("At which step?")
    assert field.locator("option:checked").inner_text() == "Step 5: Security"
    page.evaluate("others('steps/s1', null)")
    assert field.locator("option:checked").inner_text() == "Step 4: Security"
    page.evaluate("others('steps/s5', null)")
    assert field.locator("option:checked").inner_text() == "A step that was removed"
    field.select_option(label="Step 1: Way to the airport")
    assert at(page, "moments/0/step") == "s2"


def test_tabs_are_walked_with_arrow_keys_and_tell_which_is_open(form: Any) -> None:
    page = form("satisfaction")
    page.evaluate("void (window.opened = [], window.form.onOpen((id) => window.opened.push(id)))")
    assert page.get_by_role("tab", name="1 Check in at home (has answers)").get_attribute("aria-selected") == "true"
    tab_to(page, page.get_by_role("tab").first)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("window.opened") == ["s2", "s10", "s1", "s10"]
    assert page.evaluate("window.form.open") == "s10"
    assert page.get_by_role("tabpanel").count() == 1
    page.get_by_role("button", name="← On board").click()
    assert page.evaluate("window.form.open") == "s9"
    assert focused(page) == "9. On board"


def test_a_tab_is_ticked_once_something_is_answered_in_it(form: Any) -> None:
    page = form("satisfaction")
    tab = page.get_by_role("tab", name="6 Passport control")
    assert not tab.locator(".cjm-tab-done").is_visible()
    tab.click()
    page.get_by_role("textbox", name="Feelings").fill("Calm")
    assert tab.locator(".cjm-tab-done").is_visible()


def test_continue_lists_what_is_wrong_takes_focus_and_leads_to_each_field(form: Any) -> None:
    page = form("all", journey="blank")
    page.get_by_role("button", name="Add a step").click()
    page.get_by_label("Step", exact=True).blur()
    page.get_by_role("button", name="Step 1").first.click()
    page.get_by_label("How many people make it in a month?").fill("many")
    page.get_by_role("button", name="Continue").click()
    assert page.evaluate("window.valid") is False
    assert page.title() == "Error: Form"
    assert page.evaluate("document.activeElement.className") == "cjm-summary"
    lines = page.locator(".cjm-summary a").all_inner_texts()
    assert lines == [
        "Which journey is this? Fill this in.",
        "How many people make it in a month? Write a number, such as 3 or 1.5.",
        "Step: Fill this in. (Step 1)",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("I ask")
    assert steps(page) == ["I ask"]
    page.get_by_label("How many people make it in a month?").fill("3")
    page.get_by_label("Which journey is this?").fill("Asking")
    assert page.title() == "Form"
    page.get_by_role("button", name="Continue").click()
    assert page.evaluate("window.valid") is True
    assert page.locator(".cjm-summary").count() == 0


def test_a_refused_value_keeps_what_was_typed_and_says_why_beside_the_field(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("Which journey is this?")
    field.fill("Not this")
    field.blur()
    page.evaluate("others('scope/journey_type', 'Through the airport')")
    page.evaluate("form.showErrors([{path: 'scope/journey_type', say: 'This does not fit.'}])")
    assert field.input_value() == "Not this"
    assert field.get_attribute("aria-invalid") == "true"
    assert page.get_by_text("This does not fit.").is_visible()
    page.evaluate("form.showErrors([{path: 'title', say: 'No such place.'}])")
    assert page.get_by_text("No such place.").is_visible()
    assert page.get_by_text("This does not fit.").is_visible()
    field.fill("That")
    assert field.get_attribute("aria-invalid") is None


def test_what_people_type_is_never_read_as_markup(form: Any) -> None:
    page = form("all", journey="blank")
    evil = "<img src=x onerror=window.hit=1>"
    page.evaluate("text => others('steps/x1', {name: text})", evil)
    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Undo").click()
    page.evaluate("text => others('scope/initiated_by', text)", evil)
    assert page.locator("#form img").count() == 0
    assert page.get_by_text(evil).count() > 0
    assert page.evaluate("window.hit") is None


def _shape(page: Any, part: str) -> None:
    if part in ("steps", "all"):
        page.evaluate("window.form.focus('steps/s5/touchpoints/t1/name')")
        page.get_by_role("button", name="Remove Officer").click()
    if part == "satisfaction":
        page.evaluate("others('steps/s1/ratings/room/value', -2)")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", ["all", "satisfaction"])
def test_axe_finds_nothing_in_either_theme(form: Any, part: str, theme: str) -> None:
    page = form(part, theme=theme)
    _shape(page, part)
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_error_state(form: Any, theme: str) -> None:
    page = form("all", theme=theme, journey="blank")
    page.evaluate("others('steps/x1', {name: ''})")
    page.get_by_label("How many people make it in a month?").fill("many")
    page.get_by_role("button", name="Continue").click()
    refused = [{"path": "scope/initiated_by", "say": "Not this."}, {"path": "scope/mapped_by", "say": "Nor this."}]
    page.evaluate("list => window.form.showErrors(list)", refused)
    assert page.locator(".cjm-error:visible").count() == 5
    assert violations(page) == []


@pytest.mark.parametrize("part", ["all", "satisfaction", "plan"])
def test_nothing_scrolls_sideways_at_320_pixels(form: Any, part: str) -> None:
    page = form(part, width=320)
    _shape(page, part)
    page.evaluate("others('steps/s5/name', 'Averyveryverylongnamewithoutanyspaceinitthatgoesonandon')")
    if part == "plan":
        page.get_by_role("button", name="Add a solution").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_every_target_is_large_enough(form: Any) -> None:
    page = form("all", width=390)
    _shape(page, "all")
    small = page.evaluate(
        """[...document.querySelectorAll('#form :is(button, input, select, textarea)')]
        .filter((one) => one.checkVisibility() && !one.closest('label'))
        .map((one) => [one.getAttribute('aria-label') || one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []


def test_paper_shows_the_details_that_are_closed_on_the_screen(form: Any) -> None:
    page = form("steps")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.get_by_label("What does the customer want here?").locator("visible=true").count() == 10
    assert page.get_by_role("button", name="Add a step").count() == 0


def test_numbers_are_read_as_people_write_them(form: Any) -> None:
    page = form("scope")
    module = "../../../cjm_widgets/widgets/form/words.js"
    read = "async ([module, text, limits]) => (await import(module)).readNumber(text, limits)"
    for text, value in {"1,5": 1.5, "1.5": 1.5, " 12 ": 12, "−3": -3, "1 000": 1000, ",5": 0.5, "": None}.items():
        assert page.evaluate(read, [module, text, {}]) == {"value": value}
    for text, limits, say in (
        ("1,000", {}, "Write 1000 without a comma if you mean thousands."),
        ("1.2.3", {}, "Write a number, such as 3 or 1.5."),
        ("-1", {"low": 0}, "Write a number of 0 or more."),
        ("11", {"low": 0, "high": 10}, "Write a number from 0 to 10."),
    ):
        assert page.evaluate(read, [module, text, limits]) == {"say": say}
