"""What journeys are written on: the few things that a store asks of files or of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager

    from cjm_widgets.store.protocol import Beside, DeletedJourneys, Entry, Shared
    from cjm_widgets.store.stamps import Mark, Stamp


_T = TypeVar("_T")


class Where(Protocol):
    """Where something is kept, for the words that people read: such as a path."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def parent(self) -> object:
        """What it is in."""


class Lines(Protocol):
    """The bytes of a history, which are finished lines and perhaps one that was never finished."""

    def seek(self, at: int, whence: int = 0, /) -> int:
        """Goes to a place, and gives it; the end is 0 with `os.SEEK_END`."""

    def read(self, most: int = -1, /) -> bytes:
        """So many bytes from there, fewer at the end."""

    def readall(self) -> bytes:
        """All from there."""

    def stamp(self) -> Stamp:
        """The history's present stamp."""

    def append(self, data: bytes, /) -> None:
        """Adds to the end, only under the lock; all of it or nothing."""

    def cut(self, size: int, /) -> None:
        """Ends the history after so many bytes, only under the lock."""


class Medium(Protocol):
    """Where journeys are kept: of each a history, and a file that says where it stands if people read it there.

    What fails raises `StoreError`, or `OSError` while a journey is locked.
    """

    @property
    def by_hand(self) -> bool:
        """Whether each journey has a readable file beside its history, which people may change or put there."""

    def __str__(self) -> str:
        """What the place is called, such as "the folder journeys"."""

    def ids(self) -> Iterable[str]:
        """The journeys that there may be."""

    def misnamed(self) -> Iterable[Entry]:
        """What looks like a journey and cannot be opened under its name."""

    def where(self, journey_id: str, /) -> Where:
        """A journey's file, for words; an error for an id that no journey can have."""

    def mark(self, journey_id: str, /) -> Mark:
        """The journey's mark as it is now."""

    def glance(self, journey_id: str, /) -> Mark:
        """The same; where asking costs something, a few seconds late, and never an error."""

    def snapshot(self, journey_id: str, /) -> tuple[bytes, Stamp] | None:
        """What the journey's file says; None where there is none."""

    def reading(self, journey_id: str, /) -> AbstractContextManager[Lines | None]:
        """The history, to read; None where there is none."""

    def locked(self, journey_id: str, /) -> AbstractContextManager[Lines]:
        """The history, while nobody else can write; what was written stands when this ends without an error."""

    def begin(self) -> None:
        """Makes the place, if need be."""

    def replacing(self, journey_id: str, data: bytes, /) -> AbstractContextManager[Stamp]:
        """Makes the journey's file say this, under the lock, at the end of the block; if that fails it stays."""

    def settled(self, journey_id: str, /) -> None:
        """The journey's file says all: what a crash left beside it goes."""

    def sync(self) -> None:
        """Makes new names durable."""

    def put_aside(self, journey_id: str, /) -> None:
        """Keeps the journey's file under a name that is nobody's, under the lock."""

    def aside(self, journey_id: str, /) -> Mapping[str, bytes]:
        """What was put aside of a journey, by name."""

    def rewrite(self, journey_id: str, how: Callable[[bytes, bytes | None], bytes | None], /) -> bool:
        """Puts another history in the place of one: the history and the file's bytes -> the new history.

        None leaves it, and gives False.
        """

    def beside(self) -> Beside:
        """The files beside the journeys."""

    def shared(self, name: str, /) -> Shared:
        """What all share under a name."""

    def bin(self) -> DeletedJourneys:
        """The journeys that were deleted."""

    def again(self, call: Callable[[], _T], /) -> _T:
        """Does something with journeys, and once more where the line to them broke meanwhile."""
