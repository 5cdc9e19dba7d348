"""What became of the edits that were to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey

OUTSIDE = "a file changed outside"
"""Who is named in edits that nobody sent: the journey's file was changed by other means."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people changed the same place; the later edit stands, the earlier value is kept here and in the history.

    Args:
        edit: the later edit. Where somebody wanted to remove what another had changed, it stays all the same.
        earlier: what the other person had put there.
        earlier_by: the other person's name.
    """

    edit: Edit
    earlier: Any
    earlier_by: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that does not fit a journey, with a sentence that says why."""

    edit: Edit
    say: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did; all of it is on disk.

    Args:
        journey: the journey as it now stands, with everybody's changes.
        applied: the edits that the history now holds, in the order they were sent, also those that clashed or
            had arrived before; their old value is the one that truly stood there.
        clashes: where others had changed the same place. `edit.by` is `OUTSIDE` where the later change came
            with a file changed outside and not with this save.
        refused: edits that do not fit a journey.
        along: what the history had to hold besides, such as an item that came back with an edit within it.
    """

    journey: Journey
    applied: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    refused: tuple[Refused, ...] = ()
    along: tuple[Edit, ...] = ()
