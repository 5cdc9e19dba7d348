"""Dates in a real browser: typed as people say them, shown as they are understood, refused with what to write."""

from __future__ import annotations

from datetime import date
from typing import Any

from barriers import NONE, barriers_in_both
from form_harness import at, tab_to
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.dates import read, shown


def kept(page: Any) -> tuple[Any, Any]:
    return at(page, "scope/due"), at(page, "scope/due_note") or ""


def due(page: Any) -> Any:
    return page.get_by_label("By when?", exact=True)


def answer(page: Any) -> Any:
    return page.locator("[data-path='scope/due']")


def test_a_typed_date_is_understood_and_then_shown_as_it_is_kept(form: Any) -> None:
    page = form("dates", journey="blank")
    tab_to(page, due(page))
    page.keyboard.type("03/05/2026")
    assert soon(lambda: kept(page)) == ("2026-05-03", "03/05/2026")
    expect(answer(page)).to_contain_text("Understood as 3 May 2026.")
    page.keyboard.press("Tab")
    expect(due(page)).to_have_value("3 May 2026")
    expect(answer(page)).to_contain_text("In your words: “03/05/2026”.")
    assert soon(lambda: "Understood as 3 May 2026." in page.evaluate("window.said"))


def test_words_that_need_a_day_are_understood_from_today_and_stay_beside_the_date(form: Any) -> None:
    page = form("dates", journey="blank")
    due(page).fill("Next March")
    due(page).blur()
    next_march = read("Next March", date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')")))
    assert soon(lambda: kept(page)) == (next_march, "Next March")
    expect(due(page)).to_have_value(shown(next_march))
    due(page).fill("Q2 2027")
    assert soon(lambda: kept(page)) == ("2027-Q2", "")


def test_what_is_no_date_is_refused_with_what_to_write_and_stays_on_the_page(form: Any) -> None:
    page = form("dates", journey="blank")
    due(page).fill("July 2027")
    assert soon(lambda: kept(page)[0]) == "2027-07"
    due(page).fill("before the summer")
    due(page).blur()
    expect(answer(page).locator(".cjm-error")).to_contain_text(
        "“before the summer” is no date. "
        "Write a day, a month or a quarter, such as “3 May 2026”, “May 2026” or “Q2 2026”."
    )
    expect(due(page)).to_have_value("before the summer")
    assert soon(lambda: kept(page)[0] == "2027-07")
    due(page).fill("")
    assert soon(lambda: kept(page)) == ("", "")


def test_words_of_an_older_file_that_are_no_date_are_shown_until_there_is_one(form: Any) -> None:
    page = form("dates", journey="blank")
    page.evaluate("others('scope/due_note', 'Next spring')")
    expect(due(page)).to_have_value("Next spring")
    expect(answer(page)).to_contain_text("No date yet. It cannot be told whether it is past.")
    page.evaluate("others('scope/due_note', 'End of April')")
    expect(answer(page)).to_contain_text("No date yet. If it means April ")
    due(page).fill("May 2027")
    assert soon(lambda: kept(page)) == ("2027-05", "")


def test_a_day_is_chosen_from_the_browsers_own_calendar(form: Any) -> None:
    page = form("dates", journey="blank")
    page.evaluate("HTMLInputElement.prototype.showPicker = function () { window.opened = [this.type, this.value]; }")
    due(page).fill("May 2027")
    page.get_by_role("button", name="Calendar for “By when?”").click()
    assert soon(lambda: page.evaluate("window.opened")) == ["date", "2027-05-31"]
    # as the browser does when a day is chosen
    page.evaluate(
        "const day = document.querySelector('.cjm-calendar'); day.value = '2027-06-03';"
        "day.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    assert soon(lambda: kept(page)) == ("2027-06-03", "")
    expect(due(page)).to_have_value("3 June 2027")


def test_a_date_and_its_words_are_taken_back_together(form: Any) -> None:
    page = form("dates", journey="blank")
    due(page).fill("3 May 2026")
    due(page).blur()
    tab_to(page, due(page))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1/2/2027")
    assert soon(lambda: kept(page)) == ("2027-02-01", "1/2/2027")
    page.get_by_label("Why?").focus()
    page.keyboard.press("ControlOrMeta+z")
    assert soon(lambda: kept(page)) == ("2026-05-03", "")


def test_a_date_has_no_barriers(form: Any) -> None:
    page = form("dates", journey="blank")
    due(page).fill("soon")
    due(page).blur()
    assert barriers_in_both(page) == NONE


def test_a_touchpoint_is_chosen_from_those_of_its_step(form: Any) -> None:
    page = form("dates")
    page.evaluate("others('steps/s1/touchpoints/bus', { name: 'Bus' })")
    field = page.get_by_label("At which touchpoint?")
    options = "element => [...element.options].map(option => option.text)"
    assert soon(lambda: "Bus" in field.evaluate(options) and "Officer" in field.evaluate(options))
    page.evaluate("others('scope/step', 's5')")
    assert soon(lambda: field.evaluate(options)) == ["Choose…", "Scanner", "Officer", "Tray"]
    field.select_option(label="Officer")
    assert soon(lambda: at(page, "scope/touchpoint")) == "t2"
    page.evaluate("others('scope/step', 's1')")
    assert soon(lambda: field.evaluate(options)) == ["Choose…", "Bus", "Officer"]
