"""A name in the file that is near a step's is asked about also where steps may be made; nothing is doubled unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from evidence_files import understood
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.shown_file import on_a_page

NEAR = "Wait to be seen"


@pytest.mark.parametrize(
    ("answer", "steps", "rated"),
    [
        ("Waiting to be seen", ["Waiting to be seen", "Lunch"], "Waiting to be seen"),
        (NEAR, ["Waiting to be seen", NEAR, "Lunch"], NEAR),
        ("", ["Waiting to be seen", "Lunch"], ""),
    ],
)
def test_a_near_name_is_asked_also_with_make_steps_and_each_answer_can_be_said(
    answer: str, steps: list[str], rated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=(Step(id="w", name="Waiting to be seen"),)))
    Path("a.csv").write_text(f"step,positive_pct\n{NEAR},70\nLunch,50\n", encoding="utf-8")
    command = ["attach", "trip", "a.csv", "--name", "A", "--make-steps"]
    asked = CliRunner().invoke(app, command)
    assert asked.exit_code == 2
    assert f"Is “{NEAR}” in the file the step “Waiting to be seen” of the map?" in asked.output
    assert len(store.open("trip").steps) == 1

    done = CliRunner().invoke(app, [*command, "--called", f"{NEAR}={answer}"])
    assert done.exit_code == 0, done.output
    made = store.open("trip").steps
    assert sorted(step.name for step in made) == sorted(steps)
    assert {step.name for step in made if step.ratings} == {"Lunch", rated} - {""}


def test_on_a_page_the_question_stands_without_what_would_be_typed() -> None:
    (asked,) = understood(f"step,positive_pct\n{NEAR},70\n", "Waiting to be seen").questions
    assert on_a_page(asked.say).startswith(f"Is “{NEAR}” in the file the step “Waiting to be seen” of the map?")
    assert "--" not in on_a_page(asked.say)
