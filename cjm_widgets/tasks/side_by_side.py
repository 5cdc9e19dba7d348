"""All maps of a folder side by side, a line each: how the journey went, what that rests on, and what is still to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.coverage import WORDS, coverage
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.in_small import in_small
from cjm_widgets.journey.still_to_do import NOBODY, SOON, by_map, names_meant
from cjm_widgets.journey.teams import somebody
from cjm_widgets.tasks.due import find_due
from cjm_widgets.tasks.making import is_example

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cjm_widgets.journey.coverage import Covered
    from cjm_widgets.journey.in_small import InSmall
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.still_to_do import ToDo
    from cjm_widgets.store import Entry

Kind = Literal["own", "example", "archived"]
_KINDS: Final[tuple[Kind, ...]] = ("own", "example", "archived")
_TO_DO: Final = {
    "overdue": "{} overdue",
    "soon": f"{{}} in the next {SOON} days",
    "open": "{} without an owner or a date",
    "later": "{} later",
}


@dataclass(frozen=True, slots=True)
class MapLine:
    """One map among all.

    Args:
        map: its id.
        title: what it is called.
        problem: why it cannot be read; then nothing else is known of it.
        kind: whether it is one's own, one of the workbook's examples, or put away.
        segment: whose journey it is.
        owner: who looks after it; "" if nobody is said.
        curve: how the journey went.
        covered: how many steps rest on what, the firmest first.
        todos: what is still to do; nothing on a map that is put away.
        review: when it is looked at again, as people read it.
        late: whether that day is past.
    """

    map: str
    title: str
    problem: str = ""
    kind: Kind = "own"
    segment: str = ""
    owner: str = ""
    curve: InSmall | None = None
    covered: tuple[tuple[Covered, int], ...] = ()
    todos: tuple[ToDo, ...] = ()
    review: str = ""
    late: bool = False

    def count(self, group: str) -> int:
        """How much of a group there is still to do."""
        return sum(one.group == group for one in self.todos)

    @property
    def rests_on(self) -> str:
        """What its steps rest on, in words: “8 measured, 1 reported to us”."""
        return ", ".join(f"{count} {WORDS[basis][:1].lower()}{WORDS[basis][1:]}" for basis, count in self.covered)

    @property
    def to_do(self) -> str:
        """How much there is still to do, in words."""
        counts = {group: self.count(group) for group in _TO_DO}
        return ", ".join(_TO_DO[group].format(count) for group, count in counts.items() if count) or "Nothing"

    @property
    def looked_at(self) -> str:
        """When it is looked at again, in words."""
        return f"{self.review}, which is past" if self.late else self.review or "No day is set"

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "map": self.map,
            "title": self.title,
            "problem": self.problem,
            "kind": self.kind,
            "segment": self.segment,
            "owner": self.owner,
            "curve": None
            if self.curve is None
            else {
                "title": self.curve.title,
                "scale": self.curve.scale,
                "people": self.curve.people,
                "say": self.curve.say,
                "points": [[height, basis] for height, basis in self.curve.points],
            },
            "covered": [[*one] for one in self.covered],
            "rests": self.rests_on,
            "todos": [{"group": one.group, "owners": [*one.owners]} for one in self.todos],
            "review": self.looked_at,
            "late": self.late,
            "days": next((one.days for one in self.todos if one.what == "review"), None),
        }


def side_by_side(
    entries: Sequence[Entry], today: date, owner: str = "", public: Callable[[Journey], Journey] = lambda one: one
) -> tuple[MapLine, ...]:
    """The maps of a folder, what needs attention first; examples and maps that are put away come last.

    Args:
        entries: what the store lists.
        today: the day it is.
        owner: only maps that this one looks after or does something on, and of that what is theirs, as for `of_owner`.
        public: gives what of a map may be drawn.
    """
    found = find_due(entries, today)
    todos = dict(by_map((*found.todos, *found.examples)))
    lines = [_line(entry, todos.get(entry.id, ()), today, public) for entry in entries]
    return tuple(sorted(_of(lines, owner) if owner.strip() else lines, key=_attention))


def _line(entry: Entry, todos: tuple[ToDo, ...], today: date, public: Callable[[Journey], Journey]) -> MapLine:
    journey = entry.journey
    if journey is None:
        return MapLine(entry.id, entry.title, entry.problem)
    bases = [one.basis for one in coverage(journey, today).steps]
    return MapLine(
        entry.id,
        entry.title or entry.id,
        kind="archived" if journey.archived else "example" if is_example(entry) else "own",
        segment=journey.scope.segment,
        owner=somebody(journey.care.owner),
        curve=in_small(public(journey)),
        covered=tuple((basis, bases.count(basis)) for basis in WORDS if basis in bases),
        todos=todos,
        review=shown(journey.care.review) if journey.care.review else "",
        late=any(one.what == "review" and one.group == "overdue" for one in todos),
    )


def _of(lines: Sequence[MapLine], owner: str) -> list[MapLine]:
    names = {name for line in lines for one in line.todos for name in one.owners} | {line.owner for line in lines}
    meant = names_meant(names, owner)
    nobody = owner.strip().casefold() == NOBODY.casefold()
    kept = []
    for line in lines:
        todos = tuple(one for one in line.todos if meant & {*one.owners} or (nobody and not one.owners))
        if todos or line.owner in meant or (nobody and not line.owner and not line.problem):
            kept.append(replace(line, todos=todos))
    return kept


def _attention(line: MapLine) -> tuple[int, bool, int, int, int, str, str]:
    counts = (-line.count("overdue"), -line.count("soon"), -line.count("open"))
    return _KINDS.index(line.kind), not line.problem, *counts, line.title.casefold(), line.map


def told_to_do(lines: Sequence[MapLine]) -> str:
    """How much there is to do on all of one's own maps, in a sentence."""
    own = [line for line in lines if line.kind == "own" and not line.problem]
    late, past = sum(line.count("overdue") > 0 for line in own), sum(line.late for line in own)
    overdue = f"something is overdue on {late}" if late else "nothing is overdue"
    review = f", and {past} {'is' if past == 1 else 'are'} past the day of review" if past else ""
    return f"Of {len(own)} {'map' if len(own) == 1 else 'maps'} of your own: {overdue}{review}." if own else ""
