"""What a log of events said before it was replaced or taken off still stands in the history: no few are reckoned."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    steps = (Step(id="ask", name="Ask"), Step(id="visit", name="Visit"))
    Store(tmp_path / "journeys").create(Journey(id="trip", steps=steps))
    return tmp_path


def cjm(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def attach(folder: Path, customers: int, *options: str, name: str = "Log", status: int = 0, again: int = 0) -> str:
    """Every customer asks and visits, some of them twice."""
    lines = [
        f"{who},{step},2026-01-{day:02d} 10:{who % 60:02d}"
        for who in range(customers)
        for step, day in (("Ask", 1), ("Visit", 3), *[("Visit", 4)] * (who < again))
    ]
    file = folder / "log.csv"
    file.write_text("\n".join(["customer,step,when", *lines, ""]), encoding="utf-8")
    said = ("--case", "customer", "--step", "step", "--time", "when")
    return cjm("attach", "trip", str(file), "--name", name, *said, *options, status=status)


def test_a_log_that_was_replaced_is_looked_at_too(here: Path) -> None:
    for customers in (40, 46, 52):
        attach(here, customers)
    for few in (41, 47):
        assert "what the few new customers do" in attach(here, few, status=2)
        assert "one could reckon what they did" in attach(here, few, "--same-people", status=2)
    attach(here, 46)
    attach(here, 41, "--other-people")


def test_a_log_that_was_taken_off_is_asked_about_under_any_name_until_its_history_is_gone(here: Path) -> None:
    attach(here, 40)
    cjm("detach", "trip", "Log")
    assert "“Ask” 1 more, “Visit” 1 more" in attach(here, 41, status=2)
    assert "the same people as in “Log”" in attach(here, 41, name="Visits", status=2)
    cjm("detach", "trip", "Log", "--history")
    attach(here, 41)


def test_of_as_many_customers_as_before_few_more_contacts_are_seen_in_what_was_replaced(here: Path) -> None:
    attach(here, 40)
    attach(here, 50)
    assert "contacts at “Visit” 1 more" in attach(here, 40, again=1, status=2)
    attach(here, 40)
