"""A survey off a map again, with all that was kept of it; out of the map's history too, if asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.attaching import figures_on
from cjm_widgets.evidence.offered import FROM_A_FILE, is_from_file
from cjm_widgets.evidence.surveyed import is_of_survey
from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.wording import listed
from cjm_widgets.store import Admitted, forget
from cjm_widgets.tasks.answers import forget_answers, forget_answers_of_none
from cjm_widgets.tasks.plans import forget_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.store import Forgotten, JourneyStore

_KINDS: Final = ("survey", "count")
"""What a source is that a file brought."""
_DELETED: Final = "The answers behind it are deleted."
OF_NONE: Final = "Answers that were kept of a survey that is not on it are deleted."


def detach_survey(store: JourneyStore, journey_id: str, name: str, *, who: str = "") -> str:
    """Takes a survey off a map: its curves, quotes chosen from it, its answers; its source if nothing points to it.

    Args:
        store: the folder.
        journey_id: which map.
        name: what people call the survey, or the id of its source.
        who: who takes it off.

    Raises:
        EvidenceError: if the map has no such survey, or the answers behind it cannot be deleted.
        StoreError: if the map cannot be opened or saved.
    """
    said: list[str] = []
    of_none = forget_answers_of_none(store, journey_id)
    answers: list[bool] = []

    def admitted(journey: Journey, *_: object) -> Admitted:
        source = next((one for one in journey.sources if name.strip() in (one.name, one.id)), None)
        ratings, quotes = _kept(journey, source)
        if source is None or not (ratings or source.figures or quotes or source.kind in _KINDS):
            there = ", ".join(f"“{one.name}”" for one in journey.sources if one.kind in _KINDS)
            others = f"There are: {there}." if there else "It has none."
            also = f" {OF_NONE}" if of_none else ""
            raise EvidenceError(f"No survey “{name}” is on this map. {others}{also}")
        off = figures_on(journey, source)
        counts = [(off, "figure"), (len(quotes), "quote")]
        parts = [f"{count} {noun if count == 1 else f'{noun}s'}" for count, noun in counts if count]
        alone = off + len(quotes) == 1
        said.append(f"{' and '.join(parts)} {'is' if alone else 'are'} taken off the map." if parts else "")
        edits = [set_value(journey, path, None, by=who) for path in (*ratings, *quotes)]
        here = f"sources/{source.id}"
        if source.figures:  # also where the source stays
            bare = source.model_copy(update={"figures": (), "least": None})
            edits.append(set_value(journey, here, bare.model_dump(mode="json"), by=who))
            journey = apply(journey, edits[-1])  # a removal of what no longer stands there would be somebody else's
        answers.append(forget_answers(store, journey_id, source.id))
        return Admitted((*edits, set_value(journey, here, None, by=who)))

    refused = store.save(journey_id, (), admit=admitted).refused
    gone = "" if said[-1] else "Its source is taken off the map."
    stays = "The source stays, as something else points to it." if refused else gone
    return " ".join(filter(None, (said[-1], stays, _DELETED if any(answers) else "")))


def forget_survey(store: JourneyStore, journey_id: str, name: str, *, who: str = "") -> str:
    """Takes a survey off a map and out of its history, as if it had never been there; nothing brings it back.

    Args:
        store: the folder.
        journey_id: which map.
        name: what people call the survey, or the id of its source; it may be off the map already.
        who: who takes it off.

    Raises:
        EvidenceError: if neither map nor history has such a survey, or something on the map still points to it.
        StoreError: if it cannot be done.
    """
    source = _ever(store, journey_id, name.strip())
    try:
        said = f"{detach_survey(store, journey_id, name, who=who)} "
    except EvidenceError:
        if not source or any(one.id == source for one in store.open(journey_id).sources):
            raise
        said = ""
    journey = store.open(journey_id)
    if any(one.id == source for one in journey.sources):
        raise EvidenceError(f"{said}Its history stays: choose another source there first, then say this again.")

    def belongs(part: str, item: dict[str, Any], /) -> bool:
        if part == "sources":
            return bool(item.get("id") == source)
        known = str(item.get("id", ""))
        if part == "ratings":
            return is_of_survey(known, source) and source in (item.get("source"), known)
        return part == "quotes" and item.get("source") == source and known.startswith(FROM_A_FILE)

    done = forget(store, journey_id, source, belongs)
    forget_plan(store, name)
    return f"{said}{_in_words(done)}"


def _in_words(done: Forgotten) -> str:
    lines = f"{done.lines:,} {'line' if done.lines == 1 else 'lines'}"
    said = f"{lines} of the history {'is' if done.lines == 1 else 'are'} rid of it; nothing brings it back."
    if done.editions:
        it = "it is" if len(done.editions) == 1 else "they are"
        said += f" {listed([f'“{one}”' for one in done.editions])} held it: {it} kept without it."
    if done.copies:
        there = "is a damaged file that still holds" if len(done.copies) == 1 else "are damaged files that still hold"
        said += f" {listed(done.copies)} {there} it: delete what you do not need."
    return said


def _kept(journey: Journey, source: Source | None) -> tuple[list[str], list[str]]:
    """The paths of the ratings and of the quotes that came from a survey's file."""
    if source is None:
        return [], []
    ratings = [
        f"steps/{step.id}/ratings/{one.id}"
        for step in journey.steps
        for one in step.ratings
        if one.source == source.id and is_of_survey(one.id, source.id)
    ]
    quotes = [
        f"steps/{step.id}/quotes/{one.id}"
        for step in journey.steps
        for one in step.quotes
        if is_from_file(one, source.id)
    ]
    return ratings, quotes


def _ever(store: JourneyStore, journey_id: str, name: str) -> str:
    """The id of a survey's source, on the map or in its history, the latest of that name; "" where there was none."""
    for edit in reversed(store.history(journey_id)):
        for one in _sources(edit):
            if name in (one.get("name"), one.get("id")):
                return str(one["id"])
    return ""


def _sources(edit: Edit) -> Iterator[dict[str, Any]]:
    for value in (edit.new, edit.old):
        if edit.path == "" and isinstance(value, dict):
            yield from value.get("sources", ())
        elif edit.place.part == "sources" and edit.place.kind == "item" and isinstance(value, dict):
            yield value
