"""A curve in small has a line for each stretch without a gap, the best at the top, as a drawing and as points."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

from PIL import Image

from cjm_widgets.charts.small import HIGH, WIDE, small_png, small_svg
from cjm_widgets.journey.in_small import InSmall

CURVE = InSmall("Us", "Felt", tuple((height, "assumed") for height in (1.0, 0.0, None, 0.5)), "", "")


def test_a_gap_stays_a_gap_and_a_point_alone_is_seen() -> None:
    drawn = ET.fromstring(small_svg(CURVE, 'Us & "them"'))  # noqa: S314 - our own words
    lines = [one.get("points") for one in drawn.iter("{http://www.w3.org/2000/svg}polyline")]
    assert lines == ["8.0,8.0 82.7,64.0", "232.0,36.0"]
    assert len([*drawn.iter("{http://www.w3.org/2000/svg}circle")]) == 3
    assert drawn.get("aria-label") == 'Us & "them"'


def test_nothing_rated_is_an_empty_place() -> None:
    assert "polyline" not in small_svg(None, "Nothing")


def test_the_picture_of_points_is_dark_where_the_curve_is_and_white_in_the_gap() -> None:
    data = small_png(CURVE)
    with Image.open(io.BytesIO(data)) as image:
        grey = image.convert("L")
    assert grey.size == (WIDE, HIGH)
    dark = [x for x in range(WIDE) if min(grey.getpixel((x, y)) for y in range(HIGH)) < 100]
    assert {8, 45, 82, 232} <= {*dark}
    assert not {*range(90, 225)} & {*dark}
    assert len(data) < 1500
