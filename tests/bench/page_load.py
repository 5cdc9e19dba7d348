"""How soon a page is complete: this workbook against stock Voilà with an equal form, pandas and altair, in one run.

    uv run python tests/bench/page_load.py [LOADS]

Each load is one request for the whole page, its own process included, one after the other and in turn, so that
a slow spell of the computer hits both. It prints seconds and the ratio, and asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

LOADS = 7

STOCK_CELLS = (
    "import ipywidgets as widgets, pandas as pd, altair as alt",
    "journey = pd.DataFrame({'step': [f'Step {n}' for n in range(10)], 'rating': [n % 5 - 2 for n in range(10)]})",
    (
        "widgets.VBox([widgets.VBox([widgets.Text(description=label) for label in "
        "('Actions', 'Responses', 'Language', 'Feelings', 'Emotions')] + "
        "[widgets.IntSlider(min=-2, max=2, description=step)]) for step in journey.step])"
    ),
    "alt.Chart(journey).mark_line(point=True).encode(x='step', y='rating')",
)


@contextmanager
def running(command: list[str], address: str) -> Iterator[None]:
    """A server in a process of its own, from the moment it answers."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(address, timeout=60).read()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


def seconds(address: str) -> float:
    """How long the whole page takes."""
    began = time.perf_counter()
    urllib.request.urlopen(address, timeout=120).read()
    return time.perf_counter() - began


def main() -> None:
    """Prints the figures."""
    loads = int(sys.argv[1]) if len(sys.argv) > 1 else LOADS
    with tempfile.TemporaryDirectory() as folder:
        stock = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in STOCK_CELLS])
        stock.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(stock, Path(folder) / "stock.ipynb")
        ours = "http://127.0.0.1:8931/voila/render/04_satisfaction.ipynb?journey=airport"
        theirs = "http://127.0.0.1:8932/"
        serve = [sys.executable, "-m", "cjm_widgets", "serve", f"{folder}/journeys"]
        with (
            running([*serve, "--no-browser", "--no-token", "--port", "8931"], ours),
            running([sys.executable, "-m", "voila", f"{folder}/stock.ipynb", "--no-browser", "--port", "8932"], theirs),
        ):
            pairs = [(seconds(ours), seconds(theirs)) for _ in range(loads)]
    print(f"{loads} loads of one page each, one after the other, in turn (seconds: median, smallest, largest)")
    for name, figures in (("this workbook", [a for a, _ in pairs]), ("stock Voilà", [b for _, b in pairs])):
        print(f"  {name:15} {statistics.median(figures):6.2f} {min(figures):6.2f} {max(figures):6.2f}")
    print(f"  ratio, pair by pair: {statistics.median(a / b for a, b in pairs):.2f}")


if __name__ == "__main__":
    main()
