"""What a format is: it writes what may leave of a journey, and says what it could not hold; some read it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cjm_widgets.journey.fault import UnfitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.journey.model import Edition, Journey
    from cjm_widgets.views.method_views import MethodView


class FormatError(UnfitError):
    """A file that cannot be read, or a map that cannot be written; its text is a sentence for people."""


class Loss(NamedTuple):
    """Something of the map that a format could not hold, or held otherwise.

    Args:
        say: in words that stand alone, with how much it is: “12 quotes left out”.
        paths: where in the journey it stands, or the part of it that it is; empty if it is of the file as a whole.
    """

    say: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A map that leaves.

    Args:
        journey: what may leave of it (`leaving`).
        view: which layers, in which order.
        hidden: keys of layers of the view that are left out.
        persona: the id of the persona for whom it is drawn; "" for all.
        edition: the edition that it is; None for the map as it stands.
        losses: what was left out before any format saw it.
        paper: the size of paper, one of those that the format knows; "" for its own choice.
        figure: of what it is a picture, one of those that the format knows; "" for its own choice.
        link: the address where others work on the map; "" where nobody reaches it.
    """

    journey: Journey
    view: MethodView
    hidden: frozenset[str] = frozenset()
    persona: str = ""
    edition: Edition | None = None
    losses: tuple[Loss, ...] = ()
    paper: str = ""
    figure: str = ""
    link: str = ""


class Choice(NamedTuple):
    """One of several ways to make a file.

    Args:
        name: as commands and addresses have it.
        title: as people call it.
    """

    name: str
    title: str


class Written(NamedTuple):
    """A file, and what is not in it."""

    data: bytes
    losses: tuple[Loss, ...] = ()


class LeftOut(NamedTuple):
    """Something of a file that was not taken: in which line, 0 where it has none, why, and where on its sheets."""

    line: int
    why: str
    where: str = ""

    @property
    def told(self) -> str:
        """Why, behind the place where one is named."""
        return f"{self.where}: {self.why}" if self.where else self.why


class Changed(NamedTuple):
    """Something of a file that was read otherwise than it is written: in which line, how, and where on its sheets."""

    line: int
    say: str
    where: str = ""

    @property
    def told(self) -> str:
        """How, behind the place where one is named."""
        return f"{self.where}: {self.say}" if self.where else self.say


@dataclass(frozen=True, slots=True)
class Incoming:
    """A map that came in.

    Args:
        journey: as it was read.
        left_out: what was not taken.
        changed: what was read otherwise than written.
        has_ids: whether its items have the ids of the map that it came from; else they are matched by name and place.
        left: the marks that the file has of the map as it left (`journey.as_left`); none where it has none.
    """

    journey: Journey
    left_out: tuple[LeftOut, ...] = field(default=())
    changed: tuple[Changed, ...] = field(default=())
    has_ids: bool = False
    left: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """One way for a map to leave, and perhaps to come back.

    Args:
        name: as commands and addresses have it.
        title: as people call it.
        ending: of its files, with the dot.
        media_type: as browsers are told.
        write: makes the file.
        read: takes a file's bytes and its name; None where nothing comes back.
        papers: the sizes of paper that it can be made for, the one that is taken unasked first.
        figures: of what it can be a picture, the one that is taken unasked first.
        leads_back: whether the address of the map stands on it, where others reach that.
    """

    name: str
    title: str
    ending: str
    media_type: str
    write: Callable[[Outgoing], Written]
    read: Callable[[bytes, str], Incoming] | None = None
    papers: tuple[Choice, ...] = ()
    figures: tuple[Choice, ...] = ()
    leads_back: bool = False
