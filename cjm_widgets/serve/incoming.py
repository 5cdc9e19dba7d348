"""What a browser may say to a page's process: words for the page's widgets, in a shape that can do no harm."""

from __future__ import annotations

import json
import math
import re
from itertools import pairwise
from typing import Any, Final

WIDGETS: Final = "jupyter.widget.control"
"""The only thing that a browser may open: it asks for the widgets that are there."""
FROM_BROWSER: Final = ("comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request")
"""What a page says to its process. Running code is not among it."""
_PARTS: Final = 6  # where the channel, the header, its parent, the metadata and the content begin, and the end
_MOST_PARTS: Final = _PARTS + 8
_DEEPEST: Final = 40
_LARGEST: Final = 2**63
_MOST_VALUES: Final = 50_000
"""What a page sends holds some hundred; to look at a million takes a second, in which nobody else is heard."""
_STRUCTURE: Final = "[{,"
_WORDS: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)


def is_allowed(message: str | bytes, *, v1: bool) -> bool:
    """Whether one message is passed on.

    Args:
        message: as it came over the line.
        v1: whether the browser speaks Jupyter's protocol of parts; else a message is one JSON text.
    """
    try:
        channel, header, *others, content = _read_parts(message) if v1 else _read_text(message)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, OverflowError):
        return False
    if channel != "shell" or not all(isinstance(one, dict) for one in (header, *others, content)):
        return False
    kind = header.get("msg_type")
    if kind not in FROM_BROWSER or not isinstance(header.get("msg_id"), str):
        return False
    return kind != "comm_open" or bool(content.get("target_name") == WIDGETS)


def _read_parts(message: str | bytes) -> tuple[Any, ...]:
    """Channel, header, parent, metadata and content of a message in parts.

    The counts in it are looked at before anything is made that is as large as they say.
    """
    if not isinstance(message, bytes):
        raise TypeError
    count = int.from_bytes(message[:8], "little")
    begins = 8 * (count + 1)
    if not _PARTS <= count <= _MOST_PARTS or begins > len(message):
        raise ValueError
    offsets = [int.from_bytes(message[8 * at : 8 * at + 8], "little") for at in range(1, count + 1)]
    if offsets[0] < begins or offsets != sorted(offsets) or offsets[-1] > len(message):
        raise ValueError
    parts = [message[begin:end] for begin, end in pairwise(offsets)]
    return (parts[0].decode("utf-8"), *(_plain(part.decode("utf-8")) for part in parts[1:5]))


def _read_text(message: str | bytes) -> tuple[Any, ...]:
    if not isinstance(message, str):
        raise TypeError
    whole = _plain(message)
    if not isinstance(whole, dict) or whole.get("buffers"):
        raise ValueError
    return tuple(whole[name] for name in ("channel", "header", "parent_header", "metadata", "content"))


def _plain(text: str) -> Any:
    """The values of a JSON text.

    Raises:
        ValueError: if a number in it is none, or it holds more or goes deeper than anything that a page sends.
    """
    if _values(text) > _MOST_VALUES and _values(_WORDS.sub("", text)) > _MOST_VALUES:
        raise ValueError
    value = json.loads(text, parse_constant=_refuse)
    left = [(value, 0)]
    while left:
        one, depth = left.pop()
        if depth > _DEEPEST or (isinstance(one, float) and not math.isfinite(one)):
            raise ValueError
        if isinstance(one, int) and abs(one) > _LARGEST:
            raise ValueError
        inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        left.extend((other, depth + 1) for other in inside)
    return value


def _values(text: str) -> int:
    """At least so many values, if none of the signs stands in words."""
    return sum(map(text.count, _STRUCTURE))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
