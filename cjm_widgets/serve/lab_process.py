"""JupyterLab as a process of its own: what it says to developers goes to a file, what people need is said in words."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ENDS_WITHIN: Final = 3.0
"""Seconds that JupyterLab has to end once it was asked; its kernels watch it, and end as well."""
_LOOK_EVERY: Final = 0.2
_LONGEST: Final = 300
_FROM_A_LOG: Final = re.compile(r"^\[\w+ [^\]]*\]\s*|^\w*(?:Error|Exception): ")


def run_lab(
    command: Sequence[str], environment: Mapping[str, str], log: Path, port: int, say: Callable[[str], None]
) -> None:
    """Runs JupyterLab until it is told to stop (Ctrl+C), and says where it can be opened.

    Args:
        command: how it is started.
        environment: its variables.
        log: the file for what it says itself.
        port: where it was to listen.
        say: told each sentence for people.
    """
    asked: list[float] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked.append(time.monotonic()))
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as words:
        running = subprocess.Popen(command, env=dict(environment), stdout=words, stderr=words)  # noqa: S603  our own interpreter
    told = ended = False
    while running.poll() is None:
        if not told and not asked and (found := address(running.pid)):
            told = True
            _tell(*found, port, say)
        if asked and not ended and sys.platform != "win32":  # there the same keys reach it, and it ends by itself
            ended = True
            running.terminate()
        if len(asked) > 1 or (asked and time.monotonic() - asked[0] > ENDS_WITHIN):
            running.kill()
        with suppress(subprocess.TimeoutExpired):
            running.wait(_LOOK_EVERY)
    if asked or (told and running.returncode == 0):
        say("Stopped.")
    elif running.returncode == 0:  # an option such as --version, which is answered
        say(log.read_text(encoding="utf-8", errors="replace").rstrip())
    else:
        say(f"JupyterLab could not go on: {reason(log.read_text(encoding='utf-8', errors='replace'))}")
        say(f"All that it says is in {log}.")


def address(pid: int) -> tuple[str, int] | None:
    """Where a JupyterLab can be opened, and its port, from what it tells other programs; None if it has not yet.

    Args:
        pid: of its process, or of the one that started it (Windows).
    """
    from jupyter_core.paths import jupyter_runtime_dir

    with suppress(psutil.Error):
        for one in (pid, *(child.pid for child in psutil.Process(pid).children())):
            with suppress(OSError, ValueError, KeyError, TypeError):
                told = json.loads((Path(jupyter_runtime_dir()) / f"jpserver-{one}.json").read_text(encoding="utf-8"))
                return told["url"] + (f"?token={told['token']}" if told["token"] else ""), int(told["port"])
    return None


def reason(log: str) -> str:
    """The last thing that was said, without what only developers need.

    Args:
        log: all that was said.
    """
    last = next((line for line in reversed(log.splitlines()) if line.strip() and not line.startswith(" ")), "")
    plain = "".join(sign for sign in _FROM_A_LOG.sub("", last).strip() if sign.isprintable())
    return plain[:_LONGEST] or "it does not say why."


def _tell(where: str, at: int, port: int, say: Callable[[str], None]) -> None:
    if port and at != port:
        say(f"Port {port} is in use by another program, so this is on port {at}.")
    say(f"Open this address in a browser: {where}")
    say("Press Ctrl+C here to stop.")
