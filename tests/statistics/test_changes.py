"""Changes with their intervals, against values that were printed or can be worked by hand."""

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

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


def test_a_change_of_an_average_of_both_times_is_statsmodels_pooled():
    before, after = DescrStatsW([2.0, 3.0, 4.0, 4.5, 6.0]), DescrStatsW([1.0, 5.0, 5.5])
    both = CompareMeans(after, before)
    spread = ((4 * before.std_ddof(1) ** 2 + 2 * after.std_ddof(1) ** 2) / 6) ** 0.5
    found = changes.means(after.mean - before.mean, 5, 3, spread)
    assert found == pytest.approx(both.tconfint_diff(usevar="pooled"), abs=1e-9)


def test_eleven_to_ten_point_two_of_410_is_within_chance():
    low, high = changes.shares(0.11, None, 0.102, 410)
    # Wilson for 10.2 % of 410: 7.6 to 13.5 %
    assert (low, high) == pytest.approx((0.0763 - 0.11, 0.1351 - 0.11), abs=0.0006)
    assert low < 0 < high
    both = changes.shares(0.11, 430, 0.102, 410)
    assert both[0] < low
    assert both[1] > high


def test_a_change_of_a_count_is_a_share_of_the_earlier():
    # 165 of 405: Wilson 0.3607 to 0.4559, so 0.564 to 0.838 of the earlier count
    assert changes.counts(240, 165) == pytest.approx((-0.436, -0.162), abs=0.001)
    low, high = changes.counts(10, 12)
    assert low < 0 < high
    low, high = changes.counts(20, 0)
    assert low == pytest.approx(-1)
    assert high < 0
    assert changes.counts(0, 3) is None


@pytest.mark.parametrize(
    ("n_before", "n_after", "t"),
    # the 97.5 % quantiles as they stand in every table of Student's t
    [(None, 2, 12.706), (2, 1, 12.706), (None, 5, 2.776), (2, 3, 3.182), (None, 11, 2.228), (16, 16, 2.042)],
)
def test_a_change_of_an_average_is_students(n_before, n_after, t):
    low, high = changes.means(-3, n_before, n_after, 2)
    error = 2 * t * (1 / n_after + (1 / n_before if n_before else 0)) ** 0.5
    assert (low, high) == pytest.approx((-3 - error, -3 + error), abs=0.002)


def test_an_average_of_one_answer_tells_nothing():
    assert changes.means(-3, None, 1, 2) is None
    assert changes.means(-3, 1, 1, 2) is None


def test_answers_that_do_not_spread_give_no_interval_without_a_width():
    assert changes.means(-3, 30, 30, 0) is None
