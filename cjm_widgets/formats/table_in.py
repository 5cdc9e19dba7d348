"""A map from rows of a table: a line for each step, or a column for each. Pure: nothing is guessed in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.evidence.beside import id_from
from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Changed, FormatError, Incoming, LeftOut
from cjm_widgets.journey.edits import sentence
from cjm_widgets.journey.fields import LONG_LIMIT, SHORT_LIMIT
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, Scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST_LABELS: Final = 2
MOST_STEPS: Final = 500


@dataclass
class Making:
    """A map that is being made from a file's lines.

    Args:
        source: what its figures rest on, as people will read it.
    """

    source: str
    title: str = ""
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

    def stage(self, name: str, *, is_new: bool = False) -> str | None:
        """The id of the stage that steps now belong to: the last one if it is called so, else a new one.

        Args:
            name: as the file has it; one that comes again after another is another one.
            is_new: whether one begins here, also where the last one is called so.
        """
        name = self.short(name)
        if not name or name == columns.NO_STAGE:
            return None
        if is_new or not self.stages or self.stages[-1]["name"] != name:
            self.stages.append({"id": id_from(name, [one["id"] for one in self.stages]), "name": name})
        return str(self.stages[-1]["id"])

    def step(self, name: str, stage: str | None) -> dict[str, Any]:
        """A new step; two of one name stay two."""
        if len(self.steps) >= MOST_STEPS:
            raise FormatError(f"{self.source} has more than {MOST_STEPS} steps: this is no journey that people map.")
        name = self.short(name)
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
        if column.key in ("time", "waiting"):
            time = columns.time_in(text)
            if time is None:
                self.left_out.append(LeftOut(line, f"“{_short(text)}” is no length of time, such as “3 days”."))
            else:
                step[column.key] = time.model_dump(mode="json")
        elif column.many:
            self._several(step, column.key, columns.names_in(text), line)
        else:
            group, _, name = column.key.partition("/")
            place = step.setdefault(group, {}) if name else step
            before = place.get(name or group, "")
            place[name or group] = self._fitting("\n".join(filter(None, (before, text))), LONG_LIMIT, line)

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
        value: float | str | None = columns.figure_in(text)
        if text.casefold() == columns.UNKNOWN:
            value = columns.UNKNOWN
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

    def person(self, name: str) -> None:
        """Somebody who makes the journey."""
        name = self.short(name)
        if name and len(self.personas) < MOST_STEPS and all(one["name"] != name for one in self.personas):
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

    def short(self, text: str) -> str:
        """Words on one line, as long as a name may be."""
        plain = " ".join(text.split())
        if len(plain) <= SHORT_LIMIT:
            return plain
        self.changed.append(Changed(0, f"A name is cut after {SHORT_LIMIT} letters: “{plain[:40]}…”."))
        return f"{plain[: SHORT_LIMIT - 1]}…"

    def _several(self, step: dict[str, Any], key: str, names: list[str], line: int) -> None:
        if key == "quotes":
            quotes = step.setdefault("quotes", [])
            quotes += [
                {"id": f"q{len(quotes) + at}", "words": self._fitting(name, 1000, line)}
                for at, name in enumerate(names)
            ]
            return
        if key == "touchpoints":
            there = step.setdefault("touchpoints", [])
            for name in names:
                there.append({"id": id_from(name, [one["id"] for one in there]), "name": self.short(name)})
            return
        kept = self.moments if key == "moments" else self.solutions
        called = "name" if key == "moments" else "title"
        for name in names:
            kept.append(
                {"id": id_from(name, [one["id"] for one in kept]), called: self.short(name), "step": step["id"]}
            )

    def _fitting(self, text: str, limit: int, line: int) -> str:
        if len(text) <= limit:
            return text
        self.changed.append(Changed(line, f"A text of {len(text):,} letters is cut after {limit:,}."))
        return text[:limit]


def read_rows(rows: Sequence[tuple[int, Sequence[str]]], made: Making) -> None:
    """Takes the steps of a table, whichever way it lies.

    Args:
        rows: the number of each row in its file, and its cells; the first one has the headings.
        made: the map that they come on.

    Raises:
        FormatError: if it is not seen what its columns, or its rows, are.
    """
    headings = rows[0][1] if rows else ()
    firsts = [cells[0] if cells else "" for _, cells in rows]
    down = {columns.meant(one) or bool(columns.rater_of(one)) for one in headings} - {None, False}
    across = {columns.meant(one) for one in firsts} - {None}
    if columns.STEP in down and len(down) >= len(across):
        _read_down(rows, made)
    elif len(across) >= _LEAST_LABELS:
        _read_across(rows, made)
    else:
        raise FormatError(
            f"It is not seen what the columns of {made.source} are. Call one of them “Step”, and the others such as "
            f"“Stage”, “Touchpoints”, “Feelings” or “{columns.OUR_SCALE}”."
        )


def _read_down(rows: Sequence[tuple[int, Sequence[str]]], made: Making) -> None:
    number, headings = rows[0]
    places = list(_understood(headings, number, made))
    at_stage = next((at for at, column in places if column is columns.STAGE), None)
    at_step = next(at for at, column in places if column is columns.STEP)
    stage = ""
    for line, cells in rows[1:]:
        if not any(one.strip() for one in cells):
            continue
        # a cell that holds for several rows stands in the first of them
        stage = _at(cells, at_stage).strip() or (stage if at_stage is not None else "")
        step = made.step(_at(cells, at_step), made.stage(stage))
        _fill(step, places, cells, line, made)


def _read_across(rows: Sequence[tuple[int, Sequence[str]]], made: Making) -> None:
    labels = {line: (columns.meant(cells[0]) if cells else None) for line, cells in rows}
    names = next((cells for line, cells in rows if labels[line] is columns.STEP), None)
    stages = next((cells for line, cells in rows if labels[line] is columns.STAGE), None)
    head = names or stages or rows[0][1]
    if names is None:
        made.changed.append(
            Changed(rows[0][0], "There are no steps below the stages: each became a stage with one step.")
        )
    stage = ""
    for at in range(1, len(head)):
        stage = _at(stages, at).strip() or stage
        if not _at(head, at).strip() and not any(_at(cells, at).strip() for _, cells in rows):
            continue
        step = made.step(_at(head, at), made.stage(stage if stages or names else _at(head, at)))
        for line, cells in rows:
            if cells is head or cells is stages or not cells:
                continue
            found = list(_understood([cells[0]], line, made if at == 1 else Making("")))
            _fill(step, found, [_at(cells, at)], line, made)


def _understood(
    headings: Sequence[str], line: int, made: Making
) -> Iterator[tuple[int, columns.Column | tuple[str, Scale]]]:
    for at, heading in enumerate(headings):
        if not heading.strip():
            continue
        found = columns.meant(heading) or columns.rater_of(heading)
        if found is not None:
            yield at, found
        elif heading.casefold().startswith((columns.SATISFACTION.casefold(), "rating", "score")):
            why = f"“{_short(heading)}” does not say its scale; write it behind: “{columns.OUR_SCALE}”."
            made.left_out.append(LeftOut(line, why))
        else:
            made.left_out.append(LeftOut(line, f"“{_short(heading)}” is nothing that a map holds."))


def _fill(
    step: dict[str, Any],
    places: Sequence[tuple[int, columns.Column | tuple[str, Scale]]],
    cells: Sequence[str],
    line: int,
    made: Making,
) -> None:
    for at, column in places:
        if isinstance(column, tuple):
            made.rate(step, *column, _at(cells, at), line)
        elif column not in (columns.STAGE, columns.STEP):
            made.say(step, column, _at(cells, at), line)


def _at(cells: Sequence[str] | None, at: int | None) -> str:
    return cells[at] if cells is not None and at is not None and at < len(cells) else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
