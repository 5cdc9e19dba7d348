"""Names of steps in a file and on the map: which are the same, and which are likely to be. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from cjm_widgets.evidence.words import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ALIKE: Final = 0.8
"""From which likeness on two names are asked about, 1 being the same. Ours; a slip of the pen is above it."""


_STEM: Final = 4
_ENDING: Final = 3
"""Letters that two forms of one word share at least, and that each may end in besides."""
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


def sharing(name: str, steps: Iterable[str]) -> tuple[str, ...]:
    """The steps that have a word of a name in them, whatever its ending: “Waiting” and “I wait to be called”.

    Too little for a question, which it would put to who has to answer in a terminal; enough for who looks at a page.

    Args:
        name: in a file.
        steps: on the map.
    """
    own = _telling(name)
    return tuple(step for step in steps if any(_one_stem(one, other) for one in own for other in _telling(step)))


def _telling(name: str) -> list[str]:
    return [word for word in step_key(name[:_LONGEST]).split() if len(word) >= _STEM and word not in stop_words()]


def _one_stem(one: str, other: str) -> bool:
    same = len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])
    return same >= _STEM and max(len(one), len(other)) - same <= _ENDING


def _likeness(one: str, other: str) -> float:
    short, long = sorted((one[:_LONGEST], other[:_LONGEST]), key=len)
    if len(short) > 3 and f" {short} " in f" {long} ":
        return 1.0
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST]).ratio()
