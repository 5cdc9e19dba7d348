"""Runs of many maps, two runs at once, and runs on another day than the clock's."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest
from test_addresses import Quick
from test_cases import TODAY, written

from cjm_widgets.rerun import run_cases
from cjm_widgets.rerun.results import ResultsHere
from cjm_widgets.store import Store
from cjm_widgets.tasks.exporting import keep_file
from cjm_widgets.tasks.making import starter


def test_each_job_that_tells_of_all_maps_keeps_one_line_of_them_and_sees_each_change(tmp_path: Path) -> None:
    """The manifest of 200 maps named 200 files for each of 200 jobs."""
    file = written(tmp_path, 'journeys = ["map-*"]\nworkbooks = ["00"]\nreport = false', "employer")
    for number in range(4):
        Store(tmp_path).create(starter("airport").model_copy(update={"id": f"map-{number}"}))
    out = tmp_path / "out"
    assert run_cases(file, out, progress=False, runner=Quick(), today=TODAY).made == 8
    done = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["done"]
    assert {len(one["inputs"]) for name, one in done.items() if name.endswith("00_start.ipynb")} == {4}
    assert run_cases(file, out, progress=False, runner=Quick(), today=TODAY).kept == 8
    raw = json.loads((tmp_path / "employer.json").read_text(encoding="utf-8"))
    (tmp_path / "employer.json").write_text(json.dumps({**raw, "title": "Another"}), encoding="utf-8")
    again = run_cases(file, out, progress=False, runner=Quick(), today=TODAY)
    assert (again.made, again.kept) == (4, 4), "each start page tells of the map that changed"


def test_two_runs_into_one_folder_write_at_no_file_of_each_other(tmp_path: Path) -> None:
    beside: set[str] = set()
    replace = Path.replace

    def seen(self: Path, target: Path) -> Path:
        beside.add(self.name)
        return replace(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", seen)
        for data in (b"of one run", b"of another"):
            keep_file(tmp_path / "report.html", data)
    assert len(beside) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_what_a_killed_run_had_half_written_goes_and_what_another_writes_now_stays(tmp_path: Path) -> None:
    old, new = tmp_path / "out" / "a" / ".map.json.1f.part", tmp_path / "out" / ".report.html.2e.part"
    old.parent.mkdir(parents=True)
    for path in (old, new):
        path.write_text("half", encoding="utf-8")
    long_ago = time.time() - 2 * 3600
    os.utime(old, (long_ago, long_ago))
    ResultsHere(tmp_path / "out").begin()
    assert (old.exists(), new.exists()) == (False, True)


def test_all_of_a_run_is_of_the_day_that_it_was_given(tmp_path: Path) -> None:
    """A worker of a cluster may stand where it is another day."""
    file, out = (
        written(tmp_path, 'journeys = ["airport"]\nworkbooks = ["08"]\nedition = "Then"', "airport"),
        tmp_path / "out",
    )
    run_cases(file, out, progress=False, today=date(2031, 2, 3))
    assert "3 February 2031" in (out / "airport" / "report.html").read_text(encoding="utf-8")
    assert Store(out / "airport" / "map").open("airport").editions[-1].date == "2031-02-03"
