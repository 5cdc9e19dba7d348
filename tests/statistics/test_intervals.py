"""Intervals against published values, against statsmodels and scipy, and in what must hold of each."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats
from simulated import points as on_points
from simulated import scores, shares, told
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from cjm_widgets.statistics.intervals import counted, mean, nps, points, wilson

FIVE = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_published_one(hits, n, low, high):
    assert wilson(hits / n, n) == pytest.approx((low, high), abs=0.00005)


def test_by_hand():
    # one of two, z = 1.959964: (0.5 + z²/4 ± z √(0.25/2 + z²/16)) / (1 + z²/2)
    assert wilson(0.5, 2) == pytest.approx((0.0945, 0.9055), abs=0.00005)


def test_the_interval_stays_within_none_and_all_and_mirrors():
    assert wilson(0, 1)[0] == 0
    assert wilson(1, 1)[1] == 1
    low, high = wilson(0.2, 50)
    assert wilson(0.8, 50) == pytest.approx((1 - high, 1 - low))


def test_more_people_or_less_certainty_make_it_narrower():
    width = [high - low for low, high in (wilson(0.3, 20), wilson(0.3, 200), wilson(0.3, 200, level=0.8))]
    assert width == sorted(width, reverse=True)


@pytest.mark.parametrize(("share", "n"), [(0.5, 0), (-0.1, 5), (1.1, 5)])
def test_without_people_or_share_there_is_none(share, n):
    with pytest.raises(ValueError, match="at least one person"):
        wilson(share, n)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.69), (1, 0.025, 5.57), (10, 4.80, 18.39), (100, 81.4, 121.6)]
)
def test_the_interval_of_a_count_is_that_of_the_printed_tables(count, low, high):
    # exact limits for a Poisson count, as printed; Byar's formula is near them
    assert counted(count) == pytest.approx((low, high), rel=0.01, abs=0.02)


def test_less_than_nothing_cannot_be_counted():
    with pytest.raises(ValueError, match="-1"):
        counted(-1)


@pytest.mark.parametrize("n", [1, 2, 13, 410, 100_000])
def test_the_interval_of_a_share_is_that_of_statsmodels(n):
    for hits in {0, 1, n // 3, n - 1, n}:
        assert wilson(hits / n, n) == pytest.approx(proportion_confint(hits, n, method="wilson"), abs=1e-9)


@pytest.mark.parametrize(
    "counts", [{5: 40}, {1: 1, 5: 1}, {1: 3, 2: 0, 3: 9, 4: 30, 5: 41}, {1: 300, 2: 20, 5: 7}, {3: 2, 4: 2}]
)
def test_the_interval_of_answers_on_points_is_that_of_statsmodels_with_a_fifth_more_at_each(counts):
    more = DescrStatsW(FIVE, weights=[counts.get(point, 0) + 0.2 for point in FIVE])
    low, high = more.tconfint_mean()
    assert points(counts, FIVE) == pytest.approx((max(1, low), min(5, high)), abs=1e-9)


def test_one_answer_on_points_leaves_the_whole_scale_and_forty_that_are_alike_do_not():
    assert points({5: 1}, FIVE) == (1, 5)
    # 40 fives and a fifth at each point: mean 4.951, s² 0.1476, t(40) 2.0211
    assert points({5: 40}, FIVE) == pytest.approx((4.8300, 5.0), abs=0.0001)


def test_the_interval_of_a_score_is_worked_by_hand():
    # Rocks (2016): 5.75 and 3.75 of 15, so 0.1333 ± 1.96 √((0.6333 − 0.0178) / 15)
    assert nps(5, 4, 3) == pytest.approx((-26.37, 53.03), abs=0.01)
    assert nps(1, 0, 0) == pytest.approx((-48.5, 100.0), abs=0.01)
    assert nps(0, 40, 0) == pytest.approx((-5.58, 5.58), abs=0.01)


@pytest.mark.parametrize("n", [2, 3, 30, 5000])
def test_the_interval_of_an_average_is_that_of_scipy(n):
    assert mean(3.4, 1.2, n) == pytest.approx(stats.t.interval(0.95, n - 1, 3.4, 1.2 / n**0.5), abs=1e-9)


def test_an_average_of_one_or_of_answers_that_are_all_alike_has_none():
    assert mean(3.4, 1.2, 1) is None
    assert mean(3.4, 0, 30) is None


@pytest.mark.parametrize("counts", [{}, {5: 0}, {6: 1}, {5: 2, 4: -1}])
def test_answers_that_are_none_or_off_the_scale_are_refused(counts):
    with pytest.raises(ValueError, match="At least one answer"):
        points(counts, FIVE)


@pytest.mark.parametrize("three", [(0, 0, 0), (3, -1, 0)])
def test_a_score_of_nobody_is_refused(three):
    with pytest.raises(ValueError, match="At least one answer"):
        nps(*three)


@given(
    some.lists(some.floats(-100, 100), min_size=2, max_size=11, unique=True),
    some.data(),
    some.randoms(use_true_random=False),
)
def test_an_interval_on_points_holds_the_figure_turns_with_the_scale_and_asks_for_no_order(scale, data, chance):
    answers = data.draw(some.lists(some.sampled_from(scale), min_size=1, max_size=60))
    counts = {point: answers.count(point) for point in scale}
    low, high = points(counts, scale)
    assert min(scale) <= low <= high <= max(scale)
    assert low - 1e-9 <= sum(answers) / len(answers) <= high + 1e-9
    turned = points({-point: count for point, count in counts.items()}, [-point for point in scale])
    assert turned == pytest.approx((-high, -low), abs=1e-9)
    shuffled = chance.sample(scale, len(scale))
    assert points({point: counts[point] for point in shuffled}, shuffled) == pytest.approx((low, high), abs=1e-9)


@given(*[some.integers(0, 500)] * 3)
def test_the_interval_of_a_score_holds_the_figure_and_turns_with_it(promoters, passives, detractors):
    n = promoters + passives + detractors
    if n:
        low, high = nps(promoters, passives, detractors)
        assert -100 <= low <= 100 * (promoters - detractors) / n <= high <= 100
        assert nps(detractors, passives, promoters) == pytest.approx((-high, -low))


def test_intervals_hold_what_is_true_in_95_of_100_samples_over_a_grid():
    assert told(list(shares((2, 5, 10, 30, 100), 20))) >= 0.94
    assert told(list(scores((2, 5, 10, 25)))) >= 0.94
    assert told(list(on_points(Random(4), (2, 5, 10, 30, 100), 100))) >= 0.94  # noqa: S311
