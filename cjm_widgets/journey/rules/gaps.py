"""Advice on goals and questions, and on where touchpoints do not meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.facts import needs, stage_name, touchpoint_names, touchpoints
from cjm_widgets.journey.mismatch import purposeless, unanswered
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import fact, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.mismatch import Mismatch
    from cjm_widgets.journey.model import Journey

NEEDS_SOURCE: Final = "Factsheet, step 3"
TEAMS_SOURCE: Final = "Factsheet, step 6"


def serves_removed(journey: Journey) -> Iterator[Advice]:
    """A touchpoint answers goals and questions that are there. Source: Factsheet, step 3."""
    known = {need.id for stage in journey.stages for need in stage.needs}
    astray = [(step, one) for step, one in touchpoints(journey) if not known.issuperset(one.serves)]
    if astray:
        step, touchpoint = astray[0]
        yield Advice(
            "serves-removed",
            fact(
                touchpoint_names(journey, astray),
                "touchpoint answers a goal or question that was removed",
                "touchpoints answer a goal or question that was removed",
            ),
            "Choose again what it answers.",
            NEEDS_SOURCE,
            f"steps/{step.id}/touchpoints/{touchpoint.id}/serves",
            "steps",
        )


def needs_per_stage(journey: Journey) -> Iterator[Advice]:
    """Goals and questions of customers, stage by stage. Source: Factsheet, step 3."""
    with_needs = {stage.id for stage, _ in needs(journey)}
    bare = [stage for stage in journey.stages if stage.id not in with_needs and stage.name.strip()]
    if bare and journey.steps:
        yield Advice(
            "needs-per-stage",
            fact(
                [stage_name(journey, stage.id) for stage in bare],
                "stage has no goal and no question",
                "stages have no goal and no question",
            ),
            "Write down what customers want to get done there, and what they ask themselves.",
            NEEDS_SOURCE,
            f"stages/{bare[0].id}/needs",
            "steps",
        )


def needs_answered(journey: Journey) -> Iterator[Advice]:
    """A goal or question that no touchpoint answers is a mismatch. Source: Factsheet, step 3."""
    found = unanswered(journey)
    if found and journey.steps:
        yield Advice(
            "needs-answered",
            fact(
                _need_names(journey, found),
                "goal or question is answered by no touchpoint",
                "goals or questions are answered by no touchpoint",
            ),
            "Tick it at the touchpoint that answers it, or add one. Otherwise you may lose customers there.",
            NEEDS_SOURCE,
            found[0].at,
            "steps",
        )


def touchpoints_with_a_purpose(journey: Journey) -> Iterator[Advice]:
    """A touchpoint supports customers in reaching a goal. Source: Factsheet, step 3, turned round."""
    found = {one.at for one in purposeless(journey)}
    idle = [(step, one) for step, one in touchpoints(journey) if f"steps/{step.id}/touchpoints/{one.id}" in found]
    if idle:
        step, touchpoint = idle[0]
        yield Advice(
            "touchpoints-with-a-purpose",
            fact(
                touchpoint_names(journey, idle),
                "touchpoint serves no goal or question",
                "touchpoints serve no goal or question",
            ),
            "Say what each answers, or ask whether customers need it.",
            "Factsheet, step 3; asking it the other way round is this workbook’s own",
            f"steps/{step.id}/touchpoints/{touchpoint.id}/serves",
            "steps",
        )


def gaps_answered(journey: Journey) -> Iterator[Advice]:
    """Gaps between what customers need and what is there are to be worked on. Source: Factsheet, step 6."""
    open_ones = [one for one in unanswered(journey) if not one.solutions]
    if open_ones and journey.solutions:
        yield Advice(
            "gaps-answered",
            fact(
                _need_names(journey, open_ones),
                "unanswered goal or question has no solution",
                "unanswered goals or questions have no solution",
            ),
            "Say what you will do about it, or choose a touchpoint that answers it.",
            TEAMS_SOURCE,
            open_ones[0].at,
            "solutions",
        )


def gaps_with_teams_and_effort(journey: Journey) -> Iterator[Advice]:
    """For each gap the team best suited and the effort. Source: Factsheet, step 6."""
    left = [(one, [each for each in one.solutions if not each.is_done]) for one in unanswered(journey)]
    bare = [
        (one, to_do)
        for one, to_do in left
        if to_do and (not any(each.team for each in to_do) or all(each.effort is None for each in to_do))
    ]
    if bare:
        _, to_do = bare[0]
        yield Advice(
            "gaps-with-teams-and-effort",
            fact(
                _need_names(journey, [one for one, _ in bare]),
                "gap lacks the team or the effort to close it",
                "gaps lack the team or the effort to close them",
            ),
            "Name the team best placed and estimate the work; the priority follows from them.",
            TEAMS_SOURCE,
            f"solutions/{to_do[0].id}/{'effort' if any(each.team for each in to_do) else 'team'}",
            "solutions",
        )


def _need_names(journey: Journey, found: tuple[Mismatch, ...] | list[Mismatch]) -> list[str]:
    names = {f"stages/{stage.id}/needs/{need.id}": need.name for stage, need in needs(journey)}
    return [f"“{shortened(names[one.at])}”" for one in found]
