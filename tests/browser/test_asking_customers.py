"""What to ask next, as a group uses it: print three questions, type the answers back, see them on the map."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import kept as on_disk
import pytest
from barriers import NONE, barriers_in_both
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.three_questions import ANSWERS
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_server import Served


def figures(served: Served, journey: str) -> dict[str, tuple[float, int]]:
    """What was typed back and stands on the map: the figures of steps, and outcomes."""
    kept = on_disk.kept(served.folder, journey)
    [source] = [one for one in kept["sources"] if one["id"].startswith("three-questions-")] or [
        {"id": "", "figures": []}
    ]
    rated = [(step["id"], one) for step in kept["steps"] for one in step["ratings"] if one["source"] == source["id"]]
    told = [(one["step"], one) for one in source["figures"]]
    return {
        f"{step} {one['scale']}": (round(one["value"], 2), one["n"] or source["n"]) for step, one in (*rated, *told)
    }


def on_paper(page: Any, folder: Path) -> str:
    file = folder / "sheet.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True))
    assert (
        "Pages:           1\n" in subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    )
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_three_questions_are_printed_typed_back_and_put_right(chromium: Any, served: Served, tmp_path: Path) -> None:
    whole = starter("outpatient")
    moments = tuple(one for one in whole.moments if one.id in {"cannot-keep-the-date", "waiting-for-results"})
    journey = Store(served.folder).create(
        whole.model_copy(update={"id": "clinic", "moments": moments, "solutions": ()})
    )
    first = ask_next(journey)[:3]
    assert [one.answered for one in first] == ["yes-no", "yes-no", "felt"]
    page = chromium.new_page(viewport={"width": 1366, "height": 900})
    page.goto(served.address("04_satisfaction", "clinic"))
    part = page.locator(".cjm-asking:not(.cjm-paper)")
    expect(part.locator(".rests")).to_have_text(coverage(journey).say)
    part.get_by_text("What to ask next:").click()
    for at, one in enumerate(first):
        expect(part.locator(".unknowns").first.locator("> li").nth(at)).to_contain_text(
            f"{one.why}{one.say}Ask: {one.question}"
        )

    back = part.locator("summary").filter(has_text="Type the answers back")
    expect(back).to_have_text("Was a sheet printed on another computer? Type the answers back")
    page.evaluate("window.print = () => {}")
    part.get_by_role("button", name="Print a sheet of three questions").click()
    expect(back).to_have_text("Type the answers back")
    sheet = re.sub(r"\s+", " ", on_paper(page, tmp_path))
    for words in ("Three questions", *(f"{at} {one.question}" for at, one in enumerate(first, start=1))):
        assert sheet.count(words) == 2
    assert "own words" not in sheet  # nothing is asked for that cannot be typed back
    assert sheet.count("Date:") == 2
    assert sheet.count("Yes No") == 4

    part.get_by_text("Type the answers back").click()
    assert barriers_in_both(page) == NONE
    rows = part.locator("fieldset")
    for row, one, counts in zip(rows.all(), first, ((3, 9), (0, 0), (8, 4, 0, 0, 0)), strict=True):
        for words, count in zip(ANSWERS[one.answered], counts, strict=True):
            if count:
                row.get_by_label(words, exact=True).fill(str(count))
    expect(rows.nth(0)).to_contain_text("n = 12")
    part.get_by_role("button", name="Put the answers on the map").click()
    expect(page.get_by_text("The answers are on the map.")).to_be_visible()
    step = next(one.step for one in journey.moments if f"moments/{one.id}" == first[0].at)
    assert soon(lambda: figures(served, "clinic")) == {
        f"{step} negative-share": (25, 12),
        "tests felt": (-1.67, 12),
    }
    expect(part).not_to_contain_text(first[2].why)
    expect(part.locator("form")).to_contain_text("These are the numbers that were typed for this day.")
    asked = part.locator("form select")

    def as_on_paper() -> bool:
        return [one.input_value() for one in asked.all()] == [one.at for one in first]

    assert soon(as_on_paper), "also what nobody answered stays in its place"
    page.reload()
    expect(back).to_have_text("Type the answers back")
    assert soon(as_on_paper), "and when the page is loaded again"
    part.get_by_text("What to ask next:").click()
    back.click()

    last = part.get_by_label("Very satisfied", exact=True)
    last.fill("12")
    last.press("Enter")
    both = {f"{step} negative-share": (25, 12), "tests felt": (0.17, 24)}
    assert soon(lambda: figures(served, "clinic") == both)

    page.goto(served.address("07_map", "clinic"))
    found = page.locator(".strip .cjm-coverage li").nth(7)
    expect(found).to_contain_text(re.compile(r"8 I have my tests\s*Measured\s*n = 24, under a month old"))
    day = datetime.now(UTC).astimezone()
    expect(page.locator(".cjm-map")).to_contain_text(f"Three questions, {day.day} {day:%B %Y}")
    page.close()
