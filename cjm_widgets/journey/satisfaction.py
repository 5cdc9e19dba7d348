"""Ratings: their scales, the curve of the heart monitor, and what it says in words.

A survey keeps its own scale; a figure is never turned into another scale's figure, only drawn at its
height between the worst and the best that its own scale allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Rating, ScaleName

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
        name: the scale's name in the model.
        title: what the axis is called.
        low: the smallest figure.
        high: the largest figure.
        better: whether the customer is happier at "high" or "low" figures.
        unit: what follows a figure, such as "%".
        words: figure and wording pairs, for scales that people answer in words.
    """

    name: ScaleName
    title: str
    low: float
    high: float
    better: str = "high"
    unit: str = ""
    words: tuple[tuple[float, str], ...] = ()

    def height(self, value: float) -> float:
        """How high a figure stands: 0 for the scale's worst, 1 for its best."""
        share = (value - self.low) / (self.high - self.low)
        return share if self.better == "high" else 1 - share

    def say(self, value: float) -> str:
        """The figure as people write it: “+1 satisfied”, “36 %”."""
        for figure, wording in self.words:
            if figure == value:
                return f"{_signed(value)} {wording.lower()}"
        return f"{_signed(value) if self.low < 0 else format(value, 'g')}{' ' + self.unit if self.unit else ''}"


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


@dataclass(frozen=True, slots=True)
class Point:
    """One step on a curve.

    Args:
        step: the step's id.
        name: the step's name.
        rating: the rating it rests on, or None where nobody rated.
        height: 0 to 1 within the scale, or None for a gap.
    """

    step: str
    name: str
    rating: Rating | None
    height: float | None

    @property
    def value(self) -> float | None:
        """The figure on the rating's own scale, or None for a gap."""
        known = self.rating is not None and isinstance(self.rating.value, float)
        return self.rating.value if known else None  # type: ignore[union-attr,return-value]


@dataclass(frozen=True, slots=True)
class Curve:
    """One rater's ratings along the journey, a point for every step, gaps included."""

    rater: str
    title: str
    scale: Scale
    points: tuple[Point, ...]


def curves(journey: Journey) -> tuple[Curve, ...]:
    """One curve for each rater and scale; a journey without steps has none.

    The room's comes first, then how the personas would rate, the surveys, and the experience that is wanted.

    Source: Oxford/HMRC notes, step 3 (“plot the level of satisfaction at each point”).
    """
    personas = {f"{AS_PERSONA}{persona.id}": f"As {persona.name or 'a persona'}" for persona in journey.personas}
    surveys: dict[tuple[str, str], str] = {}
    rated: set[str] = set()
    for step in journey.steps:
        for rating in step.ratings:
            if is_own(rating.id):
                continue
            if rating.value is not None:
                rated.add(rating.id)
            if rating.id not in (ROOM, WANTED) and not rating.id.startswith(AS_PERSONA):
                surveys.setdefault((rating.id, rating.scale), rating.rater or rating.id)
    raters: dict[tuple[str, str], str] = {
        (ROOM, "felt"): "Our group",
        **{(rater, "felt"): title for rater, title in personas.items() if rater in rated},
        **surveys,
        **({(WANTED, "felt"): "The experience we want"} if WANTED in rated else {}),
    }
    found = tuple(_curve(journey, rater, scale, title) for (rater, scale), title in raters.items())
    return tuple(curve for curve in found if curve.points)


def _curve(journey: Journey, rater: str, scale_name: str, title: str) -> Curve:
    scale = SCALES[scale_name]
    points = []
    for step in journey.steps:
        rating = next((r for r in step.ratings if r.id == rater and r.scale == scale_name), None)
        known = rating is not None and isinstance(rating.value, float)
        height = scale.height(rating.value) if known else None  # type: ignore[union-attr,arg-type]
        points.append(Point(step.id, step.name, rating, height))
    return Curve(rater, title, scale, tuple(points))
