"""A file that somebody edited by hand and that cannot be opened: where it is wrong, what is, and what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.model import Journey, Step, Touchpoint
from cjm_widgets.store import Store, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TRIP = Journey(
    id="trip",
    steps=(Step(id="a"), Step(id="b", name="Security", touchpoints=(Touchpoint(id="t", name="Tray"),))),
)


def problem(folder: Path, change: Callable[[dict[str, Any]], object]) -> str:
    raw = TRIP.to_json()
    change(raw)
    folder.mkdir(exist_ok=True)
    (folder / "trip.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(StoreError) as told:
        Store(folder).open("trip")
    return str(told.value)


def test_a_text_that_is_too_long_says_where_how_long_and_how_it_begins(tmp_path: Path) -> None:
    say = problem(tmp_path, lambda raw: raw["steps"][1].update(goal="Wait here. " * 400))
    assert "step 2, “Security”, goal: the text is too long; at most 4,000 characters fit and it has 4,400" in say
    assert "beginning “Wait here. Wait here." in say
    assert "Shorten it. Nothing was overwritten. Correct this in the file with a text editor." in say
    assert "cjm restore trip" in say


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: raw["steps"][0].update(goal=5), "step 1, goal: a text is expected."),
        (
            lambda raw: raw["steps"][1]["touchpoints"][0].update(kind="x"),
            "“Security”, touchpoint 1, “Tray”, kind: this",
        ),
        (lambda raw: raw["steps"][1]["time"].update(amount=-1), "step 2, “Security”, time / amount: the number is"),
        (lambda raw: raw["steps"][1].update(id="a"), ": two items in steps have the same id, “a”."),
        (lambda raw: raw.update(steps={}), ": steps: a list is expected."),
        (lambda raw: raw["steps"].append(7), ": step 3: a group of named fields is expected."),
        (
            lambda raw: raw["steps"][1].update(name=1, goal=2),
            "name: a text is expected. 1 more place is wrong as well.",
        ),
        (lambda raw: raw.update(schema_version="x"), "(“schema_version” is no whole number)"),
        (lambda raw: raw["steps"][1].update(gaol="x"), "(step 2, “Security”: it holds “gaol”, which this one does not"),
        (lambda raw: raw["steps"][1].update(gaol="x"), "Update the workbook, or correct that word in the file."),
    ],
)
def test_what_is_wrong_is_named_with_its_item(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], says: str
) -> None:
    assert says in problem(tmp_path, change)


def half_a_sign(raw: dict[str, Any]) -> None:
    raw["steps"][1].update(name="Bad \ud83d", goal=5, **{"\ud83d": 1})


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["steps"][1].update(name="Bad \ud83d"),
        lambda raw: raw["steps"][1].update({"\ud83d": 1}),
        lambda raw: raw.update({"title": "\ud83d" * 300}),
        lambda raw: raw.update({"schema_version": "\ud83d"}),
        half_a_sign,
    ],
)
def test_half_a_sign_in_a_file_is_told_in_a_sentence_that_can_be_sent_and_keeps_no_other_map_back(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    say = problem(tmp_path, change)
    assert say.encode("utf-8")
    assert "trip.json" in say

    Store(tmp_path).create(Journey(id="well", title="Well"))
    entries = Store(tmp_path).entries()
    assert [(one.id, bool(one.problem)) for one in entries] == [("trip", True), ("well", False)]


def test_a_file_whose_name_is_in_another_alphabet_is_told_of_by_a_name_that_can_be_sent(tmp_path: Path) -> None:
    (tmp_path / "café.json".encode("latin-1").decode("utf-8", "surrogateescape")).write_text("{}", encoding="utf-8")
    (entry,) = Store(tmp_path).entries()
    assert f"{entry.id} {entry.title} {entry.problem}".encode()
    assert "caf?.json" in entry.problem
