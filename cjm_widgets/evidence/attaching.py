"""What a file says onto the steps of a journey: a curve for each group; what stands on no curve, beside the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.least import LEAST, kept_back
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.roles import TOTALS
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.edits import EditError, sentence, set_value
from cjm_widgets.journey.fields import MOST_PEOPLE, can_be_people
from cjm_widgets.journey.model import Rating, Source, SourceFigure, Step
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.evidence.found import Figure, Read
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Item, Journey

_LONGEST_ID: Final = 60
_LONGEST_NAME: Final = 200


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
    """The edits that bring a file's figures into a journey, and what found no place.

    Args:
        edits: those of the source, of new steps, and of each rating that is new or different.
        without_step: what the file calls steps that the journey has not.
        without_figure: the ids of steps for which the file has no figure; they stay as they are.
        say: the same in one or two sentences.
    """

    edits: tuple[Edit, ...]
    without_step: tuple[str, ...]
    without_figure: tuple[str, ...]
    say: str


def attach(  # noqa: PLR0913  each is something that is known of a survey
    journey: Journey,
    found: Read,
    survey: Survey,
    *,
    called: Mapping[str, str] | None = None,
    make_steps: bool = False,
    who: str = "",
) -> Attached:
    """The edits that put each figure on its step, as a measured rating on the survey's own scale.

    Args:
        journey: where the steps are.
        found: what the file says.
        survey: where it comes from.
        called: how the file calls a step: what the map calls it; "" leaves it out.
        make_steps: whether a step is made of a name that the map does not know.
        who: the person who attaches them, for the history.

    Raises:
        EvidenceError: if the journey has two steps of one name, or what is said of the survey does not fit a journey.

    Source: Oxford/HMRC notes, step 3 (“best if it is based on actual feedback”); Factsheet, step 5.
    """
    refuse_survey(journey, survey)
    given, found = found, _shown(found)
    hidden = len(given.figures) - len(found.figures) + len(given.outcomes) - len(found.outcomes)
    known = [figure for figure in found.figures if figure.value is not None]
    named = called or {}
    places = places_of(journey, [figure.step for figure in found.figures], named)
    wanted = (one.step for one in known if named.get(one.step) != "")
    new = new_steps(journey, wanted, places) if make_steps else {}
    places |= new
    placed = [(places[figure.step], figure) for figure in known if figure.step in places]
    _refuse_two_of_one_step(placed)
    put: list[tuple[str, Item]] = [(f"steps/{step.id}", step) for step in dict.fromkeys(new.values())]
    if placed or found.outcomes:
        put += _source_and_ratings(journey, placed, found, survey, places)
    left = (figure.step for figure in found.figures if figure.step not in places and named.get(figure.step) != "")
    astray = tuple(dict.fromkeys(left))
    rated = {step.id for step, _ in placed}
    bare = tuple(step.id for step in journey.steps if step.id not in rated)
    return Attached(edits_of(journey, put, who), astray, bare, _in_words(len(placed), astray, len(bare), hidden))


def _refuse_two_of_one_step(placed: Iterable[tuple[Step, Figure]]) -> None:
    first: dict[tuple[str, str, str], str] = {}
    faults = []
    for step, figure in placed:
        name = first.setdefault((step.id, figure.group, figure.scale), figure.step)
        if name != figure.step:
            faults.append(f"“{name}” and “{figure.step}” both go to the step “{step.name}”. Keep one of them.")
    if faults:
        raise EvidenceError(*dict.fromkeys(faults))


def _source_and_ratings(
    journey: Journey, placed: list[tuple[Step, Figure]], found: Read, survey: Survey, places: Mapping[str, Step]
) -> list[tuple[str, Item]]:
    before = next((one for one in journey.sources if one.id == survey.id), None)
    source = source_of(before, survey, tuple(_beside(found, places)), [figure.n for _, figure in placed])
    put: list[tuple[str, Item]] = [(f"sources/{survey.id}", source)] if source != before else []
    raters = _raters(journey, survey, [figure.group for _, figure in placed])
    for step, figure in placed:
        rating = _rating(figure, survey, source, raters[figure.group])
        if rating not in step.ratings:
            put.append((f"steps/{step.id}/ratings/{rating.id}", rating))
    return put


def edits_of(journey: Journey, put: Iterable[tuple[str, Item]], who: str) -> tuple[Edit, ...]:
    """The edits that put items where they belong.

    Raises:
        EvidenceError: if one has no place in a journey.
    """
    try:
        return tuple(set_value(journey, path, item.model_dump(mode="json"), by=who) for path, item in put)
    except EditError as error:
        raise EvidenceError(str(error)) from error


def is_of_survey(rater: str, survey: str) -> bool:
    """Whether a rater is a survey or one of its groups, and nobody in the room.

    Args:
        rater: the id of a rating.
        survey: the id of a survey's source.
    """
    if is_own(rater) or rater in (ROOM, WANTED) or rater.startswith(AS_PERSONA):
        return False
    return rater == survey or rater.startswith(f"{survey}-")


def refuse_survey(journey: Journey, survey: Survey) -> None:
    """Refuses what is said of a survey where it cannot be kept, or would stand in for somebody else's ratings.

    Raises:
        EvidenceError: with what to do instead.
    """
    if not is_of_survey(survey.id, survey.id):
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


def places_of(journey: Journey, names: Iterable[str], called: Mapping[str, str]) -> dict[str, Step]:
    """The step of each name that has one."""
    wanted = {name: step_key(called.get(name, name)) for name in names}
    steps: dict[str, Step] = {}
    for step in journey.steps:
        key = step_key(step.name)
        if key in steps and key in wanted.values():
            raise EvidenceError(f"Two steps are called “{step.name}”. Give one of them another name.")
        steps.setdefault(key, step)
    return {name: steps[key] for name, key in wanted.items() if key and key in steps}


def new_steps(journey: Journey, names: Iterable[str], places: Mapping[str, Step]) -> dict[str, Step]:
    """A new step for each name that the map does not know, in the file's order."""
    taken = {step.id for step in journey.steps}
    made: dict[str, Step] = {}
    for name in names:
        if name in places or name in made:
            continue
        step_id = id_from(name, taken)
        taken.add(step_id)
        made[name] = Step(id=step_id, name=name[:_LONGEST_NAME])
    return made


def id_from(words: str, taken: Iterable[str]) -> str:
    """An id that is made of words, with a number where there is one of them already."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:_LONGEST_ID] or "x"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found


def source_of(  # noqa: PLR0913  each is something that is known of a source
    before: Source | None,
    survey: Survey,
    beside: tuple[SourceFigure, ...],
    ns: Iterable[int | None],
    *,
    kind: str = "survey",
    each: bool = True,
) -> Source:
    """The survey as a source; what people said of it stays where nothing else is said.

    Args:
        before: as it stood; None if it is new.
        survey: what is said of it.
        beside: its figures that stand on no curve.
        ns: how many people each of its figures rests on; where they differ none of them is the survey's.
        kind: what it is, where nobody said.
        each: whether a number of people that holds for all figures is how many answered for every step.

    Raises:
        EvidenceError: if it does not fit a journey.
    """
    known = {n for n in ns if n is not None}
    n = survey.n if survey.n is not None else next(iter(known)) if len(known) == 1 else None
    given = {"name": survey.name, "where": survey.where, "when": survey.date, "n": n, "figures": beside}
    try:
        stands = (before or Source(id=survey.id)).model_dump()
        told = {name: value for name, value in given.items() if value not in (None, "", ())}
        each = each and (n is not None or (stands["each"] and not known))
        differ = {"n": None} if n is None and known else {}
        return Source.model_validate({**stands, **told, "kind": stands["kind"] or kind, "each": each, **differ})
    except ValidationError as error:
        raise EvidenceError(sentence(error)) from error


def _beside(found: Read, places: Mapping[str, Step]) -> Iterable[SourceFigure]:
    """What stands on no curve, each with an id of its own."""
    taken: set[str] = set()
    for kind, figures in (("outcome", found.outcomes), ("target", found.targets), ("benchmark", found.benchmarks)):
        for figure in figures:
            if figure.value is None:
                continue
            step = places.get(figure.step)
            if kind != "outcome" and step is None:
                continue
            item = id_from(f"{kind} {figure.step} {figure.group}", taken)
            taken.add(item)
            yield SourceFigure.model_validate(
                {
                    "id": item,
                    "kind": kind,
                    "name": figure.step[:_LONGEST_NAME] if kind == "outcome" else "",
                    "step": step.id if step else None,
                    "group": figure.group[:_LONGEST_NAME],
                    "scale": figure.scale.removesuffix(scales.FRACTION),
                    "value": figure.value,
                    "n": figure.n,
                    "low": figure.low,
                    "high": figure.high,
                }
            )


def _raters(journey: Journey, survey: Survey, groups: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The id and the name of each group's curve; of all together those of the survey, of a known group as before."""
    known = {rating.rater: rating.id for step in journey.steps for rating in step.ratings if rating.source == survey.id}
    made: dict[str, tuple[str, str]] = {}
    for group in dict.fromkeys(groups):
        if not group or group.casefold() in TOTALS:
            made[group] = survey.id, ""
            continue
        name = f"{survey.name}: {group}"[:_LONGEST_NAME]
        taken = {survey.id, *known.values(), *(rater for rater, _ in made.values())}
        made[group] = known.get(name) or id_from(f"{survey.id} {group}", taken), name
    return made


def _rating(figure: Figure, survey: Survey, source: Source, rater: tuple[str, str]) -> Rating:
    scale = figure.scale.removesuffix(scales.FRACTION)
    own_ends = not scales.is_share(scales.scale_of(scale))  # those of a share follow from its n
    try:
        return Rating(
            id=rater[0],
            rater=rater[1],
            scale=scale,
            value=figure.value,
            source=survey.id,
            n=None if source.each and source.n == figure.n else figure.n,
            low=figure.low if own_ends else None,
            high=figure.high if own_ends else None,
            note=figure.note,
        )
    except ValueError as error:
        where = f"Row {figure.row}" if figure.row else f"“{figure.step}”"
        raise EvidenceError(f"{where} does not fit a rating: the survey’s id or name, or the group’s.") from error


def _shown(found: Read) -> Read:
    """What is put on a map: of answers of respondents without the groups that are too small, step by step."""
    if found.tally is None:
        return found
    figures, outcomes = map(_of_enough_people, (found.figures, found.outcomes))
    return replace(found, figures=figures, outcomes=outcomes)


def _of_enough_people(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    figures = tuple(figures)
    sizes: dict[str, dict[str, int]] = {}
    for figure in figures:
        if figure.group:
            sizes.setdefault(figure.step, {})[figure.group] = figure.n or 0
    back = {(step, group) for step, groups in sizes.items() for group in kept_back(groups)}
    return tuple(figure for figure in figures if (figure.step, figure.group) not in back)


def _in_words(placed: int, astray: tuple[str, ...], bare: int, hidden: int) -> str:
    say = f"{placed} {'figure is' if placed == 1 else 'figures are'} attached."
    if hidden:
        say += (
            f" {hidden} {'is' if hidden == 1 else 'are'} kept back: fewer than {LEAST} people, or fewer could be "
            "reckoned from them."
        )
    if astray:
        say += f" The journey has no step for: {', '.join(astray)}."
    if bare:
        say += f" {bare} {'step has' if bare == 1 else 'steps have'} no figure in the file."
    return say
