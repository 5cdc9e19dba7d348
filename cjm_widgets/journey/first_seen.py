"""What each person said of a step when the room first saw it: that alone makes the curves of the voices.

All see the room's own ratings at every reveal. Had the curves followed what people say later, two reveals compared
would tell which voice had grown by the one who came late, or moved with the one who changed their mind; and so would a
voice that somebody changed, or a rating that was taken back. So

* who is first seen at a step at one reveal is a group with the others who are: a voice is shown of a group only where
  at least three of it are in it, and the rest of it is nobody or at least three as well;
* what was seen once stays in the curves as it was, with the voice that was said then. What is changed, taken back or
  removed later stands in the room's own ratings only.

Any two states compared then differ in the curves by whole groups, each of which tells nothing of fewer than three
people. What the room's own ratings tell by themselves, as where all of a voice said the same, no rule can hide.

Nothing of this is kept: the history says when the room saw what.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cjm_widgets.journey.agreement import own_ratings
from cjm_widgets.journey.apart import state_of
from cjm_widgets.journey.edits import EditError, apply
from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Rating
    from cjm_widgets.journey.parts.rounds import SpeaksAs


@dataclass(frozen=True, slots=True)
class Reveal:
    """What the room saw for the first time at one moment.

    Args:
        ratings: by the step's id, what those answered whose answer there had not been seen before.
        spoken: as whom each person spoke then.
    """

    ratings: Mapping[str, tuple[Rating, ...]]
    spoken: Mapping[str, SpeaksAs | None]


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """What a room has seen so far, group by group.

    Args:
        reveals: the moments at which it saw something for the first time, the earliest first.
        times: how often the round was revealed.
    """

    reveals: tuple[Reveal, ...] = ()
    times: int = 0
    _now: Journey = field(default_factory=lambda: Journey(id="now"))
    _seen: frozenset[tuple[str, str]] = frozenset()

    def after(self, edits: Iterable[Edit]) -> FirstSeen:
        """The same after further changes of a journey; what does not fit is passed over.

        Args:
            edits: in their order, from the beginning of its history on; those of which `is_told_by` says so are enough.
        """
        so_far = self
        for edit in edits:
            if is_told_by(edit.path):
                try:
                    now = apply(so_far._now, edit)
                except EditError:
                    continue
                if _is_shown(now):
                    so_far = replace(so_far.shown(now), times=so_far.times + (not _is_shown(so_far._now)))
                so_far = replace(so_far, _now=now)
        return so_far

    def shown(self, journey: Journey) -> FirstSeen:
        """The same after a room has seen a journey's ratings as they are."""
        fresh = {
            step.id: tuple(one for one in own_ratings(step) if (step.id, one.id) not in self._seen)
            for step in journey.steps
        }
        pairs = frozenset((step, one.id) for step, ratings in fresh.items() for one in ratings)
        if not pairs:
            return self
        reveal = Reveal(fresh, {one.id: one.speaks_as for one in journey.voices})
        return replace(self, reveals=(*self.reveals, reveal), _seen=self._seen | pairs)


def is_told_by(path: str) -> bool:
    """Whether a change at a place may have a part in what a room sees of ratings and voices."""
    part, _, below = path.partition("/")
    return part in ("", "rounds", "voices") or (part == "steps" and below.partition("/")[2][:7] in ("", "ratings"))


def _is_shown(journey: Journey) -> bool:
    return state_of(journey, "satisfaction", in_room=True) == "together"
