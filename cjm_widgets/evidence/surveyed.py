"""What a map has of a survey, figure by figure, with the answers behind each where they are kept. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.bare_answers import code_of, outcome_column
from cjm_widgets.evidence.least import Stands
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cjm_widgets.evidence.again import Counts
    from cjm_widgets.journey.model import Item, Journey, Source, SourceFigure, Step


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


def rated_by(journey: Journey, source: Source) -> Iterator[tuple[Step, Rating]]:
    """The ratings of a survey and of its groups, each with its step.

    Args:
        journey: the map.
        source: the survey.
    """
    for step in journey.steps:
        yield from ((step, one) for one in step.ratings if one.source == source.id and is_of_survey(one.id, source.id))


def outcomes_of(source: Source) -> Iterator[SourceFigure]:
    """The figures of a survey that are outcomes."""
    return (one for one in source.figures if one.kind == "outcome")


def scales_on(journey: Journey, source: Source) -> dict[str, str]:
    """The scale of each column of a survey's answers; arguments as for `rated_by`."""
    rated = {step.id: one.scale for step, one in rated_by(journey, source)}
    return rated | {outcome_column(one.name): one.scale or "" for one in outcomes_of(source)}


def groups_by_code(journey: Journey, source: Source) -> dict[int, str]:
    """The groups of a survey by the number that stands for each where its answers are kept; as for `rated_by`."""
    return {code_of(one.id): group_of(one, source) for _, one in rated_by(journey, source) if one.id != source.id}


def surveyed(
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

    for one in outcomes_of(source):
        stand(f"“{one.name}”", one.group, one, one.n, outcome_column(one.name))
    for step in steps:
        new = (item for path, item in put.items() if path.startswith(f"steps/{step.id}/ratings/"))
        ratings = {one.id: one for one in (*step.ratings, *new) if isinstance(one, Rating)}
        for rating in ratings.values():
            kept = f"steps/{step.id}/ratings/{rating.id}" not in gone
            if kept and rating.source == source.id and is_of_survey(rating.id, source.id):
                stand(f"“{step.name}”", group_of(rating, source), rating, Ground(source, rating.n).n, step.id)
    return found
