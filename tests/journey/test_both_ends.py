"""Which end of a curve is told for certain: both are asked at once, so that chance makes neither up."""

import random

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


def test_of_curves_with_two_equal_ends_one_in_twenty_at_most_has_an_end_called():
    chance, n, times = random.Random(5), 60, 400  # noqa: S311 - a simulation
    called = 0
    for _ in range(times):
        drawn = [sum(chance.random() < share for _ in range(n)) for share in (0.75, 0.75, 0.25, 0.25)]
        alone = [drawn.count(end(drawn)) == 1 for end in (max, min)]  # of both together it is true
        called += any(
            one and told for one, told in zip(alone, ends_told([100 * one / n for one in drawn], n), strict=True)
        )
    assert called / times < 0.08
