"""The report of a run: one page with all that the finished notebooks say, for a browser without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from hostile_journey import journey as hostile
from hostile_journey import plain, script
from playwright.sync_api import expect
from pypdf import PdfReader

from cjm_widgets.accounts import report
from cjm_widgets.formats import html_file
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.journey.first_seen import FirstSeen
from cjm_widgets.pages.reported import reported
from cjm_widgets.pages.told import Telling
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.tasks.making import starter
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

TODAY = date(2026, 11, 30)


def report_of(journey: Journey, today: date = TODAY, **asked: str) -> str:
    return reported(Telling(journey, Visibility(Visitor(), lambda _: FirstSeen()), lambda _: None, today, asked))


@pytest.fixture(scope="module")
def airport() -> str:
    return report_of(starter("airport"))


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.led_to: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.headings: list[str] = []
        self._in = ""
        self.feed(page.partition('<script type="application/json"')[0])  # the map as data says everything anyway

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._in = tag
        self.ids += [known["id"] or ""] if "id" in known else []
        self.led_to += [known["href"] or ""] if "href" in known else []
        self.pictures += [known] if tag == "img" else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._in == "h2" and data.strip():
            self.headings.append(data)


def test_it_begins_with_what_it_is_of_when_it_was_made_and_what_is_in_it(airport: str) -> None:
    found = Elements(airport)
    assert "Made on 30 November 2026." in airport
    assert "the latest edition that was kept is “" in airport
    assert found.led_to[1:] == [f"#{one}" for one in found.ids]
    assert found.headings == [
        *("In short", "The map", "Is it worth mapping?", "Stakeholders and personas", "Journey steps", "Satisfaction"),
        *("Moments of truth", "Solutions", "Evaluate", "What the map rests on"),
    ]
    short = plain(airport.partition('id="short"')[2].partition("<h2")[0])
    assert "has its worst figure at Security (36 %" in short
    assert "4 of 4 moments of truth answered" in short
    assert "13 are overdue" in short
    assert "The map as it was asked for: group “Business”." in report_of(starter("airport"), group="Business")


def test_every_word_of_the_map_is_in_it_and_each_picture_once(airport: str) -> None:
    journey, said = starter("airport"), plain(" ".join(Elements(airport).words))
    for one in (
        *(step.name for step in journey.steps),
        *(one.name for step in journey.steps for one in step.touchpoints),
        *(moment.name for moment in journey.moments),
        *(solution.title for solution in journey.solutions),
        *(one.name for one in (*journey.personas, *journey.stakeholders, *journey.indicators, *journey.editions)),
        *(source.name for source in journey.sources),
    ):
        assert plain(one) in said
    assert airport.count("<h3>Sources</h3>") == 1, "what several pages ask alike is told once"
    assert airport.count("<h3>Advice</h3>") > 1, "advice is of each page"
    pictures = Elements(airport).pictures
    assert [(one["alt"] or "").partition(":")[0] for one in pictures[1:]] == [
        *("The five Cs", "Stakeholders", "Satisfaction along the journey"),
        *("Solutions by value and effort", "What was achieved"),
    ]
    assert len({one["src"] for one in pictures}) == len(pictures) == 6


def test_a_source_says_how_many_people_it_speaks_for() -> None:
    journey = starter("airport")
    sources = tuple(one.model_copy(update={"n": 5871}) for one in journey.sources)
    page = report_of(journey.model_copy(update={"sources": sources}))
    assert "5,871" in page.partition('id="sources"')[2].partition("<footer")[0]


def test_what_may_not_leave_is_not_in_it_and_this_is_said() -> None:
    journey = starter("airport")
    kept = {"id": "q", "words": "Do not quote me", "quotable": "no"}
    steps = (type(journey.steps[0]).model_validate({**journey.steps[0].model_dump(), "quotes": [kept]}),)
    page = report_of(journey.model_copy(update={"steps": (*steps, *journey.steps[1:])}))
    assert "Do not quote me" not in page
    assert "1 quote of which nobody has said that it may be quoted left out" in page.partition("<footer")[2]


def test_it_is_read_in_again() -> None:
    journey = starter("airport")
    assert html_file.read(report_of(journey).encode(), "report.html").journey == leaving(journey)[0]


def test_hostile_words_stay_words_and_end_no_element() -> None:
    page = report_of(hostile(script()))
    assert page.count("<script") == 1, "the map itself, as data"
    assert not re.search(r"<(iframe|object|embed|form|svg)\b|<img (?!alt=)", page)
    assert "default-src 'none'" in page


def test_no_other_program_that_draws_is_loaded_for_it() -> None:
    code = "import sys, cjm_widgets.rerun.reports as r; print({'altair', 'vl_convert', 'pandas'} & {*sys.modules})"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


@pytest.mark.parametrize("width", [1366, 390])
def test_it_asks_nobody_runs_nothing_and_keeps_nobody_out(
    chromium: Any, tmp_path: Path, airport: str, width: int
) -> None:
    (tmp_path / "report.html").write_text(airport, encoding="utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())
    for one in page.locator("img").all():
        expect(one).not_to_have_js_property("naturalWidth", 0)
    expect(page.locator("html")).to_have_js_property("scrollWidth", width)
    assert [one for one in asked if not one.startswith(("file:", "data:"))] == []
    assert width != 1366 or barriers_in_both(page) == NONE
    context.close()


def printed(page: Any, place: Path) -> list[str]:
    """The words of each sheet."""
    page.pdf(path=place, prefer_css_page_size=True)
    return [plain(one.extract_text()) for one in PdfReader(place).pages]


def test_on_paper_each_part_begins_a_sheet_and_all_words_are_of_one_size(
    chromium: Any, tmp_path: Path, airport: str
) -> None:
    page = chromium.new_page()
    page.set_content(re.sub(r"<img [^>]*>", "", airport))  # pictures take long, and begin no sheet
    sheets = printed(page, tmp_path / "report.pdf")
    for part in Elements(airport).headings:
        assert any(one.startswith(plain(part)) for one in sheets[1:]), part
    page.emulate_media(media="print")
    for one in ("td", "li", "p"):
        expect(page.locator(f"main {one}").first).to_have_css("font-size", "12px")  # 9 points
    page.close()


def test_on_paper_no_table_leaves_its_head_behind(chromium: Any, tmp_path: Path) -> None:
    style = Path(report.__file__).with_name("report.css").read_text(encoding="utf-8")
    row = f"<tr><th>{'A long answer ' * 12}</th><td>9 %</td></tr>"
    table = f"<table><caption>What</caption><thead><tr><th>Step</th><th>All</th></tr></thead>{row * 4}</table>"
    above = '<h2>Part</h2><p>.</p><p style="column-span: all; height: {}mm"></p>'
    page = chromium.new_page()
    parts = "".join(above.format(high) + table for high in range(196, 252, 4))
    page.set_content(f"<style>{style}</style><main><div>{parts}</div></main>")
    sheets = printed(page, tmp_path / "tables.pdf")
    assert len(sheets) > 14, "some tables go on, on another sheet"
    assert [one for one in sheets if one.endswith(("What", "All"))] == []
    page.close()
