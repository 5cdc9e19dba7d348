"""A backup that is taken while people type is whole, and is put back whole, into an empty place only."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import threading
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from replaying import apply_all
from soon import PATIENCE

from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.serve.keys import kept_keys
from cjm_widgets.store import JourneyStore, Store, StoreError, copying, files, opened_store
from cjm_widgets.store.backup import NOTE, read_backup, write_backup
from cjm_widgets.store.copying import Contents, Kept, named, write_folder
from cjm_widgets.store.postgres import moving
from cjm_widgets.tasks.answers import keep_answers, kept_answers
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.moving import back_up, read_place, restore_backup
from cjm_widgets.workshop.state import WorkshopState

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store.address import Place

OVER_BOTH = True
ANSWERS = Answers(("a",), (0,), ((1.0,),))


@pytest.fixture
def full(store: JourneyStore) -> JourneyStore:
    """A place that holds something of everything."""
    store.create(Journey(id="gone", title="Gone"))
    store.bin().put_in("gone", title="Gone", by="Ana", at=int(time.time()) - 60)
    keep_edition(store, store.open("students"), "First", "", "Ana")
    keep_answers(store, "students", "survey", ANSWERS)
    WorkshopState(store).change(lambda said: said.model_copy(update={"closed": ("personas",)}))
    kept_keys(store)
    return store


def while_people_type(store: JourneyStore, act: Callable[[], object]) -> list[str]:
    """Does something while two people type; gives the ids of what was acknowledged before it began."""
    done, sent = threading.Event(), []

    def typing(by: str) -> None:
        mine, at = opened_store(store.place), 0
        while not done.is_set():
            at += 1
            edit = new_edit("steps/ask/goal", f"{by} {at} " * 20, by=by)
            sent.extend(one.id for one in mine.save("students", [edit], settled=at % 4 == 0).applied)

    people = [threading.Thread(target=typing, args=(by,)) for by in ("Ana", "Ben")]
    for one in people:
        one.start()
    while len(sent) < 20 and all(one.is_alive() for one in people):
        time.sleep(0.001)
    acknowledged = list(sent)
    try:
        act()
    finally:
        done.set()
        for one in people:
            one.join()
    return acknowledged


def is_whole(store: JourneyStore, acknowledged: list[str]) -> None:
    first, *rest = store.history("students")
    assert set(acknowledged) <= {edit.id for edit in rest}
    now = store.open("students")
    assert apply_all(Journey.model_validate(first.new), rest).model_copy(update={"revision": now.revision}) == now
    assert store.unreadable("students") == ()
    (edition,) = now.editions
    assert store.at("students", edition.revision).title == "Enrolling"
    assert kept_answers(store, "students", "survey") == ANSWERS
    assert WorkshopState(store).read()[0].closed == ("personas",)
    assert [one.title for one in store.bin().deleted()] == ["Gone"]
    store.bin().take_out("gone")
    assert store.open("gone").title == "Gone"
    saved = store.save("students", [new_edit("title", "Going on", by="Ana")])
    assert store.open("students") == saved.journey


def test_taken_while_people_type_it_holds_all_that_was_acknowledged(
    full: JourneyStore, tmp_path: Path, without_waiting_for_the_disk
) -> None:
    file, keys = tmp_path / "maps.zip", kept_keys(full).secret
    acknowledged = while_people_type(full, lambda: back_up(full.place, file))
    restore_backup(file, tmp_path / "back")
    back = Store(tmp_path / "back")
    assert kept_keys(back).secret == keys
    is_whole(back, acknowledged)


def test_nobody_waits_for_it_and_it_is_of_one_moment(postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody types, and deletes a map, after a database has begun to tell what it holds."""
    store, said_by = opened_store(postgres.fresh()), moving.said_by
    for name in ("a", "b"):
        store.create(Journey(id=name, title=name))
    before, begun, done = dict(named(read_place(store.place))), [], []

    def meanwhile() -> None:
        store.save("a", [new_edit("title", "Meanwhile", by="Ana")])
        store.bin().put_in("b", title="b", by="Ana", at=1)
        done.append(True)

    def slow(journey_id: str, log: bytes) -> bytes | None:
        if not begun:
            begun.append(threading.Thread(target=meanwhile, daemon=True))
            begun[0].start()
            begun[0].join(PATIENCE)
        return said_by(journey_id, log)

    monkeypatch.setattr(moving, "said_by", slow)
    assert dict(named(read_place(store.place))) == before
    assert done


def test_a_plain_copy_of_a_folder_in_use_is_whole(tmp_path: Path, without_waiting_for_the_disk) -> None:
    """As a program for backups makes it: files one after the other, in any order."""
    for at, order in enumerate((sorted, lambda names: sorted(names, reverse=True))):
        store = Store(tmp_path / f"journeys-{at}")
        store.create(Journey.model_validate({"id": "students", "title": "Enrolling", "steps": [{"id": "ask"}]}))
        store.create(Journey(id="gone", title="Gone"))
        store.bin().put_in("gone", title="Gone", by="Ana", at=int(time.time()))
        keep_edition(store, store.open("students"), "First", "", "Ana")
        keep_answers(store, "students", "survey", ANSWERS)
        WorkshopState(store).change(lambda said: said.model_copy(update={"closed": ("personas",)}))
        copy = tmp_path / f"copy-{at}"

        def plain_copy(store: Store = store, copy: Path = copy, order: Callable = order) -> None:
            for path in order([one for one in store.folder.rglob("*") if one.is_file()]):
                if not path.name.endswith(".tmp"):
                    target = copy / path.relative_to(store.folder)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, target)
                    time.sleep(0.01)

        acknowledged = while_people_type(store, plain_copy)
        back = Store(copy)
        back.save("students", ())
        is_whole(back, acknowledged)


def test_it_goes_back_byte_for_byte_into_either_place(full: JourneyStore, tmp_path: Path, postgres) -> None:
    file = tmp_path / "maps.zip"
    back_up(full.place, file)
    before = dict(named(read_place(full.place)))
    places: tuple[Place, ...] = (tmp_path / "back", postgres.fresh())
    for place in places:
        restore_backup(file, place)
        after = {name: one.data for name, one in named(read_place(place)) if not name.endswith(".gitignore")}
        assert after == {name: one.data for name, one in before.items() if not name.endswith(".gitignore")}
        assert opened_store(place).changed("students") == pytest.approx(full.changed("students"))


def test_it_never_goes_over_what_is_there(full: JourneyStore, tmp_path: Path) -> None:
    file = tmp_path / "maps.zip"
    back_up(full.place, file)
    data, before = file.read_bytes(), read_place(full.place)
    with pytest.raises(StoreError, match="Name another, so that no backup is lost"):
        back_up(full.place, file)
    with pytest.raises(StoreError, match=r"not empty|There are maps"):
        restore_backup(file, full.place)
    assert (file.read_bytes(), read_place(full.place)) == (data, before)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        restore_backup(file, tmp_path / "other")
    assert [one.name for one in (tmp_path / "other").iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    restore_backup(file, tmp_path / "empty")
    assert Store(tmp_path / "empty").ids() == ("students",)
    if files.PRIVATE and not files.WINDOWS:
        assert file.stat().st_mode & 0o777 == files.PRIVATE


def test_one_that_stops_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, file, back = Store(tmp_path / "journeys"), tmp_path / "maps.zip", tmp_path / "back"
    for name in ("a", "b"):
        store.create(Journey(id=name, title=name))

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "move", full)
        with pytest.raises(StoreError, match="could not be written"):
            back_up(store.folder, file)
    assert [one.name for one in tmp_path.iterdir()] == ["journeys"]
    back_up(store.folder, file)
    move, moved = files.move, []

    def once(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) > 2:
            full()
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "move", once)
        with pytest.raises(StoreError):
            restore_backup(file, back)
    assert not back.exists()
    restore_backup(file, back)
    assert Store(back).ids() == ("a", "b")


@pytest.mark.parametrize(
    "name",
    [
        *("../trip.json", "answers/../../trip.csv", "/trip.json", "answers//x.csv", "answers/.", "plans\\..\\x", "C:x"),
        *("notes.txt", "answers/..", ".workshop/deleted/../x", "plans/\x01", "./trip.json", "other/trip.json"),
    ],
)
def test_a_file_that_no_backup_has_is_not_taken(tmp_path: Path, name: str) -> None:
    file = tmp_path / "maps.zip"
    with zipfile.ZipFile(file, "w") as whole:
        whole.writestr(NOTE, json.dumps({"format": 1, "changed": {name: 1}}))
        whole.writestr(name, b"{}")
    with pytest.raises(StoreError, match="Nothing was restored"):
        restore_backup(file, tmp_path / "back")
    assert [one.name for one in tmp_path.iterdir()] == ["maps.zip"]


@pytest.mark.parametrize("name", ["backup", NOTE.strip(".").removesuffix(".json"), "changed", "format"])
def test_a_map_of_any_name_comes_back(tmp_path: Path, name: str) -> None:
    store, file = Store(tmp_path / "journeys"), tmp_path / "maps.zip"
    store.create(Journey(id=name, title="Nurses on call"))
    back_up(store.folder, file)
    restore_backup(file, tmp_path / "back")
    assert Store(tmp_path / "back").open(name).title == "Nurses on call"


@pytest.mark.parametrize(
    "note",
    [
        *('{"format": 1, "changed": {"a.json": 1e999}}', f'{{"format": 1, "changed": {{"a.json": {10**30}}}}}'),
        *("[" * 100_000, '{"format": 1, "changed": []}', "[]", "\xff"),
    ],
)
def test_whatever_a_backup_says_of_itself_it_is_a_sentence_and_nothing_is_left(tmp_path: Path, note: str) -> None:
    file = tmp_path / "maps.zip"
    with zipfile.ZipFile(file, "w") as whole:
        whole.writestr(NOTE, note.encode("latin-1"))
        whole.writestr("a.json", b"{}")
    with pytest.raises(StoreError, match="no backup of maps, or is damaged"):
        restore_backup(file, tmp_path / "back")
    assert [one.name for one in tmp_path.iterdir()] == ["maps.zip"]


def test_what_cannot_be_unpacked_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, contents = tmp_path / "maps.zip", Contents(beside={"plans/a.json": Kept(b"a b c d" * 500, 7)})
    write_backup(file, contents)
    whole = file.read_bytes()
    locked = bytearray(whole)
    for start, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):  # as of one that asks for a password
        for found in re.finditer(re.escape(start), whole):
            locked[found.start() + flags] |= 1
    garbled = bytearray(whole)
    at = whole.index(b"plans/a.json") + len("plans/a.json")
    garbled[at : at + 4] = b"\xff" * 4
    twice = io.BytesIO(whole)
    with zipfile.ZipFile(twice, "a") as more, pytest.warns(UserWarning, match="Duplicate"):
        more.writestr("plans/a.json", b"another")
    packed = io.BytesIO(whole)
    with zipfile.ZipFile(packed, "a") as more:
        more.writestr("plans/b.json", b"b", zipfile.ZIP_LZMA)
    for data in (bytes(locked), bytes(garbled), twice.getvalue(), packed.getvalue()):
        file.write_bytes(data)
        with pytest.raises(StoreError, match="no backup of maps, or is damaged"):
            read_backup(file)
    file.write_bytes(whole)
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=3499))
    with pytest.raises(StoreError, match="memory"):
        read_backup(file)


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where a folder has to be, a name that no disk takes, and Ctrl+C: as a copy from one place to another."""
    for names in (("plans/a", "plans/a/b"), ("plans/" + "x" * 300,)):
        with pytest.raises(StoreError):
            write_folder(tmp_path / "back", Contents(beside={name: Kept(b"x", 1) for name in names}))
        assert not [one for one in tmp_path.iterdir() if one.suffix != ".lock"]  # which Windows keeps
    monkeypatch.setattr(os, "utime", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "back", Contents(beside={"plans/a": Kept(b"x", 1)}))
    assert not [one for one in tmp_path.iterdir() if one.suffix != ".lock"]  # which Windows keeps


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(files.WINDOWS, reason="Windows removes no folder that one is in")
def test_it_goes_into_the_folder_that_one_is_in_and_where_a_link_leads(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    monkeypatch.chdir(tmp_path / "here")
    for place in (Path(), tmp_path / "link"):
        write_folder(place, Contents(beside={"plans/a": Kept(b"x", 1)}))
    assert [(tmp_path / one / "plans" / "a").read_bytes() for one in ("here", "there")] == [b"x", b"x"]


def test_two_at_once_put_it_back_once(tmp_path: Path) -> None:
    contents = Contents(beside={f"plans/{at}": Kept(b"x", 1) for at in range(50)})
    said: list[StoreError | None] = []

    def put() -> None:
        try:
            write_folder(tmp_path / "back", contents)
            said.append(None)
        except StoreError as error:
            said.append(error)

    both = [threading.Thread(target=put) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len([one for one in said if one is None]) == 1
    assert len(list((tmp_path / "back" / "plans").iterdir())) == 50


def test_it_is_not_kept_in_what_it_keeps(tmp_path: Path) -> None:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="a", title="A"))
    before = sorted(store.folder.rglob("*"))
    for name in ("maps.zip", "b.json", ".workshop/maps.zip"):
        with pytest.raises(StoreError, match="would be lost with it"):
            back_up(store.folder, store.folder / name)
    assert sorted(store.folder.rglob("*")) == before


def test_what_is_no_backup_or_is_damaged_is_said(tmp_path: Path) -> None:
    file = tmp_path / "maps.zip"
    write_backup(file, Contents(beside={"plans/a.json": Kept(b"a" * 5000, 7)}))
    assert read_backup(file).beside == {"plans/a.json": Kept(b"a" * 5000, 7)}
    whole = file.read_bytes()
    # packed in a way that nobody knows yet
    otherwise = re.sub(rb"(?s)(PK\x01\x02.{6})\x08\x00", lambda found: found[1] + b"\x63\x00", whole)
    assert otherwise != whole
    half, renamed = whole[: len(whole) // 2], whole.replace(b"plans/a.json", b"plans/b.json")
    for damaged in (b"", b"no zip", half, renamed, otherwise):
        file.write_bytes(damaged)
        with pytest.raises(StoreError, match="no backup of maps, or is damaged"):
            read_backup(file)
    with zipfile.ZipFile(file, "w") as newer:
        newer.writestr(NOTE, json.dumps({"format": 2, "changed": {}}))
    with pytest.raises(StoreError, match="newer version"):
        read_backup(file)
    with pytest.raises(StoreError):
        read_backup(tmp_path / "nothing.zip")


def test_a_map_that_is_deleted_or_made_meanwhile_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, read, meanwhile = Store(tmp_path / "journeys"), copying._read, []
    store.create(Journey(id="a", title="A"))
    store.create(Journey(id="b", title="B"))

    def read_meanwhile(folder: Path, names: list[str]) -> Contents:
        if not meanwhile:
            meanwhile.append(store.bin().put_in("a", title="A", by="", at=int(time.time())))
            store.create(Journey(id="c", title="C"))
        return read(folder, names)

    monkeypatch.setattr(copying, "_read", read_meanwhile)
    back_up(store.folder, tmp_path / "maps.zip")
    restore_backup(tmp_path / "maps.zip", tmp_path / "back")
    back = Store(tmp_path / "back")
    assert (back.ids(), [one.id for one in back.bin().deleted()]) == (("b", "c"), ["a"])
