"""What a map has of a survey, figure by figure, with the answers behind each where they are kept. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.bare_answers import outcome_column
from cjm_widgets.evidence.least import Stands
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.evidence.again import Counts
    from cjm_widgets.journey.model import Item, Source, SourceFigure, Step


def is_of_survey(rater: str, survey: str) -> bool:
    """Whether a rater is a survey or one of its groups, and nobody in the room.

    Args:
        rater: the id of a rating.
        survey: the id of a survey's source.
    """
    if is_own(rater) or rater in (ROOM, WANTED) or rater.startswith(AS_PERSONA):
        return False
    return rater == survey or rater.startswith(f"{survey}-")


def group_of(rating: Rating, source: Source) -> str:
    """Which of a survey's groups a rating is of; "" for all together."""
    return rating.rater.removeprefix(f"{source.name}: ")


def standing(
    steps: Iterable[Step],
    source: Source,
    put: Mapping[str, Item],
    gone: frozenset[str] = frozenset(),
    *,
    answers: Counts | None = None,
) -> dict[str, dict[str, Stands]]:
    """A survey's figures by what they are of and by group.

    Args:
        steps: of the map.
        source: the survey.
        put: what is put there, by its path.
        gone: the paths of what is taken off.
        answers: how often each answer was given, by column and group.
    """
    found: dict[str, dict[str, Stands]] = {}

    def stand(what: str, group: str, one: Rating | SourceFigure, n: int | None, column: str) -> None:
        if n is None or one.scale is None or not isinstance(one.value, float):
            return
        counts = (answers or {}).get((column, group))
        known = counts if counts and sum(counts.values()) == n else None
        found.setdefault(what, {})[group] = Stands(n, one.value, scales.scale_of(one.scale), known)

    for one in source.figures:
        if one.kind == "outcome":
            stand(f"“{one.name}”", one.group, one, one.n, outcome_column(one.name))
    for step in steps:
        new = (item for path, item in put.items() if path.startswith(f"steps/{step.id}/ratings/"))
        ratings = {one.id: one for one in (*step.ratings, *new) if isinstance(one, Rating)}
        for rating in ratings.values():
            kept = f"steps/{step.id}/ratings/{rating.id}" not in gone
            if kept and rating.source == source.id and is_of_survey(rating.id, source.id):
                stand(f"“{step.name}”", group_of(rating, source), rating, Ground(source, rating.n).n, step.id)
    return found
