"""`cjm serve`: from a folder of journeys to an address that a browser can open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import webbrowser
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.telling import links
from cjm_widgets.shipped import shipped
from cjm_widgets.store import opened_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_widgets.serve.keys import Keys

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
    most: int | None = None,
    new_links: bool = False,
    books: Path | None = None,
    say: Callable[[str], None] = lambda sentence: print(sentence, flush=True),  # noqa: T201  said to the facilitator
) -> None:
    """Serves a folder of journeys until it is told to stop (Ctrl+C).

    Args:
        folder: the journeys; made if it is not there.
        port: where to listen; the next free one if it is taken.
        host: "127.0.0.1" for this computer only, "0.0.0.0" for others in the room.
        open_browser: whether to open the browser of this computer.
        token: the secret in the facilitator's link; "" for the folder's own, None for no links at all.
        most: how many pages participants may have open at once; None for as many as fit on this computer.
        new_links: whether all earlier links and cookies stop working.
        books: the folder of workbooks, if not the package's own.
        say: told each sentence for the facilitator.

    Raises:
        ServeError: if the folder or the address cannot be used, or an open server would be in reach of others.
    """
    from cjm_widgets.serve.addresses import address, is_loopback, reachable
    from cjm_widgets.serve.bytecode import IMPORTED, compile_in_background, not_compiled

    if token is None and not is_loopback(host):
        raise ServeError(
            f"Without a token anybody who reaches {host} could change your journeys. Leave --no-token out, or --host."
        )
    keys = _keys_of_folder(folder, new=new_links)
    _plain_event_loop()
    from cjm_widgets.serve.app import WorkbookServer

    secret = "" if token is None else token or keys.facilitator
    server = WorkbookServer(folder, books or shipped("workbooks"), keys=keys, host=host, token=secret, most=most)
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
        if is_loopback(host):
            say(f"Open this address in a browser: {here}")
        else:
            there = address(reachable(host), server.port)
            for line in links(opened_store(folder), there, keys.links, address(reachable(host), server.port, secret)):
                say(line)
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


def _keys_of_folder(folder: Path, *, new: bool) -> Keys:
    from cjm_widgets.serve.keys import KeysError, kept_keys

    if folder.exists() and not folder.is_dir():
        raise ServeError(f"{folder} is a file. Name a folder for the journeys.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServeError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    try:
        return kept_keys(folder, new=new)
    except KeysError as error:
        raise ServeError(str(error)) from error


def _plain_event_loop() -> None:
    if sys.platform == "win32":  # pyzmq does not work with Windows' other loop
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")  # else jupyter_core prints a warning about its folders
