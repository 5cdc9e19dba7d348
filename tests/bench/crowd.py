"""Thirty people open the link at the same moment: this workbook against stock Voilà and its pool, in one run.

    uv run python tests/bench/crowd.py
    uv run python tests/bench/crowd.py --crowds 12 --rounds 1 --only crowds memory
    uv run python tests/bench/crowd.py --no-fork --stock --only crowds memory
    uv run python tests/bench/crowd.py --stock 12 --patience 300

Four parts, one after the other, each on a server of its own: crowds, memory, browsers, typing. A part that fails
says so, and the next one follows. It prints, and asserts nothing. All is byte-compiled first.

"Page" is the last byte of the HTML; "works" is when the widgets are there and their process has answered. Those who
did not arrive within the patience are counted, with what they have instead. CPU is user and system time of the
server, and of the pages' processes with all from which they are forked, ended ones included, until all have arrived.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from arriving import Crowd, crowd, memory
from browsers import print_browsers
from new_browser import files_of
from typing_together import print_typing

PARTS = ("crowds", "memory", "browsers", "typing")


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="which parts (all)")
    parser.add_argument("--crowds", nargs="+", type=int, default=[12, 30], help="how many come at once (12 30)")
    parser.add_argument("--stock", nargs="*", type=int, default=None, help="crowds for stock Voilà (the same)")
    parser.add_argument(
        "--pool", type=int, default=1, help="pages that Voilà's pool holds (1, its own default); 0: skip"
    )
    parser.add_argument("--rounds", type=int, default=3, help="of each crowd on this workbook (3)")
    parser.add_argument("--patience", type=float, default=600.0, help="seconds until a crowd gives up (600)")
    parser.add_argument("--no-fork", action="store_true", help="as on Windows: spare processes in place of forked ones")
    parser.add_argument("--page", default="04_satisfaction", help="the page that is opened")
    parser.add_argument("--browsers", type=int, default=12, help="real browsers at once (12)")
    parser.add_argument("--browser-rounds", type=int, default=10, help="rounds of real browsers (10)")
    parser.add_argument("--typists", type=int, default=30, help="people who type (30)")
    parser.add_argument("--typing-seconds", type=float, default=60.0, help="for how long (60)")
    return parser.parse_args()


def main() -> None:
    """Prints the figures."""
    asked = arguments()
    if asked.no_fork:
        os.environ["CJM_FORK"] = "0"
    print("Byte-compiling what is installed …", flush=True)
    servers.prepared()
    ways: dict[str, Callable[[argparse.Namespace, Path], None]] = {
        "crowds": print_crowds,
        "memory": print_memory,
        "browsers": lambda asked, place: print_browsers(asked.browsers, asked.browser_rounds, place, page=asked.page),
        "typing": lambda asked, place: print_typing(asked.typists, asked.typing_seconds, place),
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for part in (part for part in PARTS if part in asked.only):
            print(f"\n== {part}", flush=True)
            try:
                ways[part](asked, Path(name) / part)
            except Exception:  # noqa: BLE001  the other parts are still worth their figures
                traceback.print_exc()


def print_crowds(asked: argparse.Namespace, place: Path) -> None:
    """So many page loads at once, on each server."""
    print(
        f"{'':34}{'arrived':>9}{'page: first':>13}{'median':>8}{'last':>8}{'works: first':>14}{'median':>8}{'last':>8}",
        end="",
    )
    print(f"{'CPU: server':>13}{'kernel':>8}{'both':>8}")
    ours: dict[int, list[Crowd]] = {}
    theirs: dict[str, dict[int, Crowd]] = {}
    with servers.workbook(place / "journeys", page=asked.page) as running:
        files = files_of(running.page)
        print(f"  (a new browser asks for {len(files)} files beside the page)")
        asyncio.run(crowd(running, 1, patience=asked.patience))
        for people in asked.crowds:
            for _ in range(asked.rounds):
                made = asyncio.run(crowd(running, people, patience=asked.patience))
                ours.setdefault(people, []).append(made)
                print_line(f"{running.name}, {people}", made)
            made = asyncio.run(crowd(running, people, files=files, patience=asked.patience))
            print_line(f"{running.name}, {people} new browsers", made)
    for pool in (0, asked.pool) if asked.pool else (0,):
        with servers.stock(place / f"stock{pool}", pool=pool) as running:
            asyncio.run(crowd(running, 1, patience=asked.patience))
            for people in asked.crowds if asked.stock is None else asked.stock:
                made = asyncio.run(crowd(running, people, patience=asked.patience))
                theirs.setdefault(running.name, {})[people] = made
                print_line(f"{running.name}, {people}", made)
    for name, crowds in theirs.items():
        for people, made in crowds.items():
            if people in ours:
                print_ratio(name, people, made, ours[people])


def print_line(name: str, made: Crowd) -> None:
    """One crowd."""
    print(f"{name:34}{len(made.arrivals):5}/{made.asked:<3}", end="")
    for what, widths in (("page", (13, 8, 8)), ("works", (14, 8, 8))):
        times = made.times(what)
        shown = (times[0], times[len(times) // 2], times[-1]) if times else (float("nan"),) * 3
        print("".join(f"{seconds:{width}.2f}" for seconds, width in zip(shown, widths, strict=True)), end="")
    print(f"{made.cpu.server:13.3f}{made.cpu.pages:8.3f}{made.cpu.server + made.cpu.pages:8.3f}", flush=True)
    for problem in sorted(set(made.problems)):
        print(f"    {made.problems.count(problem)} × {problem}")


def print_ratio(name: str, people: int, theirs: Crowd, ours: Sequence[Crowd]) -> None:
    """How many times sooner the last one of a crowd has a page here; of several rounds the one in the middle."""
    if not theirs.arrivals or not all(one.arrivals for one in ours):
        print(f"{name}, {people} at once: no ratio, nobody arrived")
        return
    bound = "" if len(theirs.arrivals) == people else "at least "
    for what, word in (("page", "has the page"), ("works", "can work")):
        lasts = sorted(one.times(what)[-1] for one in ours)
        ratio = theirs.times(what)[-1] / lasts[len(lasts) // 2]
        print(f"{people} at once: the last one {word} {bound}{ratio:.1f} times sooner here than with {name}")


def print_memory(asked: argparse.Namespace, place: Path) -> None:
    """Megabytes of each further participant."""
    few, many = (min(10, max(1, asked.crowds[-1] // 3)), asked.crowds[-1])
    with servers.workbook(place / "journeys", page=asked.page) as running:
        print_megabytes(running, few, many, asked.patience)
    with servers.stock(place / "stock") as running:
        print_megabytes(running, 2, 6, asked.patience)


def print_megabytes(running: servers.Running, few: int, many: int, patience: float) -> None:
    """One server's line."""
    found = asyncio.run(memory(running, few, many, patience=patience))
    if found is None:
        print(f"{running.name}: not all arrived, no figure")
        return
    print(
        f"{running.name}: {found.shared:.1f} MB for each further participant, between {few} and {many} of them "
        f"(PSS of the server and all its processes; USS of the process of one page, median: {found.own:.1f} MB)"
    )


if __name__ == "__main__":
    main()
