"""What can go wrong with a journey's files, in words for people: what, where, what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_widgets.journey.fault import CjmError
from cjm_widgets.journey.wording import tellable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.store.medium import Where
    from cjm_widgets.store.protocol import Deleted

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


class StoreError(CjmError):
    """A journey cannot be opened or saved; its text is a sentence for people, whatever a file or its name holds."""

    def __init__(self, say: str) -> None:
        super().__init__(tellable(say))


class BrokenError(StoreError):
    """The journey's file is damaged; the history can bring it back."""


class NewerError(StoreError):
    """A later version of the workbook wrote the journey, and this one must not touch it."""


class MissingError(StoreError):
    """There is no such journey."""


def missing(journey_id: str, place: str) -> MissingError:
    """There is no journey of that name."""
    return MissingError(f"There is no journey “{journey_id}” in {place}.")


def was_deleted(one: Deleted) -> MissingError:
    """A journey that was deleted, and how it comes back."""
    return MissingError(f"The map “{one.title}” was deleted. {bring_back(one)}")


def bring_back(one: Deleted) -> str:
    """How a deleted journey comes back, in a sentence."""
    return f"Whoever leads can bring it back on the start page, or with: cjm restore {one.id}"


def gone(journey_id: str, place: str) -> StoreError:
    """A journey's file was deleted, and its history cannot stand in for it."""
    return StoreError(
        f"The file {journey_id}.json is gone from {place}, and its history is damaged or was made by "
        "a newer version of this workbook. If there is a copy of the file elsewhere, put it in its place."
    )


def beyond_repair(path: Where) -> BrokenError:
    """A damaged file without a history."""
    return BrokenError(
        f"{path.name} in {path.parent} is damaged, and there is no history to bring it back from. "
        "If there is a copy of the file elsewhere, put it in its place."
    )


def broken(journey_id: str, path: Where, what: str) -> BrokenError:
    """A damaged file.

    Args:
        journey_id: the journey's id.
        path: its file.
        what: what is wrong, as the end of the sentence “it …”.
    """
    return BrokenError(
        f"The file {path.name} in {path.parent} cannot be opened: it {what}. Nothing was overwritten. "
        f"To bring the journey back from its history, run: cjm restore {journey_id}"
    )


def ill_written(journey_id: str, path: Where, what: str) -> BrokenError:
    """A file that can be read, and that says something that no journey can.

    Args:
        journey_id: the journey's id.
        path: its file.
        what: where and what, without a full stop.
    """
    return BrokenError(
        f"The file {path.name} in {path.parent} cannot be opened: {what}. Nothing was overwritten. Correct this in the "
        f"file with a text editor. Or, to bring the journey back from its history, run: cjm restore {journey_id}"
    )


def another(journey_id: str, named: str) -> BrokenError:
    """Another journey's file in place of a journey's own."""
    return BrokenError(
        f"The file {journey_id}.json cannot be opened: it holds another journey, “{named[:80]}”, that was put in its "
        "place. Nothing was overwritten. To bring back the journey that was there, and keep the other file beside it, "
        f"run: cjm restore {journey_id}"
    )


def another_history(journey_id: str, named: str) -> StoreError:
    """Another journey's history in place of a journey's own; the file is whole, so there is nothing to restore."""
    return StoreError(
        f"The journey “{journey_id}” cannot be opened: its history, {journey_id}.log.jsonl, is that of another "
        f"journey, “{named[:80]}”, and was put in its place. Nothing was overwritten. Put its own history back, or "
        f"move the other one out of the folder: then {journey_id}.json opens as it stands, and begins a new history."
    )


def misnamed(path: Path, better: str) -> str:
    """What to do with a journey's file whose name no journey can have."""
    return tellable(
        f"The file {path.name} cannot be opened under this name. If it is a map, rename it, for example to {better}: "
        "small letters, digits and hyphens."
    )


def newer(path: Where, why: str) -> NewerError:
    """A file that a later version of the workbook wrote.

    Args:
        path: the file.
        why: what tells so, in a few words.
    """
    return NewerError(
        f"The file {path.name} in {path.parent} was made by a newer version of this workbook ({why}). "
        "Nothing was overwritten. Update the workbook, or open the journey where it was made."
    )


def unknown(path: Where, what: str) -> NewerError:
    """A file with a field that this version does not know.

    Args:
        path: the file.
        what: where and which, in a few words.
    """
    return NewerError(
        f"The file {path.name} in {path.parent} was made by a newer version of this workbook, or changed by hand "
        f"({what}). Nothing was overwritten. Update the workbook, or correct that word in the file."
    )


def newer_history(why: str) -> NewerError:
    """A history that a later version of the workbook wrote, or a line of it.

    Args:
        why: what tells so, in a few words.
    """
    return NewerError(
        f"This journey’s history was made by a newer version of this workbook ({why}). "
        "Nothing was overwritten. Update the workbook, or open the journey where it was made."
    )


@contextmanager
def in_words(path: Where) -> Iterator[None]:
    """Turns what the operating system says about a file into a sentence.

    Raises:
        StoreError: instead of any `OSError`.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(_sentence(error, path)) from error


def _sentence(error: OSError, path: Where) -> str:
    where = f"{path.name} in {path.parent}"
    if error.errno in FULL:
        return f"The disk is full: {where} could not be saved. Make room, then try again."
    if error.errno in FORBIDDEN:
        return f"This computer does not allow {where} to be read or changed. Look at the rights of file and folder."
    if error.errno == errno.ELOOP:
        return link(path)
    if error.errno in NO_LOCKS:
        return (
            f"The folder {path.parent} cannot keep two people from writing at once; network folders often cannot. "
            "Move the journeys to a folder on this computer’s own disk."
        )
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return f"{path.parent} is not a folder. Give the name of a folder for the journeys."
    return f"{where} could not be read or saved ({error.strerror or error}). Nothing was overwritten."


def link(path: Where) -> str:
    """Why a link is not followed."""
    return (
        f"{path.name} in {path.parent} is a link or not an ordinary file, so it is not opened. "
        "Copy the journey’s file itself into the folder."
    )
