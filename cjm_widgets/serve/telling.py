"""What the facilitator reads in the terminal: the links, one for each map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.store import is_id
from cjm_widgets.workshop.links import join_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def by_groups(store: JourneyStore, base: str, facilitators: str, teams: Mapping[str, str]) -> Iterator[str]:
    """The lines where a Hub says who people are.

    Args:
        store: the folder of journeys.
        base: where others reach the server.
        facilitators: the group whose people lead, "" for none.
        teams: group -> the id of its map, where the names differ.
    """
    lead = f"The group “{facilitators}” leads, and so does" if facilitators else "Nobody leads but"
    yield f"{lead} whoever is an admin of the Hub."
    named = {journey: group for group, journey in teams.items()}
    ids = sorted(entry.id for entry in store.entries() if is_id(entry.id))
    told = [f"{one} (“{named[one]}”)" if one in named else one for one in ids[:_MOST]]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    if told:
        yield f"A group of the Hub opens the map of its name: {', '.join(told)}{more}."
    yield f"Open this address in a browser: {base}"


def _short(title: str) -> str:
    """A title on one line, without signs that would do something to a terminal."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
