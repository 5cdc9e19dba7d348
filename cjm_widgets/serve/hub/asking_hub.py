"""What the workbook asks the Hub: to let somebody in, who that is, whether it still holds (OAuth 2, with PKCE)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

if TYPE_CHECKING:
    from cjm_widgets.serve.hub.place import HubPlace

_PATIENCE: Final = 10.0  # seconds
_REFUSALS: Final = (400, 401, 403)


class HubSilentError(Exception):
    """The Hub does not answer, or cannot."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as the Hub knows them.

    Args:
        name: their name there.
        groups: that they are in.
        admin: whether they look after the Hub.
    """

    name: str
    groups: frozenset[str] = frozenset()
    admin: bool = False


class Hub:
    """The Hub, asked over the network.

    Args:
        place: where it is, and what the workbook is there.
    """

    def __init__(self, place: HubPlace) -> None:
        self.place = place

    def log_in_at(self, state: str, verifier: str) -> str:
        """Where a browser goes so that the Hub can say who it is.

        Args:
            state: comes back with the answer.
            verifier: shows later on that the same server asked.
        """
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "client_id": self.place.client,
            "redirect_uri": self.place.returns_to,
            "response_type": "code",
            "state": state,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        return f"{self.place.pages}api/oauth2/authorize?{urlencode(asked)}"

    async def token(self, code: str, verifier: str) -> str:
        """What a code is exchanged for; "" where the Hub does not take it.

        Args:
            code: that the browser brought from the Hub.
            verifier: as for `log_in_at`.
        """
        asked = {
            "client_id": self.place.client,
            "client_secret": self.place.secret,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.place.returns_to,
            "code_verifier": verifier,
        }
        body = urlencode(asked)
        answer = await self._asked(HTTPRequest(f"{self.place.api}/oauth2/token", "POST", body=body))
        return str((answer or {}).get("access_token", ""))

    async def known(self, token: str) -> Known | None:
        """Whose token it is; None if it is nobody's any more, or its person may not use the workbook.

        Args:
            token: from `token`.
        """
        headers = {"Authorization": f"Bearer {token}"}
        answer = await self._asked(HTTPRequest(f"{self.place.api}/user", headers=headers))
        name = answer.get("name") if answer else None
        if not answer or not name or not self.place.access.intersection(answer.get("scopes", ())):
            return None
        return Known(str(name), frozenset(map(str, answer.get("groups", ()))), answer.get("admin") is True)

    async def _asked(self, request: HTTPRequest) -> dict[str, Any] | None:
        """What it answers; None if it refuses.

        Raises:
            HubSilentError: if there is no answer, or one that says nothing.
        """
        request.connect_timeout = request.request_timeout = _PATIENCE
        request.follow_redirects = False
        try:
            answer = await AsyncHTTPClient().fetch(request)
            return dict(json.loads(answer.body))
        except HTTPClientError as error:
            if error.code in _REFUSALS:
                return None
            raise HubSilentError(str(error)) from error
        except (OSError, ValueError, TypeError) as error:
            raise HubSilentError(str(error)) from error
