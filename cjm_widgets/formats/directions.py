"""In which directions of a circle people stand: where they were put, else in the widest gap, and apart. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULL: Final = 360
_FIRST: Final = (60, 110, 160)
"""Where the first stands whom nobody has put anywhere, in each circle from the inner one, so that they are no row."""
_APART: Final = (24, 14, 10)
_BESIDE_TITLE: Final = 16
"""Degrees from the top of a circle, where it has its title."""
_STEP: Final = 2


def directions(own: Sequence[float | None], circle: int) -> list[float]:
    """A direction for everybody in a circle, in degrees, clockwise from the top.

    Args:
        own: where each was put, if anywhere.
        circle: which one, 0 for the inner one.
    """
    # with so many, one place at least is always left for the next
    apart = min(_APART[circle], (_FULL - 2 * _BESIDE_TITLE) / (2 * max(1, len(own))) - _STEP)
    taken: list[float] = []
    found: dict[int, float] = {}
    for at in sorted(range(len(own)), key=lambda at: own[at] is None):
        wanted = own[at]
        angle = (_widest_gap(taken) if taken else float(_FIRST[circle])) if wanted is None else wanted
        tries = (angle + sign * off for off in range(0, _FULL, _STEP) for sign in (1, -1))
        found[at] = next((one % _FULL for one in tries if _stands(one, taken, apart)), angle)
        taken.append(found[at])
    return [found[at] for at in range(len(own))]


def _stands(at: float, taken: list[float], apart: float) -> bool:
    return _between(at, 0) >= _BESIDE_TITLE and all(_between(at, other) >= apart for other in taken)


def _widest_gap(taken: list[float]) -> float:
    row = sorted(taken)
    ends = [*row[1:], row[0] + _FULL]
    gap, start = max((end - start, -start) for start, end in zip(row, ends, strict=True))
    return (gap / 2 - start) % _FULL


def _between(one: float, other: float) -> float:
    off = abs(one - other) % _FULL
    return min(off, _FULL - off)
