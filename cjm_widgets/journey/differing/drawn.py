"""The surveys that are compared, as the curves of a map that has nothing else: any plotter can draw them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from cjm_widgets.journey.model import Journey, Rating, Source, Step

if TYPE_CHECKING:
    from cjm_widgets.journey.differing.values import Difference, Felt, Figure


def as_curves(found: Difference) -> Journey | None:
    """Both curves of each survey that was asked again, of all who answered; None where none was.

    Args:
        found: what differs.
    """
    steps: dict[str, tuple[str, list[Rating]]] = {}
    sources: list[Source] = []
    number = count()
    for asked in (one for one in found.asked if not one.group):
        for when, named in (("before", asked.before), ("now", asked.now)):
            source = Source(id=f"{when}-{next(number)}", name=named, kind="survey")
            sources.append(source)
            for one in (one for one in asked.felt if one.step):
                ratings = steps.setdefault(one.step, (one.name, []))[1]
                figure = one.before if when == "before" else one.now
                if figure is not None:
                    ratings.append(_rating(source, one, figure))
    if not steps:
        return None
    return Journey(
        id="difference",
        sources=tuple(sources),
        steps=tuple(Step(id=at, name=name, ratings=tuple(ratings)) for at, (name, ratings) in steps.items()),
    )


def _rating(source: Source, one: Felt, figure: Figure) -> Rating:
    known = {"value": figure.value, "n": figure.n, "low": figure.low, "high": figure.high}
    return Rating(id=source.id, rater=source.name, scale=one.scale, source=source.id, **known)
