"""The door: who asks is looked at before what is asked for, and whoever stays outside is told so in plain words."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tornado.web import Application, RequestHandler

from cjm_widgets.serve.access import Access, without_token

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2
    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.books import Book

POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
"""A page talks to no other server, whatever ends up in it."""
_WRONG_TOKEN_PAUSE: Final = 0.5
_SENTENCES: Final = {
    403: (
        "You need the link",
        ("This workbook opens with the link that the facilitator gives you. Use that link, as it is.",),
    ),
    404: ("There is no such page", ("The address leads nowhere. Go back, or begin at the start page.",)),
    405: ("That does not work", ("This page can be read, nothing else.",)),
}
_OTHERWISE: Final = (
    "Something went wrong",
    ("The page could not be shown. Load it again; if it stays so, tell the facilitator.",),
)
WRONG_HOST: Final = ("This address does not lead here", ("Type the address that the facilitator gives you, as it is.",))


@dataclass(frozen=True, slots=True)
class Pages:
    """What all handlers need.

    Args:
        books: the workbooks in order.
        templates: compiled templates.
        assets: name -> address of the template's files.
        css: for pages that may load no file.
        page_config: what Voilà's front end reads.
        folder: the journeys.
        private: an empty folder that goes away with the server.
        base_url: where the server's addresses begin.
        access: who may come in.
    """

    books: tuple[Book, ...]
    templates: jinja2.Environment
    assets: dict[str, str]
    css: str
    page_config: dict[str, Any]
    folder: Path
    private: Path
    base_url: str
    access: Access

    @property
    def home(self) -> str:
        """Address of the start page."""
        return f"{self.base_url}voila/render/{self.books[0].file}" if self.books else ""


class GuardedApplication(Application):
    """Looks at who asks before it looks at what is asked for."""

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Chooses who answers."""
        access: Access = self.settings["pages"].access
        if not access.host_is_ours(request):
            return self.get_handler_delegate(request, Message, {"status": 403, "text": WRONG_HOST})
        token = access.token_given(request)
        if access.opens(token) and request.method in ("GET", "HEAD"):
            return self.get_handler_delegate(request, LetIn)
        if not access.knows(request):
            return self.get_handler_delegate(request, Message, {"status": 403, "slowly": token is not None})
        return super().find_handler(request, **kwargs)


class Friendly(RequestHandler):
    """Says in plain words what is wrong, and never more than that."""

    @property
    def pages(self) -> Pages:
        """What all handlers need."""
        return self.settings["pages"]  # type: ignore[no-any-return]

    def set_default_headers(self) -> None:
        """Keeps pages out of caches and frames, and the address of a page from other sites."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: Any) -> None:
        """A page with a sentence instead of an error."""
        self.say(*_SENTENCES.get(status_code, _OTHERWISE), home=status_code != 403)

    def say(self, title: str, sentences: tuple[str, ...], *, home: bool) -> None:
        """Sends a page that says one thing."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["messages"].get_template("message.html.j2")
        self.finish(
            template.render(title=title, sentences=sentences, css=self.pages.css, home=self.pages.home if home else "")
        )


class Message(Friendly):
    """Answers every request with the same sentence."""

    def initialize(
        self, status: int = 404, text: tuple[str, tuple[str, ...]] | None = None, *, slowly: bool = False
    ) -> None:
        """Takes what to say, and whether to make guessing slow."""
        self.status, self.text, self.slowly = status, text, slowly

    async def prepare(self) -> None:
        """Answers whatever the method is."""
        if self.slowly:
            await asyncio.sleep(_WRONG_TOKEN_PAUSE)
        self.set_status(self.status)
        self.say(*(self.text or _SENTENCES.get(self.status, _OTHERWISE)), home=self.status != 403)


class LetIn(Friendly):
    """The first visit, with the token in the link: remembers the browser and takes the token out of the address."""

    def prepare(self) -> None:
        """Sends the browser on."""
        access = self.pages.access
        self.set_cookie(access.cookie_name, access.cookie, httponly=True, samesite="Lax", expires_days=30)
        self.redirect(without_token(self.request.uri or "/"), status=303)
