"""Two figures and what lies between them: each said as everywhere, and as far apart as they are shown. Pure."""

from __future__ import annotations

from math import ceil, log10
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.figures import figure, points, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.scales import Scale

_FINEST: Final = 4
"""Decimals beyond which no answers of people tell anything."""


def as_exact(
    values: Sequence[float | None], between: tuple[float, float, float], scale: Scale
) -> tuple[list[str], str]:
    """Two figures that differ, and how far apart they are: “3.61”, “2.5” and “1.11 apart, 0.5 to 1.6”.

    A figure is no other here than in a table or on a curve; how sure the distance is, only its interval says, which is
    told as exactly as it is wide.

    Args:
        values: the two figures; None for one that is not shown, which is "" then.
        between: the lowest that may lie between them, what does, and the highest; all on one side of nought.
        scale: of the figures.
    """
    near, far = sorted((abs(between[0]), abs(between[2])))
    digits = max(0, ceil(-log10((far - near) / 5))) if far > near else 2
    while digits < _FINEST and not round(near, digits):
        digits += 1  # what differs is not nought apart
    said = ["" if value is None else scale.figure(value) for value in values]
    shown = [scale.rounded(value) for value in values if value is not None]
    as_shown = round(abs(shown[0] - shown[1]), 2) if len(shown) > 1 else 0
    apart = as_shown or scale.rounded(abs(between[1])) or round(abs(between[1]), _FINEST)
    of = f" {points(apart)}" if scale.unit == "%" else ""
    return said, f"{figure(apart)}{of} apart, {span(near, far, digits)}"
