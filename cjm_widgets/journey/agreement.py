"""How far the people in the room agree: what each said of a step by themselves, seen together.

People who hear the first opinion move towards it, and a talk then starts from the loudest voice. So everybody rates
on their own first; then the room sees the middle, the spread, and where to talk (nominal group technique, Delbecq and
Van de Ven 1971; Delphi method, Dalkey and Helmer 1963).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.on_paper import ratings_on_paper
from cjm_widgets.journey.scales import SCALES, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_widgets.journey.model import Journey, Rating, Step

WIDE: Final = 2.0
"""From this many places of the scale on, the middle half of the ratings is wide."""

FAR: Final = 3.0
"""From this many places away from the median on, a rating is far off."""

VOICES: Final = 6
"""One in so many who stands far off is heard: one alone in a group of up to six, five in a room of thirty."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What the room said of one step.

    Args:
        step: the step's id.
        name: its name.
        values: the ratings, the lowest first; whose each is stands nowhere.
        unknown: how many said that they do not know.
        on_paper: how many of the ratings were given on paper.
    """

    step: str
    name: str
    values: tuple[float, ...] = ()
    unknown: int = 0
    on_paper: int = 0

    @property
    def rated(self) -> int:
        """How many gave a figure."""
        return len(self.values)

    @property
    def median(self) -> float | None:
        """The middle rating; halfway between the two in the middle where their number is even."""
        return median(self.values) if self.values else None

    @property
    def low(self) -> float | None:
        """The lowest rating."""
        return self.values[0] if self.values else None

    @property
    def high(self) -> float | None:
        """The highest rating."""
        return self.values[-1] if self.values else None

    @property
    def middle_half(self) -> tuple[float, float] | None:
        """From where to where the middle half of the ratings lies.

        Its ends are the median of the lower half and that of the upper half; of an odd number the one in the
        middle belongs to neither. Two ratings are their own halves. One rating alone has no spread.
        """
        if not self.values:
            return None
        half = len(self.values) // 2
        if half == 0:
            return self.values[0], self.values[0]
        return median(self.values[:half]), median(self.values[-half:])

    @property
    def width(self) -> float:
        """How many places of the scale the middle half spans."""
        ends = self.middle_half
        return ends[1] - ends[0] if ends else 0.0

    @property
    def disagrees(self) -> bool:
        """Whether the room should talk about this step first.

        Either the middle half of the ratings spans two places of the five or more, or at least one in six stands
        three places or more away from the median.

        The first is how Delphi studies tell consensus on a scale of five: a middle half of one place or less
        (Raskin 1994; Rayens and Hahn 2000). Among two or three people it means that the lowest and the highest
        are two places apart. It also finds a room in two camps, once the smaller one is about a quarter. The second
        is for small groups, where it would pass over a lone voice, who may be the one that knows: of five
        people, four at +1 and one at −2. In a room of thirty it takes five such voices.
        """
        middle = self.median
        if middle is None:
            return False
        far = sum(abs(value - middle) >= FAR for value in self.values)
        return self.width >= WIDE or (far > 0 and far * VOICES >= self.rated)

    @property
    def say(self) -> str:
        """The same in words: “Median +1 · from −2 to +2 · 6 rated, 1 does not know”."""
        if self.median is None or self.low is None or self.high is None:
            return _not_knowing(self.unknown).capitalize() if self.unknown else "Nobody has rated this step"
        low, high = figure(self.low), figure(self.high)
        span = f"all {low}" if low == high else f"from {low} to {high}"
        unknown = f", {_not_knowing(self.unknown)}" if self.unknown else ""
        if self.rated == 1:
            return f"One rating: {figure(self.low)}{unknown}"
        paper = f", {self.on_paper} of them on paper" if self.on_paper else ""
        return f"Median {figure(self.median)} · {span} · {self.rated} rated{paper}{unknown}"

    @property
    def whole(self) -> tuple[int, ...]:
        """The places of the scale nearest to the median: one, or the two that it lies between."""
        if self.median is None:
            return ()
        below = int(self.median // 1)
        return (below,) if below == self.median else (below, below + 1)

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return {
            "step": self.step,
            "name": self.name,
            "values": list(self.values),
            "rated": self.rated,
            "unknown": self.unknown,
            "on_paper": self.on_paper,
            "median": self.median,
            "low": self.low,
            "high": self.high,
            "middle": list(self.middle_half or ()),
            "disagrees": self.disagrees,
            "say": self.say,
            "whole": list(self.whole),
        }


def together(journey: Journey) -> tuple[Spread, ...]:
    """What the room said of each step, in the order of the journey.

    Whether it may be seen yet says `apart.state_of`.
    """
    return tuple(_spread(step) for step in journey.steps)


def talk_first(spreads: Sequence[Spread]) -> tuple[Spread, ...]:
    """The steps on which the room differs, those to talk about first in front.

    First those where it disagrees; among these, and among the others, by the width of the middle half, then by the
    distance from the lowest to the highest, then in the order of the journey. Where all say the same there is
    nothing to talk about, and the step is left out.
    """
    differing = (spread for spread in spreads if spread.values and spread.values[0] != spread.values[-1])
    return tuple(sorted(differing, key=lambda one: (not one.disagrees, -one.width, one.values[0] - one.values[-1])))


def own_ratings(step: Step) -> tuple[Rating, ...]:
    """What each person in the room answered for a step by themselves, be it that they do not know, or on paper."""
    own = (one for one in step.ratings if is_own(one.id) and one.scale == "felt")
    return (*(rating for rating in own if rating.value is not None), *ratings_on_paper(step))


def figures_of(ratings: Iterable[Rating]) -> tuple[float, ...]:
    """The figures among some ratings, the lowest first; nothing in them says whose each is."""
    return tuple(sorted(rating.value for rating in ratings if isinstance(rating.value, float)))


def _spread(step: Step) -> Spread:
    given = own_ratings(step)
    on_paper = len(figures_of(ratings_on_paper(step)))
    return Spread(step.id, step.name, figures_of(given), sum(one.value == "unknown" for one in given), on_paper)


def figure(value: float) -> str:
    """A rating as people write it, without its words: “+1”, “−0.5”."""
    return SCALES["felt"].say(value).split(" ")[0]


def _not_knowing(count: int) -> str:
    return "1 does not know" if count == 1 else f"{count} do not know"
