"""Scales: those that are named, and the points of a survey of its own."""

import pytest
from pydantic import ValidationError

from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.scales import scale_of


@pytest.mark.parametrize(
    ("name", "kept", "low", "high", "better"),
    [
        ("1-7", "1-7", 1, 7, "high"),
        ("points 1 to 7", "1-7", 1, 7, "high"),
        ("1–6 low is good", "1-6 low is good", 1, 6, "low"),
        ("6-1", "1-6 low is good", 1, 6, "low"),
        ("-3..3", "-3-3", -3, 3, "high"),
        ("1-5", "five-points", 1, 5, "high"),
        ("0-10", "ten-points", 0, 10, "high"),
        (" Negative-Share ", "negative-share", 0, 100, "low"),
    ],
)
def test_a_survey_may_have_points_of_its_own(name, kept, low, high, better):
    scale = scale_of(name)
    assert (scale.name, scale.low, scale.high, scale.better) == (kept, low, high, better)
    assert scale_of(scale.name) == scale
    assert Rating(id="s", scale=name).scale == kept
    assert scale.height(low if better == "low" else high) == 1


@pytest.mark.parametrize("name", ["", "stars", "1-1", "0-101", "1-7-9", "1-9999"])
def test_what_is_no_scale_is_refused_with_what_there_is(name):
    with pytest.raises(ValueError, match="There is no scale"):
        scale_of(name)
    with pytest.raises(ValidationError):
        Rating(id="s", scale=name)


def test_an_average_is_told_no_finer_than_anybody_can_tell():
    assert scale_of("1-7").say(19 / 6) == "3.17"
    assert scale_of("nps").say(50 / 3) == "+16.7"
    assert scale_of("negative-share").say(100 / 3) == "33.3 %"
    assert scale_of("five-points").say(4.0) == "4"
