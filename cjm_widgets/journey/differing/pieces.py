"""Which parts of a map came, went, moved, or have another name, place, state, date or target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.differing.values import Piece
from cjm_widgets.journey.facts import moment_name, solution_name, stage_name, step_name
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.mismatch import mismatches
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cjm_widgets.journey.differing.values import Way, What
    from cjm_widgets.journey.model import Indicator, Journey
    from cjm_widgets.journey.paths import Path

_FIELDS: Final = {
    "steps": ("name", "stage"),
    "moments": ("name", "step"),
    "solutions": ("title", "state", "due", "due_note", "predicted"),
    "indicators": ("name", "target", "due", "due_note"),
}
"""What is told as a piece; all else that changed in a part of the map is told in the words of an edition."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is compared of one part.

    Args:
        name: what it is called where its words are missing, too.
        said: its own words, by which it may be renamed.
        fields: what else is compared: what stands there, and the same in words.
    """

    name: str
    said: str
    fields: Mapping[Way, tuple[object, str]]


def told_as_piece(place: Path) -> bool:
    """Whether what changed at a place is told as a piece."""
    if place.part not in _FIELDS or len(place.items) > 1:
        return False
    if place.kind == "item":
        return True
    return (
        place.part == "steps" if place.kind == "move" else place.segments[2:] in {(it,) for it in _FIELDS[place.part]}
    )


def pieces(before: Journey, after: Journey) -> tuple[Piece, ...]:
    """The parts that differ, in the order of the map.

    Args:
        before: the earlier map, its items with the ids that they have in the later one.
        after: the later map.
    """
    kinds: tuple[tuple[What, Callable[[Journey], dict[str, _Facts]]], ...] = (
        ("step", _steps),
        ("moment", _moments),
        ("mismatch", _mismatches),
        ("solution", _solutions),
        ("indicator", _indicators),
    )
    found: list[Piece] = []
    for what, facts in kinds:
        was, now = facts(before), facts(after)
        found += (Piece(what, at, one.name, "removed") for at, one in was.items() if at not in now)
        for at, one in now.items():
            found += _changed(what, at, was[at], one) if at in was else (Piece(what, at, one.name, "added"),)
        if what == "step":
            found += _moved(before, after)
    return tuple(found)


def _changed(what: What, at: str, was: _Facts, now: _Facts) -> Iterator[Piece]:
    piece = partial(Piece, what, at, now.name)
    if was.said != now.said:
        yield piece("renamed", was.name, now.name)
    for way, (value, words) in now.fields.items():
        if was.fields[way][0] != value:
            yield piece(way, was.fields[way][1], words)


def _steps(journey: Journey) -> dict[str, _Facts]:
    return {
        one.id: _Facts(step_name(journey, one.id), one.name, {"stage": (one.stage, stage_name(journey, one.stage))})
        for one in journey.steps
    }


def _moments(journey: Journey) -> dict[str, _Facts]:
    return {
        one.id: _Facts(moment_name(journey, one), one.name, {"step": (one.step, step_name(journey, one.step))})
        for one in journey.moments
    }


def _mismatches(journey: Journey) -> dict[str, _Facts]:
    return {one.key: _Facts(one.say, "", {}) for one in mismatches(journey)}


def _solutions(journey: Journey) -> dict[str, _Facts]:
    return {
        one.id: _Facts(
            solution_name(journey, one),
            one.title,
            {
                "state": (one.state, _state(one.state or "")),
                "due": ((one.due, one.due_note), shown(one.due) or one.due_note.strip()),
                "predicted": (one.predicted, "" if one.predicted is None else figure(one.predicted)),
            },
        )
        for one in journey.solutions
    }


def _state(state: str) -> str:
    choices: Any = parse("solutions/x/state").stops[-1].extra["choices"]
    return next((str(words).lower() for value, words in choices if value == state), "")


def _indicators(journey: Journey) -> dict[str, _Facts]:
    return {one.id: _indicator(one, at) for at, one in enumerate(journey.indicators, start=1)}


def _indicator(one: Indicator, at: int) -> _Facts:
    target = "" if one.target is None else figure(one.target, one.unit.strip())
    due = shown(one.due) or one.due_note.strip()
    fields: dict[Way, tuple[object, str]] = {"target": (one.target, target), "due": ((one.due, one.due_note), due)}
    return _Facts(shortened(one.name) or f"Indicator {at}", one.name, fields)


def _moved(before: Journey, after: Journey) -> Iterator[Piece]:
    """The fewest steps that have another place among those of both maps."""
    was, now = [one.id for one in before.steps], [one.id for one in after.steps]
    was, now = [one for one in was if one in now], [one for one in now if one in was]
    stays = _in_order(was, now)
    for one in now:
        if one not in stays:
            place = (_after(before, was, one), _after(after, now, one))
            yield Piece("step", one, step_name(after, one), "moved", *place)


def _in_order(was: Sequence[str], now: Sequence[str]) -> frozenset[str]:
    """The most steps that come one after the other in both; of several such rows the same whichever map is first."""
    place = {one: at for at, one in enumerate(was)}
    rows: list[tuple[str, ...]] = [()]
    for one in now:
        longest = min((row for row in rows if not row or place[row[-1]] < place[one]), key=_rank)
        rows.append((*longest, one))
    longest = min(rows, key=_rank)
    return frozenset(longest)


def _rank(row: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(row), row


def _after(journey: Journey, order: Sequence[str], one: str) -> str:
    at = order.index(one)
    return f"after {step_name(journey, order[at - 1])}" if at else "first"
