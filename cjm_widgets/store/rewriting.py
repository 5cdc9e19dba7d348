"""Rewriting a journey's history without something that must be forgotten, as if it had never been there.

The history is rewritten under its lock and replaces the one before at once; the journey's file says nothing of it by
then and stays as it is. Whatever stops this, there is the history from before or the one from after.
"""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, Protocol

from cjm_widgets.store import history, names
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.reconcile import alike
from cjm_widgets.store.snapshot import Snapshot, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.store.protocol import JourneyStore

TRIES: Final = 20
"""How often it is tried while others write."""
OTHERS_WRITE: Final = "Others are writing on this map at this moment. Nothing was changed; try again."


class Goes(Protocol):
    """Says what goes."""

    @property
    def still_there(self) -> str:
        """What is said where the journey itself still holds it."""

    def without(self, value: Any, /) -> Any:
        """Plain JSON values without it; the same object where nothing of it is in them."""

    def line(self, edit: Edit, /) -> Edit | None:
        """A line without it; the same object if it says nothing of it, None if it says nothing else."""

    def is_named_in(self, data: bytes, /) -> bool:
        """Whether bytes that nobody can read name it."""


def rewrite(store: JourneyStore, journey_id: str, what: Callable[[Sequence[Edit]], Goes]) -> Rewriting | None:
    """Rewrites a history once; None where others write at that moment, so that it is to be tried again.

    Args:
        store: the journeys.
        journey_id: the journey's id.
        what: all that the history tells -> what goes of it; the journey itself must be without it.

    Raises:
        StoreError: if it cannot be done; everything is then as it was.
    """
    done: list[Rewriting] = []

    def how(before: bytes, file: bytes | None) -> bytes | None:
        after = Rewriting(journey_id, history.whole_lines(before), what)
        if not after.is_said_in(_file(journey_id, file)):
            return None
        done.append(after)
        return after.data

    store.save(journey_id, ())  # what was changed in the file by other means is in the history now
    return done[-1] if store.rewrite(journey_id, how) else None


def _file(journey_id: str, data: bytes | None) -> Snapshot | None:
    """What the journey's file says; None where there is none."""
    return None if data is None else parsed(data, PurePath(f"{journey_id}{names.SNAPSHOT}"), journey_id)


class Rewriting:
    """A history without what goes.

    Args:
        journey_id: the journey's id.
        data: the history, whole lines.
        what: all that it tells -> what goes of it.
    """

    def __init__(self, journey_id: str, data: bytes, what: Callable[[Sequence[Edit]], Goes]) -> None:
        self._journey_id = journey_id
        self._lines = data.split(b"\n")[:-1]
        self._edits = [history.edit_in(line) for line in self._lines]
        self.goes = what([edit for edit in self._edits if edit])
        self._wanted = {edit_id: name for edit in self._edits if edit for edit_id, name in _revisions(edit)}
        self.changed = 0
        self._held: set[str] = set()
        self.data = b"".join(self._rewritten())

    def is_said_in(self, file: Snapshot | None) -> bool:
        """Whether the journey's file says what the new history says, so that it can stay as it is.

        Where people read no file, the journey as the old history gives it counts.

        Raises:
            StoreError: if the journey still has something of it.
        """
        if file is None and (before := history.replay(self._journey_id, reversed(self._lines))):
            file = Snapshot(before.journey, before.journey.revision, before.version, before.named)
        if file is None:
            return False
        raw = file.journey.to_json()
        if self.goes.without(raw) is not raw:
            raise StoreError(self.goes.still_there)
        last = next((edit for edit in reversed(self._edits) if edit), None)
        now = history.replay(self._journey_id, reversed(self.data.split(b"\n")[:-1]))
        if last is None or now is None or not file.revision == now.journey.revision == last.id:
            return False
        return alike(now.journey, file.journey)

    @property
    def editions(self) -> tuple[str, ...]:
        """What the editions are called that held it."""
        return tuple(name for edit_id, name in self._wanted.items() if name and edit_id in self._held)

    def _rewritten(self) -> Iterator[bytes]:
        whole: dict[str, Any] | None = None
        last = next((edit.id for edit in reversed(self._edits) if edit), "")
        for line, edit in zip(self._lines, self._edits, strict=True):
            if edit is None:
                if self.goes.is_named_in(line):
                    self.changed += 1
                else:
                    yield line + b"\n"
                continue
            whole = _after(whole, edit)
            if edit.id in self._wanted and whole is not None and self.goes.without(whole) is not whole:
                self._held.add(edit.id)
            made = self.goes.line(edit)
            if made is edit:
                yield line + b"\n"
                continue
            self.changed += 1
            if made is None and (edit.id in self._wanted or edit.id == last):
                made = self._standing_in(edit, whole)
            if made is not None:
                yield history.line(made)

    def _standing_in(self, edit: Edit, whole: dict[str, Any] | None) -> Edit | None:
        """A line of the same id for one that is left out: an edition, or whoever has the map open, asks for it."""
        if whole is None:
            return None
        new = {**self.goes.without(whole), "revision": edit.id}
        return edit.model_copy(update={"by": history.CHECKPOINT, "path": "", "old": None, "new": new})


def _after(whole: dict[str, Any] | None, edit: Edit) -> dict[str, Any] | None:
    """The journey as plain values after a line, in the shape of the version that wrote it."""
    if edit.path == "":
        return deepcopy(edit.new) if isinstance(edit.new, dict) else whole
    if whole is not None:
        with suppress(TypeError, ValueError, LookupError):
            history.put(whole, edit.place.segments, deepcopy(edit.new))
    return whole


def _revisions(edit: Edit) -> Iterator[tuple[str, str]]:
    """The ids of lines that editions name, each with what the edition is called."""
    if edit.place.part == "editions" and isinstance(edit.new, dict):
        yield edit.new.get("revision", ""), str(edit.new.get("name", ""))
    if edit.path == "" and isinstance(edit.new, dict):
        for one in edit.new.get("editions", ()):
            if isinstance(one, dict):
                yield one.get("revision", ""), str(one.get("name", ""))
