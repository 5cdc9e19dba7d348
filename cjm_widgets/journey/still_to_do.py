"""What is still to be done on many maps: overdue, due soon, without an owner or a date, and later."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.due import dues, who_does
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.facts import solution_name
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.targets import comes_in_time
from cjm_widgets.journey.teams import somebody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cjm_widgets.journey.due import Due
    from cjm_widgets.journey.evaluation import Evaluated
    from cjm_widgets.journey.model import Journey, Solution

Group = Literal["overdue", "soon", "open", "later"]
SOON: Final = 30
"""In how many days what is due counts as due soon."""
NOBODY: Final = "Nobody yet"
REVIEW: Final = "care/review"
_STATES: Final = {"not-begun": "Solution, not begun", "under-way": "Solution, under way"}
_GROUPS: Final[tuple[Group, ...]] = ("overdue", "soon", "open", "later")
_ENDED: Final = ("met", "reached", "no target")


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that is still to be done on one of many maps.

    Args:
        map: the id of the map.
        title: what the map is called.
        what: a "target" to be measured, a "solution" to be done, or the "review" of the map.
        at: where it stands in the journey.
        name: what it is called.
        detail: how far it is, in words.
        owners: the team and the person who do it; who looks after the map for a figure and a review.
        due: when, as people read it, or the words that were written instead.
        days: how many days are left until the last that is meant; None where no date says so.
        lacks: what nobody has said yet: "owner", "date".
        group: "overdue", "soon", "open" for what lacks an owner or a date and is not due before, or "later".
        example: whether the map is one of the workbook's own examples.
        ready: whether it is done by saying so today; a review is not before its month or quarter has begun.
    """

    map: str
    title: str
    what: Literal["target", "solution", "review"]
    at: str
    name: str
    detail: str
    owners: tuple[str, ...]
    due: str
    days: int | None
    lacks: tuple[str, ...]
    group: Group = "later"
    example: bool = False
    ready: bool = True

    @property
    def who(self) -> str:
        """Who does it, in words."""
        return ", ".join(self.owners) or NOBODY

    @property
    def when(self) -> str:
        """How far off it is, in words."""
        return "" if self.days is None else days_in_words(self.days)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {**asdict(self), "owners": [*self.owners], "lacks": [*self.lacks], "who": self.who, "when": self.when}


def days_in_words(days: int) -> str:
    """How far off a last day is: “33 days late”, “today”, “in 11 days”."""
    count = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return "today" if days == 0 else f"in {count}" if days > 0 else f"{count} late"


def still_to_do(
    journeys: Iterable[Journey], today: date, *, soon: int = SOON, examples: Iterable[str] = ()
) -> tuple[ToDo, ...]:
    """What is still to be done on many maps, group by group, the earliest first; maps that are put away remind nobody.

    Args:
        journeys: the maps.
        today: the day it is.
        soon: in how many days what is due counts as due soon.
        examples: the ids of those that are the workbook's own examples.

    Source: the workbook's own.
    """
    shown = frozenset(examples)
    found = [
        replace(one, example=journey.id in shown, group=_group(one, soon))
        for journey in journeys
        if not journey.archived
        for one in to_do_on(journey, today)
    ]
    return tuple(sorted(_spelt_alike(found), key=_order))


def to_do_on(journey: Journey, today: date) -> Iterator[ToDo]:
    """What is still to be done on one map, be it put away or not; first what has a date, the earliest first.

    Args:
        journey: the map.
        today: the day it is.
    """
    stand = evaluated(journey, today)
    solutions = {f"solutions/{one.id}": one for one in journey.solutions}
    targets = {f"indicators/{one.indicator}": one for one in stand}
    carer = tuple(filter(None, (somebody(journey.care.owner),)))
    dated = dues(journey, today, stand)
    for due in dated:
        if due.at in solutions:
            yield _solution(journey, solutions[due.at], due)
        elif due.at in targets:
            yield _target(journey, targets[due.at], carer, due)
        else:
            yield _review(journey, carer, due, today)
    waiting = {one.at for one in dated}
    for at, solution in solutions.items():
        if at not in waiting and not solution.has_ended:
            yield _solution(journey, solution)
    for one, indicator in zip(stand, journey.indicators, strict=True):
        if one.state not in _ENDED and last_day(indicator.due) is None:
            yield _target(journey, one, carer)


def of_owner(todos: Iterable[ToDo], owner: str) -> tuple[ToDo, ...]:
    """What one owner has to do: of exactly this name, also where a comma says more of them, as in “Ana, surgery”.

    If nobody is called so, what those do whose name holds its words.

    Args:
        todos: from `still_to_do`.
        owner: a person's or a team's name, `NOBODY` for what nobody does; "" for all.
    """
    every = tuple(todos)
    sought = _folded(owner)
    if not sought:
        return every
    if sought == _folded(NOBODY):
        return tuple(one for one in every if not one.owners)
    meant = names_meant((name for one in every for name in one.owners), owner)
    return tuple(one for one in every if meant.intersection(one.owners))


def names_meant(names: Iterable[str], owner: str) -> frozenset[str]:
    """Which of some names are meant: exactly this one; if nobody is called so, those that hold its words.

    Args:
        names: of people and teams.
        owner: as somebody wrote it.
    """
    every, sought = frozenset(filter(None, names)), _folded(owner)
    exact = frozenset(name for name in every if sought in (_folded(name), _folded(name).partition(",")[0]))
    return exact or frozenset(name for name in every if sought and _has_words(name, sought))


def by_owner(todos: Iterable[ToDo]) -> tuple[tuple[str, tuple[ToDo, ...]], ...]:
    """What each owner has to do, in the order of their names; last what nobody does."""
    return _apart((owner, one) for one in todos for owner in one.owners or (NOBODY,))


def by_map(todos: Iterable[ToDo]) -> tuple[tuple[str, tuple[ToDo, ...]], ...]:
    """What is to be done on each map, by their ids."""
    return _apart((one.map, one) for one in todos)


def _apart(pairs: Iterable[tuple[str, ToDo]]) -> tuple[tuple[str, tuple[ToDo, ...]], ...]:
    found: dict[str, list[ToDo]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return tuple((name, tuple(found[name])) for name in sorted(found, key=lambda name: (name == NOBODY, _folded(name))))


def _title(journey: Journey) -> str:
    return journey.title or journey.id


def _solution(journey: Journey, solution: Solution, due: Due | None = None) -> ToDo:
    owners = who_does(journey, solution)
    return ToDo(
        journey.id,
        _title(journey),
        "solution",
        f"solutions/{solution.id}",
        " ".join(solution.title.split()) or solution_name(journey, solution),
        _STATES.get(solution.state or "", "Solution"),
        owners,
        **_dated(due, solution.due_note, () if owners else ("owner",)),
    )


def _target(journey: Journey, one: Evaluated, carer: tuple[str, ...], due: Due | None = None) -> ToDo:
    again = "" if one.latest is None else f" again; {figure(one.latest, one.unit)} last time"
    told = [] if one.target is None else [f"{figure(one.target, one.unit)} wanted"]
    told += [
        f"{figure(each.value, one.unit)} promised of {each.title}"
        for each in one.predictions
        if each.waits and each.value is not None
    ]
    wanted = f"{',' if again else ';'} {', '.join(told)}" if told else ""
    return ToDo(
        journey.id,
        _title(journey),
        "target",
        f"indicators/{one.indicator}",
        one.name,
        f"Figure to count{again}{wanted}",
        carer,
        **_dated(due, one.due),
    )


def _review(journey: Journey, carer: tuple[str, ...], due: Due, today: date) -> ToDo:
    said = ("Is the map still true?", "Review of the map", carer)
    ready = comes_in_time(journey.care.review, today.isoformat())
    return ToDo(journey.id, _title(journey), "review", REVIEW, *said, **_dated(due), ready=ready)


def _dated(due: Due | None, note: str = "", lacks: tuple[str, ...] = ()) -> dict[str, Any]:
    if due:
        return {"due": due.due, "days": due.days, "lacks": lacks}
    return {"due": " ".join(note.split()), "days": None, "lacks": (*lacks, "date")}


def _group(one: ToDo, soon: int) -> Group:
    if one.days is not None and one.days <= soon:
        return "overdue" if one.days < 0 else "soon"
    return "open" if one.lacks else "later"


def _order(one: ToDo) -> tuple[int, bool, int, str, str, str]:
    return _GROUPS.index(one.group), one.days is None, one.days or 0, one.title.casefold(), one.map, one.at


def _spelt_alike(todos: Sequence[ToDo]) -> Iterator[ToDo]:
    """One spelling for each owner: “ANA” on one map and “Ana” on another are one; the first map's stands."""
    spelt: dict[str, str] = {}
    for one in sorted(todos, key=lambda one: (one.map, one.at)):
        for name in one.owners:
            spelt.setdefault(_folded(name), name)
    return (replace(one, owners=tuple(dict.fromkeys(spelt[_folded(name)] for name in one.owners))) for one in todos)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _has_words(name: str, sought: str) -> bool:
    return f" {_words(sought)} " in f" {_words(name)} "


def _words(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
