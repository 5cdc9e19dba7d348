"""The golden notebooks really compare: a figure that is changed makes them fail."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from comparing import compared

HERE = Path(__file__).parent


def test_a_changed_figure_makes_a_golden_notebook_fail(tmp_path: Path) -> None:
    notebook = nbformat.read(HERE / "golden_airport.ipynb", as_version=4)
    others = {
        "36.0": "35.0",  # Security in the table of figures
        "0.6": "0.7",  # a height on the heart monitor
    }
    changed = {}
    for at, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        for output in cell.outputs:
            for figure in others.keys() - changed.keys():
                if figure in output.get("text", "") and at not in changed.values():
                    output["text"] = output["text"].replace(figure, others[figure], 1)
                    changed[figure] = at
    assert changed.keys() == others.keys(), "a figure to change is not in the notebook"
    for at, kind in ((6, "text/html"), (7, "text/markdown")):  # the account of a page, as each kind of viewer has it
        data = notebook.cells[at].outputs[0].data
        assert "36 %" in data[kind]
        data[kind] = data[kind].replace("36 %", "35 %", 1)
        changed[kind] = at
    nbformat.write(notebook, tmp_path / "changed.ipynb")

    outcome = compared(tmp_path / "changed.ipynb")

    assert outcome.returncode == 1, outcome.stdout
    assert set(re.findall(r"^FAILED .*::Cell (\d+)", outcome.stdout, re.MULTILINE)) == {
        str(at) for at in changed.values()
    }


def test_every_cell_that_shows_figures_has_them_in_the_golden_notebook() -> None:
    for path in sorted(HERE.glob("golden_*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        assert len(cells) >= 10
        for cell in cells:
            assert cell.outputs, f"{path.name}, {cell.id}: nothing to compare"
            assert cell.execution_count is not None
