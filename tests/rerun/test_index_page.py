"""The index of a run is read by everybody: on a phone, in the dark, on paper, and by keyboard."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from playwright.sync_api import expect

from cjm_widgets.rerun import run_cases
from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of two maps, one of which has no such persona."""
    folder = tmp_path_factory.mktemp("index")
    for name in ("airport", "employer"):
        shutil.copy(shipped("templates") / "journeys" / f"{name}.json", folder)
    file = folder / "quarter.toml"
    text = 'title = "Third quarter"\njourneys = ["airport", "employer"]\nworkbooks = ["04"]'
    text += '\n[parameters]\npersona = "Carla"'
    file.write_text(text, encoding="utf-8")
    left = folder / "out" / "employer"
    left.mkdir(parents=True)
    shutil.copy(folder / "airport.json", left / "map.json")
    (left / "report.html").write_text("left by an earlier run", encoding="utf-8")
    run_cases(file, folder / "out", progress=False)
    return folder / "out" / "index.html"


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_it_keeps_nobody_out_and_fits_a_phone(index: Path, page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(index.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert barriers_in_both(page) == NONE
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".fault").first).to_contain_text("stopped")


def test_each_run_says_what_is_due(index: Path) -> None:
    airport, employer = index.read_text(encoding="utf-8").partition("<ul")[2].split("<h2>")[1:]
    assert re.search(r"\d+ (are|is) overdue\.", airport)
    assert 'class="due"' not in employer, "of a map that could not be told nothing is said"
    assert "employer/report.html" not in employer
    assert "an earlier run" not in employer


def test_the_keyboard_opens_the_notebooks_and_reaches_each(index: Path, page: Any) -> None:
    page.goto(index.as_uri())
    first = page.get_by_role("listitem").first
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Through the airport")).to_be_focused()
    page.keyboard.press("Tab")
    expect(first.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(first.get_by_role("link", name="04_satisfaction")).to_be_focused()


def test_on_paper_the_words_are_dark_whatever_the_screen_is(index: Path, page: Any) -> None:
    page.goto(index.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("color", "rgb(26, 29, 33)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
