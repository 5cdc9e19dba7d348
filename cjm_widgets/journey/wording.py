"""How rules put names and numbers into a sentence."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_STRAIGHT: Final = frozenset(("", "L", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON"))
"""The kinds of signs that turn nothing: no letters from right to left, and no signs that command a direction."""
_MOST_NAMED: Final = 5
_MARKS: Final = ("“”", '""', "„“", "«»")
_LONGEST_NAME: Final = 60


def number(count: int) -> str:
    """A count in words up to twelve, in figures above."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, several: str = "") -> str:
    """How many there are of something, in figures: “1 quote”, “12 quotes”.

    Args:
        count: how many.
        one: what they are, in the singular.
        several: the same of several, where no “s” makes it so.
    """
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def ordinal(place: int) -> str:
    """A place as it is said: “1st”, “2nd”, “11th”."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if 10 < place % 100 < 14 else ends.get(place % 10, 'th')}"


def isolated(words: str) -> str:
    """People’s words in a sentence of ours: those that turn, or turn others, are set apart, so that nothing else turns.

    See Unicode Standard Annex 9, on isolates.
    """
    return f"\u2068{words}\u2069" if any(map(_turns, words)) else words


def tellable(words: str) -> str:
    """Words in which every sign can be sent and printed; half a sign, of a damaged file or name, becomes “?”."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _turns(sign: str) -> bool:
    return unicodedata.bidirectional(sign) not in _STRAIGHT


def listed(names: Sequence[str]) -> str:
    """Names as people say them, “A, B and C”; a long list ends in “and 4 more”."""
    apart = [isolated(name) for name in names]
    if len(apart) > _MOST_NAMED:
        return f"{', '.join(apart[: _MOST_NAMED - 1])} and {len(apart) - _MOST_NAMED + 1} more"
    return " and ".join([", ".join(apart[:-1]), apart[-1]] if len(apart) > 1 else apart)


def fact(names: Sequence[str], one: str, several: str) -> str:
    """A sentence with a count and the names it counts.

    Args:
        names: whom the sentence is about; at least one.
        one: what is said of one, such as "step has no rating".
        several: the same of several, "steps have no rating".
    """
    said = f"{number(len(names)).capitalize()} {one if len(names) == 1 else several}: {listed(names)}"
    return said if said.endswith(("…", ".", "!", "?")) else f"{said}."


def enough(count: int, noun: str, rest: str = "") -> str:
    """That so many are enough for a group: “Five steps are enough for us”.

    Args:
        count: how many there are.
        noun: what they are, in the singular.
        rest: what follows the noun, such as "of truth".
    """
    words = f"{number(count)} {noun}{'' if count == 1 else 's'} {rest}".strip()
    return f"{words.capitalize()} {'is' if count == 1 else 'are'} enough for us."


def quoted(words: str) -> str:
    """Words in quotation marks; those that people typed round all of them are not doubled."""
    plain = words.strip()
    if len(plain) > 1 and plain[0] + plain[-1] in _MARKS and not set(plain[1:-1]) & set('“”"'):
        plain = plain[1:-1].strip()
    return f"“{plain}”"


def shortened(text: str) -> str:
    """A text on one line, cut at a word if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"
