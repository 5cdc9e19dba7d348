"""What lies between two figures and between two groups, against statsmodels and by hand."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats
from simulated import FIVE, superior, told
from statsmodels.stats.nonparametric import rank_compare_2indep
from statsmodels.stats.proportion import confint_proportions_2indep

from cjm_widgets.statistics.compare import against, difference, side, superiority
from cjm_widgets.statistics.figures import Mean, Points, Share

GROUPS = [
    ((1, 2, 2, 3, 5, 5, 5), (2, 3, 3, 4)),
    ((5, 5, 5), (1, 1, 2, 1)),
    ((4, 4), (4, 4, 4)),
    ((3,), (5,)),
    ((1, 5) * 30, (2, 3, 3, 4, 4) * 9),
]
few = some.lists(some.sampled_from(FIVE), min_size=1, max_size=40)


def points(answers):
    return Points(Counter(answers), FIVE)


@pytest.mark.parametrize(("one", "other"), GROUPS)
def test_superiority_is_mann_and_whitneys_u_of_all_pairs(one, other):
    u = stats.mannwhitneyu(one, other).statistic
    assert superiority(points(one), points(other)).value == pytest.approx(u / len(one) / len(other), abs=1e-9)


@pytest.mark.parametrize(("one", "other"), GROUPS)
def test_its_interval_is_brunners_and_munzels_in_statsmodels(one, other):
    # five times each answer and once each point are the answers with a fifth more at each, five times over
    first, second = [*one * 5, *FIVE], [*other * 5, *FIVE]
    found = rank_compare_2indep(first, second)
    m, n = len(first) / 5, len(second) / 5
    a, b = (spread * (5 * k - 1) / 5 / (k - 1) / k for spread, k in ((found.var1, m), (found.var2, n)))
    freedom = (a + b) ** 2 / (a * a / (m - 1) + b * b / (n - 1))
    low, high = stats.t.interval(0.95, freedom, found.prob1, (a + b) ** 0.5)
    value = superiority(points(one), points(other))
    assert value[1:] == pytest.approx((max(0, min(low, value[0])), min(1, max(high, value[0]))), abs=1e-9)


def test_superiority_holds_what_is_true_of_two_groups():
    assert told(list(superior(Random(9), [(2, 3), (5, 20), (30, 30)], 25))) >= 0.94  # noqa: S311


@given(few, few, some.randoms(use_true_random=False))
def test_superiority_turns_with_the_scale_and_with_the_groups(one, other, chance):
    value, low, high = superiority(points(one), points(other))
    assert 0 <= low <= value <= high <= 1
    mirrored = pytest.approx((1 - value, 1 - high, 1 - low), abs=1e-9)
    assert superiority(points(other), points(one)) == mirrored
    assert superiority(points([6 - each for each in one]), points([6 - each for each in other])) == mirrored
    assert superiority(points(chance.sample(one, len(one))), points(other)) == pytest.approx((value, low, high))


@pytest.mark.parametrize(
    ("a", "m", "b", "n"), [(0, 10, 0, 20), (5, 56, 0, 29), (10, 10, 0, 20), (1, 1, 0, 1), (56, 70, 48, 80)]
)
def test_the_difference_of_two_shares_is_newcombes(a, m, b, n):
    found = difference([(1, Share(a / m, m)), (-1, Share(b / n, n))])
    assert found == pytest.approx(confint_proportions_2indep(a, m, b, n, method="newcomb"), abs=1e-9)


def test_a_difference_of_what_has_no_interval_has_none_and_no_side():
    assert difference([(1, Mean(3, 1, 1)), (-1, Mean(3, 1, 9))]) is None
    assert [side(ends) for ends in (None, (-1, 1), (0.1, 1), (-1, -0.1), (0, 1))] == [0, 0, 1, -1, 0]


def test_a_group_that_runs_against_the_total_is_told_where_both_are_sure():
    # Charig and others (1986), British Medical Journal 292, 879-882: open surgery and keyhole, small stones and large
    total = (Share(273 / 350, 350), Share(289 / 350, 350))
    small, large = (Share(81 / 87, 87), Share(234 / 270, 270)), (Share(192 / 263, 263), Share(55 / 80, 80))
    assert against({"small": (total, small), "large": (total, large)}) == frozenset()
    total, turned = (Share(0.7, 900), Share(0.8, 900)), (Share(0.9, 300), Share(0.6, 300))
    assert against({"a": (total, turned), "b": (total, total)}) == {"a"}
    assert against({"a": (turned, total), "b": (turned, turned)}) == {"a"}
    assert against({"a": ((Share(0.7, 30), Share(0.8, 30)), turned)}) == frozenset(), "of the total it is not sure"
    assert against({"a": (total, (Share(0.9, 20), Share(0.8, 20)))}) == frozenset(), "of the group it is not sure"


def test_nothing_runs_against_a_total_that_stands_still():
    assert against({"a": ((Share(0.5, 9), Share(0.5, 9)), (Share(0.9, 99), Share(0.1, 99)))}) == frozenset()
    assert against({}) == frozenset()


def test_the_more_are_compared_the_surer_each_must_be_of_the_total_too():
    total, group = (Share(0.70, 900), Share(0.75, 900)), (Share(0.9, 300), Share(0.6, 300))
    assert against({0: (total, group)}) == {0}
    still = (Share(0.5, 300), Share(0.5, 300))
    assert against({0: (total, group), **dict.fromkeys(range(1, 9), (total, still))}) == frozenset()


def test_a_group_that_stands_still_is_seldom_sure_to_run_against_the_total():
    chance = Random(10)  # noqa: S311

    def drawn(share, n):
        return Share(sum(chance.random() < share for _ in range(n)) / n, n)

    sure = 0
    for _ in range(200):
        total = (drawn(0.4, 400), drawn(0.6, 400))
        sure += bool(against({key: (total, (drawn(0.5, 40), drawn(0.5, 40))) for key in range(4)}))
    assert sure / 200 <= 0.05
