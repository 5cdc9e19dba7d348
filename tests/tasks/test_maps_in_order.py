"""All maps stand side by side, what needs attention first, for everybody or for one who has something to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from planted_dues import TODAY, planted

from cjm_widgets.store import Entry, Store
from cjm_widgets.tasks.making import starter
from cjm_widgets.tasks.side_by_side import side_by_side, told_to_do

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="entries")
def _entries(tmp_path: Path) -> tuple[Entry, ...]:
    store = Store(tmp_path)
    for one in planted():
        store.create(one)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    return store.entries()


def test_what_needs_attention_stands_first_and_what_is_put_away_last(entries: tuple[Entry, ...]) -> None:
    lines = side_by_side(entries, TODAY)
    assert [(line.map, line.kind) for line in lines][:3] == [("broken", "own"), ("clinic", "own"), ("student", "own")]
    assert lines[-1].map == "away"
    assert lines[0].problem
    assert lines[1].to_do == "2 overdue, 3 in the next 30 days, 3 without an owner or a date, 1 later"
    assert (lines[1].looked_at, lines[2].looked_at) == ("November 2026", "1 October 2026, which is past")
    assert (lines[-1].to_do, lines[-1].late) == ("Nothing", False)
    assert told_to_do(lines) == "Of 2 maps of your own: something is overdue on 2, and 1 is past the day of review."


@pytest.mark.parametrize(
    ("owner", "maps", "to_do"),
    [
        ("dev", ["clinic", "student"], "1 overdue, 1 in the next 30 days, 1 without an owner or a date, 1 later"),
        ("Sister", ["clinic"], "1 overdue, 1 in the next 30 days, 1 without an owner or a date"),
        ("nobody yet", ["clinic"], "1 without an owner or a date"),
        ("Somebody else", [], ""),
    ],
)
def test_one_who_is_named_sees_their_maps_and_what_is_theirs(
    entries: tuple[Entry, ...], owner: str, maps: list[str], to_do: str
) -> None:
    lines = [line for line in side_by_side(entries, TODAY, owner) if line.kind == "own"]
    assert [line.map for line in lines] == maps
    assert [line.to_do for line in lines[:1]] == [to_do][: len(lines)]


def test_each_line_says_what_its_steps_rest_on_and_draws_only_what_may_be_seen(entries: tuple[Entry, ...]) -> None:
    (first, *_) = entries
    airport = replace(first, id="terminal", title="Terminal", problem="", journey=starter("airport"))
    (line,) = side_by_side((airport,), TODAY)
    assert (line.rests_on, line.curve and line.curve.people) == ("10 measured", "n = 5,871 in all")
    bare = side_by_side((airport,), TODAY, public=lambda one: one.model_copy(update={"steps": ()}))
    assert bare[0].curve is None
