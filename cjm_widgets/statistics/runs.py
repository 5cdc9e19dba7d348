"""Waves of one figure around their median: whether they have moved by more than chance, from their order alone."""

from __future__ import annotations

import itertools
import math
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_WAVES: Final = 10


class Runs(NamedTuple):
    """What a run chart tells.

    Args:
        median: of all waves.
        useful: how many lie off it.
        longest: the longest run of waves to one side; those on the median neither break nor make it.
        most: how long chance alone lets it be.
        crossings: how often the line goes from one side to the other.
        fewest: how few chance alone lets there be.
        moved: whether either signals; None where there are too few waves to tell.
    """

    median: float
    useful: int
    longest: int
    most: int
    crossings: int
    fewest: int
    moved: bool | None


def runs(waves: Sequence[float], *, charts: int = 1) -> Runs:
    """The shift and the crossings of a run chart; there is no rule of trend, which tells nothing.

    Args:
        waves: the figure of each wave, in their order, at least one.
        charts: how many are looked at together; by chance no more of them all then signal than of one by itself
            (Bonferroni: a run that is twice as rare is one wave longer).

    Source: Anhøj and Olesen (2014), PLoS ONE 9, e113825; studied from ten waves off the median on (Anhøj and
        Wentzel-Larsen, PLoS ONE 15, 2020, e0233920). Chance alone signals in 1 to 5 of 100 charts.
    """
    middle = median(waves)
    sides = [wave > middle for wave in waves if wave != middle]
    lengths = [len(list(same)) for _, same in itertools.groupby(sides)]
    useful = len(sides)
    longest, crossings = max(lengths, default=0), max(0, len(lengths) - 1)
    most = round(math.log2(useful * charts) + 3) if useful else 0
    fewest = _quantile(useful - 1, charts)
    moved = None if useful < LEAST_WAVES else longest > most or crossings < fewest
    return Runs(middle, useful, longest, most, crossings, fewest, moved)


def _quantile(n: int, charts: int) -> int:
    """The fewest heads of n coins that are not among the rarest 5 of 100, shared by so many charts."""
    ways, heads = 0, -1
    while n > 0 and ways * 20 * charts < 2**n:
        heads += 1
        ways += math.comb(n, heads)
    return max(0, heads)
