"""Advice on the touchpoints and on what stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.facts import is_answered, step_names, touchpoint_names, touchpoints
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.teams import responsible
from cjm_widgets.journey.wording import fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.model import Journey, Touchpoint
    from cjm_widgets.journey.rules.advice import PageName

ENOUGH: Final = 3
"""From how many touchpoints on it is worth a word that all are alike; the workbook's own."""

_WAYS: Final = {
    "in-person": "in person",
    "telephone": "by telephone",
    "post": "by post",
    "online": "online",
    "marketing": "through marketing",
}


def touchpoints_described(journey: Journey) -> Iterator[Advice]:
    """What kind of contact it is, where it happens and whose it is. Source: Factsheet, step 4; QIA; Ten layers, 5."""
    yield from _lacking(
        journey,
        lambda one: one.kind is None or not (one.where or one.by) or one.owner is None,
        rule="touchpoints-described",
        one="touchpoint lacks its kind, where or by what it happens, or whose it is",
        several="touchpoints lack their kind, where or by what they happen, or whose they are",
        do="Choose all of them; they show where customers meet you and where they do not.",
        source="Factsheet, step 4; QIA, introduction; Ten layers, 5",
        field="",
    )


def places_of_contact(journey: Journey) -> Iterator[Advice]:
    """Off site, on site, through marketing, in person, by telephone. Source: Factsheet, step 4."""
    ways = [one.by for _, one in touchpoints(journey) if one.by]
    if len(ways) >= ENOUGH and len({way for by in ways for way in by}) == 1:
        yield Advice(
            "places-of-contact",
            f"Every touchpoint that says by what it happens, happens {_WAYS[ways[0][0]]}.",
            "Think of the others: on site and off site, through marketing, in person, by telephone.",
            "Factsheet, step 4",
            "steps",
            "steps",
            enough="The customer meets us nowhere else on this journey.",
        )


def directly_responsible(journey: Journey) -> Iterator[Advice]:
    """Who is directly responsible for the service at each touchpoint. Source: Ten layers, 7."""
    yield from _lacking(
        journey,
        lambda one: not responsible(journey, one.responsible),
        rule="directly-responsible",
        one="touchpoint has nobody who is directly responsible",
        several="touchpoints have nobody who is directly responsible",
        do="Choose the team that delivers it, also where it is not yours. “Nobody” is no team.",
        source="Ten layers, 7",
        field="/responsible",
    )


def touchpoints_graded(journey: Journey) -> Iterator[Advice]:
    """An emotional grade of every touchpoint, from the customer's side. Source: Ten layers, 8."""
    if any(is_answered(step) for step in journey.steps):
        yield from _lacking(
            journey,
            lambda one: one.grade is None,
            rule="touchpoints-graded",
            one="touchpoint has no grade",
            several="touchpoints have no grade",
            do="Grade how it feels to the customer, or say that nobody knows.",
            source="Ten layers, 8",
            field="/grade",
            page="satisfaction",
        )


def figures_beside_feelings(journey: Journey) -> Iterator[Advice]:
    """Contacts made and time taken stand beside what people feel. Source: Ten layers, introduction."""
    bare = tuple(
        step
        for step in journey.steps
        if is_answered(step)
        and step.time.amount is None
        and all(one.contacts is None and one.time.amount is None for one in step.touchpoints)
    )
    if bare:
        yield Advice(
            "figures-beside-feelings",
            fact(
                step_names(journey, bare),
                "step tells how it feels, but not how many contacts or how long it takes",
                "steps tell how they feel, but not how many contacts or how long they take",
            ),
            "Count the contacts it takes, or measure the time, and put it beside what people feel.",
            "Ten layers, introduction",
            f"steps/{bare[0].id}/time",
            "satisfaction",
        )


def blueprint(journey: Journey) -> Iterator[Advice]:
    """The organisation underlying each service. Source: Ten layers, 9."""
    bare = tuple(
        step for step in journey.steps if not any(value.strip() for value in step.blueprint.model_dump().values())
    )
    if bare:
        yield Advice(
            "blueprint",
            fact(
                step_names(journey, bare),
                "step does not say what stands behind it",
                "steps do not say what stands behind them",
            ),
            "Say what the customer sees your people do, what happens out of sight, and what supports it.",
            "Ten layers, 9",
            f"steps/{bare[0].id}/blueprint",
            "steps",
        )


def _lacking(  # noqa: PLR0913 - the words of one piece of advice
    journey: Journey,
    lacks: Callable[[Touchpoint], bool],
    *,
    rule: str,
    one: str,
    several: str,
    do: str,
    source: str,
    field: str,
    page: PageName = "steps",
) -> Iterator[Advice]:
    found = [(step, touchpoint) for step, touchpoint in touchpoints(journey) if lacks(touchpoint)]
    if found:
        step, touchpoint = found[0]
        say = fact(touchpoint_names(journey, found), one, several)
        yield Advice(rule, say, do, source, f"steps/{step.id}/touchpoints/{touchpoint.id}{field}", page)
