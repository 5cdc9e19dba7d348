"""Voilà, made to serve this workbook and nothing else."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from tornado.netutil import bind_sockets
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.utils import get_page_config, get_voila_labextensions_path

from cjm_widgets.serve.access import Access
from cjm_widgets.serve.assets import LABEXTENSIONS, front_end_mark, mark_of, template, widget_files
from cjm_widgets.serve.books import books_in
from cjm_widgets.serve.channels import Guest
from cjm_widgets.serve.exports import Exporter
from cjm_widgets.serve.fronts import Extended
from cjm_widgets.serve.guard import GuardedApplication, Message, Pages
from cjm_widgets.serve.incoming import FROM_BROWSER
from cjm_widgets.serve.kernels import PageConnection, PageKernels, PageKernelSpecs, preloaded, transport, warm_pages
from cjm_widgets.serve.login import Links
from cjm_widgets.serve.monitored.watching import at_a_port_of_their_own, watched
from cjm_widgets.serve.places import Places
from cjm_widgets.serve.private import LIVE, PrivateFolder
from cjm_widgets.serve.reach import Reach
from cjm_widgets.serve.render import environment
from cjm_widgets.serve.routes import handlers
from cjm_widgets.serve.static_cache import StaticCache
from cjm_widgets.store import opened_store
from cjm_widgets.store.address import Database
from cjm_widgets.store.settling import settle_all
from cjm_widgets.store.tally import FOLDER as COUNTED
from cjm_widgets.store.tally import Tallies
from cjm_widgets.warm.provisioner import adopt_orphans
from cjm_widgets.warm.provisioner import end as end_warm_processes

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable

    from tornado.web import Application

    from cjm_widgets.serve.between import Between
    from cjm_widgets.serve.guard import Login
    from cjm_widgets.serve.keys import Keys
    from cjm_widgets.serve.stop import Stop
    from cjm_widgets.store.address import Place

MESSAGE_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of one message over a page's line to its process; browser/page/outbox.js sends less at a time."""
BODY_LIMIT: Final = 64 * 1024
HEADER_LIMIT: Final = 16 * 1024
_SLOWEST_BODY: Final = 20.0  # seconds
_IDLE: Final = 120.0
_PORTS_TRIED: Final = 50
PING: Final = 30_000
"""Milliseconds between two signs of life on the line to a page."""
ENDS_WITHIN: Final = 2.5
"""Seconds for the pages' processes to end; whatever still runs then ends with the server."""
SILENCE: Final = 3 * PING
"""How long a line may be silent; the first ping is sent after one interval, so one would end every line then."""


def configuration() -> Config:
    """What differs from Voilà's own settings."""
    config = Config()
    config.VoilaConfiguration.template = "cjm"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.extension_allowlist = list(LABEXTENSIONS)
    config.VoilaConfiguration.multi_kernel_manager_class = PageKernels
    config.VoilaConfiguration.kernel_spec_manager_class = PageKernelSpecs
    config.PageKernels.cull_interval = 30
    config.PageKernels.cull_idle_timeout = 1  # switches it on; when a process ends is said in PageKernels
    config.PageKernels.cull_connected = False
    config.PageKernels.allow_tracebacks = False
    config.KernelManager.shutdown_wait_time = 2.0
    config.KernelManager.transport = transport()
    config.KernelRestarter.time_to_dead = 1.0
    config.KernelRestarter.restart_limit = 0  # a new process would know nothing of the page: the page says so instead
    return config


class WorkbookServer(Voila):  # type: ignore[misc]
    """The server of the journeys of one place.

    Args:
        place: where the journeys are.
        books: the folder of workbooks; nothing else can be opened.
        keys: what links and cookies are made from.
        reach: where to listen, and where people reach it; the port is found by `listen_on`.
        token: the secret of the facilitator's link; "" for none.
        most: how many pages participants may have open at once.
        tls: the server's own certificate, None for none.
        login: by which people come in; links, if left out.
    """

    config_file_paths: list[str] = []  # noqa: RUF012  as the base class has it

    def __init__(  # noqa: PLR0913  each is an option of the command
        self,
        place: Place,
        books: Path,
        *,
        keys: Keys,
        reach: Reach | None = None,
        token: str = "",
        most: int,
        tls: ssl.SSLContext | None = None,
        login: Login | None = None,
    ) -> None:
        self.reach, self.tls, self.login = replace(reach or Reach(), tls=tls is not None), tls, login or Links()
        super().__init__(
            config=configuration(),
            log_level=logging.ERROR,
            ip=self.reach.host,
            port=0,
            root_dir=str(books),
            open_browser=False,
            base_url=self.reach.prefix,
        )
        self.log_level = logging.ERROR
        self.place, self.books = place.resolve() if isinstance(place, Path) else place, books_in(books)
        self.keys, self.secret, self.places = keys, token, Places(most)
        self.exporter = Exporter()
        self.private = PrivateFolder()
        self.for_figures: list[socket.socket] = []

    def _configure_logging(self) -> None:
        """Leaves it to `window`, for this library as for all others."""

    def setup_template_dirs(self) -> None:
        """Takes the template that belongs to this copy of the package, whatever else is installed."""
        self.template_paths = [str(template().folder)]
        self.static_paths = collect_static_paths(["voila", "nbconvert"], "base")

    def listen_on(self, port: int) -> list[socket.socket]:
        """Takes the port, or the next free one; behind an address that one or none, since a proxy leads there.

        Args:
            port: 0 for any.

        Raises:
            OSError: if the host is not one of this machine, the port needs other rights, or none is free.
        """
        last = port if self.reach.public else port + _PORTS_TRIED - 1
        for tried in range(port, last + 1):
            try:
                found = self._bound(tried)
            except OSError as error:
                if error.errno not in _TAKEN or tried == last:
                    raise
                continue
            self.reach = replace(self.reach, port=found[0].getsockname()[1])
            return found
        raise OSError("no port is free")

    def show_figures_on(self, port: int) -> None:
        """Takes a port of their own for the figures, in the same networks.

        Args:
            port: 0 for any.

        Raises:
            OSError: as for `listen_on`; there is no next one, since Prometheus looks for this.
        """
        self.for_figures = self._bound(port)

    def _bound(self, port: int) -> list[socket.socket]:
        # "::" alone would be the new kind of address only, and nobody types one
        return bind_sockets(port, "" if self.ip == "::" else self.ip)

    def application(self) -> Application:
        """Everything but the listening."""
        self.server_url = self.base_url
        self.connection_dir = str(self.private.path)
        settings: dict[str, Any] = self.init_settings()
        self.kernel_manager.allowed_message_types = list(FROM_BROWSER)
        self.kernel_spec_manager.preload = preloaded(self.place)
        self.kernel_manager.places, self.kernel_manager.private = self.places, self.private
        self.kernel_manager.tallies = Tallies(self.private.path / LIVE / COUNTED)
        assets = template()
        widgets = widget_files()
        widget_address = f"{self.base_url}cjm/widgets/{mark_of(widgets)}/"
        mark = front_end_mark()
        page_config = {
            **get_page_config(
                base_url=self.base_url, settings=settings, log=self.log, voila_configuration=self.voila_configuration
            ),
            "fullStaticUrl": f"{self.base_url}voila/static/{mark}",
            "fullLabextensionsUrl": f"{self.base_url}voila/labextensions/{mark}",
            "jupyterLabTheme": "light",  # "light" loads no theme: the page has its own look
        }
        pages = Pages(
            books=self.books,
            templates=environment(assets.folder),
            assets={
                **assets.addresses(f"{self.base_url}voila/templates/cjm/static/"),
                **{f"widgets/{name}": f"{widget_address}{name}" for name in widgets},
            },
            css=assets.css(),
            widgets=widget_address,
            page_config=page_config,
            place=self.place,
            private=self.private.path,
            base_url=self.base_url,
            access=Access(self.keys, self.secret, self.reach, opened_store(self.place).birth, self.login.known),
            places=self.places,
            extended=Extended(),
            login=self.login,
        )
        routes = handlers(
            self.base_url,
            {
                "voila/templates/cjm/static/(.*)": StaticCache(
                    texts=assets.texts(), folders=(assets.folder / "static",)
                ),
                "cjm/widgets/[^/]+/(.*)": StaticCache(texts=widgets),
                "voila/static/[^/]+/(.*)": StaticCache([Path(path) for path in self.static_paths]),
                **{
                    f"voila/labextensions/[^/]+/{name}/(.*)": StaticCache((folder,))
                    for name, folder in _labextensions().items()
                },
            },
            self.exporter,
        )
        return GuardedApplication(
            [*watched(self.base_url, pages, self.kernel_manager), *routes],
            **{
                **settings,
                "pages": pages,
                "messages": jinja2.Environment(loader=jinja2.FileSystemLoader(assets.folder), autoescape=True),
                "default_handler_class": Message,
                "identity_provider": Guest(),
                "allow_remote_access": self.reach.in_room,
                "allow_origin": self.reach.public.origin if self.reach.public else "",
                "local_hostnames": ["localhost"],
                "kernel_websocket_connection_class": PageConnection,
                "websocket_max_message_size": MESSAGE_LIMIT,
                "ws_ping_interval": PING,
                "ws_ping_timeout": SILENCE,
                "log_function": lambda _: None,
                "headers": {},
            },
        )

    async def run(self, sockets: list[socket.socket], stop: Stop, ready: Callable[[], None]) -> None:
        """Serves until it is told to stop, then ends every process that it started.

        Args:
            sockets: from `listen_on`.
            stop: tells it.
            ready: called when browsers can come.
        """
        adopt_orphans()
        warm_pages(os.environ, self.private.path, preloaded(self.place))
        between = self._between()
        application = self.application()
        server = _limited(application, max_buffer_size=2 * MESSAGE_LIMIT, ssl_options=self.tls)
        server.add_sockets(sockets)
        figures = _limited(at_a_port_of_their_own(application), max_buffer_size=BODY_LIMIT)
        figures.add_sockets(self.for_figures)
        self.kernel_manager.initialize_culler()
        # On Windows a signal is seen only when the loop wakes up.
        wake = PeriodicCallback(lambda: None, 500)
        if sys.platform == "win32":
            wake.start()
        tending = asyncio.ensure_future(self.login.tend())
        try:
            if not stop.asked:
                ready()
            await stop.wait()
        finally:
            wake.stop()
            tending.cancel()
            server.stop()
            figures.stop()
            if between is not None:
                between.end()
            await asyncio.wait([asyncio.ensure_future(self._end(server))], timeout=ENDS_WITHIN)

    def _between(self) -> Between | None:
        """What goes on between this server and others of the same database; None where there is a folder."""
        if isinstance(self.place, Path):
            return None
        from cjm_widgets.serve.between import DIRECT_VARIABLE, Between

        direct = os.environ.get(DIRECT_VARIABLE, "")
        between = Between(Database(direct) if direct else self.place, self.private.path / LIVE)
        between.start()
        return between

    async def _end(self, server: HTTPServer) -> None:
        """Ends all that runs. What a page was told is saved, and what it was not told yet its browser keeps."""
        end_warm_processes()
        await self.exporter.end()
        await self.kernel_manager.end_all()
        settle_all(opened_store(self.place), time.time())
        await server.close_all_connections()


def _limited(application: Application, **more: Any) -> HTTPServer:
    """A server to which nobody can send much, or slowly."""
    return HTTPServer(
        application,
        max_body_size=BODY_LIMIT,
        max_header_size=HEADER_LIMIT,
        body_timeout=_SLOWEST_BODY,
        idle_connection_timeout=_IDLE,
        **more,
    )


def _labextensions() -> dict[str, Path]:
    folders = [Path(folder) for folder in get_voila_labextensions_path()]
    return {name: next(folder / name for folder in folders if (folder / name).is_dir()) for name in LABEXTENSIONS}


_TAKEN: Final = {98, 48, 10048}
"""Address in use: Linux, macOS, Windows."""
