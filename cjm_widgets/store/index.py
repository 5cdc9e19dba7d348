"""Where in a history each place was written, and whose edits it holds, so that looking back needs no search."""

from __future__ import annotations

import re
from array import array
from heapq import merge
from typing import TYPE_CHECKING

from cjm_widgets.journey.origin import SENT
from cjm_widgets.store.history import CHECKPOINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.journey.edits import Edit

_HEAD = re.compile(
    rb'\{"id":"((?:%s|[A-Za-z0-9_-]{1,64}))",' % SENT.encode()
    + rb'"by":"([^"\\]*(?:\\.[^"\\]*)*)","path":"([^"\\]*(?:\\.[^"\\]*)*)",'
)
_CHECKPOINT = CHECKPOINT.encode()


class Index:
    """What the beginnings of a history's lines say; no line is parsed for it.

    Args:
        data: a history from its beginning, whole lines only.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.ids: set[str] = set()
        self._starts: dict[bytes, array[int]] = {}
        self._newest: dict[tuple[bytes, bytes, bytes], int] = {}
        self.add(data, 0)

    def add(self, data: bytes, at: int) -> None:
        """Takes in some further lines.

        Args:
            data: whole lines.
            at: how many bytes stand before them.
        """
        start = 0
        while start < len(data):
            head = _HEAD.match(data, start)
            if head is not None:
                edit_id, author, page, seq, by, path = head.groups()
                self.ids.add(edit_id.decode())
                if by != _CHECKPOINT:
                    if path not in self._starts:
                        self._starts[path] = array("Q")
                    self._starts[path].append(at + start)
                if seq is not None:
                    key = author, page, path
                    self._newest[key] = max(int(seq), self._newest.get(key, 0))
            start = data.find(b"\n", start) + 1 or len(data)

    def lines_at(self, paths: Iterable[str]) -> Iterator[int]:
        """Where the lines start that were written at any of some paths, the newest first."""
        known = (self._starts.get(path.encode("utf-8", "replace"), ()) for path in paths)
        return merge(*map(reversed, known), reverse=True)

    def newest(self, edit: Edit) -> int:
        """The greatest number among the edits that the same page made at an edit's place or above it; 0 if none."""
        origin, place = edit.origin, edit.place
        if origin is None:
            return 0
        author, page = origin.author.encode(), origin.page.encode()
        paths = (path.encode("utf-8", "replace") for path in (*place.above, place.text))
        return max(self._newest.get((author, page, path), 0) for path in paths)
