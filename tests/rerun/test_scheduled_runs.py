"""What the README has cron and a scheduled job do is really run, and opens with what moved."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from planted_changes import airport

from cjm_widgets.journey.edits import diff as edits_between
from cjm_widgets.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell")
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
RUNS = 'journeys = ["../journeys/airport.json"]\nworkbooks = ["01"]\nreport = false\n'


def block(begins: str) -> str:
    """The block of the README that begins so."""
    return next(one for one in re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL) if begins in one)


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """A folder as a team has it, with the script of the README, and “uv” that runs our own."""
    (tmp_path / "bin").mkdir()
    uv = tmp_path / "bin" / "uv"
    uv.write_text(f'#!/bin/sh\nshift 2\nexec "{sys.executable}" -m cjm_widgets "$@"\n', encoding="utf-8")
    uv.chmod(0o755)
    place = tmp_path / "maps"
    (place / "runs").mkdir(parents=True)
    (place / "runs" / "quarter.toml").write_text(RUNS, encoding="utf-8")
    (place / "runs" / "quarter.sh").write_text(block("mkdir -p report"), encoding="utf-8")
    Store(place / "journeys").create(airport()[0])
    return place


def said(maps: Path, command: str, **more: str) -> str:
    path = f"{maps.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    home = {"HOME": str(maps.parent), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-ec", command],
        cwd=maps,
        env={**os.environ, **home, **more, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked_again(maps: Path) -> None:
    before, after = airport()
    Store(maps / "journeys").save("airport", edits_between(before, after))


def test_cron_runs_the_same_script_as_the_scheduled_job() -> None:
    found = re.fullmatch(r"((?:\S+ ){5})cd ~/maps && (.*)\n", block("bash -e runs/quarter.sh\n"))
    assert found is not None
    assert found[1].strip() == "0 6 1 1,4,7,10 *"
    assert f"run: {found[2]} | tee" in block("workflow_dispatch")


def test_the_scheduled_job_opens_with_what_moved_and_keeps_the_report(maps: Path) -> None:
    yaml = pytest.importorskip("yaml")
    job: dict[Any, Any] = yaml.safe_load(block("workflow_dispatch"))
    assert job[True]["schedule"] == [{"cron": "0 6 1 1,4,7,10 *"}], "YAML reads “on” as true"
    steps = job["jobs"]["maps"]["steps"]
    assert all(set(one) <= {"name", "uses", "shell", "run"} and ("uses" in one) != ("run" in one) for one in steps)
    run = [one["run"] for one in steps if "run" in one]
    kept = maps.parent / "kept.git"
    said(maps, f"git init -q --bare '{kept}'; git init -q -b main; git remote add origin '{kept}'")
    said(maps, "git add .; git -c user.name=a -c user.email=a@b.c commit -qm Maps; git push -qu origin main")
    told = []
    for number in range(2):
        summary = maps.parent / f"summary-{number}"
        for command in run:
            said(maps, command, GITHUB_STEP_SUMMARY=str(summary))
        told.append(summary.read_text(encoding="utf-8"))
        asked_again(maps)
    assert told[0].startswith("Made 1 finished notebook.")
    compared = "report/before, compared with report/now\n\nMore than chance has changed in airport."
    assert told[1].startswith(compared)
    assert "Made 1 finished notebook." in told[1].splitlines()[-1]
    assert "“Bag drop” is better" in (maps / "report" / "moved.html").read_text(encoding="utf-8")
    assert "report/now/airport/map.json" in said(maps, "git ls-tree -r --name-only origin/main")
