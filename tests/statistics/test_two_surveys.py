"""What moved between two surveys: one family, chance calls little of it, and what would settle the rest does."""

from __future__ import annotations

import math
import random

import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from cjm_widgets.statistics.figures import Share
from cjm_widgets.statistics.two_surveys import Pair, moved

WAS = {at: Share(0.4, 400) for at in range(6)}
NOW = {at: Share(share, 400) for at, share in enumerate((0.3, 0.31, 0.33, 0.34, 0.36, 0.4))}


def chance_of(one: Share, other: Share) -> float:
    """The smallest share of samples at which Newcombe's interval, a quarter of an answer further, leaves nought out."""
    few, many = 0.0, 1.0
    for _ in range(60):
        alpha = (few + many) / 2
        (low, _), (_, high) = (
            proportion_confint(each.value * each.n, each.n, method="wilson", alpha=alpha) for each in (one, other)
        )
        told = one.value - other.value > math.hypot(one.value - low + 0.25 / one.n, high - other.value + 0.25 / other.n)
        few, many = (few, alpha) if told else (alpha, many)
    return many


@pytest.mark.parametrize("parts", [((0, 1, 2, 3, 4, 5),), ((0, 1, 2), (3, 4, 5))])
def test_what_is_called_is_what_holm_lets_of_all_families_together(parts: tuple[tuple[int, ...], ...]) -> None:
    families = [Pair({at: WAS[at] for at in part}, {at: NOW[at] for at in part}) for part in parts]
    found = {at: one for family in moved(families) for at, one in family.items()}
    expected = multipletests([chance_of(WAS[at], NOW[at]) for at in WAS], method="holm")[0]
    assert [found[at].called for at in WAS] == list(expected)
    assert 0 < sum(expected) < sum(chance_of(WAS[at], NOW[at]) < 0.05 for at in WAS), "Holm calls fewer, but some"


def test_the_ends_are_newcombes_and_only_what_both_asked_is_compared() -> None:
    (found,) = moved([Pair({1: Share(0.4, 30), 2: Share(0.5, 9)}, {1: Share(0.3, 50), 3: Share(0.5, 9)})])
    assert set(found) == {1}
    expected = confint_proportions_2indep(15, 50, 12, 30, method="newcomb")
    assert (found[1].low, found[1].high) == pytest.approx(expected, abs=1e-9)
    assert found[1].value == pytest.approx(-0.1, abs=1e-12)


@pytest.mark.parametrize(("n", "share"), [(400, 0.465), (60, 0.55), (400, 0.44), (20, 0.65), (80, 0.55)])
def test_so_many_answers_settle_it_and_hardly_fewer_do(n: int, share: float) -> None:
    (before,) = moved([Pair({1: Share(0.4, n)}, {1: Share(share, n)})])

    def called(was: float, now: float) -> bool:
        return moved([Pair({1: Share(0.4, was)}, {1: Share(share, now)})])[0][1].called

    one = before[1]
    assert not one.called
    if one.more:
        assert one.each is None
        assert called(n, n + one.more)
        assert not called(n, n + 0.6 * one.more)
    else:
        assert one.each
        assert not called(n, n + one.each), "two new surveys take fewer people"
        assert called(one.each, one.each)
        assert not called(0.6 * one.each, 0.6 * one.each)


def test_what_has_not_moved_no_number_would_call() -> None:
    ((one,),) = [family.values() for family in moved([Pair({1: Share(0.4, 50)}, {1: Share(0.4, 70)})])]
    assert (one.called, one.more, one.each) == (False, None, None)


@pytest.mark.parametrize(("share", "n", "m"), [(0.03, 20, 200), (0.1, 30, 30), (0.5, 25, 100)])
def test_where_nothing_moved_chance_calls_something_in_five_of_100_at_most(share: float, n: int, m: int) -> None:
    """At 3 % of 20 beside 200 Newcombe's alone, with Holm, calls something in 11 of 100."""
    chance = random.Random(7)  # noqa: S311  no secret

    def asked(of: int) -> dict[int, Share]:
        return {at: Share(sum(chance.random() < share for _ in range(of)) / of, of) for at in range(14)}

    wrong = sum(any(one.called for one in moved([Pair(asked(n), asked(m))])[0].values()) for _ in range(60))
    assert wrong <= 7, "of 60, more than that come in 1 of 100 such tests if it is 5 of 100"
