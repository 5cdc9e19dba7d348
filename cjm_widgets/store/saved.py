"""What became of the edits that were to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    """An edit that is not made, with a sentence that says why.

    Args:
        edit: the edit.
        say: why.
        forbidden: whether its sender may not make it as things stand; otherwise it does not fit a journey.
    """

    edit: Edit
    say: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Admitted:
    """Which edits may be saved.

    Args:
        edits: those that may, with what their sender could not see put where it belongs.
        refused: the others, each with a sentence that says why.
    """

    edits: tuple[Edit, ...]
    refused: tuple[tuple[Edit, str], ...] = ()


class Admit(Protocol):
    """Says which edits may be saved on a journey as it stands, while nobody else can change it."""

    def __call__(
        self, journey: Journey, edits: Sequence[Edit], removed: Callable[[str], dict[str, Any] | None], /
    ) -> Admitted:
        """The edits that may be saved.

        Args:
            journey: the journey, with everything.
            edits: those that are new, in their order.
            removed: gives an item as it was when somebody removed it, by its path; None if it never was.
        """


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did; all of it is on disk.

    Args:
        journey: the journey as it now stands, with everybody's changes.
        applied: the edits that the history now holds, in the order they were sent, also those that clashed or
            had arrived before; their old value is the one that truly stood there.
        clashes: where others had changed the same place. `edit.by` is `OUTSIDE` where the later change came
            with a file changed outside and not with this save.
        refused: edits that do not fit a journey, or that were not admitted.
        overtaken: edits that were not made, because the same page had changed the same place since; they are done with.
        along: what the history had to hold besides, such as an item that came back with an edit within it.
    """

    journey: Journey
    applied: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    refused: tuple[Refused, ...] = ()
    overtaken: tuple[Edit, ...] = ()
    along: tuple[Edit, ...] = ()
