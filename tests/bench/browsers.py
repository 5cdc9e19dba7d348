"""Real browsers that open the page at the same moment, round after round: how many arrived, and when.

In turn with the same page drawn by Voilà's own front end, which draws it where a team has added other widgets.

    uv run python tests/bench/browsers.py
    uv run python tests/bench/browsers.py --browsers 4 --rounds 1 --no-stock

Each is a new one (its own storage and cache, in one Chromium), open before the clock starts. It has arrived when a
word typed into its form is acknowledged with "Saved". At the end the words are looked up in the journeys' files. Stock
Voilà comes once; there a browser has arrived when it shows a field. It prints, and asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import statistics
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from real_browsers import Came, together
from teams import make_teams, typed_words

WORD = "{}{}q{}"
TEAM = 6


def print_browsers(
    browsers: int,
    rounds: int,
    place: Path,
    *,
    page: str = "04_satisfaction",
    patience: float = 115.0,
    stock: bool = True,
) -> None:
    """One line a round, the sum of all rounds, and stock Voilà once."""
    journeys = make_teams(place / "journeys", browsers, TEAM)
    print(f"{'':28}{'arrived':>9}{'first':>8}{'median':>8}{'last':>8}   seconds until a typed word was saved")
    came: dict[str, list[Came]] = {}
    lasts: list[list[float]] = []
    typed: list[str] = []
    with (
        servers.workbook(place / "journeys", page=page) as ours,
        servers.under_voilas_front(place / "journeys", page=page) as voilas,
    ):
        for at in range(rounds):
            lasts.append([])
            for running in (ours, voilas):
                words = [WORD.format(running.name[0], at, number) for number in range(browsers)]
                addresses = [
                    f"{running.url}/voila/render/{page}.ipynb?journey={journeys[number // TEAM]}"
                    for number in range(browsers)
                ]
                found = asyncio.run(together(addresses, words, patience=patience))
                print_round(f"{at + 1} {running.name}", found)
                came.setdefault(running.name, []).extend(found)
                lasts[-1].append(max(one.seconds if one.seconds is not None else math.inf for one in found))
                typed += [words[one.number] for one in found if one.seconds is not None]
    for name, all_rounds in came.items():
        print_round(f"all, {name}", all_rounds)
    sooner = statistics.median(with_voilas / with_ours for with_ours, with_voilas in lasts)
    print(f"the last one works {sooner:.1f} times sooner than with Voilà's front end (median of the rounds)")
    kept = typed_words(place / "journeys", typed)
    print(f"words acknowledged {len(typed)}, of these in the journeys {len(kept)}")
    if stock:
        with servers.stock(place / "stock") as running:
            found = asyncio.run(together([running.page] * browsers, [""] * browsers, patience=patience))
            print_round(f"{running.name}, once", found)


def print_round(name: str, came: Sequence[Came]) -> None:
    """How many came and when."""
    times = sorted(one.seconds for one in came if one.seconds is not None)
    shown = (times[0], statistics.median(times), times[-1]) if times else (float("nan"),) * 3
    again = sum(one.loads > 1 for one in came)
    print(
        f"{name:28}{len(times):5}/{len(came):<3}{shown[0]:8.1f}{shown[1]:8.1f}{shown[2]:8.1f}"
        + (f"   {again} tried again by themselves" if again else ""),
        flush=True,
    )
    for problem in sorted({one.problem for one in came if one.problem}):
        print(f"    {problem}")
    for complaint, count in Counter(text for one in came for text in set(one.said)).most_common(5):
        print(f"    {count} × a script complained: {complaint}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browsers", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--patience", type=float, default=115.0, help="seconds until a round gives up (115)")
    parser.add_argument("--page", default="04_satisfaction")
    parser.add_argument("--no-stock", action="store_true")
    asked = parser.parse_args()
    servers.prepared()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        print_browsers(
            asked.browsers,
            asked.rounds,
            Path(name),
            page=asked.page,
            patience=asked.patience,
            stock=not asked.no_stock,
        )


if __name__ == "__main__":
    main()
