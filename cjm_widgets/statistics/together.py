"""What goes with an outcome, such as whether they would recommend it: by ranks, step by step. No word of cause.

What people did not answer is left out of each pair by itself, so that nobody's other answers are lost.
"""

from __future__ import annotations

import math
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cjm_widgets.statistics.compare import side
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

K = TypeVar("K")


class Correlation(NamedTuple):
    """How far two kinds of answers rise together, −1 to 1.

    Args:
        value: Spearman's rank correlation.
        low: the low end of its interval.
        high: the high end.
        n: how many people answered both.
    """

    value: float
    low: float
    high: float
    n: int

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Where the correlation among all lies, at another level."""
        return _ends(self.value, self.n, level)


def correlation(one: Sequence[float | None], other: Sequence[float | None], level: float = LEVEL) -> Correlation | None:
    """Spearman's correlation of two answers of each person, with Fisher's interval.

    Args:
        one: an answer of each person; None where there is none.
        other: the same people's other answer.
        level: how often, of all samples, the interval should hold the true figure.

    Returns:
        None below two people, and where all gave the same answer. Of two or three people the interval is all there is.
        Of a whole 1 or −1 it begins where two neighbours would have changed places.

    Source: Bonett and Wright (2000), Psychometrika 65, 23-28, for how far Fisher's z of ranks spreads.
    """
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    n = len(both)
    if n < 2:
        return None
    value = _alike(_ranks([a for a, _ in both]), _ranks([b for _, b in both]))
    return None if value is None else Correlation(value, *_ends(value, n, level), n)


def with_outcome(
    rows: Sequence[Mapping[K, float]], outcome: Sequence[float | None], level: float = LEVEL
) -> dict[K, Correlation]:
    """How far the answers to each step go with the outcome; steps of which nothing can be told are left out.

    Args:
        rows: the answers of each person; a step that somebody did not rate is absent.
        outcome: the same people's outcome; None where there is none.
        level: of each interval.
    """
    columns = _columns(rows)
    found = {key: correlation(column, outcome, level) for key, column in columns.items()}
    return {key: each for key, each in found.items() if each is not None}


def all_alike(rows: Sequence[Mapping[K, float]], outcome: Sequence[float | None]) -> dict[K, int]:
    """The steps at which all who answered them and the outcome said the same, so that nothing can go with it.

    Args:
        rows: the answers of each person; a step that somebody did not rate is absent.
        outcome: the same people's outcome; None where there is none.

    Returns:
        How many they were.
    """
    both = [row for row, end in zip(rows, outcome, strict=True) if end is not None]
    answers = {key: [row[key] for row in both if key in row] for key in _columns(rows)}
    return {key: len(given) for key, given in answers.items() if len(set(given)) == 1}


def strongest(rows: Sequence[Mapping[K, float]], outcome: Sequence[float | None]) -> frozenset[K]:
    """The step whose answers go most with the outcome, either way, and those that cannot be told from it.

    The step that truly goes most with it is among them in 95 of 100 samples.

    Args:
        rows: the answers of each person; a step that somebody did not rate is absent.
        outcome: the same people's outcome; None where there is none.

    Source: Zou (2007), Psychological Methods 12, 399-413, for two correlations with one outcome.
    """
    columns = _columns(rows)
    found = with_outcome(rows, outcome)
    if not found:
        return frozenset()
    first = max(found, key=lambda key: abs(found[key].value))

    def ask(key: K) -> Callable[[float], int]:
        between = correlation(columns[first], columns[key])
        return lambda level: side(_lead(found[first], found[key], between, level))

    told = by_levels({key: ask(key) for key in found if key != first})
    return frozenset({first, *(key for key, way in told.items() if way <= 0)})


def _lead(
    one: Correlation, other: Correlation, between: Correlation | None, level: float
) -> tuple[float, float] | None:
    """The interval of how much more one goes with the outcome than the other, whichever way each does."""
    if between is None:
        return None
    r, s = abs(one.value), abs(other.value)
    low, high = _ends(r, one.n, level)
    below, above = _ends(s, other.n, level)
    both = between.value * math.copysign(1, one.value) * math.copysign(1, other.value)
    free = (1 - r * r) * (1 - s * s)
    goes = ((both - r * s / 2) * (1 - r * r - s * s - both * both) + both**3) / free if free else 0.0
    goes = max(-1.0, min(1.0, goes))
    return (
        r - s - math.sqrt(max(0.0, (r - low) ** 2 + (above - s) ** 2 - 2 * goes * (r - low) * (above - s))),
        r - s + math.sqrt(max(0.0, (high - r) ** 2 + (s - below) ** 2 - 2 * goes * (high - r) * (s - below))),
    )


def _ends(value: float, n: int, level: float) -> tuple[float, float]:
    if n < 4:
        return -1.0, 1.0
    whole = abs(value) > 1 - 1e-12
    near = math.copysign(1 - 12 / (n * (n * n - 1)), value) if whole else value
    reach = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt((1 + near * near / 2) / (n - 3))
    low, high = math.tanh(math.atanh(near) - reach), math.tanh(math.atanh(near) + reach)
    return (min(low, value), max(high, value)) if whole else (low, high)


def _columns(rows: Sequence[Mapping[K, float]]) -> dict[K, list[float | None]]:
    keys = sorted({key for row in rows for key in row}, key=str)
    return {key: [row.get(key) for row in rows] for key in keys}


def _ranks(answers: Sequence[float]) -> list[float]:
    """The place of each answer; equal ones share theirs."""
    counts: dict[float, int] = {}
    for answer in answers:
        counts[answer] = counts.get(answer, 0) + 1
    place, places = 0.0, {}
    for answer in sorted(counts):
        places[answer] = place + (counts[answer] + 1) / 2
        place += counts[answer]
    return [places[answer] for answer in answers]


def _alike(one: Sequence[float], other: Sequence[float]) -> float | None:
    a, b = fmean(one), fmean(other)
    up = math.fsum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    spread = math.fsum((x - a) ** 2 for x in one) * math.fsum((y - b) ** 2 for y in other)
    return max(-1.0, min(1.0, up / math.sqrt(spread))) if spread else None
