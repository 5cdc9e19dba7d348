"""Taking out of a journey's history all that was kept of one survey, as if it had never been attached.

The history is rewritten under its lock and replaces the one before at once; the journey's file says nothing of the
survey by then and stays as it is. Whatever stops this, there is the history from before or the one from after.
"""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, Protocol

from cjm_widgets.journey.paths import AFTER, holders
from cjm_widgets.store import history, names
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.reconcile import alike
from cjm_widgets.store.snapshot import Snapshot, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.store.protocol import JourneyStore

TRIES: Final = 20
"""How often it is tried while others write."""
_POINTERS: Final = frozenset(path.rpartition("/")[2] for path in holders("sources"))


class Belongs(Protocol):
    """Says what belongs to the survey."""

    def __call__(self, part: str, item: dict[str, Any], /) -> bool:
        """Whether an item of a list, such as "ratings", does; as plain JSON values."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a history.

    Args:
        lines: how many of its lines said something of the survey.
        editions: what the editions are called that held it.
        copies: the names of damaged files that were kept beside the journey, and that still hold it.
    """

    lines: int
    editions: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def forget(store: JourneyStore, journey_id: str, source: str, belongs: Belongs) -> Forgotten:
    """Takes all that belongs to a survey out of a journey's history; the journey itself must be without it.

    Every other change stays, with its time and its author, and every edition can be opened. Whoever has the journey
    open sees it as before.

    Args:
        store: the journeys.
        journey_id: the journey's id.
        source: the id of the survey's source.
        belongs: what belongs to it.

    Raises:
        StoreError: if it cannot be done; everything is then as it was.
    """
    done: list[Forgotten] = []

    def how(before: bytes, file: bytes | None) -> bytes | None:
        survey = _Survey(source, belongs)
        after = _Rewriting(journey_id, history.whole_lines(before), survey)
        if not after.is_said_in(_file(journey_id, file)):
            return None
        copies = (name for name, data in store.aside(journey_id).items() if survey.is_named_in(data))
        done.append(Forgotten(after.changed, after.editions, tuple(copies)))
        return after.data

    for _ in range(TRIES):
        store.save(journey_id, ())  # what was changed in the file by other means is in the history now
        if store.rewrite(journey_id, how):
            return done[-1]
    raise StoreError("Others are writing on this map at this moment. Nothing was changed; try again.")


def _file(journey_id: str, data: bytes | None) -> Snapshot | None:
    """What the journey's file says; None where there is none."""
    return None if data is None else parsed(data, PurePath(f"{journey_id}{names.SNAPSHOT}"), journey_id)


@dataclass
class _Survey:
    """What belongs to a survey, as far as it is known: it is added to as a history is read."""

    source: str
    belongs: Belongs
    items: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, value: Any, part: str = "") -> None:
        """Notes the items in plain JSON values that belong to the survey."""
        if isinstance(value, dict):
            for name, below in value.items():
                self.learn(below, name)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and self.belongs(part, item):
                    self.items.add((part, str(item.get("id"))))
                self.learn(item)

    def without(self, value: Any, part: str = "") -> Any:
        """The values without what belongs to the survey; the same object where nothing does."""
        if isinstance(value, dict):
            made = {name: self.without(below, name) for name, below in value.items()}
            return value if all(made[name] is value[name] for name in value) else made
        if isinstance(value, list):
            kept = [self.without(one) for one in value if not self._is_item(part, one)]
            same = len(kept) == len(value) and all(one is other for one, other in zip(kept, value, strict=True))
            return value if same else kept
        return None if part in _POINTERS and value == self.source else value

    def _is_item(self, part: str, value: Any) -> bool:
        return isinstance(value, dict) and (part, value.get("id")) in self.items

    def is_at(self, segments: tuple[str, ...]) -> bool:
        """Whether a place is an item that belongs to the survey, or stands in one."""
        return any(pair in self.items for pair in pairwise(segments))

    def is_named_in(self, data: bytes) -> bool:
        """Whether bytes that nobody can read name it."""
        return f'"id": "{self.source}"'.encode() in data or f'"id":"{self.source}"'.encode() in data


class _Rewriting:
    """A history without a survey.

    Args:
        journey_id: the journey's id.
        data: the history, whole lines.
        survey: the survey.
    """

    def __init__(self, journey_id: str, data: bytes, survey: _Survey) -> None:
        self._journey_id, self._survey = journey_id, survey
        self._lines = data.split(b"\n")[:-1]
        self._edits = [history.edit_in(line) for line in self._lines]
        for edit in self._edits:
            self._learn(edit)
        self._wanted = {edit_id: name for edit in self._edits if edit for edit_id, name in _revisions(edit)}
        self.changed = 0
        self._held: set[str] = set()
        self.data = b"".join(self._rewritten())

    def is_said_in(self, file: Snapshot | None) -> bool:
        """Whether the journey's file says what the new history says, so that it can stay as it is.

        Where people read no file, the journey as the old history gives it counts.

        Raises:
            StoreError: if the journey still has something of the survey.
        """
        if file is None and (before := history.replay(self._journey_id, reversed(self._lines))):
            file = Snapshot(before.journey, before.journey.revision, before.version, before.named)
        if file is None:
            return False
        raw = file.journey.to_json()
        if self._survey.without(raw) is not raw:
            raise StoreError("The map still holds something of this survey, so its history stays too.")
        last = next((edit for edit in reversed(self._edits) if edit), None)
        now = history.replay(self._journey_id, reversed(self.data.split(b"\n")[:-1]))
        if last is None or now is None or not file.revision == now.journey.revision == last.id:
            return False
        return alike(now.journey, file.journey)

    @property
    def editions(self) -> tuple[str, ...]:
        """What the editions are called that held the survey."""
        return tuple(name for edit_id, name in self._wanted.items() if name and edit_id in self._held)

    def _learn(self, edit: Edit | None) -> None:
        if edit is None:
            return
        for part, item in pairwise(edit.place.segments):
            whole = [{"id": item}]
            whole += [one for one in (edit.old, edit.new) if isinstance(one, dict) and one.get("id") == item]
            self._survey.learn(whole, part)
        self._survey.learn([edit.old, edit.new])

    def _rewritten(self) -> Iterator[bytes]:
        whole: dict[str, Any] | None = None
        last = next((edit.id for edit in reversed(self._edits) if edit), "")
        for line, edit in zip(self._lines, self._edits, strict=True):
            if edit is None:
                if self._survey.is_named_in(line):
                    self.changed += 1
                else:
                    yield line + b"\n"
                continue
            whole = _after(whole, edit)
            if edit.id in self._wanted and whole is not None and self._survey.without(whole) is not whole:
                self._held.add(edit.id)
            made = self._without(edit)
            if made is edit:
                yield line + b"\n"
                continue
            self.changed += 1
            if made is None and (edit.id in self._wanted or edit.id == last):
                made = self._standing_in(edit, whole)
            if made is not None:
                yield history.line(made)

    def _without(self, edit: Edit) -> Edit | None:
        """A line without the survey; the same object if it says nothing of it, None if it says nothing else."""
        segments, survey = edit.place.segments, self._survey
        if survey.is_at(segments):
            return None
        if segments[-1:] == (AFTER,):
            part = segments[-3]
            old, new = ("" if (part, one) in survey.items else one for one in (edit.old, edit.new))
        else:
            old, new = (survey.without(one, segments[-1] if segments else "") for one in (edit.old, edit.new))
        if old is edit.old and new is edit.new:
            return edit
        if old == new:
            return None
        return edit.model_copy(update={"old": old, "new": new})

    def _standing_in(self, edit: Edit, whole: dict[str, Any] | None) -> Edit | None:
        """A line of the same id for one that is left out: an edition, or whoever has the map open, asks for it."""
        if whole is None:
            return None
        new = {**self._survey.without(whole), "revision": edit.id}
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
