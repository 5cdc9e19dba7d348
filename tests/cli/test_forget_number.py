"""What people rate for themselves is kept under a number, without a name: with it nothing of theirs is left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.edits import Edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.serve.hub.seats import person_of
from cjm_widgets.serve.keys import HUB, kept_keys
from cjm_widgets.store import Store
from cjm_widgets.tasks.choosing import STORE_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

HERS, HIS = "p-kbq4iau7", "p-utq0hppz"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """What two browsers send: ids of private changes begin otherwise than those of words with a name (`lib/ids.js`)."""
    monkeypatch.chdir(tmp_path)
    for name in ("CJM_FOLDER", STORE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    store = Store("journeys")
    for journey in ("trip", "stay"):
        store.create(Journey(id=journey, title=journey, steps=(Step(id="a", name="Pack"),)))
        for edit, by, path, new in (
            ("r240l5mpue-skz6n4-1", "", f"voices/{HERS}/speaks_as", "front-line"),
            ("r240l5mpue-skz6n4-2", "", f"steps/a/ratings/{HERS}/value", 1),
            ("kjq2x1q276-i7mj1d-1", "", f"steps/a/ratings/{HIS}/value", -2),
            ("h9r22qyean-nraur2-1", "Ana", "steps/a/goal", "Be on time"),
        ):
            store.save(journey, [Edit(id=edit, path=path, new=new, by=by)])
    store.bin().put_in("stay", title="stay", by="Ben", at=time.time())
    return store


def forget(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ("forget", *words))
    assert done.exit_code == status, done.output
    return done.output


def kept(store: Store) -> str:
    files = (path for path in store.folder.rglob("*") if path.is_file())
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_without_the_number_they_stay_and_it_is_said_how_to_find_it(store: Store) -> None:
    said = forget("Ana", "--yes")
    assert "2 people rated, voted or spoke here under a number" in said
    assert "--number" in said
    assert HERS in kept(store)


def test_with_the_number_nothing_of_hers_is_left_and_his_stays(store: Store) -> None:
    said = forget("Ana", "--number", HERS, "--yes")
    assert said.count("2 ratings, votes or voices of their own: removed.") == 2, said
    assert "1 person rated, voted or spoke here under a number" in said
    assert HERS not in kept(store)
    assert "Ana" not in kept(store)
    assert [one.id for one in store.open("trip").steps[0].ratings] == [HIS]
    store.bin().take_out("stay")
    assert [one.id for one in store.open("stay").steps[0].ratings] == [HIS]


def test_the_number_alone_is_enough(store: Store) -> None:
    forget("Ana", "--yes")
    assert "stands in 2 maps" in forget("Ana", "--number", HERS.upper(), "--yes")
    assert HERS not in kept(store)


@pytest.mark.parametrize("wrong", ["kbq4iau7", "p-", "p-paper-0", "p-Ana Silva", ""])
def test_what_is_no_number_is_refused(store: Store, wrong: str) -> None:
    before = kept(store)
    assert "is no such number" in forget("Ana", "--number", wrong, "--yes", status=2)
    assert kept(store) == before


def test_a_number_that_is_nowhere_is_told(store: Store) -> None:
    assert "Nothing is kept under p-aaaaaaaa" in forget("Ana", "--number", "p-aaaaaaaa", "--dry-run")


def test_who_came_by_a_hub_is_found_by_the_name_of_the_log_in(store: Store) -> None:
    number = person_of(kept_keys(store).part(HUB), "ana.silva")
    store.save("trip", [Edit(id="bbbbbbbbbb-cccccc-1", path=f"steps/a/ratings/{number}/value", new=2)])
    assert "2 ratings" not in forget("ana.silva", "--dry-run")
    forget("Ana", "--also", "ana.silva", "--yes")
    assert number not in kept(store)
    assert HIS in kept(store)
