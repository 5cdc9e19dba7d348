"""A map comes in: as a new one, or beside one that is there, whose changes are taken or left one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.registry import readable
from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.wording import isolated, shortened
from cjm_widgets.tasks.making import make_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.formats.base import Incoming
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a map's file."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that another map has otherwise.

    Args:
        edit: what taking it does.
        where: the place in words.
        here: what stands here, in words; "" for nothing.
        there: what stands there.
    """

    edit: Edit
    where: str
    here: str
    there: str

    @property
    def say(self) -> str:
        """The proposal in a line."""
        here = f"here “{isolated(self.here)}”, there " if self.here else ""
        return f"{self.where}: {here}“{isolated(self.there)}”"


def read_map(path: Path | str) -> Incoming:
    """The map in a file.

    Raises:
        FormatError: if it cannot be read; its text is a sentence.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise FormatError(
                f"“{path.name}” has {size // 1024 // 1024:,} MB; a map has at most {LARGEST // 1024 // 1024}."
            )
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"“{path.name}” cannot be opened: {error.strerror or 'it is not there'}.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Incoming:
    """The map in a file’s bytes.

    Args:
        data: what is in it.
        name: of the file; its ending says what it is.

    Raises:
        FormatError: if it cannot be read.
    """
    plain = name.casefold()
    fitting = [one for one in readable() if plain.endswith(one.ending)]
    if not fitting:
        endings = ", ".join(one.ending for one in readable())
        raise FormatError(f"“{name}” is not a kind of file that a map can be read from. These are: {endings}.")
    if not data.strip():
        raise FormatError(f"“{name}” is empty.")
    read = fitting[0].read
    assert read is not None  # noqa: S101 - only readable ones are asked
    return read(data, name)


def make_map(store: JourneyStore, found: Incoming, title: str, *, by: str = "", journey_id: str = "") -> Journey:
    """A new map of the folder from one that came in.

    Args:
        store: the folder.
        found: what was read.
        title: what it is to be called; its own name if "".
        by: who brings it.
        journey_id: its id, or "" for one made from the title.

    Raises:
        ValueError: if the title is empty, too long or taken.
        StoreError: if it cannot be saved.
    """
    start = found.journey.model_copy(update={"editions": (), "archived": False, "copied_from": ""})
    return make_from(store, title or start.title, start, by=by, journey_id=journey_id)


def proposed(here: Journey, found: Incoming, whose: str = "") -> tuple[Proposal, ...]:
    """What a map that came in has otherwise than one that is there.

    Args:
        here: the one that is there.
        found: the one that came in.
        whose: what the group is called that made it; "" if it is this group's own.
    """
    edits = proposals(here, found.journey, by_id=found.has_ids, whose=whose)
    return tuple(Proposal(one, _where(here, found.journey, one), _said(one.old), _said(one.new)) for one in edits)


def take(store: JourneyStore, journey_id: str, chosen: Sequence[Proposal], by: str = "") -> int:
    """Takes what was chosen; returns how much of it fitted.

    Raises:
        StoreError: if it cannot be saved.
    """
    edits = [one.edit.model_copy(update={"by": by}) for one in chosen]
    return len(store.save(journey_id, edits).applied)


def _where(here: Journey, other: Journey, edit: Edit) -> str:
    """Where a proposal stands, in words: “Step “Check in”, Feelings”."""
    place = parse(edit.path)
    names = []
    for stop in place.stops:
        if stop.item:
            item = value_at(here, stop.path) or value_at(other, stop.path) or {}
            label = _label(item) or (_label(edit.new) if stop is place.stops[-1] else "")
            names.append(
                f"{stop.extra.get('noun', stop.title)} “{isolated(shortened(label))}”" if label else stop.title
            )
        elif stop.shape.kind == "leaf":
            names.append(stop.title.rstrip("?"))
    found = ", ".join(names) or place.title
    return found[:1].upper() + found[1:] + (" (its place)" if place.kind == "move" else "")


def _label(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return str(next((item[name] for name in ("name", "title", "words", "rater") if item.get(name)), ""))


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return shortened(
            _label(value) or ", ".join(str(one) for one in value.values() if isinstance(one, str | float) and one)
        )
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else shortened(str(value))
