"""Intervals: where the figure of all customers lies, as far as a sample of them can tell."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from cjm_widgets.statistics import student

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVEL: Final = 0.95


def wilson(share: float, n: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a share by Wilson's score: right also for small samples and for shares near 0 and 1.

    Args:
        share: of the sample, 0 to 1.
        n: how many people answered.
        level: how often, of all samples, the interval should hold the true share.

    Raises:
        ValueError: nobody answered, or the share is none.

    Source: Wilson (1927); Newcombe (1998), method 3.
    """
    if n < 1 or not 0 <= share <= 1:
        raise ValueError(f"A share of 0 to 1 among at least one person is needed, not {share} among {n}.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    whole = 1 + z * z / n
    low = 0.0 if share == 0 else (middle - reach) / whole
    high = 1.0 if share == 1 else (middle + reach) / whole
    return low, high


def counted(count: float) -> tuple[float, float]:
    """The interval at 95 % of how often something happens in such a time, by Byar's formula.

    Args:
        count: how often it happened, at least 0.

    Raises:
        ValueError: less than nothing was counted.

    Source: Breslow and Day (1987), volume II, page 69.
    """
    if count < 0:
        raise ValueError(f"Nothing can happen {count} times.")
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def points(counts: Mapping[float, float], points: Sequence[float], *, level: float = LEVEL) -> tuple[float, float]:
    """The interval of the average of answers on a scale of points, never outside the scale.

    To each point a share of one answer is added before Student's t, so that answers that are all alike, too, have an
    interval; in one answer there is all but the whole scale.

    Args:
        counts: how many gave each answer; a point that is not named was given by nobody.
        points: all answers of the scale, in any order.
        level: how often, of all samples, the interval should hold the true figure.

    Raises:
        ValueError: nobody answered, or an answer is not on the scale.

    Source: Agresti and Coull (1998), The American Statistician 52, 119-126, for two points; for more the same step,
        to one answer in all; tests/bench/intervals.py prints how often it holds.
    """
    n = sum(counts.values())
    if n < 1 or not counts.keys() <= set(points) or min(counts.values()) < 0:
        raise ValueError(f"At least one answer is needed, and each on the scale {list(points)}, not {dict(counts)}.")
    weights = with_one_more(counts, points)
    middle = math.fsum(point * weight for point, weight in weights.items()) / (n + 1)
    squares = math.fsum(weight * (point - middle) ** 2 for point, weight in weights.items())
    reach = student.quantile(n, level) * math.sqrt(squares / n / (n + 1))
    return max(min(points), middle - reach), min(max(points), middle + reach)


def with_one_more(counts: Mapping[float, float], points: Sequence[float]) -> dict[float, float]:
    """How many gave each answer, with one more answer that is shared among all points of the scale."""
    return {point: counts.get(point, 0) + 1 / len(points) for point in points}


def nps(promoters: float, passives: float, detractors: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a net promoter score, −100 to 100: three people more, of whom half are passive.

    Args:
        promoters: how many answered 9 or 10.
        passives: how many answered 7 or 8.
        detractors: how many answered 0 to 6.
        level: how often, of all samples, the interval should hold the true figure.

    Returns:
        The interval; that of a single answer is widened to the answer itself, which it would just miss.

    Raises:
        ValueError: nobody answered.

    Source: Rocks (2016), The American Statistician 70, 365-372: adjusted Wald (3, T).
    """
    n = promoters + passives + detractors
    if n < 1 or min(promoters, passives, detractors) < 0:
        raise ValueError(f"At least one answer is needed, not {promoters}, {passives} and {detractors}.")
    figure = (promoters - detractors) / n
    for_it, against = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    middle = for_it - against
    z = NormalDist().inv_cdf((1 + level) / 2)
    reach = z * math.sqrt((for_it + against - middle * middle) / (n + 3))
    return 100 * max(-1.0, min(figure, middle - reach)), 100 * min(1.0, max(figure, middle + reach))


def mean(mean: float, sd: float, n: float, *, level: float = LEVEL) -> tuple[float, float] | None:
    """The interval of an average of which only the spread is known, by Student's t.

    Args:
        mean: the average.
        sd: the standard deviation of the answers, with n − 1.
        n: how many answered.
        level: how often, of all samples, the interval should hold the true figure.

    Returns:
        None with fewer than two answers, and where they do not spread: an average without any doubt is none that a
        sample can show.
    """
    if n < 2 or sd <= 0:
        return None
    reach = student.quantile(n - 1, level) * sd / math.sqrt(n)
    return mean - reach, mean + reach
