"""Whether it is saved is in view wherever one is, and what is not saved does not look like what is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from soon import soon
from workbook_server import Served

pytestmark = pytest.mark.browser

STATE = "[data-cjm-slot=status]"
IN_VIEW = """(() => {
  const { top, bottom } = document.querySelector("[data-cjm-slot=status]").getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
})()"""
LOOK = """(() => {
  const { color, fontWeight } = getComputedStyle(document.querySelector("[data-cjm-slot=status]"));
  return [color, fontWeight];
})()"""


@pytest.fixture
def phone(chromium: Any, served: Served) -> Iterator[Any]:
    """The satisfaction page on a phone, with a line that loses what is saved."""
    context = chromium.new_context(viewport={"width": 390, "height": 760})
    page = context.new_page()

    def opened(page_end: Any) -> None:
        server_end = page_end.connect_to_server()
        page_end.on_message(lambda said: None if b'"kind":"edits"' in said else server_end.send(said))

    page.route_web_socket(lambda address: "/channels" in address, opened)
    page.goto(served.address("04_satisfaction", "airport"))
    page.wait_for_selector("[data-ready] .cjm-page")
    yield page
    context.close()


def test_on_a_phone_it_stays_in_view_and_covers_nothing_that_has_the_focus(phone: Any) -> None:
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert soon(lambda: phone.evaluate("scrollY")) > 500
    assert soon(lambda: phone.evaluate(IN_VIEW))

    fields = phone.locator(".cjm-page :is(textarea, input, button):visible")
    fields.last.focus()
    for _ in range(12):
        phone.keyboard.press("Shift+Tab")
        header = phone.locator("header.bar").bounding_box()
        assert soon(
            lambda: (
                phone.evaluate("document.activeElement.getBoundingClientRect().top") >= header["y"] + header["height"]
            )
        )


def test_what_is_not_saved_yet_does_not_look_like_what_is(phone: Any) -> None:
    saved = phone.evaluate(LOOK)
    phone.locator("[data-path='steps/booking/experience/feelings'] textarea").fill("Nobody answers")
    phone.wait_for_selector(f"{STATE}[data-state=slow]")
    assert soon(lambda: phone.evaluate(LOOK) != saved)
