"""Changes with their intervals, against values that were printed or can be worked by hand."""

from itertools import product
from math import exp, lgamma, log
from random import Random
from statistics import fmean, stdev

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW

from cjm_widgets.statistics import changes


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, page 877, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_a_change_of_a_share_is_newcombes(first, second, low, high):
    (a, m), (b, n) = first, second
    assert changes.shares(b / n, n, a / m, m) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 9), (10, 10), (57, 12), (400, 380)])
def test_a_change_of_a_share_is_that_of_statsmodels_at_the_edges_too(n, m):
    for a in {0, 1, n // 2, n}:
        for b in {0, 1, m // 3, m}:
            expected = confint_proportions_2indep(b, m, a, n, method="newcomb")
            assert changes.shares(a / n, n, b / m, m) == pytest.approx(expected, abs=1e-9)


def test_a_change_from_an_exact_average_is_statsmodels():
    after = DescrStatsW([1.0, 5.0, 5.5], ddof=1)
    found = changes.means(after.mean - 2, None, 3, after.std)
    assert found == pytest.approx([end - 2 for end in after.tconfint_mean()], abs=1e-9)


def test_three_later_answers_are_not_surer_for_a_hundred_earlier_ones():
    low, high = changes.means(-1, 100, 3, 0.8)
    assert low < 0 < high
    # 4.303 is the 97.5 % quantile of Student's t for 2
    assert high == pytest.approx(-1 + 4.303 * 0.8 * (1 / 3 + 1 / 100) ** 0.5, abs=0.001)


@pytest.mark.parametrize(("m", "n"), [(100, 3), (3, 3), (8, 40), (200, 2), (30, 30)])
def test_the_change_of_an_average_holds_the_truth_in_95_of_100(m, n):
    drawn = Random(m * n)  # noqa: S311  the same in every run
    held = 0
    for _ in range(4000):
        before = drawn.gauss(0, m**-0.5)
        after = [drawn.gauss(1, 1) for _ in range(n)]
        low, high = changes.means(fmean(after) - before, m, n, stdev(after))
        held += low <= 1 <= high
    assert 0.94 <= held / 4000 <= 0.96


@pytest.mark.parametrize(("before", "after"), [(20, 12), (20, 4), (30, 5), (10, 40), (3, 3), (100, 100), (2, 12)])
def test_the_change_of_a_count_holds_the_truth_in_95_of_100(before, after):
    """Of all counts, reckoned, not drawn."""

    def chances(mean):
        return {k: exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(int(mean + 12 * mean**0.5 + 20))}

    held = 0.0
    for (one, p), (two, q) in product(chances(before).items(), chances(after).items()):
        if p * q > 1e-9:
            low, high = changes.counts(one, two)
            held += p * q * (low <= after - before <= high)
    assert 0.94 <= held <= 0.98


def test_eleven_to_ten_point_two_of_410_is_within_chance():
    low, high = changes.shares(0.11, None, 0.102, 410)
    # Wilson for 10.2 % of 410: 7.6 to 13.5 %
    assert (low, high) == pytest.approx((0.0763 - 0.11, 0.1351 - 0.11), abs=0.0006)
    assert low < 0 < high
    both = changes.shares(0.11, 430, 0.102, 410)
    assert both[0] < low
    assert both[1] > high


def test_a_change_of_a_count_is_told_in_the_counts_own_unit():
    # Byar: 12.2 to 30.9 of 20, 6.2 to 21.0 of 12
    assert changes.counts(20, 12) == pytest.approx((-20.3, 3.9), abs=0.1)
    assert changes.counts(240, 165)[1] < 0
    low, high = changes.counts(10, 12)
    assert low < 0 < high
    assert changes.counts(20, 0)[1] < 0
    assert changes.counts(0, 3)[0] < 0 < changes.counts(0, 3)[1]
    assert changes.counts(0, 12)[0] > 0


@pytest.mark.parametrize(
    ("n_before", "n_after", "t"),
    # the 97.5 % quantiles as they stand in every table of Student's t
    [(None, 2, 12.706), (2, 2, 12.706), (None, 5, 2.776), (1, 3, 4.303), (None, 11, 2.228), (160, 16, 2.131)],
)
def test_a_change_of_an_average_is_students(n_before, n_after, t):
    low, high = changes.means(-3, n_before, n_after, 2)
    error = 2 * t * (1 / n_after + (1 / n_before if n_before else 0)) ** 0.5
    assert (low, high) == pytest.approx((-3 - error, -3 + error), abs=0.002)


def test_an_average_of_one_answer_tells_nothing():
    assert changes.means(-3, None, 1, 2) is None
    assert changes.means(-3, 100, 1, 2) is None


def test_answers_that_do_not_spread_give_no_interval_without_a_width():
    assert changes.means(-3, 30, 30, 0) is None
