"""How often what is told of a sample is right, over a larger grid than the tests': coverage, false calls, calibration.

python tests/bench/intervals.py [samples]     of each case; 1,000 take some minutes
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "statistics"))

import simulated
from simulated import DIVIDED, Held, World, answers, told

from cjm_widgets.statistics import ranks, standing

NS = (1, 2, 3, 5, 10, 20, 50, 100)
STEPS = 14


def coverage(chance: Random, samples: int) -> None:
    """Of each interval, by how many answered."""
    for n in NS:
        print(f"share of {n}: ", end="")
        told(list(simulated.shares([n], 100)))
    for n in (n for n in NS if n <= 50):
        print(f"score of {n}: ", end="")
        told(list(simulated.scores([n])))
    for n in NS:
        print(f"five points, {n}: ", end="")
        told(list(simulated.points(chance, [n], samples)))
    for sizes in ((1, 1), (2, 8), (5, 5), (10, 40), (50, 50)):
        print(f"superiority, {sizes}: ", end="")
        told(list(simulated.superior(chance, [sizes], max(1, samples // 10))))
    for n in (5, 10, 30, 100, 300):
        print(f"rank correlation, {n}: ", end="")
        told(list(simulated.correlations(chance, [n], samples)))
    for n in (110, 300, 1000):
        print(f"relative weights, {n}: ", end="")
        told(list(simulated.weights(chance, [n], max(1, samples // 10))))


def false_calls(chance: Random, samples: int) -> None:
    """Of 14 steps that are all alike, in how many surveys one is called."""
    kinds = (simulated.as_share, simulated.as_points, simulated.as_score, simulated.as_mean, *simulated.SHOWN)
    for kind, alike in itertools.product(kinds, (0.0, 0.5)):
        found = []
        for (name, parts), n in itertools.product(DIVIDED.items(), (3, 5, 10, 30, 100)):
            called = 0
            for _ in range(samples):
                rows = simulated.people(chance, [0] * STEPS, simulated.cuts(parts), n, alike=alike)
                called += any(standing.of_figures({key: kind(each) for key, each in answers(rows).items()}).values())
            found.append(Held(called / samples, f"{name}, {n}"))
        print(f"called by {kind.__name__}, {alike} of a feeling the person's: ", end="")
        told(found, worst=max)


def calibration(chance: Random, samples: int) -> None:
    """Of what is said to be among the lowest three, how much is."""
    for n, spread in itertools.product((3, 5, 10, 30, 100), (0.1, 0.3, 0.8)):
        world = World(10, spread, n, 0.4, 0.2)
        for name, ask in (
            ("rows", lambda rows: ranks.of_rows(rows, chance, draws=200)),
            (
                "figures",
                lambda rows: ranks.of_figures(
                    {key: simulated.as_points(each) for key, each in answers(rows).items()}, chance, draws=200
                ),
            ),
        ):
            found = simulated.calibration(chance, [world], samples, ask)
            said = "; ".join(f"{100 * said:.0f} is {100 * was:.0f} ({of})" for said, was, of in found.values())
            print(f"{name} of {n}, steps apart by {spread}: {said}")


def main() -> None:
    """Print all of it."""
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chance = Random(2026)  # noqa: S311  the same in every run
    coverage(chance, samples)
    false_calls(chance, max(1, samples // 5))
    calibration(chance, max(1, samples // 5))


if __name__ == "__main__":
    main()
