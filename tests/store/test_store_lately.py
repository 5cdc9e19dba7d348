"""What a store remembers of the last changes is what the history says, whoever made them and in whatever order."""

from __future__ import annotations

import random
from itertools import count
from typing import TYPE_CHECKING

import pytest
from store_samples import students

from cjm_widgets.journey.edits import Edit, new_edit
from cjm_widgets.store import Store, history, lately
from cjm_widgets.store.lately import Lately

if TYPE_CHECKING:
    from pathlib import Path


def ids(edits: tuple[Edit, ...]) -> list[str]:
    return [edit.id for edit in edits]


@pytest.mark.parametrize("seed", range(4))
def test_each_of_several_stores_tells_what_the_history_has_since_any_revision(store: Store, folder: Path, seed: int):
    chance, numbers = random.Random(seed), count()  # noqa: S311  no secret
    stores = [store, Store(folder), Store(folder)]
    seen = {0: [], 1: [], 2: []}
    for _ in range(60):
        at = chance.randrange(3)
        if chance.random() < 0.6:
            changes = [new_edit("title", f"Title {next(numbers)}") for _ in range(chance.choice((1, 1, 3)))]
            stores[at].save("students", changes, settled=chance.random() < 0.3)
        seen[at].append(stores[at].open("students").revision)
        for revision in seen[at][-3:]:
            assert ids(stores[at].since("students", revision)) == ids(Store(folder).since("students", revision))
        assert stores[at].open("students") == Store(folder).open("students")


def test_of_what_this_store_has_not_seen_yet_it_tells_too(store: Store, folder: Path):
    revision = store.open("students").revision
    store.save("students", [new_edit("title", "Joining")])
    other = Store(folder).save("students", [new_edit("language", "fr", by="Ben")])

    assert ids(store.since("students", revision))[-1] == other.applied[0].id


def test_a_change_is_made_once_for_look_and_save(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch):
    made: list[str] = []
    advanced = history.advanced
    monkeypatch.setattr(
        history, "advanced", lambda journey, edits: (made.extend(ids(tuple(edits))), advanced(journey, edits))[1]
    )
    looks, other = store, Store(folder)
    looks.save("students", [new_edit("title", "One")])
    other.save("students", [edit := new_edit("language", "fr")], settled=False)
    looks.open("students")
    looks.save("students", [new_edit("title", "Three")])

    assert made.count(edit.id) == 1


def test_an_edit_of_the_same_id_with_other_words_is_another():
    journey = students()
    kept = Lately()
    one = Edit(id="a-b-1", path="title", new="One")
    assert kept.advanced(journey, one).title == "One"
    assert kept.advanced(journey.model_copy(update={"language": "fr"}), one).language == "fr"
    assert kept.advanced(journey, one.model_copy(update={"new": "Two"})).title == "Two"


def test_the_oldest_are_forgotten_and_then_nothing_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lately, "MOST", 3)
    kept, journey = Lately(), students()
    kept.made("start", edits := [Edit(id=f"e{number}", path="title", new=str(number)) for number in range(5)])

    assert kept.since("start", "e4") is None
    assert kept.since("e1", "e4") == tuple(edits[2:])
    assert kept.since("e4", "e4") == ()
    assert kept.since("e2", journey.revision or "nothing") is None
