"""Ratings along the journey: the curves of the heart monitor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.figures import span
from cjm_widgets.journey.grounds import OURS, Ground, rests_on
from cjm_widgets.journey.once import once
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, Scale, is_own, scale_of
from cjm_widgets.journey.wording import isolated, number, shortened
from cjm_widgets.statistics.intervals import wilson

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Rating


OUR_GROUP: Final = "Our group"
_NO_FEELING: Final = re.compile(
    r"(?:we (?:do not|don['’]t|cannot|can['’]t) (?:know|say|tell)(?: yet)?|nobody (?:knows|asked)(?: yet)?"
    r"|not known(?: yet)?|unknown|n/?a|[?–—-]+)"
    r"(?:\s*[.:;,!?…–—(-].*| (?:how|what) (?:they|customers|people|patients|it)\b.*)?",
    re.IGNORECASE,
)
"""Words that are nobody's feeling; as in cjm_widgets/browser/picture/ratings.js."""
SHARES: Final = ("negative-share", "positive-share")
"""The scales of which it is known how far answers spread: each is a yes or a no."""
FEW: Final = 10
"""With fewer answers the words say how few."""
_ROUNDED: Final = 0.5
"""So far, in per cent, a share of people is off at most where it was rounded."""
_WHOLE = 100
MOST_WITH_DECIMALS = 20
"""Points of a scale up to which the ends of an interval are told with one decimal."""
_SEVERAL: Final = frozenset(f"{number(count).capitalize()} sources" for count in range(2, 13))
"""What the group’s curve is called where several sources told all of it."""


@dataclass(frozen=True)  # without slots: what follows from its figure is asked for often, and worked out once
class Point:
    """One step on a curve.

    Args:
        step: the step's id.
        name: the step's name.
        rating: the rating it rests on, or None where nobody rated.
        height: 0 to 1 within the scale, or None for a gap.
        felt: what was felt there, in words; no figure is made of them.
        ground: what the rating rests on.
    """

    step: str
    name: str
    rating: Rating | None
    height: float | None
    felt: str = ""
    ground: Ground = OURS

    @cached_property
    def value(self) -> float | None:
        """The figure on the rating's own scale, or None for a gap."""
        known = self.rating is not None and isinstance(self.rating.value, float)
        return self.rating.value if known else None  # type: ignore[union-attr,return-value]

    @property
    def said(self) -> str:
        """The figure as people write it; "" for a gap."""
        return "" if self.value is None or self.rating is None else scale_of(self.rating.scale).say(self.value)

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """Where the figure among all customers lies: as the answers gave it, or for a share with an n by Wilson."""
        if self.value is None or self.rating is None:
            return None
        low, high = self.rating.low, self.rating.high
        if low is not None and high is not None and low <= self.value <= high:  # a file by hand may say anything
            return low, high
        n = self.ground.n
        if not n or self.rating.scale not in SHARES:
            return None
        low, high = wilson(self.value / _WHOLE, n)
        return low * _WHOLE, high * _WHOLE

    @cached_property
    def bounds(self) -> tuple[float, float] | None:
        """The ends of the interval as heights within the scale, the lower first."""
        if self.interval is None or self.rating is None:
            return None
        one, other = map(scale_of(self.rating.scale).height, self.interval)
        return min(one, other), max(one, other)

    @property
    def reach(self) -> str:
        """The interval in words: “8 to 14 %”."""
        if self.interval is None or self.rating is None:
            return ""
        low, high = self.interval
        scale = scale_of(self.rating.scale)
        wide = scale.high - scale.low > MOST_WITH_DECIMALS
        digits = 0 if wide and round(low) < round(high) and high - low >= 1 else 1
        return f"{span(low, high, digits)} {scale.unit}".rstrip()

    @property
    def sample(self) -> str:
        """How many people the figure rests on, and how far it can be trusted: “n = 410, 8 to 14 %”."""
        if self.value is None:
            return ""
        return ", ".join(part for part in (self.few or self.ground.asked, self.reach) if part)

    @property
    def few(self) -> str:
        """How few told it, where these are fewer than ten: “n = 3”, of a share “1 of 3”; "" for more."""
        n = self.ground.n
        if not n or n >= FEW or self.value is None or self.rating is None or not self.ground.is_sample:
            return ""
        so_many = round(self.value / _WHOLE * n)
        if self.rating.scale in SHARES and abs(_WHOLE * so_many / n - self.value) <= _ROUNDED:
            return f"{so_many} of {n}"
        return self.ground.counted


@dataclass(frozen=True, slots=True)
class Curve:
    """One rater's ratings along the journey, a point for every step, gaps included; `noun` says what a point is."""

    rater: str
    title: str
    scale: Scale
    points: tuple[Point, ...]
    noun: str = "step"

    @property
    def inside(self) -> str:
        """The title inside a sentence: “our group and Focus group”; what people named begins as they wrote it."""
        ours = self.rater == ROOM and (self.title.startswith(OUR_GROUP) or self.title in _SEVERAL)
        return isolated(shortened(f"{self.title[:1].lower()}{self.title[1:]}" if ours else self.title))


@once
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
                title = rating.rater.strip() or rests_on(journey, rating).name or rating.id
                surveys.setdefault((rating.id, rating.scale), title)
    raters: dict[tuple[str, str], str] = {
        (ROOM, "felt"): _whose(journey),
        **{(rater, "felt"): title for rater, title in personas.items() if rater in rated},
        **surveys,
        **({(WANTED, "felt"): "The experience we want"} if WANTED in rated else {}),
    }
    found = tuple(_curve(journey, rater, scale, title) for (rater, scale), title in raters.items())
    return tuple(curve for curve in found if curve.points)


def _curve(journey: Journey, rater: str, scale_name: str, title: str) -> Curve:
    scale = scale_of(scale_name)
    points = []
    for step in journey.steps:
        rating = next((r for r in step.ratings if r.id == rater and r.scale == scale_name), None)
        known = rating is not None and isinstance(rating.value, float)
        height = scale.height(rating.value) if known else None  # type: ignore[union-attr,arg-type]
        felt = felt_in(step.experience.feelings) if rater == ROOM else ""
        ground = rests_on(journey, rating) if rating else OURS
        points.append(Point(step.id, step.name, rating, height, felt, ground))
    return Curve(rater, title, scale, tuple(points))


def felt_in(text: str) -> str:
    """What was felt, on one line, cut if it is long; "" where the words only say that nobody knows."""
    line = " ".join(text.split())
    return "" if _NO_FEELING.fullmatch(line) else shortened(line)


def _whose(journey: Journey) -> str:
    """Whose curve it is that the group agreed on: where customers said it, it is not called the group's own."""
    room = [rests_on(journey, one) for step in journey.steps for one in step.ratings if _is_agreed(one)]
    said = [one.name if one.basis != "assumed" or one.is_untold else "" for one in room]
    told = [name for name in dict.fromkeys(said) if name]
    if not told:
        return OUR_GROUP
    whose = told[0] if len(told) == 1 else f"{number(len(told))} sources"
    if "" not in said:
        return f"{whose[:1].upper()}{whose[1:]}"
    return f"{OUR_GROUP} and {whose}"


def _is_agreed(rating: Rating) -> bool:
    return rating.id == ROOM and rating.scale == "felt" and isinstance(rating.value, float)
