"""`cjm serve`: from a folder of journeys to an address that a browser can open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import webbrowser
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PORT: Final = 8866


class ServeError(Exception):
    """Why the workbook cannot be served, as a sentence for people."""


def serve(  # noqa: PLR0913  each is an option of the command
    folder: Path,
    *,
    port: int = PORT,
    host: str = "127.0.0.1",
    open_browser: bool = True,
    token: str | None = "",
    books: Path | None = None,
    say: Callable[[str], None] = lambda sentence: print(sentence, flush=True),  # noqa: T201  said to the facilitator
) -> None:
    """Serves a folder of journeys until it is told to stop (Ctrl+C).

    Args:
        folder: the journeys; made if it is not there.
        port: where to listen; the next free one if it is taken.
        host: "127.0.0.1" for this computer only, "0.0.0.0" for others in the room.
        open_browser: whether to open the browser of this computer.
        token: the secret in the link; "" for a new one, None for none.
        books: the folder of workbooks, if not the package's own.
        say: told each sentence for the facilitator.

    Raises:
        ServeError: if the folder or the address cannot be used, or an open server would be in reach of others.
    """
    from cjm_widgets.serve.access import fresh_token, is_loopback
    from cjm_widgets.serve.bytecode import IMPORTED, compile_in_background, not_compiled

    if token is None and not is_loopback(host):
        raise ServeError(
            f"Without a token anybody who reaches {host} could change your journeys. Leave --no-token out, or --host."
        )
    if folder.exists() and not folder.is_dir():
        raise ServeError(f"{folder} is a file. Name a folder for the journeys.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServeError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    _plain_event_loop()
    from cjm_widgets.serve.app import WorkbookServer

    secret = "" if token is None else token or fresh_token()
    server = WorkbookServer(folder, books or shipped("workbooks"), host=host, token=secret)
    server.initialize([])
    try:
        sockets = server.listen_on(port)
    except OSError as error:
        why = error.strerror or str(error)
        raise ServeError(f"{host}, port {port}, cannot be used: {why}. Try another --host or --port.") from error
    if port and server.port != port:
        say(f"Port {port} is in use by another program, so this is on port {server.port}.")
    here = address(host if is_loopback(host) else "127.0.0.1", server.port, secret)

    def ready() -> None:
        if not is_loopback(host):
            say(f"For others in the room: {address(reachable(host), server.port, secret)}")
        say(f"Open this address in a browser: {here}")
        say("Press Ctrl+C here to stop.")
        if open_browser:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(here)

    compiling = compile_in_background(not_compiled(IMPORTED))
    try:
        asyncio.run(server.run(sockets, ready))
    finally:
        if compiling is not None and compiling.poll() is None:
            compiling.terminate()
            compiling.wait()
    say(f"Stopped. The journeys are in {folder.resolve()}.")


def address(host: str, port: int, token: str) -> str:
    """What a person types or clicks.

    Args:
        host: name or number.
        port: of the server.
        token: "" if none is needed.
    """
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={quote(token, safe='')}" if token else "")


def reachable(host: str) -> str:
    """The number under which others in the room reach this computer; nothing is sent to find it.

    Args:
        host: as typed; "0.0.0.0" and "::" mean every network that this computer is in.
    """
    if host not in ("0.0.0.0", "::", ""):  # noqa: S104  compared, not listened on
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def _plain_event_loop() -> None:
    if sys.platform == "win32":  # pyzmq does not work with Windows' other loop
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")  # else jupyter_core prints a warning about its folders
