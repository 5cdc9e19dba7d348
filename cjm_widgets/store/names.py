"""Which names a journey may have, and what its files are called. Nothing outside the folder can be named."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from cjm_widgets.journey.model import ITEM_ID
from cjm_widgets.journey.wording import tellable
from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

SNAPSHOT = ".json"
HISTORY = ".log.jsonl"

RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))))
"""Windows keeps these for devices, with any ending."""


def is_id(name: object) -> bool:
    """Whether a journey may be called so."""
    return isinstance(name, str) and re.fullmatch(ITEM_ID, name) is not None and name not in RESERVED


def checked_id(name: str) -> str:
    """The name itself, if a journey may be called so.

    Raises:
        StoreError: if not.
    """
    if not is_id(name):
        raise StoreError(
            f"“{str(name)[:80]}” cannot name a journey. Use small letters, digits and hyphens, 64 at most, "
            "such as “new-students”; a few names such as “con” belong to Windows."
        )
    return name


@lru_cache(maxsize=1024)
def snapshot_path(folder: Path, journey_id: str) -> Path:
    """The file that holds the journey."""
    return folder / f"{checked_id(journey_id)}{SNAPSHOT}"


@lru_cache(maxsize=1024)
def history_path(folder: Path, journey_id: str) -> Path:
    """The file that holds the journey's history."""
    return folder / f"{checked_id(journey_id)}{HISTORY}"


def aside_path(folder: Path, journey_id: str) -> Path:
    """A free name to keep a broken file under; no journey can be called so."""
    number = 1
    while (path := folder / f"{checked_id(journey_id)}.broken-{number}{SNAPSHOT}").exists():
        number += 1
    return path


def better(file_name: str) -> str:
    """A name under which a file that looks like a journey's could be opened; "" for all other files."""
    stem = file_name.removesuffix(SNAPSHOT)
    ours = id_of(file_name) or file_name.startswith(".") or re.search(r"\.broken-[0-9]+$", stem)
    if ours or stem == file_name:
        return ""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")
    return f"{made if is_id(made) else f'map-{made}'.strip('-')}{SNAPSHOT}"


def shown(path: Path) -> str:
    """What a file is called for people; a name in another alphabet can still be sent and printed."""
    return tellable(path.stem)


def id_of(file_name: str) -> str:
    """The journey that a file belongs to, or nothing."""
    for ending in (HISTORY, SNAPSHOT):
        if file_name.endswith(ending):
            name = file_name.removesuffix(ending)
            return name if is_id(name) else ""
    return ""
