"""What a picture shows in a few words: of what, on which scale, and how many people it rests on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.figures import WHOLE_MAP
from cjm_widgets.journey.diagnostic import five_cs
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.figures import figure as as_figure
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.satisfaction import Curve


def seen_on(figure: str, journey: Journey) -> str:
    """What a figure of a map shows, in a sentence or two.

    Args:
        figure: the name of one of `formats.figures.FIGURES`.
        journey: as it leaves.
    """
    return _SEEN[figure](journey)


def _map(journey: Journey) -> str:
    return f"The whole map with {counted(len(journey.steps), 'step')}. {_curves(journey)}"


def _curves(journey: Journey) -> str:
    drawn = "; ".join(_curve(one) for one in curves(journey) if any(point.value is not None for point in one.points))
    return f"Curves: {drawn}." if drawn else ""


def _curve(curve: Curve) -> str:
    known = sorted({point.ground.n for point in curve.points if point.value is not None and point.ground.n})
    rests = f", n = {known[0]:,}{f' to {known[-1]:,}' if known[1:] else ''}" if known else ""
    return f"{curve.title} ({curve.scale.title}{rests})"


def _solutions(journey: Journey) -> str:
    there = sum(bool(one.impact and one.effort) for one in journey.solutions)
    return f"{counted(there, 'solution')} by value for the customer and by work, each from 1 to 5."


def _stakeholders(journey: Journey) -> str:
    there = sum(bool(one.influence) for one in journey.stakeholders)
    return f"{counted(there, 'stakeholder')} in three circles around the customer, the strongest influence innermost."


def _profile(journey: Journey) -> str:
    there = sum(isinstance(c.rating, int) for _, c in five_cs(journey.diagnostic))
    return f"A bar for each of the five Cs, from “Not really” to “Very much”; {there} of 5 are rated."


def _indicators(journey: Journey) -> str:
    return " ".join(
        f"{one.name}: from {as_figure(one.scale.low)} to {as_figure(one.scale.high, one.unit)}."
        for one in evaluated(journey)
        if one.scale
    )


_SEEN: Final[dict[str, Callable[[Journey], str]]] = {
    WHOLE_MAP: _map,
    "curve": _curves,
    "solutions": _solutions,
    "stakeholders": _stakeholders,
    "profile": _profile,
    "indicators": _indicators,
}
