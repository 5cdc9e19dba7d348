"""What the facilitator reads in the terminal: the links, one for each map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.store import is_id
from cjm_widgets.workshop.links import join_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.store import JourneyStore

_LONGEST: Final = 38
_MOST: Final = 40


def links(store: JourneyStore, base: str, secret: str, own: str) -> Iterator[str]:
    """The lines, one after the other.

    Args:
        store: the folder of journeys.
        base: where others reach the server.
        secret: what join links are made from.
        own: the facilitator's link.
    """
    found = (entry for entry in store.entries() if is_id(entry.id))
    entries = sorted(found, key=lambda entry: (entry.title or entry.id).casefold())
    titles = [_short(entry.title or entry.id) for entry in entries]
    width = max((len(title) for title in titles), default=0)
    if entries:
        yield "Give each team the link of its map. It opens that map and no other."
    for title, entry in list(zip(titles, entries, strict=True))[:_MOST]:
        yield f"  {title:<{width}}  {join_address(base, secret, entry.id, store.birth(entry.id))}"
    if len(entries) > _MOST:
        yield f"  and {len(entries) - _MOST} more, on your page"
    yield "Your own link opens all of them; keep it to yourself. Links of new maps are on your page."
    yield f"Open this address in a browser: {own}"


def _short(title: str) -> str:
    """A title on one line, without signs that would do something to a terminal."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
