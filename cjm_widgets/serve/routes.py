"""What the server answers to. Whoever comes here has passed the guard already."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse
from uuid import uuid4

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, StaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from cjm_widgets.serve.guard import Friendly
from cjm_widgets.serve.kernels import NAME, kernel_environment
from cjm_widgets.serve.render import Frame, Run, guidance, pieces, read

if TYPE_CHECKING:
    from pathlib import Path


class Home(Friendly):
    """Leads to the start page."""

    def get(self) -> None:
        """Keeps what is behind the question mark."""
        query = f"?{self.request.query}" if self.request.query else ""
        self.redirect(self.pages.home + query)


class Alive(Friendly):
    """A page asks whether the server is there."""

    def get(self) -> None:
        """It is."""
        self.set_status(204)


class PageHandler(Friendly):
    """One page of the workbook, and a process of its own behind it."""

    kernel_id = ""

    async def get(self, file: str) -> None:
        """Sends the page as it comes up.

        Args:
            file: the name of a workbook; nothing else is a page.
        """
        pages = self.pages
        book = next((book for book in pages.books if book.file == file), None)
        if book is None:
            raise HTTPError(404)
        notebook = await asyncio.get_running_loop().run_in_executor(None, read, book.path)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.kernel_id = str(uuid4())
        kernel = asyncio.ensure_future(self._start())
        opening, _ = guidance(notebook.cells)
        frame = Frame(book, pages.books, pages.home, pages.assets, opening)
        run = Run(notebook, self.kernel_id, kernel, self._flush)
        config = {**pages.page_config, "kernelId": self.kernel_id}
        async for html in pieces(pages.templates.get_template("index.html.j2"), run, frame, config, pages.base_url):
            self.write(html)

    def on_connection_close(self) -> None:
        """The browser went away while the page was being made: nobody needs its process."""
        if self.kernel_id:
            self.settings["kernel_manager"].close_soon(self.kernel_id)

    async def _start(self) -> Any:
        kernels, pages = self.settings["kernel_manager"], self.pages
        environment = kernel_environment(
            os.environ,
            folder=pages.folder,
            private=pages.private,
            kernel_id=self.kernel_id,
            query=self.request.query,
            server=f"voila/{pages.page_config.get('appVersion', '')}",
        )
        await kernels.start_kernel(kernel_id=self.kernel_id, kernel_name=NAME, env=environment, cwd=str(pages.private))
        return kernels.get_kernel(self.kernel_id)

    async def _flush(self) -> None:
        try:
            await self.flush()
        except StreamClosedError:
            self.on_connection_close()


class Kernel(Friendly):
    """Whether a page's process is there; the front end asks before it connects."""

    def get(self, kernel_id: str) -> None:
        """What the front end needs to know."""
        kernels = self.settings["kernel_manager"]
        if kernel_id not in kernels:
            raise HTTPError(404)
        self.write(kernels.kernel_model(kernel_id))


class Closed(Friendly):
    """A page says that it is being closed."""

    def check_xsrf_cookie(self) -> None:
        """The sender's origin is checked instead; a closing page can send no header of its own."""

    def post(self, kernel_id: str) -> None:
        """Ends its process in a moment.

        Args:
            kernel_id: known to nobody but the page itself.
        """
        origin = self.request.headers.get("Origin")
        if origin is not None and urlparse(origin.lower()).netloc != self.request.host.lower():
            raise HTTPError(403)
        kernels = self.settings["kernel_manager"]
        if kernel_id in kernels:
            kernels.close_soon(kernel_id)
        self.set_status(204)


class Channels(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The line between a page and its process."""

    async def pre_get(self) -> None:
        """A process that is no more is no error worth a line in the facilitator's window."""
        if self.kernel_id not in self.kernel_manager:
            raise HTTPError(404)
        await super().pre_get()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Nobody reads it."""
        self.finish(str(status_code))


class Static(Friendly, StaticFileHandler):
    """The front end's files out of some folders. Each address has a mark of the content: a browser asks once."""

    roots: tuple[Path, ...] = ()

    def initialize(self, roots: tuple[Path, ...]) -> None:  # type: ignore[override]
        """Takes the folders, the first one that has the file wins."""
        self.roots = roots
        super().initialize(path=str(roots[0]))

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002  as tornado calls it
        """Sends a file.

        Args:
            path: below one of the folders.
            include_body: as tornado asks.
        """
        if "\0" in path:
            raise HTTPError(404)
        root = next((root for root in self.roots if (root / path).is_file()), self.roots[0])
        self.root = str(root)
        await super().get(path, include_body)

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002
        """Lets browsers keep it, and nobody between."""
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")


class TemplateFile(Static):
    """The template's own files, and the widgets' style sheet."""

    def initialize(self, files: dict[str, Path]) -> None:  # type: ignore[override]
        """Takes name -> file."""
        self.files = files

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002  as tornado calls it
        """Sends a file of the list, and no other.

        Args:
            path: a name of the list.
            include_body: as tornado asks.
        """
        file = self.files.get(path)
        if file is None:
            raise HTTPError(404)
        self.root, self.default_filename = str(file.parent), None
        await StaticFileHandler.get(self, file.name, include_body)


def handlers(base: str, files: dict[str, Path], static: tuple[Path, ...], labextensions: dict[str, Path]) -> list[Any]:
    """The routing table: all that the server answers to.

    Args:
        base: where the server's addresses begin, with a slash at its end.
        files: name -> file of the template.
        static: folders of Voilà's front end.
        labextensions: name -> folder of the parts of JupyterLab that a page needs.
    """
    kernel = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
    return [
        (rf"{base}", Home),
        (rf"{base}voila/render/?", Home),
        (rf"{base}cjm/alive", Alive),
        (rf"{base}voila/render/(.+)", PageHandler),
        (rf"{base}voila/templates/cjm/static/(.*)", TemplateFile, {"files": files}),
        (rf"{base}voila/static/[^/]+/(.*)", Static, {"roots": static}),
        *(
            (rf"{base}voila/labextensions/[^/]+/{name}/(.*)", Static, {"roots": (folder,)})
            for name, folder in labextensions.items()
        ),
        (rf"{base}api/kernels/{kernel}", Kernel),
        (rf"{base}api/kernels/{kernel}/channels", Channels),
        (rf"{base}voila/api/shutdown/{kernel}", Closed),
    ]
