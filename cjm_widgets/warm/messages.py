"""What a server and the process that it has warmed say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class WarmError(Exception):
    """Why no warm process could be had; a kernel may start the ordinary way."""


class StoppingError(WarmError):
    """The server is stopping: no kernel is to start at all."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a warm process is to become.

    Args:
        number: of the order, so that the answer finds it.
        arguments: of the kernel, as they would follow `-m ipykernel_launcher`.
        environment: all its variables.
        folder: where it works, "" for where the warm process does.
        server: the process that asked for it.
    """

    number: int
    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    server: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the warm process says.

    Args:
        kind: what has happened.
        number: of the order that it is about.
        pid: of the process that it is about.
        code: its exit code.
        why: a sentence for whoever looks for the reason.
    """

    kind: Literal["ready", "failed", "started", "refused", "ended"]
    number: int = 0
    pid: int = 0
    code: int = 0
    why: str = ""
