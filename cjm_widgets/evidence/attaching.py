"""A survey's figures onto the steps of a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from cjm_widgets.evidence.survey import EvidenceError, step_key
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.edits import EditError, sentence, set_value
from cjm_widgets.journey.fields import MOST_PEOPLE, can_be_people
from cjm_widgets.journey.model import Rating, Source
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.evidence.survey import Figure
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Item, Journey, Step


@dataclass(frozen=True, slots=True)
class Survey:
    """Where figures come from; it becomes one source, to which every one of them points.

    Args:
        id: the id of the source and of the rater in the journey, such as "sita-2015".
        name: what people call the survey.
        where: where it can be found.
        n: how many people answered for every step, or None if that is not known.
        date: year, month or day.
    """

    id: str
    name: str
    where: str
    n: int | None = None
    date: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """The edits that bring a survey's figures into a journey, and what found no place.

    Args:
        edits: one for the source and one for each step whose rating is new or different; the source's comes first.
        without_step: figures for which the journey has no step.
        without_figure: the ids of steps for which the survey has no figure; they stay as they are.
        say: the same in one or two sentences.
    """

    edits: tuple[Edit, ...]
    without_step: tuple[Figure, ...]
    without_figure: tuple[str, ...]
    say: str


def attach(
    journey: Journey,
    figures: Iterable[Figure],
    survey: Survey,
    *,
    by: Literal["name", "number"] = "name",
    who: str = "",
) -> Attached:
    """The edits that put each figure on its step, as a measured rating on the survey's own scale.

    Args:
        journey: where the steps are.
        figures: percentages of negative answers.
        survey: where they come from.
        by: whether a figure finds its step by the step's name, or by its number in the order of time.
        who: the person who attaches them, for the history.

    Raises:
        EvidenceError: if the journey has two steps of one name, the file has no numbers to go by, or the
            survey's id or name does not fit a journey.

    Source: Oxford/HMRC notes, step 3 (“best if it is based on actual feedback”); Factsheet, step 5.
    """
    _refuse_survey(journey, survey)
    figures = tuple(figures)
    steps = _by_name(journey, figures) if by == "name" else _by_number(journey, figures)
    placed = [(step, figure) for figure, step in zip(figures, steps, strict=True) if step and figure.value is not None]
    before = next((one for one in journey.sources if one.id == survey.id), None)
    source = _source(before, survey)
    put: list[tuple[str, Item]] = [(f"sources/{survey.id}", source)] if placed and source != before else []
    for step, figure in placed:
        rating = _rating(figure, survey)
        if rating not in step.ratings:
            put.append((f"steps/{step.id}/ratings/{survey.id}", rating))
    try:
        edits = [set_value(journey, path, item.model_dump(mode="json"), by=who) for path, item in put]
    except EditError as error:
        raise EvidenceError(str(error)) from error
    astray = tuple(figure for figure, step in zip(figures, steps, strict=True) if step is None)
    rated = {step.id for step, _ in placed}
    bare = tuple(step.id for step in journey.steps if step.id not in rated)
    return Attached(tuple(edits), astray, bare, _in_words(len(placed), astray, len(bare)))


def _refuse_survey(journey: Journey, survey: Survey) -> None:
    """Refuses what is said of a survey where it cannot be kept, or would stand in for somebody else's ratings.

    Raises:
        EvidenceError: with what to do instead.
    """
    if is_own(survey.id) or survey.id in (ROOM, WANTED) or survey.id.startswith(AS_PERSONA):
        raise EvidenceError(f"A survey cannot be called “{survey.name}”. Begin its name with another word.")
    there = {rating.rater for step in journey.steps for rating in step.ratings if rating.id == survey.id}
    there |= {source.name for source in journey.sources if source.id == survey.id}
    if other := next(iter(there - {survey.name, ""}), None):
        raise EvidenceError(
            f"“{survey.name}” and “{other}”, which is on the map already, cannot be told apart. "
            "Use the same name to bring its figures up to date, or another one for another survey."
        )
    if survey.n is not None and not can_be_people(survey.n):
        raise EvidenceError(f"{survey.n} people cannot have answered. Give their number, at most {MOST_PEOPLE:,}.")
    if survey.date and last_day(survey.date) is None:
        raise EvidenceError(f"“{survey.date}” is no date. Write a year, a month or a day: 2026, 2026-05 or 2026-05-31.")


def _by_name(journey: Journey, figures: tuple[Figure, ...]) -> list[Step | None]:
    named: dict[str, Step] = {}
    wanted = {step_key(figure.step) for figure in figures if figure.step}
    for step in journey.steps:
        name = step_key(step.name)
        if name in named and name in wanted:
            raise EvidenceError(f"Two steps are called “{step.name}”. Rename one, or attach the figures by number.")
        named[name] = step
    return [named.get(step_key(figure.step)) if figure.step else None for figure in figures]


def _by_number(journey: Journey, figures: tuple[Figure, ...]) -> list[Step | None]:
    nameless = next((figure for figure in figures if figure.number is None), None)
    if nameless is not None:
        raise EvidenceError(f"Row {nameless.row} has no step number. Attach the figures by name.")
    numbers = [figure.number or 0 for figure in figures]
    double = next((number for number in numbers if numbers.count(number) > 1), None)
    if double is not None:
        raise EvidenceError(f"Two rows are about step {double}. Keep one of them.")
    return [journey.steps[number - 1] if number <= len(journey.steps) else None for number in numbers]


def _source(before: Source | None, survey: Survey) -> Source:
    """The survey as a source; what people said of it stays where nothing else is said."""
    given = {"name": survey.name, "where": survey.where, "when": survey.date, "n": survey.n}
    try:
        stands = (before or Source(id=survey.id)).model_dump()
        told = {name: value for name, value in given.items() if value not in (None, "")}
        more = {"kind": stands["kind"] or "survey", "each": stands["each"] or survey.n is not None}
        return Source.model_validate({**stands, **told, **more})
    except ValidationError as error:
        raise EvidenceError(sentence(error)) from error


def _rating(figure: Figure, survey: Survey) -> Rating:
    try:
        return Rating(
            id=survey.id,
            scale="negative-share",
            value=figure.value,
            source=survey.id,
            note=figure.note,
        )
    except ValueError as error:
        raise EvidenceError(f"Row {figure.row} does not fit a rating: its note or the survey’s id or name.") from error


def _in_words(placed: int, astray: tuple[Figure, ...], bare: int) -> str:
    say = f"{placed} {'figure is' if placed == 1 else 'figures are'} attached."
    if astray:
        names = ", ".join(figure.step or f"number {figure.number}" for figure in astray)
        say += f" The journey has no step for: {names}."
    if bare:
        say += f" {bare} {'step has' if bare == 1 else 'steps have'} no figure in the file."
    return say
