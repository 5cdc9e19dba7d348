"""A map comes in from a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.registry import readable
from cjm_widgets.formats.too_much import items_of, refuse_too_much
from cjm_widgets.tasks.making import make_begun
from cjm_widgets.tasks.maps_files import LARGEST

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Format, Incoming
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore
PASTED: Final = "what was pasted"
_DIAGRAM: Final = re.compile(r"\A\s*(?:---\n.*?\n---\s*)?journey\s*$", re.MULTILINE | re.DOTALL)
_MARKDOWN: Final = re.compile(r"^\s*(?:#{1,6} |[-*] |\||```)", re.MULTILINE)


def read_map(path: Path | str) -> Incoming:
    """The map in a file.

    Raises:
        FormatError: if it cannot be read; its text is a sentence.
    """
    path = Path(path)
    try:
        if path.exists() and not path.is_file():
            raise FormatError(f"“{path.name}” is no file.")
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
    return _read(fitting[0], data, name)


def _read(how: Format, data: bytes, name: str) -> Incoming:
    """The map that a format finds; whatever else a file does to it, its person reads a sentence."""
    assert how.read is not None  # noqa: S101 - only readable ones are asked
    try:
        found = how.read(data, name)
    except FormatError:
        raise
    except Exception as error:
        raise FormatError(f"“{name}” cannot be read: it is damaged, or not what its ending says.") from error
    refuse_too_much(f"“{name}”", len(found.journey.steps), items_of(found.journey))
    return found


def read_pasted(data: bytes) -> Incoming:
    """The map in text that was pasted: Markdown, Mermaid, or a table.

    Raises:
        FormatError: if it cannot be read.
    """
    text = data.decode("utf-8", "replace")
    ending = ".mmd" if _DIAGRAM.search(text) else ".md" if _MARKDOWN.search(text) else ".csv"
    return _read(next(one for one in readable() if one.ending == ending), data, PASTED)


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
    return make_begun(store, title, found.journey, by=by, journey_id=journey_id)
