"""Whether chance could have put one point of a curve above another.

A survey's figures are those of a sample. What the group agreed is a census of the group, and what it thinks a persona
would say, or wants, is nobody's answer: chance has no part in them. Of scores it is not known how far the answers
spread, so they count as if they spread as far as their scale allows: then a score is a share of the way up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.grades import TOUCHPOINTS
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.statistics.changes import shares
from cjm_widgets.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.journey.satisfaction import Curve, Point

_MIDDLE: Final = 0.5


def is_sample(curve: Curve) -> bool:
    """Whether a curve tells what some customers answered, so that others might have answered otherwise."""
    return curve.rater not in (ROOM, WANTED, TOUCHPOINTS) and not curve.rater.startswith(AS_PERSONA)


def order(curve: Curve, one: Point, other: Point) -> int | None:
    """Which of two points of a curve stands higher.

    Args:
        curve: the curve.
        one: a point of it.
        other: another.

    Returns:
        1 if the one, −1 if the other, 0 if their figures are equal; None if one has no figure or if chance could
        have done the difference. Where nobody knows how many answered, the figures alone decide.
    """
    if one.height is None or other.height is None:
        return None
    sign = (one.height > other.height) - (one.height < other.height)
    known, beside = (one, other) if one.ground.n else (other, one)
    if not sign or not is_sample(curve) or not known.ground.n or known.height is None or beside.height is None:
        return sign
    low, high = shares(beside.height, beside.ground.n or None, known.height, known.ground.n)
    return None if low <= 0 <= high else sign


def side(curve: Curve, point: Point) -> int:
    """Where a point stands for certain: 1 above the middle of its scale, −1 below it, 0 where it cannot be told."""
    if point.height is None:
        return 0
    low = high = point.height
    if is_sample(curve) and point.ground.n:
        low, high = wilson(point.height, point.ground.n)
    return (low > _MIDDLE) - (high < _MIDDLE)


def stands_out(curve: Curve, at: Iterable[Point]) -> bool:
    """Whether each of these points differs from all others of their curve by more than chance could have done."""
    points = tuple(at)
    others = [one for one in curve.points if one.height is not None and one not in points]
    return all(order(curve, point, other) for point in points for other in others)


def without_n(curve: Curve, steps: Iterable[str]) -> bool:
    """Whether nobody knows how many answered at one of these steps, so that chance cannot be reckoned with."""
    wanted = set(steps)
    return is_sample(curve) and any(
        point.step in wanted and point.height is not None and not point.ground.n for point in curve.points
    )
