"""What a rating, a quote, a persona, a time or a result rests on, and what follows from it.

Each points to a source by its id. One that points to none rests on the judgement of the group, and so does one whose
source is not there, as in a file that somebody wrote by hand: nothing gets firmer by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.parts.sources import BASIS_OF, Basis, Source
from cjm_widgets.journey.scales import ROOM
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Rating

_COUNTED: Final = ("count", "other-figures")
_MAYBE_STAFF: Final = ("front-line", "other-words")
N_NOT_KNOWN: Final = "n not known"
NAMELESS: Final = "A source without a name"
UNTOLD: Final = "a source that does not say what it is"


@dataclass(frozen=True, slots=True)
class Ground:
    """What something rests on.

    Args:
        source: its source; None for the judgement of the group.
        own_n: how many people this one figure rests on, where that is known of it by itself.
        picked: whether somebody here picked the figure from a few, so that it is their reading of the source at most.
    """

    source: Source | None = None
    own_n: int | None = None
    picked: bool = False

    @property
    def basis(self) -> Basis:
        """How firm it is: what was measured is only reported once somebody picks a figure for it."""
        return "reported" if self.is_reading else self._its_basis

    @property
    def _its_basis(self) -> Basis:
        return BASIS_OF.get(self.source.kind or "", "assumed") if self.source else "assumed"

    @property
    def is_reading(self) -> bool:
        """Whether it is somebody's reading of what was measured, and not what was measured."""
        return self.picked and self._its_basis == "measured"

    @property
    def is_untold(self) -> bool:
        """Whether it has a source that does not say what it is: no firmer than a judgement, and yet nobody's own."""
        return self.source is not None and self.source.kind is None

    @property
    def firm(self) -> str:
        """How firm it is, in words."""
        return UNTOLD if self.is_untold else self.basis

    @property
    def doubt(self) -> str:
        """Why it settles nothing, as it stands beside a figure or a quote; "" where it was told or counted."""
        if self.source is None:
            return "without a source"
        if self.is_untold:
            return f"from {UNTOLD}"
        return "assumed by us" if self.basis == "assumed" else ""

    @property
    def is_sample(self) -> bool:
        """Whether some of all told it, so that others might have told it otherwise; a system may have counted all."""
        return self.basis != "assumed" and self.source is not None and self.source.kind not in _COUNTED

    @property
    def n(self) -> int | None:
        """How many people this one figure rests on, as far as that is certain."""
        if self.own_n is None and self.source and self.source.each:
            return self.source.n
        return self.own_n

    @property
    def most(self) -> int | None:
        """How many people this one figure can rest on at most: where only its source says how many, no more than all.

        What chance could do if so many had answered, it could do all the more if fewer had.
        """
        return self.source.n if self.n is None and self.source else self.n

    @property
    def name(self) -> str:
        """What the source is called; "" for the judgement of the group."""
        return (shortened(self.source.name) or NAMELESS) if self.source else ""

    @property
    def when(self) -> str:
        """When it was, in words; "" where nobody said."""
        return shown(self.source.when) or self.source.when_note.strip() if self.source else ""

    @property
    def counted(self) -> str:
        """How many people: “n = 410”, or “n = 410 in all” where nobody knows how many of them for this one figure."""
        if self.n is not None:
            return f"n = {self.n:,}"
        return f"n = {self.source.n:,} in all" if self.source and self.source.n is not None else ""

    @property
    def asked(self) -> str:
        """What stands where a figure says how many people: the same, and of a measured one that nobody knows."""
        return self.counted or (N_NOT_KNOWN if self.basis == "measured" else "")

    @property
    def named(self) -> str:
        """Name and date, the date only where the name does not hold it: “Focus group, May 2026”."""
        told = ", ".join(part for part in (self.name, "" if self.when in self.name else self.when) if part)
        return f"our reading of {told}" if self.is_reading else told

    @property
    def say(self) -> str:
        """All of it in a few words: “Focus group, May 2026, n = 6”; "" for the judgement of the group."""
        return ", ".join(part for part in (self.named, self.counted) if part)


OURS: Final = Ground()
"""The judgement of the group."""


def ground(journey: Journey, source: str | None, n: int | None = None) -> Ground:
    """What something rests on that points to a source.

    Args:
        journey: the journey.
        source: the source's id; None for the judgement of the group.
        n: how many people this one figure rests on, where that is said beside it.
    """
    return Ground(source_of(journey, source), n)


def source_of(journey: Journey, source: str | None) -> Source | None:
    """The source of such an id; None for the judgement of the group, and where it is not there."""
    return next((one for one in journey.sources if one.id == source), None) if source else None


def rests_on(journey: Journey, rating: Rating) -> Ground:
    """What a rating rests on. One of the few points of the room is picked by it; an average of answers seldom is."""
    value = rating.value
    picked = rating.id == ROOM and rating.scale == "felt" and isinstance(value, float) and value.is_integer()
    return Ground(source_of(journey, rating.source), rating.n, picked)


def from_customers(what: Ground) -> bool:
    """Whether customers told it or it was counted: neither the group's own judgement nor what staff may have told."""
    return what.basis != "assumed" and what.source is not None and what.source.kind not in _MAYBE_STAFF


def sources_in_words(journey: Journey) -> dict[str, str]:
    """What to call each source, with its date and how many people, by its id."""
    return {source.id: Ground(source, source.n).say for source in journey.sources}


def tellers_in_words(journey: Journey) -> dict[str, str]:
    """What to call each source under the words of one person, by its id: without how many others there were."""
    return {source.id: Ground(source).named for source in journey.sources}
