"""Characters that nobody sees, such as a space without width: read with and without them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Spans = tuple[tuple[int, int], ...]
_NO_LOOKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159") | {
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
}
"""What Unicode calls “default ignorable”, as it does the format characters, and blank signs of braille and music."""
_ENDS_NO_WORD: Final = frozenset("\u00ad\u200c\u200d\u2060\ufeff")
"""Those that stand within words: soft hyphens and joiners."""
_SHOWN: Final = frozenset("\t\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text.

    Args:
        text: as it is read.
        at: where each of its characters stands in what was written.
    """

    text: str
    at: tuple[int, ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The same span in what was written."""
        return self.at[start], self.at[end - 1] + 1


def spans_read(
    text: str, find: Callable[[str], Iterable[tuple[int, int]]], is_word: Callable[[str], bool] | None = None
) -> _Spans:
    """What is found in a text, however it is read: without what nobody sees, or with a space in its place.

    Args:
        text: as it was written.
        find: tells where something stands in a text.
        is_word: what tells a word of its own, such as a title, where words are looked for; in the midst of others
            there is no space then.
    """
    if not any(map(is_unseen, text)):
        return tuple(find(text))
    spans = sorted(one.written(*span) for one in _readings(text, is_word) for span in find(one.text))
    return tuple(_joined(spans))


@cache
def is_unseen(sign: str) -> bool:
    """Whether a character has no looks of its own."""
    return sign in _NO_LOOKS or (category(sign) in ("Cf", "Cc") and sign not in _SHOWN)


def is_all_seen(text: str) -> bool:
    """Whether every character has looks of its own; quick, as nearly all rows of a file are such."""
    return text.isprintable() and (text.isascii() or _NO_LOOKS.isdisjoint(text))


def _readings(text: str, is_word: Callable[[str], bool] | None) -> Iterator[Reading]:
    gaps = list(_gaps(text))
    yield _read(text, gaps, lambda _: False)
    yield _read(text, gaps, lambda gap: is_word is None or not _is_within(text, *gap))
    if is_word is not None:
        yield _read(text, gaps, lambda gap: _tells_apart(text, *gap, is_word))


def _read(text: str, gaps: Iterable[tuple[int, int]], is_space: Callable[[tuple[int, int]], bool]) -> Reading:
    parts, at, last = [], list[int](), 0
    for start, end in gaps:
        parts.append(text[last:start])
        at += range(last, start)
        if is_space((start, end)):
            parts.append(" ")
            at.append(start)
        last = end
    return Reading("".join([*parts, text[last:]]), (*at, *range(last, len(text))))


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for at, sign in enumerate(text):
        if is_unseen(sign):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(text)


def _tells_apart(text: str, start: int, end: int, is_word: Callable[[str], bool]) -> bool:
    """Whether a word such as a title ends or begins there: “Mrs” before “Smith”."""
    if not text[start - 1 : start].isalnum() or not text[end : end + 1].isalpha():
        return False
    if _is_within(text, start, end):
        return False
    return is_word(_letters_before(text, start)) or is_word(_letters_after(text, end))


def _is_within(text: str, start: int, end: int) -> bool:
    """Whether it stands within a word, as a soft hyphen does before a small letter."""
    return text[end : end + 1].islower() and _ENDS_NO_WORD.issuperset(text[start:end])


def _letters_before(text: str, end: int) -> str:
    start = end
    while start and _is_letter(text[start - 1]):
        start -= 1
    return text[start:end]


def _letters_after(text: str, start: int) -> str:
    end = start
    while _is_letter(text[end : end + 1]):
        end += 1
    return text[start:end]


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and not is_unseen(sign)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is not None and start < held[1]:
            held = held[0], max(end, held[1])
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
