"""What a browser keeps after its first visit: who it is and what it may open, sealed so that nobody can change it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["facilitator", "participant", "open"]
SIGNS: Final = string.ascii_lowercase + string.digits
_SHAPE: Final = re.compile(
    r"1\.(facilitator|participant|open)\.([a-z0-9-]{0,64})\.(p-[a-z0-9]{8})\.([0-9a-f]{64})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Pass:
    """Who a browser is.

    Args:
        kind: what it may do; "open" was given by a server without links, and opens nothing on one with links.
        journey: the one that a participant may open.
        person: a made-up id that stays with the browser.
    """

    kind: Kind
    journey: str
    person: str


def fresh_person() -> str:
    """An id for somebody who was never here."""
    return "p-" + "".join(secrets.choice(SIGNS) for _ in range(8))


def sealed(given: Pass, secret: str) -> str:
    """The pass as a cookie's value.

    Args:
        given: who it is.
        secret: the seal of this kind of pass.
    """
    text = f"1.{given.kind}.{given.journey}.{given.person}"
    return f"{text}.{_seal(text, secret)}"


def opened(text: str, secret: Callable[[Kind, str], str]) -> Pass | None:
    """The pass in a cookie, None if it was not sealed here.

    Args:
        text: the cookie's value.
        secret: kind of pass, and the journey it opens -> the seal of these.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    kind = cast("Kind", match[1])  # the pattern allows no other
    if not hmac.compare_digest(match[4], _seal(text.rpartition(".")[0], secret(kind, match[2]))):
        return None
    return Pass(kind, match[2], match[3])


def _seal(text: str, secret: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
