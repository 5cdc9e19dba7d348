"""The answers to three questions on paper, typed back: the same road as other evidence, onto the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cjm_widgets.evidence import EvidenceError, Figure, Read, Survey, attach
from cjm_widgets.journey import three_questions as sheet
from cjm_widgets.journey.ask_next import questions
from cjm_widgets.journey.dates import first_day, is_ahead, last_day
from cjm_widgets.journey.edits import set_value
from cjm_widgets.journey.facts import step_name
from cjm_widgets.statistics.intervals import wilson
from cjm_widgets.store import Admitted, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.store import JourneyStore, Saved

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Given:
    """How many gave each answer to a question.

    Args:
        at: the path of what it was about: a step, a moment of truth or a solution.
        counts: of each answer, in the order in which they stand on paper.
    """

    at: str
    counts: tuple[int, ...]


def type_back(  # noqa: PLR0913  each is something that is known of the sheets
    store: JourneyStore, journey_id: str, given: Sequence[Given], *, day: str, today: date, by: str = ""
) -> Saved:
    """Puts a day's answers on a map in the place of what was typed for that day before.

    Args:
        store: the folder.
        journey_id: which map.
        given: the answers to each question; one without any is left out.
        day: when they were given, such as “2026-05-03”.
        today: the day it is.
        by: who typed them.

    Raises:
        StoreError: if something is missing or does not fit, or cannot be saved; the text is a sentence.
    """
    if first_day(day) is None or first_day(day) != last_day(day):
        raise StoreError("Say on which day they were answered.")
    if is_ahead(day, today):
        raise StoreError("That day is still to come. Say on which day they were answered.")
    answered = [one for one in given if sum(one.counts)]
    if not answered:
        raise StoreError("Type how many gave each answer, for one question at least.")
    if len({one.at for one in answered}) < len(answered):
        raise StoreError("Two of the questions are the same. Add their answers up, or choose another question.")

    made: list[Edit] = []

    def admitted(journey: Journey, *_: object) -> Admitted:
        """What is typed goes by the map as it stands while nobody else can change it."""
        made[:] = edits_of(journey, answered, day=day, by=by)
        return Admitted(tuple(made))

    try:
        return replace(store.save(journey_id, (), admit=admitted), applied=tuple(made))  # they are of who typed
    except EvidenceError as error:
        raise StoreError(str(error)) from error


def edits_of(journey: Journey, answered: Iterable[Given], *, day: str, by: str = "") -> Iterable[Edit]:
    """The edits that put the day's answers in the place of those of before; what is not given any more goes.

    Args:
        journey: the map.
        answered: the answers to each question, one at least to each.
        day: when they were given, such as “2026-05-03”.
        by: who typed them.

    Raises:
        EvidenceError: if something does not fit a journey.
        StoreError: if what a question was about is not there any more, or its answers are of another sort.
    """
    read, places = _read(journey, answered)
    survey = Survey(sheet.source_id(day), sheet.source_name(day), "Sheets of paper, typed back", date=day)
    yield from attach(journey, read, survey, at=places, who=by).edits
    kept = {places[one.step].id for one in read.figures}
    for step in journey.steps:
        if step.id not in kept and any(rating.id == survey.id for rating in step.ratings):
            yield set_value(journey, f"steps/{step.id}/ratings/{survey.id}", None, by=by)


def _read(journey: Journey, answered: Iterable[Given]) -> tuple[Read, dict[str, Step]]:
    """The answers as figures, each on its own scale, and the step that each stands at.

    Raises:
        StoreError: if what a question was about is not there any more, or its answers are of another sort.
    """
    known = {one.at: one for one in questions(journey)}
    steps = {step.id: step for step in journey.steps}
    figures: list[Figure] = []
    outcomes: list[Figure] = []
    places = dict(steps)
    for one in answered:
        asked = known.get(one.at)
        if asked is None or len(one.counts) != len(sheet.ANSWERS[asked.answered]) or min(one.counts) < 0:
            raise StoreError("One of the questions is about something that is no longer on the map. Choose another.")
        n, item = sum(one.counts), one.at.partition("/")[2]
        if asked.answered == "felt":
            value, low, high = sheet.average(one.counts)
            note = sheet.in_words(asked.answered, one.counts)
            figures.append(Figure(item, "", "felt", value, n, low, high, note=note))
            continue
        name, scale = "", "positive-share"
        for moment in journey.moments if asked.kind == "moment" else ():
            if moment.id == item and moment.step:
                name, scale = (
                    sheet.outcome_of_moment(moment, step_name(journey, moment.step)),
                    sheet.scale_of_moment(moment),
                )
                places[name] = steps[moment.step]
        for solution in journey.solutions if asked.kind == "solution" else ():
            name = sheet.outcome_of_solution(solution) if solution.id == item else name
        low, high = (_WHOLE * end for end in wilson(one.counts[0] / n, n))
        outcomes.append(Figure(name, "", scale, _WHOLE * one.counts[0] / n, n, low, high))
    if len({one.step for one in outcomes}) < len(outcomes):
        raise StoreError("Two of the questions ask the same of one step. Keep one of them.")
    return Read(tuple(figures), tuple(outcomes)), places
