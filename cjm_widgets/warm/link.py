"""The line to the warm parent: JSON with its length before it, and open files beside it."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

assert sys.platform != "win32"  # noqa: S101  said to the type checker: no process forks there, and none has such a line


if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.warm.messages import Answer, Order

STREAMS: Final = 3
"""Standard input, output and error go along with an order."""
_LENGTH: Final = struct.Struct("!I")


def send(link: socket.socket, message: Order | Answer, files: Sequence[int] = ()) -> None:
    """Sends a message and, if there are any, the numbers of open files.

    Raises:
        OSError: if the other end is gone.
    """
    data = json.dumps(asdict(message)).encode()
    header = _LENGTH.pack(len(data))
    if files:
        socket.send_fds(link, [header], list(files))
        link.sendall(data)
    else:
        link.sendall(header + data)


def receive(link: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next message's values and its open files; None when the other end is gone."""
    files: list[int] = []
    try:
        data = _whole(link, files)
    except OSError:
        data = None
    if data is not None:
        return json.loads(data), files
    for number in files:
        with suppress(OSError):
            os.close(number)
    return None


def _whole(link: socket.socket, files: list[int]) -> bytes | None:
    header = b""
    while len(header) < _LENGTH.size:
        part, got, _, _ = socket.recv_fds(link, _LENGTH.size - len(header), STREAMS)
        files += got
        if not part:
            return None
        header += part
    return _exactly(link, _LENGTH.unpack(header)[0])


def _exactly(link: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        part = link.recv(size - len(data))
        if not part:
            return None
        data += part
    return bytes(data)
