"""Which end of a curve is told for certain: both are asked at once, so that chance makes neither up."""

import random
from functools import cache

import pytest
from rated_journey import rated
from sound_journey import changed

from cjm_widgets.journey.chance import stand_out
from cjm_widgets.journey.satisfaction import curves


def ends_told(shares, n):
    journey = changed(rated(shares=shares, names="ABCDEFGH"), ("sources/passengers/n", n))
    curve = next(one for one in curves(journey) if one.rater == "survey")
    heights = [point.height for point in curve.points]
    return stand_out(curve, *([one for one in curve.points if one.height == end(heights)] for end in (min, max)))


@pytest.mark.parametrize(
    ("shares", "n", "told"),
    [
        ((79, 70, 50, 40, 30), 200, (False, False)),
        ((95, 70, 50, 40, 30), 200, (True, True)),
        ((79, 70, 50, 40, 10), 200, (True, True)),
        ((71, 70, 50, 40, 10), 200, (False, True)),
        ((79, 70, 50, 40, 30), 2000, (True, True)),
    ],
)
def test_what_one_end_alone_would_tell_is_not_told_of_both_unless_one_is_surer(shares, n, told):
    assert ends_told(shares, n) == told


@cache  # of few answers the same counts come again and again
def told_of(counts, n):
    return ends_told([100 * one / n for one in counts], n)


@pytest.mark.parametrize("n", [3, 4, 5, 20])
@pytest.mark.parametrize("true", [(0.75, 0.75, 0.25, 0.25), (0.9, 0.5, 0.1, 0.1), (0.99, 0.99, 0.5, 0.5)])
def test_one_in_twenty_curves_at_most_has_an_end_called_falsely_of_however_few_answers(true, n):
    """As false counts a step that is called the best, or the worst, alone where it is not or another is as good."""
    chance, times = random.Random(5), 300  # noqa: S311 - a simulation
    false = 0
    for _ in range(times):
        drawn = [sum(chance.random() < share for _ in range(n)) for share in true]
        said = dict(zip((max, min), told_of(tuple(drawn), n), strict=True))
        false += any(
            said[end] and [one == end(drawn) for one in drawn] != [one == end(true) for one in true]
            for end in (max, min)
            if max(drawn) != min(drawn)
        )
    assert false / times <= 0.05
