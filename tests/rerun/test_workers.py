"""Workbooks run apart from each other, show what stock papermill shows, and one that fails stops no other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from hostile_journey import PICTURE
from soon import soon

from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.notebook import NEEDS_A_KERNEL
from cjm_widgets.rerun.workers import Worker, run_jobs
from cjm_widgets.shipped import shipped
from cjm_widgets.warm.preload import FORK, forks

BOOKS = shipped("workbooks")
JOURNEYS = shipped("templates") / "journeys"


def book(folder: Path, *cells: str, name: str = "book.ipynb") -> str:
    """A workbook of the cells that are given."""
    made: dict[str, Any] = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made["cells"] = [
        {
            "cell_type": "code",
            "id": f"cell-{at}",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for at, text in enumerate(cells, 1)
    ]
    (folder / name).write_text(json.dumps(made))
    return str(folder / name)


def shown(path: Path | str) -> list[dict[str, Any]]:
    """What the cells of a notebook show, without what only a living kernel fills."""
    read = nbformat.read(path, as_version=4)
    nbformat.validate(read)
    found = []
    for cell in read.cells:
        for output in cell.get("outputs", ()):
            plain = json.loads(json.dumps(output))
            plain.get("data", {}).pop(NEEDS_A_KERNEL, None)
            found.append(plain)
    return found


@pytest.fixture(params=["forked", "one after the other"])
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which workbooks run."""
    if request.param == "forked" and not forks():
        pytest.skip("this computer cannot fork")
    if request.param != "forked":
        monkeypatch.setenv(FORK, "0")
    return request.param


@pytest.mark.usefixtures("how")
def test_everything_that_a_cell_can_show_is_shown_as_stock_papermill_shows_it(tmp_path: Path) -> None:
    workbook = book(
        tmp_path,
        "print('one')\nprint('two')\nimport sys\nprint('three', file=sys.stderr)",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>here</b>'))\n{'a': 1}",
        "1;",
        "import ipywidgets\nipywidgets.IntSlider()",
        "_",
        "await __import__('asyncio').sleep(0, 'waited')",
        "1 / 0",
        "print('never')",
    )
    ours, stock = tmp_path / "ours.ipynb", tmp_path / "stock.ipynb"

    (outcome,) = run_jobs([Job(workbook, str(ours))], 1)
    command = [sys.executable, "-m", "papermill", workbook, str(stock), "-k", "python3", "--log-level", "CRITICAL"]
    subprocess.run(command, capture_output=True, check=False)

    assert outcome.fault is not None
    assert (outcome.fault.cell, outcome.fault.kind, outcome.fault.why) == (
        "cell-7",
        "ZeroDivisionError",
        "division by zero",
    )
    of_ours = shown(ours)
    of_stock = shown(stock)
    for one in (*of_ours, *of_stock):
        one.pop("traceback", None)  # says where papermill's own lines are
    assert of_ours == of_stock


def test_the_map_and_its_figures_are_letter_by_letter_those_of_stock_papermill(tmp_path: Path) -> None:
    given = {"journey": str(JOURNEYS / "airport.json")}
    file, stock = str(BOOKS / "07_map.ipynb"), tmp_path / "stock.ipynb"

    assert [one.fault for one in run_jobs([Job(file, str(tmp_path / "ours.ipynb"), given)], 1)] == [None]
    subprocess.run(
        [sys.executable, "-m", "papermill", file, str(stock), "-k", "python3", "-p", "journey", given["journey"]],
        capture_output=True,
        check=True,
    )

    assert shown(tmp_path / "ours.ipynb") == shown(stock)


@pytest.mark.usefixtures("how")
def test_nothing_of_one_journey_is_in_anothers_notebooks(tmp_path: Path) -> None:
    workbook = book(
        tmp_path,
        "import sys, os\nimport cjm_widgets.pages\nfound = getattr(sys, 'left', None), os.environ.get('LEFT')\nfound",
        "sys.left = os.environ['LEFT'] = mine = name",
        "sorted(one for one in globals() if one == 'mine')",
    )
    jobs = []
    for name in ("airport", "employer"):
        alone = tmp_path / name / f"{name}.json"  # the start page tells of all maps of a folder
        alone.parent.mkdir()
        shutil.copy(JOURNEYS / alone.name, alone)
        here = {"journey": str(alone)}
        of_each = [(workbook, {"name": name}), *((str(one), here) for one in sorted(BOOKS.glob("0[0-8]*.ipynb")))]
        jobs += [
            Job(file, str(tmp_path / f"{name}-{at}.ipynb"), given, name) for at, (file, given) in enumerate(of_each)
        ]

    assert [one.fault for one in run_jobs(jobs, 2)] == [None] * len(jobs)

    for name, other in (("airport", "employer"), ("employer", "airport"), ("airport", "student")):
        texts = [json.dumps(shown(path)) for path in tmp_path.glob(f"{name}-*.ipynb")]
        assert len(texts) == 10
        title = json.loads((JOURNEYS / f"{other}.json").read_text())["title"]
        assert not [text for text in texts if title in text or f"{other}.json" in text]
        assert "(None, None)" in (tmp_path / f"{name}-0.ipynb").read_text()


@pytest.mark.usefixtures("how")
def test_one_that_fails_and_one_whose_process_ends_stop_no_other(tmp_path: Path) -> None:
    books = [book(tmp_path, text, name=f"{at}.ipynb") for at, text in enumerate(("1/0", "'good'", "'good'"))]
    jobs = [Job(one, f"{one}.done.ipynb", {}, str(at)) for at, one in enumerate(books)]
    jobs += [Job(book(tmp_path, "import os; os._exit(3)", name="gone.ipynb"), str(tmp_path / "gone"), {}, "gone")]
    jobs += [Job(str(tmp_path / "nowhere.ipynb"), str(tmp_path / "nowhere"), {}, "nowhere")]

    told = {one.number: one.fault and one.fault.kind for one in run_jobs(jobs, 2)}

    assert told == {0: "ZeroDivisionError", 1: None, 2: None, 3: "Ended", 4: "FileNotFoundError"}
    assert not (tmp_path / "gone").exists()


@pytest.mark.usefixtures("how")
def test_a_finished_notebook_holds_no_program_for_browsers_and_is_small(tmp_path: Path) -> None:
    jobs = [
        Job(str(one), str(tmp_path / one.name), {"journey": str(JOURNEYS / "airport.json")})
        for one in BOOKS.glob("0[0-8]*.ipynb")
    ]

    assert not [one.fault for one in run_jobs(jobs, 2) if one.fault]

    for path in tmp_path.glob("*.ipynb"):
        text = path.read_text()
        assert "_esm" not in text
        assert NEEDS_A_KERNEL not in text
        assert len(PICTURE.sub("", text)) < 60 * 1024


@pytest.mark.skipif(not forks(), reason="this computer cannot fork")
def test_no_process_is_left_when_the_one_that_asked_is_killed(tmp_path: Path) -> None:
    slow = book(
        tmp_path, "import time, pathlib, os; pathlib.Path('began').write_text(str(os.getpid())); time.sleep(300)"
    )
    begin = (
        "import sys; from cjm_widgets.rerun.jobs import Job; from cjm_widgets.rerun.workers import run_jobs; "
        f"list(run_jobs([Job({slow!r}, 'out.ipynb')], 1))"
    )
    asks = subprocess.Popen([sys.executable, "-c", begin], cwd=tmp_path)
    assert soon((tmp_path / "began").exists)
    below = psutil.Process(asks.pid).children(recursive=True)
    assert len(below) == 2

    asks.kill()
    asks.wait()

    assert soon(lambda: [one for one in below if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]) == []


def test_a_worker_that_is_told_nothing_ends_with_its_block() -> None:
    with Worker() as worker:
        process = worker._process
    assert process.returncode == 0
