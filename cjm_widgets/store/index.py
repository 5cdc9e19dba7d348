"""Where in a history each place was written, and whose edits it holds, so that looking back needs no search."""

from __future__ import annotations

import re
from array import array
from heapq import merge
from typing import TYPE_CHECKING

from cjm_widgets.journey.origin import origin_in
from cjm_widgets.store.history import CHECKPOINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.journey.edits import Edit

_HEAD = re.compile(rb'\{"id":"([A-Za-z0-9_-]{1,64})","by":"((?:[^"\\]|\\.)*)","path":"((?:[^"\\]|\\.)*)",')


class Index:
    """What the beginnings of a history's lines say; no line is parsed for it.

    Args:
        data: a history from its beginning, whole lines only.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.ids: set[str] = set()
        self._starts: dict[str, array[int]] = {}
        self._last: dict[tuple[str, str, str], int] = {}
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
                self._take(at + start, *(found.decode("utf-8", "replace") for found in head.groups()))
            start = data.find(b"\n", start) + 1 or len(data)

    def _take(self, start: int, edit_id: str, by: str, path: str) -> None:
        self.ids.add(edit_id)
        if by != CHECKPOINT:
            self._starts.setdefault(path, array("Q")).append(start)
        origin = origin_in(edit_id)
        if origin is not None:
            key = (origin.author, origin.page, path)
            self._last[key] = max(origin.seq, self._last.get(key, 0))

    def lines_at(self, paths: Iterable[str]) -> Iterator[int]:
        """Where the lines start that were written at any of some paths, the newest first."""
        return merge(*(reversed(self._starts[path]) for path in paths if path in self._starts), reverse=True)

    def newest(self, edit: Edit) -> int:
        """The greatest number among the edits that the same page made at an edit's place or above it; 0 if none."""
        origin, place = edit.origin, edit.place
        if origin is None:
            return 0
        return max(self._last.get((origin.author, origin.page, path), 0) for path in (*place.above, place.text))
