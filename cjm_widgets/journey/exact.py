"""Two figures and what lies between them, all of it as exact as the interval lets it be. Pure."""

from __future__ import annotations

from math import ceil, log10
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.figures import decimals, fixed, span
from cjm_widgets.journey.figures import points as points_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.scales import Scale

_FINEST: Final = 4
"""Decimals beyond which no answers of people tell anything."""


def as_exact(
    values: Sequence[float | None], between: tuple[float, float, float], scale: Scale
) -> tuple[list[str], str]:
    """Two figures that differ, and how far apart they are: “3.6”, “2.5” and “1.1 apart, 0.5 to 1.6”.

    All figures are no more exact than the interval is, unless those that are shown would be another distance apart;
    and none has more decimals than it came with.

    Args:
        values: the two figures; None for one that is not shown, which is "" then.
        between: the lowest that may lie between them, what does, and the highest; all on one side of nought.
        scale: of the figures.
    """
    near, far = sorted((abs(between[0]), abs(between[2])))
    digits = max(0, ceil(-log10((far - near) / 5))) if far > near else 2
    known = [value for value in values if value is not None]
    apart = abs(known[0] - known[1] if len(known) > 1 else between[1])
    while digits < _FINEST and (not round(near, digits) or not _adds_up(known, apart, digits)):
        digits += 1  # what differs is not nought apart
    sign, unit = "+" if scale.low < 0 else "", f" {scale.unit}" if scale.unit else ""
    own = min(digits, max(map(decimals, known), default=digits))
    said = ["" if value is None else f"{fixed(value, own, sign)}{unit}" for value in values]
    by = own if len(known) > 1 else min(digits, decimals(apart))
    of = f" {points_of(round(apart, by))}" if scale.unit == "%" else ""
    return said, f"{fixed(apart, by)}{of} apart, {span(near, far, digits)}"


def _adds_up(known: Sequence[float], apart: float, digits: int) -> bool:
    """Whether two figures are as far apart as is said of them, all of it with so many decimals."""
    if len(known) < 2:
        return True
    first, second = (round(value, digits) for value in known)
    return round(abs(first - second), digits) == round(apart, digits)
