"""While people type, a journey's file may follow its history a little later; nothing is lost by it, nor told late."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from store_samples import students

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store, StoreError, files
from cjm_widgets.store.settling import LATELY, settle_all
from cjm_widgets.store.snapshot import written

if TYPE_CHECKING:
    from pathlib import Path


def type_title(store: Store, title: str) -> None:
    store.save("students", [new_edit("title", title, by="Ana")], settled=False)


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "students.json"


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were put in place of others."""
    found: list[str] = []
    move = files.move
    monkeypatch.setattr(files, "move", lambda source, target: (found.append(target.name), move(source, target)))
    return found


def test_what_is_typed_is_durable_at_once_and_the_file_follows(store: Store, file: Path, moved: list[str]):
    before = file.read_bytes()
    for title in ("J", "Jo", "Joi"):
        type_title(store, title)
        assert file.read_bytes() == before
        assert Store(store.folder).open("students").title == store.open("students").title == title
    assert store.history("students")[-1].new == "Joi"

    store.settle("students")

    assert file.read_bytes() == written(store.open("students"))
    assert moved == ["students.json"], "once for all of them"
    store.settle("students")
    assert len(moved) == 1, "there is nothing left to do"


def test_a_file_that_somebody_else_has_written_since_is_not_written_again(store: Store, file: Path, moved: list[str]):
    other = Store(store.folder)
    other.save("students", [new_edit("note", "", by="Ben")])
    moved.clear()
    type_title(store, "Joining")
    type_title(other, "Joining us")
    other.settle("students")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "save", lambda *_: pytest.fail("there is nothing to do"))
        store.settle("students")
    assert moved == ["students.json"]
    assert json.loads(file.read_bytes())["title"] == "Joining us"

    type_title(store, "J")
    store.settle("students")
    assert json.loads(file.read_bytes())["title"] == "J"
    assert len(moved) == 2


def test_a_file_that_somebody_else_has_written_is_known_again(store: Store, moved: list[str]):
    other = Store(store.folder)
    other.save("students", [new_edit("note", "", by="Ben")])
    type_title(store, "J")
    type_title(other, "Jo")
    other.settle("students")
    moved.clear()
    type_title(store, "Joi")
    type_title(other, "Join")
    assert moved == [], "a file that follows may wait"


def test_a_file_that_was_deleted_is_there_again_with_the_next_letter(store: Store, file: Path):
    type_title(store, "J")
    file.unlink()
    type_title(store, "Jo")
    assert json.loads(file.read_bytes())["title"] == "Jo"


def test_where_nothing_was_typed_there_is_nothing_to_settle(store: Store, moved: list[str]):
    store.settle("students")
    Store(store.folder).settle("students")
    store.save("students", [new_edit("title", "Joining")])
    moved.clear()
    store.settle("students")
    assert moved == []


def test_a_file_that_was_changed_while_it_was_behind_is_merged_at_the_next_letter(store: Store, file: Path):
    type_title(store, "Joining")
    raw = json.loads(file.read_bytes())
    raw["steps"][0]["goal"] = "Written by hand"
    file.write_text(json.dumps(raw), encoding="utf-8")

    type_title(store, "Joining us")

    kept = json.loads(file.read_bytes())
    assert (kept["title"], kept["steps"][0]["goal"]) == ("Joining us", "Written by hand")
    assert Store(store.folder).open("students") == store.open("students")


def test_a_file_that_cannot_be_read_while_it_was_behind_is_refused_each_time(store: Store, file: Path):
    type_title(store, "Joining")
    file.write_text("{", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(StoreError, match="damaged"):
            type_title(store, "Joining us")
    assert store.restore("students").title == "Joining"


@pytest.mark.parametrize("how", ["deleted", "an older copy", "cut in place"])
def test_words_that_are_not_in_the_file_yet_outlive_the_history(store: Store, folder: Path, how: str):
    path = folder / "students.log.jsonl"
    store.save("students", [new_edit("title", "J", by="Ana")])
    older = path.read_bytes()
    for title in ("Jo", "Joining"):
        type_title(store, title)
    if how == "deleted":
        path.unlink()
    elif how == "an older copy":
        beside = folder / "copy"
        beside.write_bytes(older)
        beside.replace(path)
    else:
        with path.open("r+b") as lines:
            lines.truncate(len(older))

    store.settle("students")

    assert Store(folder).open("students").title == store.open("students").title == "Joining"


def test_the_first_letter_of_a_store_that_found_the_file_behind_brings_it_up_to_date(store: Store, file: Path):
    type_title(store, "Joining")
    type_title(Store(store.folder), "Joining us")
    assert json.loads(file.read_bytes())["title"] == "Joining us"


def test_who_looks_on_reads_only_what_the_history_has_gained(store: Store, monkeypatch: pytest.MonkeyPatch, file: Path):
    reader = Store(store.folder)
    type_title(store, "J")
    assert reader.open("students").title == "J", "opened while the file is behind"
    read: list[Path] = []
    read_file = files.read
    monkeypatch.setattr(files, "read", lambda path, most: (read.append(path), read_file(path, most))[1])

    for title in ("Jo", "Joi"):
        type_title(store, title)
        assert reader.open("students").title == title
    assert read == []
    store.settle("students")
    read.clear()
    for title in ("Join", "Joini"):
        type_title(store, title)
        assert reader.open("students").title == title
    assert read == [file], "once, because it was written"


def test_a_long_time_behind_is_no_reason_to_lose_sight_of_it(store: Store, file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cjm_widgets.store.writing.MOST_PASSED", 3)
    other = Store(store.folder)
    other.save("students", [new_edit("steps/ask/goal", "to know")])
    for number in range(8):
        type_title(store, f"Title {number}")
        other.save("students", [new_edit("steps/ask/goal", f"to know {number}")], settled=False)
        if number % 3 == 0:
            other.settle("students")
    store.settle("students")
    other.settle("students")
    assert file.read_bytes() == written(Store(store.folder).open("students"))
    assert Store(store.folder).open("students").title == "Title 7"
    assert not [edit for edit in store.history("students") if edit.by == "a file changed outside"]


def test_when_the_server_ends_all_that_was_changed_lately_is_brought_up_to_date(store: Store, file: Path):
    (store.folder / "broken.json").write_text("{", encoding="utf-8")
    type_title(store, "Joining")
    before = file.read_bytes()
    settle_all(Store(store.folder), time.time() + LATELY + 1)
    assert file.read_bytes() == before, "whoever typed so long ago has settled it since"
    settle_all(Store(store.folder), time.time())
    assert json.loads(file.read_bytes())["title"] == "Joining"
    settle_all(Store(store.folder / "nowhere"), time.time())


def test_a_history_of_another_map_takes_over_no_word_that_waited(store: Store, folder: Path):
    type_title(store, "Joining")
    store.create(students().model_copy(update={"id": "others", "title": "Others"}))
    (folder / "students.log.jsonl").write_bytes((folder / "others.log.jsonl").read_bytes())
    with pytest.raises(StoreError):
        store.settle("students")


def test_of_several_who_type_one_writes_the_file_for_all(store: Store, moved: list[str]):
    other = Store(store.folder)
    other.save("students", [new_edit("title", "A map", by="Ben")])
    type_title(store, "A journey")
    store.settle("students")
    moved.clear()
    for title in ("J", "Jo", "Joi", "Join"):
        type_title(store, title)
        type_title(other, f"{title}…")
        assert store.settle("students", in_turn=True)
        type_title(other, f"{title}!")
        assert not other.settle("students", in_turn=True), "the file is not a second old"
    assert moved == ["students.json"] * 4

    assert other.settle("students", in_turn=True), "nobody has written it since it was asked"
    assert json.loads((store.folder / "students.json").read_bytes())["title"] == "Join!"
    type_title(other, "Joining")
    assert other.settle("students", in_turn=True), "it was written here last"
    assert len(moved) == 6


def test_who_leaves_does_not_wait_for_its_turn(store: Store, file: Path):
    other = Store(store.folder)
    other.save("students", [new_edit("note", "", by="Ben")])
    type_title(store, "J")
    store.settle("students")
    type_title(other, "Jo")
    assert other.settle("students")
    assert json.loads(file.read_bytes())["title"] == "Jo"
