"""The map on a phone: swiped by a finger, over the whole screen, and turned to what is taken back or looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_server import Served

FEELINGS = "steps/security/experience/feelings"


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def opened(page: Any, served: Served, at: str = "") -> Any:
    page.goto(served.address("07_map", "airport") + at)
    page.wait_for_selector("[data-ready] .cjm-page .stepper")
    return page.locator(".stepper h2")


def finger(page: Any, *places: tuple[float, float]) -> None:
    """A finger goes down at the first place, over the others, and up at the last."""
    line = page.context.new_cdp_session(page)
    for at, (x, y) in enumerate(places):
        kind = "touchMove" if at else "touchStart"
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    line.detach()


def test_a_finger_swipes_from_step_to_step_and_scrolling_turns_nothing(phone: Any, served: Served) -> None:
    heading = opened(phone, served)
    expect(heading).to_have_text(re.compile("^1 "))
    phone.locator(".stepper").scroll_into_view_if_needed()
    box = phone.locator(".stepper").bounding_box()
    y = box["y"] + box["height"] / 2
    finger(phone, (320, y), (240, y), (120, y + 4), (60, y + 6))
    expect(heading).to_have_text(re.compile("^2 "))
    finger(phone, (80, y), (200, y), (330, y))
    expect(heading).to_have_text(re.compile("^1 "))
    before = phone.evaluate("scrollY")
    finger(phone, (200, 700), (195, 600), (190, 450), (185, 300))
    phone.wait_for_function("before => scrollY > before", arg=before)
    expect(heading).to_have_text(re.compile("^1 "))


def test_over_the_whole_screen_the_steps_are_walked_and_the_page_comes_back(phone: Any, served: Served) -> None:
    heading = opened(phone, served)
    full = phone.get_by_role("button", name="Full screen")
    full.tap()
    expect(full).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_role("heading", level=1)).to_be_hidden()
    phone.get_by_role("button", name="Next step").tap()
    expect(heading).to_have_text(re.compile("^2 "))
    box = phone.locator(".cjm-map").bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    full.tap()
    expect(full).to_have_attribute("aria-pressed", "false")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()


def test_undo_turns_to_the_step_where_something_is_taken_back(phone: Any, served: Served) -> None:
    heading = opened(phone, served)
    first = heading.inner_text()
    phone.locator(".stacked .pencil:visible").first.tap()
    words = phone.locator(".stacked .editor textarea")
    words.press_sequentially("Hm. ")
    phone.get_by_role("button", name="Done", exact=True).tap()
    for _ in range(3):
        phone.get_by_role("button", name="Next step").tap()
    expect(heading).to_have_text(re.compile("^4 "))
    phone.get_by_role("button", name=re.compile("^Undo")).tap()
    expect(heading).to_have_text(first)


def test_without_keys_one_adds_and_puts_back_by_buttons(phone: Any, served: Served) -> None:
    opened(phone, served)
    box = phone.locator(".stacked .adds-touchpoints:visible").first
    box.locator(".add").tap()
    entry = box.get_by_role("textbox")
    add, done = (box.get_by_role("button", name=name, exact=True) for name in ("Add", "Done"))
    expect(box.get_by_text("Esc")).to_be_hidden()
    for words in ("Leaflet", "Poster"):
        entry.fill(words)
        add.tap()
        expect(entry).to_be_focused()
        expect(entry).to_have_value("")
    entry.fill("Kiosk")
    done.tap()
    expect(entry).to_have_count(0)
    for words in ("Leaflet", "Poster", "Kiosk"):
        expect(phone.locator(".stacked .touch:visible", has_text=words)).to_have_count(1)

    cell = phone.locator(".stacked .touch:visible", has_text="Poster")
    cell.locator(".pencil").tap()
    field = phone.locator(".stacked .editor textarea")
    field.fill("Something else")
    expect(phone.get_by_text("Esc puts it back")).to_be_hidden()
    phone.get_by_role("button", name="Put back").tap()
    expect(field).to_have_count(0)
    expect(cell).to_have_count(1)
    for _ in range(3):
        phone.get_by_role("button", name=re.compile("^Undo")).tap()
    expect(phone.locator(".stacked .touch:visible", has_text="Leaflet")).to_have_count(0)


def test_what_an_address_leads_to_is_turned_to_and_in_sight(phone: Any, served: Served) -> None:
    heading = opened(phone, served, f"#at={FEELINGS}")
    expect(heading).to_have_text(re.compile("Security$"))
    expect(phone.locator(f".stacked [data-path='{FEELINGS}']")).to_be_in_viewport()


def test_what_is_folded_on_a_wide_map_opens_when_it_is_looked_for(chromium: Any, served: Served) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(served.address("07_map", "airport"))
    page.wait_for_selector("[data-ready] .cjm-page table.map")
    page.get_by_role("button", name="Fold stage Pass the controls").click()
    expect(page.get_by_role("button", name="Unfold Pass the controls")).to_be_focused()
    page.goto(served.address("07_map", "airport") + f"#at={FEELINGS}")
    page.reload()
    page.wait_for_selector("[data-ready] .cjm-page table.map")
    expect(page.locator(f"table.map [data-path='{FEELINGS}']")).to_be_in_viewport()
    context.close()
