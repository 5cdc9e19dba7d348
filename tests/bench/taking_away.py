"""How long each form of a map takes, and whether thirty people who take theirs away hold up those who type.

    uv run python tests/bench/taking_away.py
    uv run python tests/bench/taking_away.py --typists 12 --seconds 30

First each form is made of a map with ten steps, in a process that has made one before and in a fresh one. Then people
type as in typing_together.py, and half-way through as many as there are ask for a file at the same moment. It prints
seconds and milliseconds, and asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from urllib.request import urlopen

import servers  # first: it shows the way to the modules of the tests
from typing_together import minute, print_times, typists_of

from cjm_widgets.formats.base import Outgoing
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.tasks.making import starter
from cjm_widgets.views.method_views import METHOD_VIEWS

ARRIVING = 12.0
"""Seconds until thirty people have arrived."""


def print_forms(folder: Path) -> None:
    """The table of all forms."""
    shown, _ = leaving(starter("airport"))
    out = Outgoing(shown, METHOD_VIEWS[0])
    print(f"{'seconds, a map of ten steps':28}{'again':>8}{'command':>9}{'kB':>7}")
    for how in FORMATS:
        how.write(out)
        began = time.perf_counter()
        made = how.write(out)
        again = time.perf_counter() - began
        file = folder / f"map{how.ending}"
        command = [sys.executable, "-m", "cjm_widgets", "export", "airport", "-o", str(file)]
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        print(f"{how.title:28}{again:8.2f}{time.perf_counter() - began:9.2f}{len(made.data) // 1024:7}")


def take(running: servers.Running, journeys: list[str], people: int) -> tuple[float, float]:
    """All ask at the same moment; seconds until the first and the last has a file."""
    wished = [f"{running.url}/cjm/export/{how.name}" for how in FORMATS]
    began = time.perf_counter()

    def one(address: str, journey: str) -> float:
        with urlopen(f"{address}?journey={journey}", timeout=300) as answer:
            answer.read()
        return time.perf_counter() - began

    asked = list(islice(zip(cycle(wished), cycle(journeys), strict=False), people))
    with ThreadPoolExecutor(people) as pool:
        times = sorted(pool.map(lambda pair: one(*pair), asked))
    return times[0], times[-1]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--typists", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    servers.prepared()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        subprocess.run(
            [sys.executable, "-m", "cjm_widgets", "new", "airport", "--from", "airport"], check=True, cwd=place
        )
        print_forms(place)
        folder = place / "teams"
        typists = typists_of(folder, asked.typists, seed=1)
        journeys = sorted({one.journey for one in typists})
        taken: list[tuple[float, float]] = []
        with servers.workbook(folder) as running:

            def half_way() -> None:
                time.sleep(ARRIVING + asked.seconds / 3)
                taken.append(take(running, journeys, asked.typists))

            takes = threading.Thread(target=half_way, daemon=True)
            takes.start()
            made = asyncio.run(minute(running, typists, asked.seconds))
            takes.join()
    acknowledged = [one.took for each in made.typists for one in each.person.outbox.acknowledged.values()]
    print(f"{asked.typists} people type, and {asked.typists} take a map away at the same moment")
    print(f"  files: the first after {taken[0][0]:.1f} s, the last after {taken[0][1]:.1f} s")
    print(f"{'milliseconds':24}{'p50':>8}{'p95':>8}{'p99':>8}{'worst':>8}{'count':>10}")
    print_times("edit to disk", acknowledged)
    print_times("letter to colleague", made.to_colleague)


if __name__ == "__main__":
    main()
