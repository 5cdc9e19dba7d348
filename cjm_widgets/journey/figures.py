"""Figures in words, and from where to where those of one indicator are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_FLAT: Final = 1 / 6
"""Figures that take up less of the whole scale than this can hardly be told apart on it."""
_FINEST: Final = 12
"""Decimals beyond which two figures are one: what a computer is off by when it counts stands there."""
_TINY: Final = 1e-4
"""A figure smaller than this is written with all its decimals."""


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where an indicator is drawn.

    Args:
        low: its left end.
        high: its right end.
        cut: whether it is only a part of all that the figure can be.
    """

    low: float
    high: float
    cut: bool


def figure(value: float, unit: str = "") -> str:
    """A figure with its unit, as people write it: “4.5 days”, “−3”, “36 %”."""
    if 0 < abs(value) < _TINY:
        text = format(value, f".{_FINEST}f").rstrip("0").rstrip(".")
    else:
        text = format(round(value, 6), ",.10g")
    return f"{'0' if text == '-0' else text.replace('-', '−')} {unit.strip()}".strip()


def alike(one: float, other: float) -> bool:
    """Whether two figures are no further apart than a computer's own error."""
    return round(one - other, _FINEST) == 0


def ends(low: float, high: float, *, signed: bool = False) -> tuple[str, str]:
    """The two ends of an interval, no more exact than it is and never alike: “2.8” and “30.1”, “0.028” and “0.041”.

    Args:
        low: the lower end.
        high: the upper end.
        signed: whether they are changes, so that “+” is said as well.
    """
    wide = high - low
    digits = max(1, ceil(-log10(wide / 5))) if wide > 0 else 1
    one, other = (
        f"{'+' if signed and end > 0 else ''}{figure(end)}" for end in (round(low, digits), round(high, digits))
    )
    return one, other


def span(low: float, high: float, digits: int) -> str:
    """“8 to 14”: the two ends of an interval, with more decimals where they would read alike; one figure if they are.

    Args:
        low: the lower end.
        high: the upper end.
        digits: how many decimals each has at least.
    """
    if alike(low, high):
        return fixed(low, digits)
    while fixed(low, digits) == fixed(high, digits) and digits < _FINEST:
        digits += 1
    return f"{fixed(low, digits)} to {fixed(high, digits)}"


def fixed(value: float, digits: int, sign: str = "") -> str:
    """A figure with so many decimals, a true minus and none before nought; `sign` “+” says that it is above nought."""
    return f"{value:{sign}z.{digits}f}".replace("-", "−")


def is_share(unit: str) -> bool:
    """Whether a unit says that its figures are so many in a hundred."""
    return unit.strip().lower().startswith(("%", "percent", "per cent"))


def difference(value: float, unit: str, *, share: bool) -> str:
    """How far two figures are apart: “2.5 days”; of shares “4 percentage points”, as 4 % of a share is another thing.

    Args:
        value: the one less the other.
        unit: the unit of both.
        share: whether both are shares.
    """
    return figure(value, points(value) if share else unit)


def points(value: float) -> str:
    """What the difference of two shares is counted in."""
    return "percentage point" if abs(round(value, 6)) == 1 else "percentage points"


def extent_of(known: Sequence[float], *, share: bool) -> Extent | None:
    """The scale for some figures: all that they can be, or a part of it where they would stand too close to tell apart.

    Args:
        known: the figures, and the ends of their intervals.
        share: whether they are shares, 0 to 100.

    Returns:
        None without a figure.
    """
    if not known:
        return None
    least, most = (round(end, _FINEST) + 0.0 for end in (min(known), max(known)))
    largest = max(abs(least), abs(most))
    wide = 0.0 if most - least <= largest / 1e9 else most - least
    bounded = share and least >= 0 and most <= 100
    end = 100.0 if bounded else _up(most, round_step(most)) if least >= 0 else 0.0
    if least >= 0 and (wide == 0 or wide >= end * _FLAT):
        return Extent(0.0, end or 1.0, cut=False)
    step = round_step(wide or largest)
    low, high = 0.0 - _up(-least, step), _up(most, step)
    if low == high:
        low, high = low - step, high + step
    if least >= 0:
        low, high = max(low, 0.0), min(high, 100.0) if bounded else high
    return Extent(low, high, cut=low > 0 or (bounded and high < end))


def round_step(wide: float) -> float:
    """A round number of which at most five make up a width."""
    if wide <= 0:
        return 1.0
    power = 10.0 ** floor(log10(wide / 5))
    return next(_exact(of * power) for of in (1, 2, 5, 10) if of * power >= wide / 5)


def _up(value: float, step: float) -> float:
    return _exact(ceil(round(value / step, 9)) * step) + 0.0


def _exact(value: float) -> float:
    return float(format(value, f".{_FINEST}g"))
