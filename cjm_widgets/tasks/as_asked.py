"""A map as a workbook is asked to tell of it: an edition, a file of answers on it, one group, a period, one persona."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import plan_in
from cjm_widgets.evidence.surveyed import group_of, rated_by
from cjm_widgets.evidence.told import Told
from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.leaving import few_left_out, held_to
from cjm_widgets.formats.shown import for_persona, shown
from cjm_widgets.journey.dates import first_day, last_day
from cjm_widgets.journey.parts.sources import FOLLOWS
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.exporting import edition_named, one_of
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.tasks.surveys import attach_survey
from cjm_widgets.views.method_views import METHOD_VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cjm_widgets.journey.model import Indicator, Journey, Rating, Source, Step
    from cjm_widgets.store import JourneyStore


@dataclass(frozen=True, slots=True)
class Asked:
    """What a workbook is asked for beside the map's name; "" for whatever is not asked.

    Args:
        edition: an edition's name or id.
        evidence: the path of a file of customers' answers or figures.
        plan: the path of the plan by which that file is read.
        group: one group of those who answered: a segment, a site, a wave.
        period: a year, a quarter, a month or a day, or two of them with “to” between.
        persona: a persona's name or id.
        view: a view's name.
    """

    edition: str = ""
    evidence: str = ""
    plan: str = ""
    group: str = ""
    period: str = ""
    persona: str = ""
    view: str = ""


def copied_as_asked(store: JourneyStore, journey_id: str, asked: Asked, folder: Path) -> JourneyStore:
    """A copy of one map as it is asked for; the map itself stays as it is.

    Args:
        store: the folder of the map.
        journey_id: which map.
        asked: what is asked for.
        folder: an empty one, for the copy.

    Raises:
        StoreError: if the map, the edition, the file, the group or whatever is asked for is not there.
    """
    try:
        journey = _as_it_stood(store, journey_id, asked.edition)
        if asked.plan and not asked.evidence:
            raise StoreError("A plan says how a file is read: name the file as well.")
        if asked.evidence:
            journey = _attached(journey, Path(asked.evidence), asked.plan, folder)
        copy = opened_store(folder)
        copy.create(narrowed(journey, asked))
    except (EvidenceError, FormatError) as error:
        raise StoreError(str(error)) from error
    return copy


def look_before(store: JourneyStore, journey_id: str, asked: Asked) -> None:
    """Looks whether a map has what is asked for, as far as no file of answers has to be read for that.

    Raises:
        StoreError: as `copied_as_asked` would.
    """
    known = replace(asked, group="") if asked.evidence else asked
    try:
        narrowed(_as_it_stood(store, journey_id, asked.edition), known)
    except FormatError as error:
        raise StoreError(str(error)) from error


def _as_it_stood(store: JourneyStore, journey_id: str, name: str) -> Journey:
    """A map at an edition, of which no more leaves than today."""
    journey = store.open(journey_id)
    edition = edition_named(journey, name)
    return journey if edition is None else held_to(journey, store.at(journey_id, edition.revision))


def narrowed(journey: Journey, asked: Asked) -> Journey:
    """A journey with no more than is asked for.

    Args:
        journey: as it stands.
        asked: of which edition and evidence it is already.

    Raises:
        FormatError: if there is no such group, persona or view.
        StoreError: if the period is none.
    """
    if asked.period:
        journey = _within(journey, *_days(asked.period))
    if asked.group:
        journey = _of_group(journey, asked.group)
    if asked.persona:
        persona = one_of("persona", asked.persona, [(one.id, one.name) for one in journey.personas])
        journey, _ = for_persona(journey, persona)
    if asked.view:
        key = one_of("view", asked.view, [(one.key, one.title) for one in METHOD_VIEWS])
        journey, _ = shown(journey, next(one for one in METHOD_VIEWS if one.key == key), frozenset())
    return journey


def past_as_asked(past: Callable[[str], Journey | None], asked: Asked) -> Callable[[str], Journey | None]:
    """Earlier states of a map as it is asked for now, so that a group is compared with itself and not with all.

    Args:
        past: gives a state by its revision; None where there is none.
        asked: of which edition and evidence have no part in it.
    """

    def narrow(revision: str) -> Journey | None:
        then = past(revision)
        try:
            return None if then is None else narrowed(then, asked)
        except (FormatError, StoreError):  # a group or persona that was not there yet
            return None

    return narrow


def _attached(journey: Journey, file: Path, plan: str, folder: Path) -> Journey:
    read_as = plan_in(Path(plan)) if plan else None
    looked = look_through(file, Told(), journey, read_as)
    with TemporaryDirectory(dir=folder) as name:
        alone = opened_store(Path(name))
        alone.create(journey)
        attach_survey(alone, journey.id, looked, name=(read_as.name if read_as else "") or file.stem)
        return alone.open(journey.id)


def _days(period: str) -> tuple[date, date]:
    begins, _, ends = period.partition(" to ")
    first, last = first_day(begins), last_day(ends or begins)
    if first is None or last is None or first > last:
        raise StoreError(
            f"“{period}” is no period. Write a year, a quarter, a month or a day, such as 2026, 2026-Q1 or 2026-03, "
            "or two of them: 2026-01 to 2026-06."
        )
    return first, last


def _within(journey: Journey, first: date, last: date) -> Journey:
    """Without the ratings and results of another time; what has no date stays."""

    def is_apart(when: str) -> bool:
        begins, ends = first_day(when), last_day(when)
        return begins is not None and ends is not None and (ends < first or begins > last)

    apart = {one.id for one in journey.sources if is_apart(one.when)}
    kept = _rated(journey, lambda _, rating: rating.source not in apart)

    def measured(one: Indicator) -> Indicator:
        results = tuple(result for result in one.results if not is_apart(result.date))
        return one.model_copy(update={"results": results})

    return kept.model_copy(update={"indicators": tuple(map(measured, journey.indicators))})


def _of_group(journey: Journey, group: str) -> Journey:
    """With the figures of one group in place of those of all who answered, so that they are compared as those are."""
    groups = {
        (step.id, rating.id): group_of(rating, source)
        for source in journey.sources
        for step, rating in rated_by(journey, source)
    }
    there = dict.fromkeys(name for name in groups.values() if name)
    meant = one_of("group of those who answered called", group, [(name, name) for name in there])
    shown = few_left_out(journey)
    if not any(groups.get((step.id, one.id)) == meant for step in shown.steps for one in step.ratings):
        raise StoreError(f"Of “{meant}” no figure is shown: too few people answered, there or in the other groups.")
    left = _rated(shown, lambda step, rating: groups.get((step.id, rating.id), meant) == meant)
    surveys = {rating.source for source in journey.sources for _, rating in rated_by(journey, source)}
    sources = (_figures_of(one, meant) if one.id in surveys else one for one in shown.sources)

    def in_place(step: Step) -> Step:
        ratings = (
            one.model_copy(update={"id": one.source}) if (step.id, one.id) in groups else one for one in step.ratings
        )
        return step.model_copy(update={"ratings": tuple(ratings)})

    told = left.model_copy(update={"steps": tuple(map(in_place, left.steps)), "sources": ()})
    on_map = told.model_dump_json()
    kept = (one for one in sources if one.figures or one.id not in surveys or f'"{one.id}"' in on_map)
    return told.model_copy(update={"sources": tuple(kept)})


def _figures_of(survey: Source, group: str) -> Source:
    """A survey with what one group said as a whole, and with aims, but nothing that others' answers have a part in."""
    of_all, beside_others = ("outcome", *FOLLOWS), ("differs", "against")
    kept = (
        one.model_copy(update={"group": ""})
        for one in survey.figures
        if (one.kind not in beside_others if one.group.strip() == group else not one.group and one.kind not in of_all)
    )
    return survey.model_copy(update={"figures": tuple(kept)})


def _rated(journey: Journey, stays: Callable[[Step, Rating], bool]) -> Journey:
    steps = (
        step.model_copy(update={"ratings": tuple(rating for rating in step.ratings if stays(step, rating))})
        for step in journey.steps
    )
    return journey.model_copy(update={"steps": tuple(steps)})
