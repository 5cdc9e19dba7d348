"""`cjm serve`: from a folder of journeys to an address that a browser can open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.shipped import shipped
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.store.place import private_place

if TYPE_CHECKING:
    import socket
    import ssl
    import subprocess
    from collections.abc import Callable, Sequence

    from cjm_widgets.serve.app import WorkbookServer
    from cjm_widgets.serve.hub.doors import HubLogin
    from cjm_widgets.serve.hub.place import HubPlace
    from cjm_widgets.serve.keys import Keys
    from cjm_widgets.serve.reach import Reach
    from cjm_widgets.store.address import Place

PORT: Final = 8866


class ByHub(NamedTuple):
    """What groups of a JupyterHub may do.

    Args:
        facilitators: the group whose people lead, "" for none.
        teams: each "GROUP=MAP", where the names differ.
    """

    facilitators: str = ""
    teams: Sequence[str] = ()


class ServeError(Exception):
    """Why the workbook cannot be served, as a sentence for people."""


def serve(  # noqa: PLR0913  each is an option of the command
    place: Place,
    *,
    port: int = PORT,
    host: str = "127.0.0.1",
    open_browser: bool = True,
    token: str | None = "",
    most: int | None = None,
    new_links: bool = False,
    address: str = "",
    proxies: Sequence[str] = (),
    certificate: Path | None = None,
    key: Path | None = None,
    by_hub: ByHub | None = None,
    metrics_port: int | None = None,
    books: Path | None = None,
    say: Callable[[str], None] = lambda sentence: print(sentence, flush=True),  # noqa: T201  said to the facilitator
) -> None:
    """Serves the journeys of a place until it is told to stop (Ctrl+C).

    Args:
        place: the folder of journeys, made if it is not there; or the database that they are in.
        port: where to listen; the next free one if it is taken.
        host: "127.0.0.1" for this computer only, "0.0.0.0" for others in the room.
        open_browser: whether to open the browser of this computer.
        token: the secret in the facilitator's link; "" for the folder's own, None for no links at all.
        most: how many pages participants may have open at once; None for as many as fit on this computer. Fewer if
            the system allows too few open files.
        new_links: whether all earlier links and cookies stop working.
        address: where people reach it through a proxy or by a name, such as "https://maps.example.org/cjm/".
        proxies: addresses and networks of proxies whose word counts on how a request was sent.
        certificate: a file, where the server itself is to speak TLS.
        key: the file of the certificate's key, if it is not in the same one.
        by_hub: what groups of a JupyterHub may do, where people come in by it and not by links.
        metrics_port: where whoever reaches it reads the server's figures; None for nowhere, 0 for any.
        books: the folder of workbooks, if not the package's own.
        say: told each sentence for the facilitator.

    Raises:
        ServeError: if the folder or the address cannot be used, or an open server would be in reach of others.
    """
    hub = _hub(by_hub, address, token) if by_hub else None
    if hub:
        address, open_browser, token = hub.public.base, False, ""
        host, port = hub.listens or (host, port)
    reach, tls = _reach(host, address, proxies, certificate, key)
    if token is None and reach.in_room:
        there, other = (reach.base, "--address") if reach.public else (host, "--host")
        raise ServeError(
            f"Without a token anybody who reaches {there} could change your journeys. Leave --no-token out, or {other}."
        )
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing runs yet: Ctrl+C simply ends this
    keys = _keys_of(place, new=new_links)
    _plain_event_loop()
    from cjm_widgets.serve.app import WorkbookServer
    from cjm_widgets.serve.bytecode import IMPORTED, compile_in_background, not_compiled
    from cjm_widgets.serve.hooks import HooksError, check_hooks
    from cjm_widgets.serve.stop import Stop, run
    from cjm_widgets.serve.window import keep_quiet
    from cjm_widgets.warm.provisioner import end as end_warm_processes

    try:
        check_hooks()
    except HooksError as error:
        raise ServeError(str(error)) from error
    leaving = contextlib.ExitStack()

    def last() -> None:
        leaving.close()
        say(f"Stopped. The journeys are in {place.resolve() if isinstance(place, Path) else place}.")

    stop = Stop(last)
    stop.listen()
    keep_quiet(say, _place_of_the_log(place), lambda: stop.asked)
    server = WorkbookServer(
        place,
        books or shipped("workbooks"),
        keys=keys,
        reach=reach,
        token="" if hub or token is None else token or keys.facilitator,
        most=_places(most, say),
        tls=tls,
        login=_by_hub(hub, by_hub, keys, place) if hub and by_hub else None,
    )
    leaving.callback(server.private.remove)
    leaving.callback(end_warm_processes)
    try:
        server.initialize([])
        stop.listen()  # Voilà has set its own answer to the system's wish
        sockets = _listen(server, port, metrics_port, say)
        if compiling := compile_in_background(not_compiled(IMPORTED)):
            leaving.callback(_ended, compiling)
        if not stop.asked:
            run(server.run(sockets, stop, lambda: _tell(server, open_browser, say)))
    except BaseException:
        leaving.close()
        raise
    stop.finish()


def _hub(by_hub: ByHub, address: str, token: str | None) -> HubPlace:
    """Where the Hub is; what was said of it is looked at before anything starts."""
    from cjm_widgets.serve.hub.place import HubError, hub_in
    from cjm_widgets.serve.hub.seats import teams_in

    if token != "":
        raise ServeError("With --login there are no links: leave --token and --no-token out.")
    try:
        teams_in(by_hub.teams)
        return hub_in(os.environ, address)
    except HubError as error:
        raise ServeError(str(error)) from error


def _by_hub(place: HubPlace, by_hub: ByHub, keys: Keys, journeys: Place) -> HubLogin:
    from cjm_widgets.serve.hub.doors import HubLogin
    from cjm_widgets.serve.hub.seats import Seats, teams_in
    from cjm_widgets.serve.keys import HUB

    return HubLogin(place, Seats(keys.part(HUB), by_hub.facilitators, teams_in(by_hub.teams)), journeys)


def _reach(
    host: str, address: str, proxies: Sequence[str], certificate: Path | None, key: Path | None
) -> tuple[Reach, ssl.SSLContext | None]:
    """Where people are to reach the server, and the certificate that it has for that."""
    from cjm_widgets.serve.addresses import reachable
    from cjm_widgets.serve.certificate import CertificateError, certified
    from cjm_widgets.serve.forwarded import networks
    from cjm_widgets.serve.public import AddressError, public_at
    from cjm_widgets.serve.reach import Reach

    if proxies and not address:
        raise ServeError("--proxy says who may tell how people came to --address. Give that as well.")
    if key and not certificate:
        raise ServeError("--tls-key is the key of a certificate. Give that as well, with --tls-cert.")
    try:
        reach = Reach(host, public=public_at(address) if address else None, proxies=networks(proxies))
        if certificate is None:
            return reach, None
        if reach.public and not reach.secure:
            raise ServeError("--address begins with http://, and with --tls-cert people come by https://. Change one.")
        return reach, certified(certificate, key, reach.public.name if reach.public else reachable(host))
    except (AddressError, CertificateError) as error:
        raise ServeError(str(error)) from error


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _places(most: int | None, say: Callable[[str], None]) -> int:
    """How many pages participants may have open: what was asked for, or what fits, within what the system allows."""
    from cjm_widgets.serve.open_files import files_allowed, places_in
    from cjm_widgets.serve.places import fitting_here

    wanted, allowed = fitting_here() if most is None else most, places_in(files_allowed())
    if allowed < wanted:
        say(
            f"This computer allows few open files, so {allowed} pages can be open at once, not {wanted}. "
            "“ulimit -n 4096” before “cjm serve” allows more."
        )
    return min(wanted, allowed)


def _listen(
    server: WorkbookServer, port: int, metrics_port: int | None, say: Callable[[str], None]
) -> list[socket.socket]:
    tried, options = port, "--host or --port"
    try:
        sockets = server.listen_on(port)
        if metrics_port is not None:
            tried, options = metrics_port, "--metrics-port"
            server.show_figures_on(metrics_port)
    except OSError as error:
        why = error.strerror or str(error)
        raise ServeError(f"{server.ip}, port {tried}, cannot be used: {why}. Try another {options}.") from error
    if port and server.reach.port != port:
        say(f"Port {port} is in use by another program, so this is on port {server.reach.port}.")
    return sockets


def _tell(server: WorkbookServer, open_browser: bool, say: Callable[[str], None]) -> None:  # noqa: FBT001  as given
    """Browsers can come."""
    from cjm_widgets.serve.addresses import address

    reach, secret = server.reach, server.secret
    here = reach.link(secret, here=True)
    if reach.public and not reach.tls:
        say(f"{reach.base} is to lead here by a proxy, which passes it on to {reach.passed_on_to}")
    if reach.in_room:
        for line in server.login.lines(server.place, reach, server.keys, secret):
            say(line)
    else:
        say(f"Open this address in a browser: {here}")
    if server.for_figures:
        at = address(reach.listening, server.for_figures[0].getsockname()[1])
        say(f"Prometheus reads the figures of this server at {at}metrics")
    say("Press Ctrl+C here to stop.")
    if open_browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(here)


def _keys_of(place: Place, *, new: bool) -> Keys:
    from cjm_widgets.serve.keys import KeysError, kept_keys

    if isinstance(place, Path):
        _make(place)
    try:
        return kept_keys(opened_store(place), new=new)
    except (KeysError, StoreError) as error:
        raise ServeError(str(error)) from error


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ServeError(f"{folder} is a file. Name a folder for the journeys.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServeError(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _place_of_the_log(place: Place) -> Path:
    """Beside the journeys; where they are in a database, in the folder of whoever serves them."""
    folder = place if isinstance(place, Path) else Path.home() / ".cjm"
    try:
        return private_place(folder)
    except OSError as error:
        raise ServeError(f"The server’s log cannot be kept in {folder}: {error.strerror}.") from error


def _plain_event_loop() -> None:
    if sys.platform == "win32":  # pyzmq does not work with Windows' other loop
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")  # else jupyter_core prints a warning about its folders
