"""What a file says onto the steps of a journey: a curve for each group; what stands on no curve, beside the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.beside import LONGEST_NAME, beside, id_from
from cjm_widgets.evidence.least import LEAST, WhoAnsweredError, of_enough_people, refuse_few_new
from cjm_widgets.evidence.making_steps import new_steps, standing
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.stood import Stood
from cjm_widgets.evidence.surveyed import is_of_survey, surveyed
from cjm_widgets.evidence.when import refuse_date, refuse_people
from cjm_widgets.journey.edits import EditError, sentence, set_value
from cjm_widgets.journey.model import Rating, Source
from cjm_widgets.journey.parts.sources import FOLLOWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.evidence.again import Again
    from cjm_widgets.evidence.following import Follows
    from cjm_widgets.evidence.found import Figure, Read
    from cjm_widgets.evidence.least import AnsweredBy
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Item, Journey, SourceFigure, Step


@dataclass(frozen=True, slots=True)
class Survey:
    """Where figures come from; it becomes one source, to which every one of them points.

    Args:
        id: the id of the source and of the rater in the journey, such as "sita-2015".
        name: what people call the survey.
        where: where it can be found.
        n: how many people answered for every step, or None if that is not known.
        date: year, month or day.
        least: from how many respondents a group is shown; None for as many as before, at first 5.
        anew: whether it takes the place of another survey of this name, whose date is not its own.
    """

    id: str
    name: str
    where: str
    n: int | None = None
    date: str = ""
    least: int | None = None
    anew: bool = False


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
    follows: Follows | None = None,
    at: Mapping[str, Step] | None = None,
    again: Mapping[str, Again] | None = None,
    answered_by: AnsweredBy = "",
    before: Iterable[Stood] = (),
) -> Attached:
    """The edits that put each figure on its step, as a measured rating on the survey's own scale.

    Args:
        journey: where the steps are.
        found: what the file says.
        survey: where it comes from.
        called: how the file calls a step: what the map calls it; "" leaves it out.
        make_steps: whether a step is made of a name that the map does not know.
        who: the person who attaches them, for the history.
        follows: what follows from the file (`following`).
        at: the step that each name stands for, where that is known for certain, as of what was not read from a file.
        again: what the answers that are kept of surveys say beside the file's, by the id of their source.
        answered_by: who has answered, where the answers do not tell and somebody said it.
        before: what stood of surveys and still stands in the history.

    Raises:
        EvidenceError: if the journey has two steps of one name, or what is said of the survey does not fit a journey.
        WhoAnsweredError: if the same people may have answered, with so few new that these could be reckoned.

    Source: Oxford/HMRC notes, step 3 (“best if it is based on actual feedback”); Factsheet, step 5.
    """
    refuse_survey(journey, survey)
    least = least_of(journey, survey)
    given, found = found, of_enough_people(found, least)
    hidden = len(given.figures) - len(found.figures) + len(given.outcomes) - len(found.outcomes)
    known = [figure for figure in found.figures if figure.value is not None]
    named = called or {}
    places = dict(at) if at else places_of(journey, [figure.step for figure in found.figures], named)
    wanted = (one.step for one in known if named.get(one.step) != "")
    new = new_steps(journey, wanted, places) if make_steps else {}
    places |= new
    placed = [(places[figure.step], figure) for figure in known if figure.step in places]
    _refuse_two_of_one_step(placed)
    gone: frozenset[str] = frozenset()
    put: list[tuple[str, Item]] = [(f"steps/{step.id}", step) for step in dict.fromkeys(new.values())]
    whole = 0
    if placed or found.outcomes:
        source = _source(journey, placed, found, survey, beside(found, follows, places))
        whole = sum(_counts(one) for one in source.figures)
        raters = _raters(journey, survey, found, [figure.group for _, figure in placed])
        put += _source_and_ratings(journey, placed, survey, source, raters)
        if found.tally:
            gone = _kept_back_now(journey, placed, survey, raters)
            _refuse_few_new(
                [*before, *(Stood(one, journey.steps) for one in journey.sources)],
                Stood(source, journey.steps),
                put=dict(put),
                gone=gone,
                again={one: (again or {}).get(one.id) for one in journey.sources},
                least=least,
                answered_by=answered_by,
            )
    left = (figure.step for figure in found.figures if figure.step not in places and named.get(figure.step) != "")
    astray = tuple(dict.fromkeys(left))
    rated = {step.id for step, _ in placed}
    bare = tuple(step.id for step in journey.steps if step.id not in rated)
    moved = standing(journey, [figure.step for figure in found.figures], places, who)
    edits = (*edits_of(journey, put, who), *moved, *(set_value(journey, path, None, by=who) for path in sorted(gone)))
    return Attached(edits, astray, bare, _in_words(len(placed) + whole, astray, len(bare), hidden, least))


def _refuse_few_new(  # noqa: PLR0913  each is something that is known of a survey
    before: Iterable[Stood],
    now: Stood,
    *,
    put: Mapping[str, Item],
    gone: frozenset[str],
    again: Mapping[Source, Again | None],
    least: int,
    answered_by: AnsweredBy,
) -> None:
    """Refuses figures beside which, or beside those of before, few people's answers could be reckoned.

    They are compared with all surveys of the map, as the same answers may come under a second name; and with what its
    history tells of these, of which no answers are kept.
    """
    asked = []
    for one in before:
        known = again.get(one.source) if one.steps is now.steps else None
        asked.append(
            refuse_few_new(
                surveyed(one.steps, one.source, {}, answers=known.was if known else None),
                surveyed(now.steps, now.source, put, gone, answers=known.now if known else None),
                least,
                of="" if one.source.id == now.source.id else one.source.name,
                people=known.people if known else "",
                answered_by=answered_by,
            )
        )
    if why := next(filter(None, asked), ""):
        raise WhoAnsweredError(why)


def _refuse_two_of_one_step(placed: Iterable[tuple[Step, Figure]]) -> None:
    first: dict[tuple[str, str, str], str] = {}
    faults = []
    for step, figure in placed:
        name = first.setdefault((step.id, figure.group, figure.scale), figure.step)
        if name != figure.step:
            faults.append(f"“{name}” and “{figure.step}” both go to the step “{step.name}”. Keep one of them.")
    if faults:
        raise EvidenceError(*dict.fromkeys(faults))


def least_of(journey: Journey, survey: Survey) -> int:
    """From how many respondents on a group of a survey is shown: as somebody says, else as it was."""
    before = next((one.least for one in journey.sources if one.id == survey.id), None)
    return survey.least or before or LEAST


def _source(
    journey: Journey,
    placed: list[tuple[Step, Figure]],
    found: Read,
    survey: Survey,
    figures: tuple[SourceFigure, ...],
) -> Source:
    before = next((one for one in journey.sources if one.id == survey.id), None)
    of_each = all(figure.n is not None or found.is_of_all(figure.group) for _, figure in placed)
    source = source_of(before, survey, figures, [figure.n for _, figure in placed], each=of_each)
    # by it a later table knows that these are figures of answers, also of shares whose answers are not kept
    return source.model_copy(update={"least": None if found.tally is None else least_of(journey, survey)})


def _source_and_ratings(
    journey: Journey,
    placed: list[tuple[Step, Figure]],
    survey: Survey,
    source: Source,
    raters: Mapping[str, tuple[str, str]],
) -> list[tuple[str, Item]]:
    put: list[tuple[str, Item]] = [(f"sources/{survey.id}", source)] if source not in journey.sources else []
    for step, figure in placed:
        rating = _rating(figure, survey, source, raters[figure.group])
        if rating not in step.ratings:
            put.append((f"steps/{step.id}/ratings/{rating.id}", rating))
    return put


def _kept_back_now(
    journey: Journey, placed: Iterable[tuple[Step, Figure]], survey: Survey, groups: Mapping[str, tuple[str, str]]
) -> frozenset[str]:
    """The paths of ratings that answers gave before, of groups that they do not give now."""
    given = {(step.id, groups[figure.group][0]) for step, figure in placed}
    steps = {step for step, _ in given}
    return frozenset(
        f"steps/{step.id}/ratings/{rating.id}"
        for step in journey.steps
        for rating in step.ratings
        if step.id in steps
        and (step.id, rating.id) not in given
        and rating.source == survey.id
        and is_of_survey(rating.id, survey.id)
    )


def edits_of(journey: Journey, put: Iterable[tuple[str, Item]], who: str) -> tuple[Edit, ...]:
    """The edits that put items where they belong.

    Raises:
        EvidenceError: if one has no place in a journey.
    """
    try:
        return tuple(set_value(journey, path, item.model_dump(mode="json"), by=who) for path, item in put)
    except EditError as error:
        raise EvidenceError(str(error)) from error


def figures_on(journey: Journey, source: Source) -> int:
    """How many figures a map has of a survey or a log: those on steps and of the whole; what follows is not counted."""
    return figures_on_steps(journey, source) + sum(_counts(one) for one in source.figures)


def figures_on_steps(journey: Journey, source: Source) -> int:
    """How many figures of a survey stand on steps: without any it has no curve."""
    return sum(
        one.source == source.id and is_of_survey(one.id, source.id) for step in journey.steps for one in step.ratings
    )


def _counts(figure: SourceFigure) -> bool:
    return figure.kind not in {*FOLLOWS, "target", "benchmark"}


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
    refuse_people(survey.n)
    refuse_date(survey.date)


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


def source_of(  # noqa: PLR0913  each is something that is known of a source
    before: Source | None,
    survey: Survey,
    figures: tuple[SourceFigure, ...],
    ns: Iterable[int | None],
    *,
    kind: str = "survey",
    each: bool = True,
) -> Source:
    """The survey as a source; what people said of it stays where nothing else is said.

    Args:
        before: as it stood; None if it is new.
        survey: what is said of it.
        figures: those that stand on no curve; they take the place of those of before.
        ns: how many people each of its figures rests on; where they differ none of them is the survey's.
        kind: what it is, where nobody said.
        each: whether a number of people that holds for all figures is how many answered for every step.

    Raises:
        EvidenceError: if it does not fit a journey.
    """
    known = {n for n in ns if n is not None}
    n = survey.n if survey.n is not None else next(iter(known)) if len(known) == 1 else None
    given = {"name": survey.name, "where": survey.where, "when": survey.date, "n": n}
    try:
        stands = (before or Source(id=survey.id)).model_dump()
        stands |= {"when": ""} if survey.anew else {}
        told = {name: value for name, value in given.items() if value not in (None, "", ())}
        each = each and (n is not None or (stands["each"] and not known))
        differ = {"n": None} if n is None and known else {}
        fixed = {"kind": stands["kind"] or kind, "each": each, "figures": figures}
        return Source.model_validate({**stands, **told, **fixed, **differ})
    except ValidationError as error:
        raise EvidenceError(sentence(error)) from error


def _raters(journey: Journey, survey: Survey, found: Read, groups: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The id and the name of each group's curve; of all together those of the survey, of a known group as before."""
    known = {rating.rater: rating.id for step in journey.steps for rating in step.ratings if rating.source == survey.id}
    made: dict[str, tuple[str, str]] = {}
    for group in dict.fromkeys(groups):
        if found.is_of_all(group):
            made[group] = survey.id, ""
            continue
        name = f"{survey.name}: {group}"[:LONGEST_NAME]
        taken = {survey.id, *known.values(), *(rater for rater, _ in made.values())}
        made[group] = known.get(name) or id_from(f"{survey.id} {group}", taken), name
    return made


def _rating(figure: Figure, survey: Survey, source: Source, rater: tuple[str, str]) -> Rating:
    scale = scales.bare(figure.scale)
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


def _in_words(placed: int, astray: tuple[str, ...], bare: int, hidden: int, least: int) -> str:
    say = f"{placed} {'figure is' if placed == 1 else 'figures are'} attached."
    if hidden:
        say += (
            f" {hidden} {'is' if hidden == 1 else 'are'} kept back: fewer than {least} people, or fewer could be "
            "reckoned from them."
        )
    if astray:
        say += f" The journey has no step for: {', '.join(astray)}."
    if bare:
        say += f" {bare} {'step has' if bare == 1 else 'steps have'} no figure in the file."
    return say
