"""What a file is that holds no table is said, with what to do: a PDF was read as one column of gibberish."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.evidence.plan import plan_of
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import table_in, table_in_bytes
from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from pathlib import Path


def _packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in names:
            file.writestr(name, "Step,Value\nAsk,3\n")
    return held.getvalue()


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_MAP = json.dumps(Journey(id="map").to_json(), indent=2).encode()
_KINDS = {
    "report.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "is a PDF. Copy the table in it"),
    "report.docx": (_packed("[Content_Types].xml", "word/document.xml"), "is a Word document. Copy the table in it"),
    "talk.pptx": (_packed("[Content_Types].xml", "ppt/presentation.xml"), "is a presentation. Copy"),
    "all.zip": (_packed("survey.csv"), "is a packed folder. Unpack it"),
    "mac.numbers": (_packed("Index/Document.iwa"), "is from Numbers or Pages. Choose “Export to”"),
    "old.xls": (_OLD, "is an Excel or Word file of an old kind. Open it there, and save it as “.xlsx”."),
    "letter.rtf": (rb"{\rtf1\ansi Step;Value}", "is a text and no table."),
    "scan.png": (b"\x89PNG\r\n\x1a\n" + bytes(60), "is a picture. Type its figures"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "is a picture."),
    "page.html": (b"\xef\xbb\xbf<html><table><tr><td>1</table>", "is a web page, and no table. Save the table as"),
    "data.xml": (b"<?xml version='1.0'?><a/>", "is made for programs, and no table."),
    "data.json": (b'[{"step": "Ask", "value": 3}]', "is made for programs, and no table."),
    "figures.json": (b"[1, 2]\n", "is made for programs, and no table."),
    "survey.sav": (b"$FL2@(#) SPSS DATA FILE" + bytes(200), "is from SPSS."),
    "map.json": (_MAP, "is a map of this workbook, and no table."),
}


@pytest.mark.parametrize("name", _KINDS)
def test_what_holds_no_table_is_called_by_its_kind_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, said = _KINDS[name]
    (tmp_path / name).write_bytes(data)
    for read in (lambda: table_in(tmp_path / name), lambda: table_in_bytes(data, name)):
        with pytest.raises(EvidenceError) as refused:
            read()
        assert str(refused.value).startswith(f"The file “{name}” {said}")


@pytest.mark.parametrize("first", ["[Site] North", "[1", "{Step}", "Step <html>", "Rar", "PDF"])
def test_a_table_may_begin_with_any_words(first: str) -> None:
    data = f"{first};Value\nAsk;3\n".encode()
    assert table_in_bytes(data, "ours.csv").head[0].cells == (first, "Value")


@pytest.mark.parametrize("data", [b"- a\n- b\n", b"[1]", b"null", b"\xff\xfe", b"{}", b"Step,Value\nAsk,3\n"])
def test_what_is_no_plan_at_all_is_not_told_as_a_plan_with_a_fault(data: bytes) -> None:
    with pytest.raises(EvidenceError, match=r"“ours\.json” is no plan\. A plan says how a file is read"):
        plan_of(data, "ours.json")


def test_a_map_is_no_plan_though_both_have_outcomes() -> None:
    with pytest.raises(EvidenceError, match=r"is no plan\. A plan says"):
        plan_of(json.dumps(Journey(id="map").to_json()).encode(), "map.json")
    with pytest.raises(EvidenceError, match="is no plan that can be used: "):
        plan_of(json.dumps({"version": 1, "layout": "sideways"}).encode(), "ours.json")
