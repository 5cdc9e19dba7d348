"""A figure with the answers that it rests on, on whichever scale: what it takes to say how far it can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Final, Protocol, Self

from cjm_widgets.statistics import intervals, student
from cjm_widgets.statistics.intervals import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random


_FEW: Final = 10
"""Degrees of freedom below which each is reckoned by itself."""
_MANY: Final = 1e6
_STEPS: Final = 20
"""To ten times as many degrees of freedom."""


class Spanned(Protocol):
    """A figure that has an interval."""

    @property
    def value(self) -> float:
        """The figure, as it is shown."""

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """Where the figure of all lies, at such a level; None where the answers do not tell."""


class Figure(Spanned, Protocol):
    """A figure of a sample; two are compared on one scale only."""

    @property
    def n(self) -> float:
        """How many answers it rests on."""

    @property
    def variance(self) -> float:
        """How far the answers spread."""

    def draw(self, chance: Random) -> float:
        """One of the figures that all may have, as often as these answers make it likely."""

    def grown(self, times: float) -> Self:
        """The same figure if so many times as many had answered and their answers had been divided alike."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people.

    Args:
        value: the share, 0 to 1.
        n: how many people answered, at least 1.
    """

    value: float
    n: float

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """Wilson's, of the same level."""
        return intervals.wilson(self.value, self.n, level=level)

    @property
    def variance(self) -> float:
        """How far the answers spread."""
        return self.value * (1 - self.value)

    def draw(self, chance: Random) -> float:
        """From the posterior of Jeffreys' prior, whose ends lie near Wilson's.

        Source: Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.
        """
        yes = self.value * self.n
        return chance.betavariate(yes + 0.5, self.n - yes + 0.5)

    def as_points(self) -> Points:
        """The same answers as points, 0 and 1."""
        return Points({1: self.value * self.n, 0: (1 - self.value) * self.n}, (0, 1))

    def grown(self, times: float) -> Self:
        """The same share of more people."""
        return replace(self, n=self.n * times)


@dataclass(frozen=True, slots=True)
class Points:
    """The average of answers on a scale of points.

    Args:
        counts: how many gave each answer.
        points: all answers of the scale.
    """

    counts: Mapping[float, float]
    points: tuple[float, ...]

    @property
    def n(self) -> float:
        """How many answered."""
        return sum(self.counts.values())

    @property
    def value(self) -> float:
        """The average."""
        return math.fsum(point * count for point, count in self.counts.items()) / self.n

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """Student's t with a share of one more answer at each point."""
        return intervals.points(self.counts, self.points, level=level)

    @property
    def variance(self) -> float:
        """How far the answers spread."""
        middle = self.value
        return math.fsum(count * (point - middle) ** 2 for point, count in self.counts.items()) / self.n

    def draw(self, chance: Random) -> float:
        """From Dirichlet's posterior, after the same share of one answer at each point as in the interval."""
        drawn = {point: chance.gammavariate(weight, 1) for point, weight in self.with_one_more().items()}
        return math.fsum(point * weight for point, weight in drawn.items()) / math.fsum(drawn.values())

    def grown(self, times: float) -> Self:
        """The same parts of more answers."""
        return replace(self, counts={point: count * times for point, count in self.counts.items()})

    def with_one_more(self) -> dict[float, float]:
        """How many gave each answer, with one more answer that is shared among all points."""
        return intervals.with_one_more(self.counts, self.points)


@dataclass(frozen=True, slots=True)
class Score:
    """A net promoter score, −100 to 100.

    Args:
        promoters: how many answered 9 or 10.
        passives: how many answered 7 or 8.
        detractors: how many answered 0 to 6.
    """

    promoters: float
    passives: float
    detractors: float

    @property
    def n(self) -> float:
        """How many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def value(self) -> float:
        """The score."""
        return 100 * (self.promoters - self.detractors) / self.n

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """With three people more."""
        return intervals.nps(self.promoters, self.passives, self.detractors, level=level)

    @property
    def variance(self) -> float:
        """How far the answers spread."""
        return self.as_points().variance

    def draw(self, chance: Random) -> float:
        """From Dirichlet's posterior, after the same three people as in the interval."""
        for_it = chance.gammavariate(self.promoters + 0.75, 1)
        against = chance.gammavariate(self.detractors + 0.75, 1)
        return 100 * (for_it - against) / (for_it + against + chance.gammavariate(self.passives + 1.5, 1))

    def as_points(self) -> Points:
        """The same answers as points, −100, 0 and 100."""
        return Points({100: self.promoters, 0: self.passives, -100: self.detractors}, (-100, 0, 100))

    def grown(self, times: float) -> Self:
        """The same parts of more people."""
        return replace(
            self,
            promoters=self.promoters * times,
            passives=self.passives * times,
            detractors=self.detractors * times,
        )


@dataclass(frozen=True, slots=True)
class Mean:
    """An average of which only the spread is known.

    Args:
        value: the average.
        sd: the standard deviation of the answers.
        n: how many answered.
    """

    value: float
    sd: float
    n: float

    @classmethod
    def of(cls, answers: Sequence[float]) -> Self:
        """The average of answers, of which there is at least one, and how far they spread."""
        return cls(fmean(answers), stdev(answers) if len(answers) > 1 else 0.0, len(answers))

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """Student's t; None below two answers and where they do not spread."""
        return intervals.mean(self.value, self.sd, self.n, level=level)

    @property
    def variance(self) -> float:
        """How far the answers spread."""
        return self.sd**2

    def draw(self, chance: Random) -> float:
        """From Student's t around it, the posterior of Jeffreys' prior; below two answers, the average."""
        if self.n < 2:
            return self.value
        freedom = self.n - 1
        t = chance.gauss() / math.sqrt(chance.gammavariate(freedom / 2, 2) / freedom)
        return self.value + t * self.sd / math.sqrt(self.n)

    def grown(self, times: float) -> Self:
        """The same average of more answers that spread alike."""
        return replace(self, n=self.n * times)


@dataclass(frozen=True, slots=True)
class Reaching:
    """A figure as a map keeps it, as a height from 0 to 1: with its interval at 95 %, without the answers behind it.

    At another level it reaches as much further as an average of so many answers, of which only the spread is known.

    Args:
        value: the figure.
        ends: its interval at 95 %.
        n: how many answered; infinite where nobody knows.
    """

    value: float
    ends: tuple[float, float]
    n: float

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:
        """That at 95 %, stretched to the level."""
        return self._stretched(_errors(self.n, level) / _errors(self.n))

    @property
    def variance(self) -> float:
        """How far the answers spread, by the side to which it reaches further: the other may end at the scale's end."""
        reach = max(self.value - self.ends[0], self.ends[1] - self.value)
        return (reach / _errors(self.n)) ** 2 * self.n

    def draw(self, chance: Random) -> float:
        """As of an average that spreads so, within the scale; of one answer, anywhere in its interval."""
        if self.n < 2:
            return chance.uniform(*self.ends)
        return min(1.0, max(0.0, Mean(self.value, math.sqrt(self.variance), self.n).draw(chance)))

    def grown(self, times: float) -> Self:
        """The same figure of more answers that spread alike."""
        n = self.n * times
        return replace(self, n=n, ends=self._stretched(_errors(n) / _errors(self.n) / math.sqrt(times)))

    def _stretched(self, times: float) -> tuple[float, float]:
        return self.value - times * (self.value - self.ends[0]), self.value + times * (self.ends[1] - self.value)


def _errors(n: float, level: float = LEVEL) -> float:
    """How many standard errors the average of so many answers reaches to either side.

    Of numbers that lie close to each other the lowest stands for all, which is at most a little too wide: many steps,
    each of another number of people, are else reckoned for long.
    """
    freedom = min(max(1.0, n - 1), _MANY)
    place = math.floor(freedom) if freedom < _FEW else _FEW + math.floor(_STEPS * math.log10(freedom / _FEW))
    return _of_place(place, level)


@lru_cache(maxsize=8192)
def _of_place(place: int, level: float) -> float:
    return student.quantile(place if place < _FEW else _FEW * 10 ** ((place - _FEW) / _STEPS), level)


@dataclass(frozen=True, slots=True)
class Exact:
    """A figure in which chance has no part, or of which nobody knows what part it has."""

    value: float

    def interval(self, level: float = LEVEL) -> tuple[float, float] | None:  # noqa: ARG002 - the same at all levels
        """The figure itself."""
        return self.value, self.value


def as_shown(height: float, n: float, ends: tuple[float, float] | None) -> Reaching | Share:
    """A figure from what is shown of it: in a file that is looked through, and on a map.

    Where the answers gave no interval it is not known how far they spread, so they count as if they spread as far as
    their scale allows: then the figure is a share of the way up, as that of a yes or no is.

    Args:
        height: how high it stands on its scale, 0 to 1.
        n: how many answered, at most; infinite where nobody knows, which an interval needs.
        ends: the interval that the answers gave, as heights; None where they gave none.
    """
    return Share(height, n) if ends is None else Reaching(height, ends, n)
