"""Whether two surveys are one that a few more have answered since, as far as their figures tell."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.answered import ALL
from cjm_widgets.journey.chance import has_ends
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.statistics.figures import as_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.journey.answered import Points
    from cjm_widgets.journey.satisfaction import Point

_SELDOM: Final = 0.01
"""How often other people's figures may fit at most, for those that fit to be the same people's."""
_NEAR: Final = 1e-6
_NORMAL: Final = NormalDist()


def groups_asked_again(was: Mapping[str, Points], now: Mapping[str, Points], least: int) -> tuple[str, ...]:
    """Which of those who answered are compared: all, and each group that both surveys have, unless one has grown.

    Args:
        was: what the earlier survey says, by group.
        now: what the later says.
        least: as for `has_grown`.
    """
    grown = has_grown(was[ALL], now[ALL], least)
    return (ALL, *(() if grown else (group for group in now if group and group in was)))


def has_grown(was: Mapping[tuple[str, str], Point], now: Mapping[tuple[str, str], Point], least: int) -> bool:
    """Whether fewer than `least` new or corrected answers make all that lies between two surveys.

    What all said together, less what those of before said, must be what so few can say, at each step; the figures of
    other people, asked at another time, seldom fit at so many.

    Args:
        was: the points of the earlier survey, by step and scale.
        now: those of the later.
        least: the fewest people of whom figures are shown.

    Source: the workbook's own.
    """
    both = [(was[key], now[key], key[1]) for key in now if key in was]
    found = [[_fits(*each, least, corrected=corrected) for each in both] for corrected in (False, True)]
    return bool(both) and any(all(fits) and math.prod(fits) < _SELDOM for fits in found)


def _fits(one: Point, other: Point, scale: str, least: int, *, corrected: bool) -> float:
    """How often other people's figures would fit as well; 0 where these do not."""
    few, many = sorted((one, other), key=lambda point: point.ground.n or 0)
    n, m, known = few.ground.n or 0, many.ground.n or 0, scale_of(scale)
    new = m - n
    if not n or new >= least or few.value is None or many.value is None:
        return 0
    more = (least - 1 - new) * (known.high - known.low) if corrected else 0
    bottom, top = known.low * new - more, known.high * new + more
    if not bottom - _NEAR <= m * many.value - n * few.value <= top + _NEAR:
        return 0
    height = as_shown(few.height or 0.0, n, few.bounds if has_ends(few) else None)
    spread = (known.high - known.low) * math.sqrt((n + m) * height.variance)
    if not spread:
        return 1
    ends = ((end - new * few.value) / spread for end in (bottom, top))
    low, high = map(_NORMAL.cdf, ends)
    return high - low
