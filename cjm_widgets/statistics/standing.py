"""Which steps stand above or below the others of their scale by more than chance: hot spots that may be called so.

What is asked of each step is whether its true figure is the average of the true figures of the others; of all steps
together, so that where none differs, 95 in 100 surveys have none called (Holm). Where some differ, a step in the middle
may rightly be called beside them: it is not the worst, but it is worse than the rest. A file that is looked through and
the map on which it is put call the same steps: both go by what the map keeps of a figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from cjm_widgets.statistics import student
from cjm_widgets.statistics.compare import FromOthers, side
from cjm_widgets.statistics.figures import Exact, Score, Share
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.statistics.figures import Figure, Spanned

K = TypeVar("K")

FEWEST: Final = 2
"""Below it there are no others to stand above or below."""
_MIDDLE: Final = 0.5
_AT_BOTH_ENDS: Final = 0.25
"""Half of Yates's half an answer, as each of two figures has it; found by the grid of test_false_changes.py."""
_AT_ONE_END: Final = 0.6
"""For five people who all answer alike by chance."""


@dataclass(frozen=True, slots=True)
class Wider:
    """A figure with the widest of the intervals that it may have: at levels far beyond 95 % its own is too narrow.

    With three answers of whom one in ten is so, Wilson's alone calls one of 14 steps in every sixth survey; and of
    averages that spread little by chance one would seem sure.

    Args:
        figure: the figure.
        usual: the variance of the answers of all steps.
        freedom: the degrees of freedom of that; 0 leaves it out.
        jumps: whether it reaches a part of an answer further where answers lie at both ends of the scale; only of
            heights from 0 to 1.
        known: its intervals, worked out once: each is asked for again beside every other step.
    """

    figure: Figure
    usual: float = 0.0
    freedom: float = 0.0
    jumps: bool = False
    known: dict[float, tuple[float, float] | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def value(self) -> float:
        """The figure, as it is shown."""
        return self.figure.value

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """The widest interval, of the same level."""
        if level not in self.known:
            self.known[level] = self._widest(level)
        return self.known[level]

    def grown(self, times: float) -> Wider:
        """The same of more answers that spread alike."""
        return Wider(self.figure.grown(times), self.usual, self.freedom, self.jumps)

    def _widest(self, level: float) -> tuple[float, float] | None:
        ends = self.figure.interval(level)
        if ends is None:
            return None
        other = self.figure.as_points().interval(level) if isinstance(self.figure, Share | Score) else None
        low, high = other or ends
        reach = student.quantile(self.freedom, level) * math.sqrt(self.usual / self.figure.n) if self.freedom else 0
        further = _jump(self.figure) if self.jumps else 0.0
        return min(ends[0], low, self.value - reach) - further, max(ends[1], high, self.value + reach) + further


@dataclass(frozen=True, slots=True)
class Told(Generic[K]):
    """Where steps stand for certain: 1 above, −1 below, 0 if it is not told.

    Args:
        beside: each beside the average of the others.
        middle: each beside the middle of the scale.
    """

    beside: dict[K, int]
    middle: dict[K, int]


def widened(figures: Mapping[K, Figure | Exact]) -> dict[K, Wider | Exact]:
    """Figures with the intervals by which steps are called; one without any is left out.

    Args:
        figures: those of the steps, of one scale.
    """
    sure = {key: figure for key, figure in figures.items() if figure.interval()}
    counted = [one for one in sure.values() if not isinstance(one, Exact) and math.isfinite(one.n)]
    freedom = math.fsum(figure.n - 1 for figure in counted)
    usual = math.fsum((figure.n - 1) * figure.variance for figure in counted) / freedom if freedom else 0.0
    return {key: one if isinstance(one, Exact) else Wider(one, usual, freedom) for key, one in sure.items()}


def _jump(figure: Figure) -> float:
    """A part of an answer's way from one end of the scale to the other, as far as the answers lie at its ends.

    All answers at one end tell least of how far those of all customers spread.
    """
    most = figure.value * (1 - figure.value)
    part = _AT_BOTH_ENDS * min(1.0, figure.variance / most) ** 4 if most > 0 else _AT_ONE_END
    return part / figure.n


def told(figures: Mapping[K, Spanned], *, beside: bool = True, middle: bool = False) -> Told[K]:
    """Where the steps of a survey stand for certain.

    Among many steps some stand apart by chance. All that is asked is one family: only so much is told that in 95 of 100
    surveys nothing of it is wrong. What is exact is compared as it is.

    Args:
        figures: with their intervals, as `widened` gives them.
        beside: whether to compare the steps with each other.
        middle: whether to compare each with the middle of the scale; only of heights from 0 to 1.
    """
    apart = FromOthers(figures) if beside and len(figures) >= FEWEST else None

    def from_others(step: K, level: float) -> int:
        return side(apart.interval(step, level)) if apart else 0

    def from_middle(step: K, level: float) -> int:
        ends = figures[step].interval(level)
        return side(ends and (ends[0] - _MIDDLE, ends[1] - _MIDDLE))

    ways = {**({"beside": from_others} if apart else {}), **({"middle": from_middle} if middle else {})}
    exact = {step for step, figure in figures.items() if isinstance(figure, Exact)}
    found = {(way, step): ask(step, LEVEL) for way, ask in ways.items() for step in exact}
    found |= by_levels(
        {(way, step): partial(ask, step) for way, ask in ways.items() for step in figures.keys() - exact}
    )
    of = {way: {step: found.get((way, step), 0) for step in figures} for way in ("beside", "middle")}
    return Told(of["beside"], of["middle"])


def of_figures(figures: Mapping[K, Figure | Exact], *, middle: bool = False) -> dict[K, int]:
    """Where each step stands beside the others: 1 above them, −1 below, 0 if it is not told.

    Args:
        figures: the figures of the steps, of one scale. One without an interval is told of nothing, and nothing is
            told by it.
        middle: whether they are compared with the middle of the scale as well, which makes each a little less sure.
    """
    sides = told(widened(figures), middle=middle).beside
    return {key: sides.get(key, 0) for key in figures}
