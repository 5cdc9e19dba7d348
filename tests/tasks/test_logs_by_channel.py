"""What a log says by channel and group is told in the terminal, too, and that something is kept back is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.happened import happened_at_steps
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ASKS = [("web", "North", 8), ("phone", "South", 6), ("post", "West", 3), ("fax", "East", 3)]
LOG = ("--name", "Visits", "--case", "case", "--time", "time", "--step", "step")
BY = ("--channel", "by", "--group", "site")
FEW = "Steps, channels, groups and times of fewer than 5 customers are not shown, nor those from which they follow."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path / "journeys").create(
        Journey(id="trip", steps=(Step(id="a", name="Ask"), Step(id="v", name="Visit")))
    )
    return tmp_path


def logged(here: Path, asks: list[tuple[str, str, int]] = ASKS, visits: int = 6, columns: int = 5) -> None:
    """Writes a log of so many columns; of those who ask on the web so many visit."""
    rows = ["case,time,step,by,site"]
    for by, site, people in asks:
        for at in range(people):
            rows.append(f"{by}{at},2026-01-01 09:00,Ask,{by},{site}")
            if by == "web" and at < visits:
                rows.append(f"{by}{at},2026-01-02 09:00,Visit,{by},{site}")
    lines = (",".join(row.split(",")[:columns]) for row in rows)
    (here / "log.csv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def cjm(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def said_of(here: Path) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """In the terminal, for other programs, and on the map."""
    (log,) = json.loads(cjm("feedback", "trip", "--json"))["logs"]
    return cjm("feedback", "trip"), log, happened_at_steps(Store(here / "journeys").open("trip"))


def test_each_channel_and_group_of_people_enough_is_told_and_that_others_are_kept_back(here: Path) -> None:
    logged(here)
    done = cjm("attach", "trip", "log.csv", *LOG, *BY)
    assert "At 1 step channels or groups are kept back: fewer than 5 customers, or fewer could be reckoned" in done

    told, log, view = said_of(here)
    ask, visit = log["steps"]
    assert [one["name"] for one in ask["parts"]] == ["phone", "web", "North", "South"]
    assert [one["name"] for one in visit["parts"]] == ["web", "North"]
    for step in log["steps"]:
        assert f"  {step['name']}: {' '.join(step['lines'])}\n" in told
        assert all(f"    {one['name']}: {' '.join(one['lines'])}\n" in told for one in step["parts"])
    assert log["few"] == FEW
    assert f"  {FEW}\n" in told
    (table,) = view["tables"]
    assert table["few"] == FEW
    assert "post" not in told
    assert "post" not in json.dumps(view)


def test_where_every_channel_is_kept_back_that_is_still_said(here: Path) -> None:
    logged(here, [("web", "", 3), ("phone", "", 3)], visits=0, columns=4)
    assert "At 1 step channels or groups are kept back" in cjm("attach", "trip", "log.csv", *LOG, *BY[:2])
    told, log, view = said_of(here)
    assert (log["steps"][0]["parts"], log["few"]) == ([], FEW)
    assert f"  {FEW}\n" in told
    assert [(one["rows"], one["few"]) for one in view["tables"]] == [([], FEW)]


def test_where_a_step_is_kept_back_that_is_said(here: Path) -> None:
    logged(here, [("web", "", 60)], visits=3, columns=3)
    done = cjm("attach", "trip", "log.csv", *LOG)
    assert "1 is kept back: fewer than 5 customers came there." in done
    assert "channels" not in done
    assert f"  {FEW}\n" in cjm("feedback", "trip")


def test_where_nothing_is_kept_back_nothing_is_said_of_it(here: Path) -> None:
    logged(here, [("web", "", 60)], visits=50, columns=3)
    assert "kept back" not in cjm("attach", "trip", "log.csv", *LOG)
    told, log, view = said_of(here)
    assert (log["few"], view["tables"]) == ("", [])
    assert "fewer than" not in told


def test_a_dry_run_tells_whoever_has_the_file_of_every_channel_and_group(here: Path) -> None:
    logged(here)
    told = cjm("attach", "trip", "log.csv", *LOG, *BY, "--dry-run")
    for by, site, people in ASKS:
        assert f"    {by}: {people} contacts of {people}, again 0" in told
        assert f"    {site}: {people} contacts of {people}, again 0" in told


def test_a_dry_run_for_programs_marks_what_would_be_kept_off_the_map(here: Path) -> None:
    logged(here, visits=4)
    told = json.loads(cjm("attach", "trip", "log.csv", *LOG, *BY, "--dry-run", "--json"))
    ask, visit = told["events"]
    assert (ask["kept_back"], ask["parts_kept_back"]) == (False, ["fax", "post", "East", "West"])
    assert (visit["kept_back"], visit["parts_kept_back"]) == (True, ["web", "North"])
    all_of = json.loads(cjm("attach", "trip", "log.csv", *LOG, *BY, "--least", "3", "--dry-run", "--json"))["events"]
    assert [(one["kept_back"], one["parts_kept_back"]) for one in all_of] == [(False, []), (False, [])]


def test_so_does_one_of_answers_as_figures(here: Path) -> None:
    rows = "".join(f"{site},{1 + at % 5}\n" for site, people in (("North", 6), ("South", 4)) for at in range(people))
    (here / "answers.csv").write_text(f"Site,Ask\n{rows}", encoding="utf-8")
    said = ("attach", "trip", "answers.csv", "--name", "Visits", "--group", "Site", "--scale", "five-points")
    told = json.loads(cjm(*said, "--dry-run", "--json"))
    assert {one["group"]: one["kept_back"] for one in told["figures"]} == {"North": True, "South": True, None: False}
