"""What moved from one survey to the next: all figures of both are asked about together, so that chance calls none."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from cjm_widgets.statistics.compare import difference, side
from cjm_widgets.statistics.enough import fewest_said
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels
from cjm_widgets.statistics.standing import Wider, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cjm_widgets.statistics.figures import Figure

K = TypeVar("K")


class Moved(NamedTuple):
    """How far a figure lies from the one of before.

    Args:
        value: the later less the earlier.
        low: at least, at 95 % by itself; a figure that is called by itself just where that leaves nought out.
        high: at most.
        called: whether that is more than chance, all figures together.
        more: how many more answers to the later survey would tell; None where it is told, or where `each` is known.
        each: how many answers in each of two such surveys would, where that takes fewer people: beside few of before
            no number of later ones may tell.
    """

    value: float
    low: float
    high: float
    called: bool
    more: int | None
    each: int | None


class Pair(NamedTuple, Generic[K]):
    """The figures of two surveys that may be compared with each other, as they are on one scale.

    Args:
        before: those of the earlier.
        now: those of the later; what only one of them has is left out.
    """

    before: Mapping[K, Figure]
    now: Mapping[K, Figure]


def moved(families: Sequence[Pair[K]]) -> list[dict[K, Moved]]:
    """What moved, by more than chance in 95 of 100 such comparisons at most for all of its figures together (Holm).

    It is reckoned as if other people had answered; where the same did, the intervals are wide rather than narrow. They
    are called by the widest of the intervals that they may have, as steps of one survey are (`standing`), and a part of
    an answer further where answers lie at both ends of the scale: there each moves the average by so much that the
    share of samples beyond an interval goes in jumps (Yates, 1934, Supplement to the Journal of the Royal Statistical
    Society 1, 217-235). tests/statistics/test_false_changes.py prints how often it is wrong.

    Args:
        families: the figures on each scale, as heights from 0 to 1.

    Returns:
        For each family what lies between its figures.
    """
    asked = {
        (at, key): (before[key], now[key])
        for at, (before, now) in enumerate((_sure(one.before), _sure(one.now)) for one in families)
        for key in before
        if key in now
    }
    told = by_levels({key: partial(_way, *pair) for key, pair in asked.items()})
    left = 1 - (1 - LEVEL) / max(1, sum(not way for way in told.values()))  # Holm's, of those that are left
    found: list[dict[K, Moved]] = [{} for _ in families]
    for (at, key), pair in asked.items():
        ends = _ends(*pair)
        if ends is not None:
            called = bool(told[at, key])
            to_tell = (None, None) if called else _to_tell(*pair, left)
            found[at][key] = Moved(pair[1].value - pair[0].value, *ends, called, *to_tell)
    return found


def _sure(figures: Mapping[K, Figure]) -> dict[K, Wider]:
    return {key: replace(one, jumps=True) for key, one in widened(figures).items() if isinstance(one, Wider)}


def _ends(before: Wider, now: Wider) -> tuple[float, float] | None:
    """Of the figures as they are; wider only where these would tell what is not called."""
    ends = difference([(1, now.figure), (-1, before.figure)])
    wide = difference([(1, now), (-1, before)])
    if ends is None or wide is None or side(ends) == side(wide):
        return ends
    return max(-1.0, wide[0]), min(1.0, wide[1])


def _way(before: Wider, now: Wider, level: float) -> int:
    return side(difference([(1, now), (-1, before)], level))


def _to_tell(before: Wider, now: Wider, level: float) -> tuple[int | None, int | None]:
    """How many more answers to the later would tell, or how many to each of two."""
    if before.value == now.value:
        return None, None
    n, m = before.figure.n, now.figure.n
    by_later: Callable[[float], bool] = lambda more: bool(_way(before, now.grown((m + more) / m), level))  # noqa: E731
    by_both: Callable[[float], bool] = lambda of: bool(_way(before.grown(of / n), now.grown(of / m), level))  # noqa: E731
    more, each = fewest_said(by_later), fewest_said(by_both)
    return (None, each) if each and (more is None or more > 2 * each) else (more, None)
