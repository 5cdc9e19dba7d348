"""What a store remembers of a journey from one save to the next, so that a save reads only what others added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from cjm_widgets.journey.edits import Edit, now
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store import history
from cjm_widgets.store.history import Replayed
from cjm_widgets.store.index import Index
from cjm_widgets.store.snapshot import Snapshot, parsed, revision_of, written
from cjm_widgets.store.stamps import Stamp

if TYPE_CHECKING:
    from cjm_widgets.store.lately import Lately
    from cjm_widgets.store.medium import Lines, Medium

CHECKPOINT_BYTES = 256 * 1024
"""After how much history the whole journey is repeated, so that replaying never reads much more than that."""

MOST_PASSED = 1000
"""How many states of a journey are known again in its file, if that was written while somebody else held the lock."""

ENDING = 256
"""How many of the last bytes that were read tell whether a history is still the one they were read from."""


class Writing:
    """One journey as its file and its history were when this store last held the lock.

    Args:
        journey_id: the journey's id.
        medium: what it is written on.
        lately: its last changes.
    """

    def __init__(self, journey_id: str, medium: Medium, lately: Lately) -> None:
        self.journey_id = journey_id
        self.current: Replayed | None = None
        self.index = Index()
        self._medium = medium
        self._lately = lately
        self._bytes = b""
        self._snapshot: Snapshot | None = None
        self._stamp = Stamp()
        self._follows = False
        self._passed: dict[str, Journey] = {}
        self._owed: Stamp | None = None
        self._waited: Stamp | None = None
        self._number = 0
        self._end = 0
        self._ending = b""
        self._since_whole = 0

    def catch_up(self, lines: Lines) -> None:
        """Takes in what others added to the history, and cuts off a last line that was never finished.

        Args:
            lines: the history, under the lock.
        """
        stamp = lines.stamp()
        if stamp.number != self._number or stamp.size < self._end or not self._goes_on(lines):
            self._snapshot = self._unwritten()
            self.current, self.index, self._follows = None, Index(), False
            self._number, self._end, self._ending, self._since_whole = stamp.number, 0, b"", 0
        lines.seek(self._end)
        data = lines.readall()
        added = history.whole_lines(data)
        if len(added) < len(data):
            lines.cut(self._end + len(added))
        if not added:
            return
        found = () if self.current is None else map(history.edit_in, added.split(b"\n"))
        edits = [edit for edit in found if edit is not None]
        if self.current is None or any(edit.path == "" and not history.repeats(edit) for edit in edits):
            self._passed.clear()
            self._at(history.replay(self.journey_id, history.newest_first(lines)))
        else:
            for edit in edits:
                self._at(replace(self.current, journey=self._lately.advanced(self.current.journey, edit)))
        self._took(added)

    def snapshot(self) -> Snapshot | None:
        """What the journey's file says, brought forward by what the history has had since; None if there is no file.

        It is read only where it is not the file that this store knows, and parsed only where it says something that
        the history does not.

        Raises:
            StoreError: if it is damaged or was written by a newer version.
        """
        stamp = self._file_stamp()
        if self._snapshot is None or stamp != self._stamp:
            found = self._medium.snapshot(self.journey_id)
            if found is None:
                self._bytes, self._snapshot, self._stamp, self._follows = b"", None, stamp, False
                return None
            data, stamp = found
            if self._snapshot is None or data != self._bytes:
                state = self._passed.get(revision_of(data))
                self._follows = state is not None and written(state) == data
                self._snapshot = _said(state) if state and self._follows else self._parsed(data)
                self._bytes = data
            self._stamp = stamp
        return _said(self.current.journey) if self._follows and self.current else self._snapshot

    def _unwritten(self) -> Snapshot | None:
        """What the file would say had it followed at once, for a history that no longer does."""
        return _said(self.current.journey) if self.current is not None and self.is_owed() else None

    def is_owed(self) -> bool:
        """Whether the journey's file lacks what this store has put into the history; another may have written it."""
        return self._owed is not None and self._owed == self._file_stamp()

    def is_its_turn(self) -> bool:
        """Whether nobody has written the journey's file since this was asked last, or since it was written here."""
        stamp, waited = self._file_stamp(), self._waited
        self._waited = stamp
        return waited == stamp

    def commit(self, lines: Lines, journey: Journey, logged: list[Edit], *, settled: bool) -> tuple[Journey, Stamp]:
        """Writes edits to the history and the journey to its file.

        Args:
            lines: the history, under the lock.
            journey: the journey after the edits.
            logged: the edits; if there are none, only a file that is not up to date is written.
            settled: whether the file is written now; otherwise it may stay behind where it says nothing of its own.

        Returns:
            The journey with its revision, and the stamp of its file.

        Raises:
            OSError: if they could not be written; both files are then as before.
        """
        if logged:
            journey = journey.model_copy(update={"revision": logged[-1].id})
        has_file = self._medium.by_hand or self._snapshot is not None
        if not has_file or (logged and not settled and self._follows):
            return self._append(lines, journey, logged), self._stamp
        data = written(journey)
        if not logged and data == self._bytes:
            self._medium.settled(self.journey_id)
            return journey, self._file_stamp()
        new_names = self._end == 0 or not self._bytes
        with self._medium.replacing(self.journey_id, data) as stamp:
            journey = self._append(lines, journey, logged)
        if new_names:
            self._medium.sync()
        self._bytes, self._snapshot, self._follows, self._owed = data, _said(journey), True, None
        if not self._medium.by_hand:  # what the file said is in the history now
            self._bytes, self._snapshot, self._follows = b"", None, False
        self._stamp = self._waited = stamp
        self._passed = {journey.revision: journey}
        return journey, stamp

    def _append(self, lines: Lines, journey: Journey, logged: list[Edit]) -> Journey:
        edits = [*self._checkpoint(logged), *logged]
        added = b"".join(map(history.line, edits))
        if added:
            lines.append(added)
            self._lately.made(self.current.journey.revision if self.current else "", edits)
        self._took(added)
        whole = self.current is None or any(edit.path == "" for edit in edits)
        named = journey.id if whole or not self.current else self.current.named
        self._at(Replayed(journey, SCHEMA_VERSION, named))
        self._owed = self._stamp if self._medium.by_hand else None
        return journey

    def _file_stamp(self) -> Stamp:
        return self._medium.mark(self.journey_id).snapshot

    def _at(self, current: Replayed | None) -> None:
        self.current = current
        if current is not None:
            if len(self._passed) >= MOST_PASSED:
                self._passed.clear()
            self._passed[current.journey.revision] = current.journey

    def _parsed(self, data: bytes) -> Snapshot:
        return parsed(data, self._medium.where(self.journey_id), self.journey_id)

    def _goes_on(self, lines: Lines) -> bool:
        """Whether a history still has what this store read last: another may have been copied over it, in place."""
        if not self._medium.by_hand:
            return True
        lines.seek(self._end - len(self._ending))
        return lines.read(len(self._ending)) == self._ending

    def _took(self, data: bytes) -> None:
        since = history.since_whole(data)
        self.index.add(data, self._end)
        self._end += len(data)
        self._ending = (self._ending + data[-ENDING:])[-ENDING:]
        self._since_whole = self._since_whole + len(data) if since is None else since

    def _checkpoint(self, logged: list[Edit]) -> list[Edit]:
        due = self._since_whole > max(CHECKPOINT_BYTES, 8 * len(self._bytes))
        if not due or not logged or self.current is None:
            return []
        whole = self.current.journey.to_json()
        return [Edit(id=uuid4().hex, by=history.CHECKPOINT, path="", new=whole, t=now())]


def _said(journey: Journey) -> Snapshot:
    """What a file says that holds just this."""
    return Snapshot(journey, journey.revision, SCHEMA_VERSION, journey.id)
