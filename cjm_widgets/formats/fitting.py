"""How much room words take in Arial, and how lines are spread over pages, for files that do not do it. Pure."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTHS: Final = {
    sign: width
    for width, signs in (
        (0.21, "ijl'’‘"),
        (0.28, " !,./:;I[\\]ft|"),
        (0.36, '()-`r{}"“”'),
        (0.39, "*"),
        (0.5, "Jckszvxy^"),
        (0.61, "FTZ+<=>~−"),
        (0.67, "&ABEKPSVXY"),
        (0.73, "CDHNRUw"),
        (0.78, "GOQ"),
        (0.83, "Mm"),
        (0.95, "W%"),
        (1.02, "@—…"),
    )
    for sign in signs
}
"""Of the letters that are not as wide as most, in parts of their size; none is wider than here."""
_MOST: Final = 0.56
_BOLD: Final = 1.1
_ACROSS_ASIA: Final = ("W", "F")
HIGH: Final = 1.2
"""The height of a line, in parts of the letters' size."""
MORE: Final = " … (more in the notes)"
_TORN: Final = 0.15
"""What it costs to part rows that belong together: as much as a page of which two fifths stay empty."""


@lru_cache(maxsize=20_000)
def _wide(word: str) -> float:
    return sum(_sign(one) for one in word)


def _sign(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    if unicodedata.east_asian_width(sign) in _ACROSS_ASIA:
        return 1.02
    plain = unicodedata.normalize("NFD", sign)[0]
    return _WIDTHS.get(plain, _MOST if plain.isascii() else 0.8 if plain.isupper() else 0.6)


def wide(word: str, size: float, *, bold: bool = False) -> float:
    """How wide a word is, in points.

    Args:
        word: without blanks.
        size: of the letters, in points.
        bold: whether they are bold.
    """
    return _wide(word) * size * (_BOLD if bold else 1)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines words take.

    Args:
        text: the words, perhaps in several lines.
        width: of the lines, in points.
        size: of the letters, in points.
        bold: whether they are bold.
    """
    room = width / size / (_BOLD if bold else 1.01)
    return sum(_broken(one, room) for one in text.split("\n"))


def _broken(line: str, room: float) -> int:
    """Lines of one line: it breaks between words, and a word that is longer than a line within it."""
    count, used = 1, 0.0
    for word in line.split(" "):
        wide = _wide(word)
        if used and used + _WIDTHS[" "] + wide > room:
            count, used = count + 1, 0.0
        elif used:
            used += _WIDTHS[" "]
        more, rest = divmod(wide, room)
        count += int(more)
        used = rest if more else used + wide
    return count


def cut(text: str, width: float, size: float, most: int, *, bold: bool = False) -> str:
    """Words that take no more than so many lines; what is cut ends in a note of where the rest is.

    Args:
        text: the words.
        width: of the lines, in points.
        size: of the letters, in points.
        most: lines.
        bold: whether they are bold.
    """
    if lines(text, width, size, bold=bold) <= most:
        return text
    kept = bisect_right(range(len(text)), most, key=lambda end: lines(f"{text[:end]}{MORE}", width, size, bold=bold))
    return f"{text[: max(kept - 1, 0)].rstrip()}{MORE}"


def largest(text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The largest of some sizes in which words fit, else the smallest.

    Args:
        text: the words.
        width: of the room, in points.
        height: of the room, in points.
        sizes: of letters, the largest first.
        bold: whether they are bold.
    """
    fits = (size for size in sizes if lines(text, width, size, bold=bold) * size * HIGH <= height)
    return next(fits, sizes[-1])


def pages(heights: Sequence[float], room: float, groups: Sequence[str] = ()) -> list[tuple[int, int]]:
    """Rows on as few pages as they need, each about as full as the others, where they can be with what they belong to.

    Args:
        heights: of the rows; none is higher than the room.
        room: the height of a page.
        groups: what each row belongs to; a page best begins with another.

    Returns:
        The first row of each page, and the one after its last.
    """
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(heights) + 1):
        used, found = 0.0, []
        for first in range(end - 1, -1, -1):
            used += heights[first]
            if used > room and first < end - 1:
                break
            is_torn = bool(groups) and first > 0 and groups[first] == groups[first - 1]
            count, cost, _ = best[first]
            found.append((count + 1, cost + (1 - used / room) ** 2 + _TORN * is_torn, first))
        best.append(min(found))
    made, end = [], len(heights)
    while end:
        first = best[end][2]
        made.append((first, end))
        end = first
    return made[::-1]
