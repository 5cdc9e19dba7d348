"""The same people's answers under other headings or in other numbers, as by how they go together. Pure."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cjm_widgets.evidence.again import are_no_strangers, only
from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.evidence.least import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Column: TypeAlias = "Sequence[float | None]"
Given: TypeAlias = "Mapping[float | None, int]"
Recoding: TypeAlias = "Mapping[float | None, float | None]"
_PUT_RIGHT: Final = 20
"""Of so many rows one may be put right; and so many at most."""
_WIDTH: Final = 200
"""Ways to pair columns that are kept while others are paired."""
_ROWS_READ: Final = 2_000_000
"""Rows that are put together at most, so that nobody waits; of many rows few ways to pair columns fit."""


class _Pair(NamedTuple):
    """A column of the fewer rows that may be one of the more, and what its answers are there."""

    few: int
    many: int
    to: Recoding
    codes: list[int]


class _Way(NamedTuple):
    """Columns that are paired, and a number for each row's answers in them."""

    pairs: tuple[_Pair, ...]
    few: list[int]
    many: list[int]
    lost: int


def recoded(one: Answers, other: Answers, least: int = LEAST) -> tuple[Answers, Mapping[str, str]] | None:
    """Answers under the headings and in the numbers of others, if they are for certain the same people's.

    Every answer must stand for one of the others', in their order or turned round, and nearly all rows be found.

    Args:
        one: the answers of a survey.
        other: those of another, which are recoded.
        least: as many rows less one may be found nowhere, and a few that were put right.

    Returns:
        The columns of `other` that are found in `one`, and what each of them is called there; None if that is not
        certain.
    """
    turned = len(one.rows) < len(other.rows)
    few, many = (one, other) if turned else (other, one)
    if not few.rows:
        return None
    way = _way(few, many, least - 1 + min(len(few.rows) // _PUT_RIGHT, _PUT_RIGHT))
    return _told(few, many, way, turned=turned) if way else None


def _told(few: Answers, many: Answers, way: _Way, *, turned: bool) -> tuple[Answers, Mapping[str, str]]:
    names = [(few.columns[pair.few], many.columns[pair.many]) for pair in way.pairs]
    maps = [pair.to for pair in way.pairs]
    if turned:
        names = [(there, here) for here, there in names]
        maps = [{there: here for here, there in to.items()} for to in maps]
    other = many if turned else few
    rows = tuple(
        tuple(to.get(answer) for to, answer in zip(maps, row, strict=True))
        for row in only(other, [was for was, _ in names])
    )
    return Answers(tuple(name for _, name in names), other.groups, rows), dict(names)


def _way(few: Answers, many: Answers, slack: int) -> _Way | None:
    """The way to pair columns so that nearly all of the fewer rows are found; None if strangers' might be as well."""
    here, there = _columns(few), _columns(many)
    given = [list(map(Counter, some)) for some in (here, there)]
    numbers = [{answer: at for at, answer in enumerate(of)} for of in given[1]]
    codes = [[of[answer] for answer in column] for of, column in zip(numbers, there, strict=True)]
    every = [sorted({one for of in some for one in of if one is not None}) for some in given]
    ways, read, sure = [_Way((), [0] * len(few.rows), [0] * len(many.rows), 0)], 0, False
    # what tells most comes first
    for at in sorted(range(len(here)), key=lambda at: -len(given[0][at])):
        name = few.columns[at]
        places = [many.columns.index(name)] if name in many.columns else range(len(there))
        pairs = [
            _Pair(at, to, how, [numbers[to].get(how.get(answer), -1) for answer in here[at]])
            for to in places
            for how in _fitting(given[0][at], given[1][to], every, slack)
        ]
        grown = [*ways]
        for way in ways:
            for pair in pairs:
                if pair.many in {one.many for one in way.pairs}:
                    continue
                read += len(few.rows) + len(many.rows)
                if read > _ROWS_READ:
                    return ways[0] if sure else None
                if (more := _paired(way, pair, codes[pair.many])).lost <= slack:
                    grown.append(more)
        ways = sorted(grown, key=lambda way: (-len(way.pairs), way.lost))[:_WIDTH]
        # once people are known, the other columns only follow
        if sure or _is_sure(ways[0], few, many):
            sure, ways = True, ways[:1]
    return ways[0] if sure else None


def _is_sure(way: _Way, few: Answers, many: Answers) -> bool:
    """Whether the rows are no strangers', though each way that was tried may have fitted by luck."""
    tried = (2 if few.columns[one.few] in many.columns else 2 * len(many.columns) for one in way.pairs)
    luck = sum(log(1 + count) for count in tried)
    return bool(way.pairs) and are_no_strangers(Counter(way.few), Counter(way.many), luck)


def _columns(answers: Answers) -> list[Column]:
    return list(zip(*only(answers, answers.columns), strict=True))


def _paired(way: _Way, pair: _Pair, codes: Sequence[int]) -> _Way:
    numbers: dict[tuple[int, int], int] = {}
    many = [numbers.setdefault(each, len(numbers)) for each in zip(way.many, codes, strict=True)]
    few = [numbers.setdefault(each, len(numbers)) for each in zip(way.few, pair.codes, strict=True)]
    return _Way((*way.pairs, pair), few, many, _lost(Counter(few), Counter(many)))


def _lost(few: Mapping[int, int], many: Mapping[int, int]) -> int:
    return sum(max(0, count - many.get(row, 0)) for row, count in few.items())


def _fitting(was: Given, will: Given, every: Sequence[Sequence[float]], slack: int) -> Iterator[Recoding]:
    """What the answers of a column may stand for in another, if these are given there as often or more often."""
    here, there = (sorted(one for one in some if one is not None) for some in (was, will))
    for how in _recodings(here, there, *every):
        to: dict[float | None, float | None] = dict([(None, None), *how])
        if sum(max(0, count - will.get(to.get(answer), 0)) for answer, count in was.items()) <= slack:
            yield to


def _recodings(
    here: Sequence[float], there: Sequence[float], every_here: Sequence[float], every_there: Sequence[float]
) -> Iterator[Iterable[tuple[float, float]]]:
    if len(here) != len(there) and len(every_here) == len(every_there):  # an answer that only others gave
        here, there = every_here, every_there
    if len(here) == len(there):
        yield zip(here, there, strict=True)
        yield zip(here, reversed(there), strict=True)
    elif here and there:
        ends = min(here[0], there[0]) + max(here[-1], there[-1])
        every = {*here, *there}
        yield ((one, one) for one in every)
        yield ((one, ends - one) for one in every)
