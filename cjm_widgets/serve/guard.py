"""The door: who asks is looked at before what is asked for, and whoever stays outside is told so in plain words."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from tornado.web import Application, HTTPError, RequestHandler

from cjm_widgets.serve.asking import FACILITATORS, Text, first_page, query_of
from cjm_widgets.serve.fronts import POLICY
from cjm_widgets.serve.in_between import InBetween, without_prefix, wrong_name
from cjm_widgets.serve.monitored.refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import jinja2
    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.access import Access
    from cjm_widgets.serve.books import Book
    from cjm_widgets.serve.fronts import Extended
    from cjm_widgets.serve.keys import Keys
    from cjm_widgets.serve.monitored.refusals import Reason
    from cjm_widgets.serve.places import Places
    from cjm_widgets.serve.reach import Reach
    from cjm_widgets.store.address import Place
    from cjm_widgets.workshop.visitor import Visitor

_log = logging.getLogger(__name__)
_COOKIE_DAYS: Final = 30
_ELSEWHERE: Final = ("foreign_host", "outside_path")
"""Why somebody who came to a wrong address is led to the right one."""
NEEDS_LINK: Final[Text] = (
    "You need the link",
    ("This workbook opens with the link that the facilitator gives you. Use that link, as it is.",),
)
_SENTENCES: Final[dict[int, Text]] = {
    403: NEEDS_LINK,
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
WRONG_KEY: Final[Text] = (
    "This key opens nothing",
    ("The facilitator’s key is the part behind “token=” in their link.",),
)
WRONG_KEY_PAUSE: Final = 0.5
"""Seconds: guessing is slow."""
ANOTHER_SITE: Final[Text] = ("This does not work from another site", ("Open the workbook in a window of its own.",))
Answering = tuple[type[RequestHandler], dict[str, Any]]
"""Who answers a request, and what they are told."""


class Line(Protocol):
    """What joins an open page to its process."""

    request: HTTPServerRequest

    def close(self) -> None:
        """Ends it."""


class Login:
    """Where it is known who somebody is."""

    known: Callable[[HTTPServerRequest], tuple[Visitor, ...]] | None = None
    """Who asks; None where this server's own passes say it."""
    out_at = ""
    """Where people log out; "" where nobody has logged in."""

    def meets(self, pages: Pages, request: HTTPServerRequest) -> Answering | None:
        """Who answers somebody who comes by a pass, or has none; None for those who may go on.

        Args:
            pages: of this server.
            request: what they ask, sent to this server and from no other site.
        """
        raise NotImplementedError

    def lines(self, place: Place, reach: Reach, keys: Keys, token: str) -> Iterator[str]:
        """What the terminal says of how people come in.

        Args:
            place: where the journeys are.
            reach: where people reach the server now.
            keys: the server's secret.
            token: of the facilitator's link, "" for none.
        """
        raise NotImplementedError

    def joined(self, line: Line) -> None:
        """The line of a page is there.

        Args:
            line: between a browser and a page's process.
        """

    def parted(self, line: Line) -> None:
        """It is there no longer.

        Args:
            line: as for `joined`.
        """

    async def tend(self) -> None:
        """What is to be done for as long as the server runs."""


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
        place: where the journeys are.
        private: an empty folder that goes away with the server.
        base_url: where the server's addresses begin.
        access: who may come in.
        places: how many fit in.
        extended: the workbooks that Voilà's own front end draws.
        login: by which people come in.
        between: what was seen of a proxy in front.
        refusals: how often somebody was turned away.
    """

    books: tuple[Book, ...]
    templates: jinja2.Environment
    assets: dict[str, str]
    css: str
    widgets: str
    page_config: dict[str, Any]
    place: Place
    private: Path
    base_url: str
    access: Access
    places: Places
    extended: Extended
    login: Login
    between: InBetween = field(default_factory=InBetween)
    refusals: Refusals = field(default_factory=Refusals)

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
    access = pages.access
    mine = access.visitors(request)
    return bool(mine) and (access.alone or any(pages.places.is_of(kernel_id, one) for one in mine))


class GuardedApplication(Application):
    """Looks at who asks before it looks at what is asked for."""

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Chooses who answers. A route that does not say so is not for participants."""
        found = super().find_handler(request, **kwargs)
        if getattr(found.handler_class, "for_anybody", False):
            return found
        if getattr(found.handler_class, "by_key", False) and (key := _key_in(request)):
            # no page of another site knows the key, so it may come by any name, as by the number of a container
            opens = self.settings["pages"].access.opens(key)
            return found if opens else self._message(request, WRONG_KEY, "wrong_key", pause=WRONG_KEY_PAUSE)
        return self._at_the_door(request) or self._inside(request, found)

    def _at_the_door(self, request: HTTPServerRequest) -> Any:
        """Who answers somebody that is turned away, or that comes in just now; None for all others."""
        pages: Pages = self.settings["pages"]
        answering = _on_the_way(pages, request) or pages.login.meets(pages, request)
        return self.get_handler_delegate(request, *answering) if answering else None

    def _inside(self, request: HTTPServerRequest, found: Any) -> Any:
        visitor = self.settings["pages"].access.visitor(request)
        if not visitor.facilitates and not getattr(found.handler_class, "for_participants", False):
            return self._message(request, FACILITATORS, "facilitators_only")
        return found

    def _message(self, request: HTTPServerRequest, text: Text, reason: Reason, *, pause: float = 0) -> Any:
        return self.get_handler_delegate(request, *_refused(text, reason, pause=pause))


def _on_the_way(pages: Pages, request: HTTPServerRequest) -> Answering | None:
    """Who answers a request that came to a wrong address, or from another site."""
    reach = pages.access.reach
    if not reach.is_meant(request):
        text = wrong_name(reach.public, reach.host_of(request)) if reach.public else WRONG_HOST
        return _refused(text, "foreign_host")
    query = f"?{request.query}" if request.query else ""
    if f"{request.path}/" == reach.prefix:
        return Onward, {"to": f"{reach.prefix}{query}"}
    if reach.public and not request.path.startswith(reach.prefix):
        return _refused(without_prefix(reach.public, request.path), "outside_path", 404)
    if reach.public and reach.sent_in_the_open(request):
        path = request.path.removeprefix(reach.prefix)
        return Onward, {"to": f"{reach.base}{path}{query}"}
    return _refused(ANOTHER_SITE, "foreign_site") if reach.from_another_site(request) else None


def _refused(text: Text, reason: Reason, status: int = 403, *, pause: float = 0) -> Answering:
    return Message, {"status": status, "text": text, "pause": pause, "reason": reason}


def _key_in(request: HTTPServerRequest) -> str:
    """What a program that is no browser shows instead of a cookie."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""


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

    def keep(self, cookie: str, *, name: str = "", days: float | None = _COOKIE_DAYS) -> None:
        """Lets the browser keep who it is.

        Args:
            cookie: its value.
            name: "" for the one that says who it is.
            days: None for as long as the browser is open.
        """
        reach = self.pages.access.reach
        self.set_cookie(
            name or reach.cookie_name,
            cookie,
            path=reach.prefix,
            secure=reach.secure,
            httponly=True,
            samesite="Lax",
            expires_days=days,
        )

    def forget(self, name: str) -> None:
        """Lets the browser forget a cookie."""
        self.clear_cookie(name, path=self.pages.access.reach.prefix)

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

    def say(
        self, title: str, sentences: tuple[str, ...], *, again: bool = False, ways: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Sends a page that says one thing, and leads whoever has a link back to where they belong.

        Args:
            title: its heading.
            sentences: one paragraph each.
            again: whether the page tries again by itself.
            ways: addresses and what they are called, in place of the one back.
        """
        pages = self.pages
        visitor = pages.access.visitor(self.request) if pages.access.reach.is_meant(self.request) else None
        if visitor and not again and not ways and (home := pages.home(visitor)):
            ways = ((home, "Go to the start page" if visitor.facilitates else "Go to your map"),)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["messages"].get_template("message.html.j2")
        self.finish(
            template.render(
                title=title,
                sentences=sentences,
                css=pages.css,
                again=pages.assets["again.js"] if again else "",
                base_url=pages.base_url,
                ways=ways,
            )
        )


class Message(Friendly):
    """Answers every request with the same sentence."""

    for_participants = True

    def initialize(
        self, status: int = 404, text: Text | None = None, pause: float = 0, reason: Reason | None = None
    ) -> None:
        """Takes what to say, after how many seconds (guessing is slow), and as what it counts."""
        self.status, self.text, self.pause, self.reason = status, text, pause, reason

    async def prepare(self) -> None:
        """Answers whatever the method is."""
        if self.reason:
            self.pages.refusals.add(self.reason)
        if self.pause:
            await asyncio.sleep(self.pause)
        self.set_status(self.status)
        public = self.pages.access.reach.public
        ways = ((public.base, "Open the workbook"),) if public and self.reason in _ELSEWHERE else ()
        self.say(*(self.text or _SENTENCES.get(self.status, _OTHERWISE)), ways=ways)


class Onward(Friendly):
    """Leads to the same page at its right address."""

    def initialize(self, to: str) -> None:
        """Takes where to."""
        self.to = to

    def prepare(self) -> None:
        """Sends the browser on, with what it wanted to do."""
        self.redirect(self.to, status=307)
