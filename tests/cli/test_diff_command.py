"""`cjm diff` tells people and scripts what moved between editions, maps and files."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from planted_changes import airport
from typer.testing import CliRunner, Result

from cjm_widgets.cli import app
from cjm_widgets.journey.edits import diff as edits_between
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition

DAY = ("--today", "2027-07-01")


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["diff", *arguments, *DAY])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A map of which an edition was kept before everything changed that is planted."""
    before, after = airport()
    store = Store(tmp_path / "journeys")
    store.create(before)
    keep_edition(store, store.open("airport"), "Spring", "", "Ana")
    store.save("airport", edits_between(before, after.model_copy(update={"editions": before.editions})))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_manager_reads_what_is_compared_then_what_moved_and_what_cannot_be_told(folder: Path) -> None:
    told = diff("airport@spring", "airport")
    assert told.exit_code == 1
    lines = told.output.splitlines()
    assert lines[0].startswith("Through the airport, edition “Spring” (")
    assert lines[0].endswith("compared with Through the airport as it stands (1 July 2027)")
    heads = [line for before, line in itertools.pairwise(lines) if not before]
    assert heads == [
        "What has changed by more than chance",
        "What cannot be told",
        "What is new, gone or moved",
        "What else changed",
        "What was promised",
    ]
    assert lines[3].startswith("  “Bag drop” is better than in “SITA 2015” by more than chance.")


def test_programs_read_the_same(folder: Path) -> None:
    told = json.loads(diff("airport@spring", "journeys/airport.json", "--json").output)
    assert told["differs"] is True
    assert [one["step"] for one in told["asked"][0]["felt"] if one["verdict"] == "changed"] == ["bag-drop"]
    assert {(one["id"], one["way"]) for one in told["pieces"] if one["what"] == "solution"} == {
        ("tell-before", "state"),
        ("tell-before", "due"),
    }


@pytest.mark.parametrize("ending", ["json", "html", "xlsx"])
def test_a_file_that_was_taken_away_differs_in_nothing_from_its_map(folder: Path, ending: str) -> None:
    made = CliRunner().invoke(app, ["export", "airport", "-o", f"away.{ending}"])
    assert made.exit_code == 0
    told = diff(f"away.{ending}", "airport")
    assert (told.exit_code, "Nothing differs." in told.output) == (0, True)


def test_of_a_form_that_holds_a_part_of_a_map_it_is_said_so(folder: Path) -> None:
    CliRunner().invoke(app, ["export", "airport", "-o", "away.csv"])
    told = diff("away.csv", "airport")
    assert told.exit_code == 1
    assert "“away.csv” may hold only a part of its map" in told.output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nowhere", "airport"), "There is no map “nowhere” here. Nor is there a file"),
        (("airport", "airport@summer"), "There is no edition “summer”"),
        (("airport", "broken.html"), "no map of this workbook is in it"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_status_is_2(folder: Path, arguments: tuple[str, str], why: str) -> None:
    (folder / "broken.html").write_text("<p>Hello</p>", encoding="utf-8")
    told = diff(*arguments)
    assert told.exit_code == 2
    assert why in told.output


def test_the_page_is_made_beside_the_words(folder: Path) -> None:
    told = diff("airport@spring", "airport", "-o", "moved.html")
    assert told.exit_code == 1
    assert "“Bag drop” is better" in (folder / "moved.html").read_text(encoding="utf-8")
