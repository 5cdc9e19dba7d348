"""Advice on which journey is mapped, for whom and from where to where; it stands on the page of the steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.model import Scope
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey


def steps_not_begun(journey: Journey) -> Iterator[Advice]:
    """First the journey and the customer, then the steps. Source: Oxford/HMRC notes, steps 1 and 2."""
    if journey.steps:
        return
    if journey.scope == Scope():
        yield Advice(
            "steps-not-begun",
            "Not said yet: which journey this is. There are no steps yet.",
            "Say which journey it is and who makes it. Then write down the steps, 6 to 10 of them.",
            "Oxford/HMRC notes, steps 1 and 2",
            "scope",
            "steps",
        )
    else:
        yield Advice(
            "steps-not-begun",
            "There are no steps yet.",
            "Write down what the customer does between start and end, in order of time: 6 to 10 key steps.",
            "Oxford/HMRC notes, step 2",
            "steps",
            "steps",
        )


def journey_named(journey: Journey) -> Iterator[Advice]:
    """Which journey, and which customers. Source: Oxford/HMRC notes, step 1."""
    missing = [
        (words, path)
        for words, path, value in (
            ("which journey this is", "scope/journey_type", journey.scope.journey_type),
            ("which customers make it", "scope/segment", journey.scope.segment),
        )
        if not value.strip()
    ]
    if missing and _begun(journey):
        yield Advice(
            "journey-named",
            f"Not said yet: {listed([words for words, _ in missing])}.",
            "Take the journey that your customers make most often, and one group of customers.",
            "Oxford/HMRC notes, step 1",
            missing[0][1],
            "steps",
        )


def start_and_end(journey: Journey) -> Iterator[Advice]:
    """A journey has a start and an end. Source: Oxford/HMRC notes, step 2."""
    missing = [
        (words, path)
        for words, path, value in (
            ("start", "scope/starts", journey.scope.starts),
            ("end", "scope/ends", journey.scope.ends),
        )
        if not value.strip()
    ]
    if missing and _begun(journey):
        named = " and the ".join(words for words, _ in missing)
        yield Advice(
            "start-and-end",
            f"The {named} of the journey {'is' if len(missing) == 1 else 'are'} not named.",
            "Name the first thing the customer does, and the moment when it is over for them.",
            "Oxford/HMRC notes, step 2",
            missing[0][1],
            "steps",
        )


def start_and_end_fit(journey: Journey) -> Iterator[Advice]:
    """The steps run from the start to the end. Source: Oxford/HMRC notes, step 2.

    Words alone cannot tell whether a step lies before the start; so this speaks only when start or end
    name a step that stands elsewhere in the list.
    """
    if len(journey.steps) < 2:
        return
    for path, text, verb, edge, right in (
        ("scope/starts", journey.scope.starts, "starts", "first", 0),
        ("scope/ends", journey.scope.ends, "ends", "last", len(journey.steps) - 1),
    ):
        named = [at for at, step in enumerate(journey.steps) if _mentions(text, step.name)]
        if named and right not in named:
            step = journey.steps[named[0]]
            yield Advice(
                "start-and-end-fit",
                f"The journey {verb} with “{shortened(text)}”, "
                f"but {step_name(journey, step.id)} is not the {edge} step.",
                f"Put the steps in order of time, or correct where the journey {verb}.",
                "Oxford/HMRC notes, step 2",
                path,
                "steps",
                each=True,
            )


def kind_of_journey(journey: Journey) -> Iterator[Advice]:
    """Who makes the first move, and existing or potential customers, are journeys apart. Source: QIA, introduction."""
    missing = [
        (words, path)
        for words, path, value in (
            ("who makes the first move", "scope/initiated_by", journey.scope.initiated_by),
            ("whether they are customers already", "scope/customer_kind", journey.scope.customer_kind),
        )
        if value is None
    ]
    if missing and _begun(journey):
        yield Advice(
            "kind-of-journey",
            f"Not said yet: {listed([words for words, _ in missing])}.",
            "Answer both: such journeys differ, and each gets a map of its own.",
            "QIA, introduction",
            missing[0][1],
            "steps",
        )


def how_mapped(journey: Journey) -> Iterator[Advice]:
    """A mental walk, front-line staff, or going along with real people. Source: QIA, priority activities."""
    if _begun(journey) and not journey.scope.mapped_by:
        yield Advice(
            "how-mapped",
            "Not said yet: how you are mapping this journey.",
            "Tick what you do: walk through it in your minds, ask front-line staff, or go along with customers.",
            "QIA, priority activities",
            "scope/mapped_by",
            "steps",
        )


def only_in_our_minds(journey: Journey) -> Iterator[Advice]:
    """A map is founded on real customer data. Source: Factsheet, step 5; QIA, priority activities."""
    measured = any(one.basis == "measured" for one in coverage(journey).steps)
    if journey.scope.mapped_by == ("mental-walk",) and not measured:
        yield Advice(
            "only-in-our-minds",
            "The map rests on a walk in your minds alone.",
            "Ask front-line staff, go along with a customer, or add survey figures.",
            "Factsheet, step 5",
            "scope/mapped_by",
            "steps",
        )


def map_named(journey: Journey) -> Iterator[Advice]:
    """A map that people look for needs a name. Source: the workbook's own."""
    if not journey.title.strip() and _begun(journey):
        yield Advice(
            "map-named",
            "This map has no name.",
            "Give it the name under which people will look for it.",
            "This workbook’s own",
            "title",
            "steps",
        )


def _begun(journey: Journey) -> bool:
    return bool(journey.steps) or journey.scope != Scope()


def _mentions(text: str, name: str) -> bool:
    wanted = name.strip()
    if not wanted or wanted.casefold() not in text.casefold():  # quick: a pattern for each step takes milliseconds
        return False
    return re.search(rf"\b{re.escape(wanted)}\b", text, re.IGNORECASE) is not None
