"""A folder of journeys: each one readable file, and beside it its history, an edit a line.

An edit is on disk, in the history, before it is acknowledged; the file follows in one move. Opening is the file
and what the history has after it, so that whatever a crash leaves behind opens with all that was acknowledged.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cjm_widgets.journey.edits import Edit, diff, sentence
from cjm_widgets.store import errors, files, history, names, snapshot
from cjm_widgets.store.errors import BrokenError, StoreError, in_words
from cjm_widgets.store.files import Stamp
from cjm_widgets.store.index import Index
from cjm_widgets.store.lately import Lately
from cjm_widgets.store.made import made
from cjm_widgets.store.past import Past
from cjm_widgets.store.protocol import Entry
from cjm_widgets.store.reconcile import Sources, beginning, opened, reconciled
from cjm_widgets.store.removed import Bin, nothing
from cjm_widgets.store.reopening import Mark, Opened, reopened
from cjm_widgets.store.shared import SharedFile
from cjm_widgets.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import FileIO

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.merge import Merged
    from cjm_widgets.store.saved import Admit, Saved


class Store:
    """The journeys of one folder. Several stores, processes and threads may use the same folder at once.

    Args:
        folder: the folder; it is made when the first journey is.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._one_at_a_time = threading.RLock()
        self._writing: dict[str, Writing] = {}
        self._opened: dict[str, Opened] = {}
        self._lately: dict[str, Lately] = {}
        self._births: dict[str, tuple[str, int]] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids of the journeys in the folder, sorted."""
        try:
            found = {names.id_of(path.name) for path in self.folder.iterdir()}
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(f"The folder {self.folder} cannot be read ({error.strerror}).") from error
        return tuple(sorted(name for name in found if name and self._is_there(name)))

    def entries(self) -> tuple[Entry, ...]:
        """All journeys of the folder; one that cannot be opened says why and keeps none of the others back."""
        return (*(self.entry(journey_id) for journey_id in self.ids()), *self._misnamed())

    def _misnamed(self) -> Iterator[Entry]:
        """The files of the folder that look like journeys and cannot be opened under their names."""
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            better = names.better(path.name)
            if better:
                name = names.shown(path)
                yield Entry(name, name, errors.misnamed(path, better), files.stamp(path).changed / 1e9, None)

    def entry(self, journey_id: str) -> Entry:
        """One journey of the folder, or why it cannot be opened."""
        changed = self.changed(journey_id)
        try:
            journey = self.open(journey_id)
        except StoreError as error:
            return Entry(journey_id, journey_id, str(error), changed, None)
        return Entry(journey_id, journey.title or journey_id, "", changed, journey)

    def birth(self, journey_id: str) -> str:
        """What tells a journey from an earlier one of the same name: the id of the line its history begins with.

        A journey without a history begins one. Where that cannot be, "" is given; it is never an error.
        """
        _, history_path = self._paths(journey_id)
        try:
            if files.stamp(history_path) == Stamp():
                self.save(journey_id, ())
            number = files.stamp(history_path).number
            if self._births.get(journey_id, ("", 0))[1] != number:
                with in_words(history_path), files.reading(history_path) as lines:
                    first = lines and history.edit_in(history.line_at(lines, 0))
                self._births[journey_id] = (first.id if first else "", number)
        except StoreError:
            return ""
        return self._births[journey_id][0]

    def births(self) -> dict[str, str]:
        """The ids of the journeys in the folder, sorted, each with its birth."""
        return {journey_id: self.birth(journey_id) for journey_id in self.ids()}

    def mark(self, journey_id: str) -> Mark:
        """The journey's present mark: two `stat` calls; anybody's save or change of the file changes it."""
        snapshot_path, history_path = self._paths(journey_id)
        return Mark(files.stamp(snapshot_path), files.stamp(history_path))

    def changed(self, journey_id: str) -> float:
        """When the journey was last changed, in seconds since 1970; 0 where there is none."""
        mark = self.mark(journey_id)
        return max(mark.snapshot.changed, mark.history.changed) / 1e9

    def open(self, journey_id: str) -> Journey:
        """The journey as it is now; nothing is written.

        Raises:
            StoreError: if there is none, its file is damaged, or a newer version of the workbook wrote it.
        """
        mark = self.mark(journey_id)
        before = self._opened.get(journey_id)
        if before is not None and before.mark == mark:
            return before.journey
        path, history_path = self._paths(journey_id)
        same_file = before is not None and before.follows and before.mark.snapshot == mark.snapshot
        with in_words(path):
            found = None if same_file else files.read(path, most=snapshot.LARGEST + 1)
            with files.reading(history_path) as lines:
                data = found[0] if found else None
                known = before if lines and (data or same_file) else None
                again = reopened(known, mark, data, lines, self._of(journey_id)) if known and lines else None
                now_opened = again or self._read(journey_id, mark, lines)
        if now_opened is None:
            raise self._nothing(journey_id)
        self._opened[journey_id] = now_opened
        return now_opened.journey

    def create(self, journey: Journey, by: str = "") -> Journey:
        """A new journey in the folder; its history begins.

        Args:
            journey: the journey; its id names its file.
            by: who makes it.

        Raises:
            StoreError: if there is one of that name already, which stays as it is.
        """
        path, _ = self._paths(journey.id)
        try:
            journey = type(journey).model_validate(journey.to_json())
        except ValidationError as error:
            raise StoreError(sentence(error)) from error
        with in_words(path):
            self.folder.mkdir(files.PRIVATE_FOLDER, parents=True, exist_ok=True)
        with self._locked(journey.id) as (writing, lines):
            if writing.current is not None or files.stamp(path) != Stamp():
                raise StoreError(f"There is a journey “{journey.id}” already in {self.folder}. Choose another name.")
            return self._commit(writing, lines, journey, [beginning(journey, by=by)])

    def save(
        self, journey_id: str, edits: Sequence[Edit], *, admit: Admit | None = None, settled: bool = True
    ) -> Saved:
        """Makes edits on the journey as it is now; they are on disk when this returns.

        What others saved is kept, what was changed in the file by other means is merged first, and an edit
        that was saved before changes nothing.

        Args:
            journey_id: the journey's id.
            edits: the changes of one person, in order; a time is set where they have none.
            admit: says under the lock which of those that were not saved before may be; all if None.
            settled: whether the journey's file says so too; otherwise only its history does, until `settle`.

        Raises:
            StoreError: if nothing could be saved; what was on disk before is still there.
        """
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        with self._locked(journey_id) as (writing, lines):
            past = _past(journey_id, lines, lambda: writing.index, edits)
            found = reconciled(Sources(journey_id, writing.snapshot(), lines), writing.current, past)
            if found is None:
                raise self._nothing(journey_id)
            saved, logged = made(found, edits, writing.index.ids, past, admit)
            return replace(saved, journey=self._commit(writing, lines, saved.journey, logged, settled=settled))

    def settle(self, journey_id: str, *, in_turn: bool = False) -> bool:
        """Brings the journey's file up to date with what this store saved, unless somebody else has; False: ask again.

        Args:
            journey_id: the journey's id.
            in_turn: whether one who writes it spares it the others, who ask again.

        Raises:
            StoreError: if it cannot be written; the next save or `settle` tries again.
        """
        writing = self._writing.get(journey_id)
        if writing is None or not writing.is_owed():
            return True
        is_its_turn = writing.is_its_turn() or not in_turn
        if is_its_turn:
            self.save(journey_id, ())
        return is_its_turn

    def history(self, journey_id: str, only: Callable[[str], bool] | None = None) -> tuple[Edit, ...]:
        """Everything that was ever changed, oldest first; the first edit is the whole journey as it began.

        A whole journey of an earlier version is given in today's shape. `only` says which paths are wanted.

        Raises:
            StoreError: if there is no such journey.
        """
        return tuple(history.edits_in(self._lines(journey_id), only))

    def unreadable(self, journey_id: str) -> tuple[int, ...]:
        """The numbers of the lines in the history that are damaged and were passed over, from 1.

        Raises:
            StoreError: if there is no such journey.
        """
        lines = enumerate(self._lines(journey_id), start=1)
        return tuple(number for number, line in lines if history.edit_in(line) is None)

    def since(self, journey_id: str, revision: str) -> tuple[Edit, ...]:
        """The changes after a revision, oldest first, to tell people about.

        Args:
            journey_id: the journey's id.
            revision: a journey's revision; "" for the beginning. One that the history does not know gives nothing.

        Raises:
            StoreError: if there is no such journey.
        """
        if not revision:
            return tuple(edit for edit in self.history(journey_id) if not history.begins(edit))
        now = self._opened.get(journey_id)
        is_seen = now and now.mark == self.mark(journey_id)
        known = self._of(journey_id).since(revision, now.journey.revision) if now and is_seen else None
        if known is not None:
            return known
        _, history_path = self._paths(journey_id)
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        with in_words(history_path), files.reading(history_path) as lines:
            later = None if lines is None else history.tail(lines, revision)
        return tuple(edit for edit in later or () if not history.begins(edit))

    def at(self, journey_id: str, revision: str) -> Journey:
        """The journey as it stood right after a change; nothing is written.

        Args:
            journey_id: the journey's id.
            revision: the id of the last edit to count.

        Raises:
            StoreError: if there is no such journey, or its history does not reach there.
        """
        _, history_path = self._paths(journey_id)
        with in_words(history_path), files.reading(history_path) as lines:
            found = lines and history.replay(journey_id, history.newest_first(lines), upto=revision)
        if not found:
            raise StoreError(f"The history of “{journey_id}” does not reach back to “{revision[:80]}”.")
        return found.journey

    def copied(self, journey_id: str) -> dict[str, bytes]:
        """The bytes of the journey's file and of its history, by their names, as they are between two saves.

        A damaged file is copied as it is; where one of the two is not there it is left out.

        Raises:
            StoreError: if there is no such journey, or a file cannot be read.
        """
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        path, history_path = self._paths(journey_id)
        with self._one_at_a_time, in_words(path), files.locked(history_path) as lines:
            found = {history_path.name: history.whole_lines(files.all_of(lines))}
            if snapshot_file := files.read(path, most=snapshot.LARGEST + 1):
                found[path.name] = snapshot_file[0]
        return {name: found[name] for name in sorted(found) if found[name]}

    def shared(self, name: str) -> SharedFile:
        """What all who use these journeys share under a name, such as what the facilitator has said."""
        return SharedFile(self.folder, name)

    def bin(self) -> Bin:
        """The journeys that were deleted."""
        return Bin(self.folder)

    def restore(self, journey_id: str, at: str | None = None, by: str = "") -> Journey:
        """Brings back a journey whose file is damaged, or an earlier state of it; nothing is lost.

        A damaged file is kept beside it under another name. An earlier state comes back as new edits.

        Args:
            journey_id: the journey's id.
            at: the id of the last edit to keep, or a time (ISO 8601; this computer's time if it names no zone).
            by: who brings it back.

        Raises:
            StoreError: if the history does not reach there, or a newer version of the workbook wrote the file.
        """
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        path, _ = self._paths(journey_id)
        with self._locked(journey_id) as (writing, lines):
            past = _past(journey_id, lines, lambda: writing.index)

            def found_now() -> Merged | None:
                return reconciled(Sources(journey_id, writing.snapshot(), lines), writing.current, past)

            try:
                found = found_now()
            except BrokenError as error:
                if writing.current is None:
                    raise errors.beyond_repair(path) from error
                files.move(path, names.aside_path(self.folder, journey_id))
                found = found_now()
            if found is None:
                raise self._nothing(journey_id)
            journey, logged = found.journey, list(found.logged)
            if at is not None:
                upto = at if at in writing.index.ids else history.edit_at(lines, at)
                earlier = history.replay(journey_id, history.newest_first(lines), upto=upto)
                if earlier is None:
                    raise StoreError(
                        f"The history of “{journey_id}” has nothing at “{at[:80]}”. "
                        f"To see what it has, run: cjm history {journey_id}"
                    )
                back = diff(journey, earlier.journey, by=by)
                journey, logged = history.advanced(journey, back), [*logged, *back]
            return self._commit(writing, lines, journey, logged)

    def _read(self, journey_id: str, mark: Mark, lines: FileIO | None) -> Opened | None:
        """The journey from all of its file, and as much of its history as that takes."""
        path, _ = self._paths(journey_id)
        found = files.read(path, most=snapshot.LARGEST + 1)
        file = snapshot.parsed(found[0], path, journey_id) if found else None
        if lines is None:
            return Opened(mark, file.journey, None, follows=False) if file else None
        past = _past(journey_id, lines, lambda: Index(history.whole_lines(files.all_of(lines))))
        merged = opened(Sources(journey_id, file, lines), past)
        end = mark.history.size if files.stamp_of(lines) == mark.history else None
        follows = bool(file and merged and not merged.logged and history.tail(lines, file.revision) is not None)
        return Opened(mark, merged.journey, end, follows=follows) if merged else None

    def _paths(self, journey_id: str) -> tuple[Path, Path]:
        return names.snapshot_path(self.folder, journey_id), names.history_path(self.folder, journey_id)

    def _is_there(self, journey_id: str) -> bool:
        """Whether there is a file or at least a line of history; a crash while making a journey may leave neither."""
        mark = self.mark(journey_id)
        if mark.snapshot != Stamp() or mark.history.size == 0:
            return mark.snapshot != Stamp()
        _, history_path = self._paths(journey_id)
        try:
            with in_words(history_path), files.reading(history_path) as lines:
                return lines is not None and next(history.newest_first(lines), None) is not None
        except StoreError:
            return True

    def _nothing(self, journey_id: str) -> StoreError:
        is_there = self._is_there(journey_id)
        return errors.gone(journey_id, self.folder) if is_there else nothing(self.folder, journey_id)

    def _lines(self, journey_id: str) -> list[bytes]:
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        _, history_path = self._paths(journey_id)
        with in_words(history_path), files.reading(history_path) as lines:
            return [] if lines is None else history.whole_lines(files.all_of(lines)).split(b"\n")[:-1]

    @contextmanager
    def _locked(self, journey_id: str) -> Iterator[tuple[Writing, FileIO]]:
        path, history_path = self._paths(journey_id)
        with self._one_at_a_time, in_words(history_path), files.locked(history_path) as lines:
            writing = self._writing.pop(journey_id, None) or Writing(journey_id, path, self._of(journey_id))
            writing.catch_up(lines)
            self._writing[journey_id] = writing
            yield writing, lines

    def _of(self, journey_id: str) -> Lately:
        return self._lately.setdefault(journey_id, Lately())

    def _commit(
        self, writing: Writing, lines: FileIO, journey: Journey, logged: list[Edit], *, settled: bool = True
    ) -> Journey:
        journey, stamp = writing.commit(lines, journey, logged, settled=settled)
        end = files.stamp_of(lines)
        self._opened[journey.id] = Opened(Mark(stamp, end), journey, end.size, follows=True)
        return journey


def _past(journey_id: str, lines: FileIO, index: Callable[[], Index], edits: Sequence[Edit] = ()) -> Past:
    return Past(journey_id, lines, index, frozenset(edit.id for edit in edits))
