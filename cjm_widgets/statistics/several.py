"""Calling several things at once: the more are tried, the more of them look sure by chance alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from cjm_widgets.statistics.intervals import LEVEL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

K = TypeVar("K")

_HALF: Final = 0.5


def holm(chances: Mapping[K, float]) -> set[K]:
    """Those that may be called so that in 95 of 100 such families none is called wrongly.

    Args:
        chances: how often chance alone would do each, 0 to 1.

    Source: Holm, Scandinavian Journal of Statistics 6 (1979), 65-70.
    """
    called: set[K] = set()
    for key in sorted(chances, key=lambda each: chances[each]):
        if chances[key] * (len(chances) - len(called)) > 1 - LEVEL:
            break
        called.add(key)
    return called


def by_levels(told: Mapping[K, Callable[[float], int]]) -> dict[K, int]:
    """Holm's steps where of each only its interval is known: all are asked at the level that is its turn.

    Args:
        told: what each tells at a level: 1 or −1 where its interval lies to that side of nought, or else 0.

    Returns:
        What may be told of each, so that in 95 of 100 such families none is told wrongly.

    Source: as holm; the smallest chance is below a bound just where an interval of that level leaves nought out.
    """
    found: dict[K, int] = {}
    while len(found) < len(told):
        level = 1 - (1 - LEVEL) / (len(told) - len(found))
        now = {key: side for key, ask in told.items() if key not in found and (side := ask(level))}
        if not now:
            break
        found |= now
    return {key: found.get(key, 0) for key in told}
