"""A PDF for those who hear it: the clauses of PDF/UA-1 that a program can look at, as no validator is at hand here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from going_out import out, written
from pypdf import PdfReader
from pypdf.generic import ContentStream
from test_pdf import journey, made, tagged

from cjm_widgets.formats import pdf, workshop_sheets
from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.content import content
from cjm_widgets.formats.row_headers import with_row_headers

DOCUMENTS = (("airport", pdf), ("hostile", pdf), ("blank", pdf), ("airport", workshop_sheets))
PAINTED = {b"Tj", b"TJ", b"'", b'"', b"Do", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"}
each = pytest.mark.parametrize(("name", "how"), DOCUMENTS)


@cache
def document(name: str, how: Any) -> PdfReader:
    found = made(name) if how is pdf else written(how.FORMAT, journey(name))
    return PdfReader(io.BytesIO(found.data), strict=True)


def rows(file: PdfReader, part: str) -> Iterator[list[Any]]:
    """The cells of each row in the heads or the bodies of tables."""
    for one in tagged(file):
        if one["/S"] == part:
            for row in one["/K"]:
                yield [cell.get_object() for cell in row.get_object()["/K"]]


def of_table(cell: Any) -> dict[str, Any]:
    """What is said of a cell for its table."""
    found: dict[str, Any] = {}
    for one in cell.get("/A", []):
        if one["/O"] == "/Table":
            found |= one
    return found


@each
def test_each_row_of_a_table_has_a_header_and_each_column(name: str, how: Any) -> None:
    """Clause 7.5: headers with their scope, and no list of headers that would leave those of rows out."""
    file = document(name, how)
    for first, *rest in rows(file, "/TBody"):
        assert {cell["/S"] for cell in rest} <= {"/TD"}
        if rest and first["/K"]:
            assert (first["/S"], of_table(first)["/Scope"]) == ("/TH", "/Row")
        else:
            assert first["/S"] == "/TD"
    for cells in rows(file, "/THead"):
        assert {of_table(cell)["/Scope"] for cell in cells} == {"/Column"}
    assert not [one for one in tagged(file) if "/Headers" in of_table(one)]


def test_every_layer_that_is_drawn_heads_its_row() -> None:
    found = content(out(journey("airport")))
    heads = [row[0] for row in rows(document("airport", pdf), "/TBody") if row[0]["/S"] == "/TH"]
    drawn = {row.cells for row in found.rows if row.key not in ("satisfaction", "customer-data")}
    curves = 2 * len({curve.scale.name for curve in found.curves})
    assert len(heads) == 1 + curves + len(drawn)


@each
def test_all_that_is_painted_is_tagged_or_said_to_be_decoration(name: str, how: Any) -> None:
    """Clauses 7.1 and 7.3: nothing stands outside, and every piece that is tagged is found from the tags."""
    file = document(name, how)
    in_tags = dict(zip(*[iter(file.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"])] * 2, strict=True))
    for page in file.pages:
        known = in_tags[page["/StructParents"]].get_object()
        marked: list[bool] = []
        stream = ContentStream(page["/Contents"], file)
        for operands, sign in stream.operations:
            if sign in (b"BDC", b"BMC"):
                number = operands[1].get("/MCID") if len(operands) > 1 and hasattr(operands[1], "get") else None
                assert number is not None or operands[0] == "/Artifact" or any(marked) or operands[0] == "/Span"
                assert number is None or known[number].get_object()["/Type"] == "/StructElem"
                marked.append(number is not None or operands[0] == "/Artifact")
            elif sign == b"EMC":
                marked.pop()
            elif sign in PAINTED:
                assert any(marked), (operands, sign)


@each
def test_headings_leave_no_level_out_and_the_title_is_shown(name: str, how: Any) -> None:
    """Clauses 7.1, 7.2 and 7.4."""
    file = document(name, how)
    assert file.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.trailer["/Root"]["/Lang"]
    levels = [int(found[1]) for one in tagged(file) if (found := re.fullmatch(r"/H(\d)", one["/S"]))]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@each
def test_every_letter_has_its_sign_and_every_typeface_is_there(name: str, how: Any) -> None:
    """Clause 7.21."""
    for page in document(name, how).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            assert "/ToUnicode" in font.get_object()
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)


def test_a_file_that_is_written_otherwise_is_no_file_without_headers() -> None:
    with pytest.raises(FormatError, match="its tables cannot be read"):
        with_row_headers(b"%PDF-2.0\n%%EOF")
