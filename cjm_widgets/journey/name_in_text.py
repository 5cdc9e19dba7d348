"""Finding a person's name in what people wrote: as it was written, in other spellings, and never inside a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TAKEN_OUT: Final = "…"
"""What stands where a name stood: no longer than the shortest name, so that it fits wherever that did."""
_HYPHENS: Final = "-‐‑"
_UNSPACED: Final = re.compile(r"CJK|HIRAGANA|KATAKANA|THAI|LAO |KHMER|MYANMAR")
"""How the names of signs begin in whose languages no space stands between words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text.

    Args:
        start: where it begins, in the text as `composed` gives it.
        end: where it ends.
        words: how it is written there.
    """

    start: int
    end: int
    words: str


def composed(text: str) -> str:
    """A text in which a letter and its accent are one sign, wherever there is one; it reads the same."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def written(text: str) -> str:
    """A name as people see it: signs that nobody sees, such as those for the direction of writing, do not count."""
    return composed("".join(sign for sign in composed(text) if not _is_unseen(sign)).strip())


@lru_cache(maxsize=4096)
def spelling(text: str) -> str:
    """What all spellings of a name share, whatever their capitals, accents and spaces."""
    return _plain(composed(text))[0].strip()


def found_in(text: str, name: str) -> tuple[Found, ...]:
    """Where a name stands in a text as words of its own, in any spelling; in the order of the text.

    Args:
        text: what somebody wrote.
        name: the name.
    """
    wanted = spelling(name)
    if not wanted or (text.isascii() and wanted.isascii() and wanted not in " ".join(text.casefold().split())):
        return ()
    text = composed(text)
    plain, places = _plain(text)
    found = []
    at = plain.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _goes_on(plain, at - 1, -1, wanted[0]) and not _goes_on(plain, end, 1, wanted[-1]):
            start, stop = places[at], places[end]
            found.append(Found(start, stop, text[start:stop].rstrip()))
        at = plain.find(wanted, at + 1)
    return tuple(_apart(found))


def longer_names(text: str, name: str) -> tuple[str, ...]:
    """Words with a hyphen that begin or end with a name, and may be another's name: “Ana-Maria”."""
    wanted = spelling(name)
    words = re.findall(rf"\w+(?:[{_HYPHENS}]\w+)+", composed(text)) if any(one in text for one in _HYPHENS) else ()
    return tuple(word for word in words if wanted in re.split(f"[{_HYPHENS}]", spelling(word)))


def without_names(text: str, names: Iterable[str], others: Iterable[str] = ()) -> str:
    """A text without some names as they are written; the same object where none stands in it.

    Args:
        text: what somebody wrote.
        names: the names, as `written` gives them.
        others: longer names of other people, which stay whole.
    """
    found = standing(text, names, others)
    if not found:
        return text
    made = composed(text)
    for one in reversed(found):
        made = made[: one.start] + TAKEN_OUT + made[one.start + len(one.words) :]
    return made


def standing(text: str, names: Iterable[str], others: Iterable[str] = ()) -> tuple[Found, ...]:
    """Where some names stand in a text just as they are written, and not as a part of other people's; in order."""
    wanted = sorted(set(names), key=len, reverse=True)
    found = [one for name in wanted for one in found_in(text, name) if written(one.words) == name]
    if not found:
        return ()
    longer = [one for name in others for one in found_in(text, name) if written(one.words) not in wanted]
    free = [one for one in found if not any(other.start <= one.start and one.end <= other.end for other in longer)]
    return tuple(_apart(sorted(free, key=lambda one: (one.start, -one.end))))


def _apart(found: list[Found]) -> list[Found]:
    """Those of which none begins in another."""
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _plain(text: str) -> tuple[str, list[int]]:
    """A text without capitals, accents, signs that nobody sees and double spaces; of each sign, where it stood."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if sign.isspace():
            more = "" if signs and signs[-1] == " " else " "
        elif sign.isascii():
            more = sign.lower()
        else:
            parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
            more = "".join(one for one in parts if unicodedata.category(one) != "Mn" and not _is_unseen(one))
        signs += more
        places += [at] * len(more)
    return "".join(signs), [*places, len(text)]


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"


def _goes_on(plain: str, at: int, step: int, edge: str) -> bool:
    """Whether a word goes on beyond the edge of a name."""
    if not 0 <= at < len(plain) or not (edge.isalnum() and plain[at] != " ") or _UNSPACED.match(_called(edge)):
        return False
    beyond = at + step
    joins = plain[at] in _HYPHENS and 0 <= beyond < len(plain) and plain[beyond].isalnum()
    return plain[at].isalnum() or plain[at] == "_" or joins


def _called(sign: str) -> str:
    return unicodedata.name(sign, "")
