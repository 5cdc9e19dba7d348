"""Whether chance could have put one point of a curve above another.

A survey's figures are those of a sample. What the group agreed is a census of the group, and what it thinks a persona
would say, or wants, is nobody's answer: chance has no part in them. A file of answers gives each figure its interval.
Of scores without one it is not known how far the answers spread, so they count as if they spread as far as their scale
allows: then a score is a share of the way up, and a difference that is told is there however they spread. Where it is
not told, chance only may have done it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.grades import TOUCHPOINTS
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.statistics.changes import between
from cjm_widgets.statistics.intervals import wilson
from cjm_widgets.statistics.several import beyond_half, from_half, holm

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
    known, beside = (one, other) if reach(one) else (other, one)
    known_reach = reach(known)
    if not sign or not is_sample(curve) or not known_reach or known.height is None or beside.height is None:
        return sign
    low, high = between(beside.height, reach(beside), known.height, known_reach)
    return None if low <= 0 <= high else sign


def reach(point: Point) -> tuple[float, float] | None:
    """How far chance reaches at a point, as heights: as its answers say, else as if they spread as far as they can."""
    if point.bounds is not None:
        return point.bounds
    return wilson(point.height, point.ground.n) if point.height is not None and point.ground.n else None


def sides(curve: Curve) -> dict[str, int]:
    """Where the steps of a curve stand for certain: 1 above the middle of its scale, −1 below it, 0 if it is not told.

    Among many steps some lie to one side by chance; only so many are called that with 95 in 100 none of them does.
    """
    heights = {point.step: point.height for point in curve.points if point.height is not None}
    sampled = {
        point.step: chance for point in curve.points if is_sample(curve) and (chance := _from_half(point)) is not None
    }
    told = {*holm(sampled), *(heights.keys() - sampled.keys())}
    return {step: ((at > _MIDDLE) - (at < _MIDDLE)) * (step in told) for step, at in heights.items()}


def _from_half(point: Point) -> float | None:
    """How often chance would put a point so far from the middle; None where it is not known how far chance reaches."""
    if point.height is None:
        return None
    given = point.rating is not None and point.rating.low is not None
    if given and point.bounds is not None:
        nearer = point.bounds[0] if point.height > _MIDDLE else point.bounds[1]
        return beyond_half(abs(point.height - _MIDDLE), abs(point.height - nearer))
    return from_half(point.height, point.ground.n) if point.ground.n else None


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
