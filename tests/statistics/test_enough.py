"""How many answers would settle it: such as with that many, and with fewer not."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from simulated import FIVE

from cjm_widgets.statistics.compare import difference, side
from cjm_widgets.statistics.enough import MOST_ASKED, answers, fewest_said, more_to_call, more_to_part, spoken
from cjm_widgets.statistics.figures import Mean, Points, Reaching, Score, Share
from cjm_widgets.statistics.standing import of_figures

STEPS = {
    "shares": {"a": Share(0.5, 20), "b": Share(0.62, 25), "c": Share(0.6, 20), "d": Share(0.65, 20)},
    "points": {key: Points({4: 9, 5: 9, 1: worse}, (1, 2, 3, 4, 5)) for key, worse in (("a", 3), ("b", 2), ("c", 2))},
    "scores": {"a": Score(9, 9, 9), "b": Score(12, 9, 7), "c": Score(11, 9, 8)},
    "shown": {key: Reaching(at, (at - 0.09, at + 0.08), 20) for key, at in (("a", 0.5), ("b", 0.62), ("c", 0.6))},
    "means": {"a": Mean(3.2, 1, 12), "b": Mean(3.6, 1.1, 12), "c": Mean(3.7, 1, 9)},
}


@pytest.mark.parametrize("figures", STEPS.values(), ids=STEPS)
def test_so_many_more_answers_settle_it_and_clearly_fewer_do_not(figures):
    more = more_to_call(figures, ["a"])["a"]
    now = figures["a"].n

    def called(n):
        return of_figures({key: figure.grown(n / now) for key, figure in figures.items()})["a"]

    assert of_figures(figures)["a"] == 0
    assert called(now + more) == -1
    rounded = max(5, 10 ** (len(str(more)) - 1) // 2)
    assert called(now + more - rounded) == 0


def test_what_is_called_needs_no_more_and_what_never_will_be_is_none():
    called = {"a": Share(0.1, 200), "b": Share(0.6, 200), "c": Share(0.6, 200)}
    assert more_to_call(called, ["a"])["a"] == 0
    alike = {key: Share(0.6, 20) for key in "abc"}
    assert more_to_call(alike, ["a"])["a"] is None


def test_at_so_many_it_is_told_in_half_of_all_cases_and_at_twice_as_many_in_most():
    chance = Random(31)  # noqa: S311
    worse = more_to_call(STEPS["points"], ["a"])["a"] + STEPS["points"]["a"].n

    def told(n):
        made = {
            key: Points(Counter(chance.choices(FIVE, [figure.counts.get(point, 0) for point in FIVE], k=n)), FIVE)
            for key, figure in STEPS["points"].items()
        }
        return of_figures(made)["a"] == -1

    assert 0.3 <= sum(told(int(worse)) for _ in range(60)) / 60 <= 0.75
    assert sum(told(2 * int(worse)) for _ in range(60)) / 60 >= 0.75


def test_two_figures_are_told_apart_by_so_many_more_and_not_by_clearly_fewer():
    one, other = Share(0.5, 30), Share(0.62, 45)
    more = more_to_part(one, other)
    apart = [
        side(difference([(1, one.grown(1 + by / 75)), (-1, other.grown(1 + by / 75))])) for by in (0, more - 50, more)
    ]
    assert apart == [0, 0, -1]
    assert more_to_part(Share(0.1, 90), Share(0.9, 90)) == 0
    assert more_to_part(one, Share(0.5, 45)) is None
    assert more_to_part(Mean(3, 0, 9), Mean(4, 1, 9)) is None


def test_the_fewest_are_found_from_wherever_one_begins():
    for fewest in (1, 2, 37, 999):
        for begin in (1, 36, 37, 38, 5000):
            assert answers(lambda n: n >= fewest, begin) == fewest
    assert answers(lambda n: n > 2 * MOST_ASKED) is None


def test_numbers_are_rounded_up_to_what_can_be_said():
    said = {0.2: 5, 5: 5, 6: 10, 23: 25, 99: 100, 100: 100, 101: 150, 512: 550, 1234: 1500, 9999: 10000}
    assert {number: spoken(number) for number in said} == said
    assert {number: fewest_said(lambda more: more >= number) for number in said} == said
    assert [fewest_said(lambda more: more >= most) for most in (MOST_ASKED, MOST_ASKED + 1)] == [MOST_ASKED, None]
