"""The browser's code is one house: one way to do each thing, imports one way, small files."""

from __future__ import annotations

import re
import runpy
from collections import defaultdict
from pathlib import Path

import pytest

from cjm_widgets.widgets.labels import labels
from cjm_widgets.widgets.modules import BROWSER

FOLDERS = ("lib", "front", "picture", "apart", "form", "feedback", "page", "facilitator")
"""Each imports only those before it."""

MODULES = sorted(BROWSER.rglob("*.js"))
_IMPORT = re.compile(r'^(?:import|export)\b[^;"]*?"(\.{1,2}/[^"]+)"', re.MULTILINE)
_DEFINED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*? |class |const (?=\w+ = (?:async )?\())(\w+)", re.MULTILINE
)


def imported(path: Path) -> list[Path]:
    return [(path.parent / name).resolve() for name in _IMPORT.findall(path.read_text(encoding="utf-8"))]


def test_elements_are_made_in_one_place() -> None:
    making = [path for path in MODULES if "document.createElement" in path.read_text(encoding="utf-8")]
    assert making == [BROWSER / "lib" / "dom.js"]


def test_what_people_wrote_never_becomes_markup() -> None:
    markup = re.compile(r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\b")
    found = {path: made for path in MODULES if (made := markup.findall(path.read_text(encoding="utf-8")))}
    # the figures for a report: the markup of a template of ours
    assert found == {BROWSER / "page" / "pictures.js": [".innerHTML"]}


def test_no_two_modules_define_the_same_thing() -> None:
    where = defaultdict(list)
    for path in MODULES:
        for name in _DEFINED.findall(path.read_text(encoding="utf-8")):
            where[name].append(str(path.relative_to(BROWSER)))
    del where["render"]  # what a widget has to be called
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_a_folder_imports_only_folders_before_it() -> None:
    for path in (path for path in MODULES if path.parent != BROWSER):
        own = FOLDERS.index(path.parent.name)
        assert [str(other) for other in imported(path) if FOLDERS.index(other.parent.name) > own] == [], path


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    done: set[Path] = set()

    def follow(path: Path, importers: tuple[Path, ...]) -> None:
        assert path not in importers, " → ".join(one.name for one in (*importers, path))
        if path not in done:
            for other in imported(path):
                follow(other, (*importers, path))
            done.add(path)

    for path in MODULES:
        follow(path, ())


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    assert [path for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"])//[^\n]*", re.DOTALL)


def literals(text: str) -> set[str]:
    """The words in the strings of a module, without the full stop, and the pieces of its templates."""
    found = (plain or template for plain, template in _LITERAL.findall(_COMMENT.sub("", text)))
    pieces = (piece for one in found for piece in re.split(r"\$\{[^}]*\}", one))
    return {piece.strip(" .:,;!").lower() for piece in pieces} - {""}


def words_of_the_model() -> dict[str, str]:
    """Each label by its words, and the parts of labels such as “Close: shapes what the customer meets”.

    A single word that is short for an answer may mean something else elsewhere: “Close” this step.
    """
    found = {}
    for kind, paths in labels().items():
        for path, answers in paths.items():
            for answer, words in answers.items():
                parts = [part for part in words.split(": ") if " " in part or (kind == "full" and part == words)]
                found |= {part.lower(): f"{path}: {answer}" for part in parts if part.lower() != answer}
    del found["the customer"]  # who makes the first move, and who stands in the centre of a picture, is called the same
    return found


def test_the_words_of_an_answer_are_typed_in_the_model_alone() -> None:
    known = words_of_the_model()
    for path in MODULES:
        assert {word: known[word] for word in literals(path.read_text(encoding="utf-8")) if word in known} == {}, path


@pytest.mark.parametrize(
    "typed",
    ['["quit", "Give up"]', "`They may ${x}. Give up.`", "title: 'x', means: \"what they do makes or breaks it\""],
)
def test_the_check_sees_words_that_are_typed_again(typed: str) -> None:
    assert literals(typed) & words_of_the_model().keys()


def test_the_browsers_types_of_a_journey_are_made_from_the_model() -> None:
    made = runpy.run_path(str(BROWSER.parents[1] / "docs" / "make_model_types.py"))
    assert made["TYPES"].read_text(encoding="utf-8") == made["typescript"](), "run: python docs/make_model_types.py"
