"""What was found of a person, what was done, and what remains, in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.journey.wording import counted, listed
from cjm_widgets.tasks.forgetting.looking import checked_number, look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cjm_widgets.store import JourneyStore
    from cjm_widgets.store.address import Place
    from cjm_widgets.tasks.forgetting.looking import Looked, OnMap

MOST = 20
"""So many places of one kind are shown of each map."""


def found_lines(looked: Looked, numbers: Iterable[str] = ()) -> Iterator[str]:
    """What was found, and what becomes of it.

    Args:
        looked: what was found.
        numbers: under which the person is said to have rated.
    """
    whole = _called(looked)
    if looked.is_empty:
        yield f"{whole} stands in no map here."
    else:
        yield f"{whole} stands in {counted(len(looked.maps), 'map')}:"
    for one in looked.maps:
        yield ""
        yield f"{one.title} ({one.id}{', deleted' if one.deleted else ''})"
        for line in _of_map(one, words=looked.person.words):
            yield f"  {line}"
    if looked.maps:
        yield ""
    if looked.logs:
        yield f"{counted(looked.logs, 'line')} of the server’s log go."
    if nowhere := sorted(set(map(checked_number, numbers)) - looked.numbers):
        yield f"Nothing is kept under {listed(nowhere)} here. Is the number right?"
    yield from _beside(looked)
    for at in looked.unread:
        yield f"“{at.where}” cannot be read, so nobody knows what it says. {at.text}"


def _of_map(one: OnMap, *, words: bool) -> Iterator[str]:
    if one.changes:
        yield f"{counted(one.changes, 'change')} made under this name: kept, without the name."
    if one.own:
        yield f"{counted(one.own, 'rating, vote or voice', 'ratings, votes or voices')} of their own: removed."
    yield from _places("The name by itself: removed.", [(at.where, at.text) for at in one.named])
    becomes = "taken out" if words else "kept; to take it out as well, add --words-too"
    yield from _places(f"The name among other words: {becomes}.", [(at.where, at.text) for at in one.words])
    if one.past:
        yield f"{counted(one.past, 'line')} of its history and its editions hold some of this: rewritten."
    if one.past_words:
        lines = counted(one.past_words, "line")
        yield f"{lines} of its history and its editions have the name among other words: {becomes}."
    if one.copies:
        copies = counted(len(one.copies), "damaged copy", "damaged copies")
        yield f"{copies} of it beside the map: removed ({', '.join(one.copies)})."
    if one.ids:
        yield (
            f"An id that only programs see was made from the name: kept ({', '.join(one.ids)}). To be rid of it too, "
            "make the map anew and delete this one."
        )


def _places(what: str, found: Sequence[tuple[str, str]]) -> Iterator[str]:
    if found:
        yield what
        yield from (f"  {where}: “{text}”" for where, text in found[:MOST])
        if len(found) > MOST:
            yield f"  and {counted(len(found) - MOST, 'more place')}"


def _beside(looked: Looked) -> Iterator[str]:
    if looked.spellings:
        other = listed([f"“{one}”" for one in looked.spellings])
        yield f"Written otherwise, and kept as it is: {other}. If that is the same person, add it with --also."
    if looked.parts:
        yield (
            f"A part of this name stands by itself, and is kept: {_quoted(looked.parts)}. If that is the same person, "
            "add it with --also."
        )
    if looked.others:
        yield f"Other names of which this is a part, and which are kept: {_quoted(looked.others)}."
    if looked.shared:
        yield (
            f"{_quoted(looked.shared)} rated in the same browser. Nobody can tell whose those ratings are, so they are "
            "kept, without a name. If that is the same person under another name, add it with --also."
        )
    if looked.nameless:
        people = counted(looked.nameless, "person", "people")
        yield (
            f"{people} rated, voted or spoke here under a number and without a name. Nobody can tell from here whether "
            f"“{looked.name}” is among them. If so, ask for the number that stands under “Your name” on their page, on "
            "each of their devices, and add it: --number p-k3x9w2ab. Who came by a JupyterHub is found by the name of "
            "their log-in."
        )
    if looked.files:
        yield f"These files beside the maps have the name in them, and are kept: {', '.join(looked.files)}."
    if not looked.is_empty:
        yield "Two people of the same name cannot be told apart: both are forgotten."


def done_lines(store: JourneyStore, looked: Looked) -> Iterator[str]:
    """That it is done; it is looked once more, as somebody may have written the name meanwhile.

    Args:
        store: the place.
        looked: what was found before.
    """
    whole = looked.person
    after = look(store, looked.name, also=tuple(whole.names), numbers=whole.own, words=whole.words)
    left = [one.title for one in after.maps if one.changes or one.own or one.named]
    yield f"Done: {_called(looked)} is forgotten in {store.place}."
    if left:
        yield f"Somebody wrote the name again meanwhile, in {listed(left)}. Run this once more."


def remaining_lines(place: Place, looked: Looked) -> Iterator[str]:
    """What remains elsewhere, and what to do about it.

    Args:
        place: where the maps are.
        looked: what was found.
    """
    yield "What this cannot reach:"
    yield "- Backups made before now still hold all of it. After you restore one, run this command again."
    yield "- Files that people downloaded, printed or sent on, and the notebooks and reports of “cjm run”."
    yield (
        "- The browser of the person keeps the name until its data for this site is cleared. What was written there "
        "and is not saved yet comes without the name."
    )
    if not isinstance(place, Path):
        yield "- The log of each server is in the folder .cjm of the account that runs it; search it for the name."
        yield "- The database frees the space of what was deleted with its next VACUUM."
    if looked.person.words is False and any(one.words or one.past_words for one in looked.maps):
        yield "- The name among other words, as shown above."


def _called(looked: Looked) -> str:
    also = sorted(looked.person.names - {looked.name})
    return f"“{looked.name}”" + (f" (also {_quoted(also)})" if also else "")


def _quoted(names: Sequence[str]) -> str:
    return listed([f"“{one}”" for one in names])
