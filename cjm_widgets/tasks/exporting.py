"""A map leaves: from a command, a page or the zip of all, always in the same way."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import FormatError, Outgoing, Written
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.formats.shown import for_persona, shown
from cjm_widgets.views.method_views import METHOD_VIEWS

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.formats.base import Choice, Format, Loss
    from cjm_widgets.journey.model import Edition, Journey
    from cjm_widgets.store import JourneyStore


PART: Final = ".part"
"""How the name of a file ends that is not whole yet."""
_ADDRESS: Final = re.compile(r"https?://\S+$")


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a map is wanted.

    Args:
        view: the key or the title of a view; "" for all layers.
        hidden: keys of its layers that are left out.
        persona: the id or the name of the persona for whom it is; "" for all.
        edition: the id or the name of an edition; "" for the map as it stands.
        paper: the size of paper; "" for what the format takes unasked.
        figure: of what it is a picture; "" for what the format takes unasked.
        link: the address where others work on the map; "" where nobody reaches it.
    """

    view: str = ""
    hidden: frozenset[str] = field(default=frozenset())
    persona: str = ""
    edition: str = ""
    paper: str = ""
    figure: str = ""
    link: str = ""


def export_map(store: JourneyStore, journey_id: str, how: Format, wish: Wish) -> Written:
    """The file of a map, with all that is not in it.

    Args:
        store: the folder.
        journey_id: the map.
        how: the format.
        wish: what of it is wanted.

    Raises:
        FormatError: if there is no such view, persona or edition, or the format knows no such paper.
        StoreError: if the map cannot be opened.
    """
    paper = _chosen("paper", wish.paper, how.papers, how.title)
    if wish.link and not _ADDRESS.match(wish.link):
        raise FormatError(f"“{wish.link}” is no address. It begins with http:// or https://.")
    figure = _chosen("picture", wish.figure, how.figures, how.title)
    out = outgoing(store, journey_id, wish)
    made = how.write(replace(out, paper=paper, figure=figure, link=wish.link))
    return Written(made.data, (*out.losses, *made.losses))


def outgoing(store: JourneyStore, journey_id: str, wish: Wish) -> Outgoing:
    """What of a map leaves; arguments and errors as for `export_map`."""
    if journey_id not in store.ids():
        raise FormatError(f"There is no map “{journey_id}”.")
    journey = now = store.open(journey_id)
    edition = edition_named(journey, wish.edition)
    if edition is not None:
        journey = store.at(journey_id, edition.revision)
    view = one_of("view", wish.view or METHOD_VIEWS[0].key, [(one.key, one.title) for one in METHOD_VIEWS])
    chosen = next(one for one in METHOD_VIEWS if one.key == view)
    layers = [(one.key, one.title) for one in chosen.layers]
    hidden = frozenset(one_of(f"layer in the view “{chosen.title}” called", key, layers) for key in wish.hidden)
    public, losses = leaving(journey, now)
    asked: tuple[Loss, ...] = ()
    persona = ""
    if wish.persona:
        persona = one_of("persona", wish.persona, [(one.id, one.name) for one in public.personas])
        public, asked = for_persona(public, persona)
    public, left = shown(public, chosen, hidden)
    return Outgoing(public, chosen, hidden, persona, edition, (*losses, *asked, *left))


def keep_file(path: Path, data: bytes) -> None:
    """Keeps a file whole or not at all: it is written beside its place, then moved there, whoever else writes it.

    Raises:
        FormatError: if it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{token_hex(4)}{PART}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise FormatError(f"“{path}” cannot be written: {error.strerror or error}.") from error


def edition_named(journey: Journey, name: str) -> Edition | None:
    """An edition whose map is known, by its id or its name; None for the map as it stands.

    Raises:
        FormatError: if there is none.
    """
    if not name:
        return None
    kept = [(one.id, one.name) for one in journey.editions if one.revision]
    before = [one for one in journey.editions if not one.revision and name.strip() in (one.id, one.name)]
    if before:
        there = ", ".join(f"“{title}”" for _, title in kept) or "none"
        raise FormatError(
            f"The edition “{before[0].name}” was kept before this map came here, so how the map stood then is not "
            f"known. Editions that can be taken away: {there}."
        )
    found = one_of("edition", name, kept)
    return next(one for one in journey.editions if one.id == found)


def _chosen(what: str, name: str, choices: tuple[Choice, ...], title: str) -> str:
    """The name of one of the ways in which a form can be made; "" where nobody chose.

    Raises:
        FormatError: if there is no such way.
    """
    if not name:
        return ""
    if not choices:
        raise FormatError(f"For “{title}” no {what} can be chosen.")
    for one in choices:
        if name.strip().casefold() in (one.name, one.title.casefold()):
            return one.name
    there = "; ".join(f"{one.name} ({one.title})" for one in choices)
    raise FormatError(f"There is no {what} “{name}” for “{title}”. There are: {there}.")


def one_of(what: str, name: str, known: list[tuple[str, str]]) -> str:
    """The key of what is meant by its key or its title.

    Raises:
        FormatError: if there is none.
    """
    plain = name.strip().casefold()
    for key, title in known:
        if plain in (key.casefold(), title.strip().casefold()):
            return key
    there = ", ".join(f"“{title}”" for _, title in known)
    raise FormatError(f"There is no {what} “{name}”{f'. There are: {there}' if there else ': the map has none'}.")
