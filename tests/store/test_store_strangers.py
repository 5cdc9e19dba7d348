"""Files that are not as the store makes them: other names, another journey's file, and who may read."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from store_samples import students

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, StoreError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_what_people_wrote_is_read_by_one_account_only(tmp_path: Path):
    before = os.umask(0)
    try:
        store = Store(tmp_path / "deep" / "journeys")
        store.create(students())
        store.save("students", [new_edit("title", "Joining")])
    finally:
        os.umask(before)
    assert store.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in store.folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("UPPER.json", "upper.json"),
        ("Airport (1).json", "airport-1.json"),
        ("con.json", "map-con.json"),
        ("Größe.json", "groe.json"),
        ("旅.json", "map.json"),
    ],
)
def test_a_file_whose_name_no_journey_can_have_is_named_with_what_to_do(
    store: Store, folder: Path, name: str, better: str
):
    (folder / name).write_bytes((folder / "students.json").read_bytes())
    *others, entry = store.entries()
    assert [one.id for one in others] == ["students"]
    assert (entry.title, entry.journey) == (name.removesuffix(".json"), None)
    assert name in entry.problem
    assert better in entry.problem
    assert store.ids() == ("students",)


def test_what_the_store_and_others_keep_beside_the_journeys_is_not_named(store: Store, folder: Path):
    for name in ("students.broken-1.json", ".students.json.tmp", ".hidden.json", "notes.txt", "UPPER.log.jsonl"):
        (folder / name).write_bytes(b"{}")
    assert [entry.id for entry in store.entries()] == ["students"]


@pytest.mark.parametrize("fresh", [False, True])
def test_another_journeys_file_put_in_place_of_one_mixes_nothing(store: Store, folder: Path, *, fresh: bool):
    store.create(Journey(id="airport", title="Airport"))
    history = (folder / "students.log.jsonl").read_bytes()
    shutil.copy(folder / "airport.json", folder / "students.json")
    one = Store(folder) if fresh else store
    for use in (one.open, lambda name: one.save(name, [new_edit("title", "x")])):
        with pytest.raises(StoreError, match="another journey, “airport”"):
            use("students")
    assert (folder / "students.log.jsonl").read_bytes() == history
    assert one.restore("students").title == "Enrolling"
    assert b"Airport" in (folder / "students.broken-1.json").read_bytes()


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("longer", [False, True])
def test_another_journeys_history_put_in_place_of_one_mixes_nothing(
    store: Store, folder: Path, *, fresh: bool, longer: bool
):
    store.create(Journey(id="airport", title="Airport"))
    for number in range(100 if longer else 1):
        store.save("airport", [new_edit("title", f"No. {number}")])
    own = (folder / "students.log.jsonl").read_bytes()
    theirs, file = (folder / "airport.log.jsonl").read_bytes(), (folder / "students.json").read_bytes()
    assert (len(theirs) > len(own)) == longer
    (folder / "students.log.jsonl").write_bytes(theirs)
    one = Store(folder) if fresh else store
    for use in (one.open, lambda name: one.save(name, [new_edit("title", "x")]), one.restore):
        with pytest.raises(StoreError, match=r"students\.log\.jsonl, is that of another journey, “airport”"):
            use("students")
    assert (folder / "students.log.jsonl").read_bytes() == theirs
    assert (folder / "students.json").read_bytes() == file
    (folder / "students.log.jsonl").write_bytes(own)
    assert one.save("students", [new_edit("title", "Joining")]).journey.steps == students().steps


def test_a_journey_that_was_copied_with_its_history_under_another_name_goes_on(store: Store, folder: Path):
    for ending in ("json", "log.jsonl"):
        shutil.copy(folder / f"students.{ending}", folder / f"trip.{ending}")
    store.save("trip", [new_edit("title", "A trip")])
    again = Store(folder)
    again.save("trip", [new_edit("title", "A long trip")])
    assert (again.open("trip").title, again.open("students").title) == ("A long trip", "Enrolling")


def test_a_copy_under_another_name_stays_its_own_also_after_a_crash_in_its_first_save(store: Store, folder: Path):
    shutil.copy(folder / "students.json", folder / "trip.json")
    copied = (folder / "trip.json").read_bytes()
    store.save("trip", [new_edit("title", "A trip")])
    (folder / "trip.json").write_bytes(copied)
    assert Store(folder).open("trip").title == "A trip"


def test_a_journey_made_anew_under_an_old_name_is_another(store: Store, folder: Path):
    before = store.birth("students")
    store.save("students", [new_edit("title", "Joining")])
    assert before == store.birth("students") == Store(folder).births()["students"] != ""
    for path in tuple(folder.iterdir()):
        path.unlink()
    again = Store(folder)
    again.create(students())
    assert again.birth("students") != before
    assert again.birth("students") == Store(folder).birth("students")


def test_a_file_without_a_history_gets_one_so_that_it_keeps_what_tells_it_apart(store: Store, folder: Path):
    (folder / "students.log.jsonl").unlink()
    birth = Store(folder).birth("students")
    store.save("students", [new_edit("title", "Joining")])
    assert birth == store.birth("students") != ""


def test_a_journey_that_cannot_be_opened_has_no_birth_and_is_no_error(store: Store, folder: Path):
    (folder / "broken.json").write_bytes(b"{")
    assert store.births()["broken"] == ""
