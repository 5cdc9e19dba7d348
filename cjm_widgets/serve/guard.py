"""The door: who asks is looked at before what is asked for, and whoever stays outside is told so in plain words."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from tornado.web import Application, HTTPError, RequestHandler

from cjm_widgets.serve.access import Access, from_another_site
from cjm_widgets.serve.addresses import without_token
from cjm_widgets.serve.asking import FACILITATORS, Text, first_page, query_of
from cjm_widgets.serve.fronts import POLICY
from cjm_widgets.store import opened_store
from cjm_widgets.workshop.links import journey_of

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2
    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.books import Book
    from cjm_widgets.serve.fronts import Extended
    from cjm_widgets.serve.places import Places
    from cjm_widgets.workshop.visitor import Visitor

_log = logging.getLogger(__name__)
_WRONG_LINK_PAUSE: Final = 0.5
_COOKIE_DAYS: Final = 30
_SENTENCES: Final[dict[int, Text]] = {
    403: (
        "You need the link",
        ("This workbook opens with the link that the facilitator gives you. Use that link, as it is.",),
    ),
    404: ("There is no such page", ("The address leads nowhere. Go back, or begin at the start page.",)),
    405: ("That does not work", ("This page can be read, nothing else.",)),
}
_OTHERWISE: Final[Text] = (
    "Something went wrong",
    ("The page could not be shown. Load it again; if it stays so, tell the facilitator.",),
)
WRONG_HOST: Final[Text] = (
    "This address does not lead here",
    ("Type the address that the facilitator gives you, as it is.",),
)
ANOTHER_SITE: Final[Text] = ("This does not work from another site", ("Open the workbook in a window of its own.",))
WRONG_LINK: Final[Text] = (
    "This link opens no map",
    ("A part of it may be missing, or there are new links. Ask the facilitator for the link of your map.",),
)


@dataclass(frozen=True, slots=True)
class Pages:
    """What all handlers need.

    Args:
        books: the workbooks in order.
        templates: compiled templates.
        assets: name -> address of the template's files.
        css: for pages that may load no file.
        widgets: address under which the widgets' own files are.
        page_config: what Voilà's front end reads.
        folder: the journeys.
        private: an empty folder that goes away with the server.
        base_url: where the server's addresses begin.
        access: who may come in.
        places: how many fit in.
        extended: the workbooks that Voilà's own front end draws.
    """

    books: tuple[Book, ...]
    templates: jinja2.Environment
    assets: dict[str, str]
    css: str
    widgets: str
    page_config: dict[str, Any]
    folder: Path
    private: Path
    base_url: str
    access: Access
    places: Places
    extended: Extended

    def address(self, file: str, journey: str = "") -> str:
        """The address of a page."""
        query = query_of(journey)
        return f"{self.base_url}voila/render/{file}" + (f"?{query}" if query else "")

    def home(self, visitor: Visitor) -> str:
        """Where this person begins: the start page, or the first page of their journey."""
        if visitor.facilitates:
            return self.address(self.books[0].file) if self.books else ""
        first = first_page(self.books)
        return self.address(first.file, visitor.journey) if first else ""


def is_theirs(pages: Pages, request: HTTPServerRequest, kernel_id: str) -> bool:
    """Whether a page was opened by who asks. Without links there is one person only.

    Args:
        pages: of this server.
        request: what they ask.
        kernel_id: the page's process.
    """
    visitor = pages.access.visitor(request)
    return visitor is not None and (not pages.access.token or pages.places.is_of(kernel_id, visitor))


class GuardedApplication(Application):
    """Looks at who asks before it looks at what is asked for."""

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Chooses who answers. A route that does not say so is not for participants."""
        return self._at_the_door(request) or self._inside(request, **kwargs)

    def _at_the_door(self, request: HTTPServerRequest) -> Any:
        """Who answers somebody that is turned away, or that has opened a link; None for all others."""
        pages: Pages = self.settings["pages"]
        access = pages.access
        if not access.host_is_ours(request):
            return self._refuse(request, WRONG_HOST)
        if from_another_site(request):
            return self._refuse(request, ANOTHER_SITE)
        token = access.token_given(request)
        if access.opens(token) and request.method in ("GET", "HEAD"):
            return self.get_handler_delegate(request, LetIn)
        joining = f"{pages.base_url}join/"
        if request.path.startswith(joining):
            return self.get_handler_delegate(request, Join, {"typed": unquote(request.path.removeprefix(joining))})
        if access.visitor(request) is None:
            return self._refuse(request, _SENTENCES[403], slowly=token is not None)
        return None

    def _inside(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        visitor = self.settings["pages"].access.visitor(request)
        found = super().find_handler(request, **kwargs)
        if not visitor.facilitates and not getattr(found.handler_class, "for_participants", False):
            return self._refuse(request, FACILITATORS)
        return found

    def _refuse(self, request: HTTPServerRequest, text: Text, *, slowly: bool = False) -> Any:
        return self.get_handler_delegate(request, Message, {"status": 403, "text": text, "slowly": slowly})


class Friendly(RequestHandler):
    """Says in plain words what is wrong, and never more than that."""

    for_participants = False

    @property
    def pages(self) -> Pages:
        """What all handlers need."""
        return self.settings["pages"]  # type: ignore[no-any-return]

    @property
    def visitor(self) -> Visitor:
        """Who asks.

        Raises:
            HTTPError: if they have no link; the guard has seen to it that they do.
        """
        found = self.pages.access.visitor(self.request)
        if found is None:
            raise HTTPError(403)
        return found

    def keep(self, cookie: str) -> None:
        """Lets the browser keep who it is."""
        self.set_cookie(self.pages.access.cookie_name, cookie, httponly=True, samesite="Lax", expires_days=_COOKIE_DAYS)

    def set_default_headers(self) -> None:
        """Keeps pages out of caches and frames, and the address of a page from other sites."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: Any) -> None:
        """A page with a sentence instead of an error."""
        self.say(*_SENTENCES.get(status_code, _OTHERWISE))

    def log_exception(self, *error: Any) -> None:
        """A request that is turned away is no news; a fault of ours is a sentence, and the rest is in the log."""
        if not isinstance(error[1], HTTPError):
            _log.warning("A page could not be shown. It may help to load it again.")
            super().log_exception(*error)

    def say(self, title: str, sentences: tuple[str, ...], *, again: bool = False) -> None:
        """Sends a page that says one thing, and leads whoever has a link back to where they belong.

        Args:
            title: its heading.
            sentences: one paragraph each.
            again: whether the page tries again by itself.
        """
        pages = self.pages
        visitor = pages.access.visitor(self.request) if pages.access.host_is_ours(self.request) else None
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["messages"].get_template("message.html.j2")
        self.finish(
            template.render(
                title=title,
                sentences=sentences,
                css=pages.css,
                again=pages.assets["again.js"] if again else "",
                home=pages.home(visitor) if visitor and not again else "",
                home_says="Go to the start page" if visitor and visitor.facilitates else "Go to your map",
            )
        )


class Message(Friendly):
    """Answers every request with the same sentence."""

    for_participants = True

    def initialize(self, status: int = 404, text: Text | None = None, *, slowly: bool = False) -> None:
        """Takes what to say, and whether to make guessing slow."""
        self.status, self.text, self.slowly = status, text, slowly

    async def prepare(self) -> None:
        """Answers whatever the method is."""
        if self.slowly:
            await asyncio.sleep(_WRONG_LINK_PAUSE)
        self.set_status(self.status)
        self.say(*(self.text or _SENTENCES.get(self.status, _OTHERWISE)))


class LetIn(Friendly):
    """The first visit, with the token in the link: remembers the browser and takes the token out of the address."""

    def prepare(self) -> None:
        """Sends the browser on."""
        access = self.pages.access
        self.keep(access.cookie(access.let_in(self.request)))
        self.redirect(without_token(self.request.uri or "/"), status=303)


class Join(Friendly):
    """A join link: remembers which journey the browser may open, and leads to its first page."""

    def initialize(self, typed: str) -> None:
        """Takes the key as it was typed."""
        self.typed = typed

    async def prepare(self) -> None:
        """Sends the browser on, or says slowly that the key opens nothing."""
        if self.request.method not in ("GET", "HEAD"):
            raise HTTPError(405)
        pages, access = self.pages, self.pages.access
        births = await asyncio.get_running_loop().run_in_executor(None, opened_store(pages.folder).births)
        journey = journey_of(access.keys.links, self.typed, births)
        first = first_page(pages.books)
        if not journey or first is None:
            await asyncio.sleep(_WRONG_LINK_PAUSE)
            self.set_status(403)
            self.say(*WRONG_LINK)
            return
        self.keep(access.cookie(access.let_in(self.request, journey)))
        self.redirect(pages.address(first.file, journey), status=303)
