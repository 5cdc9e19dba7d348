"""Files made to take all memory or for ever are refused at once, each with a sentence; no map is so large."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from effort import effort
from going_out import starters, written

from cjm_widgets.formats import excel
from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.too_much import MOST_ITEMS, MOST_STEPS, items_of
from cjm_widgets.journey.model import Journey
from cjm_widgets.tasks.importing import read_bytes

AIRPORT = starters()[-1]
OUR_OWN = written(excel.FORMAT, AIRPORT).data
AT_ONCE = 100
"""Each was many thousand times as much work as adding up a million numbers, or took all memory; now up to 15 times."""


def part_of(sheet: str) -> str:
    """The part of our own workbook in which a sheet is."""
    with zipfile.ZipFile(io.BytesIO(OUR_OWN)) as parts:
        found = re.search(rf'<sheet name="{sheet}"[^>]*r:id="(\w+)"', parts.read("xl/workbook.xml").decode())
        ties = parts.read("xl/_rels/workbook.xml.rels").decode()
    assert found is not None
    target = re.search(rf'Id="{found[1]}"[^>]*Target="([^"]+)"', ties)
    assert target is not None
    return f"xl/{target[1]}"


def with_end(end: bytes, sheet: str = "Steps", pad: int = 0, behind: bytes = b"") -> bytes:
    """Our own workbook with more at the end of a sheet."""
    made = io.BytesIO()
    part = part_of(sheet)
    with (
        zipfile.ZipFile(io.BytesIO(OUR_OWN)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            data = old.read(one)
            if one == part:
                data = data.replace(b"</sheetData>", b" " * pad + end + b"</sheetData>" + behind)
            new.writestr(one, data)
    return made.getvalue()


def far(cell: bytes, pad: int = 0) -> bytes:
    return with_end(b'<row r="1048576">' + cell + b"</row>", pad=pad)


def many_rows(sheet: str, count: int) -> bytes:
    cell = '<c r="{}{}" t="inlineStr"><is><t>X{}</t></is></c>'
    with zipfile.ZipFile(io.BytesIO(OUR_OWN)) as parts:
        last = max(map(int, re.findall(rb'<row r="(\d+)"', parts.read(part_of(sheet)))))
    rows = (
        f'<row r="{at}">{"".join(cell.format(letter, at, at) for letter in "CDE")}</row>'
        for at in range(last + 1, last + 1 + count)
    )
    return with_end("".join(rows).encode(), sheet)


def a_map(**lists: list[dict[str, str]]) -> bytes:
    return json.dumps({**Journey(id="t", title="T").to_json(), **lists}).encode()


def numbered(count: int) -> list[dict[str, str]]:
    return [{"id": f"i{at}", "name": "A"} for at in range(count)]


def merged(count: int) -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(40, 80))
    cells = b'<mergeCell ref="C2:C1048576"/>' * count
    return with_end(rows, behind=b'<mergeCells count="%d">%s</mergeCells>' % (count, cells))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("order.xlsx", far(b'<c s="0" r="XFD1048576"><v>1</v></c>'), "too far"),
        ("marks.xlsx", far(b"<c r='XFD1048576'><v>1</v></c>"), "too far"),
        ("padded.xlsx", far(b'<c r="XFD1048576"><v>1</v></c>', pad=30 * 1024 * 1024), "too far"),
        ("large.xlsx", far(b"", pad=110 * 1024 * 1024), "MB of memory"),
        ("rows.xlsx", many_rows("Steps", 20_000), "steps"),
        ("others.xlsx", many_rows("Moments of truth", MOST_ITEMS + 1), "items"),
        ("open.html", b'<script type="application/json" id="cjm-journey">' * 200_000, "no map"),
        ("cell.csv", b'Step,Touchpoints\nA,"' + b"q;" * 20_000 + b'"\n', "in one list"),
        ("quotes.csv", b'Step,Quotes\nA,"' + b"q\n" * 20_000 + b'"\n', "in one list"),
        ("steps.json", a_map(steps=numbered(MOST_STEPS + 1)), "steps"),
        ("items.json", a_map(moments=numbered(MOST_ITEMS + 1)), "items"),
    ],
    ids=lambda one: one if isinstance(one, str) and "." in one else "",
)
def test_a_file_that_is_far_too_large_is_refused_at_once(name: str, data: bytes, says: str) -> None:
    def refused() -> None:
        with pytest.raises(FormatError, match=says):
            read_bytes(data, name)

    assert effort(refused) < AT_ONCE


def test_cells_that_are_said_to_reach_over_a_million_rows_are_looked_at_by_the_rows_there_are() -> None:
    plain = re.sub(rb"cjm:\w+", b"Step", merged(2_000))
    assert effort(lambda: read_bytes(plain, "merged.xlsx")) < AT_ONCE


def test_whatever_has_an_id_is_an_item_at_any_depth() -> None:
    plain = json.dumps(AIRPORT.model_dump(mode="json"))
    assert items_of(AIRPORT) == plain.count('"id":') - 1, "but for the map itself"
