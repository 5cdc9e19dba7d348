"""Steps that may be called: seldom where nothing is there, and where something is, it is found."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from simulated import DIVIDED, SHOWN, Held, answers, as_mean, as_points, as_score, as_share, cuts, people, told

from cjm_widgets.statistics.figures import Mean, Points, Share
from cjm_widgets.statistics.standing import of_figures


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
