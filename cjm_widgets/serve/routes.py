"""What the server answers to. Whoever comes here has passed the guard already."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from cjm_widgets.serve.asking import Led, Refused, asked_for, open_to_participants, query_of
from cjm_widgets.serve.channels import Channels
from cjm_widgets.serve.exports import Export, Forms, Moved
from cjm_widgets.serve.fronts import VOILAS_POLICY
from cjm_widgets.serve.guard import Friendly, Pages, is_theirs
from cjm_widgets.serve.kernels import NAME, kernel_environment
from cjm_widgets.serve.places import EACH
from cjm_widgets.serve.render import Frame, Run, guidance, pieces, read
from cjm_widgets.serve.taken_home import JourneysZip
from cjm_widgets.store import opened_store
from cjm_widgets.widgets.carried import FILES_VARIABLE
from cjm_widgets.workshop.links import ADDRESS_VARIABLE, LINKS_VARIABLE

if TYPE_CHECKING:
    from cjm_widgets.serve.books import Book
    from cjm_widgets.serve.exports import Exporter
    from cjm_widgets.serve.static_cache import StaticCache
    from cjm_widgets.workshop.visitor import Visitor

FULL: Final = (
    "The room is full",
    (
        "There are as many pages open as this computer can serve. Yours comes as soon as another is closed.",
        "This page tries again by itself every few seconds. What you have typed is safe.",
    ),
)
MANY: Final = (
    "You have many pages open",
    (
        f"Each person may have {EACH} pages open at once, so that there is room for everybody.",
        "Close one that you do not need. This page tries again by itself every few seconds.",
    ),
)
CHOOSE: Final = ("Which map?", ("You are in several teams, and each has a map of its own.",))
TRY_AGAIN_AFTER: Final = 5
FORBIDDEN: Final = 403
LEAVES_WITHIN: Final = 1.0
"""Seconds that somebody who has a page open waits for that one to be closed."""


class Inside(Friendly):
    """What somebody asks for who has come in."""

    for_participants = True

    def turn_away(self, asked: Refused) -> None:
        """Says why this is not for them, or not there."""
        if asked.status == FORBIDDEN:
            self.pages.refusals.add("not_theirs")
        self.set_status(asked.status)
        self.say(*asked.text)


class Home(Inside):
    """Leads to the start page; in a room, facilitators to all teams and participants to their journey."""

    def get(self) -> None:
        """Keeps the journey."""
        pages, visitor = self.pages, self.visitor
        if not pages.books:
            raise HTTPError(404)
        asked = asked_for(visitor, pages.books[0], self.request.query, pages.books)
        host = next((book for book in pages.books if book.hosts), None)
        if isinstance(asked, Refused):
            self.turn_away(asked)
        elif host and visitor.facilitates and visitor.in_room and not self.request.query:
            self.redirect(pages.address(host.file))
        elif not self.request.query and len(mine := pages.access.visitors(self.request)) > 1:
            self.say(*CHOOSE, ways=[(pages.home(one), self._title(one.journey)) for one in mine])
        else:
            file = asked.file if isinstance(asked, Led) else pages.books[0].file
            self.redirect(pages.address(file, asked.journey))

    def _title(self, journey: str) -> str:
        return opened_store(self.pages.place).entry(journey).title or journey


class Room(Friendly):
    """A page that found no place asks whether there is one now."""

    for_participants = True

    def get(self) -> None:
        """Says so with nothing but the status."""
        kernels, places = self.settings["kernel_manager"], self.pages.places
        free = places.short_of(self.visitor) <= len(kernels.unwatched()) and not places.has_too_many(self.visitor)
        self.set_status(204 if free else 503)


class PageHandler(Inside):
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
        asked = asked_for(self.visitor, book, self.request.query, pages.books)
        if isinstance(asked, Refused):
            self.turn_away(asked)
        elif isinstance(asked, Led):
            self.redirect(pages.address(asked.file, asked.journey))
        elif (why := await self._no_place()) is None:
            await self._show(book, asked.journey)
        else:
            pages.refusals.add("room_full" if why == FULL else "too_many_pages")
            self.set_status(503)
            self.set_header("Retry-After", str(TRY_AGAIN_AFTER))
            self.say(*why, again=True)

    async def _no_place(self) -> tuple[str, tuple[str, ...]] | None:
        """Why there is no place, None if there is one.

        A browser that goes from one page to the next asks for the new one before it says that it has left the old.
        """
        places, loop = self.pages.places, asyncio.get_running_loop()
        until = loop.time() + LEAVES_WITHIN
        while (
            why := MANY if places.has_too_many(self.visitor) else None if self._finds_a_place() else FULL
        ) is not None:
            if not places.has_any(self.visitor) or loop.time() > until:
                break
            await asyncio.sleep(0.02)
        return why

    async def _show(self, book: Book, journey: str) -> None:
        pages = self.pages
        visitor, cookie = pages.access.met(self.request, self.visitor)
        if cookie:
            self.keep(cookie)
        self.kernel_id = str(uuid4())
        pages.places.take(self.kernel_id, visitor)
        try:
            notebook = await asyncio.get_running_loop().run_in_executor(None, read, book.path)
            extended = book.path in pages.extended
        except BaseException:
            pages.places.give_back(self.kernel_id)
            raise
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")  # nginx passes each piece on as it comes
        if extended:
            self.set_header("Content-Security-Policy", VOILAS_POLICY)
        kernel = asyncio.ensure_future(self._start(visitor, journey))
        opening, _ = guidance(notebook.cells)
        books = pages.books if visitor.facilitates else open_to_participants(pages.books)
        frame = Frame(
            book,
            books,
            pages.home(visitor),
            pages.assets,
            opening,
            visitor.facilitates,
            extended,
            visitor.name,
            pages.login.out_at,
            visitor.person if visitor.in_room and not visitor.name else "",
        )
        extend = None if extended else lambda: pages.extended.add(book.path)
        run = Run(notebook, self.kernel_id, kernel, self._flush, extend)
        config = {**pages.page_config, "kernelId": self.kernel_id}
        async for html in pieces(pages.templates.get_template("index.html.j2"), run, frame, config, pages.base_url):
            self.write(html)

    def _finds_a_place(self) -> bool:
        """Whether there is a place, where need be after ending what nobody looks at."""
        kernels = self.settings["kernel_manager"]
        short = self.pages.places.short_of(self.visitor)
        unwatched = kernels.unwatched()
        if short > len(unwatched):
            return False
        for kernel_id in unwatched[:short]:
            self.pages.places.give_back(kernel_id)
            IOLoop.current().spawn_callback(kernels.end, kernel_id)
        return True

    def on_connection_close(self) -> None:
        """The browser went away while the page was being made: nobody needs its process."""
        if self.kernel_id:
            self.settings["kernel_manager"].close_soon(self.kernel_id)

    async def _start(self, visitor: Visitor, journey: str) -> Any:
        kernels, pages = self.settings["kernel_manager"], self.pages
        environment = kernel_environment(
            os.environ,
            place=pages.place,
            private=pages.private,
            kernel_id=self.kernel_id,
            query=query_of(journey),
            server=f"voila/{pages.page_config.get('appVersion', '')}",
            told=told(pages, visitor),
        )
        try:
            await kernels.start_kernel(
                kernel_id=self.kernel_id,
                kernel_name=NAME,
                env=environment,
                cwd=str(pages.private),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # what a process says is for nobody; what fails in a page is said by the server
        except BaseException:
            pages.places.give_back(self.kernel_id)
            raise
        return kernels.get_kernel(self.kernel_id)

    async def _flush(self) -> None:
        try:
            await self.flush()
        except StreamClosedError:
            self.on_connection_close()


def told(pages: Pages, visitor: Visitor) -> dict[str, str]:
    """The variables by which a page's process learns who looks at it, and what only a facilitator may know.

    Args:
        pages: of this server.
        visitor: who looks.
    """
    access = pages.access
    secret = (
        {ADDRESS_VARIABLE: access.reach.base, LINKS_VARIABLE: access.keys.links}
        if visitor.facilitates
        else {ADDRESS_VARIABLE: "", LINKS_VARIABLE: ""}
    )
    return {**visitor.environment(), **secret, FILES_VARIABLE: pages.widgets}


class Kernel(Friendly):
    """Whether a page's process is there; the front end asks before it connects."""

    for_participants = True

    def get(self, kernel_id: str) -> None:
        """What the front end needs to know."""
        kernels = self.settings["kernel_manager"]
        if kernel_id not in kernels or not is_theirs(self.pages, self.request, kernel_id):
            raise HTTPError(404)
        line = {"line": "no upgrade"} if self.pages.between.is_kept_out(kernel_id) else {}
        self.write({**kernels.kernel_model(kernel_id), **line})


class Closed(Friendly):
    """A page says that it is being closed."""

    for_participants = True

    def check_xsrf_cookie(self) -> None:
        """The guard has looked at the sender's origin; a closing page can send no header of its own."""

    def post(self, kernel_id: str) -> None:
        """Ends its process in a moment.

        Args:
            kernel_id: which; another person's stays.
        """
        kernels = self.settings["kernel_manager"]
        if kernel_id in kernels and is_theirs(self.pages, self.request, kernel_id):
            kernels.close_soon(kernel_id)
        self.set_status(204)


class Static(Friendly):
    """The front end's files. Each address has a mark of the content: a browser asks once."""

    for_participants = True

    def initialize(self, cache: StaticCache) -> None:
        """Takes what the files are looked up in."""
        self.cache = cache

    def get(self, name: str) -> None:
        """Sends a file.

        Args:
            name: of the file.
        """
        found = self.cache.find(name)
        if found is None:
            raise HTTPError(404)
        packed = found.packed if "gzip" in self.request.headers.get("Accept-Encoding", "") else None
        self.set_header("Content-Type", found.kind)
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")  # kept by the browser, nobody between
        self.set_header("Vary", "Accept-Encoding")
        if packed is not None:
            self.set_header("Content-Encoding", "gzip")
        self.write(found.data if packed is None else packed)

    def head(self, name: str) -> None:
        """The same without the content."""
        self.get(name)

    def compute_etag(self) -> str | None:
        """None: the address has the mark already."""
        return None


def handlers(base: str, caches: dict[str, StaticCache], exporter: Exporter) -> list[Any]:
    """The routing table: all that the server answers to people.

    Args:
        base: where the server's addresses begin, with a slash at its end.
        caches: the end of an address, with a group for a file's name -> where its files are.
        exporter: what makes files of maps.
    """
    base, kernel = re.escape(base), r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
    return [
        (rf"{base}", Home),
        (rf"{base}voila/render/?", Home),
        (rf"{base}cjm/journeys\.zip", JourneysZip, {"exporter": exporter}),
        (rf"{base}cjm/forms", Forms),
        (rf"{base}cjm/export/(\w+)", Export, {"exporter": exporter}),
        (rf"{base}cjm/moved", Moved, {"exporter": exporter}),
        (rf"{base}cjm/room", Room),
        (rf"{base}voila/render/(.+)", PageHandler),
        *((rf"{base}{address}", Static, {"cache": cache}) for address, cache in caches.items()),
        (rf"{base}api/kernels/{kernel}", Kernel),
        (rf"{base}api/kernels/{kernel}/channels", Channels),
        (rf"{base}voila/api/shutdown/{kernel}", Closed),
    ]
