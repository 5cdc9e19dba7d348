"""Tables of a PDF whose rows have headers, for those who hear them: typst knows headers of columns alone. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES: Final = re.compile(rb"\nstartxref\n(\d+)\n%%EOF\s*$")
_COUNT: Final = re.compile(rb"xref\n0 (\d+)\n")
_PLACE: Final = 20
"""Bytes of a line that says where an object begins."""
_KIND: Final = re.compile(rb"/Type/StructElem/S/(\w+)")
_BELOW: Final = re.compile(rb"/K\[([^\]]*)\]")
_OBJECT: Final = re.compile(rb"(\d+) 0 R")
_HEADERS: Final = re.compile(rb"/Headers\[[^\]]*\]")
_NOTHING_SAID: Final = b"<</O/Table>>"


def with_row_headers(file: bytes) -> bytes:
    """A document as typst makes it, in which the first cell of each row of a table's body is the header of its row.

    Which headers a cell has follows from where it stands, so what typst says of that is left out: it names those of
    columns alone, and who reads it aloud would then say no other.

    Args:
        file: the document.

    Raises:
        FormatError: if it is not written as typst writes.
    """
    places = _PLACES.search(file)
    counted = _COUNT.match(file, int(places[1])) if places else None
    if places is None or counted is None:
        raise FormatError("The map cannot be set in type: its tables cannot be read.")
    lines = [file[counted.end() + at * _PLACE :][:_PLACE] for at in range(int(counted[1]))]
    starts = {number: int(line[:10]) for number, line in enumerate(lines) if line[17:18] == b"n"}
    order = sorted(starts, key=starts.__getitem__)
    ends = [*(starts[number] for number in order[1:]), int(places[1])]
    objects = {number: file[starts[number] : end] for number, end in zip(order, ends, strict=True)}
    for number in _row_headers(objects):
        objects[number] = _header(objects[number])
    for number, written in objects.items():
        if _kind(written) in (b"TD", b"TH"):
            objects[number] = _HEADERS.sub(b"", written, count=1).replace(_NOTHING_SAID, b"")
    at = first = starts[order[0]]
    for number in order:
        lines[number] = b"%010d" % at + lines[number][10:]
        at += len(objects[number])
    written = b"".join((file[:first], *(objects[number] for number in order)))
    trailer = file[counted.end() + len(lines) * _PLACE : places.start()]
    return b"".join((written, counted[0], *lines, trailer, b"\nstartxref\n%d\n%%%%EOF" % len(written)))


def _kind(written: bytes) -> bytes:
    found = _KIND.search(written, 0, 60)
    return found[1] if found else b""


def _below(written: bytes) -> bytes:
    found = _BELOW.search(written)
    return found[1] if found else b""


def _row_headers(objects: dict[int, bytes]) -> Iterator[int]:
    """The first cell of each row, but for those that span the table and those with nothing in them."""
    bodies = [_below(written) for written in objects.values() if _kind(written) == b"TBody"]
    for row in _OBJECT.findall(b" ".join(bodies)):
        cells = _OBJECT.findall(_below(objects[int(row)]))
        if len(cells) > 1 and _below(objects[int(cells[0])]):
            yield int(cells[0])


def _header(cell: bytes) -> bytes:
    return cell.replace(b"/S/TD", b"/S/TH", 1).replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
