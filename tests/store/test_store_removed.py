"""A deleted journey is kept whole for thirty days, with its history, whoever else is writing or deleting."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Deleted, Store, StoreError, files

DAY = 24 * 60 * 60
AT = float(int(time.time()))


def delete(store: Store, at: float = AT) -> Deleted:
    return store.bin().put_in("students", title="Joining", by="Ana", at=at, beside=("answers/students",))


def test_what_is_deleted_comes_back_with_its_history_its_birth_and_what_lay_beside(store: Store, folder: Path):
    store.save("students", [new_edit("title", "Joining", by="Ana")], settled=False)
    (folder / "answers" / "students").mkdir(parents=True)
    (folder / "answers" / "students" / "survey.csv").write_text("1")
    (folder / "students.broken-1.json").write_text("{")
    before = store.open("students"), store.history("students"), store.birth("students")
    delete(store)
    left = {path.name for path in folder.iterdir()}
    assert (store.ids(), left) == ((), {".workshop", "answers"})
    assert list((folder / "answers").iterdir()) == []
    with pytest.raises(StoreError, match=r"“Joining” was deleted.*bring it back"):
        store.open("students")
    assert store.bin().deleted() == (Deleted("students", "Joining", "Ana", AT),)
    back = Store(folder)
    back.bin().take_out("students")
    assert (back.open("students"), back.history("students"), back.birth("students")) == before
    assert (folder / "answers" / "students" / "survey.csv").read_text() == "1"
    assert (folder / "students.broken-1.json").exists()
    assert store.bin().deleted() == ()
    assert store.open("students") == before[0]  # for one who had it open all the while


def test_of_two_who_delete_or_bring_back_the_second_is_told(store: Store):
    delete(store)
    with pytest.raises(StoreError, match="was deleted"):
        delete(store)
    store.bin().take_out("students")
    with pytest.raises(StoreError, match="brought back already"):
        store.bin().take_out("students")
    assert store.open("students").title


def test_nothing_acknowledged_is_lost_while_somebody_types(store: Store, folder: Path, without_waiting_for_the_disk):
    saved: list[str] = []
    refused: list[str] = []

    def type_on() -> None:
        mine = Store(folder)
        for number in range(60):
            try:
                mine.save("students", [new_edit("scope/why", f"because {number}")], settled=False)
                saved.append(f"because {number}")
            except StoreError as error:
                refused.append(str(error))

    typing = threading.Thread(target=type_on)
    typing.start()
    while len(saved) < 10 and typing.is_alive():
        pass
    delete(store)
    typing.join()
    store.bin().take_out("students")
    kept = [edit.new for edit in store.history("students") if edit.path == "scope/why"]
    assert kept == saved
    assert all("was deleted" in say for say in refused)


def test_one_that_cannot_be_moved_stays_as_it_was(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = {path.name: path.read_bytes() for path in folder.glob("students*")}
    move = files.move

    def no_move(source: Path, target: Path) -> None:
        if source == folder / "students.json":
            raise PermissionError(13, "open elsewhere")
        move(source, target)

    monkeypatch.setattr(files, "move", no_move)
    with pytest.raises(StoreError, match="does not allow"):
        delete(store)
    assert {path.name: path.read_bytes() for path in folder.glob("students*")} == before
    assert store.bin().deleted() == ()


def test_a_map_of_the_same_name_is_never_replaced(store: Store):
    whole = store.open("students")
    delete(store)
    store.create(whole.model_copy(update={"title": "Another", "revision": ""}))
    with pytest.raises(StoreError, match="there is a map “students” again"):
        store.bin().take_out("students")
    assert store.open("students").title == "Another"
    assert len(store.bin().deleted()) == 1


def test_after_thirty_days_it_is_gone_for_good_and_not_before(store: Store, folder: Path):
    delete(store)
    assert store.bin().empty(AT + 30 * DAY - 1) == ()
    assert [one.id for one in store.bin().empty(AT + 30 * DAY)] == ["students"]
    assert store.bin().deleted() == ()
    assert list((folder / ".workshop" / "deleted").iterdir()) == []


def test_a_damaged_one_and_one_without_a_history_can_be_deleted_and_brought_back(store: Store, folder: Path):
    (folder / "students.log.jsonl").unlink()
    (folder / "students.json").write_text("{")
    delete(store)
    assert store.ids() == ()
    store.bin().take_out("students")
    assert (folder / "students.json").read_text() == "{"


@pytest.mark.parametrize("name", ["../students", "", "nobody"])
def test_what_is_not_there_is_said(store: Store, name: str):
    with pytest.raises(StoreError):
        store.bin().put_in(name, title="", by="", at=AT)
    with pytest.raises(StoreError):
        store.bin().take_out(name)
    assert store.ids() == ("students",)
