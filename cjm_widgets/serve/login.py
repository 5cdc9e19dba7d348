"""How a browser that has no pass comes by one: here by links. Another way of knowing people stands in their place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from tornado.web import HTTPError

from cjm_widgets.serve.addresses import without_token
from cjm_widgets.serve.asking import Text, first_page
from cjm_widgets.serve.guard import NEEDS_LINK, WRONG_KEY_PAUSE, Friendly, Login, Message
from cjm_widgets.serve.telling import links
from cjm_widgets.store import opened_store
from cjm_widgets.workshop.links import journey_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.guard import Answering, Pages
    from cjm_widgets.serve.keys import Keys
    from cjm_widgets.serve.reach import Reach
    from cjm_widgets.store.address import Place

WRONG_LINK: Final[Text] = (
    "This link opens no map",
    ("A part of it may be missing, or there are new links. Ask the facilitator for the link of your map.",),
)


class Links(Login):
    """The facilitator's link, which holds the token, and those of the teams."""

    def meets(self, pages: Pages, request: HTTPServerRequest) -> Answering | None:
        """Who answers somebody who has opened a link, or has none; None for those who have been here.

        Args:
            pages: of this server.
            request: what they ask.
        """
        access = pages.access
        token = access.token_given(request)
        if access.opens(token) and request.method in ("GET", "HEAD"):
            return LetIn, {}
        joining = f"{pages.base_url}join/"
        if request.path.startswith(joining):
            return Join, {"typed": unquote(request.path.removeprefix(joining))}
        if access.visitor(request) is None:
            reason, pause = ("no_key", 0.0) if token is None else ("wrong_key", WRONG_KEY_PAUSE)
            return Message, {"status": 403, "text": NEEDS_LINK, "pause": pause, "reason": reason}
        return None

    def lines(self, place: Place, reach: Reach, keys: Keys, token: str) -> Iterator[str]:
        """The links, one for each map."""
        return links(opened_store(place), reach.base, keys.links, reach.link(token))


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
        births = await asyncio.get_running_loop().run_in_executor(None, opened_store(pages.place).births)
        journey = journey_of(access.keys.links, self.typed, births)
        first = first_page(pages.books)
        if not journey or first is None:
            pages.refusals.add("wrong_key")
            await asyncio.sleep(WRONG_KEY_PAUSE)
            self.set_status(403)
            self.say(*WRONG_LINK)
            return
        self.keep(access.cookie(access.let_in(self.request, journey)))
        self.redirect(pages.address(first.file, journey), status=303)
