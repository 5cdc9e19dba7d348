"""Messages that wait for a slow browser: of a widget's state the newest is enough."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Waiting = tuple[Any, int, "State | None"]
State = tuple[str, frozenset[str]]
"""A widget, and the parts of its state that a message tells anew."""

BUSY: Final = 256 * 1024
"""Bytes that may be on their way to a browser before more has to wait."""
MOST: Final = 4 * 1024 * 1024
"""Bytes that wait at most; a browser that leaves more unread has to load its page again."""
_WHOLE: Final = frozenset({"people", "pong", "workshop"})
"""Kinds of a page's own messages that say all that there is to say."""
_HEADER, _CONTENT, _END = 1, 4, 5


class Newest:
    """Messages in their order; one that tells all that an earlier one told takes its place.

    Args:
        most: bytes that are kept.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most, self.size = most, 0
        self._waiting: list[Waiting] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Any]:
        return (message for message, _, _ in self._waiting)

    def add(self, message: Any, size: int, state: State | None) -> bool:
        """Keeps a message; False, and nothing is kept any more, when there are too many.

        Args:
            message: whatever is sent later.
            size: of it, in bytes.
            state: what it tells anew, None if every such message counts.
        """
        at = len(self._waiting) if state is None else self._without(state)
        self._waiting.insert(at, (message, size, state))
        self.size += size
        if self.size > self.most:
            self._waiting.clear()
            self.size = 0
            return False
        return True

    def _without(self, state: State) -> int:
        """Drops what is told anew; where the new message belongs, so that it overtakes no words about it."""
        kept: list[Waiting] = []
        at = -1
        for one in self._waiting:
            earlier = one[2]
            if earlier is None or earlier[0] != state[0] or not earlier[1] & state[1]:
                kept.append(one)
            elif earlier[1] <= state[1]:
                at = len(kept) if at < 0 else at
                self.size -= one[1]
            else:  # it tells more: what comes after it has to stay after it
                kept.append(one)
                at = at if at < 0 else len(kept)
        self._waiting = kept
        return len(kept) if at < 0 else at

    def take(self) -> Any:
        """The first message, which does not wait any more."""
        message, size, _ = self._waiting.pop(0)
        self.size -= size
        return message


class SlowLine:
    """Sends to a browser, and lets wait what it does not read yet.

    Args:
        write: sends a message; gives a future that is done when the system has taken it.
        give_up: called when too much waits.
    """

    def __init__(self, write: Callable[[Any, bool], Any], give_up: Callable[[], None]) -> None:
        self._write, self._give_up = write, give_up
        self._under_way = 0
        self.waiting = Newest()

    def send(self, message: Any, *, binary: bool) -> None:
        """Sends a message now or later."""
        if self._under_way < BUSY:
            self._send_now(message, binary)
        elif not self.waiting.add((message, binary), len(message), state_in(message)):
            self._give_up()

    def _send_now(self, message: Any, binary: bool) -> None:  # noqa: FBT001  as the line takes it
        written = self._write(message, binary)
        if written is None:
            return
        size = len(message)
        self._under_way += size

        def done(future: Any) -> None:
            gone = future.cancelled() or future.exception() is not None  # asked, or asyncio tells the whole window
            self._under_way -= size
            while self.waiting and not gone and self._under_way < BUSY:
                self._send_now(*self.waiting.take())

        written.add_done_callback(done)


def state_in(message: Any) -> State | None:
    """What a message to a browser tells anew of a widget; None where every message counts.

    Args:
        message: in parts, as Jupyter's protocol has it for a line to a browser.
    """
    if not isinstance(message, bytes):
        return None
    if int.from_bytes(message[:8], "little") != _END + 1:  # with raw parts behind the content
        return None
    begins = [int.from_bytes(message[8 * at : 8 * at + 8], "little") for at in range(1, _END + 2)]
    return state_of(message[begins[_HEADER] : begins[_HEADER + 1]], message[begins[_CONTENT] : begins[_END]])


def state_of(header: bytes, content: bytes) -> State | None:
    """The same of a header and a content."""
    try:
        if json.loads(header)["msg_type"] != "comm_msg":
            return None
        said = json.loads(content)
        data = said["data"]
        match data["method"]:
            case "update":
                return said["comm_id"], frozenset(data["state"])
            case "custom" if data["content"]["kind"] in _WHOLE:
                return said["comm_id"], frozenset({f"message {data['content']['kind']}"})
    except (ValueError, KeyError, TypeError):
        return None
    return None
