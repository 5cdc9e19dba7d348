"""Figures of a survey on a map that rest on too few people by what is asked today, as of a time before. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence.least import too_small
from cjm_widgets.evidence.surveyed import group_of, rated_by
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.parts.sources import FOLLOWS

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Source, SourceFigure

_OF_OTHERS = ("target", "benchmark")


def too_few(journey: Journey, source: Source, least: int) -> frozenset[str]:
    """The paths of its figures that are not to be seen, and of what follows from them.

    Args:
        journey: the map, as it stood at some time.
        source: the survey, as it stood then.
        least: the fewest people of whom its figures are shown today.
    """
    sizes: dict[str, dict[str, int]] = {}
    places: dict[str, tuple[str, str]] = {}

    def stands(path: str, what: str, group: str, n: int | None) -> None:
        if n is not None:
            sizes.setdefault(what, {})[group] = n
            places[path] = what, group

    for step, rating in rated_by(journey, source):
        group = "" if rating.id == source.id else group_of(rating, source)
        stands(f"steps/{step.id}/ratings/{rating.id}", step.id, group, Ground(source, rating.n).n)
    follow = []
    for figure in source.figures:
        path = f"sources/{source.id}/figures/{figure.id}"
        if figure.kind in FOLLOWS:
            follow.append((path, figure))
        elif figure.kind not in _OF_OTHERS:
            stands(path, _what(figure), figure.group, figure.n)
    back = too_small(sizes, least)
    gone = {path for path, place in places.items() if place in back}
    return frozenset(gone | {path for path, figure in follow if any(_tells_of(figure, *one) for one in back)})


def _what(figure: SourceFigure) -> str:
    return figure.name if figure.kind == "outcome" else f"{figure.kind} {figure.name} {figure.step or ''}"


def _tells_of(figure: SourceFigure, what: str, group: str) -> bool:
    """Whether one could read in what follows what such a group said; a survey may have got another name since."""
    of_it = what in (figure.step, figure.than, figure.name)
    return of_it and any(group == one or (one and group.endswith(f": {one}")) for one in (figure.group, figure.other))
