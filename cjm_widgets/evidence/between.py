"""Who lies between groups of people that are shown: rows tell it, whatever surveys and groups are called. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.evidence.again import only, shared_by
from cjm_widgets.evidence.least import LEAST, reckoned
from cjm_widgets.evidence.recoded import recoded
from cjm_widgets.evidence.told import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.evidence.least import AnsweredBy

_MOST_TRIED: Final = 5_000
"""How many ways to put a group together from others are tried; more there are only of groups that overlap manifold."""


class Side(NamedTuple):
    """A survey whose answers are known row by row.

    Args:
        name: what it is called, for people.
        answers: of it; a column's name says its scale as well.
        groups: the group of each respondent; "" for none.
        shown: whose figures are shown, by column: groups, and "" for all together.
    """

    name: str
    answers: Answers
    groups: Sequence[str]
    shown: frozenset[tuple[str, str]]


class _Set(NamedTuple):
    """People: at which of the sides, of which group, and their rows.

    Where sets do not overlap, “” are those of no group that is shown: all less these.
    """

    at: int
    group: str
    rows: Counter[int]


class _Few(NamedTuple):
    """Groups that together are nearly the same people as others, all that do not overlap, and who lies between."""

    some: tuple[_Set, ...]
    others: tuple[_Set, ...]
    apart: tuple[_Set, ...]
    people: int


def refuse_few_between(now: Side, others: Iterable[Side], least: int = LEAST, *, answered_by: AnsweredBy = "") -> None:
    """Refuses groups beside which, or beside several of which, fewer people than are shown could be reckoned.

    Args:
        now: the survey that is to be put on a map.
        others: those that stand there.
        least: the fewest people of whom figures are shown.
        answered_by: who has answered, where rows do not tell and somebody said it.

    Raises:
        EvidenceError: with the groups, how many people lie between them, and what to do.
        WhoAnsweredError: if rows do not tell for certain that these are the same people.
    """
    known = _of_these_people(now, others, least, certain=answered_by == "others")
    beside = [([now, one], certain) for one, certain in known]
    if len(known) > 1:
        beside.append(([now, *(one for one, _ in known)], all(certain for _, certain in known)))
    for sides, certain in beside:
        for found in _found(sides, least):
            _refuse(sides, found, least, certain=certain or answered_by == "same")


def _of_these_people(now: Side, others: Iterable[Side], least: int, *, certain: bool) -> list[tuple[Side, bool]]:
    """The surveys that share people with the new one, or with one that does, and whether that is certain."""
    left, found = list(others), [(now, True)]
    for one, known in found:  # grows meanwhile
        for other in [*left]:
            people = shared_by(one.answers, other.answers, least)
            told = None if people == "same" else recoded(one.answers, other.answers, least)
            if people == "same" or told or (people and not certain):
                left.remove(other)
                found.append((_as_told(other, *told), known) if told else (other, known and people == "same"))
    return found[1:]


def _as_told(side: Side, answers: Answers, called: Mapping[str, str]) -> Side:
    shown = frozenset((called[of], group) for of, group in side.shown if of in called)
    return side._replace(answers=answers, shown=shown)


def _refuse(sides: Sequence[Side], found: _Few, least: int, *, certain: bool) -> None:
    lists = sorted((_called(sides, one, found.apart) for one in (found.some, found.others)), key=len)
    names = list(dict.fromkeys(sides[one.at].name for one in (*found.some, *found.others) if one.at))
    under = "" if names == [sides[0].name] else "under the same name and "
    instead = (
        f"Bring the file {under}with the same groups, take {listed(names)} off first, with its history (cjm detach "
        "--history), or leave groups out."
    )
    told = (name for one in lists for name in one)
    raise reckoned(told, found.people, least, before="as before", instead=instead, asks=not certain)


def _called(sides: Sequence[Side], some: Sequence[_Set], apart: Sequence[_Set]) -> list[str]:
    """Groups as they are told: all of a survey by its name, and all but a few as that."""
    names = []
    for at in dict.fromkeys(one.at for one in some):
        used = [one for one in some if one.at == at]
        left = [one.group for one in apart if one.at == at and one not in used]
        name = f"“{sides[at].name}”"
        if not left or any(one.group == "" for one in used):
            without = f" without {' and '.join(left)}" if left else ""
            names.append(f"{name}{without} (n = {sum(one.rows.total() for one in used)})")
        else:
            names += [f"{name}, {one.group} (n = {one.rows.total()})" for one in used]
    return names


def _found(sides: Sequence[Side], least: int) -> Iterator[_Few]:
    columns = [one for one in sides[0].answers.columns if all(one in side.answers.columns for side in sides)]
    rows = [only(side.answers, columns) for side in sides]
    numbers: dict[tuple[float | None, ...], int] = {}
    numbered = [[numbers.setdefault(row, len(numbers)) for row in some] for some in rows]
    known = set()
    for at, column in enumerate(columns):
        answered = tuple(tuple(row[at] is not None for row in some) for some in rows)
        shown = tuple(frozenset(group for of, group in side.shown if of == column) for side in sides)
        if (answered, shown) in known:  # the same people as at another step
            continue
        known.add((answered, shown))
        people = [
            Counter(compress(zip(numbered[of], side.groups, strict=True), answered[of]))
            for of, side in enumerate(sides)
        ]
        if found := _few(_sets(people, shown), least):
            yield found


def _sets(people: Sequence[Counter[tuple[int, str]]], shown: Sequence[frozenset[str]]) -> list[_Set]:
    """The people of each group that is shown; rows that stand in the same groups, as often, are counted as one.

    Args:
        people: how often each row stands in each group, by side.
        shown: the groups of each side.
    """
    at = {place: n for n, place in enumerate((of, group) for of, some in enumerate(shown) for group in sorted(some))}
    stands: dict[int, list[int]] = {}
    for of, some in enumerate(people):
        for (row, group), count in some.items():
            for place in {(of, ""), (of, group)} & at.keys():
                stands.setdefault(row, [0] * len(at))[at[place]] += count
    alike = Counter(map(tuple, stands.values()))
    return [
        _Set(of, group, Counter({row: each[n] * many for row, (each, many) in enumerate(alike.items()) if each[n]}))
        for (of, group), n in at.items()
    ]


def _few(sets: Sequence[_Set], least: int) -> _Few | None:
    """Groups that together are nearly the same people as others, so that fewer than `least` lie between."""
    apart = [one for at in dict.fromkeys(one.at for one in sets) for one in _apart([s for s in sets if s.at == at])]
    stand = [one.rows for one in sets if one.at]
    # a group that stands already tells nothing new
    new = {one.group for one in sets if not one.at and one.rows not in stand}
    searches = [_Search(one, apart, least) for one in apart if not one.at and one.group in new]
    # two groups are told more easily than many
    return next((found for most in (2, len(apart)) for one in searches if (found := one.found(most))), None)


def _apart(sets: Sequence[_Set]) -> Iterator[_Set]:
    """The groups of a survey, and those of none: their figure is that of all, less those of the groups."""
    yield from (one for one in sets if one.group)
    for every in (one for one in sets if not one.group):
        rest = every.rows - sum((one.rows for one in sets if one.group), Counter[int]())
        if rest:
            yield every._replace(rows=rest)


class _Search:
    """Looks for groups that together are nearly the same people as others, each row as often as it stands there."""

    def __init__(self, start: _Set, apart: Sequence[_Set], least: int) -> None:
        self._start, self._apart, self._least = start, apart, least
        self._left = self._most = 0

    def found(self, most: int) -> _Few | None:
        """Args: most: groups at most."""
        self._left, self._most = _MOST_TRIED, most
        return self._from(self._start.rows, (self._start,), (), frozenset())

    def _from(
        self,
        balance: Mapping[int, int],
        some: tuple[_Set, ...],
        others: tuple[_Set, ...],
        without: frozenset[int],
    ) -> _Few | None:
        people = _people(balance.values())
        if 0 < people < self._least:
            return _Few(some, others, tuple(self._apart), people)
        row = max(balance.keys() - without, key=lambda one: abs(balance[one]), default=None)
        if row is None or len(some) + len(others) == self._most:
            return None
        way = -1 if balance[row] > 0 else 1
        # two groups of one survey are two lots of people, whatever they answered
        never = {one.at for one in (others if way > 0 else some)}
        # another survey's group holds that row as well, or it is among the few that none holds
        for one in self._apart:
            if row in one.rows and one.at not in never and one not in (*some, *others) and self._left:
                self._left -= 1
                left = {r: n for r in balance.keys() | one.rows if (n := balance.get(r, 0) + way * one.rows[r])}
                both = ((*some, one), others) if way > 0 else (some, (*others, one))
                if found := self._from(left, *both, without):
                    return found
        without |= {row}
        few = _people(balance.get(one, 0) for one in without) < self._least
        return self._from(balance, some, others, without) if few else None


def _people(balance: Iterable[int]) -> int:
    """How many lie between, where some stand on the one side only and others on the other."""
    every = list(balance)
    return max(sum(one for one in every if one > 0), -sum(one for one in every if one < 0))
