"""What is due over all maps of a folder: as lines for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.still_to_do import SOON, by_map, by_owner, of_owner, still_to_do
from cjm_widgets.tasks.making import is_example
from cjm_widgets.tasks.maps import in_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cjm_widgets.journey.still_to_do import ToDo
    from cjm_widgets.store import Entry

_HEADINGS: Final = {
    "overdue": "Overdue",
    "soon": "In the next {} days",
    "open": "Without an owner or a date",
    "later": "Later",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What is still to be done in a folder.

    Args:
        todos: on people's own maps.
        examples: on the workbook's own examples, which remind nobody.
        unread: the maps that cannot be read: their names and why.
        today: the day it is.
        soon: in how many days what is due counts as due soon.
    """

    todos: tuple[ToDo, ...]
    examples: tuple[ToDo, ...]
    unread: tuple[tuple[str, str], ...]
    today: date
    soon: int


def find_due(entries: Sequence[Entry], today: date, *, soon: int = SOON, owner: str = "") -> Found:
    """What is still to be done on the maps of a folder.

    Args:
        entries: what the store lists.
        today: the day it is.
        soon: in how many days what is due counts as due soon.
        owner: only what this one does, see `of_owner`.
    """
    journeys = [entry.journey for entry in entries if entry.journey is not None]
    examples = [entry.id for entry in entries if is_example(entry)]
    found = of_owner(still_to_do(journeys, today, soon=soon, examples=examples), owner)
    return Found(
        tuple(one for one in found if not one.example),
        tuple(one for one in found if one.example),
        tuple((entry.title, entry.problem) for entry in entries if entry.journey is None),
        today,
        soon,
    )


def due_lines(found: Found) -> Iterator[str]:
    """What is due, for people: group by group, then how much each owner has."""
    yield f"What is due on {shown(found.today.isoformat())}"
    for group, heading in _HEADINGS.items():
        some = [one for one in found.todos if one.group == group]
        if some:
            yield from ("", f"{heading.format(found.soon)} ({len(some)})")
            dates = in_columns([(f"  {one.when or 'No date'}", one.due) for one in some])
            for one, told in zip(some, dates, strict=True):
                yield from (
                    told,
                    f"      {_in_a_line(one.name)}",
                    f"      {_in_a_line(f'{one.who} · {one.title} · {one.detail}')}",
                )
    if not found.todos:
        yield from ("", "Nothing is left to do.")
    elif len(by_owner(found.todos)) > 1:
        yield from ("", "By owner")
        yield from in_columns(
            [(f"  {_in_a_line(name)}", _counts(some, found.soon)) for name, some in by_owner(found.todos)]
        )
    if found.examples:
        names = ", ".join(_in_a_line(some[0].title) for _, some in by_map(found.examples))
        yield from ("", f"Not counted: what is left to do on the examples ({names}).")
        yield "If one is yours now, give it a name of its own with cjm rename, and it counts."


def due_json(found: Found) -> dict[str, Any]:
    """What is due, for other programs."""
    return {
        "today": found.today.isoformat(),
        "days": found.soon,
        **{group: [one.to_json() for one in found.todos if one.group == group] for group in _HEADINGS},
        "by_owner": {name: [_place(one) for one in some] for name, some in by_owner(found.todos)},
        "by_map": {name: [_place(one) for one in some] for name, some in by_map(found.todos)},
        "examples": [one.to_json() for one in found.examples],
        "unread": [{"map": name, "say": why} for name, why in found.unread],
    }


def _in_a_line(words: str) -> str:
    return " ".join(words.split())


def _place(one: ToDo) -> str:
    return f"{one.map}/{one.at}"


def _counts(todos: Iterable[ToDo], soon: int) -> str:
    groups = [one.group for one in todos]
    return ", ".join(
        f"{groups.count(group)} {heading.format(soon).lower()}"
        for group, heading in _HEADINGS.items()
        if group in groups
    )
