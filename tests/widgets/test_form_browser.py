"""The form in a real browser, on a page of its own with a journey that lives in that page only."""

from __future__ import annotations

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from soon import soon

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PHONE = 390
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


class _Pages:
    """One page for all tests, since a new one takes longer than most tests; a form is opened anew in it."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.problems: list[str] = []
        self.kept: Any = None

    def fresh(self, query: str = "", *, touch: bool = False) -> Any:
        context = self.browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=touch)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.goto(f"{self.address}?{query}")
        page.wait_for_function("window.ready")
        return page

    def again(self, query: str) -> Any:
        self.kept = self.kept or self.fresh()
        self.kept.emulate_media(media="screen")
        self.kept.evaluate("query => window.openForm(query)", query)
        return self.kept


@pytest.fixture(scope="module")
def pages(chromium: Any, address: str) -> Iterator[_Pages]:
    yield (made := _Pages(chromium, address))
    if made.kept:
        made.kept.context.close()


@pytest.fixture
def form(pages: _Pages) -> Iterator[Any]:
    """Opens the form: `form("steps", width=320, theme="dark", journey="blank")` gives its page."""
    apart = []

    def open_form(part: str, width: int = 1280, *, touch: bool = False, alone: bool = False, **other: str) -> Any:
        query = "&".join(f"{name}={value}" for name, value in {"part": part, **other}.items())
        page = pages.fresh(query, touch=touch) if touch or alone else pages.again(query)
        if touch or alone:
            apart.append(page.context)
        page.set_viewport_size({"width": width, "height": 800})
        return page

    yield open_form
    for context in apart:
        context.close()
    problems, pages.problems = pages.problems, []
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

    assert soon(lambda: page.evaluate("window.journey.scope")) == {
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
    sent = "window.edits.map(edit => [edit.path, edit.old ?? null, edit.next])"
    assert soon(lambda: page.evaluate(sent)) == [["scope/journey_type", None, "H"], ["scope/journey_type", "H", "Hi"]]


def test_no_answer_is_chosen_beforehand_and_an_answer_can_be_taken_back(form: Any) -> None:
    page = form("diagnostic", journey="blank")
    first = page.get_by_role("radiogroup").first
    expect(first.get_by_role("radio", checked=True)).to_have_count(0)

    tab_to(page, first.get_by_role("radio").first)
    page.keyboard.press("Space")
    assert soon(lambda: at(page, "diagnostic/changeable/rating")) == 0

    first.get_by_role("button", name="Clear the answer").click()
    assert soon(lambda: at(page, "diagnostic/changeable/rating") is None)
    expect(first.get_by_role("radio", checked=True)).to_have_count(0)
    assert soon(lambda: focused(page)) == "Clear the answer"


@pytest.mark.parametrize(
    ("part", "path", "following"),
    [
        ("scope", "scope/initiated_by", "scope/why"),
        ("diagnostic", "diagnostic/changeable/rating", "diagnostic/changeable/reason"),
        ("personas", "ratings/as-ana/value", "ratings/as-ben/value"),
    ],
)
def test_tab_leads_from_an_answer_to_the_next_question_and_delete_clears_it(
    form: Any, part: str, path: str, following: str
) -> None:
    page = form(part, journey="blank")
    group = page.locator(f"[data-path='{path}']")
    value = "path => path.split('/').reduce((on, one) => on.find?.((item) => item.id === one) ?? on[one], journey)"
    tab_to(page, group.get_by_role("radio").first)
    for key in ("Delete", "Backspace"):
        page.keyboard.press("Space")
        assert soon(lambda: page.evaluate(value, path) is not None)
        expect(group.get_by_role("button", name="Clear the answer")).to_be_visible()
        page.keyboard.press("Tab")
        assert soon(lambda: page.evaluate("document.activeElement.closest('[data-path]').dataset.path")) == following
        page.keyboard.press("Shift+Tab")
        page.keyboard.press(key)
        assert soon(lambda: page.evaluate(value, path) is None)
        expect(group.get_by_role("radio", checked=True)).to_have_count(0)
        assert "is cleared" in soon(lambda: page.evaluate("window.said.at(-1)"))
        assert soon(lambda: page.evaluate("document.activeElement.type")) == "radio"
        group.get_by_role("radio").first.focus()
    described = group.get_attribute("aria-describedby").split()
    said = " ".join(page.locator(f"#{one}").text_content() for one in described)
    assert "The Delete key clears the answer." in said
    edits = page.evaluate("window.edits.length")
    page.keyboard.press("Delete")
    assert soon(lambda: page.evaluate("window.edits.length")) == edits


def test_not_knowing_is_an_answer_of_its_own_apart_from_the_scale(form: Any) -> None:
    page = form("satisfaction")
    page.evaluate("window.form.open = 's5'")
    page.get_by_label("I do not know").locator("visible=true").check()
    assert soon(lambda: page.evaluate("window.journey.steps[4].ratings")) == [{"id": "room", "value": "unknown"}]
    expect(page.locator(".cjm-panel:visible .cjm-scale input")).to_have_count(5)


def test_a_text_that_is_no_number_stays_with_a_sentence_and_is_not_sent(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("How many people make it in a month?")
    field.fill("1.5")
    field.fill("many")
    assert soon(lambda: field.get_attribute("aria-invalid") is None)  # not while it is being typed
    field.blur()
    page.wait_for_function("document.querySelector('[data-path=\"scope/people\"] [aria-invalid]')")
    page.evaluate("window.form.update()")
    expect(field).to_have_value("many")
    assert soon(lambda: at(page, "scope/people")) == 1.5
    described = field.get_attribute("aria-describedby").split()
    assert "Write a number" in soon(lambda: " ".join(page.locator(f"#{one}").inner_text() for one in described))

    field.fill("7")
    assert soon(lambda: at(page, "scope/people")) == 7
    assert soon(lambda: field.get_attribute("aria-invalid") is None)


def test_too_long_a_text_is_kept_in_full_but_not_sent_and_what_is_left_is_said(form: Any) -> None:
    page = form("scope", alone=True, journey="blank")
    page.clock.install()
    field = page.get_by_label("Which journey is this?")
    field.fill("x" * 58)
    expect(page.get_by_text("2 characters left")).to_have_count(1)
    page.clock.fast_forward(2000)
    assert "2 characters left" in soon(lambda: page.evaluate("window.said"))
    field.fill("x" * 63)
    field.blur()
    assert soon(field.input_value) == "x" * 63
    assert soon(lambda: at(page, "scope/journey_type")) == "x" * 58
    expect(page.get_by_text("3 characters too many")).to_have_count(1)
    assert soon(lambda: page.evaluate("window.form.unsent()")) == ["scope/journey_type"]


def test_what_somebody_is_typing_is_not_touched_by_others(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("Which journey is this?")
    field.click()
    field.evaluate("element => element.setSelectionRange(3, 3)")
    page.evaluate("others('scope/journey_type', 'Something else')")
    page.evaluate("others('scope/why', 'Because')")
    expect(field).to_have_value("Through the airport")
    assert soon(lambda: field.evaluate("element => element.selectionStart")) == 3
    expect(page.get_by_text("Somebody else has just changed this")).to_be_visible()
    expect(page.get_by_label("Why map this journey now?")).to_have_value("Because")

    page.keyboard.press("Tab")
    page.wait_for_function(
        "document.querySelector('[data-path=\"scope/journey_type\"] input').value === 'Something else'"
    )
    expect(page.get_by_text("Somebody else has just changed this")).to_be_hidden()


def test_a_box_that_somebody_else_ticked_meanwhile_stays_ticked(form: Any) -> None:
    page = form("scope", journey="blank")
    page.get_by_label("Walking through it in our minds").focus()
    page.evaluate("others('scope/mapped_by', ['data'])")
    page.keyboard.press("Space")
    assert soon(lambda: at(page, "scope/mapped_by")) == ["mental-walk", "data"]
    expect(page.get_by_label("Using surveys or other data")).to_be_checked()


def test_an_item_is_added_by_keyboard_with_focus_in_its_first_field(form: Any) -> None:
    page = form("steps", journey="blank")
    tab_to(page, page.get_by_role("button", name="Add a step"))
    page.keyboard.press("Enter")
    page.keyboard.type("I ask")
    page.keyboard.press("Enter")
    assert soon(lambda: steps(page)) == ["I ask"]
    assert soon(lambda: re.fullmatch("[a-z][a-z0-9]{7}", at(page, "steps/0/id")))
    expect(page.get_by_role("button", name="Step 1: I ask")).to_have_attribute("aria-expanded", "true")

    tab_to(page, page.get_by_role("button", name="Add a touchpoint"))
    page.keyboard.press("Enter")
    page.keyboard.type("Web form")
    assert soon(lambda: at(page, "steps/0/touchpoints/0/name")) == "Web form"


def test_a_removed_item_comes_back_to_its_place_with_all_it_held(form: Any) -> None:
    page = form("steps")
    before = page.evaluate("window.journey.steps")
    tab_to(page, page.get_by_role("button", name="Remove Security"))
    page.keyboard.press("Enter")
    assert soon(lambda: "Security" not in steps(page))
    assert soon(lambda: focused(page)) == "Undo: put “Security” back"
    expect(page.get_by_text("Removed “Security”.", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    assert soon(lambda: page.evaluate("window.journey.steps")) == before
    assert "Security" in soon(lambda: focused(page))
    expect(page.get_by_text("Removed “Security”.", exact=True)).to_be_hidden()


def test_the_way_to_undo_stays_until_the_next_thing_is_done_to_the_list(form: Any) -> None:
    page = form("steps")
    page.get_by_role("button", name="Remove Waiting").click()
    page.evaluate("others('steps/s1/name', 'Check in')")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Move Security up").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_undo_never_overwrites_an_item_that_somebody_else_has_brought_back(form: Any) -> None:
    page = form("steps")
    page.get_by_role("button", name="Remove Security").click()
    page.evaluate("others('steps/s5', {name: 'Security', goal: 'Newer words'})")
    page.keyboard.press("Enter")  # the focus is on Undo
    assert soon(lambda: page.evaluate("window.journey.steps.find((step) => step.id === 's5').goal")) == "Newer words"
    page.get_by_role("button", name="Remove Waiting").click()
    page.get_by_role("button", name="Move Security up").focus()
    page.evaluate("others('steps/s7', {name: 'Waiting', goal: 'Newer words'})")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_moving_by_buttons_keeps_the_focus_and_says_the_new_place(form: Any) -> None:
    page = form("steps")
    tab_to(page, page.get_by_role("button", name="Move Security up"))
    for _ in range(5):
        page.keyboard.press("Enter")
        assert soon(lambda: focused(page)) == "Move Security up"
    assert soon(lambda: steps(page)[0]) == "Security"
    assert "Security is now step 4 of 10" in soon(lambda: page.evaluate("window.said"))
    assert soon(lambda: page.evaluate("window.said.at(-1)")) == "Security is already first"
    moves = "window.edits.map(edit => [edit.path, edit.next])"
    assert soon(lambda: page.evaluate(moves)) == [["steps/s5/@after", after] for after in ("s3", "s2", "s1", "")]
    rows = page.locator(".cjm-list:has(> .cjm-list-head :text-is('Steps')) > .cjm-items > li")
    assert "Security" in soon(rows.first.inner_text)


def _drag(page: Any, name: str, onto: str, *, cancel: bool = False) -> None:
    def row(text: str) -> Any:
        return page.locator(".cjm-disclosure", has_text=text)

    handle = row(name).locator(".cjm-handle").bounding_box()
    target = row(onto).bounding_box()
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 8, (handle["y"] + target["y"]) / 2)
    page.mouse.move(handle["x"] + 8, target["y"] + 4)
    expect(page.locator(".cjm-drop")).to_be_visible()
    if cancel:
        page.keyboard.press("Escape")
        expect(page.locator(".cjm-drop")).to_have_count(0)
    page.mouse.up()


def test_an_item_is_dragged_to_its_place_by_its_handle(form: Any) -> None:
    page = form("steps")
    page.locator(".cjm-disclosure").first.scroll_into_view_if_needed()
    _drag(page, "Security", "Way to the airport")
    assert soon(lambda: steps(page)[:4]) == ["Check in at home", "Security", "Way to the airport", "Bag tag"]
    assert soon(lambda: page.evaluate("window.said.at(-1)")) == "Security is now step 2 of 10"


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
    assert soon(lambda: steps(page)[0]) == "Bag drop"
    assert soon(lambda: abs(page.evaluate("window.scrollY") - scrolled)) < 5


def test_escape_ends_a_drag_and_leaves_the_order(form: Any) -> None:
    page = form("steps")
    before = steps(page)
    page.locator(".cjm-disclosure").first.scroll_into_view_if_needed()
    _drag(page, "Security", "Way to the airport", cancel=True)
    assert soon(lambda: steps(page)) == before
    assert soon(lambda: page.evaluate("window.edits")) == []


def test_focus_and_caret_stay_when_others_reorder_the_items_around(form: Any) -> None:
    page = form("steps")
    page.evaluate("window.form.focus('steps/s5/name')")
    page.keyboard.type(" gate")
    page.evaluate("others('steps/s5/@after', '')")
    page.evaluate("others('steps/s2/@after', 's9')")
    page.evaluate("others('steps/s5/@after', 's8')")
    page.keyboard.type("!")
    assert "Security gate!" in soon(lambda: steps(page))
    shown = page.locator(".cjm-toggle .cjm-item-name").all_inner_texts()
    assert shown == soon(lambda: steps(page))


def test_an_item_that_others_remove_stays_under_the_hands_of_who_types_and_comes_back_whole(form: Any) -> None:
    page = form("steps")
    page.evaluate("others('steps/s5/goal', 'Get through')")
    page.evaluate("window.form.focus('steps/s5/name')")
    page.evaluate("others('steps/s5', null)")
    expect(page.locator(".cjm-gone", has_text="Somebody else has removed this step")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert soon(lambda: steps(page)[4]) == "Security!"
    assert soon(lambda: at(page, "steps/4/goal")) == "Get through"
    expect(page.locator(".cjm-gone", has_text="Somebody else has removed this step")).to_be_hidden()

    page.evaluate("window.form.focus('steps/s5/touchpoints/t1/name')")
    page.evaluate("others('steps/s5', null)")
    page.keyboard.press("Shift+Tab")
    page.evaluate("new Promise(done => setTimeout(done))")  # the form looks where the focus went right after it left
    expect(page.get_by_label("What does the customer want here?")).to_have_value("Get through")
    expect(page.get_by_role("textbox", name="Touchpoint")).to_have_count(3)
    tab_to(page, page.get_by_role("button", name="Step 5: Passport control"))
    page.wait_for_function("document.querySelectorAll('.cjm-disclosure').length === 9")


def test_details_are_built_only_when_opened_so_that_forty_steps_stay_light(form: Any) -> None:
    page = form("steps", steps="40")
    expect(page.locator(".cjm-disclosure")).to_have_count(40)
    expect(page.locator(".cjm-disclosure .cjm-field")).to_have_count(0)
    page.get_by_role("button", name="Open all").click()
    assert soon(lambda: page.locator(".cjm-disclosure .cjm-field").count()) > 0


def test_a_reference_shows_number_and_name_in_order_and_says_when_its_item_is_gone(form: Any) -> None:
    page = form("moments")
    field = page.get_by_label("At which step?")
    assert soon(lambda: field.locator("option:checked").inner_text()) == "Step 5: Security"
    page.evaluate("others('steps/s1', null)")
    assert soon(lambda: field.locator("option:checked").inner_text()) == "Step 4: Security"
    page.evaluate("others('steps/s5', null)")
    assert soon(lambda: field.locator("option:checked").inner_text()) == "A step that was removed"
    field.select_option(label="Step 1: Way to the airport")
    assert soon(lambda: at(page, "moments/0/step")) == "s2"


def test_tabs_are_walked_with_arrow_keys_and_tell_which_is_open(form: Any) -> None:
    page = form("satisfaction")
    page.evaluate("void (window.opened = [], window.form.onOpen((id) => window.opened.push(id)))")
    expect(page.get_by_role("tab", name="1 Check in at home (has answers)")).to_have_attribute("aria-selected", "true")
    tab_to(page, page.get_by_role("tab").first)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert soon(lambda: page.evaluate("window.opened")) == ["s2", "s10", "s1", "s10"]
    assert soon(lambda: page.evaluate("window.form.open")) == "s10"
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.get_by_role("button", name="← On board").click()
    assert soon(lambda: page.evaluate("window.form.open")) == "s9"
    assert soon(lambda: focused(page)) == "9. On board"


def test_a_tab_is_ticked_once_something_is_answered_in_it(form: Any) -> None:
    page = form("satisfaction")
    tab = page.get_by_role("tab", name="6 Passport control")
    expect(tab.locator(".cjm-tab-done")).to_be_hidden()
    tab.click()
    page.get_by_role("textbox", name="Feelings").fill("Calm")
    expect(tab.locator(".cjm-tab-done")).to_be_visible()


def test_continue_lists_what_is_wrong_takes_focus_and_leads_to_each_field(form: Any) -> None:
    page = form("all", journey="blank")
    page.get_by_role("button", name="Add a step").click()
    page.get_by_label("Step", exact=True).blur()
    page.get_by_role("button", name="Step 1").first.click()
    page.get_by_label("How many people make it in a month?").fill("many")
    page.get_by_role("button", name="Continue").click()
    assert soon(lambda: page.evaluate("window.valid") is False)
    assert soon(page.title) == "Error: Form"
    assert soon(lambda: page.evaluate("document.activeElement.className")) == "cjm-summary"
    assert soon(page.locator(".cjm-summary a").all_inner_texts) == [
        "Which journey is this? Fill this in.",
        "How many people make it in a month? Write a number, such as 3 or 1.5.",
        "Step: Fill this in. (Step 1)",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("I ask")
    assert soon(lambda: steps(page)) == ["I ask"]
    page.get_by_label("How many people make it in a month?").fill("3")
    page.get_by_label("Which journey is this?").fill("Asking")
    assert soon(page.title) == "Form"
    page.get_by_role("button", name="Continue").click()
    assert soon(lambda: page.evaluate("window.valid") is True)
    expect(page.locator(".cjm-summary")).to_have_count(0)


def test_a_refused_value_keeps_what_was_typed_and_says_why_beside_the_field(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("Which journey is this?")
    field.fill("Not this")
    field.blur()
    page.evaluate("others('scope/journey_type', 'Through the airport')")
    page.evaluate("form.showErrors([{path: 'scope/journey_type', say: 'This does not fit.'}])")
    expect(field).to_have_value("Not this")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("This does not fit.")).to_be_visible()
    page.evaluate("form.showErrors([{path: 'title', say: 'No such place.'}])")
    expect(page.get_by_text("No such place.")).to_be_visible()
    expect(page.get_by_text("This does not fit.")).to_be_visible()
    field.fill("That")
    assert soon(lambda: field.get_attribute("aria-invalid") is None)


def test_what_people_type_is_never_read_as_markup(form: Any) -> None:
    page = form("all", journey="blank")
    evil = "<img src=x onerror=window.hit=1>"
    page.evaluate("text => others('steps/x1', {name: text})", evil)
    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Undo").click()
    page.evaluate("text => others('scope/initiated_by', text)", evil)
    expect(page.locator("#form img")).to_have_count(0)
    assert soon(lambda: page.get_by_text(evil).count()) > 0
    assert soon(lambda: page.evaluate("window.hit") is None)


def _shape(page: Any, part: str) -> None:
    if part in ("steps", "all"):
        page.evaluate("window.form.focus('steps/s5/touchpoints/t1/name')")
        page.get_by_role("button", name="Remove Officer").click()
    if part == "satisfaction":
        page.evaluate("others('steps/s1/ratings/room/value', -2)")
    if part in ("meeting", "cards"):
        page.evaluate("others('steps/s5/touchpoints/t1/serves', ['n1', 'lost'])")
        page.evaluate("others('steps/s5/touchpoints/t1/grade', -1)")
        page.evaluate("window.form.focus('scope/support')")
        page.evaluate("window.form.focus('steps/s5/touchpoints/t1/grade')")
    if part == "pointing":
        page.get_by_role("button", name="Add a solution").click()
    if part == "personas":
        page.evaluate("others('ratings', {'as-ana': {value: -2}, 'as-ben': {value: 2}, 'as-emre': {value: 'unknown'}})")
    if part == "columns":
        page.evaluate("window.form.focus('scope/blueprint/front')")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", ["all", "satisfaction", "meeting", "pointing", "personas", "columns"])
def test_axe_finds_nothing_in_either_theme(form: Any, part: str, theme: str) -> None:
    page = form(part, theme=theme, needs="yes")
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
    expect(page.locator(".cjm-error:visible")).to_have_count(5)
    assert violations(page) == []


@pytest.mark.parametrize("part", ["all", "satisfaction", "plan", "meeting", "cards", "pointing", "personas", "columns"])
def test_nothing_scrolls_sideways_at_320_pixels(form: Any, part: str) -> None:
    page = form(part, width=320, needs="yes")
    _shape(page, part)
    page.evaluate("others('steps/s5/name', 'Averyveryverylongnamewithoutanyspaceinitthatgoesonandon')")
    if part == "plan":
        page.get_by_role("button", name="Add a solution").click()
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) == 320
    outside = page.evaluate(
        """[...document.querySelectorAll('#form .cjm-card :is(input, select, textarea, button, label, summary)')]
        .filter((one) => one.checkVisibility()
          && one.getBoundingClientRect().right > one.closest('.cjm-card').getBoundingClientRect().right)
        .map((one) => one.className)"""
    )
    assert outside == []


@pytest.mark.parametrize("part", ["all", "meeting", "pointing", "personas"])
def test_every_target_is_large_enough(form: Any, part: str) -> None:
    page = form(part, width=390, needs="yes")
    _shape(page, part)
    small = page.evaluate(
        """[...document.querySelectorAll('#form :is(button, input, select, textarea, summary)')]
        .filter((one) => one.checkVisibility() && (one.type === 'radio' || !one.closest('label')))
        .map((one) => [one.getAttribute('aria-label') || one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []


def test_paper_shows_the_details_that_are_closed_on_the_screen(form: Any) -> None:
    page = form("steps")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_label("What does the customer want here?").locator("visible=true")).to_have_count(10)
    expect(page.get_by_role("button", name="Add a step")).to_have_count(0)


def test_numbers_are_read_as_people_write_them(form: Any) -> None:
    page = form("scope")
    module = "../../../cjm_widgets/browser/form/words.js"
    read = "async ([module, text, limits]) => (await import(module)).readNumber(text, limits)"
    for text, value in {"1,5": 1.5, "1.5": 1.5, " 12 ": 12, "−3": -3, "1 000": 1000, ",5": 0.5, "": None}.items():
        assert soon(lambda: page.evaluate(read, [module, text, {}])) == {"value": value}
    for text, limits, say in (
        ("1,000", {}, "Write 1000 without a comma if you mean thousands."),
        ("1.2.3", {}, "Write a number, such as 3 or 1.5."),
        ("1.5", {"whole": True}, "Write a whole number, such as 3."),
        ("few", {"whole": True}, "Write a whole number, such as 3."),
        ("-1", {"low": 0}, "Write a number of 0 or more."),
        ("-1", {"low": 0, "high": 1e9}, "Write a number of 0 or more."),
        ("1001", {"low": 0, "high": 1000, "whole": True}, "Write a whole number from 0 to 1000."),
        ("100001", {"low": 0, "high": 100000}, "Write a number from 0 to 100\u00a0000."),
        ("2000000000", {"low": -1e9, "high": 1e9}, "This number is too high."),
        ("−2000000000", {"low": -1e9, "high": 1e9}, "This number is too low."),
        ("11", {"low": 0, "high": 10}, "Write a number from 0 to 10."),
    ):
        assert soon(lambda: page.evaluate(read, [module, text, limits])) == {"say": say}


SERVES = "steps/s5/touchpoints/t1/serves"


def serves(page: Any) -> list[str]:
    return page.evaluate("window.journey.steps[4].touchpoints[0].serves")


def boxes(page: Any, path: str = SERVES) -> Any:
    return page.locator(f"[data-path='{path}']")


def test_goals_and_questions_of_all_stages_are_ticked_by_keyboard_under_the_name_of_their_stage(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("path => window.form.focus(path)", SERVES)
    assert soon(lambda: page.evaluate("document.activeElement.type")) == "checkbox"
    page.keyboard.press("Space")
    field = boxes(page)
    expect(field.get_by_role("group")).to_have_count(2)
    after = field.get_by_role("group", name="After the flight")
    expect(after.get_by_role("checkbox")).to_have_count(2)
    tab_to(page, after.get_by_role("checkbox", name="Find my bag goal"))
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n1", "n4"]
    tab_to(page, after.get_by_role("checkbox", name="Goal or question 2"))
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n1", "n4"]


def test_with_one_stage_there_are_no_headings_among_the_ticks(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("others('stages/after', null)")
    page.evaluate("path => window.form.focus(path)", SERVES)
    expect(boxes(page).get_by_role("checkbox")).to_have_count(3)
    expect(boxes(page).get_by_role("group")).to_have_count(0)
    expect(boxes(page).get_by_text("Before the flight")).to_be_hidden()


def test_ticks_of_others_survive_and_new_needs_appear_without_taking_the_focus(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("path => window.form.focus(path)", SERVES)
    page.evaluate("path => others(path, ['n3'])", SERVES)
    page.evaluate("others('stages/before/needs/n9', {name: 'Is there a toilet?', kind: 'question'})")
    page.evaluate("others('stages/before/needs/n9/@after', '')")
    assert soon(
        lambda: (
            boxes(page)
            .get_by_role("checkbox")
            .first.evaluate("one => one.parentElement.innerText")
            .startswith("Is there")
        )
    )
    expect(boxes(page).get_by_role("checkbox", name="Do I need to take off my shoes?")).to_be_checked()
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n1", "n3"]


def test_a_need_that_was_removed_stays_ticked_until_somebody_unticks_it(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("path => others(path, ['n1', 'lost'])", SERVES)
    page.evaluate("path => window.form.focus(path)", SERVES)
    away = boxes(page).get_by_role("checkbox", name="A goal or question that was removed")
    expect(away).to_be_checked()
    page.evaluate("others('stages/before/needs/n1', null)")
    expect(away).to_have_count(2)
    assert (
        soon(lambda: page.evaluate("document.activeElement.closest('label').innerText"))
        == "A goal or question that was removed"
    )
    boxes(page).get_by_role("checkbox", name="Reach the gate in time").check()
    assert soon(lambda: serves(page)) == ["n2", "n1", "lost"]
    away.last.focus()
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n2", "n1"]
    assert soon(lambda: focused(page) is not None)
    assert soon(lambda: page.evaluate("document.activeElement.type")) == "checkbox"
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("document.querySelectorAll('.cjm-away').length === 1")


def test_where_there_are_no_needs_yet_a_button_leads_to_where_they_are_added(form: Any) -> None:
    page = form("meeting")
    page.evaluate("path => window.form.focus(path)", SERVES)
    expect(boxes(page).get_by_text("No goals or questions yet. Add them first.")).to_be_visible()
    assert soon(lambda: focused(page)) == "Add them first"
    page.keyboard.press("Enter")
    assert soon(lambda: focused(page)) == "Add a goal or question"
    page.keyboard.press("Enter")
    page.keyboard.type("Get through")
    assert soon(lambda: at(page, "stages/0/needs/0/name")) == "Get through"
    expect(boxes(page).get_by_role("checkbox", name="Get through")).to_have_count(1)


def test_without_stages_the_button_leads_to_the_stages(form: Any) -> None:
    page = form("meeting")
    page.evaluate("others('stages/before', null)")
    page.evaluate("others('stages/after', null)")
    page.evaluate("path => window.form.focus(path)", SERVES)
    page.keyboard.press("Enter")
    assert soon(lambda: focused(page)) == "Add a stage"


def test_on_another_page_a_link_leads_to_where_needs_are_added(form: Any) -> None:
    page = form("pointing", journey="blank")
    page.get_by_role("button", name="Add a solution").click()
    links = page.get_by_role("link", name="Add them first")
    assert soon(lambda: links.evaluate_all("all => all.map(one => one.getAttribute('href'))")) == [
        "#stages",
        "#moments",
        "#indicators",
        "#editions",
        "#stages",
    ]
    expect(page.get_by_text("No indicators or standards yet.")).to_be_visible()


def test_one_need_is_chosen_from_a_drop_down_by_stage_and_other_items_by_their_names(form: Any) -> None:
    page = form("pointing", needs="yes")
    page.get_by_role("button", name="Add a solution").click()
    page.evaluate("others('indicators/i1', {name: 'Days until the first answer'})")
    page.evaluate("others('editions/e1', {name: 'After the workshop'})")
    need = page.get_by_label("Which need does it meet?")
    assert soon(lambda: need.locator("optgroup").evaluate_all("all => all.map(one => one.label)")) == [
        "Before the flight",
        "After the flight",
    ]
    need.select_option(label="Find my bag (goal)")
    page.get_by_label("Which moment does it answer?").select_option(label="Moment of truth 1: Security")
    page.get_by_label("Which indicator should move?").select_option(label="Days until the first answer")
    page.get_by_label("For which edition?").select_option(label="After the workshop")
    made = at(page, "solutions/0")
    assert [made[name] for name in ("need", "moment", "indicator", "edition")] == ["n4", "m1", "i1", "e1"]
    page.evaluate("others('stages/after', null)")
    page.get_by_label("What will you do?").focus()
    assert soon(lambda: need.locator("option:checked").inner_text()) == "A goal or question that was removed"
    expect(need.locator("optgroup")).to_have_count(1)


def test_a_whole_number_is_asked_for_in_a_sentence(form: Any) -> None:
    page = form("meeting")
    page.evaluate("window.form.focus('steps/s5/touchpoints/t1/contacts')")
    page.keyboard.type("2")
    page.keyboard.type(".5")
    page.keyboard.press("Tab")
    page.locator(".cjm-error", has_text="Write a whole number, such as 3.").wait_for()
    assert soon(lambda: at(page, "steps/4/touchpoints/0/contacts")) == 2


@pytest.mark.parametrize("part", ["meeting", "cards"])
def test_the_essentials_of_a_touchpoint_are_in_view_and_the_rest_behind_a_disclosure(form: Any, part: str) -> None:
    page = form(part, needs="yes")
    page.get_by_role("button", name="Step 5: Security").click()
    expect(page.get_by_label("Whose is it?").locator("visible=true")).to_have_count(3)
    expect(page.get_by_label("Who is directly responsible?")).to_have_count(0)
    more = page.locator("summary", has_text="More about this touchpoint").first
    assert soon(lambda: " ".join(more.inner_text().split())) == "More about this touchpoint: 0 of 5 filled"
    tab_to(page, more)
    page.keyboard.press("Enter")
    page.get_by_label("Who is directly responsible?").fill("The airport")
    page.get_by_label("How long", exact=True).first.fill("3")
    assert soon(lambda: " ".join(more.inner_text().split())) == "More about this touchpoint: 2 of 5 filled"
    page.get_by_label("How long", exact=True).first.fill("")
    assert soon(lambda: " ".join(more.inner_text().split())) == "More about this touchpoint: 1 of 5 filled"


def test_a_disclosure_opens_by_itself_for_focus_and_for_what_is_wrong_in_it(form: Any) -> None:
    page = form("meeting", needs="yes")
    assert soon(lambda: page.evaluate("window.form.focus('steps/s5/touchpoints/t2/responsible')") is True)
    page.keyboard.type("Ana")
    assert soon(lambda: at(page, "steps/4/touchpoints/1/responsible")) == "Ana"
    details = page.locator("details.cjm-more", has_text="More about this touchpoint")
    assert soon(lambda: details.evaluate_all("all => all.map(one => one.open)")) == [False, True, False]
    page.evaluate("form.showErrors([{path: 'steps/s5/touchpoints/t1/responsible', say: 'Not this.'}])")
    expect(page.get_by_text("Not this.")).to_be_visible()
    details.first.locator("summary").click()
    page.wait_for_function("!document.querySelector('details.cjm-more').open")
    expect(details.first.get_by_text("Needs attention")).to_be_visible()
    page.evaluate("window.form.update()")
    expect(page.get_by_text("Not this.")).to_be_hidden()


def test_a_whole_section_or_group_may_stand_behind_a_disclosure(form: Any) -> None:
    page = form("meeting")
    summary = page.locator("summary", has=page.get_by_role("heading", name="Behind the scenes"))
    assert "1 of 3 filled" in soon(summary.inner_text)
    expect(page.get_by_label("Support")).to_have_count(0)
    assert soon(lambda: page.evaluate("window.form.focus('scope/support')") is True)
    page.keyboard.type("The scanners")
    expect(page.get_by_text("Who and what makes it happen.")).to_be_visible()
    assert "2 of 3 filled" in soon(summary.inner_text)

    page = form("columns")
    page.locator("summary", has_text="Blueprint").click()
    expect(page.get_by_role("group", name="Blueprint").get_by_role("textbox")).to_have_count(2)


def test_paper_shows_what_is_behind_disclosures_and_closes_them_again(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_label("Who is directly responsible?").locator("visible=true")).to_have_count(3)
    expect(page.get_by_label("Support")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[open]")).to_have_count(0)


def test_a_small_scale_is_answered_by_keyboard_and_says_its_words(form: Any) -> None:
    page = form("personas", journey="blank")
    ana = page.get_by_role("radiogroup", name="Ana")
    tab_to(page, ana.get_by_role("radio").first)
    page.keyboard.press("ArrowRight")
    assert soon(lambda: at(page, "ratings/0/value")) == -1
    expect(ana.get_by_role("radio", name="−1 Dissatisfied", exact=True)).to_be_checked()
    assert soon(lambda: ana.locator(".cjm-small-words").inner_text()) == "Dissatisfied"
    assert soon(lambda: ana.locator("label").evaluate_all("all => all.map(one => one.title)")[0]) == "Very dissatisfied"
    ana.get_by_role("radio", name="I do not know", exact=True).check()
    assert soon(lambda: at(page, "ratings/0/value")) == "unknown"
    ana.get_by_role("button", name="Clear the answer").click()
    assert soon(lambda: at(page, "ratings/0/value") is None)
    assert soon(lambda: ana.locator(".cjm-small-words").inner_text()) == ""


def test_small_scales_stand_one_below_the_other_with_their_answers_in_line(form: Any) -> None:
    page = form("personas", wide="yes")
    rows = page.locator(".cjm-small-scale").all()
    assert soon(lambda: len({round(row.bounding_box()["x"]) for row in rows})) == 1
    legends = page.locator(".cjm-small > legend").all()
    for row, legend in zip(rows, legends, strict=True):
        seen, said = row.bounding_box(), legend.bounding_box()
        assert said["x"] + said["width"] <= seen["x"]
        assert seen["y"] <= said["y"] + said["height"] / 2 <= seen["y"] + seen["height"]


def test_two_columns_and_short_answers_share_a_line_only_where_there_is_room(form: Any) -> None:
    def tops(page: Any) -> tuple[bool, bool]:
        def level(*names: str) -> bool:
            return len({page.get_by_label(name).bounding_box()["y"] for name in names}) == 1

        assert soon(lambda: not level("Engaged: it can win them over", "Challenged: it can lose them"))
        fields = level("Where does it start?", "Where does it end?")
        return fields, level("Customers we have", "Customers we may win")

    page = form("columns", wide="yes")
    assert soon(lambda: tops(page)) == (True, True)
    page.set_viewport_size({"width": 390, "height": 800})
    assert soon(lambda: tops(page)) == (False, False)


TOUCHPOINT = {"id": "t1", "name": "Telephone", "kind": "human"}


def real(page: Any, name: str, **parts: Any) -> None:
    """Open the form of a real page over a journey of one step that has one touchpoint."""
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.book import PAGES

    step = {"id": "s1", "name": "I ask", "touchpoints": [TOUCHPOINT, {"id": "t2", "name": ""}], **parts.pop("step", {})}
    stages = [{"id": "g1", "name": "Before", "needs": [{"id": "n1", "name": "Who helps me?"}]}]
    journey = Journey.model_validate({"id": "asking", "title": "Asking", "steps": [step], "stages": stages, **parts})
    spec = next(one for one in PAGES if one.name == name).form
    spec = spec(journey) if callable(spec) else spec
    page.evaluate("given => window.openForm('', given)", {"spec": spec, "journey": journey.to_json()})


@pytest.mark.parametrize("width", [1280, PHONE])
def test_each_touchpoint_to_grade_shows_its_name_as_the_label_of_its_scale(form: Any, width: int) -> None:
    page = form("satisfaction", width)
    real(page, "satisfaction")
    row = page.locator("[data-path='steps/s1/touchpoints/t1/grade']")
    expect(page.get_by_role("radiogroup", name=re.compile("^Telephone How does it feel"))).to_have_count(1)
    expect(page.get_by_role("radiogroup", name=re.compile("^Touchpoint 2: no name yet "))).to_have_count(1)
    name, scale = page.get_by_text("Telephone", exact=True), row.locator(".cjm-small-scale")
    expect(name).to_be_visible()
    assert soon(lambda: not row.locator("legend").evaluate("one => one.offsetWidth > 1"))
    said, seen = name.bounding_box(), scale.bounding_box()
    beside = said["x"] + said["width"] <= seen["x"] and seen["y"] <= said["y"] + said["height"] / 2 <= seen["y"] + 50
    assert beside if width > PHONE else said["y"] + said["height"] <= seen["y"]
    page.evaluate("others('steps/s1/touchpoints/t1/name', 'The hotline')")
    expect(page.get_by_role("radiogroup", name=re.compile("^The hotline "))).to_have_count(1)
    assert violations(page) == []


def test_a_tab_is_ticked_for_what_is_asked_in_it_only(form: Any) -> None:
    page = form("satisfaction")
    cleared = {"id": "room", "value": None, "basis": "assumed"}
    real(page, "satisfaction", step={"ratings": [cleared], "goal": "Get help"})
    tick = page.get_by_role("tab").locator(".cjm-tab-done")
    expect(tick).to_be_hidden()
    page.locator("[data-path='steps/s1/touchpoints/t1/grade']").get_by_role("radio").first.check()
    expect(tick).to_be_visible()
    page.evaluate("others('steps/s1/touchpoints/t1/grade', null)")
    expect(tick).to_be_hidden()
    page.evaluate("others('steps/s1/ratings/room/value', 0)")
    expect(tick).to_be_visible()


def test_what_is_left_is_said_only_once_most_of_a_field_is_used(form: Any) -> None:
    page = form("columns")
    limits = {"a": 20, "b": 60, "c": 200, "d": 4000}
    fields = [{"name": name, "kind": "text", "title": name, "limit": limit} for name, limit in limits.items()]
    given = {"spec": {"sections": [{"title": "", "path": "", "fields": fields}]}, "journey": {}}
    page.evaluate("given => window.openForm('', given)", given)
    for name, limit in limits.items():
        field = page.get_by_label(name, exact=True)
        field.fill("x" * (limit * 4 // 5 - 1))
        assert soon(lambda: page.locator(f"[data-path={name}] .cjm-count").inner_text()) == ""
        field.fill("x" * (limit - 3))
        assert soon(lambda: page.locator(f"[data-path={name}] .cjm-count").inner_text()) == "3 characters left"
    field.fill("")
    assert soon(lambda: page.locator("[data-path=d] .cjm-count").inner_text()) == ""


def test_on_a_phone_the_buttons_of_a_card_leave_its_name_the_room(form: Any) -> None:
    page = form("steps", PHONE, touch=True)
    long = "I wait at the counter for somebody to help me"
    page.evaluate("name => others('steps/s2/name', name)", long)
    name = page.locator(".cjm-item-name", has_text=long)
    lines = "one => Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
    assert soon(lambda: name.evaluate(lines)) <= 2
    card = page.locator(".cjm-disclosure", has=name)
    handle, heading = card.locator(".cjm-handle").bounding_box(), card.locator(".cjm-toggle").bounding_box()
    assert handle["y"] < heading["y"] + heading["height"]
    assert heading["y"] < handle["y"] + handle["height"]
    tools = page.locator(".cjm-disclosure", has_text="Security").locator(".cjm-tools").bounding_box()
    short = page.get_by_role("button", name="Step 5: Security").bounding_box()
    assert tools["y"] < short["y"] + short["height"]


@pytest.mark.parametrize(
    "field",
    ["touchpoints/t1/serves", "touchpoints/t1/responsible", "touchpoints/t1/time", "blueprint/front_stage"],
)
def test_focus_opens_the_card_and_the_disclosure_that_a_field_stands_in(form: Any, field: str) -> None:
    page = form("steps")
    real(page, "steps")
    page.evaluate("others('steps/s2', {name: 'I wait'})")
    page.evaluate("for (const one of document.querySelectorAll('.cjm-toggle[aria-expanded=true]')) one.click()")
    path = f"steps/s1/{field}"
    expect(page.locator(f"[data-path^='{path}']").locator("visible=true")).to_have_count(0)
    assert soon(lambda: page.evaluate("path => window.form.focus(path)", path) is True)
    assert soon(lambda: page.evaluate("document.activeElement.closest('[data-path]').dataset.path").startswith(path))
    expect(page.locator(":focus")).to_be_visible()


def test_a_result_without_a_name_is_told_by_its_date(form: Any) -> None:
    page = form("steps")
    result = {"name": "results", "kind": "items", "title": "", "noun": "result", "label": "title", "fields": [
        {"name": name, "kind": "text", "title": name} for name in ("date", "value")
    ]}  # fmt: skip
    spec = {"sections": [{"title": "", "path": "", "fields": [result]}]}
    journey = {"results": [{"id": "r1", "date": ""}, {"id": "r2", "date": "May 2026"}]}
    page.evaluate("given => window.openForm('', given)", {"spec": spec, "journey": journey})
    assert soon(lambda: page.locator(".cjm-item-name").all_inner_texts()) == ["No date yet", "May 2026"]
    expect(page.get_by_role("button", name="Remove May 2026")).to_have_count(1)
