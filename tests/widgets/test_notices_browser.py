"""Notices beside a form: which of them stand, for how long, and where the focus is when one goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from soon import soon

import cjm_widgets

BROWSER = Path(cjm_widgets.__file__).parent / "browser"
MADE = """async () => {
  const { createNotices } = await import("/cjm_widgets/browser/page/notices.js");
  document.body.innerHTML = "<input id=field><main></main>";
  window.notices = createNotices(document.querySelector("main"), { putBack() {} });
}"""
FOCUS = "document.activeElement.id || document.activeElement.textContent"


@pytest.fixture
def page(blank: Any) -> Any:
    blank.clock.install()
    blank.evaluate(MADE)
    return blank


def stand(page: Any) -> list[str]:
    return page.locator(".cjm-notice:visible > p:first-child, p.cjm-notice:visible").all_inner_texts()  # type: ignore[no-any-return]


def clash(page: Any, path: str, say: str) -> None:
    page.evaluate(
        "clash => notices.clash(clash)", {"path": path, "say": say, "shown": "", "earlier": "", "kept": False}
    )


def test_trouble_that_was_closed_comes_again_when_it_was_past_meanwhile(page: Any) -> None:
    for expected in (["Lost"], []):
        page.evaluate("notices.trouble('Lost')")
        assert soon(lambda: stand(page) == expected)
        page.evaluate("document.querySelector('.cjm-notice-trouble button')?.click()")
    page.evaluate("notices.fine()")
    page.evaluate("notices.trouble('Lost')")
    assert soon(lambda: stand(page) == ["Lost"])


def test_a_short_notice_stands_as_long_whatever_was_said_before(page: Any) -> None:
    for say in ("One", "Two"):
        page.evaluate("say => notices.say(say)", say)
        page.clock.run_for(6000)
        assert soon(lambda: stand(page) == [say])
    page.clock.run_for(3000)
    assert soon(lambda: stand(page) == [])


CLEAR = """() => {
  const field = document.querySelector("#field").getBoundingClientRect();
  const { top, bottom } = document.querySelector(".cjm-notices-short .cjm-notice").getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && (field.top >= bottom || field.bottom <= top);
}"""
UNDER = """() => {
  const { left, right, top, bottom } = document.querySelector(".cjm-notices-short .cjm-notice").getBoundingClientRect();
  return document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest(".cjm-notice") === null;
}"""


@pytest.mark.parametrize("top", [10, 400, 780])
def test_on_a_phone_what_passes_lies_over_no_field_one_types_in_and_takes_no_touch(page: Any, top: int) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for sheet in ("look.css", "page/page.css"):
        page.add_style_tag(path=BROWSER / sheet)
    page.evaluate("top => document.querySelector('#field').style.cssText = `position: fixed; top: ${top}px`", top)
    page.locator("#field").focus()
    page.evaluate("notices.say('Touchpoint “Leaflet” is added')")
    assert soon(lambda: page.evaluate(CLEAR))
    assert soon(lambda: page.evaluate(UNDER))
    page.locator("#field").blur()
    page.evaluate("notices.say('Undone')")
    page.locator("#field").focus()
    assert soon(lambda: page.evaluate(CLEAR)), "also when one goes to the field while it stands"


def test_of_one_place_the_last_clash_stands(page: Any) -> None:
    for path, say in (("title", "First"), ("scope/starts", "Other"), ("title", "Last")):
        clash(page, path, say)
    assert soon(lambda: stand(page) == ["Last", "Other"])


def test_the_focus_moves_only_when_it_was_in_the_notice_and_then_goes_back_to_where_it_was(page: Any) -> None:
    for path in ("title", "scope/starts"):
        clash(page, path, path)
    page.locator("#field").focus()
    page.evaluate("[...document.querySelectorAll('.cjm-notice button')].at(-1).click()")
    assert soon(lambda: page.evaluate(FOCUS) == "field")
    for button in page.get_by_role("button").all():
        button.focus()
    page.keyboard.press("Escape")
    assert soon(lambda: stand(page) == [])
    assert soon(lambda: page.evaluate(FOCUS) == "field")
