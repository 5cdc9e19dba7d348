from __future__ import annotations

import errno
import json
import os
import threading
from typing import TYPE_CHECKING

import portalocker
import pytest
from replaying import apply_all
from store_samples import students

from cjm_widgets.journey.edits import new_edit, set_value, value_at
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store import Store, StoreError, files, writing

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_journey_is_one_readable_file_and_a_history_that_begins_with_all_of_it(folder: Path):
    made = Store(folder).create(Journey(id="new", title="Café “Größe”"), by="Ana")
    text = (folder / "new.json").read_text(encoding="utf-8")
    assert text.startswith(f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "id": "new",\n')
    assert text.endswith("}\n")
    assert "Café “Größe”" in text
    assert list(json.loads(text)) == list(Journey.model_fields)
    (first,) = (folder / "new.log.jsonl").read_text(encoding="utf-8").splitlines()
    line = json.loads(first)
    assert list(line) == ["id", "by", "path", "old", "new", "t"]
    assert (line["path"], line["by"], line["id"]) == ("", "Ana", made.revision)
    assert line["new"] == json.loads(text)


def test_the_same_journey_always_gives_the_same_bytes(folder: Path, tmp_path: Path):
    saved = Store(folder).create(students())
    other = writing.written(Journey.model_validate(json.loads(writing.written(saved))))
    assert other == (folder / "students.json").read_bytes()


def test_what_is_saved_is_in_the_file_and_in_the_history_when_save_returns(store: Store, folder: Path):
    saved = store.save("students", [new_edit("steps/ask/name", "I call", old="I ask", by="Ana")])
    assert [edit.new for edit in saved.applied] == ["I call"]
    assert not saved.clashes
    assert not saved.refused
    on_disk = Journey.model_validate_json((folder / "students.json").read_bytes())
    assert on_disk == saved.journey
    assert on_disk.revision == saved.applied[0].id
    assert json.loads((folder / "students.log.jsonl").read_bytes().splitlines()[-1])["new"] == "I call"


def test_another_store_opens_what_one_saved(store: Store, folder: Path):
    saved = store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert Store(folder).open("students") == saved.journey == store.open("students")


def test_the_history_alone_replays_to_the_same_journey(store: Store):
    store.save("students", [new_edit("steps/new", {"name": "More"}), new_edit("steps/new/@after", "ask", old="start")])
    store.save("students", [new_edit("steps/ask", None, old=value_at(store.open("students"), "steps/ask"))])
    saved = store.save("students", [new_edit("steps/wait/ratings/survey/value", 2)])
    first, *rest = store.history("students")
    replayed = apply_all(Journey.model_validate(first.new), rest)
    assert replayed.model_copy(update={"revision": saved.journey.revision}) == saved.journey


def test_an_edit_sent_twice_is_made_once_and_reported_as_applied_both_times(store: Store, folder: Path):
    edit = new_edit("title", "Joining", old="Enrolling", by="Ana")
    store.save("students", [edit])
    store.save("students", [new_edit("title", "Entering", old="Joining", by="Ben")])
    for again in (store, Store(folder)):
        saved = again.save("students", [edit])
        assert [one.id for one in saved.applied] == [edit.id]
        assert not saved.clashes
        assert saved.journey.title == "Entering"
    assert [one.id for one in store.history("students")].count(edit.id) == 1


def test_an_edit_twice_in_one_batch_is_made_once(store: Store):
    edit = new_edit("title", "Joining", old="Enrolling")
    saved = store.save("students", [edit, edit])
    assert [one.id for one in saved.applied] == [edit.id, edit.id]
    assert [one.id for one in store.history("students")].count(edit.id) == 1


def test_an_edit_that_changes_nothing_is_kept_so_that_it_stays_acknowledged(store: Store):
    edit = new_edit("title", "Enrolling", old="Enrolling")
    store.save("students", [edit])
    assert store.history("students")[-1].id == edit.id


def test_an_edit_that_does_not_fit_is_refused_with_a_sentence_and_the_rest_is_saved(store: Store):
    bad = new_edit("steps/wait/ratings/room/value", 7, old=-1.0)
    nowhere = new_edit("steps/wait/colour", "red")
    good = new_edit("steps/wait/goal", "To know", old="")
    saved = store.save("students", [bad, nowhere, good])
    assert [(one.edit.id, one.say) for one in saved.refused] == [
        (bad.id, "The rating must be from -2 to 2."),
        (nowhere.id, "There is no place “steps/wait/colour” in a journey."),
    ]
    assert [one.id for one in saved.applied] == [good.id]
    assert {bad.id, nowhere.id}.isdisjoint(edit.id for edit in store.history("students"))


def test_a_batch_that_is_refused_altogether_writes_nothing(store: Store, folder: Path):
    before = store.mark("students")
    store.save("students", [new_edit("title", 5)])
    assert store.mark("students") == before


def test_an_edit_without_a_time_gets_one_and_one_with_a_time_keeps_it(store: Store):
    timed = new_edit("title", "A", old="Enrolling")
    untimed = new_edit("language", "de", old="en-GB").model_copy(update={"t": ""})
    store.save("students", [timed, untimed])
    *_, first, second = store.history("students")
    assert first.t == timed.t
    assert second.t.endswith("Z")


def test_a_batch_is_made_durable_once(store: Store, monkeypatch: pytest.MonkeyPatch):
    synced = []
    monkeypatch.setattr(files, "_sync_data", synced.append)
    store.save("students", [new_edit("steps/ask/name", name) for name in "abcdef"])
    assert len(synced) == 1


def test_edits_are_durable_before_the_file_follows(store: Store, monkeypatch: pytest.MonkeyPatch):
    happened = []
    monkeypatch.setattr(files, "_sync_data", lambda _: happened.append("history"))
    monkeypatch.setattr(files, "move", lambda *_: happened.append("file"))
    store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert happened == ["history", "file"]


def test_create_never_overwrites_a_journey_nor_a_file_that_cannot_be_read(store: Store, folder: Path):
    (folder / "broken.json").write_text("{")
    for name in ("students", "broken"):
        before = (folder / f"{name}.json").read_bytes()
        with pytest.raises(StoreError, match=f"There is a journey “{name}” already"):
            store.create(Journey(id=name))
        assert (folder / f"{name}.json").read_bytes() == before


def test_a_journey_that_is_not_there_cannot_be_opened_saved_or_looked_back_at(store: Store, folder: Path):
    for use in (
        lambda: store.open("nobody"),
        lambda: store.save("nobody", [new_edit("title", "x")]),
        lambda: store.history("nobody"),
        lambda: store.unreadable("nobody"),
        lambda: store.since("nobody", ""),
        lambda: store.since("nobody", "r"),
        lambda: store.restore("nobody"),
    ):
        with pytest.raises(StoreError, match="There is no journey “nobody”"):
            use()
    assert sorted(path.name for path in folder.iterdir()) == ["students.json", "students.log.jsonl"]


def test_what_is_refused_leaves_no_empty_history_behind(folder: Path):
    folder.mkdir()
    (folder / "broken.json").write_text("{")
    store = Store(folder)
    for use in (lambda: store.create(Journey(id="broken")), lambda: store.save("broken", [new_edit("title", "x")])):
        with pytest.raises(StoreError):
            use()
    assert [path.name for path in folder.iterdir()] == ["broken.json"]


def test_a_folder_that_is_not_there_is_empty_and_is_made_with_the_first_journey(tmp_path: Path):
    store = Store(tmp_path / "a" / "b")
    assert store.ids() == ()
    assert store.entries() == ()
    store.create(students())
    assert store.ids() == ("students",)


def test_a_file_where_the_folder_should_be_is_said_in_a_sentence(tmp_path: Path):
    (tmp_path / "taken").write_text("")
    store = Store(tmp_path / "taken")
    with pytest.raises(StoreError, match="is not a folder"):
        store.create(students())
    with pytest.raises(StoreError, match="cannot be read"):
        store.ids()


class HalfFull(files.Lines):
    """A disk that takes half of what is written, then is full."""

    def write(self, data):
        super().write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("full", ["history", "file"])
def test_a_full_disk_saves_nothing_by_half_and_says_so(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, full: str
):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    plain = {"history": files.Lines, "file": files.FileIO}[full]
    opened = plain.__name__
    mode_of = {"history": "r+", "file": "w"}[full]
    monkeypatch.setattr(files, opened, lambda fd, mode: (HalfFull if mode == mode_of else plain)(fd, mode))
    with pytest.raises(StoreError, match="The disk is full"):
        store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    monkeypatch.undo()
    saved = store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert saved.journey.title == "Joining"
    assert Store(folder).open("students") == saved.journey


class Sip(files.Lines):
    """A disk that takes a few bytes at a time."""

    def write(self, data):
        return super().write(data[:100])


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(files, "FileIO", Sip)
    monkeypatch.setattr(files, "Lines", Sip)
    saved = store.save("students", [new_edit("steps/ask/goal", "x" * 1000, old="")])
    assert store.unreadable("students") == ()
    assert Journey.model_validate_json((folder / "students.json").read_bytes()) == saved.journey
    assert store.history("students")[-1].new == "x" * 1000


def test_a_disk_that_does_not_confirm_acknowledges_nothing(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(files, "_sync_data", fails)
    with pytest.raises(StoreError, match="could not be read or saved"):
        store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_cannot_follow_costs_nothing_because_the_history_has_it(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def fails(*_: object) -> None:
        raise PermissionError(errno.EACCES, "open elsewhere")

    monkeypatch.setattr(files, "move", fails)
    saved = store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    monkeypatch.undo()
    assert Journey.model_validate_json((folder / "students.json").read_bytes()).title == "Enrolling"
    assert store.open("students") == Store(folder).open("students") == saved.journey
    store.save("students", [])
    assert Journey.model_validate_json((folder / "students.json").read_bytes()) == saved.journey


def test_a_folder_that_must_not_be_written_is_said_in_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch):
    real = os.open

    def guarded(path, flags, *rest, **named):
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", guarded)
    with pytest.raises(StoreError, match="does not allow"):
        store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert store.open("students").title == "Enrolling"


def test_a_folder_without_locks_is_said_in_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch):
    def no_locks(*_: object) -> None:
        cause = OSError(errno.ENOLCK, "No locks available")
        raise portalocker.LockException(cause) from cause

    monkeypatch.setattr(portalocker, "lock", no_locks)
    with pytest.raises(StoreError, match="network folders often cannot"):
        store.save("students", [new_edit("title", "Joining", old="Enrolling")])


def test_a_history_replaced_while_waiting_for_the_lock_is_not_written_behind_anybodys_back(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    path = folder / "students.log.jsonl"
    real, replaced = portalocker.lock, []

    def slow(file, flags):
        if not replaced:
            replaced.append(path.read_bytes())
            path.unlink()
            path.write_bytes(replaced[0])
        real(file, flags)

    monkeypatch.setattr(portalocker, "lock", slow)
    edit = new_edit("title", "Joining", old="Enrolling")
    store.save("students", [edit])
    assert replaced
    assert edit.id in path.read_text()


def test_leftover_temporary_files_are_swept_and_never_listed(store: Store, folder: Path):
    (folder / ".students.json.tmp").write_text("{ half")
    assert store.ids() == ("students",)
    store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert sorted(path.name for path in folder.iterdir()) == ["students.json", "students.log.jsonl"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_who_may_read_the_file_does_not_change(store: Store, folder: Path):
    (folder / "students.json").chmod(0o600)
    store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert (folder / "students.json").stat().st_mode & 0o777 == 0o600


def test_threads_of_one_process_lose_nothing_of_each_other(store: Store, folder: Path):
    def type_in(step: str, store: Store) -> None:
        for number in range(15):
            store.save("students", [new_edit(f"steps/{step}/goal", str(number), by=step)])

    threads = [
        threading.Thread(target=type_in, args=(step, which))
        for step, which in (("ask", store), ("wait", store), ("start", Store(folder)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [step.goal for step in Store(folder).open("students").steps] == ["14"] * 3
    assert len(store.history("students")) == 1 + 3 * 15


def test_a_mark_changes_with_every_save_and_with_nothing_else(store: Store, folder: Path):
    before = store.mark("students")
    store.open("students")
    store.entries()
    assert store.mark("students") == before
    Store(folder).save("students", [set_value(store.open("students"), "title", "Joining")])
    assert store.mark("students") != before


def test_entries_list_the_good_and_the_bad(store: Store, folder: Path):
    store.create(Journey(id="untitled"))
    (folder / "broken.json").write_text("nonsense")
    (folder / "notes.txt").write_text("not a journey")
    (folder / "Capitals.json").write_text("{}")
    (folder / "folder.json").mkdir()
    found = {entry.id: entry for entry in store.entries()}
    assert sorted(found) == ["Capitals", "broken", "folder", "students", "untitled"]
    assert "capitals.json" in found["Capitals"].problem
    assert (found["students"].title, found["students"].problem) == ("Enrolling", "")
    assert found["students"].journey == store.open("students")
    assert found["students"].changed == pytest.approx((folder / "students.json").stat().st_mtime, abs=1)
    assert found["untitled"].title == "untitled"
    assert "cjm restore broken" in found["broken"].problem
    assert found["broken"].journey is None
    assert "not an ordinary file" in found["folder"].problem
