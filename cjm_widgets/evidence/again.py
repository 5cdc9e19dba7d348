"""Whether those who answered before answer again in another file: their rows tell it, where they are kept. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final, TypeAlias

from cjm_widgets.evidence.bare_answers import as_kept
from cjm_widgets.evidence.least import LEAST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.evidence.bare_answers import Answers
    from cjm_widgets.evidence.least import People

Counts: TypeAlias = "Mapping[tuple[str, str], Mapping[float, int]]"
"""How often each answer was given, by column and group; of all together under “”."""
_PARTS: Final = 8
"""Parts of the columns, each of which is left out once; of many rows two, which many tell as well."""
_MANY: Final = 20_000
_BY_CHANCE: Final = 0.25
"""Where more strangers' rows than that are like some that are there, rows do not tell strangers."""
_BY_LUCK: Final = 0.001
"""How likely it may be at most that strangers' rows are found as often (by the bound of Hoeffding)."""


@dataclass(frozen=True, slots=True)
class Again:
    """What the answers of two files say beside each other.

    Args:
        people: whether they are the same people's.
        was: the answers of before.
        now: those of the new file.
    """

    people: People
    was: Counts
    now: Counts


def again(
    before: Answers, curves: Mapping[int, str], now: Answers, groups: Sequence[str], columns: Collection[str]
) -> Again:
    """What answers that are kept say beside those of a file.

    Args:
        before: those that are kept.
        curves: the group of each code of theirs.
        now: those of the file.
        groups: the group of each respondent of the file.
        columns: those that may be compared, as their scale is the same.
    """
    shared = [one for one in before.columns if one in columns and one in now.columns]
    was, will = _only(before, shared), [tuple(map(as_kept, row)) for row in _only(now, shared)]
    whose = [curves.get(code, "") for code in before.groups]
    # one column that was put right throughout hides nobody: the others tell
    count = min(len(shared), _PARTS if len(will) <= _MANY else 2)
    parts = (slice(at, None, count) for at in range(count))
    told = people = _people(was, will)
    while people != "same" and (part := next(parts, None)):
        people = _people(*(_without(part, rows) for rows in (was, will)))
    people = people if people == "same" else told
    return Again(people, _counted(shared, whose, was), _counted(shared, groups, will))


def _without(part: slice, rows: Sequence[tuple[float | None, ...]]) -> list[tuple[float | None, ...]]:
    found = []
    for row in rows:
        left = list(row)
        del left[part]
        found.append(tuple(left))
    return found


def _only(answers: Answers, columns: Sequence[str]) -> list[tuple[float | None, ...]]:
    places = [answers.columns.index(one) for one in columns]
    return [tuple(row[at] for at in places) for row in answers.rows]


def _counted(columns: Sequence[str], groups: Sequence[str], rows: Sequence[tuple[float | None, ...]]) -> Counts:
    found: dict[tuple[str, str], Counter[float]] = {}
    for at, column in enumerate(columns):
        for (group, answer), count in Counter(zip(groups, (row[at] for row in rows), strict=True)).items():
            if answer is not None:
                for of in {"", group}:
                    found.setdefault((column, of), Counter())[answer] += count
    return found


def _people(before: Sequence[tuple[float | None, ...]], now: Sequence[tuple[float | None, ...]]) -> People:
    """Whether rows are the same people's: most of the fewer are found again, more than chance would bring.

    How likely a stranger's row is like one that is there follows from how many of these stand alone (Good 1953).
    """
    few, many = sorted(
        (Counter(row for row in rows if any(one is not None for one in row)) for rows in (before, now)),
        key=Counter.total,
    )
    if not few:
        return "unknown"
    again = (few & many).total()
    found, chance = again / few.total(), 1 - sum(n == 1 for n in many.values()) / many.total()
    if found >= (1 + chance) / 2 and exp(-2 * few.total() * (found - chance) ** 2) < _BY_LUCK:
        return "same"
    strangers = found <= chance + (1 - chance) / 4 and few.total() - again >= LEAST and chance <= _BY_CHANCE
    return "others" if strangers else "unknown"
