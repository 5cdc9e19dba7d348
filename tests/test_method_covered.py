"""docs/method.md names for each sentence of the sources a workbook, a field or function, and a test: all are there."""

import ast
import importlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import shapes
from cjm_widgets.pages.book import PAGES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "method.md"
NOT_TYPED = {  # placed on a picture, kept by a button, or read from a survey's file
    "stakeholders/*/angle",
    "editions/*/date",
    "editions/*/note",
    "steps/*/ratings/*/scale",
    "steps/*/ratings/*/source",
}
FEWEST_ROWS = {"000": 15, "001": 12, "002": 18, "003": 10, "004": 14}


@dataclass(frozen=True)
class Row:
    document: str
    sentence: str
    workbook: str
    answers: tuple[str, ...]
    tests: tuple[str, ...]


def rows(text):
    document, found = "", []
    for line in text.splitlines():
        heading = re.match(r"## (\d{3}) ", line)
        if line.startswith("## "):
            document = heading.group(1) if heading else ""
        if not line.startswith("|") or not document or re.fullmatch(r"[|\- ]+|\| What it asks for .*", line):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert len(cells) == 4, line
        sentence, workbook, answers, tests = cells
        found.append(
            Row(
                document,
                sentence,
                workbook,
                tuple(re.findall(r"`([^`]+)`", answers)),
                tuple(one.strip() for one in tests.split(",")),
            )
        )
    return found


ROWS = rows(PAGE.read_text(encoding="utf-8"))
WORKBOOKS = sorted({row.workbook for row in ROWS})
ANSWERS = sorted({answer for row in ROWS for answer in row.answers})
TESTS = sorted({test for row in ROWS for test in row.tests})


def is_a_field(path):
    """Whether a journey has such a field; `*` stands for the id of any item."""
    model, kind = Journey, "group"
    for part in path.split("/"):
        if (kind == "items") != (part == "*"):
            return False
        if part == "*":
            kind = "group"
            continue
        place = shapes(model).get(part) if kind == "group" else None
        if place is None:
            return False
        model, kind = place.model, place.kind
    return not path.endswith("*")


def is_a_function(name):
    module, _, function = name.rpartition(".")
    try:
        return callable(getattr(importlib.import_module(module), function, None))
    except ModuleNotFoundError:
        return False


def asked_for(page_file):
    """The id paths that a workbook's form asks for, with `*` for the id of any item."""
    page = next(one for one in PAGES if one.file == f"{page_file}.ipynb")
    blank = Journey(id="j", personas=({"id": "p"},))
    return {
        generic(f"{section['path']}/{path}".strip("/"))
        for section in page.asks(blank).get("sections", ())
        for path in paths_of(section["fields"])
    }


def paths_of(fields):
    for field in fields:
        below = f"{field['name']}/*" if field["kind"] == "items" else field["name"]
        yield below.removesuffix("/*")
        yield from (f"{below}/{path}" for path in paths_of(field.get("fields", ())))


def generic(path):
    """A path with every item's id, as the one in ratings/room, written as `*`."""
    model, kind, parts = Journey, "group", []
    for part in path.split("/"):
        if kind == "items":
            kind = "group"
            parts.append("*")
            continue
        model, kind = shapes(model)[part].model, shapes(model)[part].kind
        parts.append(part)
    return "/".join(parts)


@cache
def syntax(file):
    path = ROOT / file
    return ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module(body=[], type_ignores=[])


@cache
def names_in(file):
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    return frozenset(node.name for node in ast.walk(syntax(file)) if isinstance(node, functions))


@cache
def texts_in(file):
    return frozenset(node.value for node in ast.walk(syntax(file)) if isinstance(node, ast.Constant))


def is_a_test(name):
    found = re.fullmatch(r"([^:]+)::(test_\w+)(?:\[([^\]]+)\])?", name)
    if not found:
        return False
    file, function, case = found.groups()
    return function in names_in(file) and (case is None or case in texts_in(file))


def test_every_source_document_has_its_sentences():
    counts = {document: sum(row.document == document for row in ROWS) for document in FEWEST_ROWS}
    assert {row.document for row in ROWS} == set(FEWEST_ROWS)
    assert {document: count for document, count in counts.items() if count < FEWEST_ROWS[document]} == {}


def test_every_sentence_names_a_workbook_an_answer_and_a_test():
    assert [row.sentence for row in ROWS if not (row.sentence and row.workbook and row.answers and row.tests)] == []


def test_no_sentence_stands_twice():
    sentences = [(row.document, row.sentence) for row in ROWS]
    assert len(sentences) == len(set(sentences))


def test_the_workbooks_fields_functions_and_tests_that_are_named_are_there():
    assert [name for name in WORKBOOKS if not (ROOT / "workbooks" / f"{name}.ipynb").is_file()] == []
    is_there = {True: is_a_function, False: is_a_field}
    assert [name for name in ANSWERS if not is_there[name.startswith("cjm_widgets.")](name)] == []
    assert [name for name in TESTS if not is_a_test(name)] == []


@pytest.mark.parametrize("page", sorted({row.workbook for row in ROWS if row.workbook != "07_map"}))
def test_the_workbook_asks_for_the_fields_that_the_table_finds_there(page):
    asked = asked_for(page)
    fields = {
        answer
        for row in ROWS
        for answer in row.answers
        if row.workbook == page and not answer.startswith("cjm_widgets.") and answer not in NOT_TYPED
    }
    missing = {
        field
        for field in fields
        if not any(field == path or path.startswith(f"{field}/") or field.startswith(f"{path}/") for path in asked)
    }
    assert missing == set()


def test_every_part_of_the_journey_is_asked_for_by_some_sentence():
    told = {answer.split("/")[0] for answer in ANSWERS if not answer.startswith("cjm_widgets.")}
    ours = {
        "id",
        "schema_version",
        "revision",
        "title",
        "language",
        "archived",
        "copied_from",
        "overruled",
        "rounds",
        "voices",
    }
    assert set(shapes(Journey)) - ours == told


def test_every_field_of_a_touchpoint_is_asked_for_by_some_sentence():
    touchpoint = shapes(shapes(Journey)["steps"].model)["touchpoints"].model
    named = {answer.split("/")[4] for answer in ANSWERS if answer.startswith("steps/*/touchpoints/")}
    assert set(shapes(touchpoint)) - {"id"} == named


@pytest.mark.parametrize(
    "wrong",
    ["nothing", "steps/name", "steps/*", "steps/*/nothing", "scope/*/why", "title/*", "steps/*/experience/nothing"],
)
def test_a_field_that_no_journey_has_is_found_out(wrong):
    assert not is_a_field(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "tests/test_method_covered.py::test_nothing",
        "tests/nothing.py::test_nothing",
        "tests/test_method_covered.py::rows",
        "tests/journey/test_rules.py::test_a_rule_speaks_where_it_is_broken_and_names_it[no-such-rule]",
        "tests/test_method_covered.py",
    ],
)
def test_a_test_that_is_not_there_is_found_out(wrong):
    assert not is_a_test(wrong)


def test_a_function_that_is_not_there_is_found_out():
    assert not is_a_function("cjm_widgets.journey.mismatch.nothing")
    assert not is_a_function("cjm_widgets.nothing.at_all")
