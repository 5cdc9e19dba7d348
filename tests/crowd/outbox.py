"""What a participant typed and nobody acknowledged yet: the browser's own outbox, hosted by one Node.js for the crowd.

What it does not cover: a browser's storage that is full or closed, two tabs of one person, and how the page says what
is not saved; tests/javascript and tests/browser/test_disturbed_line.py do.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import select
import subprocess
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HOST = Path(__file__).with_name("outboxes.js")


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


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One edit that the workbook says is on disk, and how many seconds after the keystroke."""

    edit: Typed
    journey: str
    took: float


class Host:
    """The process that runs the outboxes. A call is answered at once; what they do by themselves the loop brings."""

    def __init__(self) -> None:
        from playwright._impl._driver import compute_driver_executable

        node = str(compute_driver_executable()[0])
        self._process = subprocess.Popen(
            [node, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(HOST)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._calls, self._news = self._process.stdin, self._process.stdout.fileno()
        os.set_blocking(self._news, False)
        self._rest = b""
        self._lines: deque[dict[str, Any]] = deque()
        self._numbers = itertools.count(1)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.boxes: dict[str, Outbox] = {}

    def call(self, **what: Any) -> list[dict[str, Any]]:
        """Lets an outbox do something.

        Returns:
            What waits in it then.
        """
        self._listen()
        number = next(self._numbers)
        self._calls.write(json.dumps({**what, "number": number}).encode() + b"\n")
        self._calls.flush()
        answer = None
        while answer is None:
            select.select([self._news], [], [])
            for line in self._read():
                if line.get("number") == number:
                    answer = line
                else:
                    self._lines.append(line)  # also what came behind the answer
        asyncio.get_running_loop().call_soon(self._tell)
        return list(answer["waiting"])

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop = loop
            loop.add_reader(self._news, self._come)

    def _come(self) -> None:
        self._lines.extend(self._read())
        self._tell()

    def _tell(self) -> None:
        while self._lines:
            line = self._lines.popleft()
            self.boxes[line["box"]].does(line)

    def _read(self) -> list[dict[str, Any]]:
        with suppress(BlockingIOError):
            while came := os.read(self._news, 1 << 20):
                self._rest += came
        *lines, self._rest = self._rest.split(b"\n")
        return [json.loads(line) for line in lines]


@cache
def host() -> Host:
    """One for all; it ends with the tests, whose end it sees."""
    return Host()


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
    _sent: set[str] = field(default_factory=set)
    _state: str = "saved"
    _name: str = ""

    def __post_init__(self) -> None:
        self._name = str(len(host().boxes))
        host().boxes[self._name] = self

    def add(self, path: str, old: Any, new: Any) -> str:
        """Takes an edit; gives its id."""
        before = dict(self.waiting)
        self._call("add", path=path, old=old, new=new)
        added = next(reversed(self.waiting))
        grown = next((one for name, one in before.items() if name not in self.waiting and one.edit.path == path), None)
        if grown is not None:  # the first letter counts
            self.waiting[added] = Waiting(self.waiting[added].edit, grown.made)
        return added

    def over(self, path: str, stands: Any) -> Any:
        """What a person sees at a path: what waits here lies over what the workbook shows."""
        return next((one.edit.new for one in reversed(self.waiting.values()) if one.edit.path == path), stands)

    def words(self, name: str) -> Any:
        """What a waiting edit puts, by its id; None where none waits under it."""
        return self.waiting[name].edit.new if name in self.waiting else None

    def listens(self, send: Callable[[list[dict[str, Any]]], None] | None) -> None:
        """A page has come up that sends for it, or is gone (None)."""
        self.send = send
        self._call("gone" if send is None else "up")

    def flush(self) -> None:
        """Sends what is waiting without delay."""
        self._call("flush")

    def heard(self, message: dict[str, Any]) -> None:
        """What the page's process says of the edits."""
        before = dict(self.waiting)
        kind = message.get("kind")
        if kind == "saved":
            for name in message["ids"]:
                if name in before:
                    one = before[name]
                    self.acknowledged[name] = Acknowledged(one.edit, self.journey, time.monotonic() - one.made)
            self._call("saved", ids=message["ids"])
        elif kind == "refused":
            if message["id"] in before:
                self.refused[message["id"]] = message["say"]
            self._call("refused", id=message["id"])
        elif kind == "unsaved":
            self.unsaved.append(message["say"])
            self._call("unsaved", ids=message["ids"], say=message["say"])

    def stop(self) -> None:
        """The browser is closed; what is here stays."""
        self.send = None
        self._call("stop")

    def does(self, line: dict[str, Any]) -> None:
        """The outbox sends, or finds that nobody answers."""
        if edits := line.get("edits"):
            names = {edit["id"] for edit in edits}
            self.sent_again += len(names & self._sent)
            self._sent |= names
            if self.send is not None:
                self.send(edits)
            return
        before, self._state = self._state, line["state"]
        if self._state == "slow" != before and self.send is not None:
            self.silent()

    def _call(self, what: str, **more: Any) -> None:
        found = host().call(box=self._name, journey=self.journey, by=self.by, do=what, **more)
        now = time.monotonic()
        self.waiting = {edit["id"]: self.waiting.get(edit["id"]) or Waiting(Typed(**edit), now) for edit in found}
