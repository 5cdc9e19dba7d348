"""`cjm feedback` says with each figure how many answered and how far chance reaches, and what logs say of each step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(
        Journey(id="trip", steps=(Step(id="a", name="Ask"), Step(id="v", name="Visit")))
    )
    return tmp_path


def cjm(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def test_each_figure_stands_beside_its_people_and_its_interval_as_on_the_page(here: Path) -> None:
    (here / "figures.csv").write_text("Step,Score\nAsk,12\nVisit,60\n", encoding="utf-8")
    cjm("attach", "trip", "figures.csv", "--name", "Patients", "--scale", "negative-share", "--people", "150")

    said = cjm("feedback", "trip")
    assert "  Ask: All 12 % (n = 150, 8 to 18 %)\n  Visit: All 60 % (n = 150, 52 to 67 %)\n" in said
    (curve,) = (one for one in curves(Store(here / "journeys").open("trip")) if one.rater == "patients")
    assert all(f"({point.sample})" in said for point in curve.points)


def test_what_a_log_says_is_said_with_what_is_not_certain_of_it(here: Path) -> None:
    rows = "".join(f"c{at},2026-01-01 09:00,Ask\nc{at},2026-01-02 09:00,Visit\n" for at in range(6))
    gone = "".join(f"s{at},2026-01-01 10:00,Ask\n" for at in range(5))
    text = f"case,time,step\n{rows}{gone}s0,soon,Visit\nw,2026-02-01 09:00,Visit\n"
    (here / "log.csv").write_text(text, encoding="utf-8")
    done = cjm("attach", "trip", "log.csv", "--name", "Log", "--case", "case", "--time", "time", "--step", "step")
    assert done.startswith("2 steps have figures from 18 events of 12 customers.")

    said = cjm("feedback", "trip")
    assert "Log, n = 12\n  Ask: At least 11 contacts of at least 11 customers." in said
    assert "At least 4 not seen again for 1 day or more." in said
    (log,) = json.loads(cjm("feedback", "trip", "--json"))["logs"]
    assert [one["name"] for one in log["steps"]] == ["Ask", "Visit"]
    assert all(line in said for one in log["steps"] for line in one["lines"])


def test_a_survey_with_outcomes_only_is_said_with_each_group_its_people_and_its_interval(here: Path) -> None:
    wards = "Ward,Responses,Percentage Recommended\nWard 1A,45,93\nWard 2B,60,88\nAnnexe,6,50\n"
    (here / "fft.csv").write_text(wards, encoding="utf-8")
    cjm("attach", "trip", "fft.csv", "--name", "Friends and Family", "--scale", "positive-share")

    outcome = (
        "As a whole, Percentage Recommended: Ward 1A 93 % (n = 45, 82 to 98 %); Ward 2B 88 % (n = 60, 77 to 94 %); "
        "Annexe 50 % (3 of 6, 19 to 81 %)."
    )
    assert f"Friends and Family\n  {outcome}\n" in cjm("feedback", "trip")
    (survey,) = json.loads(cjm("feedback", "trip", "--json"))["surveys"]
    assert [(one["about"], one["say"]) for one in survey["said"]] == [("outcome", outcome)]
