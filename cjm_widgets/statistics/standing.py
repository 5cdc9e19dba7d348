"""Which steps stand above or below the others of their scale by more than chance: hot spots that may be called so.

What is asked of each step is whether its true figure is the average of the true figures of the others; of all steps
together, so that where none differs, 95 in 100 surveys have none called (Holm). Where some differ, a step in the middle
may rightly be called beside them: it is not the worst, but it is worse than the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cjm_widgets.statistics import student
from cjm_widgets.statistics.compare import FromOthers, side
from cjm_widgets.statistics.figures import Mean, Score, Share
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.several import by_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cjm_widgets.statistics.figures import Figure

K = TypeVar("K")

FEWEST: Final = 2
"""Below it there are no others to stand above or below."""


@dataclass(frozen=True, slots=True)
class Wider:
    """A figure with the widest of the intervals that it may have: at levels far beyond 95 % its own is too narrow.

    With three answers of whom one in ten is so, Wilson's alone calls one of 14 steps in every sixth survey; and of
    averages that spread little by chance one would seem sure.

    Args:
        figure: the figure.
        usual: the variance of the answers of all steps.
        freedom: the degrees of freedom of that; 0 leaves it out.
    """

    figure: Figure
    usual: float = 0.0
    freedom: float = 0.0

    @property
    def value(self) -> float:
        """The figure, as it is shown."""
        return self.figure.value

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """The widest interval, of the same level."""
        ends = self.figure.interval(level)
        if ends is None:
            return None
        other = self.figure.as_points().interval(level) if isinstance(self.figure, Share | Score) else None
        low, high = other or ends
        reach = student.quantile(self.freedom, level) * math.sqrt(self.usual / self.figure.n) if self.freedom else 0
        return min(ends[0], low, self.value - reach), max(ends[1], high, self.value + reach)


def of_figures(figures: Mapping[K, Figure]) -> dict[K, int]:
    """Where each step stands, from figures alone: 1 above the others, −1 below, 0 if it is not told.

    Args:
        figures: the figures of the steps, of one scale. One without an interval is told of nothing, and nothing is
            told by it.
    """
    sure = {key: figure for key, figure in figures.items() if figure.interval()}
    freedom = math.fsum(figure.n - 1 for figure in sure.values())
    spread = math.fsum((figure.n - 1) * figure.variance for figure in sure.values())
    known = {key: Wider(figure, spread / freedom if freedom else 0, freedom) for key, figure in sure.items()}

    if len(known) < FEWEST:
        return dict.fromkeys(figures, 0)
    apart = FromOthers(known)

    def ask(key: K) -> Callable[[float], int]:
        return lambda level: side(apart.interval(key, level))

    told = by_levels({key: ask(key) for key in known})
    return {key: told.get(key, 0) for key in figures}


def of_rows(rows: Sequence[Mapping[K, float]]) -> dict[K, int]:
    """Where each step stands, from the answers of people, each compared with the same person's other answers.

    Somebody who rates everything low says nothing of a step; that makes more sure than figures alone can be. Both must
    tell: the spread of a step's own answers, and how far each person's answers lie apart, so that a handful who happen
    to agree on one step are not sure of it.

    Args:
        rows: the answers of each person, of one scale; a step that somebody did not rate is absent.
    """
    apart: dict[K, list[float]] = {key: [] for row in rows for key in row}
    by_person = dict.fromkeys(apart, 0.0)
    freedom = 0
    for row in rows:
        total, others = math.fsum(row.values()), len(row) - 1
        own = {key: answer - (total - answer) / others for key, answer in row.items()} if others else {}
        spread = math.fsum(each * each for each in own.values())
        freedom += max(0, others)
        for key, far in own.items():
            apart[key].append(far)
            by_person[key] += spread / len(own)

    def ask(key: K) -> Callable[[float], int]:
        figure, error = Mean.of(apart[key]), math.sqrt(by_person[key]) / len(apart[key])

        def told(level: float) -> int:
            far = abs(figure.value) > student.quantile(freedom, level) * error
            return side(figure.interval(level)) if far else 0

        return told

    told = by_levels({key: ask(key) for key in apart if apart[key]})
    return {key: told.get(key, 0) for key in apart}
