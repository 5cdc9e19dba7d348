"""Few people between figures that came added up and those of answers: their numbers tell it, on scales alike. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cjm_widgets.evidence.least import LEAST, reckoned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.least import AnsweredBy, Standing, Stands
    from cjm_widgets.journey.scales import Scale

_MANY_GROUPS: Final = 8
"""Groups up to which all are put together with all others; of more, which fit more often by chance, only two."""
_FEW_GROUPS: Final = 3
_DIGITS: Final = 6
_EXACT: Final = 9
"""Decimals of what is not rounded, up to what a computer is off by."""
_ROUNDED: Final = 0.51
"""How far a figure may be rounded, in its last digit."""
_Fit: TypeAlias = "tuple[_Way, _Way, int]"
_Ways: TypeAlias = "tuple[_Way, _Way]"
_Step: TypeAlias = "tuple[Mapping[str, Stands], Mapping[str, Stands], Sequence[int]]"
"""What stands at a step, what comes, and the decimals of both."""


class _Way(NamedTuple):
    """Groups that are put together, and those that are taken away from them; all are “”."""

    put: tuple[str, ...]
    away: tuple[str, ...] = ()


def refuse_few_beside(  # noqa: PLR0913  each is something that is known of two surveys
    before: Standing,
    now: Standing,
    least: int = LEAST,
    *,
    of: str,
    brought: str = "the table",
    answered_by: AnsweredBy = "",
    exact: tuple[bool, bool] = (True, False),
) -> None:
    """Asks who answered where a table and the figures of answers together tell what fewer people said than are shown.

    It is asked only where the numbers of all steps that both have fit, so that a later table passes.

    Args:
        before: the figures that stand.
        now: those that come; the one are of answers, or both.
        least: the fewest people of whom figures are shown.
        of: the name of the survey that stands.
        brought: what comes, as it is told.
        answered_by: who has answered, as somebody said.
        exact: whether the figures that stand, and those that come, are of answers, and so not rounded.

    Raises:
        EvidenceError: if they are the same people, with what to do.
        WhoAnsweredError: if nobody said it.
    """
    found = _few(before, now, least, exact) if answered_by != "others" else None
    if not found:
        return
    was, will, people = found
    raise reckoned(
        (_told(will, brought), _told(was, f"“{of}”")),
        people,
        least,
        before=f"as in “{of}”",
        instead=f"Take “{of}” off first, with its history (cjm detach --history), or leave groups out.",
        asks=not answered_by,
    )


def _few(before: Standing, now: Standing, least: int, exact: tuple[bool, bool]) -> _Fit | None:
    shared = [what for what in now if what in before and _are_of_one_family(before[what], now[what])]
    if not shared:
        return None
    sides = [[side[what] for what in shared] for side in (before, now)]
    fine = [
        _EXACT if known else max(_decimals(one.value) for groups in side.values() for one in groups.values())
        for side, known in zip((before, now), exact, strict=True)
    ]
    (plain, more), (plain_now, more_now) = map(_ways, sides)
    steps = [(was, will, fine) for was, will in zip(*sides, strict=True)]
    # the same people fit in all groups of the same name too, as many as may have come
    alike = [one for one in plain if one in plain_now and not one.away]
    if not all(_fits(step, one, one) for one in alike for step in steps):
        return None
    first = steps[0]
    # several groups beside several others fit too often by chance
    for was, will in ((plain, plain_now), (plain, more_now), (more, plain_now)):
        for one, other in _nearly_as_many(first, was, will, least):
            people = [_people(then, other) - _people(once, one) for once, then, _ in steps]
            most = max(map(abs, people))
            if 0 < most < least and all(_fits(step, one, other) for step in steps):
                return one, other, most
    return None


def _nearly_as_many(step: _Step, was: Iterable[_Way], will: Iterable[_Way], least: int) -> Iterator[_Ways]:
    before, now, _ = step
    sized = sorted(((_people(now, one), at, one) for at, one in enumerate(will)), key=itemgetter(0, 1))
    for one in was:
        people = _people(before, one)
        low = bisect_right(sized, people - least, key=itemgetter(0))
        high = bisect_left(sized, people + least, key=itemgetter(0))
        yield from ((one, other) for _, _, other in sorted(sized[low:high], key=itemgetter(1)))


def _are_of_one_family(was: Mapping[str, Stands], will: Mapping[str, Stands]) -> bool:
    return len({_family(one.scale) for one in (*was.values(), *will.values())}) == 1


def _family(scale: Scale | None) -> str:
    """Scales of which each says what the others say: points may only be counted otherwise, or turned round."""
    if scale is None or scale.name == "nps":
        return scale.name if scale else ""
    return "share" if scale.unit == "%" or scale.high - scale.low == 1 else "points"


def _ways(figures: Sequence[Mapping[str, Stands]]) -> tuple[list[_Way], list[_Way]]:
    """Every figure, all groups together, and all without one of these, as far as they stand at each step; and others.

    The others are several groups together, and all without several.
    """
    known = [one for one in figures[0] if all(one in groups for groups in figures)]
    groups = tuple(one for one in known if one)
    ways = [_Way((one,)) for one in known]
    ways += [_Way(groups)] if len(groups) > 1 else []
    most = len(groups) if len(groups) <= _MANY_GROUPS else _FEW_GROUPS
    some = [each for many in range(1, most) for each in combinations(groups, many)]
    if "" in known:
        ways += [_Way(("",), (one,)) for one in groups]
        more = [_Way(("",), each) for each in some if len(each) > 1]
    else:
        rest = [tuple(one for one in groups if one != out) for out in groups]
        ways += [_Way(each) for each in rest if len(each) > 1]
        more = []
    return ways, [*more, *(one for each in some if len(each) > 1 and (one := _Way(each)) not in ways)]


def _people(groups: Mapping[str, Stands], way: _Way) -> int:
    return sum(groups[one].n for one in way.put) - sum(groups[one].n for one in way.away)


def _sum(groups: Mapping[str, Stands], way: _Way) -> float:
    put, away = (sum(groups[one].n * _height(groups[one]) for one in some) for some in way)
    return put - away


def _height(one: Stands) -> float:
    return one.scale.height(one.value) if one.scale else 0.0


def _fits(step: _Step, one: _Way, other: _Way) -> bool:
    """Whether so many people more, or fewer, can have made the difference; figures of a table are rounded."""
    was, will, fine = step
    people, left = _people(will, other) - _people(was, one), _sum(will, other) - _sum(was, one)
    if people < 0:
        people, left = -people, -left
    rounded = _rounded(was, one, fine[0]) + _rounded(will, other, fine[1])
    return -rounded <= left <= people + rounded


def _rounded(groups: Mapping[str, Stands], way: _Way, fine: int) -> float:
    """How far a sum of heights may be off."""
    wide = (one.scale.high - one.scale.low for one in groups.values() if one.scale)
    return sum(groups[one].n for one in (*way.put, *way.away)) * _ROUNDED * 10.0**-fine / next(wide, 1.0)


def _decimals(value: float) -> int:
    return len(f"{value:.{_DIGITS}f}".rstrip("0").partition(".")[2])


def _told(way: _Way, name: str) -> str:
    put = " and ".join(filter(None, way.put))
    away = f" without {' and '.join(way.away)}" if way.away else ""
    return f"{name}{put and f', {put}'}{away}"
