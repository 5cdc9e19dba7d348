"""Addresses as people type them, and the one under which others in the room reach this computer."""

from __future__ import annotations

import ipaddress
import re
import socket
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode


def address(host: str, port: int, *, secure: bool = False) -> str:
    """What a person types or clicks.

    Args:
        host: name or number.
        port: of the server.
        secure: whether it has a certificate.
    """
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if secure else 'http'}://{shown}:{port}/"


def is_wildcard(host: str) -> bool:
    """Whether that means every network that this computer is in."""
    return host in ("0.0.0.0", "::", "")  # noqa: S104  compared, not listened on


def reachable(host: str) -> str:
    """The number under which others in the room reach this computer; nothing is sent to find it.

    Args:
        host: as typed; "0.0.0.0" and "::" mean every network that this computer is in.
    """
    if not is_wildcard(host):
        return host
    ways = [(socket.AF_INET, "192.0.2.1")]
    if host != "0.0.0.0":  # noqa: S104  compared, not listened on
        ways.append((socket.AF_INET6, "2001:db8::1"))
    for family, elsewhere in ways:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            return str(probe.getsockname()[0])
    return socket.gethostname()


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
