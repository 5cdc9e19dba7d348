"""Names of steps in a file and on the map: which are the same, and which are likely to be. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ALIKE: Final = 0.8
"""From which likeness on two names are asked about, 1 being the same. Ours; a slip of the pen is above it."""


_LONGEST: Final = 200
"""Letters by which two names are compared; a step's name is no longer."""


def step_key(name: str) -> str:
    """What two names of one step have in common: capitals, spaces and punctuation make no difference."""
    plain = normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip() or plain.strip()


def near(names: Iterable[str], steps: Sequence[str]) -> tuple[dict[str, str], Mapping[str, str]]:
    """What the map calls the steps of a file.

    Args:
        names: in the file.
        steps: on the map.

    Returns:
        Those that are the same, and those that are likely: they have to be asked about.
    """
    known = {step_key(step): step for step in steps}
    found: dict[str, str] = {}
    likely: dict[str, str] = {}
    for name in dict.fromkeys(names):
        key = step_key(name)
        if key in known:
            found[name] = known[key]
            continue
        best = max(known, key=lambda one: _likeness(key, one), default="")
        if best and _likeness(key, best) >= ALIKE:
            likely[name] = known[best]
    taken = set(found.values())
    return found, {name: step for name, step in likely.items() if step not in taken}


def _likeness(one: str, other: str) -> float:
    short, long = sorted((one[:_LONGEST], other[:_LONGEST]), key=len)
    if len(short) > 3 and f" {short} " in f" {long} ":
        return 1.0
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST]).ratio()
