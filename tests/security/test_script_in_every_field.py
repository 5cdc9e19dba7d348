"""Text typed by people is text: no script runs from a step's name, in a page's data, a chart, an export or a report."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hostile_journey import SCRIPTS, SHORT, TINY, Markup, harmless, journey, plain, read_as_markdown, script, typed_in
from IPython.core.formatters import DisplayFormatter

from cjm_widgets.charts.figures import diagnostic_figures, satisfaction_figures
from cjm_widgets.charts.picture import diagnostic_picture, satisfaction_picture
from cjm_widgets.journey.diagnostic import five_cs
from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import figures, host, open_page
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.facilitator_session import FacilitatorSession
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey
from cjm_widgets.views.archive import journeys_zip
from cjm_widgets.views.map_view import map_view
from cjm_widgets.widgets.monitor import HeartMonitor
from cjm_widgets.workshop.visitor import Visitor

TURNS = range(len(SCRIPTS))
"""Every text holds each script in one of them."""
WIDGET = "application/vnd.jupyter.widget-view+json"
each_script = pytest.mark.parametrize("turn", TURNS)


def shown(thing: object) -> dict[str, Any]:
    """What a notebook shows of something: a text for each way to show it."""
    found, _ = DisplayFormatter().format(thing)
    return found or thing._repr_mimebundle_()[0]


def is_words_only(hostile: str, mild: str) -> Markup:
    """A text as a browser reads it: nothing in it runs, and it is built like the one with harmless words in it."""
    seen = Markup(hostile)
    assert seen.runs == []
    assert seen.shape == Markup(mild).shape
    return seen


def folder_of(place: Path, *, turn: int = 0, mild: bool = False) -> Store:
    words = script(turn)
    store = Store(place / ("mild" if mild else "hostile"))
    store.create(journey(harmless(words) if mild else words))
    return store


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, Store]:
    """A folder with the hostile journey, and one with the same of harmless words."""
    monkeypatch.delenv("QUERY_STRING", raising=False)
    return folder_of(tmp_path), folder_of(tmp_path, mild=True)


# ---- the journey


def texts_of_the_schema() -> set[tuple[str, str]]:
    """The fields of a journey that hold text, by what the published schema says: another witness than the walk."""
    schema = Journey.model_json_schema()
    classes = {"Journey": schema, **schema["$defs"]}
    return {
        (title, name)
        for title, one in classes.items()
        for name, about in one.get("properties", {}).items()
        if any(map(_is_text, _parts_of(about)))
    }


def _parts_of(about: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [*about.get("anyOf", ()), *about.get("prefixItems", ())]
    inner += [about["items"]] if isinstance(about.get("items"), dict) else []
    return [about, *(part for one in inner for part in _parts_of(one))]


def _is_text(about: dict[str, Any]) -> bool:
    return about.get("type") == "string" and not about.keys() & {"pattern", "enum", "const", "format"}


@each_script
def test_a_script_stands_in_every_text_of_the_model(turn: int) -> None:
    found = list(typed_in(journey(script(turn))))
    assert {(model.__name__, field) for model, field, _, _ in found} == texts_of_the_schema()
    assert [path for _, _, path, text in found if not set(text) & set("<:{[$=/")] == []
    assert len(found) > 250


def test_every_script_comes_into_every_field_that_has_room_for_it() -> None:
    typed: dict[str, list[str]] = {}
    for turn in TURNS:
        for _, _, path, text in typed_in(journey(script(turn))):
            typed.setdefault(path, []).append(text)
    room = {path: "\n".join(texts) for path, texts in typed.items() if not {*texts} <= {*SHORT, *TINY}}
    assert [path for path, text in room.items() if not all(one.format(path) in text for one in SCRIPTS)] == []
    assert {"title", "steps/steps-0/name", "personas/personas-2/goals", "solutions/solutions-1/owner"} <= room.keys()
    assert len(room) > 200


# ---- pictures and tables


@each_script
@pytest.mark.parametrize("draw", [satisfaction_picture, diagnostic_picture])
def test_a_chart_shows_scripts_as_words(draw: Any, turn: int) -> None:
    given = journey(script(turn))
    picture = draw(given)
    seen = is_words_only(picture.html(), draw(journey(harmless(script(turn)))).html())
    assert plain(given.title) in seen.words
    reasons = [c.reason for _, c in five_cs(given.diagnostic)]
    typed = [step.name for step in given.steps] if draw is satisfaction_picture else reasons
    assert [text for text in typed if plain(text) not in seen.words] == []
    assert plain(given.title) in plain(repr(picture))
    names = {element.tag.rpartition("}")[2] for element in ET.fromstring(picture.svg).iter()}  # noqa: S314
    assert names <= {"svg", "title", "desc", "g", "path", "text", "tspan", "line", "rect", "defs", "clipPath"}


@pytest.mark.parametrize("table", [satisfaction_figures, diagnostic_figures])
def test_a_table_of_figures_shows_scripts_as_words(table: Any) -> None:
    for turn in TURNS:
        is_words_only(
            shown(table(journey(script(turn))))["text/html"],
            shown(table(journey(harmless(script(turn)))))["text/html"],
        )


def test_the_figures_in_a_notebook_show_scripts_as_words_and_so_does_an_edition_that_is_not_there(
    stores: tuple[Store, Store],
) -> None:
    hostile, mild = (shown(figures(str(store.folder / "hostile.json"))) for store in stores)
    is_words_only(hostile["text/html"], mild["text/html"])
    is_words_only(*(read_as_markdown(one["text/markdown"]) for one in (hostile, mild)))
    missing = shown(figures(str(stores[0].folder / "hostile.json"), "<script>ran=1</script>"))
    assert Markup(missing["text/html"]).runs == []
    assert "<script>ran=1</script>" in missing["text/plain"]


def test_a_chart_in_jupyterlab_takes_no_words_between_dollars_for_a_formula() -> None:
    figure, attributes = Markup(satisfaction_picture(journey(script())).html()).shape[0]
    assert (figure, attributes) == ("figure", ("class",))
    assert '<figure class="cjm-chart mathjax_ignore">' in satisfaction_picture(journey(script())).html()


# ---- the map, the QIA table, the archive


@each_script
def test_the_qia_table_gives_each_text_as_it_was_typed(turn: int) -> None:
    given = journey(script(turn))
    table = map_view(given)["qia"]
    cells = [
        item
        for column in table["columns"]
        for item in (*column["hot_spots"], *column["experience"], *column["activities"])
    ]
    typed = [item for item in (*cells, *table["unplaced"]) if item["kind"] != "nothing"]  # that one is a tick
    assert len(typed) > 10
    assert [item for item in typed if item["text"] != value_at(given, item["path"])] == []
    assert table["journey"] == given.scope.journey_type


NAMES = [
    "../../etc/passwd",
    "..\\..\\x",
    "/root",
    "C:\\x",
    "a\x00b\x1b[31m\r\n",
    "con",
    "\u202etxt.exe",
    ".hidden",
    "~",
]


@pytest.mark.parametrize("title", [*NAMES, *(one.format("title") for one in SCRIPTS)])
def test_no_title_leads_out_of_the_archive_or_the_folder(title: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "journeys")
    made = make_journey(store, title, "blank")
    names = [name for name in zipfile.ZipFile(io.BytesIO(journeys_zip(store))).namelist() if name != "READ ME.txt"]
    assert names == [f"{made.id}.json", f"{made.id}.log.jsonl"]
    assert made.id.replace("-", "").isalnum()
    assert made.id.isascii()
    assert made.id != "con"
    written = {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {("deep", "journeys")}


# ---- the pages


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_page_carries_what_was_typed_as_plain_values_and_nothing_of_it_as_code(
    page: str, stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    states, bundles = [], []
    for store in stores:
        monkeypatch.setenv("CJM_FOLDER", str(store.folder))
        widget = open_page(page, "hostile")
        bundle = shown(widget)
        assert set(bundle) <= {"text/plain", "text/html", "text/markdown", WIDGET}
        said, _, more = bundle["text/plain"].partition("\n\nThis is in short.")
        assert said == repr(widget)
        assert bool(more) == ("text/markdown" not in bundle)
        bundles.append(bundle)
        states.append(widget.get_state())
    is_words_only(*(one["text/html"] for one in bundles))
    is_words_only(*(read_as_markdown(one.get("text/markdown", "")) for one in bundles))
    hostile, mild = states
    for code in ("_esm", "_css", "_model_module", "_view_module", "lists"):
        assert hostile.get(code) == mild.get(code)
    assert hostile.keys() == mild.keys()
    if page != "start":
        typed = {path: text for _, _, path, text in typed_in(stores[0].open("hostile"))}
        held = typed_in(Journey.model_validate(hostile["journey"]))
        carried = {path: text for _, _, path, text in held if text and not path.endswith("/revision")}
        assert {one["revision"] for one in hostile["journey"]["editions"]} <= {"", "kept"}, "never which edit it is"
        assert carried.items() <= typed.items()
        assert len(carried) > 200


def test_the_facilitators_page_carries_what_was_typed_as_plain_values(stores: tuple[Store, Store]) -> None:
    store, _ = stores
    session = FacilitatorSession(store, Visitor(in_room=True), {}, list)
    told: list[dict[str, Any]] = []
    session.widget.send = told.append
    session.on_message({"kind": "advice", "journey": "hostile"})
    assert set(shown(session.widget)) <= {"text/plain", WIDGET}
    assert session.widget.view["teams"][0]["title"] == store.open("hostile").title
    assert json.loads(json.dumps(told)) == told


@each_script
def test_the_facilitators_page_that_is_only_read_shows_titles_as_words(turn: int, tmp_path: Path) -> None:
    stores = folder_of(tmp_path, turn=turn), folder_of(tmp_path, turn=turn, mild=True)
    for store in stores:
        (store.folder / "broken.json").write_text("<script>ran=1</script>")
    hostile, mild = (shown(open_page(host.NAME, str(store.folder))) for store in stores)
    is_words_only(*(read_as_markdown(one["text/markdown"]) for one in (hostile, mild)))
    seen = is_words_only(hostile["text/html"], mild["text/html"])
    assert plain(stores[0].open("hostile").title) in seen.words
    assert "mathjax_ignore" in hostile["text/html"]


def test_the_heart_monitor_by_itself_carries_names_as_plain_values() -> None:
    given = journey(script())
    widget = HeartMonitor(given)
    assert set(shown(widget)) <= {"text/plain", WIDGET}
    assert [step["name"] for step in widget.monitor["steps"]] == [step.name for step in given.steps]
