"""Join links: each opens one journey. None is stored; they follow from the server's secret and the journey."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS_VARIABLE: Final = "CJM_ADDRESS"
"""Where others reach the server, such as "http://192.168.1.5:8866/"; set for facilitators' pages only."""
LINKS_VARIABLE: Final = "CJM_LINKS"
"""The secret that join keys are made from; set for facilitators' pages only."""

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None of them reads like another on a projector: no 0 and O, no 1, I and L, no U and V."""
LENGTH: Final = 10
"""30 letters to the power of 10: at a thousand guesses a second for a year the chance to open one of twenty
journeys is one in a thousand."""


def join_key(secret: str, journey_id: str, birth: str = "") -> str:
    """What a journey's join link ends with, in two groups to be typed from a screen: "K7Q2M-9XWPD".

    Args:
        secret: the server's secret for join links.
        journey_id: which journey.
        birth: what tells it from an earlier journey of the same name; the link of one that was deleted stays dead.
    """
    digest = hmac.new(secret.encode(), f"cjm join {journey_id} {birth}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    signs = "".join(LETTERS[number // len(LETTERS) ** at % len(LETTERS)] for at in range(LENGTH))
    return f"{signs[: LENGTH // 2]}-{signs[LENGTH // 2 :]}"


def join_address(base: str, secret: str, journey_id: str, birth: str = "") -> str:
    """A journey's join link.

    Args:
        base: where the server is reached, with a slash at its end.
        secret: as for `join_key`.
        journey_id: which journey.
        birth: as for `join_key`.
    """
    return f"{base}join/{join_key(secret, journey_id, birth)}"


def journey_of(secret: str, typed: str, births: Mapping[str, str]) -> str:
    """The journey that a key opens, "" if it opens none.

    Args:
        secret: as for `join_key`.
        typed: the key as a person typed it: capitals, spaces and the hyphen do not matter.
        births: the ids of the journeys there are, each with its birth.
    """
    given = _plain(typed)
    found = [one for one, birth in births.items() if hmac.compare_digest(given, _plain(join_key(secret, one, birth)))]
    return found[0] if found else ""


def _plain(key: str) -> bytes:
    return re.sub(r"[\s-]", "", key).upper().encode("utf-8", "replace")
