"""What one cell of a file says: a figure, that there is none, a time, or words. Pure; nothing is guessed in silence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from cjm_widgets.evidence import words
from cjm_widgets.evidence.unseen import is_unseen
from cjm_widgets.journey.dates import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAYS_NOTHING: Final = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "--",
        "*",
        "**",
        ".",
        "..",
        ":",
        "n/a",
        "na",
        "n.a.",
        "null",
        "none",
        "nan",
        "(blank)",
        "c",
    }
)
"""What people and programs write where there is no figure; small and capital letters make no difference."""
SUPPRESSED: Final = re.compile(r"[<≤]\s*\d{1,3}( ?%)?|\[[a-z]{1,4}\]|#[a-z/0]+[!?]?")
"""“<5”, “[c]”: a figure that was kept back, as too few answered; “#DIV/0!”: one that could not be worked out."""

_TAKEN_OUT: Final = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What is in no word. Other unseen signs join letters, as in emoji, so they stay where there is anything to see."""
_JOINS: Final = frozenset({"Mn", "Zs"})
"""Marks on letters, and spaces: by themselves they are nothing."""
_LONGEST: Final = 2 * max(map(len, words.NO_ANSWER))
"""Letters from which on a cell is somebody's own words."""
_NOTE: Final = re.compile(
    r"[*†‡§¹²³]|\(?(notes?|sources?|footnotes?|scale|legend|quellen?|anmerkung(en)?|hinweise?|fußnoten?|skala|legende|"
    r"remarques?|échelle|bron(nen)?|opmerking(en)?|toelichting|schaal|notas?|fuentes?|escala) ?(:|=|$)"
    r"|bas(is|e) ?:(?!.*\d)"
)
"""With what a row begins that is only a note."""
_YEAR: Final = re.compile(r"(19|20)\d\d\.?")
MOST_WORDS: Final = 4
"""Of a row below a table that says how many people there were."""
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
_POINT: Final = re.compile(r"[+-]?([1-9]\d{0,2}([, ']\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+")
_COMMA: Final = re.compile(r"[+-]?([1-9]\d{0,2}([. ']\d{3})+|\d+)(,\d+)?|[+-]?,\d+")
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_PEOPLE: Final = re.compile(r"\d{1,3}([., ']\d{3})+")
_MARKS: Final = re.compile(r"\s*(?:[*†‡§^↑↓▲▼]+|\[(?:note )?\w{1,3}\])$")
"""What points to a note below a table, or says that a figure rose."""
_N_IN_HEADING: Final = re.compile(
    r"\s*[(\[]?\s*\b(?:n|base|basis|respondents|answers|people|befragte|effectif|aantal|muestra)"
    r"\s*[=:]\s*(\d[\d,. ]*)\s*[)\]]?\s*",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A figure in a cell.

    Args:
        value: the figure, as it stands there: 36 for “36 %”.
        percent: whether it says so.
    """

    value: float
    percent: bool = False


def as_seen(cell: str) -> str:
    """The text of a cell without what nobody sees and what turns letters round on a screen."""
    seen = (cell if cell.isprintable() else _TAKEN_OUT.sub("", cell)).strip()
    return seen if seen.isascii() or any(not is_unseen(sign) and category(sign) not in _JOINS for sign in seen) else ""


def says_nothing(text: str, also: Iterable[str] = ()) -> bool:
    """Whether a cell says that there is no figure.

    Args:
        text: the cell.
        also: what else means that in this file, such as “99”.
    """
    return _is_nothing(text) or any(same_code(text, one) for one in also)


def same_code(cell: str, code: str) -> bool:
    """Whether a cell is a code such as 99, however its figure is written: “99.0” is."""
    if cell.casefold() == code.casefold():
        return True
    found, meant = number(cell), number(code)
    return found is not None and found == meant


@lru_cache(maxsize=4_096)
def _is_nothing(text: str) -> bool:
    if text.isdecimal() or len(text) > _LONGEST:
        return False
    plain = text.casefold()
    said = plain in SAYS_NOTHING or SUPPRESSED.fullmatch(plain) is not None
    return said or words.answer(text) in words.NO_ANSWER


@lru_cache(maxsize=4_096)
def number(text: str, decimal: str = ".") -> Number | None:
    """The figure in a cell; None where it is none.

    Args:
        text: the cell.
        decimal: what stands before the decimals, "." or ",".
    """
    plain = text.translate(_MINUS).strip()
    if plain and not plain[-1].isdigit():
        plain = _MARKS.sub("", plain)
    percent = plain.endswith("%")
    bare = plain.removesuffix("%").strip()
    if not (_COMMA if decimal == "," else _POINT).fullmatch(bare):
        return None
    for sign in " '" + ("." if decimal == "," else ","):
        bare = bare.replace(sign, "")
    return Number(float(bare.replace(",", ".")), percent)


def is_number_of_people(name: str) -> bool:
    """Whether the name of a row says that it holds numbers of people: “Base”, “n = 210”."""
    plain, n = n_in_heading(name)
    about = words.is_about(plain.partition("=")[0])
    return words.is_about(name) == "n" or (n is not None and about in {"n", ""} and len(plain.split()) <= MOST_WORDS)


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row holds only a note to its table, also where a separator stands in it: “* fewer than 5, or 0”."""
    first = next(filter(None, cells), "")
    if _NOTE.match(first.casefold()) is None:
        return False
    said = [cell for cell in cells if cell]
    return len(said) == 1 or all(any(map(str.isalpha, cell)) or _YEAR.fullmatch(cell) for cell in said)


def people(text: str) -> Number | None:
    """A number of people in a cell, which is whole: “1.310” and “1,310” are more than a thousand."""
    plain = text.translate(_MINUS).strip()
    if _PEOPLE.fullmatch(plain):
        return Number(float(re.sub(r"\D", "", plain)))
    return number(text)


def may_be_thousands(text: str) -> bool:
    """Whether a cell is a figure such as “1,234”, whose sign may stand before thousands or before decimals."""
    return _EITHER.fullmatch(text.translate(_MINUS).strip().removesuffix("%").strip()) is not None


def decimal_sign(texts: Iterable[str], separator: str) -> str:
    """What stands before the decimals in the figures of a file; "" where both are possible and it has to be asked.

    Args:
        texts: cells.
        separator: what stands between columns; "" where the cells were figures and no text.
    """
    point = comma = either = 0
    for text in dict.fromkeys(texts):
        plain = text.translate(_MINUS).strip().removesuffix("%").strip()
        is_point, is_comma = _POINT.fullmatch(plain) is not None, _COMMA.fullmatch(plain) is not None
        if not (is_point or is_comma) or not ("." in plain or "," in plain):
            continue
        if _EITHER.fullmatch(plain) and separator:
            either += "," in plain or separator != ","
            point += "." in plain and separator == ","
            continue
        point += is_point and not is_comma
        comma += is_comma and not is_point
    if comma and point:
        return ""
    if comma:
        return ","
    if either and not point:
        return ""
    return "."


def n_in_heading(heading: str) -> tuple[str, int | None]:
    """A heading without the number of people that it gives, and that number: “Planned (n=40)” is “Planned”, 40."""
    found = _N_IN_HEADING.search(heading)
    if not found:
        return heading, None
    digits = re.sub(r"\D", "", found[1])
    rest = f"{heading[: found.start()]} {heading[found.end() :]}".strip()
    return (rest or heading, int(digits)) if digits else (heading, None)


def is_time(text: str) -> bool:
    """Whether a cell is a date or a time that can be read in one way only."""
    return not re.fullmatch(r"[\d.,]+", text) and moment(text) is not None
