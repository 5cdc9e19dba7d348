"""How each voice in the room rated: customers or carers, the front line, those behind the scenes, managers.

What one or two people said is theirs. A voice is shown at a step only where at least three of it gave a figure, and
only while those who are not shown there are nobody or at least three as well: all see the room's own ratings, and from
these the figures of the others could be taken away. Which voices are shown is decided by how many rated, never by how.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.agreement import Spread, figure, figures_of
from cjm_widgets.journey.first_seen import FirstSeen
from cjm_widgets.journey.satisfaction import Curve, curves
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.journey.speaking import from_customers
from cjm_widgets.journey.wording import isolated, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.journey.first_seen import Reveal
    from cjm_widgets.journey.model import Journey, Step
    from cjm_widgets.journey.parts.rounds import SpeaksAs

VOICES: Final[dict[SpeaksAs, str]] = {
    "customer": "Customers or carers",
    "front-line": "Front line",
    "behind-the-scenes": "Behind the scenes",
    "manager": "Managers",
}
"""The voices that have a curve, in the order in which they are told, as they are called."""

LEAST: Final = 3
"""So many people make a voice; what fewer said is theirs."""

ONLY_A_ROOM: Final = "So few people: a picture of this room, not of all customers or staff."
AS_FIRST_SEEN: Final = "Each person stands in these curves as they were first seen; what they changed since does not."


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice along the journey.

    Args:
        voice: which.
        spreads: what it said of each step, in the order of the journey; without ratings where nothing may be shown.
    """

    voice: SpeaksAs
    spreads: tuple[Spread, ...]

    @property
    def title(self) -> str:
        """What the voice is called."""
        return VOICES[self.voice]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two voices lie apart at a step.

    Args:
        step: the step's id.
        name: its name, or its number where it has none.
        upper: the voice that rated it highest, with what it said there.
        lower: the voice that rated it lowest.
        heard: all voices that may be shown there, in the order of `VOICES`.
    """

    step: str
    name: str
    upper: tuple[SpeaksAs, Spread]
    lower: tuple[SpeaksAs, Spread]
    heard: tuple[tuple[SpeaksAs, Spread], ...]

    @property
    def by(self) -> float:
        """How many places of the scale lie between the two medians."""
        return (self.upper[1].median or 0.0) - (self.lower[1].median or 0.0)

    @property
    def ahead(self) -> float:
        """Of all pairs of one person each, how many more put the upper voice higher than lower."""
        pairs = [(high > low) - (high < low) for high in self.upper[1].values for low in self.lower[1].values]
        return sum(pairs) / len(pairs)

    @property
    def say(self) -> str:
        """The same in words: “Front line 1.5 higher than customers or carers at “Waiting”; n 4 and 5”."""
        (upper, above), (lower, below) = self.upper, self.lower
        place, ns = f"at “{isolated(self.name)}”", f"n {above.rated} and {below.rated}"
        other = VOICES[lower][:1].lower() + VOICES[lower][1:]
        return f"{VOICES[upper]} {self.by:g} higher than {other} {place}; {ns}"

    @property
    def each(self) -> str:
        """The median of every voice, where there are more than the two that the gap names."""
        if len(self.heard) == 2:
            return ""
        return " · ".join(f"{VOICES[voice]} {figure(spread.median or 0.0)}" for voice, spread in self.heard)


@dataclass(frozen=True, slots=True)
class Voices:
    """How the voices in the room rated, what lies between them, and what customers said elsewhere.

    Args:
        heard: the voices of which something may be shown, in the order of `VOICES`.
        gaps: the widest gap at each step at which the medians of two differ, the largest first.
        alike: the names of the steps at which two or more may be shown, and all have one median.
        held_back: the names of the steps at which some who rated are in none of the curves.
        surveys: what customers said in surveys, each on its own scale, without what rests on less.
        times: how often the room has seen the ratings.
    """

    heard: tuple[Heard, ...]
    gaps: tuple[Gap, ...]
    alike: tuple[str, ...]
    held_back: tuple[str, ...]
    surveys: tuple[Curve, ...]
    times: int = 1

    @property
    def say(self) -> tuple[str, ...]:
        """All of it in sentences."""
        return (*(f"{gap.say}." for gap in self.gaps), *self.beside)

    @property
    def beside(self) -> tuple[str, ...]:
        """What is said beside the gaps: where there is none, how far to trust them, and what customers said."""
        if not self.heard:
            least = number(LEAST)
            say = f"It takes {least} people of one voice who rated a step in the same round"
            return (f"No voice can be shown yet. {say}, and beside them nobody or at least {least} others.",)
        return (*self._said_of_voices(), *self._said_of_surveys())

    def _said_of_voices(self) -> Iterator[str]:
        if self.alike:
            yield f"No gap between the medians at {listed(self.alike)}."
        if not self.gaps and not self.alike:
            yield f"At no step can two voices be set side by side: only {_inside(self.heard)} can be shown."
        yield ONLY_A_ROOM
        if self.times > 1:
            yield AS_FIRST_SEEN
        if self.held_back:
            yield (
                f"Some who rated are in no curve at {listed(self.held_back)}. They did not say as whom they speak, or "
                f"so few spoke as they did that one could tell who said what."
            )

    def _said_of_surveys(self) -> Iterator[str]:
        if not self.surveys:
            yield "No survey says yet what customers themselves said."
        for curve in self.surveys:
            there = [_named(point.name, at) for at, point in enumerate(curve.points, 1) if point.height is None]
            if there:
                yield f"{isolated(curve.title)} has no figure at {listed(there)}."


def voices(journey: Journey, seen: FirstSeen | None = None) -> Voices:
    """What may be shown of the voices in a room. Whether it may be seen yet says `apart.state_of`.

    Args:
        journey: the whole journey, with what people said for themselves.
        seen: what the room has seen before; nothing if None.
    """
    seen = (seen or FirstSeen(times=1)).shown(journey)
    groups = [_Group(reveal) for reveal in seen.reveals]
    steps = [(step, *_at_step(step, groups)) for step in journey.steps]
    heard = tuple(
        Heard(voice, tuple(shown.get(voice, Spread(step.id, step.name)) for step, shown, _ in steps))
        for voice in VOICES
        if any(voice in shown for _, shown, _ in steps)
    )
    widest = [gap for at, (step, shown, _) in enumerate(steps, 1) if (gap := _gap(step, at, shown))]
    back = [_named(step.name, at) for at, (step, _, others) in enumerate(steps, 1) if others]
    return Voices(
        heard,
        tuple(sorted((gap for gap in widest if gap.by), key=lambda gap: (-gap.by, -gap.ahead))),
        tuple(gap.name for gap in widest if not gap.by),
        tuple(back),
        tuple(surveys(journey)),
        seen.times,
    )


def surveys(journey: Journey) -> Iterator[Curve]:
    """The curves of what customers said in surveys or what was counted, as far as it was measured."""
    for curve in curves(journey):
        if curve.rater in (ROOM, WANTED) or curve.rater.startswith(AS_PERSONA):
            continue
        told = from_customers(curve)
        if any(point.height is not None and point.ground.basis == "measured" for point in told.points):
            yield told


class _Group:
    """Those who were first seen at one reveal.

    Args:
        reveal: what they said.
    """

    def __init__(self, reveal: Reveal) -> None:
        self._ratings, self._spoken = reveal.ratings, reveal.spoken
        people = {one.id for ratings in reveal.ratings.values() for one in ratings}
        count = {voice: sum(reveal.spoken.get(person) == voice for person in people) for voice in VOICES}
        self._by_size = sorted(VOICES, key=lambda voice: count[voice])
        """The voice of fewest people first: where one has to be held back it is the same along the journey."""

    def at(self, step: Step) -> tuple[dict[SpeaksAs, tuple[float, ...]], bool]:
        """What may be shown of each voice at a step, and whether the room's own figures there tell of others."""
        given = self._ratings.get(step.id, ())
        of_voice = {voice: figures_of(one for one in given if self._spoken.get(one.id) == voice) for voice in VOICES}
        shown = [voice for voice in self._by_size if len(of_voice[voice]) >= LEAST]

        def told_by_others() -> tuple[int, int]:
            others = [one for one in given if self._spoken.get(one.id) not in shown]
            return len(figures_of(others)), len(others)

        while shown and any(0 < count < LEAST for count in told_by_others()):
            shown.pop(0)
        return {voice: of_voice[voice] for voice in shown}, told_by_others()[0] > 0


def _at_step(step: Step, groups: Sequence[_Group]) -> tuple[dict[SpeaksAs, Spread], bool]:
    found = [group.at(step) for group in groups]
    told = {voice: sorted(value for shown, _ in found for value in shown.get(voice, ())) for voice in VOICES}
    spreads = {voice: Spread(step.id, step.name, tuple(values)) for voice, values in told.items() if values}
    return spreads, any(others for _, others in found)


def _gap(step: Step, at: int, shown: Mapping[SpeaksAs, Spread]) -> Gap | None:
    pairs = [
        Gap(step.id, _named(step.name, at), one, other, tuple(shown.items()))
        for one in shown.items()
        for other in shown.items()
        if one[0] != other[0]
    ]
    return max(pairs, key=lambda gap: (gap.by, gap.ahead), default=None)


def _named(name: str, at: int) -> str:
    return name.strip() or f"step {at}"


def _inside(heard: Sequence[Heard]) -> str:
    return listed([one.title[:1].lower() + one.title[1:] for one in heard])
