"""The golden notebooks really compare: a figure that is changed makes them fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

HERE = Path(__file__).parent


def compared(notebook: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-c",
            "/dev/null",
            str(notebook),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=notebook.parent,
    )


@pytest.mark.parametrize(
    ("figure", "other"),
    [
        ("36.0", "35.0"),  # Security in the table of figures
        ("0.6", "0.7"),  # a height on the heart monitor
    ],
)
def test_a_changed_figure_makes_a_golden_notebook_fail(tmp_path: Path, figure: str, other: str) -> None:
    notebook = nbformat.read(HERE / "golden_airport.ipynb", as_version=4)
    changed = 0
    for cell in notebook.cells:
        for output in cell.outputs:
            if not changed and figure in output.get("text", ""):
                output["text"] = output["text"].replace(figure, other, 1)
                changed += 1
    assert changed == 1, "the figure to change is not in the notebook"
    nbformat.write(notebook, tmp_path / "changed.ipynb")

    outcome = compared(tmp_path / "changed.ipynb")

    assert outcome.returncode == 1, outcome.stdout
    assert "1 failed" in outcome.stdout


def test_every_cell_that_shows_figures_has_them_in_the_golden_notebook() -> None:
    for path in sorted(HERE.glob("golden_*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        assert len(cells) >= 10
        for cell in cells:
            assert cell.outputs, f"{path.name}, {cell.id}: nothing to compare"
            assert cell.execution_count is not None
