"""The heart monitor through the touchpoints: the grade of each, in the order in which the customer meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.satisfaction import Curve, Point
from cjm_widgets.journey.scales import SCALES

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Step, Touchpoint

TOUCHPOINTS: Final = "touchpoints"
"""The rater of this curve."""

FEWEST: Final = 3
"""Fewer grades than these, or than half of the touchpoints, make no curve. The workbook's own threshold."""


def met(journey: Journey) -> tuple[tuple[Step, Touchpoint], ...]:
    """The touchpoints that have a name or a grade, each with its step, in the order of the journey."""
    return tuple(
        (step, point)
        for step in journey.steps
        for point in step.touchpoints
        if point.name.strip() or point.grade is not None
    )


def too_few(journey: Journey) -> str:
    """Why no curve runs through the touchpoints, as a sentence; "" where one does, or where none has a grade."""
    there = met(journey)
    graded = sum(isinstance(point.grade, int) for _, point in there)
    if not graded or (graded >= FEWEST and 2 * graded >= len(there)):
        return ""
    of, have = "touchpoint" if len(there) == 1 else "touchpoints", "has" if graded == 1 else "have"
    return f"{graded} of {len(there)} {of} {have} a grade: too few for a curve. It takes {FEWEST}, and half of all."


def touchpoint_curve(journey: Journey) -> Curve | None:
    """How each touchpoint feels to the customer; None where too few have a grade.

    A grade is what the group judged; how many people it rests on is not recorded, so every point is assumed.

    Source: Ten layers, 8 (“an emotional grade, from the customer’s standpoint, of every touchpoint”).
    """
    there = met(journey)
    if too_few(journey) or not any(isinstance(point.grade, int) for _, point in there):
        return None
    scale = SCALES["felt"]
    points = []
    for step, touchpoint in there:
        grade = touchpoint.grade
        rating = None if grade is None else Rating(id=TOUCHPOINTS, value=grade)
        height = scale.height(grade) if isinstance(grade, int) else None
        points.append(Point(f"{step.id}/{touchpoint.id}", touchpoint.name, rating, height))
    return Curve(TOUCHPOINTS, "Touchpoints", scale, tuple(points), noun="touchpoint")
