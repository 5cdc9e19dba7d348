"""The answers behind a survey, kept beside the maps for their owner only.

They stand in a folder of their own, outside what is copied, exported, put into an archive or served.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.again import again
from cjm_widgets.evidence.attaching import least_of, places_of
from cjm_widgets.evidence.bare_answers import answers_of, bare, code_of, column_of, outcome_column
from cjm_widgets.evidence.between import Side, refuse_few_between
from cjm_widgets.evidence.following import following
from cjm_widgets.evidence.least import of_enough_people
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.scales import FRACTION
from cjm_widgets.evidence.standing import group_of, is_of_survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cjm_widgets.evidence.again import Again
    from cjm_widgets.evidence.attaching import Survey
    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.evidence.following import Follows
    from cjm_widgets.evidence.found import Read
    from cjm_widgets.evidence.least import AnsweredBy
    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.store import JourneyStore

ANSWERS: Final = "answers"
"""The folder beside the maps."""
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
    now = bare(found.tally, places, {})
    scale_of = {column_of(one, places): one.scale.removesuffix(FRACTION) for one in found.tally.columns}
    compared = {}
    for source in journey.sources:
        before = None
        with suppress(EvidenceError):  # as if none were kept: the figures are compared
            before = kept_answers(folder, journey.id, source.id)
        if before is None:
            continue
        rated = [(step.id, one) for step in journey.steps for one in step.ratings if one.source == source.id]
        scales = {step: one.scale for step, one in rated if is_of_survey(one.id, source.id)}
        scales |= {outcome_column(one.name): one.scale or "" for one in source.figures if one.kind == "outcome"}
        alike = {column for column, scale in scales.items() if scale_of.get(column) == scale}
        curves = {code_of(one.id): group_of(one, source) for _, one in rated if one.id != source.id}
        compared[source.id] = again(before, curves, now, found.tally.groups, alike)
    return compared


def refuse_few_between_surveys(  # noqa: PLR0913  each is something that is known of a file
    folder: Path | None,
    journey: Journey,
    found: Read,
    survey: Survey,
    called: Mapping[str, str],
    *,
    answered_by: AnsweredBy,
) -> None:
    """Refuses a file if few people lie between its groups and those of surveys whose answers are kept.

    Args:
        folder: of the maps; None keeps no answers.
        journey: the map, without the file.
        found: what the file says.
        survey: where it comes from.
        called: how the file calls a step: what the map calls it.
        answered_by: who has answered, where rows do not tell and somebody said it.

    Raises:
        EvidenceError: if few do.
        WhoAnsweredError: if it has to be asked who answered.
    """
    if found.tally is None or folder is None:
        return
    places = places_of(journey, {one.step for one in found.tally.columns if one.step}, called)
    scales = {column_of(one, places): one.scale.removesuffix(FRACTION) for one in found.tally.columns}
    least = least_of(journey, survey)
    kept = of_enough_people(found, least)
    shown = {(places[one.step].id, one.group) for one in kept.figures if one.step in places}
    shown |= {(outcome_column(one.step), one.group) for one in kept.outcomes}
    now = _side(survey.name, bare(found.tally, places, {}), found.tally.groups, scales, shown)
    others = []
    for source in journey.sources:
        before = None
        with suppress(EvidenceError):
            before = kept_answers(folder, journey.id, source.id)
        if before is not None and source.id != survey.id:
            others.append(_stands(journey, source, before))
    refuse_few_between(now, others, least, answered_by=answered_by)


def _stands(journey: Journey, source: Source, answers: Answers) -> Side:
    rated = [
        (step.id, one)
        for step in journey.steps
        for one in step.ratings
        if one.source == source.id and is_of_survey(one.id, source.id)
    ]
    outcomes = [(outcome_column(one.name), one) for one in source.figures if one.kind == "outcome"]
    scales = {of: one.scale for of, one in rated} | {of: one.scale or "" for of, one in outcomes}
    groups = {code_of(one.id): group_of(one, source) for _, one in rated if one.id != source.id}
    shown = {(step, "" if one.id == source.id else group_of(one, source)) for step, one in rated}
    shown |= {(of, one.group) for of, one in outcomes}
    return _side(source.name, answers, [groups.get(code, "") for code in answers.groups], scales, shown)


def _side(
    name: str, answers: Answers, groups: Sequence[str], scales: Mapping[str, str], shown: Iterable[tuple[str, str]]
) -> Side:
    def on_scale(column: str) -> str:
        return f"{column} {scales.get(column, '')}"

    columns = tuple(map(on_scale, answers.columns))
    return Side(
        name, replace(answers, columns=columns), groups, frozenset((on_scale(of), group) for of, group in shown)
    )


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
