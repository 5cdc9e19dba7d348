"""A file of runs: refused with its line, carried out whole, gone on with where it was interrupted."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import nbformat
import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.rerun import RerunError, run_cases, workbooks_named
from cjm_widgets.rerun.inputs import told_by_name
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.run_file import read_run_file
from cjm_widgets.rerun.sources import Sources
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store
from cjm_widgets.tasks.finished_runs import done_in

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 30)
JOURNEYS = shipped("templates") / "journeys"


def written(folder: Path, text: str, *journeys: str) -> Path:
    """A file of runs beside copies of starters."""
    for name in journeys or ("airport", "employer"):
        shutil.copy(JOURNEYS / f"{name}.json", folder)
    (folder / "quarter.toml").write_text(text, encoding="utf-8")
    return folder / "quarter.toml"


def state(out: Path) -> dict[str, int]:
    """When each file was last written; a new run writes manifest and index always."""
    made = (path for path in out.rglob("*") if path.is_file() and path.name not in ("manifest.json", "index.html"))
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in made}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('journeys = ["airport"]\ntitle = oops', "line 2: this is not written as such a file is"),
        ('title = "Q"\n\njourneis = ["airport"]', "line 3: “journeis” is nothing that can be said here"),
        ('journeys = "airport"', "line 1: “journeys” has to be a list of texts"),
        ('title = "Q"\njourneys = ["airport", "nowhere"]', "line 2: there is no map “nowhere”"),
        ('journeys = ["airport"]\nedition = 3', "line 2: “edition” has to be a text"),
        ('journeys = ["airport"]\nreport = "yes"', "line 2: “report” has to be true or false"),
        ('title = "Q"', "names no map"),
        ('journeys = ["a**b"]', "line 1: “a[*][*]b” names no map"),
        ('journeys = ["airport"]\nevidence = ["a\\u0000b.csv"]', "line 2: “evidence” has a sign that no name can have"),
        (f"journeys = {'[' * 5000}", "its brackets are nested too deep"),
        ('journeys = ["airport"]\n[parameters]\ngroup = "x"', "line 3: “group” is said above"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(RerunError, match=says):
        read_run_file(str(written(tmp_path, text)), Sources(tmp_path / "brought"))


def test_each_journey_runs_for_each_group_and_each_period(tmp_path: Path) -> None:
    text = 'journeys = ["*port", "employer"]\ngroups = ["a", "b"]\nperiods = ["2026-Q1", "2026-Q2"]'
    file = written(tmp_path, text + '\n[parameters]\npersona = "Carla"\n')
    read = read_run_file(str(file), Sources(tmp_path / "brought"))
    assert len(read.cases) == len({case.name for case in read.cases}) == 8
    assert read.cases[1].title == "airport, a, 2026-Q2"
    assert read.cases[1].given == {
        "journey": str(tmp_path / "airport.json"),
        "group": "a",
        "period": "2026-Q2",
        "persona": "Carla",
    }


def test_what_is_made_is_sent_on_and_does_not_say_where_on_whose_computer_it_was(tmp_path: Path) -> None:
    file = written(tmp_path, 'journeys = ["airport"]\nedition = "Autumn"')
    run_cases(file, tmp_path / "out", names=workbooks_named(("start", "4")), progress=False, today=TODAY)
    made = [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".ipynb", ".json", ".html", ".jsonl")]
    assert len({path.suffix for path in made}) == 4
    for path in made:
        text = path.read_text(encoding="utf-8")
        assert [where for where in (tmp_path, shipped("workbooks").parent) if str(where) in text] == [], path.name
    said = done_in((tmp_path / "out/manifest.json").read_bytes())["airport/04_satisfaction.ipynb"]
    assert {"airport.json", "04_satisfaction.ipynb"} <= set(said["inputs"])
    assert said["parameters"]["journey"] == "airport.json"


def test_two_files_of_one_name_stay_two(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "answers.csv").write_text("a\n", encoding="utf-8")
    north, south = (str(tmp_path / folder / "answers.csv") for folder in ("north", "south"))
    job = told_by_name(Job("", str(tmp_path / "x"), {"evidence": north, "plan": south}))
    assert [job.told(one) for one in (north, south)] == ["answers.csv", "south/answers.csv"]
    brought = told_by_name(Job("", "x", {"evidence": north}, brought={f"{tmp_path}/north/": "s3://maps/"}))
    assert brought.told(north) == "s3://maps/answers.csv"


def test_a_map_that_several_names_mean_runs_once(tmp_path: Path) -> None:
    file = written(tmp_path, 'journeys = ["airport", "*port", "airport.json"]')
    assert [case.name for case in read_run_file(str(file), Sources(tmp_path / "brought")).cases] == ["airport"]


@pytest.mark.parametrize("said", ["{", "[]", '{"done": [1]}', '{"done": {"airport/map.json": null}}', "[" * 100_000])
def test_a_broken_manifest_is_none(said: str) -> None:
    assert done_in(said.encode()) == {}


def test_a_place_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    file, out = written(tmp_path, 'journeys = ["airport"]\nworkbooks = ["01"]\nreport = false'), tmp_path / "out"
    out.mkdir()
    (out / "airport").write_text("taken")
    told = CliRunner().invoke(app, ["run", str(file), "-o", str(out)])
    assert told.exit_code == 2
    assert f"{out / 'airport'}” cannot be read or written" in told.output


@pytest.mark.parametrize(
    "more", ['groups = ["Nobody"]', '[parameters]\ncolour = "red"', "[parameters]\nview = true", 'workbooks = ["12"]']
)
def test_what_no_workbook_knows_is_refused_before_anything_starts(more: str, tmp_path: Path) -> None:
    with pytest.raises(RerunError):
        run_cases(written(tmp_path, f'journeys = ["airport"]\n{more}'), tmp_path / "out", progress=False)
    assert not (tmp_path / "out").exists()


def test_a_run_that_fails_is_told_with_its_cell_and_the_others_go_on(tmp_path: Path) -> None:
    text = 'journeys = ["airport", "employer"]\nworkbooks = ["01", "04"]\n[parameters]\npersona = "Carla"'
    file, out = written(tmp_path, text), tmp_path / "out"
    told: list[tuple[str, bool]] = []

    done = run_cases(file, out, progress=False, tell=lambda say: told.append((say, out.exists())), today=TODAY)

    assert (done.made, done.say) == (5, "Made 3 finished notebooks and 1 report.")
    why = "There is no persona “Carla”. There are: “Meera”, “Tom”, “Agnes”."
    assert told == [(f"employer: {why} What needs it will stop; the others go on.", False)]
    assert done.faults == (
        f"employer/04_satisfaction.ipynb stopped at the cell “page”: {why}",
        f"employer/map.json stopped: {why}",
        f"employer/report.html stopped: {why}",
    )
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "There is no persona “Carla”" in index
    assert 'href="airport/report.html"' in index
    assert 'href="employer/report.html"' not in index
    again = run_cases(file, out, progress=False, today=TODAY)
    assert (again.made, again.kept, again.faults) == (0, 5, done.faults)
    assert again.say == "Nothing had to be made."


def test_what_is_unchanged_stays_and_what_changed_is_done_anew(tmp_path: Path) -> None:
    file, out = written(tmp_path, 'journeys = ["airport", "employer"]\nworkbooks = ["01"]'), tmp_path / "out"
    assert (run_cases(file, out, progress=False, today=TODAY).made, len(state(out))) == (6, 6)
    before = state(out)
    assert run_cases(file, out, progress=False, today=TODAY).kept == 6
    assert state(out) == before

    raw = json.loads((tmp_path / "airport.json").read_text())
    (tmp_path / "airport.json").write_text(json.dumps({**raw, "title": "Through another airport"}))
    (out / "employer" / "01_diagnostic.ipynb").unlink()
    assert run_cases(file, out, progress=False, today=TODAY).kept == 2
    assert "another airport" in (out / "airport" / "report.html").read_text(encoding="utf-8")
    done = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["done"]
    assert sorted(done) == [
        f"{one}/{name}"
        for one in ("airport", "employer")
        for name in ("01_diagnostic.ipynb", "map.json", "report.html")
    ]
    assert set(done["airport/01_diagnostic.ipynb"]) == {
        "code",
        "parameters",
        "edition",
        "inputs",
        "seconds",
        "fault",
        "day",
    }


def test_the_new_edition_is_a_map_of_its_own_and_the_journey_stays(tmp_path: Path) -> None:
    file = written(tmp_path, 'journeys = ["airport"]\nworkbooks = ["01"]\nedition = "Third quarter"', "airport")
    before = (tmp_path / "airport.json").read_bytes()

    done = run_cases(file, tmp_path / "out", progress=False)

    assert done.made == 4
    assert "1 new edition" in done.say
    assert "your own maps stay as they are" in done.say
    assert (tmp_path / "airport.json").read_bytes() == before
    kept = Store(tmp_path / "out" / "airport" / "map").open("airport")
    assert kept.editions[-1].name == "Third quarter"


def test_a_run_that_is_killed_at_any_moment_goes_on_and_leaves_nothing_half(tmp_path: Path) -> None:
    file = written(tmp_path, 'journeys = ["airport", "employer"]\nworkbooks = ["01", "02", "map"]')
    out, chance = tmp_path / "out", random.Random(15)  # noqa: S311  moments, no secrets
    for _ in range(3):
        running = subprocess.Popen(
            [sys.executable, "-m", "cjm_widgets", "run", str(file), "-o", str(out)], stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(1, 9))
        running.kill()
        running.wait()
        for path in out.rglob("*.ipynb"):
            nbformat.validate(nbformat.read(path, as_version=4))
        for path in out.rglob("report.html"):
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
        if (out / "manifest.json").exists():
            json.loads((out / "manifest.json").read_text(encoding="utf-8"))

    done = run_cases(file, out, progress=False)

    assert (done.made + done.kept, done.faults) == (10, ())
    assert len(state(out)) == 10
