"""Logs as other programs write them are taken for logs, and their times for what they are."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from evidence_files import understood

from cjm_widgets.evidence.events import EventLog, events_in
from cjm_widgets.evidence.plan import Plan


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("case,time,step\na,1772442000,X\na,1772445600,Y\n", ("case", "time", "", "step", "")),
        (
            "case:concept:name,concept:name,time:timestamp\n1,X,2026-03-02T09:00:00\n1,Y,2026-03-02T10:00:00\n",
            ("case:concept:name", "time:timestamp", "", "concept:name", ""),
        ),
        (
            "Kundennummer;Zeitstempel;Schritt;Kanal\n01;02.03.2026 09:00;A;Telefon\n01;13.03.2026 10:00;B;Brief\n",
            ("Kundennummer", "Zeitstempel", "", "Schritt", "Kanal"),
        ),
        (
            "case,start time,end time,step,amount\na,2026-03-02,2026-03-03,X,3.5\na,2026-03-03,2026-03-04,Y,4\n",
            ("case", "start time", "end time", "step", ""),
        ),
        ("client,fin,étape\na,2026-03-02,X\na,2026-03-03,Y\n", ("client", "fin", "", "étape", "")),
        ("case,completed at,step\na,2026-03-02,X\na,2026-03-03,Y\n", ("case", "completed at", "", "step", "")),
    ],
)
def test_a_log_is_known_by_its_headings_and_cells(text: str, roles: tuple[str, ...]) -> None:
    plan = understood(text).plan
    assert (plan.layout, (plan.case, plan.time, plan.end, plan.step, plan.channel)) == ("events", roles)


def test_what_people_rated_at_steps_is_no_log() -> None:
    text = "timestamp,respondent,step,rating\n2026-03-02,a,X,5\n2026-03-02,a,Y,4\n2026-03-03,b,X,1\n"
    assert understood(text, scale="five-points").plan.layout == "answers"


@pytest.mark.parametrize(("kind", "one"), [("BIGINT", 1_000), ("INTEGER", 1), ("DOUBLE", 1), ("VARCHAR", 1_000_000)])
def test_times_that_are_counted_from_1970_are_times(tmp_path: Path, kind: str, one: int) -> None:
    path = tmp_path / "log.parquet"
    first, second = (f"{moment * one}::{kind}" for moment in (1_772_442_000, 1_772_445_600))
    with duckdb.connect() as connection:
        rows = f"(VALUES ('a', {first}, 'X'), ('a', {second}, 'Y')) t(c, t, s)"
        connection.execute(f"COPY (SELECT * FROM {rows}) TO '{path}' (FORMAT parquet)")  # noqa: S608  our own
    log = events_in(path, Plan(layout="events", case="c", time="t", step="s"))
    assert isinstance(log, EventLog)
    assert (log.step("Y").all.waiting.median, str(log.first)) == (3_600, "2026-03-02 09:00:00")
