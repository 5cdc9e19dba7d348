"""Advice on the personas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import enough, fact, number, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Persona

FEWEST: Final = 3
MOST: Final = 5


def personas_not_begun(journey: Journey) -> Iterator[Advice]:
    """Personas come before the map. Source: Factsheet, step 1."""
    if not journey.personas:
        yield Advice(
            "personas-not-begun",
            "There is no persona yet.",
            "Begin with a customer you know well. Three to five will do in the end.",
            "Factsheet, step 1",
            "personas",
            "personas",
        )


def personas_count(journey: Journey) -> Iterator[Advice]:
    """Three to five personas. Source: Factsheet, step 1."""
    count = len(journey.personas)
    few = count < FEWEST
    if 0 < count < FEWEST:
        say = f"There {'is one persona' if count == 1 else f'are {number(count)} personas'} so far."
        do = "Add customers who differ from those you have. Three to five show the range."
    elif count > MOST:
        say = f"There are {number(count)} personas."
        do = "Keep three to five. Join those who want the same."
    else:
        return
    yield Advice(
        "personas-count",
        say,
        do,
        "Factsheet, step 1",
        "personas",
        "personas",
        count=count if few else None,
        enough=enough(count, "persona") if few else "",
    )


def personas_named(journey: Journey) -> Iterator[Advice]:
    """A persona is a person with a name. Source: Factsheet, persona sheet."""
    nameless = [persona for persona in journey.personas if not persona.name.strip()]
    if nameless:
        yield Advice(
            "personas-named",
            fact([_called(journey, p) for p in nameless], "persona has no name", "personas have no name"),
            "Give each a first name; it is easier to think as a person than as a group.",
            "Factsheet, persona sheet",
            f"personas/{nameless[0].id}/name",
            "personas",
        )


def personas_described(journey: Journey) -> Iterator[Advice]:
    """Who they are, what they value, how best to speak to them. Source: Factsheet, step 1."""
    thin = [
        persona
        for persona in journey.personas
        if not (persona.job.strip() or persona.demographics.strip())
        or not (persona.goals.strip() or persona.values.strip())
        or not (persona.message.strip() or persona.pitch.strip())
    ]
    if thin:
        yield Advice(
            "personas-described",
            fact([_called(journey, p) for p in thin], "persona is only a sketch", "personas are only a sketch"),
            "Say who they are, what they value and how best to speak to them.",
            "Factsheet, step 1",
            f"personas/{thin[0].id}",
            "personas",
        )


def personas_from_research(journey: Journey) -> Iterator[Advice]:
    """What a map says is rooted in research. Source: Factsheet, introduction; that a persona says so is our own."""
    bare = [persona for persona in journey.personas if persona.source is None]
    if bare:
        yield Advice(
            "personas-from-research",
            fact(
                [_called(journey, p) for p in bare],
                "persona does not say on whom it rests",
                "personas do not say on whom they rest",
            ),
            "Choose the source: whom you asked or watched, and how many. Your own judgement is a source too.",
            "Factsheet, introduction; that each persona names its source is this workbook’s own",
            f"personas/{bare[0].id}/source",
            "personas",
        )


def personas_situations(journey: Journey) -> Iterator[Advice]:
    """How things are now and how they would be ideally. Source: Ten layers, 2."""
    flat = [p for p in journey.personas if not (p.current.strip() and p.ideal.strip())]
    if flat:
        yield Advice(
            "personas-situations",
            fact(
                [_called(journey, p) for p in flat],
                "persona lacks the situation today or the ideal one",
                "personas lack the situation today or the ideal one",
            ),
            "Write a sentence for each: how it is now, how it would be if all went well.",
            "Ten layers, 2",
            f"personas/{flat[0].id}/current",
            "personas",
        )


def _called(journey: Journey, persona: Persona) -> str:
    return shortened(persona.name) or f"Persona {journey.personas.index(persona) + 1}"
