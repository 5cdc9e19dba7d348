"""The server's secret: made at the first start, kept over restarts, so that links and cookies go on to hold."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cjm_widgets.store.place import private_place, write_private

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "keys.json"
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


def kept_keys(journeys: Path, *, new: bool = False) -> Keys:
    """The keys of a folder of journeys; made if there are none.

    Args:
        journeys: the folder.
        new: whether to make new ones, so that every earlier link and cookie stops working.

    Raises:
        KeysError: if they cannot be read or written.
    """
    try:
        path = private_place(journeys) / FILE
        if not new and path.exists():
            with suppress(OSError):  # a copy of the folder may have come with other rights
                path.chmod(0o600)
            return Keys(_read(path))
        made = Keys(secrets.token_urlsafe(32))
        write_private(path, json.dumps({"secret": made.secret}) + "\n")
    except OSError as error:
        raise KeysError(f"The keys of the links cannot be kept in {journeys}: {error.strerror}.") from error
    return made


def _read(path: Path) -> str:
    try:
        secret = json.loads(path.read_text(encoding="utf-8"))["secret"]
    except (ValueError, KeyError, TypeError, RecursionError):
        secret = ""
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        raise KeysError(
            f"The file {path} is damaged; it holds the keys of the links. "
            "Put a copy of it back, or start with --new-links: then there are new links, and the old ones end."
        )
    return secret
