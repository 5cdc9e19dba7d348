"""Who lies between groups of people that are shown: rows tell it, whatever surveys and groups are called. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cjm_widgets.evidence.again import only, shared_by
from cjm_widgets.evidence.least import LEAST, WhoAnsweredError
from cjm_widgets.evidence.problems import EvidenceError
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
    """People of whom a figure is shown: at which of the sides, of which group, and their rows."""

    at: int
    group: str
    rows: Counter[int]


_Found: TypeAlias = "tuple[_Set, tuple[_Set, ...], int]"


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


def _refuse(sides: Sequence[Side], found: _Found, least: int, *, certain: bool) -> None:
    whole, parts, people = found
    told = f"{_called(sides, whole)} and {' and '.join(_called(sides, one) for one in parts)}"
    between = f"between {told} {'lies 1 person' if people == 1 else f'lie {people} people'}"
    if not certain:
        raise WhoAnsweredError(
            f"If these are the same people as before, one could reckon what a few of them said: {between}. "
            "Are they the same (cjm attach --same-people), or other people, as in a later survey "
            "(cjm attach --other-people)?"
        )
    names = list(dict.fromkeys(sides[one.at].name for one in (whole, *parts) if one.at))
    under = "" if names == [sides[0].name] else "under the same name and "
    raise EvidenceError(
        f"One could reckon what fewer than {least} people said: {between}. Bring the file {under}with the same "
        f"groups, take {listed(names)} off first, with its history (cjm detach --history), or leave groups out."
    )


def _called(sides: Sequence[Side], one: _Set) -> str:
    return f"“{sides[one.at].name}”{one.group and f', {one.group}'} (n = {one.rows.total()})"


def _found(sides: Sequence[Side], least: int) -> Iterator[_Found]:
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
        sets = _sets(people, shown)
        stand = [one.rows for one in sets if one.at]
        # a group that stands already tells nothing new
        if found := _few([one for one in sets if one.at or one.rows not in stand], least):
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


def _few(sets: Sequence[_Set], least: int) -> _Found | None:
    """A group and others that together are nearly the same people, so that fewer than `least` lie between."""
    searches = [_Search(whole, _parts(whole, sets, least), least) for whole in sets]
    # two groups are told more easily than many
    return next((found for most in (1, len(sets)) for one in searches if (found := one.found(most))), None)


def _parts(whole: _Set, sets: Sequence[_Set], least: int) -> list[_Set]:
    parts: list[_Set] = []
    # the new survey first: what lies between others only stands there already
    for one in sorted(sets, key=lambda one: (one.at != 0, -one.rows.total())):
        alike = any(one.rows == other.rows and one.at == other.at for other in parts)
        if one is not whole and not alike and (one.rows - whole.rows).total() < least:
            parts.append(one)
    return parts


class _Search:
    """Looks for parts that nearly make a whole, each row as often as it stands there."""

    def __init__(self, whole: _Set, parts: Sequence[_Set], least: int) -> None:
        self._whole, self._parts, self._least = whole, parts, least
        self._left = self._most = 0

    def found(self, most: int) -> _Found | None:
        """Args: most: parts at most."""
        self._left, self._most = _MOST_TRIED, most
        return self._from(self._whole.rows, 0, (), frozenset())

    def _from(self, rest: Counter[int], over: int, used: tuple[_Set, ...], without: frozenset[int]) -> _Found | None:
        people = max(rest.total(), over)
        sides = {self._whole.at, *(one.at for one in used)}
        if 0 < people < self._least and used and 0 in sides and len(sides) > 1:
            return self._whole, used, people
        row = max(rest.keys() - without, key=rest.__getitem__, default=None)
        if row is None or len(used) == self._most:
            return None
        # one of the parts holds that row, or it is among the few that none holds
        for one in self._parts:
            if row in one.rows and one not in used and self._left:
                self._left -= 1
                more = over + (one.rows - rest).total()
                found = more < self._least and self._from(rest - one.rows, more, (*used, one), without)
                if found:
                    return found
        without |= {row}
        few = sum(rest[one] for one in without) < self._least
        return self._from(rest, over, used, without) if few else None
