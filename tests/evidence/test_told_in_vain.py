"""What somebody says of a file is never set aside in silence, also where the file says it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.evidence.told import Understood

STEPS = ("Booking", "Waiting")
FIGURES = "Step,Mean,n\nBooking,3.1,40\nWaiting,2.4,50\n"
WITHOUT_N = "Step,Mean\nBooking,3.1\nWaiting,2.4\n"
IN_HEADING = "Step,Mean (n=300),n\nBooking,3.1,40\nWaiting,2.4,50\n"
ANSWERS = "ID,Booking,Waiting\n" + "".join(f"R{at},{at % 5 + 1},{at % 4 + 1}\n" for at in range(12))
COUNTS = "Step,Very good,Good,Neither good nor poor,Poor,Very poor\nBooking,9,8,7,6,5\nWaiting,8,8,8,8,8\n"
LOG = "case,step,time\n" + "".join(f"C{at},Booking,2026-03-{at + 1:02} 09:00\n" * 2 for at in range(9))


def looked(text: str, **told: object) -> Understood:
    return understand(table_of(text), Told(**{"scale": "five-points", **told}), STEPS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        (FIGURES, {"people": 50}, "Where “n” says how many people answered, it counts, and not the 50 that you said."),
        (ANSWERS, {"people": 5000}, "The rows of this file tell how many people there were; the 5,000 that you said"),
        (COUNTS, {"people": 7, "counted": "people", "scale": ""}, "The rows of this file tell how many people there"),
        (LOG, {"people": 7, "scale": ""}, "The rows of this file tell how many people there were; the 7 that you"),
        (LOG, {}, "A log of events holds no answers: the scale that you said is not used."),
        (ANSWERS, {"counted": "people"}, "No columns of this file say how often each answer was given"),
        (FIGURES, {"sheet": "Foo"}, "This file has no sheets: “Foo” was not looked for."),
        (IN_HEADING, {}, "Where “n” says how many people answered, it counts, and not what stands in “Mean (n=300)”."),
    ],
)
def test_what_does_not_count_is_said_to(text: str, told: dict[str, object], said: str) -> None:
    assert sum(one.startswith(said) for one in looked(text, **told).remarks) == 1, looked(text, **told).remarks


@pytest.mark.parametrize(
    ("text", "told"), [(WITHOUT_N, {"people": 50}), (COUNTS, {"counted": "people", "scale": ""}), (FIGURES, {})]
)
def test_of_what_counts_nothing_is_said(text: str, told: dict[str, object]) -> None:
    assert not [
        one for one in looked(text, **told).remarks if "you said" in one or "No columns" in one or "Where" in one
    ]


def test_the_command_says_it_also_where_it_attaches(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=tuple(Step(id=one.lower(), name=one) for one in STEPS)))
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    how = ["attach", str(tmp_path / "trip.json"), str(tmp_path / "figures.csv"), "--name", "2026"]
    done = CliRunner().invoke(app, [*how, "--scale", "five-points", "--people", "50"])
    assert (done.exit_code, "it counts, and not the 50 that you said." in done.output) == (0, True), done.output


def test_99_among_round_answers_of_a_hundred_counts_and_that_is_said() -> None:
    rows = [(10 * (at % 7), 99 if at % 5 == 0 else 20 * (at % 4)) for at in range(20)]
    text = "ID,Booking,Waiting\n" + "".join(f"R{at},{one},{two}\n" for at, (one, two) in enumerate(rows))
    (said,) = [one for one in looked(text, scale="0-100").remarks if "99" in one]
    assert said.startswith(
        "“Waiting” holds 99 in 4 rows, and all its other answers are round: 99 is counted as an answer."
    )
    assert not [one for one in looked(text, scale="0-100", missing=("99",)).remarks if "holds 99" in one]
    uneven = text.replace("R1,10,20", "R1,10,23")
    assert not [one for one in looked(uneven, scale="0-100").remarks if "holds 99" in one]
