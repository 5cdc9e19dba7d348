"""Worlds of which the truth is known, and how often what is told of their samples is right.

tests/bench/intervals.py prints the same grids, larger.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from statistics import NormalDist, fmean
from typing import NamedTuple

from cjm_widgets.statistics import compare, intervals, together
from cjm_widgets.statistics.figures import Figure, Mean, Points, Reaching, Score, Share
from cjm_widgets.statistics.weights import relative_weights

NORMAL = NormalDist()
FIVE = (1, 2, 3, 4, 5)
# how answers are divided among five points, the last of them best
DIVIDED = {
    "even": (0.2, 0.2, 0.2, 0.2, 0.2),
    "in the middle": (0.0625, 0.25, 0.375, 0.25, 0.0625),
    "well": (0.05, 0.1, 0.15, 0.3, 0.4),
    "nearly all at the top": (0.02, 0.03, 0.05, 0.1, 0.8),
    "at the ends": (0.4, 0.05, 0.1, 0.05, 0.4),
}
SCORES = {"good": (0.5, 0.3, 0.2), "very good": (0.8, 0.15, 0.05), "bad": (0.2, 0.2, 0.6), "passive": (0.05, 0.9, 0.05)}


class Held(NamedTuple):
    """How often something held, and of what."""

    often: float
    case: str


def told(found: Sequence[Held], *, worst: Callable[..., Held] = min) -> float:
    """The mean of a grid; its worst is printed."""
    often = fmean(held.often for held in found)
    print(f"mean {often:.3f} of {len(found)}, worst {worst(found).often:.3f}: {worst(found).case}")  # noqa: T201
    return often


def _inside(ends: tuple[float, ...] | None, true: float) -> bool:
    return ends is not None and ends[0] - 1e-12 <= true <= ends[1] + 1e-12


def shares(ns: Sequence[int], steps: int) -> Iterator[Held]:
    """Of all samples, reckoned, not drawn."""
    for n in ns:
        ends = [intervals.wilson(yes / n, n) for yes in range(n + 1)]
        for step in range(1, steps):
            share = step / steps
            chances = (math.comb(n, yes) * share**yes * (1 - share) ** (n - yes) for yes in range(n + 1))
            yield Held(sum(p for p, end in zip(chances, ends, strict=True) if _inside(end, share)), f"{share} of {n}")


def scores(ns: Sequence[int]) -> Iterator[Held]:
    """Of all samples, reckoned, not drawn."""
    for n in ns:
        samples = [(up, n - up - down, down) for up in range(n + 1) for down in range(n + 1 - up)]
        held = [(sample, intervals.nps(*sample)) for sample in samples]
        for name, parts in SCORES.items():
            true = 100 * (parts[0] - parts[2])
            often = math.fsum(
                math.factorial(n)
                * math.prod(part**k / math.factorial(k) for part, k in zip(parts, sample, strict=True))
                for sample, ends in held
                if _inside(ends, true)
            )
            yield Held(often, f"{name}, {n}")


def points(chance: Random, ns: Sequence[int], samples: int) -> Iterator[Held]:
    for (name, parts), n in itertools.product(DIVIDED.items(), ns):
        true = math.fsum(map(math.prod, zip(FIVE, parts, strict=True)))
        held = sum(
            _inside(intervals.points(Counter(chance.choices(FIVE, parts, k=n)), FIVE), true) for _ in range(samples)
        )
        yield Held(held / samples, f"{name}, {n}")


def superior(chance: Random, sizes: Sequence[tuple[int, int]], samples: int) -> Iterator[Held]:
    for (one, p), (two, q), (m, n) in itertools.product(DIVIDED.items(), DIVIDED.items(), sizes):
        true = math.fsum(p[i] * q[j] * ((i > j) + (i == j) / 2) for i in range(5) for j in range(5))
        held = 0
        for _ in range(samples):
            first, second = Counter(chance.choices(FIVE, p, k=m)), Counter(chance.choices(FIVE, q, k=n))
            held += _inside(compare.superiority(Points(first, FIVE), Points(second, FIVE))[1:], true)
        yield Held(held / samples, f"{one} of {m} over {two} of {n}")


def cuts(parts: Sequence[float]) -> list[float]:
    """Where a normal feeling goes from one point to the next, so that answers are divided so."""
    return [NORMAL.inv_cdf(part) for part in list(itertools.accumulate(parts))[:-1]]


def people(
    chance: Random, moved: Sequence[float], at: Sequence[float], n: int, *, alike: float, absent: float = 0.0
) -> list[dict[str, int]]:
    """Answers of people to steps of which each is so much better; a part of each feeling is the person's."""
    rows = []
    for _ in range(n):
        own = chance.gauss(0, math.sqrt(alike))
        felt = [by + own + chance.gauss(0, math.sqrt(1 - alike)) for by in moved]
        rows.append(
            {f"s{k}": 1 + sum(each > cut for cut in at) for k, each in enumerate(felt) if chance.random() >= absent}
        )
    return rows


def correlations(chance: Random, ns: Sequence[int], samples: int) -> Iterator[Held]:
    """Of two kinds of answers on five points, made by feelings that go together."""
    for name, goes in itertools.product(("even", "in the middle", "well"), (0.0, 0.3, 0.6)):
        at = cuts(DIVIDED[name])

        def drawn(n: int, at: Sequence[float] = at, goes: float = goes) -> tuple[list[float], list[float]]:
            felt = [chance.gauss() for _ in range(n)]
            other = [goes * each + math.sqrt(1 - goes * goes) * chance.gauss() for each in felt]
            return [sum(each > cut for cut in at) for each in felt], [sum(each > cut for cut in at) for each in other]

        true = together.correlation(*drawn(20_000))[0]
        for n in ns:
            found = [each for each in (together.correlation(*drawn(n)) for _ in range(samples)) if each]
            yield Held(sum(_inside(each[1:3], true) for each in found) / len(found), f"{name}, {goes}, {n}")


PARTS = (0.5, 0.35, 0.2, 0.2, 0.1, 0)


def with_parts(
    chance: Random, n: int, parts: Sequence[float] = PARTS, absent: float = 0.0
) -> tuple[list[dict[str, float]], list[float]]:
    """Answers to steps that go together by half, and an outcome with such a slope to each; its own spread is 1."""
    rows, outcome = [], []
    for _ in range(n):
        own = chance.gauss(0, math.sqrt(0.5))
        felt = [own + chance.gauss(0, math.sqrt(0.5)) for _ in parts]
        rows.append({f"s{k}": each for k, each in enumerate(felt) if chance.random() >= absent})
        outcome.append(sum(map(math.prod, zip(parts, felt, strict=True))) + chance.gauss())
    return rows, outcome


def weights(chance: Random, ns: Sequence[int], samples: int) -> Iterator[Held]:
    """Of each step's part, with a fifth of all answers missing."""
    import numpy as np

    steps = len(PARTS)
    values, vectors = np.linalg.eigh(np.full((steps, steps), 0.5) + 0.5 * np.eye(steps))
    root = vectors * np.sqrt(values) @ vectors.T
    true = root**2 @ (root @ np.array(PARTS)) ** 2
    for n in ns:
        made = [relative_weights(*with_parts(chance, n, absent=0.2), chance) for _ in range(samples)]
        for k, part in enumerate(true / true.sum()):
            yield Held(sum(_inside(each.steps[f"s{k}"][1:], part) for each in made) / samples, f"s{k} of {n}")


def answers(rows: Sequence[Mapping[str, int]]) -> dict[str, list[int]]:
    keys = sorted({key for row in rows for key in row})
    return {key: [row[key] for row in rows if key in row] for key in keys}


def as_share(given: Sequence[int]) -> Figure:
    return Share(sum(each == FIVE[-1] for each in given) / len(given), len(given))


def as_points(given: Sequence[int]) -> Figure:
    return Points(Counter(given), FIVE)


def as_score(given: Sequence[int]) -> Figure:
    return Score(sum(each == 5 for each in given), sum(each == 4 for each in given), sum(each < 4 for each in given))


def as_mean(given: Sequence[int]) -> Figure:
    return Mean.of(given)


def as_shown(kind: Callable[[Sequence[int]], Figure], low: float, high: float) -> Callable[[Sequence[int]], Figure]:
    """As a map keeps such a figure: its interval, without the answers."""

    def shown(given: Sequence[int]) -> Figure:
        figure = kind(given)
        ends = figure.interval()
        if ends is None:
            return figure
        value, *kept = ((min(high, max(low, at)) - low) / (high - low) for at in (figure.value, *ends))
        return Reaching(value, (kept[0], kept[1]), figure.n)

    shown.__name__ = f"{kind.__name__}_shown"
    return shown


SHOWN = (as_shown(as_points, 1, 5), as_shown(as_score, -100, 100), as_shown(as_mean, 1, 5))


class World(NamedTuple):
    """Steps whose true values are drawn from a normal prior.

    Args:
        steps: how many.
        spread: how far the true feelings of steps lie apart, where those of people at one step spread by 1.
        n: how many people answer.
        alike: which part of the spread is the person's, at all steps.
        absent: how many answers are missing.
    """

    steps: int
    spread: float
    n: int
    alike: float = 0.0
    absent: float = 0.0


AT = (-1.5, -0.8, -0.2, 0.6)


def calibration(
    chance: Random, worlds: Sequence[World], times: int, ask: Callable[[list[dict[str, int]]], Mapping[str, float]]
) -> dict[int, tuple[float, float, int]]:
    """By fifths of what is said: how often it was said, how often it was so, and of how many steps.

    The event is that a step's true value is one of the three lowest true values.
    """
    bins = defaultdict(list)
    for world in worlds:
        for _ in range(times):
            moved = [chance.gauss(0, world.spread) for _ in range(world.steps)]
            lowest = {f"s{k}" for k in sorted(range(world.steps), key=moved.__getitem__)[:3]}
            rows = people(chance, moved, AT, world.n, alike=world.alike, absent=world.absent)
            for key, said in ask(rows).items():
                bins[min(4, int(said * 5))].append((said, key in lowest))
    return {
        place: (fmean(said for said, _ in each), fmean(was for _, was in each), len(each))
        for place, each in sorted(bins.items())
    }
