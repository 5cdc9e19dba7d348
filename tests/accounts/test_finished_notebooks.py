"""A finished notebook says everything to whoever opens it: without us, without scripts, without a network."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import nbformat
import pytest
from hostile_journey import PICTURE, plain
from nbconvert import HTMLExporter, MarkdownExporter
from nbconvert.filters import markdown2html
from playwright.sync_api import expect
from pypdf import PdfReader
from soon import soon
from walked import WALKED

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.pages.book import PAGES
from cjm_widgets.rerun import run_workbooks
from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

FINISHED = [shipped("templates") / "journeys" / f"{name}.json" for name in WALKED]
MOST = 60 * 1024
"""Bytes of a finished notebook without its pictures."""

ANYWHERE = {
    **{name: {"dir"} for name in ("h2", "h3", "h4", "p", "ul", "li")},
    **{name: set() for name in ("b", "table", "caption", "thead", "tbody", "tr")},
    "div": {"class"},
    "th": {"scope", "style", "dir"},
    "td": {"style", "dir"},
    "img": {"alt", "width", "src"},
}
"""What JupyterLab lets through in a notebook that is not trusted. GitHub takes away the styles as well: these are only
to be `LEFT`."""
LEFT = "text-align:left"


@pytest.fixture(scope="module", params=FINISHED, ids=lambda path: path.stem)
def finished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Journey, list[Path]]:
    before = request.param.read_bytes()
    out = tmp_path_factory.mktemp("finished") / "deep" / "out"
    made = run_workbooks(request.param, out, progress=False)
    assert request.param.read_bytes() == before
    return Journey.model_validate_json(before), list(made)


def bundles(path: Path) -> list[dict[str, str]]:
    cells = nbformat.read(path, as_version=4).cells
    return [dict(one["data"]) for cell in cells for one in cell.get("outputs", ()) if "data" in one]


def figures(journey: Journey) -> list[str]:
    """Every rating that anybody gave, as people read it."""
    return [
        curve.scale.say(point.value) for curve in curves(journey) for point in curve.points if point.value is not None
    ]


def said_on(journey: Journey) -> dict[str, list[str]]:
    """What has to be found in each notebook, by the name of its page."""
    steps = [step.name for step in journey.steps]
    moments = [one.name for one in journey.moments]
    solutions = [one.title for one in journey.solutions]
    return {
        "start": [],
        "diagnostic": [journey.diagnostic.complex.reason, journey.scope.why],
        "personas": [
            *(one.name for one in (*journey.personas, *journey.stakeholders, *journey.outcomes)),
            *(one.goals for one in journey.personas),
        ],
        "steps": [*steps, *(one.name for step in journey.steps for one in step.touchpoints)],
        "satisfaction": [*steps, *figures(journey), *(step.experience.feelings for step in journey.steps)],
        "moments_of_truth": [*moments, *figures(journey), *(one.why for one in journey.moments)],
        "solutions": [*solutions, *(one.owner for one in journey.solutions), *figures(journey)],
        "map": [*steps, *moments, *solutions, *figures(journey), *(step.goal for step in journey.steps)],
        "evaluate": [*(one.name for one in (*journey.indicators, *journey.editions))],
    }


def missing(wanted: list[str], words: str) -> list[str]:
    there = plain(words)
    return [one for one in wanted if plain(one) not in there]


def test_every_workbook_runs_and_is_about_its_journey(finished: tuple[Journey, list[Path]]) -> None:
    journey, made = finished
    assert [path.name for path in made] == [page.file for page in PAGES]
    for path in made[1:]:
        assert any(journey.title in one["text/plain"] for one in bundles(path)), path.name


def test_it_holds_no_code_of_ours_and_is_small_without_its_pictures(finished: tuple[Journey, list[Path]]) -> None:
    for path in finished[1]:
        raw = path.read_text(encoding="utf-8")
        assert "widgets" not in json.loads(raw)["metadata"], path.name
        assert len(PICTURE.sub("", raw).encode()) <= MOST, path.name
        for data in bundles(path):
            assert set(data) <= {"text/plain", "text/html", "text/markdown"}, path.name
            assert data["text/html"]


class Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_it_is_built_of_what_every_viewer_lets_through(finished: tuple[Journey, list[Path]]) -> None:
    for path in finished[1]:
        for data in bundles(path):
            for tag, attributes in Elements(data["text/html"]).found:
                assert attributes.keys() <= ANYWHERE[tag], f"{path.name}: {tag} {attributes}"
                assert attributes.get("style", LEFT) == LEFT
                if tag == "img":
                    assert PICTURE.fullmatch(attributes["src"] or "")
                    assert attributes["alt"]


def test_a_web_page_of_it_says_everything_with_scripts_off_and_asks_nobody(
    finished: tuple[Journey, list[Path]], chromium: Any, tmp_path: Path
) -> None:
    journey, made = finished
    context = chromium.new_context(java_script_enabled=False)
    asked: list[str] = []
    for page, path in zip(PAGES, made, strict=True):
        html, _ = HTMLExporter().from_filename(str(path))
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        shown = context.new_page()
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto((tmp_path / "page.html").as_uri())
        body = shown.locator("body")
        wanted = said_on(journey)[page.name]
        assert soon(lambda: not missing(wanted, body.inner_text())), missing(wanted, html)
        for one in shown.locator("img").all():
            expect(one).to_be_visible()
            expect(one).not_to_have_js_property("naturalWidth", 0)
        shown.close()
    context.close()
    assert [one for one in asked if not one.startswith(("file:", "data:"))] == []


def test_on_paper_and_as_markdown_it_says_the_same(
    finished: tuple[Journey, list[Path]], chromium: Any, tmp_path: Path
) -> None:
    journey, made = finished
    for page, path in zip(PAGES, made, strict=True):
        if page.name not in ("moments_of_truth", "map"):
            continue
        wanted = said_on(journey)[page.name]
        markdown, _ = MarkdownExporter().from_filename(str(path))
        assert missing(wanted, " ".join(_words(markdown2html(markdown)))) == [], path.name
        html, _ = HTMLExporter().from_filename(str(path))
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        context = chromium.new_context(java_script_enabled=False)
        shown = context.new_page()
        shown.goto((tmp_path / "page.html").as_uri())
        shown.pdf(path=tmp_path / "page.pdf", format="A4")
        context.close()
        printed = "".join(one.extract_text() for one in PdfReader(tmp_path / "page.pdf").pages)
        assert missing([letters(one) for one in wanted], letters(printed)) == [], path.name


def letters(words: str) -> str:
    """Words without the spaces at which paper breaks them, and without ligatures."""
    return re.sub(r"\s", "", normalize("NFKC", words))


def _words(html: str) -> list[str]:
    found: list[str] = []
    reader = HTMLParser()
    reader.handle_data = found.append  # type: ignore[method-assign]
    reader.feed(html)
    return found


def test_where_it_is_told_in_markdown_that_says_what_the_web_page_says(finished: tuple[Journey, list[Path]]) -> None:
    twice = [data for path in finished[1] for data in bundles(path) if "text/markdown" in data]
    assert len(twice) >= 5
    for data in twice:
        told = plain(" ".join(_words(markdown2html(data["text/markdown"]))))
        for words in map(plain, _words(data["text/html"])):
            assert words in told
