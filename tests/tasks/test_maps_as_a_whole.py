"""A map as a whole is copied, renamed, put away, deleted and brought back; what cannot be ends in a sentence."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.making import make_journey
from cjm_widgets.tasks.maps import (
    About,
    archive_map,
    bring_back,
    copy_map,
    delete_map,
    deleted_maps,
    describe_map,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    make_journey(store, "A trip", "employer", journey_id="trip")
    return store


def test_a_copy_keeps_the_ids_and_leaves_what_people_said_for_themselves_behind(store: Store) -> None:
    own = {"id": "p-k3x9w2ab", "scale": "felt", "value": 1}
    step = store.open("trip").steps[0].id
    store.save(
        "trip",
        [
            new_edit(f"steps/{step}/ratings/p-k3x9w2ab", own),
            new_edit("voices/p-k3x9w2ab", {"id": "p-k3x9w2ab", "speaks_as": "customer"}),
            new_edit("archived", new=True, old=False),
        ],
    )
    made = [copy_map(store, "trip"), copy_map(store, "trip"), copy_map(store, "trip", "Our trip")]
    assert [(one.id, one.title) for one in made] == [
        ("copy-of-a-trip", "Copy of A trip"),
        ("copy-of-a-trip-2", "Copy of A trip (2)"),
        ("our-trip", "Our trip"),
    ]
    copy, trip = made[0], store.open("trip")
    assert [one.id for one in copy.steps] == [one.id for one in trip.steps]
    assert (copy.copied_from, copy.archived, copy.voices) == ("trip", False, ())
    assert all(rating.id != "p-k3x9w2ab" for one in copy.steps for rating in one.ratings)
    with pytest.raises(StoreError, match="called “a TRIP” already"):
        copy_map(store, "trip", "a TRIP")


def test_name_owner_and_review_are_said_in_one_go_or_not_at_all(store: Store) -> None:
    make_journey(store, "Another", "blank")
    assert describe_map(store, "trip", About("Our trip", " Ana ", "May 2031")) == "“A trip” is now called “Our trip”."
    trip = store.open("trip")
    assert (trip.title, trip.care.owner, trip.care.review) == ("Our trip", "Ana", "2031-05")
    for about, say in (
        (About("another", "Ben", ""), "called “another” already"),
        (About("  ", "Ben", ""), "Give the journey a name"),
        (About("x" * 201, "Ben", ""), "too long"),
        (About("Trip", "x" * 201, ""), "too long"),
        (About("Trip", "Ben", "when it rains"), "could not be read"),
    ):
        with pytest.raises(StoreError, match=say):
            describe_map(store, "trip", about)
    assert store.open("trip") == trip
    describe_map(store, "trip", About(owner="", review=""))
    assert (store.open("trip").title, store.open("trip").care.review) == ("Our trip", "")


def test_what_is_deleted_keeps_its_name_until_it_is_gone(store: Store) -> None:
    archive_map(store, "trip")
    delete_map(store, "trip", by="Fay")
    assert [(one.id, one.title, one.by) for one in deleted_maps(store)] == [("trip", "A trip", "Fay")]
    assert make_journey(store, "Trip", "blank").id == "trip-2"
    for do in (archive_map, copy_map, delete_map):
        with pytest.raises(StoreError, match="“A trip” was deleted"):
            do(store, "trip")
    with pytest.raises(StoreError, match="“A trip” was deleted"):
        describe_map(store, "trip", About("Mine"))
    bring_back(store, "trip")
    assert store.open("trip").archived
    archive_map(store, "trip", archived=False)
    assert not store.open("trip").archived


def test_looking_at_the_list_lets_go_of_what_was_kept_for_thirty_days(store: Store) -> None:
    store.bin().put_in("trip", title="A trip", by="", at=time.time() - 31 * 86400)
    assert deleted_maps(store) == ()
    with pytest.raises(StoreError, match="There is no journey “trip”"):
        store.open("trip")


def test_the_same_by_command(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CJM_FOLDER", raising=False)

    def cjm(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, done.output

    assert cjm("copy", "trip", "Second")[0] == 0
    assert "now called “First”" in cjm("rename", "trip", "First")[1]
    assert cjm("rename", "trip", "Second") == (
        2,
        "There is a map called “Second” already. Go on with it, or choose another name.\n",
    )
    assert "is archived" in cjm("archive", "trip")[1]
    assert "among the maps again" in cjm("archive", "trip", "--back")[1]
    assert "cjm restore trip" in cjm("delete", "trip")[1]
    assert (store.ids(), cjm("delete", "trip")[0], cjm("archive", "nobody")[0]) == (("second",), 2, 2)
    _, gone = cjm("list", "--deleted")
    assert gone.startswith("trip  First  deleted by cjm delete, kept until ")
    assert gone.endswith("To bring one back: cjm restore ID\n")
    assert cjm("list") == (0, "second  Second\n")
    assert "“First” is back" in cjm("restore", "trip")[1]
    assert cjm("list", "--deleted") == (0, "No deleted map can be brought back.\n")
    cjm("archive", "trip")
    assert cjm("list") == (0, "second  Second\n\nArchived:\ntrip  First\n")
    cjm("delete", "second")
    assert cjm("list")[1].startswith("No map is in this folder.\n\nArchived:\n")
    assert store.open("trip").title == "First"
