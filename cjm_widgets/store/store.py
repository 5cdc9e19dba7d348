"""Journeys with their histories, whatever they are written on: of each a history, an edit a line.

An edit is durable, in the history, before it is acknowledged; a file for people follows in one move. Opening is the
file and what the history has after it, so that whatever a crash leaves behind opens with all that was acknowledged.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cjm_widgets.journey.edits import Edit, diff, sentence
from cjm_widgets.store import errors, history, names, snapshot
from cjm_widgets.store.around import AroundJourneys, again
from cjm_widgets.store.errors import BrokenError, StoreError, in_words, was_deleted
from cjm_widgets.store.index import Index
from cjm_widgets.store.lately import Lately
from cjm_widgets.store.made import made
from cjm_widgets.store.past import Past
from cjm_widgets.store.protocol import Entry
from cjm_widgets.store.reconcile import Sources, beginning, opened, reconciled
from cjm_widgets.store.reopening import Opened, reopened
from cjm_widgets.store.stamps import Mark, Stamp
from cjm_widgets.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.address import Place
    from cjm_widgets.store.medium import Lines, Medium
    from cjm_widgets.store.merge import Merged
    from cjm_widgets.store.saved import Admit, Saved


class Journeys(AroundJourneys):
    """The journeys of one place. Several stores, processes and threads may use the same place at once.

    Args:
        place: where they are.
        medium: what they are written on.
    """

    def __init__(self, place: Place, medium: Medium) -> None:
        super().__init__(place, medium)
        self._one_at_a_time = threading.RLock()
        self._writing: dict[str, Writing] = {}
        self._opened: dict[str, Opened] = {}
        self._lately: dict[str, Lately] = {}
        self._births: dict[str, tuple[str, int]] = {}

    @again
    def ids(self) -> tuple[str, ...]:
        """The ids of the journeys, sorted."""
        return tuple(sorted(filter(self._is_there, self._medium.ids())))

    @again
    def entries(self) -> tuple[Entry, ...]:
        """All journeys; one that cannot be opened says why and keeps none of the others back."""
        return (*(self.entry(journey_id) for journey_id in self.ids()), *self._medium.misnamed())

    @again
    def entry(self, journey_id: str) -> Entry:
        """One journey, or why it cannot be opened."""
        changed = self.changed(journey_id)
        try:
            journey = self.open(journey_id)
        except StoreError as error:
            return Entry(journey_id, journey_id, str(error), changed, None)
        return Entry(journey_id, journey.title or journey_id, "", changed, journey)

    @again
    def birth(self, journey_id: str) -> str:
        """What tells a journey from an earlier one of the same name: the id of the line its history begins with.

        A journey without a history begins one. Where that cannot be, "" is given; it is never an error.
        """
        try:
            if self._medium.glance(journey_id).history == Stamp():
                self.save(journey_id, ())
            number = self._medium.glance(journey_id).history.number
            if self._births.get(journey_id, ("", 0))[1] != number:
                with self._medium.reading(journey_id) as lines:
                    first = lines and history.edit_in(history.line_at(lines, 0))
                self._births[journey_id] = (first.id if first else "", number)
        except StoreError:
            return ""
        return self._births[journey_id][0]

    @again
    def births(self) -> dict[str, str]:
        """The ids of the journeys, sorted, each with its birth."""
        return {journey_id: self.birth(journey_id) for journey_id in self.ids()}

    def mark(self, journey_id: str) -> Mark:
        """The journey's present mark; anybody's save or change of its file changes it."""
        return self._medium.glance(journey_id)

    @again
    def changed(self, journey_id: str) -> float:
        """When the journey was last changed, in seconds since 1970; 0 where there is none."""
        mark = self._medium.mark(journey_id)
        return max(mark.snapshot.changed, mark.history.changed) / 1e9

    @again
    def open(self, journey_id: str) -> Journey:
        """The journey as it is now; nothing is written.

        Raises:
            StoreError: if there is none, its file is damaged, or a newer version of the workbook wrote it.
        """
        mark = self._medium.mark(journey_id)
        before = self._opened.get(journey_id)
        if before is not None and before.mark == mark:
            return before.journey
        same_file = before is not None and before.follows and before.mark.snapshot == mark.snapshot
        with in_words(self._medium.where(journey_id)):
            found = None if same_file else self._medium.snapshot(journey_id)
            with self._medium.reading(journey_id) as lines:
                data = found[0] if found else None
                known = before if lines and (data or same_file) else None
                again = reopened(known, mark, data, lines, self._of(journey_id)) if known and lines else None
                now_opened = again or self._read(journey_id, mark, lines)
        if now_opened is None:
            raise self._nothing(journey_id)
        self._opened[journey_id] = now_opened
        return now_opened.journey

    @again
    def create(self, journey: Journey, by: str = "") -> Journey:
        """A new journey; its history begins.

        Args:
            journey: the journey; its id names its file.
            by: who makes it.

        Raises:
            StoreError: if there is one of that name already, which stays as it is.
        """
        self._medium.where(journey.id)  # an error where no journey can have this id
        try:
            journey = type(journey).model_validate(journey.to_json())
        except ValidationError as error:
            raise StoreError(sentence(error)) from error
        self._medium.begin()
        with self._locked(journey.id) as (writing, lines):
            if writing.current is not None or self._medium.mark(journey.id).snapshot != Stamp():
                raise StoreError(f"There is a journey “{journey.id}” already in {self._medium}. Choose another name.")
            return self._commit(writing, lines, journey, [beginning(journey, by=by)])

    @again
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
        if self._medium.by_hand and not self._is_there(journey_id):  # else it turns out under the lock
            raise self._nothing(journey_id)
        with self._locked(journey_id) as (writing, lines):
            past = _past(journey_id, lines, lambda: writing.index, edits)
            found = reconciled(Sources(journey_id, writing.snapshot(), lines), writing.current, past)
            if found is None:
                raise self._nothing(journey_id)
            saved, logged = made(found, edits, writing.index.ids, past, admit)
            return replace(saved, journey=self._commit(writing, lines, saved.journey, logged, settled=settled))

    @again
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

    @again
    def history(self, journey_id: str, only: Callable[[str], bool] | None = None) -> tuple[Edit, ...]:
        """Everything that was ever changed, oldest first; the first edit is the whole journey as it began.

        A whole journey of an earlier version is given in today's shape. `only` says which paths are wanted.

        Raises:
            StoreError: if there is no such journey.
        """
        return tuple(history.edits_in(self._lines(journey_id), only))

    @again
    def unreadable(self, journey_id: str) -> tuple[int, ...]:
        """The numbers of the lines in the history that are damaged and were passed over, from 1.

        Raises:
            StoreError: if there is no such journey.
        """
        lines = enumerate(self._lines(journey_id), start=1)
        return tuple(number for number, line in lines if history.edit_in(line) is None)

    @again
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
        is_seen = now and now.mark == self._medium.mark(journey_id)
        known = self._of(journey_id).since(revision, now.journey.revision) if now and is_seen else None
        if known is not None:
            return known
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        with self._medium.reading(journey_id) as lines:
            later = None if lines is None else history.tail(lines, revision)
        return tuple(edit for edit in later or () if not history.begins(edit))

    @again
    def at(self, journey_id: str, revision: str) -> Journey:
        """The journey as it stood right after a change; nothing is written.

        Args:
            journey_id: the journey's id.
            revision: the id of the last edit to count.

        Raises:
            StoreError: if there is no such journey, or its history does not reach there.
        """
        with self._medium.reading(journey_id) as lines:
            found = lines and history.replay(journey_id, history.newest_first(lines), upto=revision)
        if not found:
            raise StoreError(f"The history of “{journey_id}” does not reach back to “{revision[:80]}”.")
        return found.journey

    @again
    def copied(self, journey_id: str) -> dict[str, bytes]:
        """The bytes of the journey's file and of its history, by their names, as they are between two saves.

        A damaged file is copied as it is; where one of the two is not there it is left out.

        Raises:
            StoreError: if there is no such journey, or a file cannot be read.
        """
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        with self._one_at_a_time, self._medium.locked(journey_id) as lines:
            found = {f"{journey_id}{names.HISTORY}": history.whole_lines(history.all_of(lines))}
            if snapshot_file := self._medium.snapshot(journey_id):
                found[f"{journey_id}{names.SNAPSHOT}"] = snapshot_file[0]
            elif not self._medium.by_hand and (now := history.replay(journey_id, history.newest_first(lines))):
                found[f"{journey_id}{names.SNAPSHOT}"] = snapshot.written(now.journey)
        return {name: found[name] for name in sorted(found) if found[name]}

    @again
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
        with self._locked(journey_id) as (writing, lines):
            past = _past(journey_id, lines, lambda: writing.index)

            def found_now() -> Merged | None:
                return reconciled(Sources(journey_id, writing.snapshot(), lines), writing.current, past)

            try:
                found = found_now()
            except BrokenError as error:
                if writing.current is None:
                    raise errors.beyond_repair(self._medium.where(journey_id)) from error
                self._medium.put_aside(journey_id)
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

    def _read(self, journey_id: str, mark: Mark, lines: Lines | None) -> Opened | None:
        """The journey from all of its file, and as much of its history as that takes."""
        found = self._medium.snapshot(journey_id)
        file = snapshot.parsed(found[0], self._medium.where(journey_id), journey_id) if found else None
        if lines is None:
            return Opened(mark, file.journey, None, follows=False) if file else None
        past = _past(journey_id, lines, lambda: Index(history.whole_lines(history.all_of(lines))))
        merged = opened(Sources(journey_id, file, lines), past)
        end = mark.history.size if lines.stamp() == mark.history else None
        tells = history.tail(lines, file.revision) is not None if file else not self._medium.by_hand
        follows = bool(tells and merged and not merged.logged)
        return Opened(mark, merged.journey, end, follows=follows) if merged else None

    def _is_there(self, journey_id: str) -> bool:
        """Whether there is a file or at least a line of history; a crash while making a journey may leave neither."""
        mark = self._medium.mark(journey_id)
        if mark.snapshot != Stamp() or mark.history.size == 0:
            return mark.snapshot != Stamp()
        try:
            with self._medium.reading(journey_id) as lines:
                return lines is not None and next(history.newest_first(lines), None) is not None
        except StoreError:
            return True

    def _nothing(self, journey_id: str) -> StoreError:
        if self._is_there(journey_id):
            return errors.gone(journey_id, str(self._medium))
        deleted = self.bin().find(journey_id)
        return was_deleted(deleted) if deleted else errors.missing(journey_id, str(self._medium))

    def _lines(self, journey_id: str) -> list[bytes]:
        if not self._is_there(journey_id):
            raise self._nothing(journey_id)
        with self._medium.reading(journey_id) as lines:
            return [] if lines is None else history.whole_lines(history.all_of(lines)).split(b"\n")[:-1]

    @contextmanager
    def _locked(self, journey_id: str) -> Iterator[tuple[Writing, Lines]]:
        with self._one_at_a_time:
            writing = self._writing.pop(journey_id, None) or Writing(journey_id, self._medium, self._of(journey_id))
            with self._known_only_if_kept(journey_id), self._medium.locked(journey_id) as lines:
                writing.catch_up(lines)
                self._writing[journey_id] = writing
                yield writing, lines

    @contextmanager
    def _known_only_if_kept(self, journey_id: str) -> Iterator[None]:
        """Forgets what is remembered of a journey if it turns out at the end that it was not kept."""
        try:
            yield
        except BaseException:
            if not self._medium.by_hand:  # in files what was written stands at once
                self._writing.pop(journey_id, None)
                self._opened.pop(journey_id, None)
            raise

    def _of(self, journey_id: str) -> Lately:
        return self._lately.setdefault(journey_id, Lately())

    def _commit(
        self, writing: Writing, lines: Lines, journey: Journey, logged: list[Edit], *, settled: bool = True
    ) -> Journey:
        journey, stamp = writing.commit(lines, journey, logged, settled=settled)
        end = lines.stamp()
        self._opened[journey.id] = Opened(Mark(stamp, end), journey, end.size, follows=True)
        return journey


def _past(journey_id: str, lines: Lines, index: Callable[[], Index], edits: Sequence[Edit] = ()) -> Past:
    return Past(journey_id, lines, index, frozenset(edit.id for edit in edits))
