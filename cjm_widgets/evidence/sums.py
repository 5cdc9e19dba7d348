"""Few people between figures that came added up and those of answers that stand: their numbers tell it. Pure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cjm_widgets.evidence.least import LEAST, reckoned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.evidence.least import AnsweredBy, Standing, Stands
    from cjm_widgets.journey.scales import Scale

_FEWEST: Final = 2
"""Figures whose numbers must all fit: that of one would often fit in a later table."""
_DIGITS: Final = 6
_ROUNDED: Final = 0.51
"""How far a figure may be rounded, in its last digit."""
_Fit: TypeAlias = "tuple[_Way, _Way, int]"


class _Way(NamedTuple):
    """Groups that are put together, and those that are taken away from them; all are “”."""

    put: tuple[str, ...]
    away: tuple[str, ...] = ()


def refuse_few_beside(
    before: Standing, now: Standing, least: int = LEAST, *, of: str, answered_by: AnsweredBy = ""
) -> None:
    """Asks who answered a table that with the figures of answers tells what fewer people said than are shown.

    It is asked only where the numbers of all steps that both have fit, so that a later table passes.

    Args:
        before: the figures of answers that stand.
        now: those of the table.
        least: the fewest people of whom figures are shown.
        of: the name of the survey that stands.
        answered_by: who has answered, as somebody said.

    Raises:
        EvidenceError: if they are the same people, with what to do.
        WhoAnsweredError: if nobody said it.
    """
    found = _few(before, now, least) if answered_by != "others" else None
    if not found:
        return
    was, will, people = found
    raise reckoned(
        (_told(will, "the table"), _told(was, f"“{of}”")),
        people,
        least,
        before=f"as in “{of}”",
        instead=f"Take “{of}” off first, with its history (cjm detach --history), or leave groups out.",
        asks=not answered_by,
    )


def _few(before: Standing, now: Standing, least: int) -> _Fit | None:
    shared = [what for what in now if what in before and _scale(before[what], now[what])]
    if len(shared) < _FEWEST:
        return None
    ways = [_ways([side[what] for what in shared]) for side in (before, now)]
    fine = max(_decimals(one.value) for groups in now.values() for one in groups.values())
    # the same people fit in all groups of the same name too, as many as may have come
    alike = [one for one in ways[0] if one in ways[1] and not one.away]
    if not all(_fits(before[what], one, now[what], one, fine) for one in alike for what in shared):
        return None
    for was, will in product(*ways):
        people = [_people(now[what], will) - _people(before[what], was) for what in shared]
        most = max(map(abs, people))
        if 0 < most < least and all(_fits(before[what], was, now[what], will, fine) for what in shared):
            return was, will, most
    return None


def _scale(was: Mapping[str, Stands], will: Mapping[str, Stands]) -> Scale | None:
    scale, *others = {one.scale for one in (*was.values(), *will.values())}
    return None if others else scale


def _ways(figures: Sequence[Mapping[str, Stands]]) -> list[_Way]:
    """Every figure, all groups together, and all without one of these, as far as they stand at each step."""
    known = [one for one in figures[0] if all(one in groups for groups in figures)]
    groups = tuple(one for one in known if one)
    ways = [_Way((one,)) for one in known]
    ways += [_Way(groups)] if len(groups) > 1 else []
    if "" in known:
        return ways + [_Way(("",), (one,)) for one in groups]
    rest = [tuple(one for one in groups if one != out) for out in groups]
    return ways + [_Way(some) for some in rest if len(some) > 1]


def _people(groups: Mapping[str, Stands], way: _Way) -> int:
    return sum(groups[one].n for one in way.put) - sum(groups[one].n for one in way.away)


def _sum(groups: Mapping[str, Stands], way: _Way) -> float:
    put, away = (sum(groups[one].n * groups[one].value for one in some) for some in way)
    return put - away


def _fits(was: Mapping[str, Stands], one: _Way, will: Mapping[str, Stands], other: _Way, fine: int) -> bool:
    """Whether so many people more, or fewer, can have made the difference; figures of a table are rounded."""
    scale = _scale(was, will)
    people, left = _people(will, other) - _people(was, one), _sum(will, other) - _sum(was, one)
    if people < 0:
        people, left = -people, -left
    rounded = sum(will[group].n for group in (*other.put, *other.away)) * _ROUNDED * 10.0**-fine
    return scale is not None and scale.low * people - rounded <= left <= scale.high * people + rounded


def _decimals(value: float) -> int:
    return len(f"{value:.{_DIGITS}f}".rstrip("0").partition(".")[2])


def _told(way: _Way, name: str) -> str:
    put = " and ".join(filter(None, way.put))
    away = f" without {way.away[0]}" if way.away else ""
    return f"{name}{put and f', {put}'}{away}"
