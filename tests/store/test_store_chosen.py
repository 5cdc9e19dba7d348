"""What somebody chooses while another removes it comes back with the choice, where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

THERE = {
    "stages/before": {"name": "Before"},
    "stages/after": {"name": "After"},
    "personas/ada": {"name": "Ada"},
    "stakeholders/desk": {"name": "Desk"},
    "stakeholders/bank": {"name": "Bank"},
    "moments/m": {"name": "The call"},
    "indicators/days": {"name": "Days"},
    "outcomes/o": {"name": "Enrolled", "steps": ["ask"]},
    "relationships/r": {"name": "Asks"},
    "solutions/s": {"title": "Call back"},
}


@pytest.fixture
def begun(store: Store) -> Store:
    saved = store.save("students", [new_edit(path, item, by="Ana") for path, item in THERE.items()])
    assert not saved.refused
    return store


@pytest.mark.parametrize(
    ("gone", "field", "old", "new"),
    [
        ("stages/before", "steps/wait/stage", None, "before"),
        ("steps/wait", "moments/m/step", None, "wait"),
        ("steps/wait", "outcomes/o/steps", ["ask"], ["ask", "wait"]),
        ("personas/ada", "outcomes/o/persona", None, "ada"),
        ("stakeholders/desk", "relationships/r/from_whom", None, "desk"),
        ("moments/m", "solutions/s/moment", None, "m"),
        ("indicators/days", "solutions/s/indicator", None, "days"),
    ],
)
def test_what_is_chosen_while_another_removes_it_comes_back_where_it_was(
    begun: Store, gone: str, field: str, old: Any, new: Any
) -> None:
    before = begun.open("students")
    begun.save("students", [new_edit(gone, None, old=value_at(before, gone), by="Ben")])
    saved = begun.save("students", [new_edit(field, new, old=old, by="Cara")])

    assert value_at(saved.journey, gone) == value_at(before, gone)
    assert value_at(saved.journey, f"{gone}/@after") == value_at(before, f"{gone}/@after")
    assert value_at(saved.journey, field) == new
    assert saved.along[0].path == gone
    assert Store(begun.folder).open("students") == saved.journey


def test_a_new_step_brings_its_stage_back_and_one_that_comes_back_does_not(begun: Store) -> None:
    stage = value_at(begun.open("students"), "stages/before")
    begun.save("students", [new_edit("steps/x", {"name": "X", "stage": "before"}, by="Ana")])
    step = value_at(begun.open("students"), "steps/x")
    begun.save(
        "students", [new_edit(path, None, old=old) for path, old in (("steps/x", step), ("stages/before", stage))]
    )

    saved = begun.save("students", [new_edit("steps/x", step, by="Ana")])
    assert value_at(saved.journey, "stages/before") is None, "it was removed while it was chosen; the advice says so"
    saved = begun.save("students", [new_edit("steps/y", {"name": "Y", "stage": "before"}, by="Cara")])
    assert value_at(saved.journey, "stages/before") == stage


def test_a_word_that_names_nothing_that_ever_was_brings_nothing_back(begun: Store, folder: Path) -> None:
    saved = begun.save("students", [new_edit("steps/wait/stage", "never-there", by="Cara")])
    assert not saved.along


def test_a_stage_that_comes_back_has_the_source_of_its_time(begun: Store) -> None:
    begun.save(
        "students", [new_edit("sources/talks", {"name": "Talks"}), new_edit("stages/before/time_source", "talks")]
    )
    for path in ("stages/before", "sources/talks"):
        begun.save("students", [new_edit(path, None, old=value_at(begun.open("students"), path), by="Ben")])
    saved = begun.save("students", [new_edit("steps/wait/stage", "before", by="Cara")])
    assert value_at(saved.journey, "stages/before/time_source") == "talks"
    assert value_at(saved.journey, "sources/talks") is not None
