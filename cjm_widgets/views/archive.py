"""All journeys of a folder as one zip file, to take home or to put back.

As whom people in a room speak stays in the folder: beside their ratings it would tell, person by person, what the
pages never tell of fewer than three. The ratings go along, since a round could not go on without them.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cjm_widgets.journey.edits import AFTER
from cjm_widgets.store.names import HISTORY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.store import JourneyStore

ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the same journeys give the same bytes."""

READ_ME: Final = "READ ME.txt"
_WORDS: Final = """Customer journey maps: each is a file NAME.json with its history in NAME.log.jsonl.
Keep both together. To go on with them, put them into an empty folder and run:

    cjm serve FOLDER

What people rated for themselves is in them under random numbers, without names. As whom they speak is left out:
who goes on from here has no curves of the voices, and is asked again.
"""
_BESIDE: Final = """
Beside each map stand two files to look at without the workbook: NAME.html opens in any browser, NAME.xlsx in Excel or
LibreOffice. Left out of both are quotes of which nobody has said that they may be quoted, and figures that rest on too
few people. What you change in the Excel file comes back by “Bring a map in” on the start page.
"""
_NOT_MADE: Final = "\nThese could not be made: {}.\n"
_CLOSE: Final = (",", ":")
_NOTHING: Final = f"voices/p-0/{AFTER}"
"""Moving what is not there changes nothing, and no history tells of it."""
_SAID: Final = (b"speaks_as", b'"path":"voices')


def journeys_zip(store: JourneyStore) -> bytes:
    """All of `taken_home`, and a note what to do with it; arguments and errors as there."""
    return packed(taken_home(store))


def taken_home(store: JourneyStore) -> dict[str, bytes]:
    """Every journey's file and history, by their names.

    Each journey is copied while nobody can write to it. A damaged one is in it as it is, so that nothing is missing,
    unless one could read in it as whom people speak; its history brings it back.
    There is nothing else of the folder in it: no keys, no links, no leftovers.

    Args:
        store: the folder.

    Raises:
        StoreError: if the folder or a file cannot be read.
    """
    found = {}
    for journey_id in store.ids():
        for name, data in store.copied(journey_id).items():
            kept = _lines_without_voices(data) if name.endswith(HISTORY) else _without_voices(data)
            if kept:
                found[name] = kept
    return found


def packed(files: Mapping[str, bytes], beside: Mapping[str, bytes] | None = None, missing: Sequence[str] = ()) -> bytes:
    """A zip file with a note what is what.

    Args:
        files: journeys and their histories, by their names.
        beside: files of the same maps to look at, by their names.
        missing: the names of those that could not be made.
    """
    about = "".join((_WORDS, _BESIDE if beside else "", _NOT_MADE.format(", ".join(missing)) if missing else ""))
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in {READ_ME: about.encode(), **files, **(beside or {})}.items():
            _add(archive, name, data)
    return made.getvalue()


def _lines_without_voices(data: bytes) -> bytes:
    return b"".join(_without_voices(line + b"\n") for line in data.split(b"\n")[:-1])


def _without_voices(data: bytes) -> bytes:
    """A journey's file, or a line of its history, without as whom people speak; nothing of one that cannot be read.

    A line that says nothing else keeps its id and its time, since editions name lines by their ids.
    """
    if not any(sign in data for sign in _SAID):
        return data
    try:
        values = json.loads(data)
        if str(values.get("path", "")).partition("/")[0] == "voices":
            made = {**values, "path": _NOTHING, "old": "", "new": ""}
        else:
            made = {name: _voiceless(value) for name, value in _voiceless(values).items()}
    except (ValueError, AttributeError, RecursionError):
        return b""
    is_line = "path" in values
    text = json.dumps(made, ensure_ascii=False, indent=None if is_line else 2, separators=_CLOSE if is_line else None)
    return text.encode() + b"\n"


def _voiceless(value: Any) -> Any:
    return {**value, "voices": []} if isinstance(value, dict) and value.get("voices") else value


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, ALWAYS)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # else Windows would make other bytes of the same journeys
    archive.writestr(info, data)
