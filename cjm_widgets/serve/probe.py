"""Tries what becomes of a browser's message, by the way that it really takes, without a process at its end."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from cjm_widgets.serve.channels import Channels
from cjm_widgets.serve.incoming import FROM_BROWSER
from cjm_widgets.serve.kernels import PageConnection, PageKernelManager, PageKernels


class _Recorder:
    """Stands for the line to a process."""

    channel = "shell"

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send_multipart(self, parts: Any, *_: Any, **__: Any) -> None:
        """Takes a message."""
        self.sent.append(parts)


def passed_on(kind: str, *, v1: bool) -> bool:
    """Whether a message of this kind would reach a page's process.

    Args:
        kind: its type.
        v1: as for `incoming.is_allowed`.
    """
    kernels = PageKernels()
    kernels.allowed_message_types = list(FROM_BROWSER)
    handler = Channels.__new__(Channels)
    connection = _Connection(parent=PageKernelManager(parent=kernels), websocket_handler=handler)
    connection.speaks_v1 = v1
    recorder = _Recorder()
    connection.channels = {"shell": recorder, "control": recorder}
    handler.connection = connection
    message: Any = connection.session.msg(kind, {"code": "1", "target_name": ""})
    if v1:
        sent: Any = serialize_msg_to_ws_v1(message, "shell", connection.session.pack)  # type: ignore[no-untyped-call]
    else:
        sent = json.dumps({**message, "channel": "shell", "buffers": []}, default=str)
    handler.on_message(sent)
    return bool(recorder.sent)


class _Connection(PageConnection):
    """A connection that needs no browser to know which protocol it speaks."""

    speaks_v1 = True

    @property
    def subprotocol(self) -> str | None:
        """What was agreed on."""
        return "v1.kernel.websocket.jupyter.org" if self.speaks_v1 else None
