"""Where nothing moved between two surveys, chance calls it in 5 of 100 at most, also of few at both ends.

A grid of surveys, drawn with a seed; each is asked as a map keeps it: the average, its interval, how many. The
reference is written with numpy and scipy from the rule's own words, so that all of the grid is drawn in a moment.
"""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binom, t
from simulated import FIVE, Held, as_points, as_shown, told

from cjm_widgets.statistics.figures import Share
from cjm_widgets.statistics.two_surveys import Pair, moved

SHAPES = {
    "at both ends": (0.4, 0.05, 0.1, 0.05, 0.4),
    "only at both ends": (0.5, 0, 0, 0, 0.5),
    "at the ends, 3 to 7": (0.3, 0, 0, 0, 0.7),
    "at the ends, 1 to 9": (0.1, 0, 0, 0, 0.9),
    "even": (0.2, 0.2, 0.2, 0.2, 0.2),
    "in the middle": (0.0625, 0.25, 0.375, 0.25, 0.0625),
    "well": (0.05, 0.1, 0.15, 0.3, 0.4),
    "nearly all at the top": (0.02, 0.03, 0.05, 0.1, 0.8),
}
ONE_AVERAGE = ("at both ends", "only at both ends", "even", "in the middle")
SIZES = (5, 7, 10, 15, 25, 40)
as_kept = as_shown(as_points, 1, 5)
Floats = NDArray[np.float64]


def reach(counts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The averages as heights, and how far each reaches: as far as the farther side, and a part of an answer."""
    n, at = int(counts[0].sum()), np.array(FIVE)
    value, more = counts @ at / n, counts + 1 / 5
    middle = more @ at / (n + 1)
    half = t.ppf(0.975, n) * np.sqrt((more @ at**2 - (n + 1) * middle**2) / n / (n + 1))
    far = np.maximum(value - np.maximum(1, middle - half), np.minimum(5, middle + half) - value) / 4
    height = (value - 1) / 4
    spread, most = n * (far / t.ppf(0.975, n - 1)) ** 2, height * (1 - height)
    part = np.where(most > 0, 0.25 * np.minimum(1, spread / np.maximum(most, 1e-12)) ** 4, 0.6)
    return height, far + part / n


def calls(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    (was, reached), (now, reaches) = reach(one), reach(other)
    return np.abs(now - was) > np.hypot(reached, reaches)


def drawn(chance: np.random.Generator, shape: str, n: int, samples: int) -> NDArray[np.int64]:
    return chance.multinomial(n, SHAPES[shape], size=samples)


def grid(pairs: list[tuple[str, str]], samples: int = 8_000) -> list[Held]:
    chance = np.random.default_rng(20)
    found = []
    for (one, other), n, m in itertools.product(pairs, SIZES, SIZES):
        often = calls(drawn(chance, one, n, samples), drawn(chance, other, m, samples)).mean()
        found.append(Held(float(often), f"{one} of {n}, {other} of {m}"))
    return found


def test_where_nothing_moved_no_survey_of_the_grid_calls_more_than_five_of_100() -> None:
    found = grid([(shape, shape) for shape in SHAPES])
    assert told(found, worst=max) < 0.025
    assert max(found).often <= 0.05


def test_answers_divided_otherwise_about_the_same_average_are_no_change_either() -> None:
    found = grid([(one, other) for one in ONE_AVERAGE for other in ONE_AVERAGE if one != other])
    assert told(found, worst=max) < 0.035
    assert max(found).often <= 0.05


def test_a_change_that_is_there_is_called_hardly_less_often_than_by_the_intervals_alone() -> None:
    chance = np.random.default_rng(21)
    found = [calls(drawn(chance, "in the middle", n, 8_000), drawn(chance, "well", n, 8_000)).mean() for n in (20, 40)]
    assert found == pytest.approx([0.66, 0.93], abs=0.02)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_reference_calls_what_is_called_and_the_interval_says_the_same(shape: str) -> None:
    chance = np.random.default_rng(22)
    for n, m in itertools.product((5, 7, 9), (6, 8, 11)):  # fewer than that are reckoned each by itself
        one, other = drawn(chance, shape, n, 40), drawn(chance, "even", m, 40)
        for was, now, expected in zip(one, other, calls(one, other), strict=True):
            before, after = (as_kept([*Counter(dict(zip(FIVE, each, strict=True))).elements()]) for each in (was, now))
            (found,) = moved([Pair({1: before}, {1: after})])[0].values()
            assert found.called == expected == (found.low > 0 or found.high < 0)
            assert -1 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize(("n", "m"), [(40, 40), (5, 40), (10, 10), (20, 20)])
def test_two_shares_are_called_in_five_of_100_at_most(n: int, m: int) -> None:
    """Reckoned, not drawn; by Newcombe's interval alone 5.7 of 100 where half of 40 say so twice."""

    def called(yes: int, of_now: int) -> bool:
        return moved([Pair({1: Share(yes / n, n)}, {1: Share(of_now / m, m)})])[0][1].called

    told_of = np.array([[called(yes, of_now) for of_now in range(m + 1)] for yes in range(n + 1)])
    shares = np.linspace(0.05, 0.5, 19)
    often = [binom.pmf(range(n + 1), n, one) @ told_of @ binom.pmf(range(m + 1), m, one) for one in shares]
    chances = [Held(each, f"{share:.2f} of {n}, {m}") for each, share in zip(often, shares, strict=True)]
    told(chances, worst=max)
    assert 0.005 < max(chances).often <= 0.05
