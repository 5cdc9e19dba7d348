"""A map that is being made from a file: names, words and figures find their places, and what does not is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from cjm_widgets.evidence.beside import id_from
from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Changed, FormatError, Incoming, LeftOut
from cjm_widgets.formats.several import SAYS_NOTHING, names_in
from cjm_widgets.formats.too_much import MOST_STEPS, refuse_too_much
from cjm_widgets.journey.edits import sentence
from cjm_widgets.journey.fields import LONG_LIMIT, SHORT_LIMIT
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, Scale

_MOST_NAMES: Final = 2_000
"""Touchpoints or quotes of a step; moments of truth, or solutions, of a map."""


@dataclass
class Making:
    """A map that is being made from a file's lines.

    Args:
        source: what its figures rest on, as people will read it.
    """

    source: str
    title: str = ""
    segment: str = ""
    stages: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    personas: list[dict[str, Any]] = field(default_factory=list)
    moments: list[dict[str, Any]] = field(default_factory=list)
    solutions: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)

    def say_once(self, line: int, words: str) -> None:
        """Says what was read otherwise than written, where it has not been said."""
        if all(one.say != words for one in self.changed):
            self.changed.append(Changed(line, words))

    def stage(self, name: str, line: int = 0, *, is_new: bool = False) -> str | None:
        """The id of the stage that steps now belong to: the last one if it is called so, else a new one.

        Args:
            name: as the file has it; one that comes again after another is another one.
            line: where it stands in the file.
            is_new: whether one begins here, also where the last one is called so.
        """
        if not name.strip() or name.strip() == columns.NO_STAGE:
            return None
        if not is_new and self.stages and self.stages[-1]["name"] == name:
            return str(self.stages[-1]["id"])
        name = self.short(name, line)
        if is_new or not self.stages or self.stages[-1]["name"] != name:
            self.stages.append({"id": id_from(name, [one["id"] for one in self.stages]), "name": name})
        return str(self.stages[-1]["id"])

    def step(self, name: str, stage: str | None, line: int = 0) -> dict[str, Any]:
        """A new step; two of one name stay two.

        Args:
            name: as the file has it.
            stage: the id of its stage.
            line: where it stands in the file.
        """
        refuse_too_much(self.source, len(self.steps) + 1, 0)
        name = "" if name.strip() == columns.NO_NAME else self.short(name, line)
        made = {"id": id_from(name or "step", [one["id"] for one in self.steps]), "name": name, "stage": stage}
        self.steps.append(made)
        return made

    def say(self, step: dict[str, Any], column: columns.Column, text: str, line: int) -> None:
        """Puts what stands in a cell where it belongs.

        Args:
            step: the step.
            column: what the cell says of it.
            text: the cell.
            line: where it stands in the file.
        """
        text = text.strip()
        if not text:
            return
        if column is columns.STAGE:
            self.left_out.append(LeftOut(line, f"A stage named within “{step['name']}” is not taken: {_short(text)}."))
            return
        if column is columns.STEP:
            column = columns.ACTIONS
            self.say_once(line, f"What is named within a step stands under “{column.title}”: {_short(text)}.")
        if column.key in ("time", "waiting"):
            self._lasts(step, column, text, line)
        elif column.many and text.casefold() in SAYS_NOTHING:
            self.left_out.append(LeftOut(line, f"“{text}” under “{column.title}” at “{step['name']}” says nothing."))
        elif column is columns.PEOPLE:
            for name in names_in(text):
                self.person(name, line)
        elif column.many:
            self._several(step, column.key, names_in(text), line)
        else:
            group, _, name = column.key.partition("/")
            place = step.setdefault(group, {}) if name else step
            before = place.get(name or group, "")
            place[name or group] = self._fitting("\n".join(filter(None, (before, text))), LONG_LIMIT, line)

    def _lasts(self, step: dict[str, Any], column: columns.Column, text: str, line: int) -> None:
        time = columns.time_in(text)
        if column.key in step:
            self.left_out.append(LeftOut(line, f"A second “{column.title}” of “{step['name']}”: {_short(text)}."))
        elif time is None:
            self.left_out.append(LeftOut(line, f"“{_short(text)}” is no length of time, such as “3 days”."))
        else:
            step[column.key] = time.model_dump(mode="json")

    def rate(self, step: dict[str, Any], whose: str, scale: Scale, text: str, line: int) -> None:
        """Puts a rating that stands in a cell on its step; one that is no figure is said, and is never 0.

        Args:
            step: the step.
            whose: the name in the heading.
            scale: the scale in the heading.
            text: the cell.
            line: where it stands in the file.
        """
        text = text.strip()
        if not text:
            return
        value = self._figure(scale, text, line)
        if value is None:
            self.left_out.append(LeftOut(line, f"“{_short(text)}” at “{step['name']}” is no figure: it stays unrated."))
            return
        if isinstance(value, float) and not scale.low <= value <= scale.high:
            why = f"{text} at “{step['name']}” is not from {scale.low:g} to {scale.high:g}: it stays unrated."
            self.left_out.append(LeftOut(line, why))
            return
        ours = scale.name == "felt" and whose.casefold() in ("", columns.SATISFACTION.casefold(), ROOM)
        rater = ROOM if ours else WANTED if whose == columns.THE_WANTED else id_from(f"in {whose or self.source}", ())
        if rater.startswith((AS_PERSONA, "p-")):
            rater = f"in-{rater}"
        rating = {
            "id": rater,
            "scale": scale.name,
            "value": value,
            "rater": "" if ours else whose,
        }
        there = step.setdefault("ratings", [])
        if any(one["id"] == rater for one in there):
            self.left_out.append(LeftOut(line, f"A second rating of “{step['name']}” by the same people: {text}."))
            return
        there.append(rating)

    def person(self, name: str, line: int = 0) -> None:
        """Somebody who makes the journey; once, however often they are named."""
        name = self.short(name, line)
        if name and all(one["name"] != name for one in self.personas):
            if len(self.personas) >= MOST_STEPS:
                raise FormatError(f"{self.source} names more than {MOST_STEPS} people: these are no personas.")
            self.personas.append({"id": id_from(name, [one["id"] for one in self.personas]), "name": name})

    def made(self, journey_id: str) -> Incoming:
        """The map.

        Raises:
            FormatError: if there is no step in it.
        """
        if not self.steps:
            raise FormatError(f"No step was found in {self.source}.")
        try:
            journey = Journey.model_validate(
                {
                    "id": journey_id,
                    "title": self.title,
                    "scope": {"segment": self.segment},
                    "personas": self.personas,
                    "stages": self.stages,
                    "steps": self.steps,
                    "moments": self.moments,
                    "solutions": self.solutions,
                }
            )
        except ValidationError as error:
            raise FormatError(f"{self.source} cannot be read. {sentence(error)}") from error
        return Incoming(journey, tuple(self.left_out), tuple(self.changed))

    def short(self, text: str, line: int = 0) -> str:
        """Words on one line, as long as a name may be.

        Args:
            text: the words.
            line: where they stand in the file.
        """
        plain = " ".join(text.split())
        if "\n" in text.strip():
            self.changed.append(Changed(line, f"“{_short(plain)}” is written on one line."))
        if len(plain) <= SHORT_LIMIT:
            return plain
        self.changed.append(Changed(line, f"A name is cut after {SHORT_LIMIT} letters: “{plain[:40]}…”."))
        return f"{plain[: SHORT_LIMIT - 1]}…"

    def _figure(self, scale: Scale, text: str, line: int) -> float | str | None:
        """The figure that a cell is on a scale; in other words than figures it is said how it was read."""
        if text.casefold() == columns.UNKNOWN:
            return columns.UNKNOWN
        if "%" in text and scale.unit != "%":
            return None
        value = columns.figure_in(text)
        if value is None and (value := columns.figure_on(scale, text)) is not None:
            self.changed.append(Changed(line, f"“{text}” is read as {value:g}."))
        return value

    def _several(self, step: dict[str, Any], key: str, names: list[str], line: int) -> None:
        if key == "quotes":
            quotes = step.setdefault("quotes", [])
            quotes += [
                {"id": f"q{len(quotes) + at}", "words": self._fitting(name, 1000, line)}
                for at, name in enumerate(self._few(quotes, names))
            ]
            return
        if key == "touchpoints":
            there = step.setdefault("touchpoints", [])
            for name in self._few(there, names):
                there.append({"id": id_from(name, [one["id"] for one in there]), "name": self.short(name, line)})
            return
        kept = self.moments if key == "moments" else self.solutions
        called = "name" if key == "moments" else "title"
        for name in self._few(kept, names):
            kept.append(
                {"id": id_from(name, [one["id"] for one in kept]), called: self.short(name, line), "step": step["id"]}
            )

    def _few(self, there: list[Any], names: list[str]) -> list[str]:
        """The names that are to be put to what is there already.

        Raises:
            FormatError: if these are more than any list of a map has.
        """
        if len(there) + len(names) > _MOST_NAMES:
            raise FormatError(f"{self.source} names more than {_MOST_NAMES:,} things in one list: this is no map.")
        return names

    def _fitting(self, text: str, limit: int, line: int) -> str:
        if len(text) <= limit:
            return text
        self.changed.append(Changed(line, f"A text of {len(text):,} letters is cut after {limit:,}."))
        return text[:limit]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
