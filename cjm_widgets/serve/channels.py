"""The line between a page and its process."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from cjm_widgets.serve.guard import Pages, is_theirs
from cjm_widgets.serve.in_between import lacks_upgrade
from cjm_widgets.serve.newest import SlowLine

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tornado.web import RequestHandler

LARGE: Final = 64 * 1024
"""Bytes of a message beyond which its line has to wait for the others."""
PATIENCE: Final = 4
"""How many times as long it waits as the message has kept the server busy."""
LONGEST_WAIT: Final = 1.0
"""Seconds; the signs of life of its browser wait as well."""


class Guest(IdentityProvider):
    """Whom Jupyter takes everybody for: the guard knows who they are, and the browser needs no cookie of Jupyter's."""

    def get_user(self, handler: RequestHandler) -> User:  # noqa: ARG002  as the base class has it
        """The same for all."""
        return User(username="guest")


class Channels(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The line between a page and its process."""

    for_participants = True
    line: SlowLine | None = None
    last_word = 0.0

    async def pre_get(self) -> None:
        """A process that is no more, or another person's, is no error worth a line in the facilitator's window."""
        pages: Pages = self.settings["pages"]
        kernels = self.kernel_manager
        if self.kernel_id not in kernels or not is_theirs(pages, self.request, self.kernel_id):
            raise HTTPError(404)
        if lacks_upgrade(self.request.headers):
            pages.between.kept_out(self.kernel_id)
            pages.refusals.add("no_upgrade")
            raise HTTPError(426)
        if not kernels.can_be_reached(self.kernel_id):
            await kernels.end(self.kernel_id)  # the page comes back by itself, with a new one
            raise HTTPError(404)
        await super().pre_get()

    async def open(self, kernel_id: str) -> None:
        """Small messages go at once: the system would keep each until the browser has confirmed the one before."""
        self.set_nodelay(True)
        self.last_word = time.monotonic()
        self.settings["pages"].login.joined(self)
        await super().open(kernel_id)

    def get_websocket_protocol(self) -> Any:
        """Leaves the pings to Jupyter: tornado takes its milliseconds for seconds, and complains of them."""
        protocol = super().get_websocket_protocol()
        if protocol is not None:
            protocol.params.ping_timeout = None
        return protocol

    def write_message(self, message: Any, binary: bool = False) -> None:  # noqa: FBT001, FBT002  as the base class has it
        """Sends what the process says; to a browser that does not read, the newest when it does."""
        self.last_word = time.monotonic()
        if self.line is None:
            self.line = SlowLine(super().write_message, self.close)
        with suppress(WebSocketClosedError):
            self.line.send(message, binary=binary)

    def on_message(self, message: Any) -> Awaitable[None] | None:
        """Passes on what a page says; who says much is heard again when others had their turn."""
        self.last_word = began = time.monotonic()
        super().on_message(message)
        wait = min(LONGEST_WAIT, PATIENCE * (time.monotonic() - began))
        return asyncio.sleep(wait) if len(message) > LARGE else None

    def on_pong(self, data: bytes) -> None:
        """The browser is still there."""
        self.last_word = time.monotonic()
        super().on_pong(data)

    def on_close(self) -> None:
        """A browser that leaves says so; where nobody did, something on the way may have cut the line."""
        pages: Pages = self.settings["pages"]
        pages.login.parted(self)
        if self.last_word and self.close_code is None and pages.access.reach.public:
            pages.between.cut(time.monotonic() - self.last_word)
        super().on_close()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Nobody reads it."""
        self.set_header("Content-Type", "text/plain")
        self.finish(str(status_code))
