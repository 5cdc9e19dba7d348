"""Every workbook runs on every starter journey, and what cannot run is said in a sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING

import nbformat
import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.pages import host
from cjm_widgets.pages.facilitator import NONE, READ_ONLY
from cjm_widgets.rerun import RerunError, in_words, parameters, run_workbooks, workbooks_named
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.workers import run_jobs
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from pathlib import Path

STARTERS = sorted((shipped("templates") / "journeys").glob("*.json"))


@pytest.mark.parametrize("names", [(), tuple(path.stem for path in STARTERS)], ids=["no map", "every starter"])
def test_the_facilitators_workbook_runs_on_a_folder_and_tells_of_each_journey(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    store = Store(tmp_path / "journeys")
    for name in names:
        store.create(starter(name))

    finished = tmp_path / host.FILE
    job = Job(str(shipped("workbooks") / host.FILE), str(finished), {"folder": str(store.folder)})
    assert [one.fault for one in run_jobs([job], 1)] == [None]

    cells = [cell for cell in nbformat.read(finished, as_version=4).cells if cell.id == "page"]
    ((data,),) = ([output["data"] for output in cell.outputs] for cell in cells)
    assert set(data) == {"text/plain", "text/html", "text/markdown"}
    for text in (data["text/plain"], unescape(data["text/html"])):
        assert READ_ONLY in text
        assert (NONE in text) == (names == ())
        for name in names:
            assert re.search(rf"{re.escape(starter(name).title or name)}:(</b>)? \d of 8 parts done, \d+ piece", text)


def test_the_finished_map_shows_its_pictures_without_a_network(tmp_path: Path) -> None:
    airport = shipped("templates") / "journeys" / "airport.json"

    (made,) = run_workbooks(airport, tmp_path, names=("map",), progress=False)

    html = "".join(
        output["data"].get("text/html", "")
        for cell in nbformat.read(made, as_version=4).cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    )
    assert html.count('src="data:image/png;base64,') == html.count("src=") == 3
    assert "Security" in html


@pytest.mark.parametrize("name", ["04", "satisfaction", "04_satisfaction", "04_satisfaction.ipynb"])
def test_a_workbook_may_be_named_by_number_name_or_file(name: str) -> None:
    assert workbooks_named((name,)) == ("04_satisfaction.ipynb",)


def test_workbooks_come_in_the_order_of_the_method() -> None:
    assert workbooks_named(("map", "01")) == ("01_diagnostic.ipynb", "07_map.ipynb")


def test_an_unknown_workbook_is_refused_with_the_list_of_those_there_are() -> None:
    with pytest.raises(RerunError, match="06_solutions"):
        workbooks_named(("12_profit",))


def test_what_is_asked_for_as_text_is_text_as_it_was_typed() -> None:
    files = workbooks_named(())
    assert parameters(("group=1e5", "period=2026", "view=x=y", "persona=", "edition=null"), files) == {
        "group": "1e5",
        "period": "2026",
        "view": "x=y",
        "persona": "",
        "edition": "null",
    }
    assert parameters(("new=1", "other=true"), files) == {"new": 1, "other": True}


@pytest.mark.parametrize("text", ["a", "=1", "1a=2", ""])
def test_a_parameter_without_a_name_or_a_value_is_refused(text: str) -> None:
    with pytest.raises(RerunError, match="name=value"):
        parameters((text,), ())


def test_who_leaves_out_the_ending_of_a_file_of_runs_is_told(tmp_path: Path) -> None:
    (tmp_path / "quarter.toml").touch()
    said = CliRunner().invoke(app, ["run", str(tmp_path / "quarter"), "-o", str(tmp_path / "out")])
    assert (said.exit_code, said.stderr) == (
        2,
        f"“{tmp_path}/quarter” is a file of runs. Write cjm run {tmp_path}/quarter.toml.\n",
    )


def test_the_journey_is_no_parameter(tmp_path: Path) -> None:
    with pytest.raises(RerunError, match="first word"):
        run_workbooks(STARTERS[0], tmp_path / "out", given={"journey": "another"}, progress=False)


def test_an_unknown_parameter_is_refused_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(RerunError, match="edition"):
        run_workbooks(STARTERS[0], tmp_path / "out", given={"joruney": "x"}, progress=False)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", [True, None, [1], {"a": 1}])
def test_a_value_of_another_type_is_refused_before_anything_runs(value: object, tmp_path: Path) -> None:
    with pytest.raises(RerunError, match="“edition” has to be text"):
        run_workbooks(STARTERS[0], tmp_path / "out", given={"edition": value}, progress=False)
    assert not (tmp_path / "out").exists()


def test_what_a_journey_has_not_is_refused_before_anything_runs(tmp_path: Path) -> None:
    for asked in ({"edition": "Never"}, {"persona": "Nobody"}, {"group": "North"}, {"period": "soon"}):
        with pytest.raises(RerunError, match="|".join(asked.values())):
            run_workbooks(STARTERS[0], tmp_path / "out", given=asked, progress=False)
    assert not (tmp_path / "out").exists()


def test_each_workbook_says_what_it_can_be_asked_for() -> None:
    told = list(in_words(workbooks_named(("8", "map"))))
    view = told.index(
        'view (text; "" if left out): A view’s name, such as QIA four rows, for what it shows; empty for all layers.'
    )
    assert told[view + 1] == "  07_map"
    (edition,) = [at for at, line in enumerate(told) if line.startswith("edition ")]
    assert told[edition + 1] == "  07_map, 08_evaluate"
    assert "-p group=North" in told[-1]


def test_what_is_asked_for_is_what_the_finished_notebook_tells(tmp_path: Path) -> None:
    airport = shipped("templates") / "journeys" / "airport.json"
    names = ("satisfaction", "map")
    plain, henry = (
        [path.read_text() for path in run_workbooks(airport, tmp_path / at, names=names, given=given, progress=False)]
        for at, given in (("all", {}), ("one", {"persona": "Henry"}))
    )
    assert all("Yusuf" in text for text in plain)
    assert not any("As Yusuf" in text for text in henry)


def test_a_journey_that_cannot_be_read_is_refused_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "trip.json").write_text("not a journey")

    with pytest.raises(RerunError, match="trip"):
        run_workbooks(tmp_path / "trip.json", tmp_path / "out", progress=False)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file is in the way")

    with pytest.raises(RerunError, match="is a file"):
        run_workbooks(STARTERS[0], tmp_path / "out", progress=False)
    with pytest.raises(RerunError, match="cannot be made"):
        run_workbooks(STARTERS[0], tmp_path / "out" / "below", progress=False)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("journey", "nowhere"), "nowhere"),
        (("journey", "None"), "has to be the name of a map, in quotation marks; it is None"),
    ],
)
def test_stock_papermill_fails_with_a_sentence_on_a_journey_that_is_not_there(tmp_path, given, says):
    book = shipped("workbooks") / "04_satisfaction.ipynb"
    done = subprocess.run(
        [sys.executable, "-m", "papermill", str(book), str(tmp_path / "out.ipynb"), "-k", "python3", "-p", *given],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CJM_FOLDER": str(tmp_path)},
    )
    assert done.returncode != 0
    assert says in done.stderr
    outputs = [
        output
        for cell in json.loads((tmp_path / "out.ipynb").read_text())["cells"]
        for output in cell.get("outputs", ())
        if output["output_type"] == "error"
    ]
    assert [len(output["traceback"]) for output in outputs] == [1], "the sentence alone"
