"""The rules in their order: by page, and on each page the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.rules import diagnostic, moments, personas, satisfaction, scope, solutions, steps

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.rules.advice import Advice, PageName, Rule

RULES: Final[tuple[Rule, ...]] = (
    diagnostic.five_cs_not_begun,
    diagnostic.override_without_reason,
    diagnostic.five_cs_verdict,
    diagnostic.five_cs_reasons,
    personas.personas_not_begun,
    personas.personas_count,
    personas.personas_named,
    personas.personas_described,
    personas.personas_situations,
    scope.steps_not_begun,
    steps.stages_removed,
    scope.journey_named,
    scope.start_and_end,
    steps.steps_count,
    scope.start_and_end_fit,
    steps.steps_named,
    steps.steps_with_touchpoints,
    scope.only_in_our_minds,
    scope.kind_of_journey,
    steps.goals,
    steps.stages_named,
    steps.stages_used,
    steps.touchpoints_of_others,
    steps.service_elements,
    steps.time_frames,
    scope.map_named,
    satisfaction.ratings_not_begun,
    satisfaction.steps_rated,
    satisfaction.survey_and_room,
    satisfaction.judgement_alone,
    satisfaction.evidence_named,
    satisfaction.in_their_shoes,
    satisfaction.experience_wanted,
    moments.moments_not_begun,
    moments.moments_removed,
    moments.moments_placed,
    moments.moments_count,
    moments.hot_spots_count,
    moments.moments_rated,
    moments.lowest_point,
    moments.moments_explained,
    solutions.solutions_not_begun,
    solutions.solutions_removed,
    solutions.moments_answered,
    solutions.low_steps_answered,
    solutions.solutions_titled,
    solutions.solutions_placed,
    solutions.kept_strengths,
    solutions.sort_of_action,
    solutions.in_our_hands,
    solutions.effort_and_impact,
    solutions.owner_and_date,
    solutions.area,
    solutions.check_verify_change,
)


def advice(journey: Journey, page: PageName | None = None) -> tuple[Advice, ...]:
    """What the method says of a journey as it stands.

    Args:
        journey: the journey.
        page: one page's advice only, the most important first. "map" gives the first advice of every page that has
            been begun, and "start" none. Without a page: all there is, in the order of the pages.
    """
    found = tuple(one for rule in RULES for one in rule(journey))
    if page is None:
        return found
    if page == "map":
        return _for_the_map(found)
    return tuple(one for one in found if one.page == page)


def _for_the_map(found: tuple[Advice, ...]) -> tuple[Advice, ...]:
    first_of_page: dict[PageName, Advice] = {}
    for one in found:
        first_of_page.setdefault(one.page, one)
    begun = [one for one in first_of_page.values() if not one.rule.endswith("-not-begun")]
    waiting = [one for one in first_of_page.values() if one.rule.endswith("-not-begun")]
    # Of the pages not begun, the next one is enough: a person sees to one at a time.
    return (*begun, *waiting[:1])
