"""The scales that ratings are given on, and how a rating says whose it is.

A survey keeps its own scale; a figure is never turned into another scale's figure, only drawn at its
height between the worst and the best that its own scale allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Final

from pydantic import AfterValidator, Field

ROOM: Final = "room"
"""The rater id under which the group in the room keeps the rating it agreed on."""

WANTED: Final = "wanted"
"""The rater id of the experience that the organisation wants its customers to have: the ideal curve."""

AS_PERSONA: Final = "as-"
"""How the rater id of a persona's rating begins; the persona's id follows."""

OWN: Final = "p-"
"""How the rater id of one person in the room begins, and their dots'. What they said is theirs: it is no curve."""


def is_own(rater: str) -> bool:
    """Whether a rating is what one person in the room said for themselves (`journey.apart`)."""
    return rater.startswith(OWN)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a rating's figure means.

    Args:
        name: the scale's name in the model; of a survey's own points their ends, such as “1-7” or “1-6 low is good”.
        title: what the axis is called.
        low: the smallest figure.
        high: the largest figure.
        better: whether the customer is happier at "high" or "low" figures.
        unit: what follows a figure, such as "%".
        words: figure and wording pairs, for scales that people answer in words.
    """

    name: str
    title: str
    low: float
    high: float
    better: str = "high"
    unit: str = ""
    words: tuple[tuple[float, str], ...] = ()

    @property
    def told(self) -> str:
        """What its figures are, and of bare points which end is good: “Score, 1 to 5, high is good”."""
        is_said = self.unit or self.words or self.title.endswith("is good")
        return self.title if is_said else f"{self.title}, {self.better} is good"

    def height(self, value: float) -> float:
        """How high a figure stands: 0 for the scale's worst, 1 for its best."""
        share = (value - self.low) / (self.high - self.low)
        return share if self.better == "high" else 1 - share

    def at(self, height: float) -> float:
        """The figure that stands at a height."""
        share = height if self.better == "high" else 1 - height
        return self.low + share * (self.high - self.low)

    def say(self, value: float) -> str:
        """The figure as people write it: “+1 satisfied”, “36 %”."""
        for figure, wording in self.words:
            if figure == value:
                return f"{_signed(value)} {wording.lower()}"
        return self.figure(value)

    def figure(self, value: float) -> str:
        """The figure without words, wherever it is told: “+1”, “3.62”, “36 %”."""
        value = self.rounded(value)
        return f"{_signed(value) if self.low < 0 else format(value, 'g')}{' ' + self.unit if self.unit else ''}"

    def rounded(self, value: float) -> float:
        """The figure no finer than anybody can tell: two decimals where the scale has few points, else one."""
        return round(value, 2 if self.high - self.low <= FINE else 1)


FINE: Final = 20
"""Points of a scale up to which figures on it are told with two decimals, else with one."""


def _signed(value: float) -> str:
    return "0" if value == 0 else f"{value:+g}".replace("-", "−")


FELT_WORDS: Final = (
    (-2.0, "Very dissatisfied"),
    (-1.0, "Dissatisfied"),
    (0.0, "Neither"),
    (1.0, "Satisfied"),
    (2.0, "Very satisfied"),
)

SCALES: Final[dict[str, Scale]] = {
    scale.name: scale
    for scale in (
        Scale("felt", "Satisfaction, −2 to +2", -2, 2, words=FELT_WORDS),
        Scale("negative-share", "Negative answers, %", 0, 100, better="low", unit="%"),
        Scale("positive-share", "Positive answers, %", 0, 100, unit="%"),
        Scale("five-points", "Score, 1 to 5", 1, 5),
        Scale("ten-points", "Score, 0 to 10", 0, 10),
        Scale("nps", "Net promoter score", -100, 100),
    )
}

FROM_MIDDLE: Final = ("negative-share", "nps")
"""The scales on which a step below the middle is low whatever the others are."""

MOST_POINTS: Final = 100
"""From the lowest to the highest answer that a survey can have."""

_POINTS: Final = re.compile(
    r"(?:points )?([+-]?\d{1,3})\s*(?:-|–|to|\.\.)\s*([+-]?\d{1,3})(,? low is good)?", re.IGNORECASE
)


@lru_cache(maxsize=256)
def scale_of(name: str) -> Scale:
    """The scale of a name, or of the ends of a survey's own points: “1-7”, “1-6 low is good”, “6-1”.

    Raises:
        ValueError: if there is none; its text is a sentence for people.
    """
    plain = " ".join(name.split()).casefold()
    if plain in SCALES:
        return SCALES[plain]
    found = _POINTS.fullmatch(plain)
    if found:
        first, last = int(found[1]), int(found[2])
        low, high = min(first, last), max(first, last)
        if 0 < high - low <= MOST_POINTS:
            return _own_points(low, high, low_is_good=bool(found[3]) or first > last)
    raise ValueError(
        f"There is no scale “{name[:80]}”. Choose {', '.join(SCALES)}, or write its ends: 1-7, or “1-6 low is good”."
    )


def _own_points(low: int, high: int, *, low_is_good: bool) -> Scale:
    if not low_is_good:
        for known in (SCALES["five-points"], SCALES["ten-points"]):
            if (known.low, known.high) == (low, high):
                return known
    more = ", low is good" if low_is_good else ""
    name = f"{low}-{high}{more.removeprefix(',')}"
    return Scale(name, f"Score, {low} to {high}{more}", low, high, better="low" if low_is_good else "high")


ScaleName = Annotated[
    str,
    AfterValidator(lambda name: scale_of(name).name),
    Field(json_schema_extra={"pattern": f"^(?:{'|'.join(SCALES)}|{_POINTS.pattern})$"}),
]
"""A scale as ratings name it."""
