"""A person is forgotten by command: what there is is shown, asked about, done and told; nothing is guessed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Solution, Step
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.choosing import STORE_VARIABLE
from cjm_widgets.tasks.forgetting import under_way
from cjm_widgets.tasks.forgetting.looking import look

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Postgres


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    for name in ("CJM_FOLDER", STORE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    store = Store("journeys")
    store.create(Journey(id="trip", title="Trip", steps=(Step(id="a", name="Pack"),)), by="Ana")
    for path, new, by in (
        ("solutions/s", {"id": "s", "title": "Say it", "owner": "Ana"}, "Ben"),
        ("steps/a/goal", "Ask Ana, not Alan or Ana Silva", "Ana Silva"),
        ("care/owner", "ana", "Ben"),
    ):
        store.save("trip", [new_edit(path, new, by=by)])
    return store


def forget(*words: str, answers: str = "", status: int = 0) -> str:
    done = CliRunner().invoke(app, ("forget", *words), input=answers)
    assert done.exit_code == status, done.output
    return done.output


def people(store: Store) -> tuple[str, str, str]:
    now = store.open("trip")
    return now.solutions[0].owner, now.care.owner, now.steps[0].goal


BEFORE = ("Ana", "ana", "Ask Ana, not Alan or Ana Silva")


def test_it_is_shown_asked_done_and_told(store: Store) -> None:
    said = forget("Ana", answers="n\ny\n")
    order = ["Is “ana” the same person?", "stands in 1 map", "Trip (trip)", "Nothing brings this back", "Done: “Ana”"]
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)
    assert "Backups made before now" in said
    assert people(store) == ("", "ana", BEFORE[2])
    assert "“Ana” stands in 1 map" in forget("Ana", "--dry-run")  # in other words still
    assert {edit.by for edit in store.history("trip")} == {"", "Ben", "Ana Silva"}


def test_who_says_that_it_is_the_same_person_is_believed(store: Store) -> None:
    forget("Ana", "--words-too", answers="y\ny\n")
    assert people(store) == ("", "", "Ask …, not Alan or Ana Silva")
    said = forget("Ana")
    assert "“Ana” stands in no map here." in said
    assert "Nothing brings this back" not in said
    assert "“Ana Silva”" in said


@pytest.mark.parametrize(
    ("words", "answers", "status", "says"),
    [
        (("Ana", "--dry-run"), "", 0, "stands in 1 map"),
        (("Ana",), "n\nn\n", 2, "Nothing was changed."),
        (("Ana",), "", 2, "say --yes"),
        (("Ana", "--json"), "", 0, '"done": false'),
        (("Al", "--yes"), "", 0, "stands in no map"),
        (("Trip", "--yes"), "", 0, "stands in 1 map"),  # the title is no person's name
        (("", "--yes"), "", 2, "Say who"),
        (("\u200f .", "--yes"), "", 2, "Say who"),
        (("cjm forget", "--yes"), "", 2, "nobody’s name"),
        (("The workbook, to keep opening fast", "--yes"), "", 2, "nobody’s name"),
        (("Ana", "--also", "A file changed outside", "--yes"), "", 2, "nobody’s name"),
        (("Ana", "nowhere", "--yes"), "", 0, "stands in no map"),
    ],
)
def test_nothing_is_changed_unless_it_is_wanted(
    store: Store, words: tuple[str, ...], answers: str, status: int, says: str
) -> None:
    before = store.copied("trip")
    assert says in forget(*words, answers=answers, status=status)
    if words[0] != "Trip":
        assert store.copied("trip") == before
    assert people(store) == BEFORE


def test_a_first_name_alone_is_told_since_many_type_no_more_than_that(store: Store) -> None:
    store.save("trip", [new_edit("steps/a/goal", "Be on time", by="Ana Silva Costa")])
    said = forget("Ana Silva Costa", "--dry-run")
    assert "A part of this name stands by itself, and is kept: “Ana”, “Ana Silva” and “ana”." in said
    assert "stands by itself" not in forget(
        "Ana Silva Costa", "--dry-run", "--also", "Ana", *("--also", "ana"), *("--also", "Ana Silva")
    )
    assert "“Ana”" in forget("Ana Costa", "--dry-run")  # who is nowhere by the whole name


def test_for_other_programs(store: Store) -> None:
    said = json.loads(forget("Ana", "--json", "--yes", "--also", "ana"))
    assert said["done"] is True
    assert [one["id"] for one in said["maps"]] == ["trip"]
    assert said["others"] == ["Ana Silva"]
    assert len(said["remains"]) > 2
    assert people(store)[:2] == ("", "")
    assert json.loads(forget("Ana", "--json", "--dry-run"))["spellings"] == {}


def test_what_stopped_half_way_is_finished_first(store: Store) -> None:
    seen = look(store, "Ana")
    under_way.begin(store, seen.person, seen.browsers)
    forget("Nobody", "--dry-run")
    assert people(store) == BEFORE
    assert "It is finished now." in forget("Nobody", "--yes")
    assert people(store)[0] == ""
    assert under_way.begun(store) == ()


def test_a_person_who_is_only_in_an_edition_is_found(store: Store) -> None:
    store.save("trip", [new_edit("solutions/s/owner", "Cleo", by="Ben")])
    store.save("trip", [new_edit("editions/e", {"name": "First", "revision": store.open("trip").revision})])
    store.save("trip", [new_edit("solutions/s/owner", "Ben", by="Ben")])
    edition = store.open("trip").editions[0].revision
    assert "2 lines of its history and its editions" in forget("Cleo", "--yes")
    assert store.at("trip", edition).solutions == (Solution(id="s", title="Say it", owner=""),)
    assert store.open("trip").solutions[0].owner == "Ben"


def test_of_an_id_that_was_made_from_the_name_it_is_told(store: Store) -> None:
    store.save("trip", [new_edit("stakeholders/ana-silva-1a2b3c", {"name": "Ana Silva"})])
    assert "kept (ana-silva-1a2b3c)" in forget("Ana Silva", "--yes")
    assert store.open("trip").stakeholders[0].name == ""
    store.save("trip", [new_edit("stakeholders/ana-silva-1a2b3c", None)])
    assert "kept (ana-silva-1a2b3c)" in forget("Ana Silva", "--yes")


def test_in_a_database(store: Store, postgres: Postgres) -> None:
    database = postgres.fresh()
    CliRunner().invoke(app, ("store", "copy", "journeys", database.address))
    said = forget("Ana", "--store", database.address, "--yes")
    assert "is forgotten in postgresql://" in said
    assert "VACUUM" in said
    assert "“Ana” stands in 1 map" in forget("Ana", "--dry-run", "--store", database.address)
    assert people(store) == BEFORE  # where it came from
    with pytest.raises(StoreError):
        look(store, " ")
