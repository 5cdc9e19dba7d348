"""What a place that keeps journeys can do, whatever it keeps them in: the seam between the workbook and its storage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.address import Place
    from cjm_widgets.store.saved import Admit, Saved


@dataclass(frozen=True, slots=True)
class Entry:
    """A journey in the list of a store.

    Args:
        id: its id.
        title: its title; its id where it has none or cannot be opened.
        problem: why it cannot be opened, as a sentence; empty if it can.
        changed: when it was last changed, in seconds since 1970.
        journey: the journey, or None if it cannot be opened.
    """

    id: str
    title: str
    problem: str
    changed: float
    journey: Journey | None


@dataclass(frozen=True, slots=True)
class Deleted:
    """A journey that was deleted and can still be brought back.

    Args:
        id: its id.
        title: what it was called.
        by: who deleted it, or "".
        at: when, in seconds since 1970.
    """

    id: str
    title: str
    by: str
    at: float


class DeletedJourneys(Protocol):
    """The journeys that were deleted; each is kept whole for a while, with its history."""

    def kept(self) -> Iterable[tuple[str, Deleted]]:
        """All that are there, by the names of their folders, also those that nobody can bring back any more."""

    def deleted(self) -> tuple[Deleted, ...]:
        """What can be brought back, the last deleted first."""

    def find(self, journey_id: str, /) -> Deleted | None:
        """The journey of this id that was deleted last; None where there is none."""

    def put_in(self, journey_id: str, *, title: str, by: str, at: float, beside: Iterable[str] = ()) -> Deleted:
        """Deletes a journey, and what lies in folders `beside` the journeys for it alone."""

    def take_out(self, journey_id: str, /) -> Deleted:
        """Brings back the journey of this id that was deleted last."""

    def empty(self, now: float, /) -> tuple[Deleted, ...]:
        """Lets go for good of what was deleted longer ago than it is kept, and gives it."""


class Shared(Protocol):
    """A few bytes beside the journeys that any number of people read and change at once."""

    def mark(self) -> Hashable:
        """Changes with every change; cheap, and never an error."""

    def read(self) -> bytes | None:
        """What it says; None where nothing was said yet."""

    def change(self, how: Callable[[bytes | None], bytes], sound: Callable[[bytes], bool]) -> None:
        """Changes what it says, whatever others do at the same moment: what it said, or None -> what it says.

        What is not `sound` is kept aside, and counts as nothing.
        """


class Beside(Protocol):
    """Files beside the journeys, in folders of their own, for their owner only: plans, answers behind surveys."""

    def names(self, within: str, /) -> tuple[str, ...]:
        """The names of the files in a folder, with the folder, the newest first; none that begins with a dot."""

    def read(self, name: str, /) -> bytes | None:
        """What a file holds; None where there is none."""

    def keep(self, name: str, data: bytes, /) -> None:
        """Keeps a file, in the place of the one before."""

    def remove(self, name: str, /) -> bool:
        """Removes a file, and says whether it was there."""


class JourneyStore(Protocol):
    """Journeys, each with the history of its edits. Any number of people, processes and threads use one at once.

    What a call has returned is durable: neither a crash nor a power cut takes it back. A call that fails raises
    `StoreError` with a sentence for people, and leaves everything as it was. Where an id is asked for, one that no
    journey can have is such an error too.
    """

    @property
    def place(self) -> Place:
        """Where the journeys are: what `opened_store` opens them by."""

    def ids(self) -> tuple[str, ...]:
        """The ids of the journeys, sorted; none where nothing was ever kept."""

    def entries(self) -> tuple[Entry, ...]:
        """All journeys; one that cannot be opened says why and keeps none of the others back."""

    def entry(self, journey_id: str, /) -> Entry:
        """One journey, or why it cannot be opened; never an error for an id that a journey can have."""

    def births(self) -> Mapping[str, str]:
        """The ids of the journeys, sorted, each with its birth."""

    def birth(self, journey_id: str, /) -> str:
        """What tells a journey from an earlier one of the same id; it stays with the journey; "" if unknown."""

    def mark(self, journey_id: str, /) -> Hashable:
        """Changes with every change of the journey by anybody, and with nothing else; cheap enough to ask often."""

    def changed(self, journey_id: str, /) -> float:
        """When the journey was last changed, in seconds since 1970; 0 where there is none."""

    def open(self, journey_id: str, /) -> Journey:
        """The journey as it is now; nothing is written."""

    def create(self, journey: Journey, by: str = "") -> Journey:
        """A new journey; its history begins. One of the same id that is there already stays, and that is an error."""

    def save(
        self, journey_id: str, edits: Sequence[Edit], *, admit: Admit | None = None, settled: bool = True
    ) -> Saved:
        """Makes the edits of one person, in order, on the journey as it is now, whoever changed it since they looked.

        What others saved is kept. At the same place the later stands and the earlier is told of (`Saved.clashes`).
        An edit that was saved before changes nothing and counts as applied; one that its own page has overtaken is
        not made (`Saved.overtaken`); one that fits no journey is refused and keeps none of the others back. No edits
        are allowed. `admit` is asked while nobody else can change the journey; the edits
        that it gives are made.

        What is not `settled` is as durable; only what lies beside for people to read may come later, with `settle`.
        """

    def settle(self, journey_id: str, /, *, in_turn: bool = False) -> bool:
        """Brings up to date what lies beside for people to read, where this store's saves left it behind.

        False where it is to be asked again, since another has just done it: only `in_turn`.
        """

    def history(self, journey_id: str, /, only: Callable[[str], bool] | None = None) -> tuple[Edit, ...]:
        """Everything that was ever changed, oldest first; the first edit is the whole journey as it began.

        Where it is asked for `only` some paths, others need not be read.
        """

    def unreadable(self, journey_id: str, /) -> tuple[int, ...]:
        """Which entries of the history are damaged and were passed over, counted from 1."""

    def since(self, journey_id: str, revision: str, /) -> tuple[Edit, ...]:
        """The changes after a revision, oldest first; "" is the beginning, and an unknown one gives nothing."""

    def at(self, journey_id: str, revision: str, /) -> Journey:
        """The journey as it stood right after a change; nothing is written."""

    def copied(self, journey_id: str, /) -> Mapping[str, bytes]:
        """Journey and history as files that another copy of the workbook opens, by their names, between two saves."""

    def rewrite(self, journey_id: str, how: Callable[[bytes, bytes | None], bytes | None], /) -> bool:
        """Puts another history in the place of a journey's: the history, and what its file says -> the new history.

        None leaves it, and gives False. This alone takes back what was acknowledged: it is for what must be forgotten.
        """

    def aside(self, journey_id: str, /) -> Mapping[str, bytes]:
        """What was damaged and is kept beside a journey, by name."""

    def where(self, journey_id: str, /) -> str:
        """Where a journey is, in words for people: the path of its file."""

    def beside(self) -> Beside:
        """The files beside the journeys."""

    def shared(self, name: str, /) -> Shared:
        """What all who use these journeys share under a name, such as what the facilitator has said."""

    def bin(self) -> DeletedJourneys:
        """The journeys that were deleted."""

    def restore(self, journey_id: str, at: str | None = None, by: str = "") -> Journey:
        """Brings back a damaged journey, or an earlier state of one as new edits; nothing is lost.

        `at` is the id of the last edit to keep, or a time (ISO 8601).
        """
