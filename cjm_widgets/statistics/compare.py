"""Two figures of one scale, and two groups of answers: what lies between them, and how surely."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from cjm_widgets.statistics import student
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cjm_widgets.statistics.figures import Figure, Points, Spanned

    Pair: TypeAlias = tuple[Figure, Figure]

K = TypeVar("K")


class Superiority(NamedTuple):
    """How often one of the first group rates higher than one of the second, of all pairs; equal ones count half."""

    value: float
    low: float
    high: float


def difference(parts: Sequence[tuple[float, Spanned]], level: float = LEVEL) -> tuple[float, float] | None:
    """The interval of a sum of figures that rest on different people, each taken so many times.

    Of two shares, taken 1 and −1 times, it is Newcombe's; from people who answered both it is wide rather than narrow,
    as long as those who rate one high rate the other high, too.

    Args:
        parts: how many times each figure is taken, and the figure.
        level: how often, of all samples, the interval should hold the true sum.

    Returns:
        None where a figure has no interval.

    Source: Zou and Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    middle = below = above = 0.0
    for times, figure in parts:
        ends = figure.interval(level)
        if ends is None:
            return None
        down, up = figure.value - ends[0], ends[1] - figure.value
        middle += times * figure.value
        below += (times * (down if times > 0 else up)) ** 2
        above += (times * (up if times > 0 else down)) ** 2
    return middle - math.sqrt(below), middle + math.sqrt(above)


class FromOthers(Generic[K]):
    """Each of several figures less the average of the others; the sums that all need are made once for a level.

    Args:
        figures: at least two, of one scale, that rest on different people.
    """

    def __init__(self, figures: Mapping[K, Spanned]) -> None:
        self._figures = figures
        self._share = 1 / (len(figures) - 1)
        self._total = math.fsum(figure.value for figure in figures.values())
        self._known: dict[float, tuple[dict[K, tuple[float, float]], float, float] | None] = {}

    def interval(self, key: K, level: float = LEVEL) -> tuple[float, float] | None:
        """The interval of that difference, as `difference` gives it; None where any figure has none."""
        if level not in self._known:
            self._known[level] = self._squared(level)
        known = self._known[level]
        if known is None:
            return None
        squares, all_down, all_up = known
        down, up = squares[key]
        value = self._figures[key].value
        middle = value - self._share * (self._total - value)
        below = down + self._share**2 * max(0.0, all_up - up)
        above = up + self._share**2 * max(0.0, all_down - down)
        return middle - math.sqrt(below), middle + math.sqrt(above)

    def _squared(self, level: float) -> tuple[dict[K, tuple[float, float]], float, float] | None:
        """How far each interval reaches down and up, squared, and the sums of both."""
        squares = {}
        for key, figure in self._figures.items():
            ends = figure.interval(level)
            if ends is None:
                return None
            squares[key] = (figure.value - ends[0]) ** 2, (ends[1] - figure.value) ** 2
        return squares, math.fsum(down for down, _ in squares.values()), math.fsum(up for _, up in squares.values())


def side(ends: tuple[float, float] | None) -> int:
    """1 where an interval lies above nought, −1 below it, 0 where it does not tell."""
    return 0 if ends is None else (ends[0] > 0) - (ends[1] < 0)


def superiority(one: Points, other: Points, level: float = LEVEL) -> Superiority:
    """How two groups' ratings stand to each other, without a word of how far one point is from the next.

    That is Mann and Whitney's U as a share of all pairs; its interval is Brunner and Munzel's, after the same share of
    one answer at each point as in the interval of an average, so that it is right too where no answers of the groups
    overlap.

    Args:
        one: the answers of a group.
        other: those of another, on the same scale.
        level: how often, of all samples, the interval should hold the true figure.

    Source: Brunner and Munzel (2000), Biometrical Journal 42, 17-25.
    """
    value = _over(one.counts, other.counts)
    ones, others = one.with_one_more(), other.with_one_more()
    middle = _over(ones, others)
    first, m = _spread(ones, others)
    second, n = _spread(others, ones)
    squared = first / m + second / n
    freedom = squared**2 / ((first / m) ** 2 / (m - 1) + (second / n) ** 2 / (n - 1))
    reach = student.quantile(freedom, level) * math.sqrt(squared)
    return Superiority(value, max(0.0, min(value, middle - reach)), min(1.0, max(value, middle + reach)))


def against(asked: Mapping[K, tuple[Pair, Pair]]) -> frozenset[K]:
    """Where a group sees two figures the other way round than all do (Simpson, 1951), by more than chance of both.

    Args:
        asked: the two figures of all and the same two of a group, for every two figures and group that are compared:
            the more of them, the more of them chance alone turns round.
    """
    told = by_levels({key: _turned(of_all, of_group) for key, (of_all, of_group) in asked.items()})
    return frozenset(key for key, way in told.items() if way)


def _turned(of_all: Pair, of_group: Pair) -> Callable[[float], int]:
    if _way(of_all) * _way(of_group) >= 0:
        return lambda _: 0
    total, group = _ask(of_all), _ask(of_group)
    return lambda level: group(level) if total(level) else 0


def _ask(pair: Pair) -> Callable[[float], int]:
    return lambda level: side(difference([(1, pair[0]), (-1, pair[1])], level))


def _way(pair: Pair) -> int:
    return (pair[0].value > pair[1].value) - (pair[0].value < pair[1].value)


def _over(ones: Mapping[float, float], others: Mapping[float, float]) -> float:
    pairs = sum(ones.values()) * sum(others.values())
    return math.fsum(count * below for count, below in _below(ones, others)) / pairs


def _below(ones: Mapping[float, float], others: Mapping[float, float]) -> list[tuple[float, float]]:
    """How many answers of the others lie below each answer of the ones; equal ones count half."""
    return [
        (count, math.fsum(by * (1 if than < answer else 0.5) for than, by in others.items() if than <= answer))
        for answer, count in ones.items()
    ]


def _spread(ones: Mapping[float, float], others: Mapping[float, float]) -> tuple[float, float]:
    """The variance of the shares of the others that lie below each of the ones, and how many these are."""
    m, n = sum(ones.values()), sum(others.values())
    middle = _over(ones, others)
    squares = math.fsum(count * (below / n - middle) ** 2 for count, below in _below(ones, others))
    return squares / (m - 1), m
