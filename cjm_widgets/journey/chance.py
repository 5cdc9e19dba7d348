"""Whether chance could have put one point of a curve above another.

A survey's figures are those of a sample. What the group agreed is a census of the group, and what it thinks a persona
would say, or wants, is nobody's answer: chance has no part in them. A file of answers gives each figure its interval.
Of scores without one it is not known how far the answers spread, so they count as if they spread as far as their scale
allows: then a score is a share of the way up, and a difference that is told is there however they spread. Where it is
not told, chance only may have done it. Where only the source says how many answered, no more than these did at any
step: chance reaches at least as far as if they all had, so nothing gets surer where the number of a step is left out.
"""

from __future__ import annotations

from functools import lru_cache, partial
from math import inf
from typing import TYPE_CHECKING

from cjm_widgets.journey.grades import TOUCHPOINTS
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.statistics import standing
from cjm_widgets.statistics.changes import between
from cjm_widgets.statistics.compare import difference, side
from cjm_widgets.statistics.figures import Exact, as_shown
from cjm_widgets.statistics.intervals import wilson
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.statistics.figures import Reaching, Share, Spanned
    from cjm_widgets.statistics.standing import Told


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
    if not sign or not is_sample(curve):
        return sign
    heights, (own, its) = (one.height, other.height), (reach(one), reach(other))
    if own is None and its is None:
        return sign
    known = own or its or (0.0, 0.0)
    low, high = between(heights[1], its, heights[0], known) if own else between(heights[0], None, heights[1], known)
    return None if low <= 0 <= high else sign


def reach(point: Point) -> tuple[float, float] | None:
    """How far chance reaches at a point, as heights: as its answers say, else as if they spread as far as they can."""
    if point.height is None:
        return None
    if point.bounds is not None:
        return point.bounds
    return wilson(point.height, point.ground.most) if point.ground.most else None


def has_ends(point: Point) -> bool:
    """Whether the answers gave a point its interval, as they do not for a share of which only n is known."""
    return point.rating is not None and point.rating.low is not None


def told(curve: Curve, *, beside: bool, middle: bool) -> Told[str]:
    """Where the steps of a curve stand for certain.

    Of a step of which nobody knows at all how many answered, and of what is no sample, the figure alone decides.

    Args:
        curve: the curve.
        beside: whether to compare the steps with each other.
        middle: whether to compare each with the middle of the scale.
    """
    return standing.told(_figures(curve), beside=beside, middle=middle)


def _figures(curve: Curve) -> Mapping[str, Spanned]:
    return _widened(tuple((one.step, _figure(curve, one)) for one in curve.points if one.height is not None))


@lru_cache(maxsize=256)  # a page asks for the same few curves with every drawing
def _widened(figures: tuple[tuple[str, Reaching | Share | Exact], ...]) -> Mapping[str, Spanned]:
    return standing.widened(dict(figures))


def _figure(curve: Curve, point: Point) -> Reaching | Share | Exact:
    height, n = point.height or 0.0, point.ground.most
    ends = point.bounds if has_ends(point) else None
    if not is_sample(curve) or not (n or ends):
        return Exact(height)
    return as_shown(height, n or inf, ends)


def stand_out(curve: Curve, *ends: Iterable[Point]) -> tuple[bool, ...]:
    """Whether each of these sets of points differs from all others of the curve by more than chance could have done.

    Both ends of a curve are one family: in 95 of 100 surveys neither is told wrongly. Within an end nothing is told
    before it differs from every other point, so that needs no more. The intervals are those by which `told` calls the
    steps: at such levels those of few answers are too narrow by themselves.

    Args:
        curve: the curve.
        ends: the points at each end.
    """
    figures = _figures(curve)

    def differs(points: tuple[Point, ...], level: float) -> int:
        own = {one.step for one in points}
        pairs = ((figures[one], figures[other]) for one in own for other in figures.keys() - own)
        return int(all(side(difference([(1, one), (-1, other)], level)) for one, other in pairs))

    told = by_levels({at: partial(differs, tuple(points)) for at, points in enumerate(ends)})
    return tuple(bool(told[at]) for at in range(len(ends)))


def without_n(curve: Curve, steps: Iterable[str]) -> bool:
    """Whether nobody knows how many answered at one of these steps, so that chance cannot be reckoned with."""
    wanted = set(steps)
    return is_sample(curve) and any(
        point.step in wanted and point.height is not None and not point.ground.n for point in curve.points
    )
