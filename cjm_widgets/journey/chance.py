"""Whether chance could have put one point of a curve above another.

A survey's figures are those of a sample. What the group agreed is a census of the group, and what it thinks a persona
would say, or wants, is nobody's answer: chance has no part in them. A file of answers gives each figure its interval.
Of scores without one it is not known how far the answers spread, so they count as if they spread as far as their scale
allows: then a score is a share of the way up, and a difference that is told is there however they spread. Where it is
not told, chance only may have done it. Where only the source says how many answered, no more than these did at any
step: chance reaches at least as far as if they all had, so nothing gets surer where the number of a step is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.grades import TOUCHPOINTS
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.statistics.changes import between
from cjm_widgets.statistics.compare import FromOthers, difference, side
from cjm_widgets.statistics.figures import Share
from cjm_widgets.statistics.intervals import LEVEL, rescaled, wilson
from cjm_widgets.statistics.several import by_levels
from cjm_widgets.statistics.standing import Wider

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.journey.satisfaction import Curve, Point
    from cjm_widgets.statistics.figures import Spanned

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


def _has_ends(point: Point) -> bool:
    return point.rating is not None and point.rating.low is not None


@dataclass(frozen=True, slots=True)
class Told:
    """Where the steps of a curve stand for certain: 1 above, −1 below, 0 if it is not told.

    Args:
        beside: each beside the average of the others.
        middle: each beside the middle of the scale.
    """

    beside: dict[str, int]
    middle: dict[str, int]


def told(curve: Curve, *, beside: bool, middle: bool) -> Told:
    """Where the steps of a curve stand for certain.

    Among many steps some stand apart by chance. All that is asked of a curve is one family: only so much is told that
    in 95 of 100 surveys nothing of it is wrong. Of a step of which nobody knows at all how many answered, and of what
    is no sample, the figure alone decides.

    Args:
        curve: the curve.
        beside: whether to compare the steps with each other.
        middle: whether to compare each with the middle of the scale.
    """
    figures = {point.step: _figure(curve, point) for point in curve.points if point.height is not None}
    sampled = [step for step, one in figures.items() if not isinstance(one.figure, _Exact)]

    apart = FromOthers(figures) if beside and len(figures) > 1 else None

    def from_others(step: str, level: float) -> int:
        return side(apart.interval(step, level)) if apart else 0

    def from_middle(step: str, level: float) -> int:
        ends = figures[step].interval(level)
        return side(ends and (ends[0] - _MIDDLE, ends[1] - _MIDDLE))

    ways = {
        **({"beside": from_others} if apart else {}),
        **({"middle": from_middle} if middle else {}),
    }
    asked = {(way, step): partial(ask, step) for way, ask in ways.items() for step in sampled}
    exact = {(way, step): ask(step, LEVEL) for way, ask in ways.items() for step in figures.keys() - sampled}
    found = exact | by_levels(asked)
    of = {way: {step: found.get((way, step), 0) for step in figures} for way in ("beside", "middle")}
    return Told(of["beside"], of["middle"])


@dataclass(frozen=True, slots=True)
class _Exact:
    """A figure in which chance has no part, or of which nobody knows what part it has."""

    value: float

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:  # noqa: ARG002 - the same at all levels
        return self.value, self.value


@dataclass(frozen=True, slots=True)
class _Reaching:
    """A figure of which the answers gave the interval at 95 %."""

    value: float
    ends: tuple[float, float]

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        return rescaled(self.value, self.ends, level=level)


@dataclass(frozen=True, slots=True)
class _Once:
    """A figure whose intervals are worked out once, as each is asked for again beside every other step."""

    figure: Spanned
    known: dict[float, tuple[float, float] | None] = field(default_factory=dict)

    @property
    def value(self) -> float:
        return self.figure.value

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        if level not in self.known:
            self.known[level] = self.figure.interval(level)
        return self.known[level]


def _figure(curve: Curve, point: Point) -> _Once:
    height = point.height or 0.0
    if not is_sample(curve) or reach(point) is None:
        return _Once(_Exact(height))
    if _has_ends(point) and point.bounds is not None:
        return _Once(_Reaching(height, point.bounds))
    return _share(height, point.ground.most or 1)


@lru_cache(maxsize=256)  # a page asks for the same few figures with every drawing
def _share(height: float, n: int) -> _Once:
    return _Once(Wider(Share(height, n)))


def stand_out(curve: Curve, *ends: Iterable[Point]) -> tuple[bool, ...]:
    """Whether each of these sets of points differs from all others of the curve by more than chance could have done.

    Both ends of a curve are one family: in 95 of 100 surveys neither is told wrongly. Within an end nothing is told
    before it differs from every other point, so that needs no more. The intervals are those by which `told` calls the
    steps: at such levels those of few answers are too narrow by themselves.

    Args:
        curve: the curve.
        ends: the points at each end.
    """
    figures = {one.step: _figure(curve, one) for one in curve.points if one.height is not None}

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
