"""Runs the golden notebooks again and keeps their figures, after a change that is meant to change them.

    uv run python tests/notebooks/make_golden.py

Read the difference before you commit it: it is what the tests will hold the workbook to.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent

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
        NotebookClient(notebook, kernel_name="python3", store_widget_state=False).execute()
        notebook.metadata.pop("widgets", None)
        for cell in notebook.cells:
            cell.metadata = {}
            for output in cell.outputs:
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        nbformat.write(notebook, HERE / f"golden_{journey}.ipynb")


if __name__ == "__main__":
    main()
