"""The answers behind a survey, kept beside the maps for their owner only.

They stand in a folder of their own, outside what is copied, exported, put into an archive or served.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.again import again
from cjm_widgets.evidence.attaching import least_of, places_of
from cjm_widgets.evidence.bare_answers import answers_of, bare, scales_by_column
from cjm_widgets.evidence.following import following
from cjm_widgets.evidence.least import of_enough_people
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.surveyed import groups_by_code, is_of_survey, scales_on
from cjm_widgets.store.place import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cjm_widgets.evidence.again import Again
    from cjm_widgets.evidence.attaching import Survey
    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.evidence.following import Follows
    from cjm_widgets.evidence.found import Read
    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.store import JourneyStore

_LEFT_ALONE: Final = "*\n"
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


def answered_before(folder: Path, journey: Journey, found: Read, called: Mapping[str, str]) -> dict[str, Again]:
    """What the answers that are kept of a map's surveys say beside a file's, by the id of their source.

    Args:
        folder: of the maps.
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
    for source, before in all_kept(folder, journey):
        scales = scales_on(journey, source)
        alike = {column for column, scale in scales.items() if new.get(column) == scale}
        compared[source.id] = again(before, groups_by_code(journey, source), now, found.tally.groups, alike)
    return compared


def all_kept(folder: Path, journey: Journey) -> Iterator[tuple[Source, Answers]]:
    """The surveys on a map whose answers are kept, with these.

    Args:
        folder: of the maps.
        journey: the map.
    """
    for source in journey.sources:
        with suppress(EvidenceError):  # as if none were kept: the figures are compared
            if answers := kept_answers(folder, journey.id, source.id):
                yield source, answers


def keep_what_was_answered(
    folder: Path, journey: Journey, found: Read, survey: Survey, called: Mapping[str, str]
) -> str:
    """Keeps the answers behind a survey that has just been put on a map, and says so in a sentence.

    Args:
        folder: of the maps.
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
        keep_answers(folder, journey.id, survey.id, bare(found.tally, places, curves))
    except OSError:
        return " The answers could not be kept beside the map; its figures stand all the same."
    people = len(found.tally.rows)
    whose = f"{people:,} {'person' if people == 1 else 'people'}"
    return f" The answers of {whose} are kept beside the map as bare numbers that only its owner can read."


def keep_answers(folder: Path, journey_id: str, source: str, answers: Answers) -> Path:
    """Keeps answers, in the place of those of before.

    Args:
        folder: of the maps.
        journey_id: the map.
        source: the id of the survey.
        answers: as bare numbers.

    Returns:
        The file, which its owner alone can read.

    Raises:
        OSError: if it cannot be written.
    """
    path = _path(folder, journey_id, source)
    for private in (path.parent.parent, path.parent):
        private.mkdir(mode=0o700, exist_ok=True)
        private.chmod(0o700)
    (path.parent.parent / ".gitignore").write_text(_LEFT_ALONE, encoding="utf-8")
    beside = _beside(path)
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600, exist_ok=False)
    beside.write_text(answers.text(), encoding="utf-8")
    beside.replace(path)
    return path


def kept_answers(folder: Path, journey_id: str, source: str) -> Answers | None:
    """The answers of a survey; None where none are kept.

    Raises:
        EvidenceError: if they cannot be read.
    """
    path = _path(folder, journey_id, source)
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError(f"The answers in {_said(path)} cannot be read. Attach the survey again.") from error
    return answers_of(text, _said(path))


def forget_answers(folder: Path, journey_id: str, source: str) -> bool:
    """Removes the answers of a survey, and says whether there were any.

    It comes before the figures change or go: answers of other figures, or of none, would stay behind.

    Raises:
        EvidenceError: if they cannot be removed.
    """
    path = _path(folder, journey_id, source)
    there = False
    for one in (path, _beside(path)):
        try:
            one.unlink()
            there = True
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise EvidenceError(
                f"The answers in {_said(path)}, beside the map, cannot be deleted ({error.strerror}). Nothing is "
                "changed: see that they can be, then try again."
            ) from error
    with suppress(OSError):  # other surveys' answers are still there, or there never was a folder
        path.parent.rmdir()
    return there


def forget_answers_of_none(store: JourneyStore, folder: Path, journey_id: str) -> bool:
    """Removes the answers of surveys that are not on a map any more, and says whether there were any.

    Args:
        store: the folder.
        folder: the same, as a place.
        journey_id: the map.

    Raises:
        EvidenceError: if they cannot be removed.
        StoreError: if the map cannot be opened.
    """
    kept = [path.stem for path in (folder / ANSWERS / journey_id).glob("*.csv")]
    on_it = {one.id for one in store.open(journey_id).sources} if kept else set()  # later: one may just be put on it
    return sum(forget_answers(folder, journey_id, one) for one in kept if one not in on_it) > 0


def _path(folder: Path, journey_id: str, source: str) -> Path:
    return folder / ANSWERS / journey_id / f"{source}.csv"


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def _said(path: Path) -> str:
    return "/".join(path.parts[-3:])
