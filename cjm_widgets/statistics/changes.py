"""Whether a figure has moved further than chance alone can move it, from one measurement to another.

Each function gives the lowest and the highest change that the figures allow, at 95 %; where nought lies between them,
chance could have done it.
"""

from __future__ import annotations

from math import sqrt

from cjm_widgets.statistics import student
from cjm_widgets.statistics.intervals import LEVEL, counted, wilson

Between = tuple[float, float]


def shares(before: float, n_before: int | None, after: float, n_after: int) -> Between:
    """The change of a share, by Newcombe's method 10 (Statistics in Medicine 17, 1998, 873-890).

    Args:
        before: the earlier share, 0 to 1.
        n_before: how many it rests on; None takes it as exact.
        after: the later share.
        n_after: how many that rests on, at least 1.
    """
    return between(before, None if n_before is None else wilson(before, n_before), after, wilson(after, n_after))


def between(before: float, reach_before: Between | None, after: float, reach_after: Between) -> Between:
    """The change of any figure of other people, from the interval of each (MOVER; Zou and Donner, 2008).

    For shares with Wilson's intervals this is Newcombe's method 10. Where the same people answered both times it is
    wider than it need be.

    Args:
        before: the earlier figure.
        reach_before: its interval; None takes the figure as exact.
        after: the later figure.
        reach_after: its interval.
    """
    low, high = reach_after
    low_before, high_before = reach_before or (before, before)
    change = after - before
    return (
        change - sqrt((after - low) ** 2 + (high_before - before) ** 2),
        change + sqrt((high - after) ** 2 + (before - low_before) ** 2),
    )


def counts(before: float, after: float) -> Between:
    """The change of a count over equal times, from how far chance alone can reach at each (Zou and Donner, 2008).

    Args:
        before: how often it happened.
        after: how often it happened later.

    Raises:
        ValueError: less than nothing was counted.
    """
    return between(before, counted(before), after, counted(after))


def means(change: float, n_before: int | None, n_after: int, spread: float) -> Between | None:
    """The change of an average, by Student's t; how far the later answers spread must tell it for both times.

    The earlier answers make the change surer, but not what the later few say of the spread.

    Args:
        change: the later average less the earlier.
        n_before: how many the earlier rests on; None takes it as exact.
        n_after: how many the later rests on.
        spread: the standard deviation of the later answers.

    Returns:
        None with fewer than two later answers, and where they do not spread at all: a change without any doubt is none
        that a sample can show.
    """
    if n_after < 2 or spread <= 0:
        return None
    error = student.quantile(n_after - 1, LEVEL) * spread * sqrt(1 / n_after + (1 / n_before if n_before else 0))
    return change - error, change + error
