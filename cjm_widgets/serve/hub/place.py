"""Where the Hub is and what the workbook is there, from the variables that a Hub gives to its services."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cjm_widgets.serve.addresses import is_wildcard
from cjm_widgets.serve.public import AddressError, Public, public_at

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE: Final = "docs/jupyterhub.md has a configuration that works."


class HubError(Exception):
    """Why people cannot come in by a Hub, as a sentence."""


@dataclass(frozen=True, slots=True)
class HubPlace:
    """What a service knows of its Hub.

    Args:
        api: where the service asks the Hub, without a slash at its end.
        secret: the service's token.
        client: the service's name when it asks the Hub to let somebody in.
        service: its name otherwise.
        pages: where browsers reach the Hub's own pages, with a slash at the end; a path where it is the same computer.
        public: where browsers reach the workbook.
        listens: host and port that the Hub's proxy leads to; None where it is for the command to say.
    """

    api: str
    secret: str = field(repr=False)
    client: str
    service: str
    pages: str
    public: Public
    listens: tuple[str, int] | None = None

    @property
    def returns_to(self) -> str:
        """Where the Hub sends browsers back to, as the service is registered there."""
        return f"{self.public.prefix}oauth_callback"

    @property
    def access(self) -> frozenset[str]:
        """What somebody has to be allowed, one of it, to use the service."""
        return frozenset({"access:services", f"access:services!service={self.service}"})


def hub_in(environment: Mapping[str, str], address: str = "") -> HubPlace:
    """What the variables say.

    Args:
        environment: of the process.
        address: where people reach the workbook, if the Hub does not say so.

    Raises:
        HubError: if something is missing, or does not fit together.
    """
    secret, prefix = _needed(environment, "JUPYTERHUB_API_TOKEN"), _needed(environment, "JUPYTERHUB_SERVICE_PREFIX")
    api = _needed(environment, "JUPYTERHUB_API_URL").rstrip("/")
    client = environment.get("JUPYTERHUB_CLIENT_ID", "")
    named = "" if client else _needed(environment, "JUPYTERHUB_SERVICE_NAME")
    service = environment.get("JUPYTERHUB_SERVICE_NAME", named) or client.removeprefix("service-")
    public = _public(address or environment.get("JUPYTERHUB_PUBLIC_URL", ""), f"/{prefix.strip('/')}/")
    return HubPlace(
        api=api,
        secret=secret,
        client=client or f"service-{service}",
        service=service,
        pages=_pages(environment),
        public=public,
        listens=_listens(environment.get("JUPYTERHUB_SERVICE_URL", "")),
    )


def _needed(environment: Mapping[str, str], name: str) -> str:
    found = environment.get(name, "").strip()
    if not found:
        raise HubError(f"--login jupyterhub needs {name}, which a Hub gives to the services it starts. {_PAGE}")
    return found


def _public(address: str, prefix: str) -> Public:
    if not address:
        raise HubError(
            "The Hub does not say by what address people reach it. Give it c.JupyterHub.public_url, or give --address "
            f"here, such as https://hub.example.org{prefix}."
        )
    try:
        public = public_at(address)
    except AddressError as error:
        raise HubError(str(error)) from error
    if public.prefix != prefix:
        raise HubError(
            f"People would come by {public.base}, and the Hub’s proxy passes on what begins with {prefix} "
            "(JUPYTERHUB_SERVICE_PREFIX). Make the two alike."
        )
    return public


def _pages(environment: Mapping[str, str]) -> str:
    whole = environment.get("JUPYTERHUB_PUBLIC_HUB_URL", "")
    base = environment.get("JUPYTERHUB_BASE_URL", "").strip("/")
    there = whole or f"{environment.get('JUPYTERHUB_HOST', '')}/{base}/hub/"
    return f"{re.sub(r'(?<!:)/+', '/', there).rstrip('/')}/"


def _listens(url: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not url:
        return None
    if not host or not port:
        raise HubError(f"JUPYTERHUB_SERVICE_URL “{url}” names no port. Give one, such as http://127.0.0.1:8866.")
    return ("0.0.0.0" if is_wildcard(host) else host), port  # noqa: S104  as the Hub was told
