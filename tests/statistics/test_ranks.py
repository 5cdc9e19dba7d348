"""“Among the lowest three in N of 100”: right as often as it says, for true values from a known prior."""

from __future__ import annotations

import itertools
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from simulated import SHOWN, World, answers, as_mean, as_points, as_score, as_share, calibration

from cjm_widgets.statistics.figures import Mean, Share
from cjm_widgets.statistics.ranks import of_figures, of_rows


def fixed():
    return Random(17)  # noqa: S311  the same in every run


def right(found):
    """In each fifth of what is said it is true about so often: within what chance makes of so many, and 5 in 100."""
    for said, was, n in found.values():
        print(f"said in {100 * said:.0f} of 100, true in {100 * was:.0f}, of {n}")  # noqa: T201
        # steps of one survey go together, so they count as half
        assert abs(said - was) <= 0.05 + 1.96 * (said * (1 - said) / (n / 2)) ** 0.5


@pytest.mark.parametrize("kind", [as_share, as_points, as_score, as_mean, *SHOWN])
def test_what_figures_say_is_true_about_so_often(kind):
    chance = fixed()
    worlds = [World(8, spread, n) for spread, n in itertools.product((0.15, 0.5), (10, 40))]
    right(
        calibration(
            chance,
            worlds,
            12,
            lambda rows: of_figures({key: kind(each) for key, each in answers(rows).items()}, chance, draws=100),
        )
    )


def test_what_rows_say_is_true_about_so_often_also_where_answers_are_missing():
    chance = fixed()
    worlds = [World(8, spread, n, 0.4, 0.3) for spread, n in itertools.product((0.15, 0.5), (15, 60))]
    right(calibration(chance, worlds, 15, lambda rows: of_rows(rows, chance, draws=100)))


def test_who_rates_everything_low_says_nothing_of_a_step_when_rows_are_drawn():
    # everybody puts “a” a point below the others; how far people lie apart would hide that from figures alone
    rows = [{"a": at, "b": at + 1, "c": at + 1, "d": at + 1} for at in (1, 2, 3, 4) * 3]
    assert of_rows(rows, fixed(), lowest=1)["a"] > 0.97
    figures = {key: Mean.of([row[key] for row in rows]) for key in "abcd"}
    assert of_figures(figures, fixed(), lowest=1)["a"] < 0.9


def test_steps_that_are_equal_share_their_places():
    alike = [{"a": 5, "b": 5, "c": 5, "d": 5}] * 6
    assert of_rows(alike, fixed()) == pytest.approx(dict.fromkeys("abcd", 0.75))
    assert of_rows(alike, fixed(), lowest=9) == dict.fromkeys("abcd", 1)
    found = of_figures({key: Share(0.5, 40) for key in "abcde"}, fixed(), draws=4000)
    assert found == pytest.approx(dict.fromkeys("abcde", 0.6), abs=0.04)


def test_a_step_without_two_answers_is_left_out():
    rows = [{"a": 1, "b": 4}, {"a": 2, "b": 5, "c": 1}]
    assert of_rows(rows, fixed(), lowest=1).keys() == {"a", "b"}
    assert of_rows([], fixed()) == of_figures({}, fixed()) == {}
    assert of_figures({"a": Mean(2, 1, 1), "b": Mean(3, 1, 9)}, fixed(), lowest=1) == {"b": 1}


def test_thousands_of_people_are_drawn_in_groups_that_say_the_same():
    chance = fixed()
    rows = [{step: chance.gauss(at) for step, at in (("a", 0), ("b", 0.05), ("c", 1))} for _ in range(3000)]
    apart = Mean.of([row["b"] - row["a"] for row in rows])
    expected = NormalDist().cdf(apart.value / (apart.sd / apart.n**0.5))
    assert 0.7 < expected < 0.99
    assert of_rows(rows, chance, lowest=1)["a"] == pytest.approx(expected, abs=0.05)


@settings(max_examples=20)
@given(
    some.lists(some.dictionaries(some.sampled_from("abcd"), some.integers(1, 5)), max_size=20),
    some.randoms(use_true_random=False),
)
def test_the_order_of_rows_says_nothing_and_all_places_are_given(rows, chance):
    found = of_rows(rows, fixed(), lowest=2, draws=30)
    assert of_rows(chance.sample(rows, len(rows)), fixed(), lowest=2, draws=30) == found
    assert sum(found.values()) == pytest.approx(min(2, len(found)))
    figures = {key: as_points(each) for key, each in answers(rows).items()}
    mixed = {key: figures[key] for key in chance.sample(sorted(figures), len(figures))}
    assert of_figures(mixed, fixed(), draws=30) == of_figures(figures, fixed(), draws=30)
