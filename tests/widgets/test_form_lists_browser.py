"""Lists of the form in a real browser: items are added, removed, put back, moved and dragged."""

from __future__ import annotations

import re
from typing import Any

from form_harness import PHONE, at, focused, steps, tab_to
from playwright.sync_api import expect
from soon import soon


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
    assert soon(lambda: "Security is already first" in page.evaluate("window.said"))
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
    assert soon(lambda: "Security is now step 2 of 10" in page.evaluate("window.said"))


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
    expect(page.get_by_role("textbox", name=re.compile("^Touchpoint"))).to_have_count(3)
    tab_to(page, page.get_by_role("button", name="Step 5: Passport control"))
    page.wait_for_function("document.querySelectorAll('.cjm-disclosure').length === 9")


def test_details_are_built_only_when_opened_so_that_forty_steps_stay_light(form: Any) -> None:
    page = form("steps", steps="40")
    expect(page.locator(".cjm-disclosure")).to_have_count(40)
    expect(page.locator(".cjm-disclosure .cjm-field")).to_have_count(0)
    page.get_by_role("button", name="Open all").click()
    assert soon(lambda: page.locator(".cjm-disclosure .cjm-field").count()) > 0


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
    page.get_by_role("button", name="Step 5: Security").click()
    tools = page.locator(".cjm-disclosure", has_text="Security").locator(".cjm-tools").first.bounding_box()
    short = page.get_by_role("button", name="Step 5: Security").bounding_box()
    assert tools["y"] < short["y"] + short["height"]


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
