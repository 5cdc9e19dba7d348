"""How much sooner `cjm run` is than stock papermill, for one journey and for each further one.

    uv run python tests/bench/runs.py
    uv run python tests/bench/runs.py --journeys 5 --turns 3

Both take turns in the same minutes: a workbook by papermill, all workbooks by `cjm run`, and so on. It prints seconds
of the clock and of the processor, and ratios, and asserts nothing.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from cjm_widgets.rerun.run import workbooks
from cjm_widgets.shipped import shipped

JOURNEY = shipped("templates") / "journeys" / "airport.json"


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a command takes, with all processes that it starts.

    Args:
        command: what is run.
        folder: where.
    """
    before = psutil.Process().cpu_times()
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = psutil.Process().cpu_times()
    before_all, after_all = (one.children_user + one.children_system for one in (before, after))
    return wall, after_all - before_all


def stock(file: str, folder: Path) -> tuple[float, float]:
    """One workbook by papermill's own command."""
    command = [sys.executable, "-m", "papermill", str(shipped("workbooks") / file), f"stock_{file}", "-k", "python3"]
    return timed([*command, "-p", "journey", str(JOURNEY)], folder)


def ours(journeys: int, folder: Path) -> tuple[float, float]:
    """All workbooks of some journeys by `cjm run`."""
    places = [folder / f"map-{at}" / "airport.json" for at in range(journeys)]
    for place in places:
        place.parent.mkdir(exist_ok=True)
        shutil.copy(JOURNEY, place)
    if journeys == 1:
        every = ",".join(f"{number:02}" for number in range(9))
        named = [str(places[0]), "--workbooks", every]  # no report: papermill makes none
    else:
        (folder / "all.toml").write_text(
            f"journeys = {[str(one) for one in places]}\nreport = false\n", encoding="utf-8"
        )
        named = ["all.toml"]
    shutil.rmtree(folder / "out", ignore_errors=True)
    return timed([sys.executable, "-m", "cjm_widgets", "run", *named, "-o", "out"], folder)


def measure(journeys: int, turns: int, folder: Path) -> list[str]:
    """The lines of the table.

    Args:
        journeys: how many are run at once for the price of a further one.
        turns: how often all is measured.
        folder: an empty one.
    """
    files = workbooks()
    one, many, each = [], [], []
    for _ in range(turns):
        by_file = []
        for at, file in enumerate(files):
            by_file.append(stock(file, folder))
            if at == len(files) // 3:
                one.append(ours(1, folder))
            if at == 2 * len(files) // 3:
                many.append(ours(journeys, folder))
        each.append(tuple(map(sum, zip(*by_file, strict=True))))
    lines = [f"{'seconds':34}{'clock':>9}{'processor':>11}{'sooner':>9}"]
    papermill, single, several = (tuple(map(min, zip(*found, strict=True))) for found in (each, one, many))
    further = tuple((more - less) / (journeys - 1) for more, less in zip(several, single, strict=True))
    for name, (wall, cpu) in (
        (f"papermill, {len(files)} workbooks", papermill),
        ("cjm run, one journey", single),
        (f"cjm run, each of {journeys - 1} more", further),
    ):
        lines.append(f"{name:34}{wall:9.2f}{cpu:11.2f}{papermill[0] / wall:8.1f}×")
    return lines


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--journeys", type=int, default=5)
    parser.add_argument("--turns", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(measure(asked.journeys, asked.turns, Path(folder))))


if __name__ == "__main__":
    main()
