"""Which figure speaks for a step, and what it says of one step beside another.

Measured speaks before reported, reported before assumed; where two are equally firm, both speak. How a persona would
rate is a way of thinking and speaks for no step, and no more does the experience that is only wanted. Of surveys of one
series the latest speaks (`journey.series`), unless an earlier one is firmer. Figures are compared within one curve, of
one rater on one scale, and never by their height across scales; and where it is known how many answered, a difference
that chance could have done tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.chance import order, told, without_n
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.grounds import from_customers as told_by_customers
from cjm_widgets.journey.once import once
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import AS_PERSONA, FROM_MIDDLE, WANTED
from cjm_widgets.journey.series import outdated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.journey.satisfaction import Curve, Point

Standing = Literal["low", "high"]

_FIRMNESS: Final = {"assumed": 0, "reported": 1, "measured": 2}
_QUARTER: Final = 4


@once
def drawn(journey: Journey) -> tuple[Curve, ...]:
    """The group's curve and all surveys', those of earlier years too, as far as they hold a figure."""
    return tuple(
        curve
        for curve in curves(journey)
        if curve.rater != WANTED and not curve.rater.startswith(AS_PERSONA) and _figures(curve)
    )


@once
def voices(journey: Journey) -> tuple[Curve, ...]:
    """The curves that speak for steps: as they are drawn, without what a later survey of the series tells anew."""
    past = outdated(journey)
    return tuple(now for curve in drawn(journey) if _figures(now := _without(past, curve)))


def _without(past: Mapping[str, frozenset[str]], curve: Curve) -> Curve:
    """A curve without the figures that are outdated; what the group picked by hand is its own."""

    def stays(point: Point) -> bool:
        source = point.ground.source
        return source is None or point.ground.picked or point.step not in past.get(source.id, ())

    return curve if all(map(stays, curve.points)) else _only(curve, stays)


def compared(journey: Journey, one: str, other: str) -> int | None:
    """Which of two steps stands higher.

    Args:
        journey: the journey.
        one: a step's id.
        other: another step's id.

    Returns:
        1 if the one, −1 if the other, 0 if neither; None if it cannot be told, as no figure speaks for both, those
        that do contradict each other, or chance could have done the difference.
    """
    return _compared(firmest(voices(journey)), one, other)


def standings(journey: Journey) -> dict[str, Standing]:
    """The steps that stand low or high, by id, as the figures say that speak for them.

    Low is dissatisfied or worse on the group's scale, the lowest quarter of one survey, or more negative than other
    answers; high is satisfied or better, or the highest quarter. No source says what is low, so this is the workbook's
    own. It must differ from the average of the other steps, and from more than half of them, or from the middle of the
    scale, by more than chance could have done, with all steps asked at once. A step of which equally firm figures say
    both stands neither low nor high.
    """
    return standings_of(voices(journey))


def standings_of(heard: tuple[Curve, ...]) -> dict[str, Standing]:
    """As `standings`, of the curves that speak for the steps."""
    said: dict[str, list[Standing | None]] = {}
    for curve, figures in firmest(heard):
        low, high = _ends(curve)
        for step in figures:
            said.setdefault(step, []).append("low" if step in low else "high" if step in high else None)
    found: dict[str, Standing] = {}
    for step, words in said.items():
        if "low" in words and "high" not in words:
            found[step] = "low"
        elif set(words) == {"high"}:
            found[step] = "high"
    return found


def assumed_at(journey: Journey, steps: Iterable[str]) -> tuple[str, ...]:
    """Those of some steps, by id, of which nothing firmer speaks than what somebody assumes."""
    heard = firmest(voices(journey))
    firm = {step for _, points in heard for step, point in points.items() if _firm(point)}
    return tuple(step for step in steps if step not in firm)


def without_n_at(journey: Journey, steps: Iterable[str]) -> bool:
    """Whether what speaks for one of these steps does not say how many answered there."""
    wanted = set(steps)
    return any(without_n(curve, wanted & figures.keys()) for curve, figures in firmest(voices(journey)))


@dataclass(frozen=True, slots=True)
class Lowest:
    """The bottom of a curve.

    Args:
        curve: the curve.
        steps: the steps at its bottom.
        close: whether their figures differ, but by no more than chance could have done.
    """

    curve: Curve
    steps: tuple[Step, ...]
    close: bool


def lowest(journey: Journey) -> Lowest | None:
    """The steps at the bottom of the firmest curve, or None where none are for certain lower than the others.

    Steps that chance alone could have put above the lowest stand there with it, up to half of all.

    A curve is as firm as its weakest figure; one with figures for less than half of the rated steps speaks last.
    Of curves that are equally firm and long the newer speaks.
    """
    return lowest_of(journey.steps, voices(journey))


def firmest_curve(heard: tuple[Curve, ...], *, uneven: bool = False) -> Curve | None:
    """The curve that speaks before the others, as `lowest` says it; None where no step has a figure.

    Args:
        heard: the curves that speak for the steps.
        uneven: whether only those count whose figures differ.
    """
    rated = {step for curve in heard for step in _figures(curve)}

    def weight(curve: Curve) -> tuple[bool, int, int, date]:
        points = [point for point in curve.points if point.height is not None]
        asked = [last_day(point.ground.source.when) for point in points if point.ground.source]
        newest = max((day for day in asked if day), default=date.min)
        return 2 * len(points) >= len(rated), min(_firm(point) for point in points), len(points), newest

    found = [curve for curve in heard if len(set(_figures(curve).values())) > uneven]
    return max(found, key=weight, default=None)


def lowest_of(steps: Sequence[Step], heard: tuple[Curve, ...]) -> Lowest | None:
    """As `lowest`, of the curves that speak for the steps."""
    rated = {step for curve in heard for step in _figures(curve)}
    curve = firmest_curve(heard, uneven=True)
    if curve is None:
        return None
    figures = _figures(curve)
    least = {step for step, height in figures.items() if height == min(figures.values())}
    bottom = _with_those_close(curve, least)
    close = bottom > least
    if close and 2 * len(bottom) > len(figures):
        return None
    speaking = firmest(heard)
    there = tuple(
        step for step in steps if step.id in bottom and all(_compared(speaking, step.id, other) != 1 for other in rated)
    )
    return Lowest(curve, there, close) if there and not (close and len(there) < len(bottom)) else None


def _with_those_close(curve: Curve, steps: set[str]) -> set[str]:
    """Steps of a curve with all that cannot be told apart from one of them."""
    points, found, left = _points(curve), set(steps), list(steps)
    while left:
        here = points[left.pop()]
        near = {step for step, point in points.items() if step not in found and not order(curve, here, point)}
        found |= near
        left += near
    return found


def from_customers(curve: Curve) -> Curve:
    """A curve without the figures that are somebody's own judgement or that staff told."""
    return _only(curve, lambda point: told_by_customers(point.ground))


def _only(curve: Curve, stays: Callable[[Point], bool]) -> Curve:
    """A curve with gaps in place of some of its figures."""
    points = (point if stays(point) else replace(point, rating=None, height=None) for point in curve.points)
    return replace(curve, points=tuple(points))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A step that two curves see differently.

    Args:
        step: its id.
        above: whether the one curve puts it above the others and the other curve below them, or the reverse.
        others: the steps, by id, beside which they see it so.
    """

    step: str
    above: bool
    others: tuple[str, ...]


def contradictions(one: Curve, other: Curve) -> tuple[Contradiction, ...]:
    """The fewest steps that explain where two curves put the same steps in another order.

    A step counts that they see differently beside more than half of the others; steps that one of the curves holds
    equal, or that chance could have put in their order, contradict nothing.

    Args:
        one: a curve.
        other: another curve, on any scale.
    """
    left, right = _points(one), _points(other)
    common = [step for step in left if step in right]

    def orders(step: str, beside: str) -> tuple[int, int]:
        return order(one, left[step], left[beside]) or 0, order(other, right[step], right[beside]) or 0

    found: list[Contradiction] = []
    while len(common) > 1:
        seen = [_contradiction(step, {beside: orders(step, beside) for beside in common}) for step in common]
        most = max(seen, key=lambda each: len(each.others))
        if 2 * len(most.others) <= len(common) - 1:
            break
        found.append(most)
        common.remove(most.step)
    return tuple(found)


def _contradiction(step: str, orders: Mapping[str, tuple[int, int]]) -> Contradiction:
    ways = {
        True: tuple(other for other, (ours, theirs) in orders.items() if ours > 0 > theirs),
        False: tuple(other for other, (ours, theirs) in orders.items() if ours < 0 < theirs),
    }
    above = len(ways[True]) >= len(ways[False])
    return Contradiction(step, above, ways[above])


def _points(curve: Curve) -> dict[str, Point]:
    """The rated points of a curve, by the step's id."""
    return {point.step: point for point in curve.points if point.height is not None}


def _figures(curve: Curve) -> dict[str, float]:
    """How high the steps of a curve stand within its own scale, by id."""
    return {point.step: point.height for point in curve.points if point.height is not None}


def firmest(heard: tuple[Curve, ...]) -> list[tuple[Curve, dict[str, Point]]]:
    """The curves, each with its rated points that no firmer one speaks over."""
    most: dict[str, int] = {}
    for point in (point for curve in heard for point in curve.points if point.height is not None):
        most[point.step] = max(most.get(point.step, 0), _firm(point))
    return [
        (
            curve,
            {step: point for step, point in _points(curve).items() if _firm(point) == most[step]},
        )
        for curve in heard
    ]


def _compared(speaking: list[tuple[Curve, dict[str, Point]]], one: str, other: str) -> int | None:
    said = {
        order(curve, points[one], points[other]) for curve, points in speaking if one in points and other in points
    } - {None}
    return said.pop() if len(said) == 1 else None


def _firm(point: Point) -> int:
    return _FIRMNESS[point.ground.basis]


def _ends(curve: Curve) -> tuple[set[str], set[str]]:
    """The steps that stand low and those that stand high on a curve."""
    points = _points(curve)
    felt, negative = curve.scale.name == "felt", curve.scale.name in FROM_MIDDLE
    stands = told(curve, beside=not felt, middle=felt or negative)
    if felt:
        values = {step: point.value or 0.0 for step, point in points.items()}
        low = {step for step, value in values.items() if value <= -1 and stands.middle[step] < 0}
        return low, {step for step, value in values.items() if value >= 1 and stands.middle[step] > 0}
    low, high = (
        {
            step
            for step in _end(_figures(curve), from_top=way > 0)
            if stands.beside[step] == way == _beside_most(curve, points, step)
        }
        for way in (-1, 1)
    )
    if negative:
        low |= {step for step in points if stands.middle[step] < 0}
    return low, high - low


def _beside_most(curve: Curve, points: Mapping[str, Point], step: str) -> int:
    """1 where a step is for certain higher than more than half of the others, −1 where it is lower, or 0."""
    orders = [order(curve, points[step], point) for other, point in points.items() if other != step]
    return next((way for way in (1, -1) if 2 * orders.count(way) > len(orders)), 0)


def _end(figures: Mapping[str, float], *, from_top: bool) -> set[str]:
    """A quarter of the steps at one end, equal ones together; none where most are equal."""
    ordered = sorted(figures, key=lambda step: figures[step], reverse=from_top)
    taken: set[str] = set()
    for at, (_, group) in enumerate(groupby(ordered, key=lambda step: figures[step])):
        equal = set(group)
        room = len(ordered) // 2 if at == 0 else len(ordered) // _QUARTER
        if len(taken | equal) > room:
            break
        taken |= equal
    return taken
