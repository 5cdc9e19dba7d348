"""What is said of a survey, and what is no table at all, are refused before anything is read or written."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.table import table_in, table_of
from cjm_widgets.evidence.when import refuse_date
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("said", ["2026-02-31", "last spring", "2099", "2026-12", "2026-11-30"])
def test_what_is_no_date_of_answers_is_refused(said: str) -> None:
    with pytest.raises(EvidenceError, match=f"“{said}” is "):
        refuse_date(said, TODAY)


@pytest.mark.parametrize("said", ["", "2026", "2026-11", "2026-11-29", "2024-02-29"])
def test_what_may_be_one_is_not(said: str) -> None:
    refuse_date(said, TODAY)


@pytest.mark.parametrize("said", ["2026-02-31", "2099"])
def test_the_command_refuses_a_date_also_where_nothing_is_to_be_written(tmp_path: Path, said: str) -> None:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=(Step(id="door", name="Door"),)))
    table = tmp_path / "t.csv"
    table.write_text("Step,Negative %\nDoor,36.25\n")
    how = ["--name", "\u202eGuests", "--scale", "negative-share"]
    told = ["attach", str(store.folder / "trip.json"), str(table), *how]
    done = CliRunner().invoke(app, [*told, "--date", said, "--dry-run"])
    assert (done.exit_code, f"“{said}” is " in done.output) == (2, True)
    assert CliRunner().invoke(app, told).exit_code == 0
    assert [one.name for one in store.open("trip").sources] == ["Guests"], "nothing turns letters round on a screen"


@pytest.mark.parametrize(
    "text",
    ["<html><table><tr><td>Step</td></tr></table>", "\n<!DOCTYPE html>\n<p>", '[{"Step":"Door"}]', '{ "rows": [] }'],
)
def test_what_is_no_table_is_told_as_what_it_is(text: str) -> None:
    with pytest.raises(EvidenceError, match=r"is (a web page|made for programs), and no table"):
        table_of(text)


def test_headings_in_brackets_are_a_table() -> None:
    assert len(table_of("<18,[n],{x}\n1,2,3\n").head) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(EvidenceError, match="is no file"):
            table_in(path)
