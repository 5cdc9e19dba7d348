"""Runs the golden notebooks and the analyst’s afternoon again, after a change that is meant to change their figures.

    uv run python tests/notebooks/make_golden.py

Read the difference before you commit it: it is what the tests will hold the workbook to.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

from cjm_widgets.shipped import shipped
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.making import starter

HERE = Path(__file__).parent
PICTURE = re.compile(r"data:image/png;base64,[\w+/=]+")
"""Pictures are left out: each says what its figures say, and differs from one version of typst to the next."""

CELLS = (
    """import json
from cjm_widgets.journey.model import Journey
from cjm_widgets.shipped import shipped
FILE = shipped("templates") / "journeys" / "{journey}.json"
journey = Journey.model_validate(json.loads(FILE.read_text(encoding="utf-8")))
len(journey.steps), len(journey.moments), len(journey.solutions)""",
    """from cjm_widgets.charts.figures import satisfaction_figures
print(satisfaction_figures(journey).drop(columns="source").to_string(index=False))""",
    """from cjm_widgets.charts.figures import diagnostic_figures
print(diagnostic_figures(journey).drop(columns="reason").to_string(index=False))""",
    """from cjm_widgets.journey.diagnostic import verdict
verdict(journey).to_json()""",
    """from cjm_widgets.journey.narration import narrate
print(narrate(journey))""",
    """from cjm_widgets.widgets.monitor_view import monitor_view
for curve in monitor_view(journey, editable=False)["curves"]:
    heights = [point["height"] and round(point["height"], 4) for point in curve["points"]]
    print(curve["title"], heights)""",
    """from cjm_widgets.pages import open_page
open_page("satisfaction", str(FILE))""",
    """open_page("moments_of_truth", str(FILE))""",
    """open_page("solutions", str(FILE))""",
    """open_page("map", str(FILE))""",
    """from cjm_widgets.journey.rules import advice
for one in advice(journey):
    print(f"{{one.say}} ({{one.source}})")""",
)


def main() -> None:
    """Writes golden_airport.ipynb and golden_employer.ipynb."""
    for journey in ("airport", "employer"):
        notebook = nbformat.v4.new_notebook()
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook.cells = [
            nbformat.v4.new_code_cell(text.format(journey=journey), id=f"cell-{number}")
            for number, text in enumerate(CELLS, 1)
        ]
        NotebookClient(notebook, kernel_name="python3").execute()
        for cell in notebook.cells:
            cell.metadata = {}
            for output in cell.outputs:
                data = output.get("data", {})
                data |= {kind: PICTURE.sub("data:image/png;base64,", text) for kind, text in data.items()}
        nbformat.write(notebook, HERE / f"golden_{journey}.ipynb")
    make_afternoon()


def make_afternoon() -> None:
    """Runs the analyst's afternoon in a folder of its own, and keeps what is the same on any day and computer."""
    ours = shipped("workbooks") / "python" / "analyst_afternoon.ipynb"
    notebook = nbformat.read(ours, as_version=4)
    with TemporaryDirectory() as here:
        shutil.copytree(ours.parent, here, dirs_exist_ok=True)
        opened_store(Path(here) / "journeys").create(starter("airport"))
        run_in = {"metadata": {"path": here}}
        NotebookClient(notebook, kernel_name="python3", store_widget_state=False, resources=run_in).execute()
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = {"tags": tags} if tags else {}
        if cell.cell_type == "code" and tags:
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, ours)


if __name__ == "__main__":
    main()
