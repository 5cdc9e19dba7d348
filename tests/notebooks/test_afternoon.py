"""The notebook for people who write Python gives the figures that stand in it, and `cjm lab` brings it along."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import gettempdir

import nbformat
import pytest
from comparing import compared

from cjm_widgets.serve import lab as lab_module
from cjm_widgets.serve.books import books_in
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter

OURS = shipped("workbooks") / "python"
NAME = "analyst_afternoon.ipynb"


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CJM_FOLDER", raising=False)
    shutil.copytree(OURS, tmp_path, dirs_exist_ok=True)
    Store(tmp_path / "journeys").create(starter("airport"))
    return tmp_path / NAME


def test_it_gives_the_figures_that_stand_in_it(notebook: Path) -> None:
    before = Store(notebook.parent / "journeys").open("airport")
    done = compared(notebook)
    assert done.returncode == 0, done.stdout
    assert Store(notebook.parent / "journeys").open("airport") == before, "the group's own map stays as it is"


def test_a_figure_of_the_survey_that_is_changed_makes_it_fail(notebook: Path) -> None:
    file = notebook.with_name("passengers_2026.csv")
    file.write_text(file.read_text(encoding="utf-8").replace("Security,24", "Security,36"), encoding="utf-8")
    assert compared(notebook).returncode == 1


def test_it_holds_no_scripts_and_is_small() -> None:
    text = (OURS / NAME).read_text(encoding="utf-8")
    assert "<script" not in text
    assert len(text) < 60_000
    assert [
        cell.source for cell in nbformat.reads(text, as_version=4).cells if str(Path(gettempdir())) in str(cell)
    ] == []


def test_the_laboratory_brings_it_with_its_surveys_and_no_page_of_it_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab_module, "run_lab", lambda *_: None)
    said: list[str] = []
    lab_module.lab(tmp_path, say=said.append)
    brought = tmp_path / "workbooks" / "python"
    assert {path.name for path in OURS.iterdir()} <= {path.name for path in brought.iterdir()}

    mine = brought / "passengers_2026.csv"
    mine.write_text("step,negative_pct,n\nSecurity,1,900\n", encoding="utf-8")
    lab_module.lab(tmp_path, say=said.append)
    assert mine.read_text(encoding="utf-8").endswith("Security,1,900\n"), "what somebody changed stays"
    assert NAME not in {one.file for one in books_in(shipped("workbooks"))}
