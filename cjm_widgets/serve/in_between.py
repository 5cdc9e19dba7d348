"""What a proxy in front of the workbook leaves out or cuts, told to the people who can put it right."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tornado.httputil import HTTPHeaders

    from cjm_widgets.serve.asking import Text
    from cjm_widgets.serve.public import Public

_log = logging.getLogger(__name__)
_LONGEST: Final = 80
_OURS: Final = ("/voila/", "/cjm/", "/join/", "/api/kernels/")
_REMEMBERED: Final = 256
_TIMES: Final = 3
_ALIKE: Final = 1.0
"""Seconds by which the silences differ after which the same clock cuts a line."""
_SHORTEST: Final = 2.0
_LONGEST_SILENCE: Final = 45.0
"""Seconds: what is silent for longer than this is cut by the server itself, which asks for signs of life."""


def wrong_name(public: Public, seen: str) -> Text:
    """What is said where a request names another computer.

    Args:
        public: where the workbook is.
        seen: the name that came.
    """
    _log.warning(
        "Somebody came by another name than that of --address. If they typed the right one, the proxy does not pass it "
        "on: nginx needs “proxy_set_header Host $host;”, Apache “ProxyPreserveHost On”."
    )
    instead = f"it sends “{seen[:_LONGEST]}” in place of “{public.name}”"
    return _elsewhere(public, f"{instead}. nginx needs “proxy_set_header Host $host;”, Apache “ProxyPreserveHost On”.")


def without_prefix(public: Public, path: str) -> Text:
    """What is said where a request does not begin as the workbook's addresses do.

    Args:
        public: where the workbook is.
        path: that was asked for.
    """
    if path == "/" or path.startswith(_OURS):
        _log.warning(
            "Somebody came by an address that does not begin as --address does. If they typed the right one, the proxy "
            "takes its path off: nginx needs “proxy_pass” without a slash behind the port, Caddy “handle” and not "
            "“handle_path”."
        )
    needs = "nginx needs “proxy_pass” without a slash behind the port, Caddy “handle” and not “handle_path”."
    return _elsewhere(public, f"it takes “{public.prefix}” off the address. {needs}")


def _elsewhere(public: Public, wrong: str) -> Text:
    told = f"If that is what you opened, tell whoever looks after the proxy: {wrong}"
    return "This address does not lead here", (f"The workbook is at {public.base}", told)


def lacks_upgrade(headers: HTTPHeaders) -> bool:
    """Whether a browser asked for a line to its page, and what makes it one was left out on the way.

    Args:
        headers: of the request; what is meant for the next computer only does not pass a proxy by itself.
    """
    asks = "Sec-WebSocket-Key" in headers
    joined = {one.strip().lower() for one in headers.get("Connection", "").split(",")}
    return asks and not (headers.get("Upgrade", "").lower() == "websocket" and "upgrade" in joined)


def cut_by_a_clock(silences: Sequence[float]) -> bool:
    """Whether lines end after the same time without a word, which no person and no network does.

    Args:
        silences: seconds for which a line had been silent when it was cut, the newest last.
    """
    last = sorted(silences[-_TIMES:])
    return len(last) == _TIMES and last[0] >= _SHORTEST and last[-1] <= min(last[0] + _ALIKE, _LONGEST_SILENCE)


class InBetween:
    """What was seen of a proxy so far."""

    def __init__(self) -> None:
        self._without: deque[str] = deque(maxlen=_REMEMBERED)
        self._silences: deque[float] = deque(maxlen=_TIMES)

    def kept_out(self, page: str) -> None:
        """The line of a page came without what makes it one."""
        if page not in self._without:
            self._without.append(page)
        _log.warning(
            "A proxy does not pass on “Upgrade”: pages open, and nothing can be saved. nginx needs "
            "“proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;”, "
            "others let this through when they are told to."
        )

    def is_kept_out(self, page: str) -> bool:
        """Whether that is so of this page."""
        return page in self._without

    def cut(self, silent: float) -> None:
        """A line ended without a word of farewell.

        Args:
            silent: for how many seconds nothing had come or gone.
        """
        self._silences.append(silent)
        if cut_by_a_clock([*self._silences]):
            self._silences.clear()
            _log.warning(
                "The lines to pages are cut again and again after the same few seconds of silence. A proxy in front of "
                "the workbook waits too short a time: nginx needs “proxy_read_timeout 75s;”, others the same."
            )
