"""What a participant typed and nobody acknowledged yet, as browser/page/outbox.js keeps it in the browser's storage."""

from __future__ import annotations

import asyncio
import secrets
import string
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

BETWEEN_SENDS = 0.2
NO_ANSWER = 4.0
TRY_AGAIN = 2.5
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """One edit as the page sends it."""

    id: str
    by: str
    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Waiting:
    """One edit that is not known to be saved, and when it was begun (monotonic)."""

    edit: Typed
    made: float
    sent: bool = False
    ever_sent: bool = False


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One edit that the workbook says is on disk, and how many seconds after the keystroke."""

    edit: Typed
    journey: str
    took: float


@dataclass
class Outbox:
    """The edits of one person in one journey; they outlive the page.

    Args:
        journey: its id.
        by: who types.
        silent: called when nobody answers.
    """

    journey: str
    by: str
    silent: Callable[[], None]
    send: Callable[[list[dict[str, Any]]], None] | None = None
    waiting: dict[str, Waiting] = field(default_factory=dict)
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    unsaved: list[str] = field(default_factory=list)
    sent_again: int = 0
    _last_send: float = 0.0
    _timer: asyncio.TimerHandle | None = None
    _alarm: asyncio.TimerHandle | None = None

    def add(self, path: str, old: Any, new: Any) -> str:
        """Takes an edit; text typed on goes into the edit that has not left yet. Gives the edit's id."""
        last = next(reversed(self.waiting.values()), None)
        if last and last.edit.path == path and not last.ever_sent and isinstance(new, str):
            self.waiting[last.edit.id] = replace(last, edit=replace(last.edit, new=new))
            return last.edit.id
        edit = Typed(_new_id(), self.by, path, old, new)
        self.waiting[edit.id] = Waiting(edit, time.monotonic())
        self._soon(self._last_send + BETWEEN_SENDS - time.monotonic())
        return edit.id

    def over(self, path: str, stands: Any) -> Any:
        """What a person sees at a path: what waits here lies over what the workbook shows."""
        return next((one.edit.new for one in reversed(self.waiting.values()) if one.edit.path == path), stands)

    def listens(self, send: Callable[[list[dict[str, Any]]], None] | None) -> None:
        """A page has come up that sends for it, or is gone (None)."""
        self.send = send
        self._calm()
        self.waiting = {name: replace(one, sent=False) for name, one in self.waiting.items()}
        if send is not None:
            self.flush()

    def flush(self) -> None:
        """Sends what is waiting without delay."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        going = [one for one in self.waiting.values() if not one.sent][:MOST_AT_ONCE]
        if not going or self.send is None:
            return
        self._last_send = time.monotonic()
        for one in going:
            self.sent_again += one.ever_sent
            self.waiting[one.edit.id] = replace(one, sent=True, ever_sent=True)
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_later(NO_ANSWER, self._unanswered)
        self.send([asdict(one.edit) for one in going])

    def heard(self, message: dict[str, Any]) -> None:
        """What the page's process says of the edits."""
        kind = message.get("kind")
        if kind == "saved":
            self._done(message["ids"])
        elif kind == "refused":
            if (one := self.waiting.pop(message["id"], None)) is not None:
                self.refused[one.edit.id] = message["say"]
            self._done([])
        elif kind == "unsaved":
            self.unsaved.append(message["say"])
            self._back(message["ids"])
            self._calm()
            self._soon(TRY_AGAIN)

    def stop(self) -> None:
        """The browser is closed; what is here stays."""
        self.send = None
        self._calm()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _done(self, names: list[str]) -> None:
        for name in names:
            if (one := self.waiting.pop(name, None)) is not None:
                self.acknowledged[name] = Acknowledged(one.edit, self.journey, time.monotonic() - one.made)
        self._calm()
        if self.waiting:
            self._soon(self._last_send + BETWEEN_SENDS - time.monotonic())

    def _unanswered(self) -> None:
        self._calm()
        self._back(list(self.waiting))
        if self.waiting:
            self._soon(TRY_AGAIN)
            self.silent()

    def _back(self, names: list[str]) -> None:
        for name in names:
            if name in self.waiting:
                self.waiting[name] = replace(self.waiting[name], sent=False)

    def _soon(self, wait: float) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(max(0.0, wait), self.flush)

    def _calm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None


def _new_id() -> str:
    signs = string.ascii_lowercase + string.digits
    return secrets.choice(string.ascii_lowercase) + "".join(secrets.choice(signs) for _ in range(19))
