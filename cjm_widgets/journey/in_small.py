"""How a journey went in small: one curve of it, to stand beside those of other maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.coverage import WORDS, people_of
from cjm_widgets.journey.describe import say
from cjm_widgets.journey.narration import narrate_titled
from cjm_widgets.journey.speaking import firmest_curve, voices

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.sources import Basis
    from cjm_widgets.journey.satisfaction import Curve

SCALE: Final = (
    "At the top of each picture customers are as satisfied as can be, at the bottom as dissatisfied; a gap is a step "
    "that nobody knows."
)
"""What is said once of many of them."""


@dataclass(frozen=True, slots=True)
class InSmall:
    """One curve of a map, each point from 0, the worst of its scale, to 1, the best.

    Args:
        title: whose it is.
        scale: in what it was told.
        points: for each step its height, None for a gap, and what it rests on.
        people: from how many people, or that it is assumed.
        say: the figures in words, step by step.
        told: the curve in a sentence.
        has_middle: whether the middle of its scale is neither good nor bad.
    """

    title: str
    scale: str
    points: tuple[tuple[float | None, Basis], ...]
    people: str
    say: str
    told: str = ""
    has_middle: bool = True


def in_small(journey: Journey) -> InSmall | None:
    """The curve of a map that speaks first: what customers say now before what the group thinks; None if none is rated.

    Args:
        journey: the map.
    """
    curve = firmest_curve(voices(journey))
    if curve is None:
        return None
    points = tuple((point.height, point.ground.basis) for point in curve.points)
    told = "; ".join(say(point, curve) for point in curve.points)
    said = f"{curve.title}: {told}."
    return InSmall(
        curve.title, curve.scale.told, points, _people(curve), said, narrate_titled(curve), curve.scale.low < 0
    )


def _people(curve: Curve) -> str:
    grounds = [point.ground for point in curve.points if point.value is not None]
    firm = [one for one in grounds if one.basis != "assumed"]
    return people_of(firm) if firm else WORDS["untold" if all(one.is_untold for one in grounds) else "assumed"]
