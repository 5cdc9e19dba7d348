"""The axis that a curve is drawn on: its ends, its ticks and what it is called.

A scale is drawn whole. Only where its figures would make a flat line is it cut; then the cut is drawn
and the title says it, so that nobody takes a part for the whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cjm_widgets.journey.figures import round_step
from cjm_widgets.journey.scales import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.journey.satisfaction import Curve
    from cjm_widgets.journey.scales import Scale

_CAN_BE_CUT = ("negative-share", "positive-share", "nps")
_FLAT = 1 / 5
"""Of a scale: figures that lie closer together than this would make a flat line. The workbook's own threshold."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark on an axis.

    Args:
        value: the figure on the scale.
        height: 0 at the bottom of the picture, 1 at its top.
        label: what is written beside it where there is room: “Very satisfied”, “10 %”.
        figure: the same, short: “+2”, “10”.
    """

    value: float
    height: float
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the figures of one scale are drawn; the happier end is always at the top.

    Args:
        scale: the scale of the figures.
        low: the smallest figure that the picture has room for.
        high: the largest.
        title: what the axis is called, with its range where that is not the scale's own.
        ticks: from the bottom of the picture to its top.
        cut: at which ends of the picture the scale goes on beyond it.
    """

    scale: Scale
    low: float
    high: float
    title: str
    ticks: tuple[Tick, ...]
    cut: tuple[Literal["bottom", "top"], ...] = ()

    def height(self, value: float) -> float:
        """How high a figure is drawn: 0 at the bottom of the picture, 1 at its top."""
        return _height(value, self.low, self.high, self.scale.better)


def axes(curves: Iterable[Curve], beside: Mapping[str, Sequence[float]] | None = None) -> dict[str, Axis]:
    """One axis for each scale among the curves, wide enough for all figures on that scale and their intervals.

    Args:
        curves: the curves of a journey, gaps allowed.
        beside: other figures that are drawn on a scale, by its name.
    """
    values: dict[str, list[float]] = {}
    ends: dict[str, list[float]] = {}
    for curve in curves:
        name = curve.scale.name
        values.setdefault(name, []).extend(point.value for point in curve.points if point.value is not None)
        ends.setdefault(name, list((beside or {}).get(name, ()))).extend(
            end for point in curve.points for end in point.interval or ()
        )
    return {name: axis(scale_of(name), known, ends[name]) for name, known in values.items()}


def axis(scale: Scale, values: Sequence[float], ends: Sequence[float] = ()) -> Axis:
    """The axis for some figures of a scale.

    Args:
        scale: the scale.
        values: figures on it; none is allowed.
        ends: of the intervals of these figures, which must have room too.
    """
    flat = bool(values) and 0 < max(values) - min(values) < (scale.high - scale.low) * _FLAT
    if flat and scale.name in _CAN_BE_CUT:
        low, high = _part(scale, (*values, *ends))
    else:
        low, high = float(scale.low), float(scale.high)
    if scale.words:
        figures = [figure for figure, _ in scale.words]
    else:
        step = round_step(high - low)
        figures = [low + step * at for at in range(round((high - low) / step) + 1)]
    words = dict(scale.words)
    ticks = [
        Tick(
            value=figure,
            height=_height(figure, low, high, scale.better),
            label=words.get(figure, scale.say(figure)),
            figure=_short(figure, scale),
        )
        for figure in figures
    ]
    found = tuple(sorted(ticks, key=lambda tick: tick.height))
    return Axis(scale, low, high, _title(scale, low, high), found, _cut(scale, low, high))


def _cut(scale: Scale, low: float, high: float) -> tuple[Literal["bottom", "top"], ...]:
    below, above = low > scale.low, high < scale.high
    if scale.better == "low":
        below, above = above, below
    return (*(("bottom",) if below else ()), *(("top",) if above else ()))


def _part(scale: Scale, values: Sequence[float]) -> tuple[float, float]:
    lowest, highest = min(values), max(values)
    # an axis for shares starts at nothing unless that would press the curve into its far half
    floor = 0.0 if scale.low == 0 and lowest <= highest / 2 else lowest
    # and it never spans less than a tenth of the scale, or noise would look like a landslide
    least = (scale.high - scale.low) / 10
    floor = min(floor, scale.high - least)
    top = max(highest, floor + least)
    step = round_step(top - floor)
    low, high = math.floor(floor / step) * step, math.ceil(top / step) * step
    return max(float(scale.low), low), min(float(scale.high), high)


def _height(value: float, low: float, high: float, better: str) -> float:
    share = (value - low) / (high - low)
    return share if better == "high" else 1 - share


def _short(figure: float, scale: Scale) -> str:
    if figure == 0:
        return "0"
    return format(figure, "+g" if scale.low < 0 else "g").replace("-", "−")


def _title(scale: Scale, low: float, high: float) -> str:
    title = scale.title
    if (low, high) != (scale.low, scale.high):
        title += f", cut: drawn from {_short(low, scale)} to {_short(high, scale)} only"
    says_it = scale.better == "high" or title.endswith("is good")
    return title if says_it else f"{title}; fewer is better"
