"""The links of the teams, to be handed out: as words, and as a pattern that a phone's camera reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.workshop.links import ADDRESS_VARIABLE, LINKS_VARIABLE, join_address

if TYPE_CHECKING:
    from collections.abc import Mapping


def link_of(environment: Mapping[str, str], journey_id: str, birth: str) -> str:
    """The link by which others open one journey and no other; "" where nobody else reaches this computer.

    Args:
        environment: the variables of this page's process.
        journey_id: which journey.
        birth: what tells it from an earlier journey of the same name.
    """
    base, secret = environment.get(ADDRESS_VARIABLE, ""), environment.get(LINKS_VARIABLE, "")
    return join_address(base, secret, journey_id, birth) if base and secret else ""


def pattern(text: str) -> tuple[str, ...]:
    """A text as a QR code without its quiet zone: a line of 0 and 1 for each row, 1 is dark.

    Args:
        text: a link.
    """
    import segno

    code = segno.make_qr(text, error="m")
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)
