"""Advice on what customers want to achieve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import fact, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Outcome

SOURCE: Final = "Ten layers, 3"


def outcomes_removed(journey: Journey) -> Iterator[Advice]:
    """An outcome names a persona and steps that are there. Source: Ten layers, 3."""
    ids = {persona.id for persona in journey.personas}
    steps = {step.id for step in journey.steps}
    astray = [one for one in journey.outcomes if one.persona not in {None, *ids} or not steps.issuperset(one.steps)]
    if astray:
        yield Advice(
            "outcomes-removed",
            fact(
                _names(journey, astray),
                "outcome names a persona or a step that was removed",
                "outcomes name a persona or a step that was removed",
            ),
            "Choose another one, or none.",
            SOURCE,
            f"outcomes/{astray[0].id}/{'steps' if astray[0].persona in {None, *ids} else 'persona'}",
            "personas",
        )


def outcomes_listed(journey: Journey) -> Iterator[Advice]:
    """What customers try to achieve through the relationship. Source: Ten layers, 3."""
    if journey.personas and not journey.outcomes:
        yield Advice(
            "outcomes-listed",
            "Not said yet: what customers want to achieve.",
            "Name what they want in the end, not your service: people want to get home, not to ride a train.",
            SOURCE,
            "outcomes",
            "personas",
        )


def outcomes_named(journey: Journey) -> Iterator[Advice]:
    """An outcome has words. Source: Ten layers, 3."""
    nameless = [one for one in journey.outcomes if not one.name.strip()]
    if nameless:
        yield Advice(
            "outcomes-named",
            fact(_names(journey, nameless), "outcome has no words", "outcomes have no words"),
            "Say what the customer wants to achieve, in their words.",
            SOURCE,
            f"outcomes/{nameless[0].id}/name",
            "personas",
        )


def outcomes_with_actions(journey: Journey) -> Iterator[Advice]:
    """The actions that must take place for an outcome. Source: Ten layers, 4."""
    bare = [one for one in journey.outcomes if not one.actions.strip()]
    if bare:
        yield Advice(
            "outcomes-with-actions",
            fact(
                _names(journey, bare),
                "outcome does not say what must happen for it",
                "outcomes do not say what must happen for them",
            ),
            "Write down the actions that lead there, theirs and yours; the steps should hold them.",
            "Ten layers, 4",
            f"outcomes/{bare[0].id}/actions",
            "personas",
        )


def _names(journey: Journey, found: list[Outcome]) -> list[str]:
    return [shortened(one.name) or f"Outcome {journey.outcomes.index(one) + 1}" for one in found]
