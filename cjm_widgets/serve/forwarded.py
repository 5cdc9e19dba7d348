"""What a proxy says of a request, in headers that anybody could send: it counts from the proxies that are named."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from cjm_widgets.serve.public import AddressError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tornado.httputil import HTTPServerRequest

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(typed: Iterable[str]) -> tuple[Network, ...]:
    """The addresses and networks that somebody typed.

    Args:
        typed: each such as "127.0.0.1" or "10.0.0.0/8".

    Raises:
        AddressError: if one is neither.
    """
    found = []
    for one in typed:
        try:
            found.append(ipaddress.ip_network(one.strip()))
        except ValueError as error:
            raise AddressError(
                f"--proxy “{one}” is no address and no network. Give the number that the proxy comes from, such as "
                "127.0.0.1, or a network, such as 10.0.0.0/8."
            ) from error
    return tuple(found)


def forwarded(request: HTTPServerRequest, name: str, proxies: tuple[Network, ...]) -> str:
    """What the nearest proxy says; "" if it says nothing, or is not one of those that count.

    Args:
        request: as it came.
        name: the end of the header's name: "Host", "Proto".
        proxies: those that count.
    """
    said = request.headers.get(f"X-Forwarded-{name}", "")
    return said.rpartition(",")[2].strip().lower() if said and _is_among(request.remote_ip, proxies) else ""


def _is_among(sender: str | None, proxies: tuple[Network, ...]) -> bool:
    try:
        number = ipaddress.ip_address((sender or "").partition("%")[0])
    except ValueError:
        return False
    plain = getattr(number, "ipv4_mapped", None) or number  # a server that listens on "::" sees all in the new kind
    return any(plain in network for network in proxies)
