"""The server's secret: made at the first start, kept over restarts, so that links and cookies go on to hold."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cjm_widgets.store import StoreError

if TYPE_CHECKING:
    from cjm_widgets.store import JourneyStore

FILE: Final = "keys.json"
HUB: Final = "people of the hub"
"""The purpose of the part that the numbers of people who come by a JupyterHub are made from."""
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class KeysError(Exception):
    """Why the secret cannot be had, as a sentence for people."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What follows from the secret. A part gives nothing away of the others.

    Args:
        secret: the secret itself.
    """

    secret: str = field(repr=False)

    def part(self, purpose: str) -> str:
        """A secret of its own for one purpose."""
        return hmac.new(self.secret.encode(), f"cjm {purpose}".encode(), hashlib.sha256).hexdigest()

    @property
    def links(self) -> str:
        """What join links are made from."""
        return self.part("links")

    @property
    def facilitator(self) -> str:
        """The facilitator's token where none was chosen; short enough to be typed from a screen."""
        return base64.urlsafe_b64encode(bytes.fromhex(self.part("facilitator")))[:16].decode()


def kept_keys(store: JourneyStore, *, new: bool = False) -> Keys:
    """The keys of a place of journeys; made if there are none, once for all who serve it.

    Args:
        store: the journeys.
        new: whether to make new ones, so that every earlier link and cookie stops working.

    Raises:
        KeysError: if they cannot be read or written.
    """
    kept, made = store.shared(FILE), json.dumps({"secret": secrets.token_urlsafe(32)}).encode() + b"\n"
    try:
        if not new:
            kept.read()  # what cannot be read at all is not replaced
        kept.change(lambda before: made if before is None or new else before, lambda _: True)
        return Keys(_secret_in(kept.read() or b"", store))
    except StoreError as error:
        raise KeysError(f"The keys of the links cannot be kept beside the maps. {error}") from error


def keys_there(store: JourneyStore) -> Keys | None:
    """The keys of a place of journeys; None where nobody has served it yet.

    Args:
        store: the journeys.

    Raises:
        KeysError: if they cannot be read.
    """
    try:
        data = store.shared(FILE).read()
        return None if data is None else Keys(_secret_in(data, store))
    except StoreError as error:
        raise KeysError(f"The keys of the links cannot be read. {error}") from error


def _secret_in(data: bytes, store: JourneyStore) -> str:
    try:
        secret = json.loads(data)["secret"]
    except (ValueError, KeyError, TypeError, RecursionError):
        secret = ""
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        raise KeysError(
            f"The keys of the links, {FILE} beside the maps in {store.place}, are damaged. "
            "Put a copy of them back, or start with --new-links: then there are new links, and the old ones end."
        )
    return secret
