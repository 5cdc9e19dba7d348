"""What people said or did, beside the moments and solutions of their step; and which of it may be shown to others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.grounds import ground
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Moment, Quote, Solution

VOICES: Final = {
    "customer": "customers",
    "carer": "those who help a customer",
    "front-line": "front-line staff",
    "behind-the-scenes": "staff behind the scenes",
    "manager": "managers",
    None: "a voice that nobody named",
}


def may_leave(quote: Quote) -> bool:
    """Whether a quote may be shown outside the team's own pages: where somebody said so, and only there."""
    return quote.quotable == "yes"


def quotes_at(journey: Journey, step: str | None, touchpoint: str | None = None) -> tuple[Quote, ...]:
    """What was said or done at a step; with a touchpoint, what was said there or of the step as a whole."""
    return tuple(
        quote
        for one in journey.steps
        if one.id == step
        for quote in one.quotes
        if quote.words.strip() and (not touchpoint or quote.touchpoint in (None, touchpoint))
    )


def quotes_of_moment(journey: Journey, moment: Moment) -> tuple[Quote, ...]:
    """What was said or done where a moment stands."""
    return quotes_at(journey, moment.step, moment.touchpoint)


def quotes_of_solution(journey: Journey, solution: Solution) -> tuple[Quote, ...]:
    """What was said or done where a solution helps: at its step, or at the step of the moment that it answers."""
    if solution.step is None:
        moment = next((one for one in journey.moments if one.id == solution.moment), None)
        return quotes_of_moment(journey, moment) if moment else ()
    return quotes_at(journey, solution.step)


def reported(journey: Journey, quotes: tuple[Quote, ...], touchpoint: str | None = None) -> str:
    """Quotes for a report, counted by voice: the words of those that may leave, of the others their number only.

    What was said at the step of a moment or of a solution is not yet said of it, and is told as what it is.

    What nobody is known to have said counts for no voice: what is assumed, and what has no source.
    """
    if not quotes:
        return ""
    counts = Counter(_heard_from(journey, quote) for quote in quotes)
    told = ", ".join(f"{count} {whose}" for whose, count in counts.items())
    words = [f"“{shortened(quote.words)}”" for quote in quotes if may_leave(quote)]
    refused = sum(quote.quotable == "no" for quote in quotes)
    unasked = len(quotes) - len(words) - refused
    stay = [f"{refused} not to be quoted"] * bool(refused)
    stay += [f"{unasked} not settled yet whether to be quoted"] * bool(unasked)
    there = touchpoint and all(quote.touchpoint == touchpoint for quote in quotes)
    return "; ".join((f"Quotes at {'this touchpoint' if there else 'the same step'}: {told}", *words, *stay))


def _heard_from(journey: Journey, quote: Quote) -> str:
    return ground(journey, quote.source).doubt or f"of {VOICES[quote.voice]}"
