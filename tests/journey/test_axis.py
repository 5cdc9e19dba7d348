"""Axes: a scale is never changed, and its range is said."""

import pytest
from rated_journey import ROOM, SHARES, rated

from cjm_widgets.journey.axis import axes, axis
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import SCALES


def test_shares_are_drawn_on_their_whole_scale_so_that_a_third_never_looks_like_the_worst():
    own = axis(SCALES["negative-share"], [5, 36])
    assert (own.low, own.high, own.cut) == (0, 100, ())
    assert own.title == "Negative answers, %; fewer is better"
    assert [tick.label for tick in own.ticks] == ["100 %", "80 %", "60 %", "40 %", "20 %", "0 %"]
    assert own.height(36) == pytest.approx(0.64)
    assert own.height(5) > own.height(36)


@pytest.mark.parametrize(
    ("scale", "values", "cut", "title"),
    [
        ("negative-share", [0, 4], ("bottom",), "Negative answers, %, cut: drawn from 0 to 10 only; fewer is better"),
        ("positive-share", [60, 66], ("bottom", "top"), "Positive answers, %, cut: drawn from 60 to 70 only"),
        ("positive-share", [95, 97], ("bottom",), "Positive answers, %, cut: drawn from 90 to 100 only"),
        ("nps", [10, 40], ("bottom", "top"), "Net promoter score, cut: drawn from +10 to +40 only"),
    ],
)
def test_where_the_whole_scale_would_give_a_flat_line_it_is_cut_and_says_so(scale, values, cut, title):
    own = axis(SCALES[scale], values)
    assert (own.cut, own.title) == (cut, title)


@pytest.mark.parametrize("values", [[30, 30], [30], [30, 50]])
def test_what_is_truly_flat_or_far_enough_apart_is_not_cut(values):
    assert axis(SCALES["positive-share"], values).cut == ()


def test_a_cut_axis_has_room_for_the_intervals():
    own = axes(curves(rated(shares=(30, 33))))["negative-share"]
    few = axis(SCALES["negative-share"], [30, 33], [12.0, 51.0])
    assert (own.low, own.high) == (28, 40)
    assert (few.low, few.high) == (0, 60)


def test_the_felt_scale_is_always_drawn_whole_with_its_five_words():
    felt = axis(SCALES["felt"], [1.0])
    assert (felt.low, felt.high, felt.title) == (-2, 2, "Satisfaction, −2 to +2")
    assert [(tick.height, tick.label, tick.figure) for tick in felt.ticks] == [
        (0, "Very dissatisfied", "−2"),
        (0.25, "Dissatisfied", "−1"),
        (0.5, "Neither", "0"),
        (0.75, "Satisfied", "+1"),
        (1, "Very satisfied", "+2"),
    ]


@pytest.mark.parametrize(
    ("scale", "values"),
    [
        ("negative-share", [0]),
        ("negative-share", [100]),
        ("negative-share", [0.4, 1.2]),
        ("positive-share", [50, 50]),
        ("positive-share", [64, 95]),
        ("nps", [-30, 45]),
        ("nps", [100]),
        ("five-points", [3]),
        ("ten-points", []),
    ],
)
def test_every_figure_is_within_the_picture_and_the_axis_within_the_scale(scale, values):
    own = axis(SCALES[scale], values)
    assert SCALES[scale].low <= own.low < own.high <= SCALES[scale].high
    assert own.high - own.low >= (SCALES[scale].high - SCALES[scale].low) / 10
    assert all(0 <= own.height(value) <= 1 for value in values)
    heights = [tick.height for tick in own.ticks]
    assert heights[0] == 0
    assert heights[-1] == pytest.approx(1)
    assert heights == sorted(heights)


def test_two_scales_of_a_journey_have_an_axis_each():
    found = axes(curves(rated(room=ROOM, shares=SHARES)))
    assert set(found) == {"felt", "negative-share"}


@pytest.mark.parametrize(
    ("scale", "values", "ends"),
    [
        ("negative-share", [2, 3], (2, 12)),
        ("positive-share", [50, 52], (50, 60)),
        ("positive-share", [50.5, 51], (50, 62)),
        ("positive-share", [98, 99], (90, 100)),
        ("positive-share", [16, 33], (0, 40)),
        ("nps", [0, 4], (0, 20)),
    ],
)
def test_an_axis_spans_a_tenth_of_its_scale_at_least_and_starts_at_nothing_where_that_leaves_the_curve_its_half(
    scale, values, ends
):
    own = axis(SCALES[scale], values)
    assert (own.low, own.high) == ends
