from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from replaying import apply_all

from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store import Store, StoreError, history, snapshot

FILES = Path(__file__).parent / "files"

BROKEN = {
    "empty": b"",
    "cut off in the middle": b'{"id": "students",\n "title": "Enr',
    "no text": b"\xff\xfe\x00\xd8\x89PNG",
    "not a journey": b"[1, 2]",
    "a value that does not fit": b'{"id": "students", "title": 5}',
    "the same id twice": b'{"id": "students", "steps": [{"id": "a"}, {"id": "a"}]}',
    "no sensible format": b'{"id": "students", "schema_version": "two"}',
    "an old format that is not one": b'{"id": "students", "schema_version": 0, "steps": 5}',
    "deeper than anything": b"[" * 100_000,
    "a figure that is none": b'{"id": "students", "steps": [{"id": "a", "time": {"amount": NaN}}]}',
    "half a character": b'{"id": "students", "title": "\\ud800"}',
    "a number without end": b'{"id": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_broken_file_is_refused_in_words_and_left_as_it_is(store: Store, folder: Path, damage: str):
    (folder / "students.json").write_bytes(BROKEN[damage])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for use in (
        lambda: store.open("students"),
        lambda: store.save("students", [new_edit("title", "Joining", old="Enrolling")]),
        lambda: Store(folder).save("students", []),
        lambda: store.create(Journey(id="students")),
    ):
        with pytest.raises(StoreError) as error:
            use()
        said = str(error.value)
        assert said.endswith(".") or "cjm restore students" in said
        assert not {"Traceback", "pydantic", "JSON", "Error", "codec"} & set(said.split())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (entry,) = store.entries()
    assert "students.json" in entry.problem
    assert str(folder) in entry.problem


def test_a_broken_file_is_brought_back_from_the_history_and_kept_aside(store: Store, folder: Path):
    saved = store.save("students", [new_edit("steps/ask/goal", "To know", old="")])
    for count, damage in enumerate(BROKEN.values(), start=1):
        (folder / "students.json").write_bytes(damage)
        assert Store(folder).restore("students") == saved.journey
        assert store.open("students") == saved.journey
        assert (folder / f"students.broken-{count}.json").read_bytes() == damage
        assert store.ids() == ("students",)
    assert store.save("students", [new_edit("title", "Joining", old="Enrolling")]).journey.title == "Joining"


def test_a_broken_file_without_a_history_stays_where_it_is(folder: Path):
    folder.mkdir()
    (folder / "students.json").write_bytes(b"{")
    with pytest.raises(StoreError, match="no history to bring it back from"):
        Store(folder).restore("students")
    assert (folder / "students.json").read_bytes() == b"{"


def test_restoring_what_is_not_broken_changes_nothing(store: Store, folder: Path):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert store.restore("students") == store.open("students")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_of_a_newer_version_is_refused_and_never_overwritten(store: Store, folder: Path):
    raw = json.loads((folder / "students.json").read_bytes())
    (folder / "students.json").write_text(json.dumps({**raw, "schema_version": SCHEMA_VERSION + 1, "novelty": True}))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for use in (
        lambda: store.open("students"),
        lambda: store.save("students", [new_edit("title", "Joining", old="Enrolling")]),
        lambda: store.restore("students"),
        lambda: store.create(Journey(id="students")),
    ):
        with pytest.raises(StoreError, match=r"newer version|already"):
            use()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_is_too_large_is_refused_without_being_read(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(snapshot, "LARGEST", 1024 * 1024)
    path = folder / "students.json"
    path.write_bytes(path.read_bytes().ljust(1024 * 1024))
    assert store.open("students").title == "Enrolling"
    with path.open("ab") as file:
        file.write(b" ")
    with pytest.raises(StoreError, match="larger than 1 MB"):
        store.open("students")


def test_a_journey_of_version_0_opens_in_todays_shape(folder: Path):
    folder.mkdir()
    shutil.copy(FILES / "version-0.json", folder / "old.json")
    journey = Store(folder).open("old")
    ask, wait, start = journey.steps
    assert [(rating.id, rating.scale, rating.value) for rating in ask.ratings] == [("room", "felt", -1.0)]
    assert (ask.touchpoints[0].name, ask.touchpoints[0].kind) == ("Telephone", "human")
    assert wait.ratings == start.ratings == ()
    assert (folder / "old.json").read_bytes() == (FILES / "version-0.json").read_bytes()


def test_a_touchpoint_of_version_1_says_where_it_is_and_by_what(folder: Path):
    folder.mkdir()
    shutil.copy(FILES / "version-1" / "outpatient.json", folder / "outpatient.json")
    journey = Store(folder).open("outpatient")
    known = {point.id: (point.where, point.by) for step in journey.steps for point in step.touchpoints}
    assert known["parking"] == ("ours", ())  # on our site
    assert known["bus"] == ("elsewhere", ())  # away from it
    assert known["booking-line"] == (None, ("telephone",))
    assert known["gp-visit"] == (None, ("in-person",))
    assert known["health-app"] == (None, ("online",))
    shutil.copy(FILES / "version-1" / "airport.json", folder / "airport.json")
    points = {point.id: point for step in Store(folder).open("airport").steps for point in step.touchpoints}
    assert points["rules"].by == ("online", "marketing")
    assert (points["announcement"].where, points["announcement"].by) == ("ours", ("marketing",))
    assert (journey.steps[0].quotes, journey.steps[0].experience.thoughts) == ((), "")


def test_a_journey_of_version_0_is_kept_in_todays_shape_from_the_first_save(folder: Path):
    folder.mkdir()
    shutil.copy(FILES / "version-0.json", folder / "old.json")
    saved = Store(folder).save("old", [new_edit("steps/ask/ratings/room/value", 2, old=-1)])
    assert not saved.clashes
    on_disk = json.loads((folder / "old.json").read_bytes())
    assert (on_disk["schema_version"], on_disk["steps"][0]["ratings"][0]["value"]) == (SCHEMA_VERSION, 2.0)
    first, *rest = Store(folder).history("old")
    assert apply_all(Journey.model_validate(first.new), rest).steps == saved.journey.steps


def version_0_with_history(folder: Path) -> None:
    """As the version before the first release left it: whole journey, then two changes, the file one behind."""
    folder.mkdir()
    whole = {**json.loads((FILES / "version-0.json").read_bytes()), "revision": "v0-1"}
    lines = (
        {"id": "v0-1", "by": "", "path": "", "old": None, "new": whole, "t": "2020-01-01T10:00:00.000Z"},
        {"id": "v0-2", "by": "Ana", "path": "steps/ask/satisfaction", "old": -1, "new": 1, "t": ""},
        {"id": "v0-3", "by": "Ana", "path": "steps/ask/touch_points/web", "old": None, "new": {"id": "web"}, "t": ""},
    )
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    (folder / "old.log.jsonl").write_text(text)
    whole["steps"][0]["satisfaction"] = 1
    (folder / "old.json").write_text(json.dumps({**whole, "revision": "v0-2"}))


def test_a_history_of_version_0_is_replayed_and_goes_on_in_todays_shape(folder: Path):
    version_0_with_history(folder)
    store = Store(folder)
    opened = store.open("old")
    assert (opened.revision, opened.steps[0].ratings[0].value) == ("v0-3", 1.0)
    assert [touchpoint.id for touchpoint in opened.steps[0].touchpoints] == ["phone", "web"]
    assert Journey.model_validate(store.history("old")[0].new).steps[0].ratings[0].value == -1.0
    store.save("old", [new_edit("steps/wait/ratings/room/value", 2)])
    saved = store.save("old", [new_edit("steps/ask/touchpoints/web/kind", "digital")])
    assert not saved.clashes
    assert saved.journey.steps[0].touchpoints[1].kind == "digital"
    (folder / "old.json").unlink()
    again = Store(folder)
    assert again.open("old") == saved.journey
    assert again.restore("old", at="v0-1").steps[0].ratings[0].value == -1.0


def test_a_broken_file_of_version_0_is_brought_back(folder: Path):
    version_0_with_history(folder)
    (folder / "old.json").write_text("{")
    assert Store(folder).restore("old").steps[0].ratings[0].value == 1.0


def test_going_back_to_an_earlier_edit_is_a_new_edit_and_loses_nothing(store: Store):
    first = store.save("students", [new_edit("title", "Joining", old="Enrolling", by="Ana")]).journey.revision
    store.save("students", [new_edit("steps/wait", None, old=store.open("students").steps[1].model_dump(mode="json"))])
    before = store.history("students")
    back = store.restore("students", at=first, by="Ben")
    assert (back.title, [step.id for step in back.steps]) == ("Joining", ["ask", "wait", "start"])
    after = store.history("students")
    assert after[: len(before)] == before
    assert {edit.by for edit in after[len(before) :]} == {"Ben"}
    assert back == Store(store.folder).open("students")
    assert apply_all(Journey.model_validate(after[0].new), after[1:]).steps == back.steps


@pytest.mark.parametrize("at", ["2099-01-01T11:30:00Z", "2099-01-01T13:00:00+02:00"])
def test_going_back_to_a_time_takes_what_stood_then(store: Store, at: str):
    for hour, title in ((10, "Ten"), (11, "Eleven"), (12, "Twelve")):
        edit = new_edit("title", title, by="Ana").model_copy(update={"t": f"2099-01-01T{hour}:00:00.000Z"})
        store.save("students", [edit])
    assert store.restore("students", at=at).title == "Eleven"


def test_an_edit_whose_id_looks_like_a_date_is_meant_as_an_edit(store: Store):
    for edit_id, title in (("20200101", "First"), ("b", "Second")):
        store.save("students", [new_edit("title", title, by="Ana").model_copy(update={"id": edit_id})])
    assert store.restore("students", at="20200101").title == "First"


def test_going_back_to_what_never_was_says_so(store: Store):
    for at in ("no-such-edit", "1999-01-01", '"}'):
        with pytest.raises(StoreError, match="cjm history students"):
            store.restore("students", at=at)


def test_an_unfinished_last_line_is_ignored_and_cut_off_before_the_next_edit(store: Store, folder: Path):
    path = folder / "students.log.jsonl"
    saved = store.save("students", [new_edit("steps/ask/goal", "To know", old="")])
    whole = path.read_bytes()
    for piece in (b'{"id":"torn","by":"", "path":"title","new":"Torn"', b"\0\0\0", b'{"id":"a"}'):
        path.write_bytes(path.read_bytes() + piece)
        for any_store in (store, Store(folder)):
            assert any_store.open("students").title == "Enrolling"
            assert "torn" not in [edit.id for edit in any_store.history("students")]
        Store(folder).save("students", [])
        assert path.read_bytes() == whole
    assert store.open("students") == saved.journey


def test_a_damaged_line_in_the_middle_is_passed_over_and_reported(store: Store, folder: Path):
    store.save("students", [new_edit("steps/ask/goal", "lost", old="")])
    store.save("students", [new_edit("steps/wait/goal", "kept", old="")])
    path = folder / "students.log.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b'{"id":"x", rubbish\n' + lines[2])
    assert store.unreadable("students") == (2,)
    assert [edit.path for edit in store.history("students")] == ["", "steps/wait/goal"]
    again = Store(folder)
    assert again.open("students").steps[0].goal == "lost"
    saved = again.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert (saved.journey.steps[0].goal, saved.journey.steps[1].goal) == ("lost", "kept")
    (folder / "students.json").unlink()
    assert Store(folder).open("students") == saved.journey


def test_a_history_that_lost_its_beginning_begins_anew_from_the_file(store: Store, folder: Path):
    saved = store.save("students", [new_edit("steps/ask/goal", "To know", old="")])
    path = folder / "students.log.jsonl"
    path.write_bytes(b"rubbish\n" + path.read_bytes().splitlines(keepends=True)[1])
    again = Store(folder)
    assert again.open("students") == saved.journey
    saved = again.save("students", [new_edit("title", "Joining", old="Enrolling")])
    assert saved.journey.steps[0].goal == "To know"
    (folder / "students.json").unlink()
    assert Store(folder).open("students") == saved.journey


def test_a_line_that_no_longer_fits_is_passed_over_in_a_replay(store: Store, folder: Path):
    steps = value_at(store.open("students"), "steps")
    for path, new in (("steps", []), ("steps/wait", None), ("steps/wait", {"name": "W"}), ("steps/x", {"name": "X"})):
        old = steps if path == "steps" else None
        store.save("students", [new_edit(path, new, old=old, by="Ana")])
    store.save("students", [new_edit("steps/wait/goal", "To know", old="", by="Ana")])
    with (folder / "students.log.jsonl").open("ab") as file:
        file.write(b'{"id":"odd","by":"","path":"title","old":"","new":5,"t":""}\n')
    (folder / "students.json").unlink()
    journey = Store(folder).open("students")
    assert journey.title == "Enrolling"
    assert [(step.id, step.goal) for step in journey.steps] == [("wait", "To know"), ("x", "")]


def test_a_history_that_says_nothing_of_a_missing_file_is_said_in_a_sentence(store: Store, folder: Path):
    (folder / "students.json").unlink()
    (folder / "students.log.jsonl").write_bytes(b"rubbish\n")
    with pytest.raises(StoreError, match="its history is damaged"):
        store.open("students")
    (entry,) = store.entries()
    assert entry.problem


def test_a_file_that_is_behind_after_a_crash_opens_with_what_was_acknowledged(store: Store, folder: Path):
    behind = (folder / "students.json").read_bytes()
    saved = store.save("students", [new_edit("title", f"Title {number}", by="Ana") for number in range(5)])
    (folder / "students.json").write_bytes(behind)
    for any_store in (store, Store(folder)):
        assert any_store.open("students") == saved.journey
    assert history.CHECKPOINT not in {edit.by for edit in store.history("students")}


@pytest.mark.parametrize(
    "odd",
    [
        {"schema_version": 2, "steps": [{"id": "a", "ratings": [{"id": "room", "value": 1, "basis": None}]}]},
        {"schema_version": 2, "steps": [{"id": "a", "ratings": [{"id": "room", "value": 1, "basis": "guess"}]}]},
        {"schema_version": 2, "sources": [{"name": "without an id"}]},
        {"schema_version": 2, "teams": [{"name": "without an id"}]},
        {"schema_version": 2, "steps": [{"id": "a", "ratings": [{"value": 1, "source": "Survey"}]}]},
        {"schema_version": 2, "solutions": [{"team": "Desk"}]},
        {"schema_version": 1, "steps": [{}], "stakeholders": [{}], "personas": [{}], "moments": [{}]},
    ],
)
def test_one_file_of_an_older_version_with_odd_content_hides_no_other(store: Store, folder: Path, odd: dict[str, Any]):
    (folder / "odd.json").write_text(json.dumps({"id": "odd", **odd}), encoding="utf-8")
    entries = {entry.id: entry for entry in store.entries()}
    assert entries["students"].journey is not None
    assert entries["odd"].journey is not None or "odd.json" in entries["odd"].problem
