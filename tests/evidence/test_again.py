"""Whose answers stand beside each other is told by their rows, where rows can tell people apart."""

from __future__ import annotations

import random

import pytest

from cjm_widgets.evidence.again import Again, again
from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.evidence.surveyed import surveyed
from cjm_widgets.journey.model import Journey

Row = tuple[float | None, ...]
STEPS = ("a", "b", "c", "d", "e", "f")


def people(count: int, seed: int, steps: int = 6) -> list[Row]:
    chance = random.Random(seed)  # noqa: S311  no secret
    return [
        tuple(float(chance.randint(1, 5)) if chance.random() < 0.9 else None for _ in range(steps))
        for _ in range(count)
    ]


def beside(before: list[Row], now: list[Row], *, groups: tuple[str, ...] = ()) -> Again:
    steps = STEPS[: len(before[0])]
    whose = groups or ("",) * len(now)
    was, will = (Answers(steps, (0,) * len(rows), tuple(rows)) for rows in (before, now))
    return again(was, {}, will, whose, steps)


def test_a_few_more_a_few_gone_and_a_few_put_right_are_the_same_people() -> None:
    was = people(40, 1)
    for now in ([*was, (1.0,) * 6], was[3:], [(1.0,) * 6, (5.0,) * 6, *was[2:]], [*was, *people(40, 2)]):
        assert beside(was, now).people == "same"
        assert beside(now, was).people == "same"


def test_where_many_rows_are_alike_many_people_tell_it_all_the_same() -> None:
    was = people(240, 1, steps=3)
    assert beside(was, [*was, (1.0, 1.0, 1.0)]).people == "same"
    assert beside(was, people(241, 2, steps=3)).people == "unknown"


def test_another_survey_is_of_others_even_if_its_people_are_as_many() -> None:
    assert [beside(people(40, 1), people(40 + seed, seed)).people for seed in range(2, 12)] == ["others"] * 10


def test_one_column_that_was_put_right_throughout_hides_nobody() -> None:
    was = people(40, 1)
    now = [*((6.0 - (one[0] or 3), *one[1:]) for one in was), (1.0,) * 6]
    assert beside(was, now).people == "same"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (people(40, 1, steps=1), people(41, 2, steps=1)),  # of one question many strangers' rows are alike
        (people(4, 1), [*people(3, 1), (1.0,) * 6]),
        (people(4, 1), people(4, 2)),  # where few are found nowhere, they may all have been put right
        (people(20, 1), [*people(8, 1), *people(12, 2)]),
    ],
)
def test_where_rows_do_not_tell_it_is_not_guessed(was: list[Row], now: list[Row]) -> None:
    assert beside(was, now).people == "unknown"


def test_answers_are_counted_by_column_and_group_and_only_where_the_scale_is_the_same() -> None:
    was = Answers(("a", "b"), (7, 0), ((1.0, 2.0), (None, 2.0)))
    now = Answers(("b", "a"), (0, 0), ((2.0, 1 / 3), (4.0, None)))
    said = again(was, {7: "Day"}, now, ("Day", "Stay"), {"b"})
    assert said.was == {("b", ""): {2.0: 2}, ("b", "Day"): {2.0: 1}}
    assert said.now == {("b", ""): {2.0: 1, 4.0: 1}, ("b", "Day"): {2.0: 1}, ("b", "Stay"): {4.0: 1}}
    both = again(was, {}, now, ("", ""), {"a", "b"})
    assert both.now["a", ""] == {0.333333333333: 1}, "as it is read back"
    assert again(was, {}, now, ("", ""), ()).people == "unknown"


def test_answers_that_are_not_those_behind_a_figure_tell_nothing_of_it() -> None:
    rating = {"id": "s", "scale": "five-points", "value": 3, "source": "s", "n": 2}
    steps = [{"id": "a", "name": "A", "ratings": [rating]}]
    trip = Journey.model_validate({"id": "t", "sources": [{"id": "s", "name": "S"}], "steps": steps})
    for counts, known in (({1.0: 1, 5.0: 1}, True), ({1.0: 1}, False)):
        stands = surveyed(trip.steps, trip.sources[0], {}, answers={("a", ""): counts})["“A”"][""]
        assert (stands.answers is not None) == known
