"""Files that hold no table, known by how they begin: what each is, and what to do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_AS_CSV: Final = "Save the table as “CSV UTF-8”."
_FROM_A_TEXT: Final = "Copy the table in it, paste it into a spreadsheet, look at it, and save that as “.xlsx” or CSV."
_PICTURE: Final = ("a picture", "Type its figures into a spreadsheet, and save that as “.xlsx” or CSV.")
_PACKED: Final = ("a packed folder", "Unpack it, and bring the table that is in it.")
_BEGINS: Final = (
    (b"%PDF", ("a PDF", _FROM_A_TEXT)),
    (b"\xd0\xcf\x11\xe0", ("an Excel or Word file of an old kind", "Open it there, and save it as “.xlsx”.")),
    (b"{\\rtf", ("a text and no table", _FROM_A_TEXT)),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"$FL2", ("from SPSS", f"{_AS_CSV} It is under “Export” there.")),
)
_IN_A_ZIP: Final = (
    ("word/", ("a Word document", _FROM_A_TEXT)),
    ("ppt/", ("a presentation", _FROM_A_TEXT)),
    ("Index/", ("from Numbers or Pages", "Choose “Export to” there, and “CSV” or “Excel”.")),
)
_OF_A_WORKBOOK: Final = re.compile(r"(xl/|content\.xml)")
_MAP: Final = re.compile(rb'\s*\{\s*"schema_version"')
_WEB_PAGE: Final = re.compile(rb"\s*<(?:!doctype|html|head|body|table|!--)", re.IGNORECASE)
_XML: Final = re.compile(rb"\s*<\?xml")
_JSON: Final = re.compile(rb'\s*(?:\[\s*(?:[\[{"]|-?\d+\s*[,\]]\s*[-\d.,\s]*\]?\s*$)|\{\s*")')


def no_table(start: bytes) -> str:
    """What a file is that holds no table, and what to do, as the end of a sentence: “is a PDF. Copy …”; "" for others.

    Args:
        start: its first bytes.
    """
    plain = start.removeprefix(b"\xef\xbb\xbf")
    for sign, said in _BEGINS:
        if plain.startswith(sign):
            return _sentence(said)
    if _MAP.match(plain):
        return _sentence(("a map of this workbook, and no table", "Bring the file with the customers’ answers."))
    if _WEB_PAGE.match(plain):
        return _sentence(("a web page, and no table", _AS_CSV))
    if _XML.match(plain) or _JSON.match(plain):
        return _sentence(("made for programs, and no table", _AS_CSV))
    return ""


def no_workbook(names: Collection[str]) -> str:
    """The same of a packed file, by what is in it; "" for a workbook.

    Args:
        names: of the files in it.
    """
    for place, said in _IN_A_ZIP:
        if any(name.startswith(place) for name in names):
            return _sentence(said)
    return "" if any(map(_OF_A_WORKBOOK.match, names)) else _sentence(_PACKED)


def _sentence(said: tuple[str, str]) -> str:
    return f"is {said[0]}. {said[1]}"
