"""The line between a page and its process, as the front end opens it: a websocket that carries Jupyter's messages."""

from __future__ import annotations

import json
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import websockets.asyncio.client
from browsing import unchecked
from websockets.exceptions import ConnectionClosed, WebSocketException

PROTOCOL = "v1.kernel.websocket.jupyter.org"
Json = dict[str, Any]


class LineLostError(Exception):
    """The line could not be opened, or is closed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message from the process. Its content is read on demand: most of what comes is of no use to anybody."""

    kind: str
    raw: bytes
    size: int

    @property
    def content(self) -> Json:
        return json.loads(self.raw)


@dataclass
class Channel:
    """An open line. Messages are packed as `packed` and `unpacked` say."""

    socket: websockets.asyncio.client.ClientConnection
    session: str
    _comms: int = field(default=0, repr=False)

    @classmethod
    async def opened(cls, address: str, *, cookie: str, origin: str, patience: float = 60.0) -> Channel:
        """Opens the line.

        Args:
            address: ws://.../api/kernels/ID/channels or wss://..., without a session.
            cookie: all cookies of the browser, as it sends them.
            origin: http://host:port or https://...
            patience: seconds.
        """
        session = str(uuid4())
        try:
            socket = await websockets.asyncio.client.connect(
                f"{address}?session_id={session}",
                ssl=unchecked() if address.startswith("wss:") else None,
                additional_headers={"Cookie": cookie} if cookie else None,
                origin=websockets.Origin(origin),
                subprotocols=[websockets.Subprotocol(PROTOCOL)],
                max_size=None,
                open_timeout=patience,
                ping_interval=None,
                close_timeout=2,
            )
        except (OSError, WebSocketException, TimeoutError) as error:
            raise LineLostError(f"{address}: {error!r}") from error
        return cls(socket, session)

    async def say(self, kind: str, content: Json, metadata: Json | None = None) -> None:
        """Sends one message to the process."""
        try:
            await self.socket.send(packed(kind, content, session=self.session, metadata=metadata))
        except ConnectionClosed as error:
            raise LineLostError(str(error)) from error

    async def heard(self) -> AsyncIterator[Heard]:
        """All messages that come, until the line is closed.

        Raises:
            LineLostError: when it is.
        """
        try:
            async for message in self.socket:
                if isinstance(message, bytes):
                    yield unpacked(message)
        except ConnectionClosed as error:
            raise LineLostError(str(error)) from error
        raise LineLostError("The line was closed.")

    async def close(self) -> None:
        """Says goodbye, as a tab does that is closed."""
        await self.socket.close()


def packed(kind: str, content: Json, *, session: str, metadata: Json | None = None) -> bytes:
    """One message as the front end sends it: where each part begins, then the parts."""
    header = {
        "date": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "msg_id": str(uuid4()),
        "msg_type": kind,
        "session": session,
        "username": "",
        "version": "5.2",
    }
    parts = [b"shell", *(_bytes(part) for part in (header, {}, metadata or {}, content))]
    begins = [8 * (2 + len(parts))]
    for part in parts:
        begins.append(begins[-1] + len(part))
    return struct.pack(f"<{1 + len(begins)}Q", len(begins), *begins) + b"".join(parts)


def unpacked(message: bytes) -> Heard:
    """What came, as far as a page reads it."""
    (count,) = struct.unpack_from("<Q", message)
    begins = struct.unpack_from(f"<{count}Q", message, 8)
    header = json.loads(message[begins[1] : begins[2]])
    return Heard(header["msg_type"], message[begins[4] : begins[5]], len(message))


def _bytes(value: Json) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
