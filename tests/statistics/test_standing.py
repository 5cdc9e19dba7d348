"""Steps that may be called: seldom where nothing is there, and where something is, it is found."""

from __future__ import annotations

import itertools
import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from simulated import DIVIDED, SHOWN, Held, answers, as_mean, as_points, as_score, as_share, cuts, people, told

from cjm_widgets.statistics import student
from cjm_widgets.statistics.figures import Exact, Mean, Points, Reaching, Share
from cjm_widgets.statistics.standing import of_figures, widened
from cjm_widgets.statistics.standing import told as standing_of


@pytest.mark.parametrize("kind", [as_share, as_points, as_score, as_mean, *SHOWN])
def test_of_steps_that_are_all_alike_seldom_one_is_called(kind):
    chance = Random(f"{kind.__name__}, the same in every run")  # noqa: S311
    found = []
    for (name, parts), n in itertools.product(DIVIDED.items(), (3, 10, 40)):
        called = sum(
            any(
                of_figures(
                    {k: kind(each) for k, each in answers(people(chance, [0] * 8, cuts(parts), n, alike=0)).items()}
                ).values()
            )
            for _ in range(20)
        )
        found.append(Held(called / 20, f"{kind.__name__}, {name}, {n}"))
    assert told(found, worst=max) <= 0.05


@pytest.mark.parametrize("kind", SHOWN)
def test_of_steps_that_people_rate_alike_seldom_one_is_called_from_what_is_shown(kind):
    chance = Random(12)  # noqa: S311
    found = []
    for (name, parts), n in itertools.product(DIVIDED.items(), (3, 10, 40)):
        called = 0
        for _ in range(20):
            rows = people(chance, [0] * 8, cuts(parts), n, alike=0.5, absent=0.2)
            called += any(of_figures({key: kind(each) for key, each in answers(rows).items()}).values())
        found.append(Held(called / 20, f"{name}, {n}"))
    assert told(found, worst=max) <= 0.05


def test_a_step_that_is_worse_than_the_rest_is_found_and_as_soon_from_what_is_shown():
    chance = Random(3)  # noqa: S311
    moved = [-0.6, *[0.0] * 8]
    by_answers = by_shown = 0
    for _ in range(40):
        given = answers(people(chance, moved, cuts(DIVIDED["well"]), 120, alike=0.5))
        by_answers += of_figures({key: as_points(each) for key, each in given.items()})["s0"] == -1
        by_shown += of_figures({key: SHOWN[0](each) for key, each in given.items()})["s0"] == -1
    assert by_shown >= by_answers - 4
    assert by_answers >= 30


def test_it_is_worked_by_hand():
    # averages of 100 with sd 1: −0.5 ± 2.4307 √(0.01 + 0.01 / 4 + 0.01 / 4), from t(99) at 1 − 0.05 / 3
    assert of_figures({"a": Mean(4, 1, 100), "b": Mean(4, 1, 100), "c": Mean(3.5, 1, 100)}) == {"a": 0, "b": 0, "c": -1}
    assert of_figures({"a": Mean(4, 1, 100), "b": Mean(4, 1, 100), "c": Mean(3.71, 1, 100)})["c"] == 0


def test_what_is_shown_of_a_figure_stretches_as_an_average_of_so_many_does():
    # t(9) is 2.262 at 95 % and 3.250 at 99 %; of 40 it is reckoned with t(35.48 …), just below t(39)
    shown = Reaching(0.5, (0.4, 0.7), 10)
    assert shown.interval() == pytest.approx((0.4, 0.7))
    assert shown.interval(0.99) == pytest.approx((0.5 - 0.1 * 3.2498 / 2.2622, 0.5 + 0.2 * 3.2498 / 2.2622), abs=1e-4)
    assert shown.variance == pytest.approx((0.2 / 2.2622) ** 2 * 10, abs=1e-4)
    more = shown.grown(4)
    assert more.n == 40
    assert more.ends == pytest.approx((0.5 - 0.05 * 2.0292 / 2.2622, 0.5 + 0.1 * 2.0292 / 2.2622), abs=1e-4)
    assert Reaching(0.5, (0.4, 0.6), math.inf).interval(0.99)[1] == pytest.approx(0.5 + 0.1 * 2.5758 / 1.96, abs=1e-4)


def test_draws_of_what_is_shown_lie_within_the_scale_and_of_one_answer_anywhere_in_its_interval():
    chance = Random(8)  # noqa: S311
    many = [Reaching(0.9, (0.5, 1.0), 5).draw(chance) for _ in range(300)]
    assert 0 <= min(many) < 0.7 < max(many) == 1
    one = [Reaching(1.0, (0.2, 1.0), 1).draw(chance) for _ in range(300)]
    assert 0.2 <= min(one) < 0.3
    assert 0.9 < max(one) <= 1


def test_the_level_of_many_numbers_of_people_is_reckoned_a_few_times_only(monkeypatch):
    asked = []
    monkeypatch.setattr(student, "quantile", lambda freedom, _level: asked.append(freedom) or 2 + 1 / freedom)
    for n in range(2, 3000):
        Reaching(0.5, (0.4, 0.6), n).interval(0.987)
    assert len(asked) < 150
    assert all(freedom > 0 for freedom in asked)


def test_where_each_stands_beside_the_middle_is_one_family_with_where_it_stands_beside_the_others():
    figures = widened({"a": Share(0.2, 40), "b": Share(0.6, 40), "c": Exact(0.51)})
    both = standing_of(figures, middle=True)
    assert both.middle == {"a": -1, "b": 0, "c": 1}
    assert standing_of(figures, beside=False, middle=True).beside == dict.fromkeys("abc", 0)
    assert standing_of({"a": figures["a"]}).beside == {"a": 0}
    just = {"a": Share(0.4, 60), "b": Share(0.62, 60)}
    assert of_figures(just) == {"a": -1, "b": 1}
    assert of_figures(just, middle=True) == {"a": 0, "b": 0}


def test_what_cannot_be_told_is_nought():
    assert of_figures({}) == {}
    assert of_figures({"a": Share(0, 9)}) == {"a": 0}
    assert of_figures({"a": Mean(1, 0, 9), "b": Mean(2, 1, 900), "c": Mean(4, 1, 900)}) == {"a": 0, "b": -1, "c": 1}


@settings(max_examples=30)
@given(
    some.lists(some.dictionaries(some.sampled_from("abcd"), some.sampled_from([1, 2, 5])), max_size=30),
)
def test_a_scale_that_is_turned_turns_what_is_called(rows):
    figures = {key: as_points(each) for key, each in answers(rows).items()}
    turned = {
        key: Points({6 - point: count for point, count in figure.counts.items()}, figure.points)
        for key, figure in figures.items()
    }
    assert of_figures(turned) == {key: -side for key, side in of_figures(figures).items()}


def test_a_step_that_is_as_the_others_are_on_average_is_seldom_called_whatever_they_are():
    chance = Random(14)  # noqa: S311
    at = cuts(DIVIDED["even"])
    called = 0
    for n in (10, 40, 120):
        for _ in range(25):
            # two steps differ, as far to either side; one is rated by few; answers to another lie at the ends
            rows = [
                {key: chance.choice((1, 5)) if key == "s7" else answer for key, answer in row.items()}
                for row in people(chance, [-0.8, 0.8, *[0] * 6], at, n, alike=0.3)
            ]
            rows = [row if k % 4 else {key: row[key] for key in row if key != "s6"} for k, row in enumerate(rows)]
            for kind in (as_points, SHOWN[0]):
                found = of_figures({key: kind(each) for key, each in answers(rows).items()})
                called += any(side for key, side in found.items() if key not in {"s0", "s1"})
    assert called / 150 <= 0.05
