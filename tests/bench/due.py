"""How long it takes to say what is due over many maps: in a new process, and on a page that has read them before.

python tests/bench/due.py [maps]     200 if left out; each as large as an example that comes with the package
"""

from __future__ import annotations

import gc
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from cjm_widgets.pages.told import told_folder
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.due import find_due
from cjm_widgets.tasks.making import STARTERS, starter
from cjm_widgets.tasks.side_by_side import side_by_side

TODAY = date(2026, 11, 30)


def fill(folder: Path, count: int) -> None:
    """Makes the maps."""
    store = opened_store(folder)
    names = [name for name, _, _ in STARTERS if name != "blank"]
    for number in range(count):
        made = starter(names[number % len(names)])
        store.create(made.model_copy(update={"id": f"map-{number}", "title": f"Map {number}"}))


def measure(folder: Path) -> None:
    """Reads them as the command does, and once more as a page does that is open."""
    store = opened_store(folder)
    for name in ("read for the first time", "read before"):
        gc.disable()
        wall, processor = perf_counter(), process_time()
        found = find_due(store.entries(), TODAY)
        gc.enable()
        print(f"{name}: {perf_counter() - wall:.2f} s, {process_time() - processor:.2f} s of the processor; ", end="")
        print(f"{len(found.todos)} things still to do")
    read, beside = process_time(), store.entries()
    lines, drawn = side_by_side(beside, TODAY), process_time()
    told_folder(store).bundle()
    print(f"{len(lines)} maps side by side: {drawn - read:.2f} s of the processor; ", end="")
    print(f"as a finished notebook tells them, {(process_time() - drawn) / (drawn - read):.1f} times that")
    wall = perf_counter()
    command = [sys.executable, "-m", "cjm_widgets", "due", str(folder), "--today", str(TODAY)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    print(f"the whole command, with Python: {perf_counter() - wall:.2f} s, exit status {done.returncode}")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        fill(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 200)
        measure(Path(place))
