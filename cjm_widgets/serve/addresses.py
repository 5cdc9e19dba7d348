"""Addresses as people type them, and the one under which others in the room reach this computer."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import parse_qsl, quote, urlencode


def address(host: str, port: int, token: str = "") -> str:
    """What a person types or clicks.

    Args:
        host: name or number.
        port: of the server.
        token: "" if none is needed.
    """
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={quote(token, safe='')}" if token else "")


def reachable(host: str) -> str:
    """The number under which others in the room reach this computer; nothing is sent to find it.

    Args:
        host: as typed; "0.0.0.0" and "::" mean every network that this computer is in.
    """
    if host not in ("0.0.0.0", "::", ""):  # noqa: S104  compared, not listened on
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


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
