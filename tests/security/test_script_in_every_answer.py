"""Text typed by people is text also where it leaves the workbook: served pages, finished notebooks, a terminal."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import nbformat
import pytest
from hostile_journey import SCRIPTS, Markup, harmless, journey, plain, read_as_markdown, script
from nbconvert import HTMLExporter
from replaying import apply_all
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence import EvidenceError, Survey, attach
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_in
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import host, open_page
from cjm_widgets.rerun import RerunError, run_workbooks
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.workers import run_jobs
from cjm_widgets.serve.assets import template
from cjm_widgets.serve.books import books_in
from cjm_widgets.serve.fronts import drawn
from cjm_widgets.serve.render import Frame, environment
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store
from cjm_widgets.widgets.carried import FILES_VARIABLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WORDS = "\n".join(one.format("words") for one in SCRIPTS)
PAYLOAD = SCRIPTS[0].format("words")


# ---- what is served


def served_page(outputs: list[dict[str, Any]], *, extended: bool) -> str:
    """A page as the server sends it, with these outputs of its one cell, in our own front end or in Voilà's."""

    async def cells(*_: object) -> AsyncIterator[dict[str, Any]]:
        yield {"cell_type": "code", "outputs": outputs}

    async def start(_: object) -> str:
        return "kernel"

    async def made() -> str:
        books = books_in(shipped("workbooks"))
        assets = {**template().addresses("/"), "widgets/page.css": "/page.css"}
        assets |= {"widgets/page.js": "/page.js", "widgets/front.js": "/front.js"}
        assets |= {"widgets/places.json": "/places.json"}
        frame = Frame(books[4], books, "/", assets, ("<h1>Satisfaction</h1>",), extended=extended)
        index = environment(template().folder).get_template("index.html.j2")
        parts = index.generate_async(
            nb=None,
            resources={"cjm": frame, "base_url": "/"},
            page_config={"fullStaticUrl": "/static", "kernelId": "kernel"},
            main_js="voila.js",
            kernel_start=start,
            cell_generator=cells,
        )
        return "".join([part async for part in parts])

    return asyncio.run(made())


def test_what_a_process_gives_voilas_front_end_stands_in_it_as_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    store.create(journey(script()))
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path))
    monkeypatch.setenv(FILES_VARIABLE, "/widgets/")
    bundle = open_page("satisfaction", "hostile")._repr_mimebundle_()[0]
    html = {"text/html": WORDS}

    def outputs(said: str, data: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"output_type": "stream", "name": "stdout", "text": said},
            {"output_type": "execute_result", "data": data, "metadata": {}},
            {"output_type": "display_data", "data": html if data is bundle else {}, "metadata": {}},
            {"output_type": "error", "ename": said, "evalue": said, "traceback": [said]},
        ]

    seen = Markup(served_page(outputs(WORDS, bundle), extended=True))
    mild = Markup(served_page(outputs("said", {"text/plain": "x"}), extended=True))
    assert seen.shape == mild.shape
    assert seen.runs == mild.runs
    assert plain(WORDS) in seen.words
    data = [json.loads(one) for one in seen.data]
    assert [one["data"] for one in data if "data" in one] == [bundle, html]


def test_the_state_of_a_widget_stands_in_a_served_page_as_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.create(journey(script()))
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path))
    monkeypatch.setenv(FILES_VARIABLE, "/widgets/")
    widget = open_page("satisfaction", "hostile")
    hostile = {"output_type": "execute_result", "data": widget._repr_mimebundle_()[0], "metadata": {}}
    words = {"output_type": "execute_result", "data": {"text/plain": WORDS}, "metadata": {}}

    def page(state: dict[str, Any], said: str) -> Markup:
        text = {**words, "data": {"text/plain": said}}
        return Markup(served_page([drawn(one, {widget.model_id: state}) for one in (hostile, text)], extended=False))

    state = widget.get_state()
    seen, mild = page(state, WORDS), page({"journey": {}}, "said")
    assert seen.shape == mild.shape
    assert seen.runs == mild.runs
    assert plain(WORDS) in seen.words
    (data,) = (json.loads(one) for one in seen.data)
    assert data["state"] == {name: value for name, value in state.items() if not name.startswith("_")}
    assert "ran" in json.dumps(data["state"])


@pytest.mark.parametrize("words", SCRIPTS)
def test_a_refusal_shows_whatever_it_names_as_words(words: str) -> None:
    messages = jinja2.Environment(loader=jinja2.FileSystemLoader(template().folder), autoescape=True)

    def said(words: str) -> Markup:
        given = {"title": words, "sentences": (words,), "ways": (("/", words),), "css": "", "again": ""}
        return Markup(messages.get_template("message.html.j2").render(given))

    seen = said(words)
    assert seen.shape == said("words").shape
    assert seen.runs == said("words").runs
    assert seen.words.count(plain(words)) == 4


# ---- notebooks that are run again


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, nbformat.NotebookNode]]:
    """The finished notebooks of the hostile journey and of the same with harmless words."""
    place = tmp_path_factory.mktemp('report"); ran = 1 #')
    made: dict[str, dict[str, nbformat.NotebookNode]] = {}
    for name, words in (("hostile", script()), ("mild", harmless(script()))):
        Store(place / name).create(journey(words))
        names = ("start", "map") if name == "hostile" else ("map",)
        paths = run_workbooks(place / name / "hostile.json", place / "out" / name, names=names, progress=False)
        all_teams = place / "out" / name / host.FILE
        of_all = Job(str(shipped("workbooks") / host.FILE), str(all_teams), {"folder": str(place / name)})
        assert [one.fault for one in run_jobs([of_all], 1)] == [None]
        made[name] = {path.stem: nbformat.read(path, as_version=4) for path in (*paths, all_teams)}
    return made


def data_of(notebook: nbformat.NotebookNode) -> list[dict[str, Any]]:
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [output["data"] for cell in cells for output in cell.outputs if "data" in output]


def test_a_finished_notebook_holds_scripts_as_words(finished: Any) -> None:
    for name, notebook in finished["hostile"].items():
        bundles = data_of(notebook)
        assert bundles, name
        for data in bundles:
            assert set(data) <= {"text/plain", "text/html", "text/markdown"}
            assert Markup(data.get("text/html", "")).runs == []
            assert Markup(read_as_markdown(data.get("text/markdown", ""))).runs == []
    assert len(finished["hostile"]) == 3


@pytest.mark.parametrize("book", ["07_map", "09_facilitator"])
def test_a_finished_notebook_that_is_made_a_web_page_shows_scripts_as_words(book: str, finished: Any) -> None:
    hostile, mild = (finished[name][book] for name in ("hostile", "mild"))
    (html, _), (other, _) = (HTMLExporter(embed_images=False).from_notebook_node(one) for one in (hostile, mild))
    seen, harmless_seen = Markup(html), Markup(other)
    assert [one for one in seen.runs if "ran=" in one.replace(" ", "")] == []
    assert seen.shape == harmless_seen.shape
    assert plain(journey(script()).title) in seen.words


def test_a_parameter_is_a_value_and_no_code(tmp_path: Path) -> None:
    Store(tmp_path).create(Journey(id="airport", title="Through the airport"))
    typed = f"""'); open({str(tmp_path / "ran")!r}, "w") #\\"""
    given = {"edition": typed}
    with pytest.raises(RerunError, match=re.escape(f"There is no edition “{typed}”: the map has none.")):
        run_workbooks(tmp_path / "airport.json", tmp_path / "out", names=("map",), given=given, progress=False)
    assert not (tmp_path / "ran").exists()


# ---- survey files


HEADERS = [PAYLOAD, "=cmd|' /C calc'!A0", "\x1b]0;owned\x07", "../../x"]


@pytest.mark.parametrize("name", [*HEADERS[:2], "survey\x1b[31m.csv", "<svg onload=ran=1>.csv"])
def test_a_survey_file_may_be_called_anything(name: str, tmp_path: Path) -> None:
    path = tmp_path / name.replace("/", "∕")
    path.write_text("step,negative_pct\nBooking,36\n")
    found = read(understand(table_in(path), Told()))
    assert [(one.step, one.value) for one in found.figures] == [("Booking", 36.0)]
    given = Journey(id="air", title="Air", steps=[{"id": "booking", "name": "Booking"}])
    survey = Survey("survey", name=PAYLOAD, where=path.name)
    (source,) = apply_all(given, attach(given, found, survey).edits).sources
    assert source.name == PAYLOAD
    assert "\x1b" not in source.where


@pytest.mark.parametrize("header", HEADERS)
def test_words_of_a_survey_file_do_nothing_to_a_terminal(header: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="air", title="Air", steps=[{"id": "booking", "name": "Booking"}]))
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.csv"
    cell = '"' + header.replace('"', '""') + '"'
    wrong.write_text(f"{cell},x\na,b\n")
    right.write_text(f"step,negative_pct\n{cell},36\n")
    with pytest.raises(EvidenceError):
        understand(table_in(wrong), Told())
    for path in (wrong, right):
        asked = ["attach", str(store.folder / "air.json"), str(path), "--name", "Survey"]
        said = CliRunner().invoke(app, asked, color=True).output
        assert re.sub(r"[\x00-\x1f\x7f-\x9f]", "", header) in said
        assert "\x1b" not in said
        assert "\x07" not in said


@pytest.mark.parametrize("command", [["history", "{0}"], ["check", "{0}"], ["restore", "{0}", "--at", "{1}"]])
def test_words_of_people_do_nothing_to_a_terminal(command: list[str], tmp_path: Path) -> None:
    store = Store(tmp_path)
    made = store.create(journey(lambda path, limit: f"\x1b[31m\x9b31m\x7f{path}"[:limit]))
    asked = [part.format(tmp_path / "hostile.json", made.revision) for part in command]
    said = CliRunner().invoke(app, asked, color=True).output
    assert said
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said) == []
