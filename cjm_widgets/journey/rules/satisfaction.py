"""Advice on the ratings and on what customers go through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.chance import order, without_n
from cjm_widgets.journey.facts import is_answered, known_ratings, said, shared_ratings, step_name, step_names
from cjm_widgets.journey.grounds import OURS, ground, rests_on
from cjm_widgets.journey.model import Experience
from cjm_widgets.journey.parts.steps import LENSES
from cjm_widgets.journey.pointing import pointing
from cjm_widgets.journey.rules.advice import N_UNKNOWN, Advice
from cjm_widgets.journey.scales import AS_PERSONA, ROOM
from cjm_widgets.journey.speaking import contradictions, from_customers, voices
from cjm_widgets.journey.wording import fact, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.journey.satisfaction import Curve

APART: Final = 2
"""How far apart two figures from −2 to +2 are when they disagree strongly."""


def ratings_not_begun(journey: Journey) -> Iterator[Advice]:
    """Each step is rated. Source: Oxford/HMRC notes, step 3."""
    if not journey.steps:
        yield Advice(
            "ratings-not-begun",
            "There are no steps to rate yet.",
            "Write down the steps first, on the page “Journey steps”.",
            "Oxford/HMRC notes, steps 2 and 3",
            "steps",
            "satisfaction",
        )
    elif not _begun(journey):
        yield Advice(
            "ratings-not-begun",
            f"No step is rated yet{', except as a persona would' if _as_personas(journey) else ''}.",
            "Begin with the first step: be the customer, and say how it feels.",
            "Oxford/HMRC notes, step 3",
            f"steps/{journey.steps[0].id}/ratings",
            "satisfaction",
        )


def steps_rated(journey: Journey) -> Iterator[Advice]:
    """Steps are rated, or said to be unknown. Source: Oxford/HMRC notes, step 3."""
    unrated = tuple(step for step in journey.steps if not is_answered(step))
    if unrated and _begun(journey):
        yield Advice(
            "steps-rated",
            fact(
                step_names(journey, unrated),
                "step has no rating from your group or a survey",
                "steps have no rating from your group or a survey",
            ),
            "Rate each, or say that nobody knows.",
            "Oxford/HMRC notes, step 3",
            f"steps/{unrated[0].id}/ratings",
            "satisfaction",
        )


def survey_and_room(journey: Journey) -> Iterator[Advice]:
    """Where customers and the room see a step differently, the map has something to learn.

    On one scale their figures are compared, across scales the order of the steps.

    Source: Oxford/HMRC notes, step 3 (use feedback); Improving the service (challenge preconceptions). How far apart
    counts as strong is the workbook's own.
    """
    found = voices(journey)
    room = next((curve for curve in found if curve.rater == ROOM and curve.scale.name == "felt"), None)
    told: dict[str, str] = {}
    for survey in found if room else ():
        if room and survey.rater != ROOM:
            told = {**_seen_differently(journey, room, from_customers(survey)), **told}
    for step in journey.steps:
        if step.id in told:
            yield Advice(
                "survey-and-room",
                f"{step_name(journey, step.id)}: {told[step.id]}",
                "Find out why before you decide: who was asked, when, and what they said in their own words.",
                "Oxford/HMRC notes, step 3; how far is too far is this workbook’s own",
                f"steps/{step.id}/ratings/{ROOM}",
                "satisfaction",
                each=True,
            )


def _seen_differently(journey: Journey, room: Curve, survey: Curve) -> dict[str, str]:
    ours, theirs = (room.inside, survey.inside)
    told = {}
    for found in contradictions(room, survey):
        names = listed([step_name(journey, other) for other in found.others])
        words = ("above", "below") if found.above else ("below", "above")
        unsure = f" {N_UNKNOWN}" if without_n(survey, (found.step, *found.others)) else ""
        told[found.step] = f"{words[0]} {names} for {ours}, {words[1]} for {theirs}.{unsure}"
    for mine, other in zip(room.points, survey.points, strict=True):
        if room.scale != survey.scale or mine.rating is None or other.rating is None:
            continue
        if mine.value is not None and other.value is not None and abs(mine.value - other.value) >= APART:
            if order(survey, other, replace(mine, ground=OURS)) is None:
                continue
            unsure = f" {N_UNKNOWN}" if without_n(survey, (other.step,)) else ""
            told[mine.step] = f"{said(mine.rating)} for {ours}, {said(other.rating)} for {theirs}.{unsure}"
    return told


def judgement_alone(journey: Journey) -> Iterator[Advice]:
    """Ratings are best based on actual feedback. Source: Oxford/HMRC notes, step 3."""
    rated = tuple(step for step in journey.steps if known_ratings(step))
    guessed = tuple(
        step for step in rated if all(rests_on(journey, one).firm == "assumed" for one in known_ratings(step))
    )
    if not guessed:
        return
    if len(guessed) == len(rated) > 1:
        say = "All ratings rest on judgement alone."
    else:
        say = fact(step_names(journey, guessed), "step rests on judgement alone", "steps rest on judgement alone")
    yield Advice(
        "judgement-alone",
        say,
        "Look for feedback: a survey, complaints, or ask three customers. Enter it as a source and choose it.",
        "Oxford/HMRC notes, step 3",
        f"steps/{guessed[0].id}/ratings",
        "satisfaction",
    )


def sources_removed(journey: Journey) -> Iterator[Advice]:
    """A figure rests on a source that is there. Source: Factsheet, step 5; naming the source is the workbook's own."""
    known = {None, *(source.id for source in journey.sources)}
    astray = tuple(step for step in journey.steps if any(one.source not in known for one in shared_ratings(step)))
    if astray:
        yield Advice(
            "sources-removed",
            fact(
                step_names(journey, astray),
                "step has a rating whose source is not there",
                "steps have a rating whose source is not there",
            ),
            "Choose what it rests on; until then it counts as your own judgement.",
            "Factsheet, step 5; naming the source is this workbook’s own",
            f"steps/{astray[0].id}/ratings",
            "satisfaction",
        )


def evidence_named(journey: Journey) -> Iterator[Advice]:
    """A source says what it is. Source: Factsheet, step 5; naming the source is the workbook's own."""
    bare = tuple(
        source
        for source in journey.sources
        if not (source.name.strip() and source.kind) and pointing(journey, "sources", source.id)
    )
    if bare:
        yield Advice(
            "evidence-named",
            fact(
                [ground(journey, source.id).name for source in bare],
                "source does not say what it is",
                "sources do not say what they are",
            ),
            "Give it a name and say what it is. Until then what rests on it counts no more than a judgement.",
            "Factsheet, step 5; naming the source is this workbook’s own",
            f"sources/{bare[0].id}/{'kind' if bare[0].name.strip() else 'name'}",
            "satisfaction",
        )


def in_their_shoes(journey: Journey) -> Iterator[Advice]:
    """What customers do, say and feel, beside the figure. Source: Oxford/HMRC notes, step 3."""
    silent = tuple(step for step in journey.steps if not _has_words(step))
    if silent and _begun(journey):
        yield Advice(
            "in-their-shoes",
            fact(
                step_names(journey, silent),
                "step does not say what the customer goes through",
                "steps do not say what the customer goes through",
            ),
            "Write a line on what they do, say or feel there. Skip what you do not know.",
            "Oxford/HMRC notes, step 3",
            f"steps/{silent[0].id}/experience",
            "satisfaction",
        )


def service_elements(journey: Journey) -> Iterator[Advice]:
    """The service elements of each step in customer language. Source: Oxford/HMRC notes, step 3."""
    bare = tuple(step for step in journey.steps if not step.service_elements.strip())
    if bare and _begun(journey):
        yield Advice(
            "service-elements",
            fact(
                step_names(journey, bare),
                "step does not say what the service offers",
                "steps do not say what the service offers",
            ),
            "List it as a customer would: “somebody who listens”, “a clear price”.",
            "Oxford/HMRC notes, step 3",
            f"steps/{bare[0].id}/service_elements",
            "satisfaction",
        )


def experience_wanted(journey: Journey) -> Iterator[Advice]:
    """The experience we want the customer to have at each step. Source: QIA, customer experience at each step."""
    bare = tuple(step for step in journey.steps if not step.wanted.strip())
    if bare and _begun(journey):
        yield Advice(
            "experience-wanted",
            fact(
                step_names(journey, bare),
                "step does not say what experience you want",
                "steps do not say what experience you want",
            ),
            "Say what the customer should go through there, and which actions matter for it.",
            "QIA, customer experience at each step",
            f"steps/{bare[0].id}/wanted",
            "satisfaction",
        )


def lenses_used(journey: Journey) -> Iterator[Advice]:
    """Actions, responses, language, feelings, emotions: each shows more. Source: Oxford/HMRC notes, step 3."""
    written = [name for step in journey.steps for name in LENSES if getattr(step.experience, name).strip()]
    unused = [name for name in LENSES if name not in written]
    if written and unused:
        yield Advice(
            "lenses-used",
            f"No step says anything about {listed(unused)}.",
            "Look at one step through that lens: what drives them, how honest they are, what they love or hate.",
            "Oxford/HMRC notes, step 3",
            f"steps/{journey.steps[0].id}/experience/{unused[0]}",
            "satisfaction",
        )


def great_and_how_we_know(journey: Journey) -> Iterator[Advice]:
    """What delivers a great experience, and how do we know? Source: QIA, customer experience at each step."""
    bare = tuple(
        step for step in journey.steps if step.wanted.strip() and not (step.great.strip() and step.know.strip())
    )
    if bare:
        yield Advice(
            "great-and-know",
            fact(
                step_names(journey, bare),
                "step does not say what makes it great, or how you know",
                "steps do not say what makes them great, or how you know",
            ),
            "Answer both: what delivers a great experience there, and what tells you that it does.",
            "QIA, customer experience at each step",
            f"steps/{bare[0].id}/{'know' if bare[0].great.strip() else 'great'}",
            "satisfaction",
        )


def _begun(journey: Journey) -> bool:
    return any(is_answered(step) or _has_words(step) for step in journey.steps)


def _as_personas(journey: Journey) -> bool:
    return any(
        rating.id.startswith(AS_PERSONA) and rating.value is not None for s in journey.steps for rating in s.ratings
    )


def _has_words(step: Step) -> bool:
    return any(getattr(step.experience, name).strip() for name in Experience.model_fields)
