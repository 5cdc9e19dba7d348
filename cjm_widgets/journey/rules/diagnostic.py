"""Advice on whether the journey is worth mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.diagnostic import MOST, five_cs, verdict
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import fact, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey

SOURCE: Final = "Improving the service, 5Cs"
OWN: Final = "Improving the service, 5Cs; the threshold is this workbook’s own"


def five_cs_not_begun(journey: Journey) -> Iterator[Advice]:
    """The five Cs help to decide whether to map at all. Source: Improving the service, “5Cs” diagnostic."""
    if not _begun(journey):
        yield Advice(
            "five-cs-not-begun",
            "The five Cs are not rated yet.",
            "Rate each from 0 to 2 with a reason, or say that you do not know.",
            SOURCE,
            "diagnostic",
            "diagnostic",
        )


def override_without_reason(journey: Journey) -> Iterator[Advice]:
    """Who decides against the result says why. Source: the workbook's own; the diagnostic is guidance."""
    decided = journey.diagnostic.override
    if decided and not journey.diagnostic.override_reason.strip():
        yield Advice(
            "override-without-reason",
            f"You decide “{decided}” yourselves, but no reason is written down.",
            "Write the reason in one sentence. Until then the result of the five Cs stands.",
            OWN,
            "diagnostic/override_reason",
            "diagnostic",
        )


def five_cs_verdict(journey: Journey) -> Iterator[Advice]:
    """Go or no. Source: Improving the service, “5Cs” diagnostic; the threshold is the workbook's own."""
    found = verdict(journey)
    if not _begun(journey) or found.verdict == "go" or (found.overridden and found.verdict == "no"):
        return
    if found.verdict == "not-yet":
        names = listed([name.capitalize() for name in found.missing])
        say = f"The five Cs give no verdict yet: {names} could still change it."
        do = f"Rate {names}, or find out." if found.unrated else f"Find out about {names}, or decide and say why."
        at = f"diagnostic/{(found.unrated or found.unknown)[0]}"
    else:
        points = f"{found.lowest}" if found.total is not None else f"{found.lowest} to {found.highest}"
        say = f"The five Cs say {found.verdict}, with {points} of {MOST}."
        do = (
            "Choose a journey that matters more, or decide to go on and say why."
            if found.verdict == "no"
            else "Talk it through. If you go on, write down why."
        )
        at = "diagnostic/override"
    yield Advice("five-cs-verdict", say, do, OWN, at, "diagnostic")


def five_cs_reasons(journey: Journey) -> Iterator[Advice]:
    """A rating comes with its reason. Source: the workbook's own, as no source says how to rate a C."""
    bare = [name for name, c in five_cs(journey.diagnostic) if isinstance(c.rating, int) and not c.reason.strip()]
    if bare:
        yield Advice(
            "five-cs-reasons",
            fact([name.capitalize() for name in bare], "rating has no reason", "ratings have no reason"),
            "Add an example, a figure or a story.",
            "Improving the service, 5Cs; asking for reasons is this workbook’s own",
            f"diagnostic/{bare[0]}/reason",
            "diagnostic",
        )


def why_this_journey(journey: Journey) -> Iterator[Advice]:
    """Take the most regular journey, or know why another. Source: Oxford/HMRC notes, step 1."""
    if _begun(journey) and not journey.scope.why.strip():
        yield Advice(
            "why-this-journey",
            "Not said yet: why you map this journey and not another.",
            "Take the one that your customers make most often, or say what makes another more urgent.",
            "Oxford/HMRC notes, step 1",
            "scope/why",
            "diagnostic",
        )


def _begun(journey: Journey) -> bool:
    return journey.diagnostic.override is not None or any(c.rating is not None for _, c in five_cs(journey.diagnostic))
