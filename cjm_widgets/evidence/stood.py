"""What a map had of surveys before, as far as its history still tells it: figures that were replaced or taken off.

Pure.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from cjm_widgets.evidence.surveyed import is_of_survey
from cjm_widgets.journey.model import Rating, Source, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey


class Stood(NamedTuple):
    """What stood of a survey at one time.

    Args:
        source: the survey, as it was.
        steps: with those of its ratings that were replaced or taken off together; a step bears its name of today.
    """

    source: Source
    steps: tuple[Step, ...]


def stood(journey: Journey, edits: Iterable[Edit]) -> tuple[Stood, ...]:
    """What stood of surveys on a map and does no more, each state once, the oldest first.

    Args:
        journey: the map as it is.
        edits: its history, the oldest first.
    """
    today = {step.id: step.name for step in journey.steps}
    names: dict[str, str] = {}
    sources: dict[str, Any] = {}
    found: list[Stood] = []
    run = _Run({})
    for edit in edits:
        if edit.path == "" and isinstance(edit.new, dict):
            sources = {one["id"]: one for one in edit.new.get("sources", ())}
            names |= {one["id"]: one.get("name", "") for one in edit.new.get("steps", ())}
        if edit.place.name == "steps" and edit.place.kind == "item":
            names[edit.place.segments[1]] = (edit.new or edit.old or {}).get("name", "")
        if run.is_ended_by(edit):
            found += run.stood(names | today)
            run = _Run(dict(sources))
        run.note(edit)
        _keep_source(sources, edit)
    return tuple(dict.fromkeys((*found, *run.stood(names | today))))


def _keep_source(sources: dict[str, Any], edit: Edit) -> None:
    part, source, *field = (*edit.place.segments, "", "")[:3]
    if part == "sources" and edit.path == f"{part}/{source}":
        sources[source] = edit.new
    elif part == "sources" and edit.path == f"{part}/{source}/{field[0]}" and sources.get(source):
        sources[source] = {**sources[source], field[0]: edit.new}


class _Run:
    """Edits in a row, none at the place of another: those of one file, or of one survey's removal."""

    def __init__(self, sources: dict[str, Any]) -> None:
        self._sources = sources
        self._paths = [""]
        self._ratings: dict[str, dict[str, list[dict[str, Any]]]] = {}

    def is_ended_by(self, edit: Edit) -> bool:
        if edit.place.kind != "item":
            return True
        # a source that is taken off gives up its figures just before
        emptied = edit.place.name == "sources" and edit.path == self._paths[-1] and edit.new is None
        return edit.path in self._paths and not emptied

    def note(self, edit: Edit) -> None:
        self._paths.append(edit.path)
        if edit.place.name == "sources" and edit.place.kind == "item" and edit.new:
            self._sources.setdefault(edit.new["id"], edit.new)
        if edit.place.kind != "item" or not isinstance(edit.old, dict):
            return
        if edit.place.name == "sources" and edit.old.get("figures"):
            self._sources[edit.old["id"]] = edit.old
            self._ratings.setdefault(edit.old["id"], {})
        gone = {"ratings": [edit.old], "steps": edit.old.get("ratings", ())}.get(edit.place.name, ())
        for one in gone:
            if (source := one.get("source")) and is_of_survey(one["id"], source):
                self._ratings.setdefault(source, {}).setdefault(edit.place.segments[1], []).append(one)

    def stood(self, names: Mapping[str, str]) -> Iterator[Stood]:
        for source, ratings in self._ratings.items():
            with suppress(ValidationError):  # of an earlier version: nothing can be told of it
                steps = (
                    Step(id=step, name=names.get(step, ""), ratings=tuple(map(Rating.model_validate, some)))
                    for step, some in ratings.items()
                )
                yield Stood(Source.model_validate(self._sources.get(source) or {"id": source}), tuple(steps))
