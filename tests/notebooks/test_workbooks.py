"""The workbooks teach their step, run as they are, and lead from one to the next."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import nbformat
import papermill
import pytest

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import all_maps, feedback, host
from cjm_widgets.pages.book import PAGES
from cjm_widgets.rerun.parameters import parameters_of
from cjm_widgets.shipped import shipped
from cjm_widgets.views.method_views import METHOD_VIEWS

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = shipped("workbooks")
ALL = sorted(FOLDER.glob("*.ipynb"))
HOST = FOLDER / host.FILE
BESIDE = FOLDER / feedback.PAGE.file
OVER_MAPS = FOLDER / all_maps.PAGE.file
BOOKS = [path for path in ALL if path not in (HOST, BESIDE, OVER_MAPS)]
"""The workbooks of the method; the facilitator's page is none of them, nor is what stands beside a step."""
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
JARGON = re.compile(
    r"\b(kernel|json|widget|notebook|cell|parameter|papermill|voil[aà]|jupyter|python|api|traceback|schema|"
    r"boolean|null|string|id|commit|upload|frontend|backend|ux|leverage|pain points?|deliverables?)s?\b",
    re.IGNORECASE,
)
every_book = pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])
every_step = pytest.mark.parametrize("path", BOOKS, ids=[path.stem for path in BOOKS])


def book(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def text(path: Path, cell_id: str) -> str:
    (found,) = [cell.source for cell in book(path).cells if cell.id == cell_id]
    return str(found)


def is_asked(cell: nbformat.NotebookNode) -> bool:
    return "parameters" in cell.metadata.get("tags", ())


def guide(path: Path) -> str:
    return text(path, "guide")


def shown(path: Path) -> str:
    """The guidance that stands open, without what a reader unfolds."""
    return re.sub(r"<details>.*?</details>", "", guide(path), flags=re.DOTALL)


def test_the_workbooks_are_those_of_the_pages_in_their_order() -> None:
    assert [path.name for path in BOOKS] == [page.file for page in PAGES]
    assert [book(path).metadata.title for path in BOOKS] == [page.title for page in PAGES]


@every_book
def test_a_workbook_is_valid_and_is_kept_without_results(path: Path) -> None:
    nbformat.validate(book(path))
    raw = path.read_text(encoding="utf-8")
    assert raw == json.dumps(json.loads(raw), indent=1, ensure_ascii=False) + "\n"
    for cell in book(path).cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@every_book
def test_its_cells_can_be_found_by_name_and_hold_at_most_three_lines(path: Path) -> None:
    cells = book(path).cells
    assert [cell.id for cell in cells[:3]] == ["guide", "parameters", "page"]
    assert cells[-1].id == "links"
    assert [cell.id for cell in cells if "parameters" in cell.metadata.get("tags", ())] == ["parameters"]
    assert max(len(cell.source.splitlines()) for cell in cells if cell.cell_type == "code" and not is_asked(cell)) <= 3


def test_the_facilitators_page_is_a_workbook_of_its_own_and_asks_for_no_journey() -> None:
    assert [path.name for path in ALL] == [
        *(page.file for page in PAGES),
        host.FILE,
        all_maps.PAGE.file,
        feedback.PAGE.file,
    ]
    assert book(HOST).metadata.title == host.TITLE
    assert text(HOST, "parameters").startswith('folder: str = ""  # ')
    assert text(HOST, "page").endswith(f'open_page("{host.NAME}", folder)')
    assert LINK.findall(text(HOST, "links")) == [("← Start", PAGES[0].file)]


def test_all_maps_side_by_side_stand_beside_the_start_page_and_ask_for_no_journey() -> None:
    said = book(OVER_MAPS).metadata
    assert (said.title, said.beside) == (all_maps.PAGE.title, "start")
    assert [one.name for one in parameters_of(OVER_MAPS.name)] == ["folder", "owner"]
    assert text(OVER_MAPS, "page").endswith(f'open_page("{all_maps.NAME}", folder, owner=owner)')
    assert LINK.findall(text(OVER_MAPS, "links")) == [("← Start", PAGES[0].file)]


def test_the_page_on_which_feedback_is_brought_stands_beside_step_four() -> None:
    said = book(BESIDE).metadata
    assert (said.title, said.beside) == (feedback.PAGE.title, "satisfaction")
    assert text(BESIDE, "parameters").startswith('journey: str = ""  # ')
    assert text(BESIDE, "page").endswith(f'open_page("{feedback.NAME}", journey)')
    files = {page.title: page.file for page in PAGES}
    assert LINK.findall(text(BESIDE, "links")) == [
        ("← Satisfaction", files["Satisfaction"]),
        ("The map", files["The map"]),
    ]


@every_step
def test_it_opens_its_own_page_for_the_journey_that_is_asked_for(path: Path) -> None:
    (page,) = [page for page in PAGES if page.file == path.name]
    first, *more = [line.partition(":")[0] for line in text(path, "parameters").splitlines()]
    assert first == "journey"
    handed_on = "".join(f", {name}={name}" for name in more)
    assert text(path, "page").endswith(f'open_page("{page.name}", journey{handed_on})')


@every_book
def test_papermill_reads_the_same_parameters_as_cjm_run_and_each_has_a_sentence(path: Path) -> None:
    read = papermill.inspect_notebook(str(path))
    ours = {one.name: (one.kind, repr(one.default), one.say) for one in parameters_of(path.name)}
    assert {
        name: (one["inferred_type_name"], one["default"].replace('"', "'"), one["help"]) for name, one in read.items()
    } == ours
    assert all(say.endswith(".") for _, _, say in ours.values())


@every_book
def test_it_begins_with_one_heading_and_says_why(path: Path) -> None:
    lines = guide(path).splitlines()
    assert lines[0].startswith("# ")
    assert [line for line in lines[1:] if line.startswith("#")] == []
    assert lines[2].startswith("> **Why.** ")
    assert len(lines[2].split()) >= 25


@every_book
def test_the_facilitator_reads_how_long_it_takes_with_whom_and_what_to_lay_out(path: Path) -> None:
    (line,) = re.findall(r"^> \*([^*]+)\*$", guide(path), re.MULTILINE)
    assert re.search(r"\b\d+ minutes\b", line)
    assert "group" in line
    assert re.search(r"On the (table|wall): \w", line)


def test_the_plan_for_half_a_day_has_the_minutes_of_the_pages() -> None:
    for path in BOOKS[1:8]:
        (minutes,) = re.findall(r"^> \*About (\d+) minutes", guide(path), re.MULTILINE)
        title = book(path).metadata.title
        assert re.search(rf"^- {re.escape(title)},? {minutes} minutes$", guide(BOOKS[0]), re.MULTILINE), title


@every_book
def test_the_way_to_do_it_is_at_most_four_short_steps(path: Path) -> None:
    _, _, how = shown(path).partition("**How.**")
    steps = re.findall(r"^\d\. (.+)$", how, re.MULTILINE)
    assert 3 <= len(steps) <= 4
    assert [step for step in steps if len(step.split()) > 45] == []


@every_book
def test_what_stands_open_leaves_the_form_within_reach(path: Path) -> None:
    # About one screen of a laptop: the form begins on the second at the latest.
    assert len(shown(path).split()) <= 250


@every_book
def test_an_example_can_be_unfolded(path: Path) -> None:
    parts = re.findall(r"<details>\n<summary>([^<]+)</summary>\n\n(.+?)\n\n</details>", guide(path), re.DOTALL)
    assert len(parts) == guide(path).count("<details>") >= 1
    assert any("example" in title for title, _ in parts)
    assert all(body.strip() for _, body in parts)


@every_book
def test_it_speaks_to_people_and_not_to_programmers(path: Path) -> None:
    words = "\n".join(cell.source for cell in book(path).cells if cell.cell_type == "markdown")
    assert JARGON.findall(LINK.sub(r"\1", words)) == []
    assert "—" not in words


@pytest.mark.parametrize("word", ["kernel", "JSON", "widgets", "Voilà", "pain points"])
def test_the_list_of_jargon_finds_it(word: str) -> None:
    assert JARGON.search(f"Restart the {word}, please.")


@every_step
def test_links_lead_to_the_pages_before_and_after_and_name_them(path: Path) -> None:
    at = BOOKS.index(path)
    before = [(f"← {book(one).metadata.title}", one.name) for one in BOOKS[:at][-1:]]
    after = [(f"{book(one).metadata.title} →", one.name) for one in BOOKS[at + 1 :][:1]]
    assert LINK.findall(text(path, "links")) == before + after
    assert all((FOLDER / target).is_file() for _, target in LINK.findall(guide(path)))


def test_the_first_page_names_every_example_journey() -> None:
    for path in sorted((shipped("templates") / "journeys").glob("*.json")):
        title = Journey.model_validate_json(path.read_text(encoding="utf-8")).title
        assert f"*{title}*" in guide(BOOKS[0]) or path.stem == "blank"


def test_the_diagnostic_explains_each_c_and_how_the_work_goes() -> None:
    words = guide(FOLDER / "01_diagnostic.ipynb")
    for name in ("Changeable", "Challenged", "Complex", "Climactic", "Costly"):
        assert re.search(rf"^- \*\*{name}:\*\* \w+", words, re.MULTILINE), name
    sequence = re.findall(r"^\d\. \*\*([^*]+):\*\*", words, re.MULTILINE)
    assert sequence == ["The context", "In the customer’s shoes", "The map", "Action", "Evaluation"]


def test_the_map_explains_the_views_that_it_offers() -> None:
    explained = re.findall(r"^- \*\*([^*]+):\*\*", guide(FOLDER / "07_map.ipynb"), re.MULTILINE)
    assert explained == [view.title for view in METHOD_VIEWS]


def test_figures_in_the_examples_are_those_of_the_example_journeys() -> None:
    folder = shipped("templates") / "journeys"
    outpatient = Journey.model_validate_json((folder / "outpatient.json").read_text(encoding="utf-8"))
    (calls,) = [one for one in outpatient.indicators if one.id == "list-calls"]
    predicted = {s.predicted for s in outpatient.solutions if s.indicator == calls.id}
    words = guide(FOLDER / "08_evaluate.ipynb")
    assert calls.today is not None
    for figure in (calls.today, *predicted, calls.results[0].value):
        assert figure is not None
        assert re.search(rf"\b{figure:g}\b", words), figure
