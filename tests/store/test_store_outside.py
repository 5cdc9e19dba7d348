from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from replaying import apply_all
from store_samples import change_outside, students

from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import OUTSIDE, Store, writing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["the store that wrote it", "another store"])
def any_store(store: Store, folder: Path, request: pytest.FixtureRequest) -> Store:
    store.save("students", [new_edit("steps/ask/goal", "To know", old="", by="Ana")])
    return store if request.param == "the store that wrote it" else Store(folder)


def replayed(store: Store) -> Journey:
    first, *rest = store.history("students")
    return apply_all(Journey.model_validate(first.new), rest).model_copy(
        update={"revision": store.open("students").revision}
    )


def outside(store: Store) -> list[tuple]:
    return [(edit.path, edit.old, edit.new) for edit in store.history("students") if edit.by == OUTSIDE]


def test_a_change_in_a_text_editor_opens_and_is_logged_with_the_next_save(any_store: Store, folder: Path):
    def change(raw: dict) -> None:
        raw["title"] = "Joining"
        raw["steps"].append({"id": "more", "name": "More"})

    change_outside(folder / "students.json", change)
    seen = any_store.open("students")
    assert (seen.title, seen.steps[-1].name) == ("Joining", "More")
    assert outside(any_store) == []
    saved = any_store.save("students", [new_edit("steps/wait/goal", "x", old="")])
    assert (saved.journey.title, saved.journey.steps[-1].name) == ("Joining", "More")
    assert saved.journey.steps[1].goal == "x"
    assert [path for path, *_ in outside(any_store)] == ["title", "steps/more"]
    assert replayed(any_store) == saved.journey == Store(folder).open("students")


def test_an_item_removed_in_a_text_editor_is_removed(any_store: Store, folder: Path):
    change_outside(folder / "students.json", lambda raw: raw["steps"].pop(1))
    saved = any_store.save("students", [])
    assert [step.id for step in saved.journey.steps] == ["ask", "start"]
    assert replayed(any_store) == saved.journey


def test_laying_the_file_out_otherwise_is_no_change(any_store: Store, folder: Path):
    change_outside(folder / "students.json", lambda raw: raw.update(reversed(list(raw.items()))))
    any_store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert outside(any_store) == []


def test_an_older_copy_put_back_undoes_nothing(any_store: Store, folder: Path, tmp_path: Path):
    shutil.copy(folder / "students.json", tmp_path / "copy.json")
    any_store.save("students", [new_edit("title", "Joining", old="Enrolling", by="Ana")])
    shutil.copy(tmp_path / "copy.json", folder / "students.json")
    assert any_store.open("students").title == "Joining"
    assert any_store.save("students", []).journey.title == "Joining"
    assert outside(any_store) == []
    assert Journey.model_validate_json((folder / "students.json").read_bytes()).title == "Joining"


def test_a_changed_older_copy_is_merged_field_by_field(any_store: Store, folder: Path, tmp_path: Path):
    shutil.copy(folder / "students.json", tmp_path / "copy.json")
    any_store.save(
        "students",
        [new_edit("title", "Joining", old="Enrolling", by="Ana"), new_edit("steps/wait/goal", "Ana’s", by="Ana")],
    )

    def change(raw: dict) -> None:
        raw["steps"][0]["name"] = "I call"
        raw["steps"][1]["goal"] = "the editor’s"

    change_outside(tmp_path / "copy.json", change)
    shutil.copy(tmp_path / "copy.json", folder / "students.json")
    seen = any_store.open("students")
    saved = any_store.save("students", [])
    for journey in (seen, saved.journey):
        assert journey.title == "Joining"
        assert (journey.steps[0].name, journey.steps[1].goal) == ("I call", "the editor’s")
    assert [(clash.edit.by, clash.earlier, clash.earlier_by) for clash in saved.clashes] == [(OUTSIDE, "Ana’s", "Ana")]


def test_removing_in_an_older_copy_what_another_changed_keeps_it(any_store: Store, folder: Path, tmp_path: Path):
    shutil.copy(folder / "students.json", tmp_path / "copy.json")
    any_store.save("students", [new_edit("steps/wait/goal", "Ana’s", by="Ana")])
    change_outside(tmp_path / "copy.json", lambda raw: raw["steps"].pop(1))
    shutil.copy(tmp_path / "copy.json", folder / "students.json")
    saved = any_store.save("students", [])
    assert saved.journey.steps[1].goal == "Ana’s"
    assert saved.clashes[0].earlier_by == "Ana"


def test_a_file_of_unknown_origin_adds_and_changes_and_never_removes(any_store: Store, folder: Path):
    def change(raw: dict) -> None:
        raw["revision"] = "from-elsewhere"
        raw["title"] = "Joining"
        raw["steps"] = [{"id": "more", "name": "More"}, {"id": "ask", "name": "I call", "goal": ""}]

    change_outside(folder / "students.json", change)
    seen = any_store.open("students")
    saved = any_store.save("students", [])
    for journey in (seen, saved.journey):
        assert journey.title == "Joining"
        assert {step.id for step in journey.steps} == {"ask", "wait", "start", "more"}
        ask = journey.steps[[step.id for step in journey.steps].index("ask")]
        assert (ask.name, ask.goal, ask.touchpoints[0].name) == ("I call", "To know", "Telephone")
    assert replayed(any_store) == saved.journey


def test_a_file_of_unknown_origin_moves_only_what_it_adds(any_store: Store, folder: Path):
    def reordered(raw: dict) -> None:
        raw["revision"] = "from-elsewhere"
        raw["steps"] = [{"id": "new", "name": "First"}, *raw["steps"][::-1]]

    any_store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    change_outside(folder / "students.json", reordered)
    steps = any_store.save("students", []).journey.steps
    assert [step.id for step in steps] == ["new", "ask", "wait", "start"]


def test_a_rating_moved_to_another_scale_outside_is_merged_whole(any_store: Store, folder: Path):
    def change(raw: dict) -> None:
        raw["steps"][1]["ratings"][0].update(scale="negative-share", value=36)

    change_outside(folder / "students.json", change)
    saved = any_store.save("students", [])
    room = saved.journey.steps[1].ratings[0]
    assert (room.scale, room.value) == ("negative-share", 36.0)
    assert replayed(any_store) == saved.journey


def test_a_change_outside_that_no_longer_fits_beside_anothers_keeps_the_files_item(store: Store, folder: Path):
    copy = (folder / "students.json").read_bytes()
    rating = value_at(store.open("students"), "steps/wait/ratings/room")
    store.save(
        "students",
        [new_edit("steps/wait/ratings/room", {**rating, "scale": "five-points", "value": 5}, old=rating, by="Ana")],
    )
    (folder / "students.json").write_bytes(copy)
    change_outside(folder / "students.json", lambda raw: raw["steps"][1]["ratings"][0].update(value=-2))
    saved = store.save("students", [])
    room = saved.journey.steps[1].ratings[0]
    assert (room.scale, room.value) == ("felt", -2.0)
    assert replayed(store) == saved.journey


def test_a_file_without_a_history_opens_and_begins_one_with_the_first_save(folder: Path):
    folder.mkdir()
    (folder / "students.json").write_bytes(writing.written(students()))
    store = Store(folder)
    assert store.open("students") == students()
    assert store.history("students") == ()
    edit = new_edit("title", "Joining", old="Enrolling", by="Ana")
    saved = store.save("students", [edit])
    assert [one.path for one in store.history("students")] == ["", "title"]
    assert [one.id for one in store.since("students", "")] == [edit.id]
    assert replayed(store) == saved.journey


def test_whoever_opened_a_file_without_a_history_can_ask_what_came_after(folder: Path):
    folder.mkdir()
    (folder / "students.json").write_bytes(writing.written(students().model_copy(update={"revision": "r1"})))
    store = Store(folder)
    revision = store.open("students").revision
    edit = new_edit("title", "Joining", old="Enrolling", by="Ana")
    store.save("students", [edit])
    assert [one.id for one in store.since("students", revision)] == [edit.id]


def test_a_file_copied_under_another_name_is_a_journey_of_that_name(store: Store, folder: Path):
    shutil.copy(folder / "students.json", folder / "copy.json")
    assert store.open("copy").id == "copy"
    saved = store.save("copy", [new_edit("title", "The copy", old="Enrolling")])
    assert saved.journey.id == "copy"
    assert store.open("students").title == "Enrolling"
    assert json.loads((folder / "copy.json").read_bytes())["id"] == "copy"


def test_a_file_saved_by_windows_with_its_marks_opens(store: Store, folder: Path):
    text = (folder / "students.json").read_text(encoding="utf-8")
    for encoding in ("utf-8-sig", "utf-16"):
        (folder / "students.json").write_text(text.replace("\n", "\r\n"), encoding=encoding)
        assert Store(folder).open("students").title == "Enrolling"


def test_a_file_deleted_outside_comes_back_from_its_history(any_store: Store, folder: Path):
    (folder / "students.json").unlink()
    assert any_store.ids() == ("students",)
    assert any_store.open("students").steps[0].goal == "To know"
    saved = any_store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert Journey.model_validate_json((folder / "students.json").read_bytes()) == saved.journey


def test_a_history_deleted_outside_begins_anew_from_the_file(any_store: Store, folder: Path):
    (folder / "students.log.jsonl").unlink()
    saved = any_store.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert saved.journey.steps[0].goal == "To know"
    assert [edit.path for edit in any_store.history("students")] == ["", "title"]
    assert replayed(any_store) == saved.journey


def test_a_history_put_back_to_an_older_one_is_read_anew(any_store: Store, folder: Path):
    path = folder / "students.log.jsonl"
    older = path.read_bytes()
    any_store.save("students", [new_edit("title", "Joining", old="Enrolling", by="Ana")])
    path.write_bytes(older)
    saved = any_store.save("students", [new_edit("language", "de", old="en-GB")])
    assert (saved.journey.title, saved.journey.language) == ("Joining", "de")
    assert replayed(any_store) == saved.journey
