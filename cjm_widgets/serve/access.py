"""Who may talk to the server: one check before every route, whatever handles it.

Voilà's own token covers neither its static files nor its file route, so the check stands in front of the
routing table: a route that somebody adds later is behind it as well.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlencode

from tornado.httputil import HTTPServerRequest, split_host_and_port

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Access:
    """What opens the door.

    Args:
        token: the secret of the link; "" lets everybody in.
        host: the address that the server listens on, as typed.
        port: the port that it listens on.
    """

    token: str = field(repr=False)
    host: str
    port: int

    @property
    def cookie_name(self) -> str:
        """Browsers do not keep the cookies of two ports apart, so the name does."""
        return f"cjm-{self.port}"

    @property
    def cookie(self) -> str:
        """What a browser keeps after its first visit; the token cannot be read from it."""
        return hmac.new(self.token.encode(), b"cjm cookie", hashlib.sha256).hexdigest()

    def knows(self, request: HTTPServerRequest) -> bool:
        """Whether the request carries the cookie of an earlier visit, or none is needed."""
        return not self.token or _same(_cookie(request, self.cookie_name), self.cookie)

    def token_given(self, request: HTTPServerRequest) -> str | None:
        """The token in the address, None if there is none."""
        return dict(parse_qsl(request.query)).get("token")

    def opens(self, token: str | None) -> bool:
        """Whether this is the token."""
        return bool(self.token) and token is not None and _same(token, self.token)

    def host_is_ours(self, request: HTTPServerRequest) -> bool:
        """Whether the address bar of the browser names this server.

        A page of another site can make its own name point to this machine (DNS rebinding) and then passes
        for the same origin. It cannot do so with a number or with this machine's own name.
        """
        try:
            host = split_host_and_port(request.host.lower())[0].strip("[]")
        except ValueError:
            return False
        if host in _LOCAL or host == self.host.lower():
            return True
        try:
            number = ipaddress.ip_address(host)
        except ValueError:
            return not is_loopback(self.host) and host in _own_names()
        return number.is_loopback or not is_loopback(self.host)


def fresh_token() -> str:
    """A new secret for a link, short enough to be typed from a screen."""
    return secrets.token_urlsafe(12)


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server that listens on that address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def without_token(uri: str) -> str:
    """The same address without the token, so that it is in no history and no link that is passed on.

    Args:
        uri: path and query of a request.
    """
    path, _, query = uri.partition("?")
    kept = urlencode([(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "token"])
    path = "/" + re.sub(r"^[/\\]+", "", path)  # "//elsewhere" would lead a browser to another site
    return f"{path}?{kept}" if kept else path


def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return frozenset({name, short, f"{short}.local"})


def _cookie(request: HTTPServerRequest, name: str) -> str:
    found = SimpleCookie()
    for line in request.headers.get_list("Cookie"):
        try:
            found.load(line)
        except Exception:  # noqa: BLE001  a broken cookie is no cookie, whatever is broken in it
            return ""
    return found[name].value if name in found else ""


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
