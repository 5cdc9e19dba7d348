"""Student's t: how far an average may lie from that of all where how far the answers spread is a sample's, too."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import Final

_HALF: Final = 0.5
_NORMAL: Final = NormalDist()
_MANY: Final = 1000
_NEARLY_NORMAL: Final = 1e6
_NEAR: Final = 1e-15
_CLOSE: Final = 1e-12


@lru_cache(maxsize=1024)
def quantile(freedom: float, level: float) -> float:
    """How many standard errors to either side hold such a share of all samples.

    Newton's steps on the logarithms of both sides come down to it from above; from a thousand degrees of freedom on
    the series of Cornish and Fisher leaves out less than 1e-13 of it.

    Args:
        freedom: the degrees of freedom, above 0.
        level: the share, between 0 and 1.

    Raises:
        ValueError: there is no freedom.

    Source: Abramowitz and Stegun (1964), 26.7.1 and 26.7.5.
    """
    if freedom <= 0:
        raise ValueError(f"Nothing can be told from {freedom} degrees of freedom.")
    t = _NORMAL.inv_cdf((1 + level) / 2)
    if freedom >= _MANY:
        return _by_series(t, freedom)
    step = math.inf
    while abs(step) > _CLOSE:
        tail = beyond(t, freedom)
        step = tail * math.log(tail / (1 - level)) / (2 * t * _density(t, freedom))
        t *= math.exp(step)
    return t


def beyond(t: float, freedom: float) -> float:
    """How often chance alone lies at least so many standard errors to either side.

    Args:
        t: how many.
        freedom: the degrees of freedom, above 0.

    Source: Abramowitz and Stegun (1964), 26.7.1; 26.7.8 beyond a million degrees.
    """
    if freedom > _NEARLY_NORMAL:
        return 2 * _NORMAL.cdf(-abs(t) * (1 - (t * t + 1) / (4 * freedom)))
    return _beta(freedom / 2, _HALF, freedom / (freedom + t * t), t * t / (freedom + t * t))


def _by_series(z: float, freedom: float) -> float:
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom**power for power, term in enumerate(terms, 1))


def _density(t: float, freedom: float) -> float:
    scale = _log_gammas(freedom / 2) - math.log(freedom * math.pi) / 2
    return math.exp(scale - (freedom + 1) / 2 * math.log1p(t * t / freedom))


def _beta(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function of x = 1 − rest, where a or b is one half.

    Source: Abramowitz and Stegun (1964), 26.5.8; Lentz's way through the fraction, Applied Optics 15 (1976), 668.
    """
    if not x or not rest:
        return float(not rest)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, rest, x)
    front = math.exp(
        a * _log(x, rest)
        + b * _log(rest, x)
        + _log_gammas(a if b == _HALF else b)
        - math.log(math.pi) / 2
        - math.log(a)
    )
    fraction, ahead, behind, place = 1.0, math.inf, 1.0, 0
    change = 0.0
    while abs(change - 1) > _NEAR:
        place += 1
        m = place // 2
        part = -(a + m) * (a + b + m) if place % 2 else m * (b - m)
        term = part * x / ((a + place - 1) * (a + place))
        behind = 1 / (1 + term * behind)
        ahead = 1 + term / ahead
        change = ahead * behind
        fraction *= change
    return front * fraction


def _log(x: float, rest: float) -> float:
    return math.log(x) if x < rest else math.log1p(-rest)


def _log_gammas(a: float) -> float:
    """The logarithm of Γ(a + ½) / Γ(a); two large logarithms would leave nothing of their difference."""
    if a < 50:
        return math.lgamma(a + _HALF) - math.lgamma(a)
    return math.log(a) / 2 - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5)
