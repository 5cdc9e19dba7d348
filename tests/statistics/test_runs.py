"""Run charts: their two rules, and how seldom chance alone signals."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from cjm_widgets.statistics.runs import runs

waves = some.lists(some.integers(-9, 9), min_size=1, max_size=60)


def test_the_limits_of_24_waves_are_those_of_the_paper():
    # Anhøj and Olesen (2014): of 24, a run of more than 8 or fewer than 8 crossings
    found = runs([1, 9] * 12)
    assert (found.useful, found.most, found.fewest) == (24, 8, 8)
    assert (found.median, found.longest, found.crossings, found.moved) == (5, 1, 23, False)


@pytest.mark.parametrize("n", [10, 11, 12, 16, 20, 37, 60, 100])
def test_the_fewest_crossings_are_the_quantile_of_scipy(n):
    assert runs([*range(n // 2), *range(100, 100 + n // 2), 50]).fewest == stats.binom.ppf(0.05, n // 2 * 2 - 1, 0.5)


@pytest.mark.parametrize("charts", [2, 4, 16])
def test_of_several_charts_a_run_is_longer_and_crossings_are_fewer_before_they_signal(charts):
    found = runs([1, 9] * 12, charts=charts)
    assert found.most == 8 + {2: 1, 4: 2, 16: 4}[charts]  # twice as many charts, one wave longer: 2 ** 24
    assert found.fewest == stats.binom.ppf(0.05 / charts, 23, 0.5)


def test_a_shift_is_told_by_a_long_run_and_by_few_crossings():
    moved = runs([3, 1, 2, 3, 1, 2, 8, 7, 9, 8, 7, 9])
    assert (moved.longest, moved.crossings, moved.moved) == (6, 1, True)
    # nine on one side, and crossings enough
    long = runs([9] * 9 + [1, 1, 9] * 8 + [1, 9] * 3 + [1])
    assert (long.longest > long.most, long.crossings < long.fewest, long.moved) == (True, False, True)


def test_waves_on_the_median_neither_break_nor_make_a_run_and_few_tell_nothing():
    assert runs([1, 5, 1, 5, 1, 9, 9, 9]) == (5, 6, 3, 6, 1, 1, None)
    assert runs([4]) == (4, 0, 0, 0, 0, 0, None)


def test_of_waves_that_stand_still_few_signal():
    chance = Random(8)  # noqa: S311
    signals = [bool(runs([chance.random() for _ in range(n)]).moved) for n in (12, 24, 40, 60) for _ in range(200)]
    assert sum(signals) / len(signals) <= 0.05


@given(waves)
def test_a_figure_that_is_turned_upside_down_or_told_backwards_says_the_same(given_):
    found = runs(given_)
    assert runs([-wave for wave in given_])[1:] == found[1:]
    assert runs(given_[::-1]) == found
