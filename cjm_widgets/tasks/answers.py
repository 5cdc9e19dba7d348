"""The answers behind a survey, kept beside the maps for their owner only.

They stand in a folder of their own, outside what is copied, exported, put into an archive or served.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.again import again
from cjm_widgets.evidence.attaching import least_of, places_of
from cjm_widgets.evidence.bare_answers import answers_of, bare, scales_by_column
from cjm_widgets.evidence.following import following
from cjm_widgets.evidence.least import of_enough_people
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.surveyed import groups_by_code, is_of_survey, scales_on
from cjm_widgets.store import StoreError
from cjm_widgets.store.place import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.evidence.again import Again
    from cjm_widgets.evidence.attaching import Survey
    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.evidence.following import Follows
    from cjm_widgets.evidence.found import Read
    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.store import JourneyStore

_LEFT_ALONE: Final = b"*\n"
"""What keeps a folder out of git, where the maps are in one."""


def what_follows(
    journey: Journey, found: Read, survey: Survey, called: Mapping[str, str], *, make_steps: bool
) -> Follows:
    """What follows from a file for a map; it takes a moment, so that nobody's typing may wait for it.

    Args:
        journey: the map.
        found: what the file says.
        survey: where it comes from.
        called: how the file calls a step: what the map calls it; "" leaves it out.
        make_steps: whether names that the map does not know become steps.

    Raises:
        EvidenceError: if the journey has two steps of one name.
    """
    least = least_of(journey, survey)
    shown = of_enough_people(found, least)
    names = {figure.step for figure in shown.figures}
    places = places_of(journey, names, called)
    new = {name for name in names if called.get(name) != ""} if make_steps else set()
    return following(shown, places.keys() | new, least)


def answered_before(store: JourneyStore, journey: Journey, found: Read, called: Mapping[str, str]) -> dict[str, Again]:
    """What the answers that are kept of a map's surveys say beside a file's, by the id of their source.

    Args:
        store: of the maps.
        journey: the map.
        found: what the file says.
        called: how the file calls a step: what the map calls it.

    Raises:
        EvidenceError: if the journey has two steps of one name.
    """
    if found.tally is None:
        return {}
    places = places_of(journey, {one.step for one in found.tally.columns if one.step}, called)
    now, new = bare(found.tally, places, {}), scales_by_column(found.tally, places)
    compared = {}
    for source, before in all_kept(store, journey):
        scales = scales_on(journey, source)
        alike = {column for column, scale in scales.items() if new.get(column) == scale}
        compared[source.id] = again(before, groups_by_code(journey, source), now, found.tally.groups, alike)
    return compared


def all_kept(store: JourneyStore, journey: Journey) -> Iterator[tuple[Source, Answers]]:
    """The surveys on a map whose answers are kept, with these.

    Args:
        store: of the maps.
        journey: the map.
    """
    for source in journey.sources:
        with suppress(EvidenceError):  # as if none were kept: the figures are compared
            if answers := kept_answers(store, journey.id, source.id):
                yield source, answers


def keep_what_was_answered(
    store: JourneyStore, journey: Journey, found: Read, survey: Survey, called: Mapping[str, str]
) -> str:
    """Keeps the answers behind a survey that has just been put on a map, and says so in a sentence.

    Args:
        store: of the maps.
        journey: the map, with the survey.
        found: what the file says.
        survey: where it comes from.
        called: how the file calls a step: what the map calls it.
    """
    if found.tally is None:
        return ""
    places = places_of(journey, {one.step for one in found.tally.columns if one.step}, called)
    curves = {
        rating.rater.removeprefix(f"{survey.name}: "): rating.id
        for step in journey.steps
        for rating in step.ratings
        if rating.id != survey.id and is_of_survey(rating.id, survey.id)
    }
    try:
        keep_answers(store, journey.id, survey.id, bare(found.tally, places, curves))
    except StoreError:
        return " The answers could not be kept beside the map; its figures stand all the same."
    people = len(found.tally.rows)
    whose = f"{people:,} {'person' if people == 1 else 'people'}"
    return f" The answers of {whose} are kept beside the map as bare numbers that only its owner can read."


def keep_answers(store: JourneyStore, journey_id: str, source: str, answers: Answers) -> None:
    """Keeps answers, in the place of those of before.

    Args:
        store: of the maps.
        journey_id: the map.
        source: the id of the survey.
        answers: as bare numbers.

    Raises:
        StoreError: if they cannot be kept.
    """
    store.beside().keep(f"{ANSWERS}/.gitignore", _LEFT_ALONE)
    store.beside().keep(_name(journey_id, source), answers.text().encode())


def kept_answers(store: JourneyStore, journey_id: str, source: str) -> Answers | None:
    """The answers of a survey; None where none are kept.

    Raises:
        EvidenceError: if they cannot be read.
    """
    name = _name(journey_id, source)
    try:
        found = store.beside().read(name)
        return None if found is None else answers_of(found.decode(), name)
    except (StoreError, UnicodeDecodeError) as error:
        raise EvidenceError(f"The answers in {name} cannot be read. Attach the survey again.") from error


def forget_answers(store: JourneyStore, journey_id: str, source: str) -> bool:
    """Removes the answers of a survey, and says whether there were any.

    It comes before the figures change or go: answers of other figures, or of none, would stay behind.

    Raises:
        EvidenceError: if they cannot be removed.
    """
    try:
        return store.beside().remove(_name(journey_id, source))
    except StoreError as error:
        raise EvidenceError(
            f"The answers in {error} Nothing is changed: see that they can be, then try again."
        ) from error


def forget_answers_of_none(store: JourneyStore, journey_id: str) -> bool:
    """Removes the answers of surveys that are not on a map any more, and says whether there were any.

    Args:
        store: the folder.
        journey_id: the map.

    Raises:
        EvidenceError: if they cannot be removed.
        StoreError: if the map cannot be opened.
    """
    names = store.beside().names(f"{ANSWERS}/{journey_id}")
    kept = [PurePosixPath(name).stem for name in names if name.endswith(".csv")]
    on_it = {one.id for one in store.open(journey_id).sources} if kept else set()  # later: one may just be put on it
    return sum(forget_answers(store, journey_id, one) for one in kept if one not in on_it) > 0


def _name(journey_id: str, source: str) -> str:
    return f"{ANSWERS}/{journey_id}/{source}.csv"
