"""Which steps are worst is a question of ranks: “among the lowest three in 94 of 100”.

Each draw is one of the sets of true figures that the answers allow. What a sample shows lowest is lower than the truth,
the more so the fewer answered; therefore draws lie nearer to each other than the figures do, by as much as the figures
themselves tell (their spread beyond what chance alone makes). Without that, “94 of 100” would be wrong too often.
"""

from __future__ import annotations

import math
from operator import mul
from statistics import fmean, pvariance
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from cjm_widgets.statistics.figures import Figure

K = TypeVar("K")

DRAWS: Final = 1000
_BLOCKS: Final = 200
_GRID: Final = 60
_LENT: Final = 4


def of_figures(figures: Mapping[K, Figure], chance: Random, *, lowest: int = 3, draws: int = DRAWS) -> dict[K, float]:
    """How often each step is among the lowest, from figures alone.

    Args:
        figures: the figures of the steps, of one scale; those without an interval are left out.
        chance: where the draws come from; of one seed they are the same.
        lowest: how many count as the lowest.
        draws: how many to make.

    Returns:
        For each step the share of draws, 0 to 1; they add up to as many as count as the lowest. Steps that are equal
        share the places that they have together.
    """
    known = {key: figures[key] for key in sorted(figures, key=str) if figures[key].interval()}
    drawn = [[figure.draw(chance) for figure in known.values()] for _ in range(draws)]
    return _told({key: (figure.value, figure.n) for key, figure in known.items()}, drawn, chance, lowest)


def of_rows(
    rows: Sequence[Mapping[K, float]], chance: Random, *, lowest: int = 3, draws: int = DRAWS
) -> dict[K, float]:
    """How often each step is among the lowest, by drawing again and again from the people who answered.

    The answers of one person go together: who rates everything low, does so in every draw. What is missing stays
    missing. In each draw people have weights, as in a town where each of them stands for many or few; so no step loses
    all its answers. Of more than 200 people, groups of equal size made by chance are drawn instead, to the same end.

    Args:
        rows: the answers of each person, of one scale; a step that somebody did not rate is absent.
        chance: where the draws come from; of one seed they are the same.
        lowest: how many count as the lowest.
        draws: how many to make.

    Returns:
        As of_figures; steps with fewer than two answers are left out. Where fewer than ten answered and the steps
        hardly differ, a share above 0.8, which is then seldom, says too much.

    Source: Rubin (1981), The Annals of Statistics 9, 130-134.
    """
    counts: dict[K, int] = {}
    for row in rows:
        for key in row:
            counts[key] = counts.get(key, 0) + 1
    keys = sorted((key for key, count in counts.items() if count > 1), key=str)
    blocks = _blocks(rows, chance)
    sums = [[math.fsum(row[key] for row in block if key in row) for block in blocks] for key in keys]
    n = [[sum(key in row for row in block) for block in blocks] for key in keys]
    figures = [math.fsum(of) / sum(by) for of, by in zip(sums, n, strict=True)]
    # weights spread a little less than people do: by n − 1 to n + 1
    wider = [math.sqrt((k + 1) / (k - 1)) for k in (sum(map(bool, by)) for by in n)]
    drawn = []
    for _ in range(draws):
        weights = [chance.expovariate(1) for _ in blocks]
        drawn.append(
            [
                figure + more * (math.fsum(map(mul, weights, of)) / math.fsum(map(mul, weights, by)) - figure)
                for figure, more, of, by in zip(figures, wider, sums, n, strict=True)
            ]
        )
    return _told({key: (at, counts[key]) for key, at in zip(keys, figures, strict=True)}, drawn, chance, lowest)


def _blocks(rows: Sequence[Mapping[K, float]], chance: Random) -> list[list[Mapping[K, float]]]:
    # the order in which they answered says nothing
    mixed = sorted(rows, key=lambda row: sorted((str(key), answer) for key, answer in row.items()))
    chance.shuffle(mixed)
    return [mixed[at::_BLOCKS] for at in range(min(_BLOCKS, len(rows)))]


def _told(
    figures: Mapping[K, tuple[float, float]], drawn: list[list[float]], chance: Random, lowest: int
) -> dict[K, float]:
    """How often each is among the lowest, of draws of where all stand that lie as near to each other as they should.

    Source: Morris (1983), Journal of the American Statistical Association 78, 47-55; how far the true figures spread
        is itself drawn, from all that would do (Gelman, Bayesian Analysis 1, 2006, 515-534).
    """
    if not figures:
        return {}
    apart = _centred([at for at, _ in figures.values()])
    moved = [[by - at for by, at in zip(_centred(one), apart, strict=True)] for one in drawn]
    n = [by for _, by in figures.values()]
    own = [pvariance(column, 0) for column in zip(*moved, strict=True)]
    usual = fmean(map(mul, own, n))
    # a handful who happen to agree, on one step or on two alike, would else seem sure: all lend what they know of four
    lent = [_LENT / (by - 1 + _LENT) for by in n]
    errors = [(1 - part) * of + part * usual / by for part, of, by in zip(lent, own, n, strict=True)]
    found = [0.0] * len(apart)
    for one, spread in zip(moved, _spreads(apart, errors, chance, len(moved)), strict=True):
        true = []
        for at, off, part, by, error in zip(apart, one, lent, n, errors, strict=True):
            kept = spread / (spread + error)
            chanced = math.sqrt(1 - part) * off + chance.gauss(0, math.sqrt(part * usual / by))
            true.append(kept * at + math.sqrt(kept) * chanced)
        for place, share in _places(true, lowest):
            found[place] += share
    return {key: times / len(drawn) for key, times in zip(figures, found, strict=True)}


def _centred(figures: Sequence[float]) -> list[float]:
    middle = fmean(figures)
    return [figure - middle for figure in figures]


def _spreads(apart: list[float], errors: list[float], chance: Random, draws: int) -> list[float]:
    """Variances of the true figures, as often as the figures make them likely; before, any spread was as likely."""
    most = 3 * math.sqrt(pvariance(apart, 0) + max(errors)) or 1.0
    grid = [(most * (step + 0.5) / _GRID) ** 2 for step in range(_GRID)]
    part = 1 - 1 / len(apart)  # centred figures are one fewer
    logs = [
        -part
        * math.fsum(math.log(v + error) + at * at / (v + error) for at, error in zip(apart, errors, strict=True))
        / 2
        for v in grid
    ]
    best = max(logs)
    return chance.choices(grid, [math.exp(log - best) for log in logs], k=draws)


def _places(true: list[float], lowest: int) -> list[tuple[int, float]]:
    """Who is among the lowest; those who are equal at the last place share what is left of it."""
    edge = sorted(true)[min(lowest, len(true)) - 1]
    below = [place for place, at in enumerate(true) if at < edge]
    equal = [place for place, at in enumerate(true) if at == edge]
    left = (min(lowest, len(true)) - len(below)) / len(equal)
    return [(place, 1.0) for place in below] + [(place, left) for place in equal]
