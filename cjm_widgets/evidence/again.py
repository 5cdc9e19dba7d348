"""Whether those who answered before answer again in another file: their rows tell it, where they are kept. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import erf, exp, log, pi, sqrt
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cjm_widgets.evidence.bare_answers import as_kept
from cjm_widgets.evidence.least import LEAST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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
    was, will = only(before, shared), only(now, shared)
    whose = [curves.get(code, "") for code in before.groups]
    return Again(_whose(was, will, len(shared)), _counted(shared, whose, was), _counted(shared, groups, will))


def shared_by(one: Answers, other: Answers, least: int = LEAST) -> People:
    """Whether the same people have answered in two surveys, or some of them.

    Args:
        one: the answers of a survey.
        other: those of another.
        least: with fewer rows than that besides, the one survey lies within the other.

    Returns:
        “same” for certain, “unknown” where they may, as one survey lies within the other; “” where nothing tells so.
    """
    shared = [column for column in one.columns if column in other.columns]
    both = only(one, shared), only(other, shared)
    if (people := _whose(*both, len(shared))) != "unknown":
        return "same" if people == "same" else ""
    few, many = sorted(map(_of_somebody, both), key=Counter.total)
    if not few:
        return ""
    again, chance = (few & many).total(), _by_chance(many)
    if again > chance * few.total() and _luck(few, again, chance) < _BY_LUCK:
        return "same"
    return "unknown" if few.total() - again < least else ""


def _whose(was: Sequence[tuple[float | None, ...]], will: Sequence[tuple[float | None, ...]], columns: int) -> People:
    # one column that was put right throughout hides nobody: the others tell
    count = min(columns, _PARTS if len(will) <= _MANY else 2)
    parts = (slice(at, None, count) for at in range(count))
    told = people = _people(was, will)
    while people != "same" and (part := next(parts, None)):
        people = _people(*(_without(part, rows) for rows in (was, will)))
    return people if people == "same" else told


def _without(part: slice, rows: Sequence[tuple[float | None, ...]]) -> list[tuple[float | None, ...]]:
    found = []
    for row in rows:
        left = list(row)
        del left[part]
        found.append(tuple(left))
    return found


def only(answers: Answers, columns: Sequence[str]) -> list[tuple[float | None, ...]]:
    """The rows of answers with some columns only, each answer as it is read back.

    Args:
        answers: where they are.
        columns: which of theirs.
    """
    places = [answers.columns.index(one) for one in columns]
    return [tuple(as_kept(row[at]) for at in places) for row in answers.rows]


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
    few, many = sorted(map(_of_somebody, (before, now)), key=Counter.total)
    if not few:
        return "unknown"
    again = (few & many).total()
    found, chance = again / few.total(), _by_chance(many)
    if found >= (1 + chance) / 2 and _luck(few, again, chance) < _BY_LUCK:
        return "same"
    strangers = found <= chance + (1 - chance) / 4 and few.total() - again >= LEAST and chance <= _BY_CHANCE
    return "others" if strangers else "unknown"


def _of_somebody(rows: Iterable[tuple[float | None, ...]]) -> Counter[tuple[float | None, ...]]:
    return Counter(row for row in rows if any(one is not None for one in row))


def _by_chance(rows: Counter[Any]) -> float:
    return 1 - sum(n == 1 for n in rows.values()) / rows.total()


def are_no_strangers(few: Counter[int], many: Counter[int], ways: float) -> bool:
    """Whether so many rows of fewer people are found among those of more that these cannot be others by luck.

    Args:
        few: how often each row is there.
        many: the same of more people.
        ways: the logarithm of how many ways to compare them were tried, the best of which these are.
    """
    again, n, m = (few & many).total(), few.total(), many.total()
    chance = _by_chance(many)
    alone = max(0.0, again / n - chance) ** 2 * 2 * n
    # of rows that are often alike: how many strangers find no row like theirs, by the bound of McDiarmid
    others = sum(_too_many(n, m, count / m) for count in many.values())
    together = 2 * max(0.0, others - (n - again)) ** 2 / (n + m)
    return max(alone, together) - ways > -log(_BY_LUCK)


def _too_many(n: int, m: int, share: float) -> float:
    """How many more of n than of m people give an answer, on average, if a share of all people does (at least 0)."""
    mean, spread = (n - m) * share, sqrt((n + m) * share * (1 - share))
    if not spread:
        return max(0.0, mean)
    by = mean / spread
    return spread * exp(-by * by / 2) / sqrt(2 * pi) + mean * (1 + erf(by / sqrt(2))) / 2


def _luck(few: Counter[tuple[float | None, ...]], again: int, chance: float) -> float:
    return exp(-2 * few.total() * (again / few.total() - chance) ** 2)
