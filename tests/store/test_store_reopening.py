"""Opening again reads only what others added, and gives what reading everything gives, whatever was done since."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import students

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, files
from cjm_widgets.store import store as store_module
from cjm_widgets.store.history import line


@pytest.fixture
def two(tmp_path: Path) -> tuple[Store, Store]:
    writer, reader = Store(tmp_path), Store(tmp_path)
    writer.create(students())
    writer.save("students", [new_edit("title", "Once", by="Ana")])
    reader.open("students")
    return writer, reader


def fresh(store: Store) -> Journey:
    return Store(store.folder).open("students")


def test_what_another_saved_is_seen_without_reading_the_whole_file(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = two
    for number in range(20):
        writer.save("students", [new_edit("title", f"Title {number}", by="Ana")])
        expected = fresh(writer)
        with monkeypatch.context() as patched:
            patched.setattr(store_module.snapshot, "parsed", None)
            assert reader.open("students") == expected
    assert expected.title == "Title 19"


def test_items_that_are_added_moved_and_removed_are_seen_as_well(two: tuple[Store, Store]) -> None:
    writer, reader = two
    for path, new in (
        ("steps/new", {"name": "New"}),
        ("steps/new/@after", ""),
        ("steps/new/name", "Newer"),
        ("steps/new", None),
    ):
        writer.save("students", [new_edit(path, new, by="Ana")])
        assert reader.open("students") == fresh(writer)


def test_a_save_whose_file_has_not_followed_yet_is_seen(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = two
    edit = new_edit("title", "Only in the history", by="Ana")
    with (writer.folder / "students.log.jsonl").open("ab") as history:
        history.write(line(edit))

    with monkeypatch.context() as patched:
        patched.setattr(store_module.snapshot, "parsed", None)
        assert reader.open("students").title == "Only in the history"
    assert reader.open("students") == fresh(writer)


def test_a_file_that_was_changed_by_other_means_is_read_as_a_whole(two: tuple[Store, Store]) -> None:
    writer, reader = two
    writer.save("students", [new_edit("title", "Twice", by="Ana")])
    file = writer.folder / "students.json"
    file.write_text(file.read_text(encoding="utf-8").replace("Twice", "By hand"), encoding="utf-8")

    assert reader.open("students").title == "By hand"


def test_a_damaged_line_and_a_history_begun_anew_are_read_as_a_whole(two: tuple[Store, Store]) -> None:
    writer, reader = two
    history = writer.folder / "students.log.jsonl"
    with history.open("ab") as file:
        file.write(b"not an edit\n" + line(new_edit("title", "After the damage", by="Ana")))
    assert reader.open("students") == fresh(writer)

    history.unlink()
    assert reader.open("students") == fresh(writer)
    writer.save("students", [new_edit("title", "Begun anew", by="Ana")])
    assert reader.open("students") == fresh(writer)
    assert reader.open("students").title == "Begun anew"


def test_a_history_put_back_that_does_not_know_what_the_file_holds_is_read_as_a_whole(
    two: tuple[Store, Store],
) -> None:
    writer, reader = two
    history = writer.folder / "students.log.jsonl"
    first, last = history.read_bytes().splitlines(keepends=True)
    for lines in (first + last.replace(writer.open("students").revision.encode(), b"x" * 32), first):
        beside = history.with_name("beside")
        beside.write_bytes(lines)
        beside.replace(history)
        assert reader.open("students") == fresh(writer)
        history.write_bytes(first + last)
        assert reader.open("students") == fresh(writer)
    history.write_bytes(first)
    assert reader.open("students") == fresh(writer)


def test_what_is_saved_while_all_of_it_is_read_is_made_once(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, _ = two
    reader, read = Store(writer.folder), files.read

    def slowly(path: Path, most: int) -> object:
        monkeypatch.undo()
        for item, after in (("ask", "wait"), ("wait", "start")):
            writer.save("students", [new_edit(f"steps/{item}/@after", after, by="Ana")])
        return read(path, most)

    monkeypatch.setattr(files, "read", slowly)
    for _ in range(2):
        assert reader.open("students") == writer.open("students")


def test_an_unfinished_line_does_not_count_until_it_is_finished(two: tuple[Store, Store]) -> None:
    writer, reader = two
    whole = line(new_edit("title", "In two pieces", by="Ana"))
    history = writer.folder / "students.log.jsonl"
    with history.open("ab") as file:
        file.write(whole[:30])
        file.flush()
        assert reader.open("students").title == "Once"
        file.write(whole[30:])
    assert reader.open("students").title == "In two pieces"


def test_a_journey_made_under_the_name_of_one_that_was_deleted_has_a_birth_of_its_own(
    two: tuple[Store, Store],
) -> None:
    writer, reader = two
    before = reader.birth("students")
    kept = [path.rename(path.with_name(f"deleted-{at}")) for at, path in enumerate(writer.folder.glob("students.*"))]
    Store(writer.folder).create(students())
    assert len(kept) == 2
    assert reader.birth("students") == Store(writer.folder).birth("students") != before
