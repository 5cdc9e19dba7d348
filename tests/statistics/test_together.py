"""What goes with an outcome: against scipy, and how often what is told of it is right."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats
from simulated import correlations, told

from cjm_widgets.statistics.together import correlation, strongest, with_outcome

PAIRS = [
    ([1, 2, 3, 4, 5, 5, 2], [1, 1, 4, 3, 5, 4, 3]),
    ([5, 5, 5, 5, 4, 5, 5, 1], [9, 10, 10, 10, 9, 8, 10, 0]),
    ([0.3, 0.1, 0.9, 0.5], [1.0, 2.0, 0.6, 0.5]),
]
some_rows = some.lists(some.dictionaries(some.sampled_from("abc"), some.integers(1, 5)), max_size=25)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_correlation_is_spearmans_and_its_interval_fishers_in_scipy(one, other):
    found = correlation(one, other)
    assert found.value == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-9)
    plain = stats.pearsonr(stats.rankdata(one), stats.rankdata(other)).confidence_interval()
    middle, wider = math.atanh(found.value), math.sqrt(1 + found.value**2 / 2)
    ends = [math.tanh(middle + wider * (math.atanh(end) - middle)) for end in plain]
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-9)
    assert found.n == len(one)


def test_a_pair_without_one_answer_is_left_out_alone():
    assert correlation([1, None, 2, 3, 9, 4], [1, 5, 3, 2, None, 4]) == correlation([1, 2, 3, 4], [1, 3, 2, 4])
    found = with_outcome([{"a": 1, "b": 2}, {"a": 2}, {"b": 1, "c": 3}, {"a": 4, "b": 3}], [1, 2, 3, None])
    assert {key: each.n for key, each in found.items()} == {"a": 2, "b": 2}


def test_few_people_tell_little_and_one_answer_of_all_nothing():
    assert correlation([1, 2], [3, 4]) == (1, -1, 1, 2)
    assert correlation([1, 2, 3], [3, 1, 2])[1:] == (-1, 1, 3)
    assert correlation([1], [2]) is None
    assert correlation([4, 4, 4, 4], [1, 2, 3, 4]) is None
    # a whole 1 of six: from 1 − 12 / 210 with 1.96 √((1 + 0.9429² / 2) / 3)
    assert correlation(range(6), range(6)) == pytest.approx((1, 0.383, 1, 6), abs=0.001)


def test_the_interval_holds_what_is_true_in_95_of_100_samples_over_a_grid():
    assert told(list(correlations(Random(5), (6, 15, 60), 60))) >= 0.94  # noqa: S311


def rows_of(chance, n, parts):
    """Steps that go together by half, each with such a part in the outcome."""
    rows, outcome = [], []
    for _ in range(n):
        own = chance.gauss()
        felt = [own + chance.gauss() for _ in parts]
        rows.append({f"s{k}": round(each) for k, each in enumerate(felt) if chance.random() > 0.2})
        outcome.append(round(sum(map(math.prod, zip(parts, felt, strict=True))) + chance.gauss()))
    return rows, outcome


def test_the_step_that_truly_goes_most_with_it_is_among_the_strongest():
    chance = Random(6)  # noqa: S311
    held = sum("s0" in strongest(*rows_of(chance, n, (0.5, 0.4, 0.3, 0, 0))) for n in (20, 60, 200) for _ in range(20))
    assert held >= 57
    assert strongest(*rows_of(chance, 600, (1, 0.1, 0.1, 0.1))) == {"s0"}
    assert strongest([], []) == frozenset()


def test_a_step_that_goes_against_the_outcome_is_as_strong():
    rows, outcome = rows_of(Random(7), 600, (1, 0.1, 0.1, 0.1))  # noqa: S311
    assert strongest(rows, [-end for end in outcome]) == {"s0"}


@settings(max_examples=40)
@given(some_rows, some.randoms(use_true_random=False))
def test_it_turns_with_the_scale_and_the_order_of_rows_says_nothing(rows, chance):
    outcome = [chance.choice([None, 1, 2, 3]) for _ in rows]
    found = with_outcome(rows, outcome)
    assert all(-1 <= each.low <= each.value <= each.high <= 1 for each in found.values())
    turned = with_outcome([{key: 6 - answer for key, answer in row.items()} for row in rows], outcome)
    assert turned.keys() == found.keys()
    for key, each in found.items():
        assert turned[key] == pytest.approx((-each.value, -each.high, -each.low, each.n), abs=1e-9)
    order = chance.sample(range(len(rows)), len(rows))
    mixed = with_outcome([rows[k] for k in order], [outcome[k] for k in order])
    for key, each in found.items():
        assert mixed[key] == pytest.approx(each, abs=1e-9)
