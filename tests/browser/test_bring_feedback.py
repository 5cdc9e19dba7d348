"""Feedback is brought in a browser: a table from a spreadsheet, next quarter's file, and one of 100 MB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from barriers import barriers_in_both
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.feedback_file import BEGINS, LARGEST
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

WARD = (
    "Item\tAll (n=160)\tPlanned (n=40)\tUnplanned (n=120)\nReception\t81\t92\t78\nWaiting\t33\t31\t34\n"
    "Going home\t39\t80\t26\nOverall 9 or 10\t60\t76\t55\n"
)
PHONE = {"width": 320, "height": 640}
LAPTOP = {"width": 1366, "height": 768}
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def trip(served: Served) -> str:
    steps = (
        Step(id="in", name="I check in"),
        Step(id="wait", name="I wait to be called"),
        Step(id="go", name="I leave"),
    )
    return Store(served.folder).create(Journey(id="ward", title="A visit", steps=steps)).id


@pytest.fixture
def page(chromium: Any, served: Served, trip: str) -> Any:
    page = chromium.new_page(viewport=LAPTOP, reduced_motion="reduce")
    page.goto(served.address("04_satisfaction", trip))
    page.get_by_role("link", name="Bring feedback").click()
    page.wait_for_selector("[data-ready] .cjm-fb-bring textarea")
    yield page
    page.close()


def barriers(page: Any) -> str:
    """What axe finds, in light and in dark, and whether a phone has to scroll sideways."""
    found = [one for each in barriers_in_both(page).values() for one in each]
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("wider than a phone")
    page.set_viewport_size(LAPTOP)
    page.emulate_media(color_scheme="light")
    return "\n".join(found)


def test_a_table_from_a_spreadsheet_is_corrected_put_on_the_map_and_the_next_file_needs_no_click(
    page: Any, served: Served, trip: str, tmp_path: Path
) -> None:
    page.get_by_role("button", name="Type figures").click()
    page.get_by_label("I check in: figure").fill("3")
    page.get_by_label("What the figures are").select_option("Other points…")
    page.get_by_label("The lowest point").fill("1")
    page.get_by_label("The highest point").fill("7")
    page.get_by_role("button", name="Use these").click()
    expect(page.get_by_role("alert").filter(has_text="Say which end is good.")).to_be_visible()
    page.get_by_role("button", name="Look at these figures").click()
    expect(page.get_by_role("alert").filter(has_text="Say what the figures are.")).to_be_visible()
    page.get_by_label("Which end is good").select_option("low")
    page.get_by_role("button", name="Use these").press("Enter")
    page.get_by_role("button", name="Look at these figures").click()
    expect(page.get_by_text("Score, 1 to 7, low is good").first).to_be_visible()
    expect(page.get_by_text("1 step, each by its own name")).to_be_visible()
    assert soon(lambda: page.evaluate("document.activeElement.textContent")) == "Change what you bring"
    page.get_by_role("button", name="Leave").click()

    page.get_by_label("Paste a table").fill(WARD)
    page.get_by_role("button", name="Look at it").click()
    question = page.get_by_role("group", name="Which scale are the figures in “All” on?")
    expect(question).to_be_visible()
    assert barriers(page) == ""
    page.get_by_role("button", name="Put it on the map").click()
    expect(page.get_by_role("alert").filter(has_text="questions above are still open")).to_be_visible()

    # by keyboard: an answer, and a step in the table
    question.get_by_role("button", name="The share who answered well").press("Space")
    to = page.get_by_label("Waiting goes to")
    expect(page.get_by_role("columnheader", name="Planned n 40", exact=True)).to_be_visible()
    to.focus()
    page.keyboard.press("2")
    expect(page.get_by_role("cell", name="You chose it")).to_have_count(1)
    assert soon(lambda: page.evaluate("document.activeElement.dataset.key")) == "to-Waiting"
    page.get_by_label("Reception goes to").select_option(label="1 I check in")
    expect(page.get_by_role("cell", name="You chose it")).to_have_count(2)
    page.get_by_role("button", name="Make a step “Going home”").press("Enter")
    assert soon(lambda: page.evaluate("document.activeElement.id")) == "cjm-fb-fit", "a question that is gone is left"
    put = page.get_by_role("button", name="Put 3 steps and 1 outcome on the map")
    expect(put).to_be_enabled()

    # what is changed is what belongs to the line
    page.get_by_role("button", name="Change Groups").click()
    lines = page.locator(".cjm-fb-change:not([hidden]) label")
    expect(lines).to_have_text(["Which group", "How many people", "All", "Planned", "Unplanned"])
    page.get_by_role("button", name="Change Groups").click()
    page.get_by_role("button", name="Change Layout").click()
    expect(lines).to_have_text(["Which step", "All", "Planned", "Unplanned"])
    page.get_by_role("button", name="Change Layout").click()

    # the real curve, one for each group
    preview = page.get_by_role("region", name="How it will look on the map", exact=True)
    expect(preview.locator(".legend li b")).to_have_text(["All", "Planned", "Unplanned"])
    expect(preview.locator(".spot")).to_have_count(9)
    expect(preview).to_contain_text("differ by more than chance")
    assert barriers(page) == ""
    store = Store(served.folder)
    assert store.open(trip).sources == ()

    page.get_by_label("What the survey is called").fill("Ward survey")
    page.get_by_label("When was it asked?").fill("February 2026")
    put.click()
    expect(page.get_by_role("heading", name="“Ward survey” is on the map")).to_be_visible()
    assert [len(step.ratings) for step in store.open(trip).steps] == [3, 3, 0, 3]
    assert barriers(page) == ""
    page.get_by_role("button", name="Undo: take it off again").click()
    expect(page.get_by_role("group", name="Take “Ward survey” off?")).to_contain_text("Out of the history")
    page.get_by_role("button", name="Keep").click()
    assert store.open(trip).sources != ()

    following = tmp_path / "ward_survey_q2.csv"
    following.write_text(WARD.replace("\t", ",").replace("81", "84"))
    page.get_by_label("A file with feedback").set_input_files(following)
    expect(page.get_by_text("Read as “Ward survey” was read before.")).to_be_visible()
    expect(page.locator(".cjm-fb-questions")).to_be_hidden()
    expect(page.get_by_text("3 steps, 1 outcome, each as last time")).to_be_visible()
    expect(page.get_by_label("Paste a table")).to_be_hidden()
    expect(page.get_by_label("What the survey is called")).to_have_value("Ward survey")
    expect(page.get_by_text("“Ward survey” is on the map already: its figures are replaced.")).to_be_visible()
    put.click()
    page.get_by_role("button", name="Keep both: this one gets a name of its own").click()
    expect(page.get_by_role("alert").filter(has_text="Say when this one was asked")).to_be_visible()
    page.get_by_label("When was it asked?").fill("May 2026")
    page.get_by_role("button", name="Replace it: the figures of February 2026 go").click()
    expect(page.get_by_text("The figures that the map had under this name are replaced.")).to_be_visible()
    assert soon(lambda: page.evaluate("document.activeElement.textContent")) == "“Ward survey” is on the map"
    expect(page.get_by_role("button", name="Undo: take it off again")).to_have_count(0)
    assert store.open(trip).steps[0].ratings[0].value == 84
    assert store.open(trip).sources[0].when == "2026-05"
    page.get_by_role("link", name="See the curve").click()
    expect(page.get_by_role("img", name="Positive answers, %: Ward survey")).to_be_in_viewport(ratio=1)
    page.go_back()
    page.get_by_role("button", name="Take off Ward survey").click()
    asked = page.get_by_role("group", name="Take “Ward survey” off?")
    expect(asked).to_be_visible()
    assert barriers(page) == ""
    asked.get_by_role("button", name="Take off").click()
    expect(page.get_by_role("region", name="Feedback on this map")).to_be_hidden()
    assert store.open(trip).sources == ()
    back = page.get_by_role("link", name="Satisfaction").last
    expect(back).to_have_attribute("href", served.address("04_satisfaction", trip))


def test_a_file_of_100_mb_comes_in_pieces_can_be_cancelled_and_a_larger_one_is_not_sent(
    page: Any, served: Served, tmp_path: Path
) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(LARGEST)
    field = page.get_by_label("A file with feedback")
    before = max(psutil.Process(pid).memory_info().rss for pid in served.kernels())
    field.set_input_files(large)
    bar = page.get_by_role("progressbar", name="How much of the file is here")
    assert soon(lambda: bar.evaluate("bar => bar.value * 100")) >= 10
    (private,) = {Path(one.environ()["TMPDIR"]) for one in map(psutil.Process, served.kernels())}
    (there,) = private.glob(f"{BEGINS}*/large.csv")
    assert there.stat().st_size >= LARGEST // 10
    assert there.stat().st_mode & 0o777 == 0o600
    grown = max(psutil.Process(pid).memory_info().rss for pid in served.kernels()) - before
    assert grown < 8 * MEGABYTE, f"{grown / MEGABYTE:.1f} MB"

    page.get_by_role("button", name="Cancel").click()
    expect(bar).to_be_hidden()
    assert soon(lambda: list(private.glob(f"{BEGINS}*"))) == [], "also what the page before had brought"

    with large.open("ab") as file:
        file.write(b"x")
    field.set_input_files(large)
    expect(page.get_by_role("alert").filter(has_text="100 MB can be brought")).to_be_visible()
    assert list(private.glob(f"{BEGINS}*")) == []
