"""A curve in small, as a drawing for a page and as points for a finished notebook."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.in_small import InSmall

WIDE: Final = 240
HIGH: Final = 72
SEEN: Final = 160
"""How wide it is meant to be seen among others, in CSS pixels."""
_EDGE: Final = 8
_FINE: Final = 1
"""Points of the picture to a point as it is seen."""
_OVER: Final = 2
"""How much larger it is drawn at first, so that its lines are smooth."""
_GREYS: Final = 6
_INK: Final = 30
_PALE: Final = 200
_WHITE: Final = 255
_Place = tuple[float, float]


def small_svg(curve: InSmall | None, label: str) -> str:
    """The curve as a drawing in the colour of the words around it; without one, an empty place.

    Args:
        curve: the curve.
        label: what is seen on it, in words.
    """
    drawn = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}" fill="none" stroke="currentColor" '
        'stroke-width="2"/>'
        + "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="currentColor"/>' for x, y in places)
        for places in _stretches(curve)
    )
    middle = f'<line x1="0" x2="{WIDE}" y1="{HIGH / 2:g}" y2="{HIGH / 2:g}" stroke="currentColor" opacity=".25"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f"aria-label={quoteattr(label)}>{middle if curve and curve.has_middle else ''}{drawn}</svg>"
    )


def small_png(curve: InSmall) -> bytes:
    """The curve as a picture of points: ink on white, as many viewers drop drawings."""
    from PIL import Image, ImageDraw

    by = _FINE * _OVER
    image = Image.new("L", (WIDE * by, HIGH * by), _WHITE)
    pen = ImageDraw.Draw(image)
    if curve.has_middle:
        pen.line([(0, HIGH * by / 2), (WIDE * by, HIGH * by / 2)], fill=_PALE, width=by)
    for places in _stretches(curve):
        spots = [(x * by, y * by) for x, y in places]
        pen.line(spots, fill=_INK, width=2 * by, joint="curve")
        for x, y in spots:
            pen.ellipse([x - 3 * by, y - 3 * by, x + 3 * by, y + 3 * by], fill=_INK)
    made = io.BytesIO()
    image.reduce(_OVER).quantize(_GREYS).save(made, "PNG")
    return made.getvalue()


def _stretches(curve: InSmall | None) -> Iterator[tuple[_Place, ...]]:
    """The places of the points, from gap to gap."""
    points = curve.points if curve else ()
    stretch: list[_Place] = []
    for at, (height, _) in enumerate(points):
        if height is not None:
            x = _EDGE + (WIDE - 2 * _EDGE) * at / max(1, len(points) - 1)
            stretch.append((x, HIGH - _EDGE - (HIGH - 2 * _EDGE) * height))
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)
