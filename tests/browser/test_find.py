"""What stands on a map is found from any page by keyboard alone, and signs typed in a field stay letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from barriers import barriers
from playwright.sync_api import expect
from soon import soon

if TYPE_CHECKING:
    from workbook_server import Served

STARTS = "[data-path='scope/starts'] :is(input, textarea)"
FEELINGS = "steps/security/experience/feelings"
IN_VIEW = "one => { const { top, bottom } = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"


def test_a_word_on_another_page_is_found_and_shown_by_keyboard_alone(chromium: Any, served: Served) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(served.address("03_steps", "airport"))
    page.wait_for_selector("[data-ready] .cjm-page")
    current = page.locator(".pages [aria-current=page]").bounding_box()
    assert 0 <= current["x"] <= current["x"] + current["width"] <= 390

    field = page.locator(STARTS)
    field.fill("")
    field.press_sequentially("and/or?")
    expect(field).to_have_value("and/or?")
    expect(page.locator("dialog:modal")).to_have_count(0)

    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Shortcuts")
    expect(keys).to_contain_text("Find something on this map")
    assert barriers(page, {"type": "tag", "values": ["wcag2a", "wcag2aa"]}, "dialog[open]") == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    finder = page.get_by_role("dialog", name="Find on this map")
    page.keyboard.type("SECURITY feelings")
    expect(finder.get_by_role("link")).not_to_have_count(0)
    assert barriers(page, {"type": "tag", "values": ["wcag2a", "wcag2aa"]}, "dialog[open]") == []
    expect(finder.get_by_role("link").first).to_contain_text("Satisfaction")
    page.keyboard.press("Enter")

    page.wait_for_url("**/04_satisfaction.ipynb?journey=airport*")
    page.wait_for_selector("[data-ready] .cjm-page")
    shown = page.locator(f"[data-path='{FEELINGS}'] textarea")
    expect(shown).to_be_focused()
    assert soon(lambda: shown.evaluate(IN_VIEW))
    assert "#" not in page.url

    why = page.locator("[data-why]")
    expect(why).to_have_attribute("open", "")
    shown.press("x")
    page.locator("[data-cjm-slot=status][data-state=saved]").wait_for()
    page.reload()
    page.wait_for_selector("[data-ready] .cjm-page")
    expect(why).not_to_have_attribute("open", "")  # it was read: somebody has worked here since
    context.close()
