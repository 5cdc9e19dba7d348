"""Who may talk to the server: one check before every route, whatever handles it.

Voilà's own token covers neither its static files nor its file route, so the check stands in front of the
routing table: a route that somebody adds later is behind it as well.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from cjm_widgets.serve.passes import Kind, Pass, fresh_person, opened, sealed
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.keys import Keys
    from cjm_widgets.serve.reach import Reach

_MOST_FIELDS: Final = 30


@dataclass(frozen=True, slots=True)
class Access:
    """What opens the door.

    Args:
        keys: the server's secret.
        token: the secret of the facilitator's link; "" lets everybody in, as facilitator.
        reach: where people reach the server.
        birth: what tells a journey from an earlier one of the same name.
        known: who asks, where others than this server's links say so: one for each map that is theirs.
    """

    keys: Keys
    token: str = field(repr=False)
    reach: Reach
    birth: Callable[[str], str] = field(default=lambda _: "", repr=False)
    known: Callable[[HTTPServerRequest], tuple[Visitor, ...]] | None = None

    @property
    def alone(self) -> bool:
        """Whether whoever comes is the one person there is."""
        return not self.token and self.known is None

    def visitors(self, request: HTTPServerRequest) -> tuple[Visitor, ...]:
        """Everything that who asks may be: somebody in two teams has two maps."""
        if self.known:
            return self.known(request)
        found = self.visitor(request)
        return (found,) if found else ()

    def visitor(self, request: HTTPServerRequest) -> Visitor | None:
        """Who asks, None if they have no link. Of somebody's maps it is the one that they ask for."""
        if self.known:
            mine = self.known(request)
            asked = dict(parse_fields(request.query)).get("journey")
            return next((one for one in mine if one.journey == asked), next(iter(mine), None))
        kept = self.kept(request)
        if not self.token:
            return Visitor("facilitator", kept.person if kept else "", "", in_room=self.reach.in_room)
        if kept is None or kept.kind == "open":
            return None
        return Visitor(kept.kind, kept.person, kept.journey, in_room=self.reach.in_room)

    def kept(self, request: HTTPServerRequest) -> Pass | None:
        """The pass that the browser kept from an earlier visit, if it was sealed here."""
        found = (opened(value, self._seal) for value in cookies(request, self.reach.cookie_name))
        return next((one for one in found if one is not None), None)

    def let_in(self, request: HTTPServerRequest, journey: str = "") -> Pass:
        """The pass for a browser that has opened a link; the person stays who they were.

        A facilitator's browser that opens a join link stays the facilitator's.

        Args:
            request: the first visit, or another.
            journey: what the link opens; "" for the facilitator's link.
        """
        kept = self.kept(request)
        person = kept.person if kept else fresh_person()
        if not self.token:
            return Pass("open", "", person)
        if not journey or (kept is not None and kept.kind == "facilitator"):
            return Pass("facilitator", "", person)
        return Pass("participant", journey, person)

    def met(self, request: HTTPServerRequest, visitor: Visitor) -> tuple[Visitor, str]:
        """The visitor with an id, and the cookie to keep it in, "" if the browser has it already."""
        if visitor.person:
            return visitor, ""
        given = self.let_in(request)
        return replace(visitor, person=given.person), self.cookie(given)

    def cookie(self, given: Pass) -> str:
        """What a browser is to keep."""
        return sealed(given, self._seal(given.kind, given.journey))

    def token_given(self, request: HTTPServerRequest) -> str | None:
        """The token in the address, None if there is none."""
        return dict(parse_fields(request.query)).get("token")

    def opens(self, token: str | None) -> bool:
        """Whether this is the token."""
        return bool(self.token) and token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def _seal(self, kind: Kind, journey: str) -> str:
        # a facilitator's pass ends with the token that it was given for, a participant's with the map
        held = {"facilitator": self.token, "participant": self.birth(journey) if journey else "", "open": ""}[kind]
        return self.keys.part(f"pass {kind} {held}")


def cookies(request: HTTPServerRequest, name: str) -> Iterator[str]:
    """All values under that name; other programs' cookies, broken or not, do not matter.

    Args:
        request: which brought them.
        name: of the cookie.
    """
    for line in request.headers.get_list("Cookie"):
        for part in line.split(";"):
            given, _, value = part.strip().partition("=")
            if given == name:
                yield value


def parse_fields(query: str) -> list[tuple[str, str]]:
    """Names and values in an address; nothing if it cannot be read.

    Args:
        query: the part behind the question mark.
    """
    try:
        return parse_qsl(query, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return []
