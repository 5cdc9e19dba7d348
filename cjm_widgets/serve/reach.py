"""Where people reach the server, and whether a request has come that way."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from tornado.httputil import split_host_and_port

from cjm_widgets.serve.addresses import address, is_loopback, is_wildcard, reachable
from cjm_widgets.serve.forwarded import forwarded

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

    from cjm_widgets.serve.forwarded import Network
    from cjm_widgets.serve.public import Public

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Where people reach the server.

    Args:
        host: the address that it listens on, as typed.
        port: the port that it listens on.
        public: the address that people type; None where it is the server's own.
        proxies: whose word counts on how a request was sent.
        tls: whether the server has a certificate of its own.
    """

    host: str = "127.0.0.1"
    port: int = 0
    public: Public | None = None
    proxies: tuple[Network, ...] = ()
    tls: bool = False

    @property
    def in_room(self) -> bool:
        """Whether others can reach the server. One that has an address for others is reached by others."""
        return self.public is not None or not is_loopback(self.host)

    @property
    def secure(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.public.secure if self.public else self.tls

    @property
    def prefix(self) -> str:
        """Where the server's addresses begin, with a slash at both ends."""
        return self.public.prefix if self.public else "/"

    @property
    def cookie_name(self) -> str:
        """Browsers do not keep the cookies of two ports apart, so the name does; behind an address the path does."""
        return "cjm" if self.public else f"cjm-{self.port}"

    @property
    def base(self) -> str:
        """Where others reach the server, with a slash at its end."""
        return self.public.base if self.public else self.passed_on_to

    @property
    def passed_on_to(self) -> str:
        """Where others in the network reach this computer, such as a proxy."""
        return address(reachable(self.host), self.port, secure=self.tls)

    @property
    def listens_at(self) -> str:
        """Where this computer reaches it."""
        return address(self.listening, self.port, secure=self.tls)

    @property
    def listening(self) -> str:
        """The number or name of this computer for itself."""
        return "127.0.0.1" if is_wildcard(self.host) else self.host

    def link(self, token: str, *, here: bool = False) -> str:
        """What the facilitator opens.

        Args:
            token: "" if none is needed.
            here: whether on this computer.
        """
        at = self.listens_at if here and not self.public else self.base
        return at + (f"?token={quote(token, safe='')}" if token else "")

    def host_of(self, request: HTTPServerRequest) -> str:
        """The name and the port in the address bar of the browser, as far as is known."""
        return forwarded(request, "Host", self.proxies) or request.host.lower()

    def is_meant(self, request: HTTPServerRequest) -> bool:
        """Whether the address bar of the browser names this server.

        A page of another site can make its own name point to this machine (DNS rebinding) and then passes
        for the same origin. It cannot do so with a number or with this machine's own name.
        """
        try:
            host = split_host_and_port(self.host_of(request))[0].strip("[]")
        except ValueError:
            return False
        if self.public:
            return host == self.public.name.strip("[]")
        if host in _LOCAL or host == self.host.lower():
            return True
        try:
            number = ipaddress.ip_address(host)
        except ValueError:
            return self.in_room and host in _own_names()
        return number.is_loopback or self.in_room

    def from_another_site(self, request: HTTPServerRequest) -> bool:
        """Whether a page of another site asks for something in a person's name; following a link is all it may do."""
        headers = request.headers
        origin = headers.get("Origin")
        if origin is not None and not self._is_own(origin.lower(), request):
            return True
        return headers.get("Sec-Fetch-Site") == "cross-site" and headers.get("Sec-Fetch-Dest") != "document"

    def sent_in_the_open(self, request: HTTPServerRequest) -> bool:
        """Whether the browser came without TLS to an address that has it, as a proxy that counts says."""
        return self.secure and forwarded(request, "Proto", self.proxies) == "http"

    def _is_own(self, origin: str, request: HTTPServerRequest) -> bool:
        if self.public:
            return origin == self.public.origin
        try:
            return urlsplit(origin).netloc == request.host.lower()
        except ValueError:
            return False


def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return frozenset({name, short, f"{short}.local"})
