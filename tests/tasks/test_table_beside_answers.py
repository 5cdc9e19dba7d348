"""A table of groups that with answers that stand tells what a few said is asked about, before anything is written."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

STEPS = ("Gate", "Desk", "Lift")
CHANCE = random.Random(7)  # noqa: S311  no secret
PEOPLE = [[CHANCE.randint(1, 5) for _ in STEPS] for _ in range(80)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    steps = tuple(Step(id=name.lower(), name=name) for name in STEPS)
    Store(tmp_path / "journeys").create(Journey(id="trip", steps=steps))
    return tmp_path


def attach(file: Path, lines: list[str], name: str, *options: str, scale: str = "five-points", status: int = 0) -> str:
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    words = ("attach", "trip", str(file), "--name", name, "--scale", scale, *options)
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == status, done.output
    return done.output


def table(**groups: list[list[int]]) -> list[str]:
    """A line for each step and group."""
    return ["step,group,n,mean"] + [
        f"{step},{group},{len(rows)},{sum(row[at] for row in rows) / len(rows):.2f}"
        for at, step in enumerate(STEPS)
        for group, rows in groups.items()
    ]


def test_two_groups_of_a_table_that_are_all_but_one_are_asked_about(here: Path) -> None:
    file, store = here / "file.csv", Store(here / "journeys")
    attach(file, [",".join(("id", *STEPS)), *(f"{at},{a},{b},{c}" for at, (a, b, c) in enumerate(PEOPLE[:40]))], "May")
    kept = store.open("trip")
    few = table(Day=PEOPLE[:19], Stay=PEOPLE[19:39])
    said = attach(file, few, "Table", status=2)
    assert "between the table, Day and Stay and “May” lies 1 person" in " ".join(said.split())
    asked = json.loads(attach(file, few, "Table", "--json", status=2))["asked"]
    assert [one["id"] for one in asked] == ["people"]
    assert "Take “May” off first" in " ".join(attach(file, few, "Table", "--same-people", status=2).split())
    assert store.open("trip") == kept
    attach(file, table(Day=PEOPLE[:19], Stay=PEOPLE[19:35]), "Parts")
    attach(file, table(Day=PEOPLE[40:55], Stay=PEOPLE[60:80]), "June")
    attach(file, few, "Table", "--other-people")


def answers(rows: list[list[int]]) -> list[str]:
    return [",".join(("id", *STEPS)), *(f"{at},{','.join(map(str, row))}" for at, row in enumerate(rows))]


def test_answers_that_were_never_kept_are_compared_with_a_table_also_without_groups(here: Path) -> None:
    file = here / "file.csv"
    attach(file, answers(PEOPLE[:40]), "May", "--no-answers")
    few = table(Day=PEOPLE[:19], Stay=PEOPLE[19:39])
    assert "Are they the same" in attach(file, few, "Table", status=2)
    attach(file, table(Day=PEOPLE[40:59], Stay=PEOPLE[59:80]), "June")


def test_answers_are_compared_with_a_table_that_was_there_before_and_tables_not_with_each_other(here: Path) -> None:
    file = here / "file.csv"
    attach(file, table(Day=PEOPLE[:19], Stay=PEOPLE[19:39]), "Table")
    attach(file, table(Early=PEOPLE[:20], Late=PEOPLE[20:39]), "Sums")
    said = " ".join(attach(file, answers(PEOPLE[:40]), "May", status=2).split())
    assert "between the file and “Table”, Day and Stay lies 1 person" in said
    attach(file, answers(PEOPLE[40:]), "June")


def test_shares_of_answers_that_were_never_kept_are_compared_with_a_table_too(here: Path) -> None:
    file, yes = here / "file.csv", [[100 * (one > 3) for one in row] for row in PEOPLE]
    attach(file, answers(yes[:40]), "May", "--no-answers", scale="positive-share")
    said = attach(file, table(Day=yes[:19], Stay=yes[19:39]), "Table", scale="positive-share", status=2)
    assert "Are they the same" in said
    attach(file, table(Day=yes[40:59], Stay=yes[59:80]), "June", scale="positive-share")
