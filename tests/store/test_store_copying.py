"""A folder goes into a database and comes back byte for byte, whatever was in it; both then open alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from store_samples import change_outside, students

from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.serve.keys import kept_keys
from cjm_widgets.store import Store, opened_store
from cjm_widgets.store.copying import read_folder
from cjm_widgets.store.place import FOLDER
from cjm_widgets.tasks.answers import keep_answers, kept_answers
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.maps import bring_back, delete_map
from cjm_widgets.tasks.moving import back_up, copied_lines, copy_place, restore_backup
from cjm_widgets.workshop.state import WorkshopState

if TYPE_CHECKING:
    from postgres_server import Postgres

ANSWERS = Answers(("a",), (0,), ((1.0,),))


def bytes_in(folder: Path) -> dict[str, bytes]:
    """All files of a folder, but for the locks and the log that a server keeps for itself."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.endswith((".lock", "server.log", "evidence.csv"))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with everything that a folder may hold, also what a crash, a text editor and a bad disk left in it."""
    folder = tmp_path / "journeys"
    store = Store(folder)
    for name in ("students", "deleted", "torn", "scratched", "by-hand", "broken", "alone", "behind"):
        store.create(students().model_copy(update={"id": name}))
        store.save(name, [new_edit("title", f"The “{name}” map", old="Enrolling", by="Ana")])
    keep_edition(store, store.open("students"), "First", "", "Ana")
    keep_answers(store, "students", "survey", ANSWERS)
    keep_answers(store, "deleted", "survey", ANSWERS)
    store.beside().keep("plans/guests.json", b'{"name": "Guests"}')
    WorkshopState(store).change(lambda said: said.model_copy(update={"closed": ("personas",)}))
    kept_keys(store)
    delete_map(store, "deleted", by="Ana")
    store.create(students().model_copy(update={"id": "deleted"}))
    store.save("behind", [new_edit("steps/ask/goal", "To know", by="Ana")], settled=False)
    with (folder / "torn.log.jsonl").open("ab") as file:
        file.write(b'{"id":"x","by":"Ana","pa')
    log = folder / "scratched.log.jsonl"
    log.write_bytes(log.read_bytes() + b"\xff\x00 no line\n" + log.read_bytes().splitlines(keepends=True)[-1])
    change_outside(folder / "by-hand.json", lambda raw: raw.update(title="By hand"))
    (folder / "broken.json").write_bytes(b'{"id": "bro')
    (folder / "broken.broken-1.json").write_bytes(b"earlier")
    (folder / "alone.log.jsonl").unlink()
    (folder / FOLDER / "server.log").write_text("of this server alone")
    (folder / "evidence.csv").write_text("somebody's own")
    return folder


def test_a_folder_goes_into_a_database_and_comes_back_byte_for_byte(
    folder: Path, postgres: Postgres, tmp_path: Path
) -> None:
    before, database = bytes_in(folder), postgres.fresh()
    found = copy_place(folder, database)
    assert bytes_in(folder) == before
    copy_place(database, tmp_path / "back")
    assert bytes_in(tmp_path / "back") == before
    first, back = Store(folder), Store(tmp_path / "back")
    assert [back.changed(name) for name in back.ids()] == [first.changed(name) for name in first.ids()]
    assert any("evidence.csv" in line for line in copied_lines(found, folder, database))
    # the other way about: what comes out of a database goes into another one the same
    second = postgres.fresh()
    copy_place(tmp_path / "back", second)
    copy_place(second, tmp_path / "again")
    assert bytes_in(tmp_path / "again") == before


def test_what_was_copied_opens_as_it_did_and_is_gone_on_with(folder: Path, postgres: Postgres, tmp_path: Path) -> None:
    database = postgres.fresh()
    copy_place(folder, database)
    files, rows = opened_store(folder), opened_store(database)
    assert rows.ids() == files.ids()
    for name in rows.ids():
        here, there = files.entry(name), rows.entry(name)
        assert (there.journey, bool(there.problem)) == (here.journey, bool(here.problem))
        assert rows.unreadable(name) == files.unreadable(name)
        assert rows.history(name) == files.history(name)
        if here.journey:
            edit = new_edit("steps/wait/goal", "Not to wait", by="Ben")
            assert rows.save(name, [edit]).journey.steps == files.save(name, [edit]).journey.steps
    assert kept_answers(rows, "students", "survey") == ANSWERS
    assert WorkshopState(rows).read() == WorkshopState(files).read()
    assert kept_keys(rows) == kept_keys(files)
    assert [one.id for one in rows.bin().deleted()] == ["deleted"]
    assert rows.restore("broken") == files.restore("broken")
    delete_map(rows, "deleted")
    assert bring_back(rows, "deleted").id == "deleted"
    copy_place(database, tmp_path / "back")
    back = opened_store(tmp_path / "back")
    assert back.open("by-hand") == rows.open("by-hand")
    assert set(read_folder(tmp_path / "back").beside) >= {"broken.broken-1.json", "broken.broken-2.json"}


def test_maps_are_never_copied_over_others(folder: Path, postgres: Postgres, tmp_path: Path) -> None:
    database = postgres.fresh()
    opened_store(database).create(Journey(id="first"))
    Store(tmp_path / "other").create(Journey(id="first"))
    for source, target in ((folder, database), (database, tmp_path / "other"), (folder, tmp_path / "other")):
        with pytest.raises(Exception, match="There are maps in"):
            copy_place(source, target)
    assert opened_store(database).ids() == opened_store(tmp_path / "other").ids() == ("first",)


@pytest.mark.parametrize(
    "name", ["../out", "/out", "plans/../../out", "plans/./out", "out.txt", "plans\\..\\out", "out.json"]
)
def test_no_name_in_a_database_leads_out_of_a_folder(postgres: Postgres, tmp_path: Path, name: str) -> None:
    """Whoever may serve the maps may write any name there; whoever copies them need not be the same."""
    database = postgres.fresh()
    opened_store(database).create(Journey(id="trip"))
    opened_store(database).create(Journey(id="other"))
    postgres.ask(database, "insert into {schema}.beside values (%s, %s, 1)", name, b"x")
    postgres.ask(database, "update {schema}.journey set id = %s where id = 'other'", name)
    found = copy_place(database, tmp_path / "inside" / "back")
    assert found.strange == [name] * 2
    back_up(database, tmp_path / "inside" / "maps.zip")
    restore_backup(tmp_path / "inside" / "maps.zip", tmp_path / "inside" / "again")
    assert Store(tmp_path / "inside" / "again").ids() == ("trip",)
    assert [one.name for one in tmp_path.iterdir()] == ["inside"]
    assert not list(tmp_path.rglob("*out*"))
