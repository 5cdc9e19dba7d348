"""Several names in one cell of a table: how they stand there, and which are read in it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN: Final = "; "
"""What stands between several names in one cell."""
_PARTS: Final = re.compile(r"[\n|]|,(?=\s)")
_QUOTED: Final = re.compile(r'"[^"]*"|“[^“”]*”')
_MARKED: Final = re.compile(r"“(?:[^”]|””)*”(?!”)")
_ALL_MARKED: Final = re.compile(rf"{_MARKED.pattern}(?:\s*[,|\n]\s*{_MARKED.pattern})*")
_MARKED_ITEM: Final = re.compile(rf"({_MARKED.pattern})\s*(?=;|$)")
_NEEDS_MARKS: Final = re.compile(r"[;“\"]")
"""Signs by which a name among others would be read otherwise."""
SAYS_NOTHING: Final = frozenset({"-", "–", "—", "--", "?", "n/a", "na", "n.a.", "none", "nil", "nothing"})
"""What people write in a cell of names where there is none; in quotation marks it is a name."""


def names_in_a_cell(names: Iterable[str]) -> str:
    """Several names in one cell; one that would be read otherwise than it is stands in quotation marks."""
    plain = [name.strip() for name in names if name.strip()]
    if len(plain) == 1:
        return (
            plain[0] if names_in(plain[0]) == plain and plain[0].casefold() not in SAYS_NOTHING else _marked(plain[0])
        )
    return BETWEEN.join(_marked(name) if _NEEDS_MARKS.search(name) else name for name in plain)


def _marked(name: str) -> str:
    return f"“{name.replace('”', '””')}”"


def names_in(text: str) -> list[str]:
    """The names in a cell: between semicolons, else between lines, strokes or commas; one in quotation marks is one."""
    text = text.strip()
    if _QUOTED.fullmatch(text):
        return [text[1:-1].strip()]
    if ";" in text:
        return _between_semicolons(text)
    if _ALL_MARKED.fullmatch(text):
        return [name for one in _MARKED.findall(text) if (name := _unmarked(one))]
    if len(text) > 1 and text[0] == "“" and text[-1] == "”":
        return [text[1:-1].strip()]
    return [one.strip() for one in _PARTS.split(text) if one.strip()]


def _between_semicolons(text: str) -> list[str]:
    found = []
    while text := text.lstrip():
        marked = _MARKED_ITEM.match(text)
        name, _, rest = text.partition(";") if marked is None else (_unmarked(marked[1]), "", text[marked.end() + 1 :])
        found.append(name.strip())
        text = rest
    return [name for name in found if name]


def _unmarked(name: str) -> str:
    return name[1:-1].replace("””", "”").strip()
