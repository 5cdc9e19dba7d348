"""The map is taken away from its page as it is shown there, by keyboard as by mouse; what is not in it is said."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from playwright.sync_api import expect
from pypdf import PdfReader
from soon import soon

from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.making import make_journey

if TYPE_CHECKING:
    from workbook_server import Served

A2 = 1684  # pt


@pytest.mark.parametrize("width", [1366, 390])
def test_a_map_is_downloaded_by_keyboard_as_it_is_shown(chromium: Any, served: Served, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, accept_downloads=True)
    page = context.new_page()
    page.goto(served.address("07_map", "airport"))
    page.wait_for_selector("[data-ready] .cjm-map")
    summary = page.locator("summary", has_text="Download")
    summary.focus()
    page.keyboard.press("Enter")
    own = page.get_by_role("button", name="The workbook’s own file")
    expect(own).to_be_visible()
    own.focus()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "airport.json"
    raw = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert len(raw["steps"]) == 10
    expect(page.get_by_role("status").filter(has_text="airport.json is with your downloads.")).to_have_count(1)

    paper = page.get_by_role("combobox", name="Paper for PDF to print")
    page.get_by_role("button", name="PDF to print").focus()
    page.keyboard.press("Tab")
    expect(paper).to_be_focused()
    page.keyboard.type("A2")
    page.keyboard.press("Shift+Tab")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert round(PdfReader(taken.value.path()).pages[0].mediabox.width) == A2

    page.get_by_role("combobox", name="What for Picture, sharp").select_option("Stakeholders")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Picture, sharp").click()
    assert taken.value.suggested_filename == "airport-stakeholders.svg"

    with page.expect_download():
        page.get_by_role("button", name="Mermaid diagram").click()
    expect(page.get_by_role("status").filter(has_text="Not in it: ")).to_have_count(1)
    assert barriers_in_both(page) == NONE
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Mermaid diagram")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_an_edition_is_downloaded_by_keyboard_with_its_name_and_its_day(
    chromium: Any, served: Served, width: int
) -> None:
    store = Store(served.folder)
    made = make_journey(store, f"With editions {width}", "student")
    for name, segment in (("First " + "of a long name " * 8, "All"), ("Second", "Adults"), ("", "By now")):
        store.save(made.id, [set_value(store.open(made.id), "scope/segment", segment)])
        if name:
            keep_edition(store, store.open(made.id), name, "", "Fay")
    page = chromium.new_page(viewport={"width": width, "height": 800}, accept_downloads=True)
    page.goto(served.address("07_map", made.id))
    page.wait_for_selector("[data-ready] .cjm-map")
    page.locator("summary", has_text="Download").press("Enter")
    state = page.get_by_role("combobox", name="The map", exact=True)
    there = ["As it is now", re.compile("^Second, .* 20"), re.compile("^First of .*, .* 20")]
    expect(state.locator("option")).to_have_text(there)
    assert barriers_in_both(page) == NONE
    assert soon(lambda: state.evaluate("it => it.closest('.sheet').getBoundingClientRect().left")) >= 0
    for pressed, ending, segment in (("Sec", "-second", "Adults"), ("As", "", "By now")):
        state.focus()
        page.keyboard.type(pressed)
        with page.expect_download() as taken:
            page.get_by_role("button", name="The workbook’s own file").press("Enter")
        assert taken.value.suggested_filename == f"{made.id}{ending}.json"
        raw = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
        assert raw["scope"]["segment"] == segment
    page.close()
