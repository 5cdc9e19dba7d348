"""Intervals: where the figure of all customers lies, as far as a sample of them can tell."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.95


def wilson(share: float, n: int, *, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a share by Wilson's score: right also for small samples and for shares near 0 and 1.

    Args:
        share: of the sample, 0 to 1.
        n: how many people answered.
        level: how often, of all samples, the interval should hold the true share.

    Raises:
        ValueError: nobody answered, or the share is none.

    Source: Wilson (1927); Newcombe (1998), method 3.
    """
    if n < 1 or not 0 <= share <= 1:
        raise ValueError(f"A share of 0 to 1 among at least one person is needed, not {share} among {n}.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    whole = 1 + z * z / n
    low = 0.0 if share == 0 else (middle - reach) / whole
    high = 1.0 if share == 1 else (middle + reach) / whole
    return low, high


def counted(count: float) -> tuple[float, float]:
    """The interval at 95 % of how often something happens in such a time, by Byar's formula.

    Args:
        count: how often it happened, at least 0.

    Raises:
        ValueError: less than nothing was counted.

    Source: Breslow and Day (1987), volume II, page 69.
    """
    if count < 0:
        raise ValueError(f"Nothing can happen {count} times.")
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
