"""`cjm due` tells people and scripts what is overdue, over all maps of a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted_dues import BY_HAND, planted
from typer.testing import CliRunner, Result

from cjm_widgets.cli import app
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_demos

DAY = ("--today", "2026-11-02")


def due(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["due", str(folder), *options])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store(tmp_path / "maps")
    for journey in planted():
        if journey.id != "airport":
            store.create(journey)
    make_demos(Store(tmp_path / "examples"))
    (tmp_path / "maps" / "airport.json").write_bytes((tmp_path / "examples" / "airport.json").read_bytes())
    return store.folder


def test_people_read_group_by_group_how_late_each_thing_is(folder: Path) -> None:
    told = due(folder, *DAY)
    assert told.exit_code == 1
    lines = told.output.splitlines()
    assert lines[0] == "What is due on 2 November 2026"
    assert [one for one in lines if one.endswith(")")] == [
        "Overdue (3)",
        "In the next 30 days (3)",
        "Without an owner or a date (3)",
        "Later (1)",
    ]
    assert "  33 days late  30 September 2026\n      Offer three dates\n      Dev · A first appointment" in told.output
    assert "  Dev             2 overdue, 1 in the next 30 days, 1 without an owner or a date, 1 later" in lines
    assert "Through the airport" in lines[-2]


def test_programs_read_the_same(folder: Path) -> None:
    told = json.loads(due(folder, *DAY, "--json").output)
    groups = {name: [(one["map"], one["at"], one["when"]) for one in told[name]] for name in ("overdue", "open")}
    planted_so = [(row[0], row[1:3] + row[4:]) for row in BY_HAND if row[1] != "airport"]
    assert groups == {name: [one for group, one in planted_so if group == name] for name in groups}
    assert told["by_owner"]["Carol"] == ["clinic/solutions/first"]
    assert {one["map"] for one in told["examples"]} == {"airport"}


def test_the_exit_status_says_whether_something_is_overdue(folder: Path) -> None:
    assert due(folder, "--today", "2026-09-30").exit_code == 0
    assert due(folder, "--today", "2026-10-01").exit_code == 1
    assert due(folder, *DAY, "--owner", "Carol").exit_code == 0
    assert due(folder, *DAY, "--owner", "Dev").exit_code == 1


def test_a_map_that_cannot_be_read_is_named_and_the_others_are_told(folder: Path) -> None:
    (folder / "student.json").write_text("{")
    (folder / "student.log.jsonl").unlink(missing_ok=True)
    told = due(folder, *DAY)
    assert told.exit_code == 2
    assert "student cannot be read." in told.stderr
    assert "Offer three dates" in told.stdout
    assert [one["map"] for one in json.loads(due(folder, *DAY, "--json").stdout)["unread"]] == ["student"]


def test_a_calendar_of_one_owner_is_made_with_the_same_bytes_each_time(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "due.ics"
    assert due(folder, *DAY, "--owner", "Dev", "-o", str(made)).exit_code == 1
    first = made.read_bytes()
    due(folder, "--today", "2027-05-05", "--owner", "Dev", "-o", str(made))
    assert first.count(b"BEGIN:VEVENT") == 4
    assert sorted(made.read_bytes().split(b"BEGIN:VEVENT")) == sorted(first.split(b"BEGIN:VEVENT"))


@pytest.mark.parametrize(("words", "say"), [(("--today", "soon"), "is no day"), ((), "There is no folder")])
def test_what_cannot_be_is_said(folder: Path, words: tuple[str, ...], say: str) -> None:
    told = due(folder if words else folder / "lost", *words)
    assert told.exit_code == 2
    assert say in told.stderr


def test_a_folder_of_examples_has_nothing_to_do(tmp_path: Path) -> None:
    make_demos(Store(tmp_path / "maps"))
    told = due(tmp_path / "maps", "--today", "2099-01-01")
    assert told.exit_code == 0
    assert "Nothing is left to do." in told.output


def test_who_has_taken_an_example_as_their_own_reads_how_it_counts(folder: Path) -> None:
    assert due(folder, *DAY).output.rstrip().endswith("give it a name of its own with cjm rename, and it counts.")
    CliRunner().invoke(app, ["rename", str(folder / "airport.json"), "Our way through the airport"])
    assert "Not counted" not in due(folder, *DAY).output


def test_a_name_that_was_pasted_in_lines_stands_on_one(folder: Path) -> None:
    raw = json.loads((folder / "clinic.json").read_text(encoding="utf-8"))
    raw["title"] = "A first\nappointment"
    raw["solutions"] = [{**one, "title": f"{one['title']},\nsoon", "owner": "Dev\r\nDoe"} for one in raw["solutions"]]
    (folder / "clinic.json").write_text(json.dumps(raw), encoding="utf-8")
    lines = due(folder, *DAY).output.splitlines()
    assert "      Offer three dates, soon" in lines
    assert any(one.startswith("      Dev Doe · A first appointment · ") for one in lines)
    assert not [one for one in lines if one.strip() in ("soon", "appointment", "Doe")]
