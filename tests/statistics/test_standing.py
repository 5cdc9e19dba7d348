"""Steps that may be called: seldom where nothing is there, and where something is, it is found."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from simulated import DIVIDED, Held, answers, as_mean, as_points, as_score, as_share, cuts, people, told

from cjm_widgets.statistics.figures import Mean, Points, Share
from cjm_widgets.statistics.standing import of_figures, of_rows


@pytest.mark.parametrize("kind", [as_share, as_points, as_score, as_mean])
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


def test_of_steps_that_people_rate_alike_seldom_one_is_called_from_rows():
    chance = Random(12)  # noqa: S311
    found = []
    for (name, parts), n, alike in itertools.product(DIVIDED.items(), (3, 10, 40), (0, 0.5)):
        called = sum(
            any(of_rows(people(chance, [0] * 8, cuts(parts), n, alike=alike, absent=0.2)).values()) for _ in range(30)
        )
        found.append(Held(called / 30, f"{name}, {n}, {alike}"))
    assert told(found, worst=max) <= 0.05


def test_a_step_that_is_worse_than_the_rest_is_found_and_sooner_by_rows():
    chance = Random(3)  # noqa: S311
    moved = [-0.6, *[0.0] * 8]
    by_rows = by_figures = 0
    for _ in range(40):
        rows = people(chance, moved, cuts(DIVIDED["well"]), 60, alike=0.5)
        by_rows += of_rows(rows)["s0"] == -1
        by_figures += of_figures({key: as_points(each) for key, each in answers(rows).items()})["s0"] == -1
    assert by_rows >= 34
    assert by_figures >= 8
    assert by_rows > by_figures


def test_it_is_worked_by_hand():
    # averages of 100 with sd 1: −0.5 ± 2.4307 √(0.01 + 0.01 / 4 + 0.01 / 4), from t(99) at 1 − 0.05 / 3
    assert of_figures({"a": Mean(4, 1, 100), "b": Mean(4, 1, 100), "c": Mean(3.5, 1, 100)}) == {"a": 0, "b": 0, "c": -1}
    assert of_figures({"a": Mean(4, 1, 100), "b": Mean(4, 1, 100), "c": Mean(3.71, 1, 100)})["c"] == 0


def test_what_cannot_be_told_is_nought():
    assert of_figures({}) == {}
    assert of_figures({"a": Share(0, 9)}) == {"a": 0}
    assert of_figures({"a": Mean(1, 0, 9), "b": Mean(2, 1, 900), "c": Mean(4, 1, 900)}) == {"a": 0, "b": -1, "c": 1}
    assert of_rows([]) == {}
    assert of_rows([{}, {"a": 1}, {"b": 2}]) == {"a": 0, "b": 0}
    assert of_rows([{"a": 1, "b": 5, "c": 5}]) == {"a": 0, "b": 0, "c": 0}


@settings(max_examples=30)
@given(
    some.lists(some.dictionaries(some.sampled_from("abcd"), some.sampled_from([1, 2, 5])), max_size=30),
    some.randoms(use_true_random=False),
)
def test_a_scale_that_is_turned_turns_what_is_called_and_the_order_of_rows_says_nothing(rows, chance):
    found = of_rows(rows)
    assert of_rows([{key: 6 - answer for key, answer in row.items()} for row in rows]) == {
        key: -side for key, side in found.items()
    }
    assert of_rows(chance.sample(rows, len(rows))) == found
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
            figures = {key: as_points(each) for key, each in answers(rows).items()}
            for found in (of_rows(rows), of_figures(figures)):
                called += any(side for key, side in found.items() if key not in {"s0", "s1"})
    assert called / 150 <= 0.05
