"""The rules in their order: by page, and on each page the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.rules import (
    diagnostic,
    due,
    evaluation,
    fitting,
    gaps,
    moments,
    outcomes,
    personas,
    satisfaction,
    scope,
    solutions,
    stakeholders,
    steps,
    touchpoints,
)
from cjm_widgets.journey.rules.advice import Overruled

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.rules.advice import Advice, DatedRule, PageName, Rule

RULES_OF: Final[dict[PageName, tuple[Rule, ...]]] = {
    "diagnostic": (
        diagnostic.five_cs_not_begun,
        diagnostic.override_without_reason,
        diagnostic.five_cs_verdict,
        diagnostic.five_cs_reasons,
        diagnostic.why_this_journey,
    ),
    "personas": (
        personas.personas_not_begun,
        outcomes.outcomes_removed,
        personas.personas_count,
        personas.personas_named,
        stakeholders.stakeholders_listed,
        stakeholders.customer_at_the_centre,
        outcomes.outcomes_listed,
        personas.personas_described,
        personas.personas_from_research,
        personas.personas_situations,
        stakeholders.stakeholders_named,
        stakeholders.stakeholders_placed,
        stakeholders.stakeholders_described,
        stakeholders.relationships_drawn,
        stakeholders.relationships_whole,
        outcomes.outcomes_named,
        outcomes.outcomes_with_actions,
    ),
    "steps": (
        scope.steps_not_begun,
        steps.stages_removed,
        gaps.serves_removed,
        scope.journey_named,
        scope.start_and_end,
        steps.steps_count,
        scope.start_and_end_fit,
        steps.steps_named,
        steps.steps_with_touchpoints,
        scope.only_in_our_minds,
        scope.kind_of_journey,
        scope.how_mapped,
        steps.goals,
        steps.stages_named,
        steps.stages_used,
        gaps.needs_per_stage,
        gaps.needs_answered,
        gaps.touchpoints_with_a_purpose,
        steps.touchpoints_of_others,
        touchpoints.touchpoints_described,
        touchpoints.places_of_contact,
        touchpoints.directly_responsible,
        steps.time_frames,
        steps.time_sources,
        touchpoints.blueprint,
        scope.map_named,
    ),
    "satisfaction": (
        satisfaction.ratings_not_begun,
        satisfaction.steps_rated,
        satisfaction.survey_and_room,
        satisfaction.judgement_alone,
        satisfaction.sources_removed,
        satisfaction.evidence_named,
        fitting.ratings_fit_sources,
        satisfaction.in_their_shoes,
        satisfaction.lenses_used,
        satisfaction.service_elements,
        touchpoints.touchpoints_graded,
        touchpoints.figures_beside_feelings,
        satisfaction.experience_wanted,
        satisfaction.great_and_how_we_know,
    ),
    "moments_of_truth": (
        moments.moments_not_begun,
        moments.moments_removed,
        moments.moments_placed,
        moments.moments_count,
        moments.hot_spots_count,
        moments.moments_rated,
        moments.lowest_point,
        moments.moments_explained,
    ),
    "solutions": (
        solutions.solutions_not_begun,
        solutions.solutions_removed,
        solutions.moments_answered,
        solutions.low_steps_answered,
        solutions.nothing_and_something,
        gaps.gaps_answered,
        solutions.solutions_titled,
        solutions.solutions_placed,
        solutions.kept_strengths,
        solutions.sort_of_action,
        solutions.in_our_hands,
        solutions.something_in_our_hands,
        gaps.gaps_with_teams_and_effort,
        solutions.effort_and_impact,
        solutions.owner_and_date,
        solutions.area,
        solutions.check_verify_change,
    ),
    "evaluate": (
        evaluation.evaluation_not_begun,
        evaluation.indicators_removed,
        evaluation.indicators_named,
        evaluation.indicators_with_targets,
        evaluation.targets_dated,
        evaluation.indicators_described,
        evaluation.solutions_measured,
        evaluation.indicators_moved,
        evaluation.figures_with_sources,
        fitting.figures_fit_sources,
        evaluation.edition_kept,
    ),
}
"""The rules by the page of which they speak."""

RULES: Final[tuple[Rule, ...]] = tuple(rule for rules in RULES_OF.values() for rule in rules)

DATED_RULES_OF: Final[dict[PageName, tuple[DatedRule, ...]]] = {
    "solutions": (due.solutions_due,),
    "evaluate": (
        evaluation.results_ahead,
        evaluation.targets_missed,
        evaluation.targets_unsure,
        due.targets_due,
        due.review_due,
        evaluation.map_untouched,
    ),
}
"""The rules that need to know which day it is."""

DATED_RULES: Final[tuple[DatedRule, ...]] = tuple(rule for rules in DATED_RULES_OF.values() for rule in rules)


def advice(journey: Journey, page: PageName | None = None, *, today: date | None = None) -> tuple[Advice, ...]:
    """What the method says of a journey as it stands, without what the group overruled with a reason.

    Args:
        journey: the journey.
        page: one page's advice only, the most important first. "map" gives the first advice of every page that has
            been begun, and "start" none. Without a page: all there is, in the order of the pages.
        today: the day it is; without it nothing is said about dates that have passed.
    """
    return advice_and_overruled(journey, page, today=today)[0]


def overruled(journey: Journey, page: PageName | None = None, *, today: date | None = None) -> tuple[Overruled, ...]:
    """The advice that would be given if the group had not overruled it, with the reasons.

    Args:
        journey: the journey.
        page: one page's advice only; without a page, or for "map", that of all pages.
        today: the day it is, as for `advice`.
    """
    return advice_and_overruled(journey, page, today=today)[1]


def advice_and_overruled(
    journey: Journey, page: PageName | None = None, *, today: date | None = None
) -> tuple[tuple[Advice, ...], tuple[Overruled, ...]]:
    """Both lists, from one look at the journey.

    Args:
        journey: the journey.
        page: as for `advice` and `overruled`.
        today: the day it is, as for `advice`.
    """
    reasons, spoken = _reasons(journey), _spoken(journey, today, page)
    found = tuple(one for one in spoken if one.key not in reasons)
    if page == "map":
        found = _for_the_map(found)
    left_out = tuple(Overruled(one, *reasons[one.key]) for one in spoken if one.key in reasons)
    return found, left_out


def _reasons(journey: Journey) -> dict[str, tuple[str, str]]:
    return {one.id: (one.reason.strip(), one.by.strip()) for one in journey.overruled if one.reason.strip()}


def _spoken(journey: Journey, today: date | None, page: PageName | None) -> tuple[Advice, ...]:
    """What the rules of a page say, or for the map and without a page all of them."""
    # what the group has dropped needs no owner, no date and no figure, and answers nothing
    standing = tuple(one for one in journey.solutions if one.state != "dropped")
    if len(standing) < len(journey.solutions):
        journey = journey.model_copy(update={"solutions": standing})
    everything = page in (None, "map")
    rules = RULES if everything else RULES_OF.get(page or "start", ())
    found = tuple(one for rule in rules for one in rule(journey))
    if today is None:
        return found
    dated = DATED_RULES if everything else DATED_RULES_OF.get(page or "start", ())
    return (*found, *(one for rule in dated for one in rule(journey, today)))


def _for_the_map(found: tuple[Advice, ...]) -> tuple[Advice, ...]:
    first_of_page: dict[PageName, Advice] = {}
    for one in found:
        first_of_page.setdefault(one.page, one)
    begun = [one for one in first_of_page.values() if not one.rule.endswith("-not-begun")]
    waiting = [one for one in first_of_page.values() if one.rule.endswith("-not-begun")]
    # Of the pages not begun, the next one is enough: a person sees to one at a time.
    return (*begun, *waiting[:1])
