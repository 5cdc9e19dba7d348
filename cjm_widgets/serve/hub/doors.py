"""How a browser comes in by the Hub and goes out again, and what strangers read."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from tornado.web import HTTPError

from cjm_widgets.serve.access import cookies, parse_fields
from cjm_widgets.serve.asking import Text, first_page
from cjm_widgets.serve.guard import WRONG_KEY_PAUSE, Friendly, Login, Message
from cjm_widgets.serve.hub.asking_hub import Hub, HubSilentError
from cjm_widgets.serve.hub.members import Member, Members
from cjm_widgets.serve.login import WRONG_LINK
from cjm_widgets.serve.telling import by_groups
from cjm_widgets.store import opened_store
from cjm_widgets.workshop.links import journey_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.guard import Answering, Line, Pages
    from cjm_widgets.serve.hub.place import HubPlace
    from cjm_widgets.serve.hub.seats import Seats
    from cjm_widgets.serve.keys import Keys
    from cjm_widgets.serve.reach import Reach
    from cjm_widgets.store.address import Place
    from cjm_widgets.workshop.visitor import Visitor

_log = logging.getLogger(__name__)
_HUBS_COOKIES: Final = ("jupyterhub-session-id", "__Host-jupyterhub-session-id")
_ON_THE_WAY: Final = "cjm-in-"
_MINUTES: Final = 10
LOGGED_OUT: Final[Text] = ("You are logged out", ("Load the page again to log in.",))
_ASK: Final = (
    "Ask the facilitator, or whoever looks after the Hub, to put you into your team’s group. Then load this page again."
)
_NOT_LET_IN: Final[Text] = (
    "You were not let in",
    ("The Hub did not say who you are, or it took longer than ten minutes. Try again.",),
)
_SILENT: Final[Text] = (
    "The Hub does not answer",
    ("It knows who may see which map. Load the page again in a moment; if it stays so, tell whoever looks after it.",),
)


class HubLogin(Login):
    """The Hub says who somebody is, and their groups what they may open.

    Args:
        place: of the Hub.
        seats: what groups may do.
        journeys: where they are.
    """

    def __init__(self, place: HubPlace, seats: Seats, journeys: Place) -> None:
        self.place, self.hub, self._seats = place, Hub(place), seats
        self.members = Members(self.hub, lambda known: seats.of(known, opened_store(journeys).births()))
        self.out_at = f"{place.public.prefix}logout"

    def known(self, request: HTTPServerRequest) -> tuple[Visitor, ...]:
        """Who asks: one for each of their maps."""
        found = self.member(request)
        return found.visitors if found else ()

    def member(self, request: HTTPServerRequest) -> Member | None:
        """Whose browser asks."""
        return self.members.member(cookies(request, "cjm"), mark_of_hub(request))

    def meets(self, pages: Pages, request: HTTPServerRequest) -> Answering | None:
        """Sends strangers to the Hub, and takes those in whom it sends back."""
        if request.path == self.place.returns_to:
            return Callback, {"login": self}
        if request.path == self.out_at:
            return LogOut, {"login": self}
        member = self.member(request)
        if member is None:
            return (
                (ToHub, {"login": self})
                if _shows_a_page(pages, request)
                else (
                    Message,
                    {"status": 401, "text": LOGGED_OUT, "reason": "no_key"},
                )
            )
        if not member.visitors:
            return NoTeam, {"login": self, "member": member}
        joining = f"{pages.base_url}join/"
        if request.path.startswith(joining):
            return Joined, {"typed": unquote(request.path.removeprefix(joining))}
        return None

    def joined(self, line: Line) -> None:
        """A page is open; it is told when its person is logged out."""
        if member := self.member(line.request):
            member.lines.add(line)
        else:
            line.close()

    def parted(self, line: Line) -> None:
        """A page is open no longer."""
        if member := self.member(line.request):
            member.lines.discard(line)

    async def tend(self) -> None:
        """Asks the Hub again and again whether people are still logged in."""
        await self.members.keep_looking()

    def lines(self, place: Place, reach: Reach, keys: Keys, token: str) -> Iterator[str]:  # noqa: ARG002  no links
        """Who may do what."""
        return by_groups(opened_store(place), reach.base, self._seats.facilitators, self._seats.teams)


class ToHub(Friendly):
    """Sends the browser to the Hub, and lets it keep for ten minutes where it wanted to go."""

    def initialize(self, login: HubLogin) -> None:
        """Takes what knows the Hub."""
        self.login = login

    def prepare(self) -> None:
        """Sends it."""
        state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        wanted = quote(self.request.uri or "", safe="")
        self.keep(f"{state}.{verifier}.{wanted}", name=_kept_as(state), days=_MINUTES / (24 * 60))
        self.redirect(self.login.hub.log_in_at(state, verifier), status=303)


class Callback(Friendly):
    """The Hub has sent the browser back, with a code that says who it is."""

    def initialize(self, login: HubLogin) -> None:
        """Takes what knows the Hub."""
        self.login = login

    async def prepare(self) -> None:
        """Lets it in where it wanted to go."""
        asked = dict(parse_fields(self.request.query))
        state, code = asked.get("state", ""), asked.get("code", "")
        kept, verifier, wanted = _on_the_way(self.request, state)
        self.forget(_kept_as(state))
        try:
            given = bool(code and kept) and hmac.compare_digest(state.encode(), kept.encode())
            token = await self.login.hub.token(code, verifier) if given else ""
            key = await self.login.members.enter(token, mark_of_hub(self.request)) if token else ""
        except HubSilentError as error:
            _log.warning(
                "The Hub does not say who somebody is. What can go wrong stands in the docs, on its page.",
                exc_info=error,
            )
            self._refuse(502, _SILENT)
            return
        if not key:
            self._refuse(403, _NOT_LET_IN)
            return
        self.login.members.leave(cookies(self.request, "cjm"))
        self.keep(key, days=None)
        self.redirect(wanted if wanted.startswith(self.pages.base_url) else self.pages.base_url, status=303)

    def _refuse(self, status: int, text: Text) -> None:
        self.set_status(status)
        self.say(*text, ways=((self.pages.base_url, "Try again"),))


class LogOut(Friendly):
    """Ends what the browser may do, here and at the Hub."""

    def initialize(self, login: HubLogin) -> None:
        """Takes what knows who is in."""
        self.login = login

    def prepare(self) -> None:
        """Ends it here, and leads to where the Hub does."""
        self.login.members.leave(cookies(self.request, "cjm"))
        self.forget("cjm")
        self.redirect(f"{self.login.place.pages}logout", status=303)


class NoTeam(Friendly):
    """Somebody whose groups have no map here."""

    def initialize(self, login: HubLogin, member: Member) -> None:
        """Takes who it is."""
        self.login, self.member = login, member

    async def prepare(self) -> None:
        """Asks the Hub whether that has changed, and says so if it has not."""
        if _shows_a_page(self.pages, self.request):
            await self.login.members.look_again(self.member)
            if self.member.visitors:
                self.redirect(self.request.uri or self.pages.base_url, status=303)
                return
        self.pages.refusals.add("no_team")
        self.set_status(403)
        self.say(
            "You are in no team yet",
            (
                f"You are logged in as {self.member.known.name}, and none of your groups has a map here.",
                _ASK,
            ),
            ways=((self.login.out_at, "Log out"),),
        )


class Joined(Friendly):
    """A team's link, opened by somebody the Hub knows: it leads to that team's map, and lets nobody in by itself."""

    def initialize(self, typed: str) -> None:
        """Takes the key as it was typed."""
        self.typed = typed

    async def prepare(self) -> None:
        """Leads to the map, whose page looks at who comes."""
        if self.request.method not in ("GET", "HEAD"):
            raise HTTPError(405)
        pages = self.pages
        births = await asyncio.get_running_loop().run_in_executor(None, opened_store(pages.place).births)
        journey, first = journey_of(pages.access.keys.links, self.typed, births), first_page(pages.books)
        if journey and first:
            self.redirect(pages.address(first.file, journey), status=303)
            return
        self.pages.refusals.add("wrong_key")
        await asyncio.sleep(WRONG_KEY_PAUSE)
        self.set_status(403)
        self.say(*WRONG_LINK)


def mark_of_hub(request: HTTPServerRequest) -> str:
    """What a browser keeps of the Hub as long as it is logged in there; "" where the Hub is on another computer."""
    return next((value for name in _HUBS_COOKIES for value in cookies(request, name)), "")


def _shows_a_page(pages: Pages, request: HTTPServerRequest) -> bool:
    """Whether the answer is for a person to read, and not for a page that asks by itself."""
    inner = request.path.removeprefix(pages.base_url)
    by_itself = inner.startswith(("api/", "voila/api/")) or "Upgrade" in request.headers
    there = request.headers.get("Sec-Fetch-Dest", "document")
    return request.method in ("GET", "HEAD") and not by_itself and there == "document"


def _kept_as(state: str) -> str:
    """Several pages may be on the way to the Hub at once."""
    return _ON_THE_WAY + "".join(sign for sign in state[:8] if sign.isascii() and (sign.isalnum() or sign in "-_"))


def _on_the_way(request: HTTPServerRequest, state: str) -> tuple[str, str, str]:
    """What the browser was given on the way to the Hub: the state, the verifier, where it wanted to go."""
    given, _, rest = next(cookies(request, _kept_as(state)), "").partition(".")
    verifier, _, wanted = rest.partition(".")
    return given, verifier, unquote(wanted)
