"""Tables as anybody lays them out: each is read or refused with a sentence, and no cell is lost without a word."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.formats import columns
from cjm_widgets.formats.base import FormatError, Incoming
from cjm_widgets.tasks.importing import read_bytes

HEADINGS = [
    ("name", "Step"),
    ("name", "STEPS"),
    ("stage", "Phase"),
    ("stage", "stage:"),
    *((one.key, word) for one in columns.COLUMNS[2:] for word in (one.title, one.title.upper(), *one.also[:1])),
    ("rating", "Satisfaction (-2 to 2)"),
    ("rating", "Survey (1 to 5)"),
    ("rating", "Nurses (Negative answers, %)"),
    ("unknown", "Colour"),
    ("unknown", "Score"),
    ("empty", ""),
]
ODD = ["", "", "n/a", "-", "?", "4/5", "80%", "good", "3,5", "1", "-2", "😀", "2 days", "a; b", "x\ny", '"q"', "  "]
ABOVE = ["Patient journey, ward 4", "Drawn on 3 May", "Persona: Anna", "Version,2"]
BELOW = ["* asked by telephone", "Source: survey 2025", "Total", "Average"]
WORD = re.compile(r"w\d+w")
MORE = re.compile(r"and (\d+) more")


@dataclass(frozen=True)
class Drawn:
    """A file, and what stands in its cells.

    Args:
        name: of the file.
        data: what is in it.
        words: of its cells, each of which occurs once.
    """

    name: str
    data: bytes
    words: frozenset[str]


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    """A map in a table: its steps down or across, with what people put around it."""
    number = count()

    def cell(kind: str) -> str:
        plain = f"w{next(number)}w"
        if kind == "rating":
            return draw(st.sampled_from([plain, *ODD]))
        odd = draw(st.sampled_from([plain, plain, plain, *ODD]))
        return f"{odd} {plain}" if odd != plain and draw(st.booleans()) else odd

    heads = [
        draw(st.sampled_from(HEADINGS[:2])),
        *draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6)),
    ]
    heads = draw(st.permutations(heads))
    rows = [[cell(kind) for kind, _ in heads] for _ in range(draw(st.integers(1, 6)))]
    if draw(st.booleans()):  # names that repeat
        rows.append([*rows[0]])
    grid = [[title for _, title in heads], *rows]
    if draw(st.booleans()):
        grid = [list(one) for one in zip(*grid, strict=True)]
    grid = [row + [cell("unknown")] * draw(st.sampled_from([0, 0, 0, 0, 1])) for row in grid]
    if draw(st.booleans()):  # a column that holds nothing
        grid = [["", *row] for row in grid]
    above = [[one] for one in draw(st.lists(st.sampled_from(ABOVE), max_size=2, unique=True))]
    below = [[one] for one in draw(st.lists(st.sampled_from(BELOW), max_size=2, unique=True))]
    second = draw(st.sampled_from([[], [[""], ["Personas"], ["Name", "Age"], [cell("text"), "34"]]]))
    gap = draw(st.sampled_from([[], [[""]], [["", "", ""]]]))
    return _file(draw, [*above, *gap, *grid, *gap, *below, *second])


def _file(draw: st.DrawFn, grid: list[list[str]]) -> Drawn:
    words = frozenset(WORD.findall(" ".join(" ".join(row) for row in grid)))
    kind = draw(st.sampled_from(["csv", "csv", "csv", "md"]))
    code = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    if kind == "md":
        lines = ["| " + " | ".join(one.replace("|", "\\|").replace("\n", "<br>") for one in row) + " |" for row in grid]
        rule = "|---" * max(map(len, grid)) + "|"
        return Drawn("x.md", "\n".join([lines[0], rule, *lines[1:]]).encode(code), words)
    made = io.StringIO()
    csv.writer(made, delimiter=draw(st.sampled_from(",;\t|"))).writerows(grid)
    return Drawn("x.csv", made.getvalue().encode(code), words)


def everything(found: Incoming) -> str:
    kept: Any = found.journey.to_json()
    return json.dumps(
        [kept, [one.why for one in found.left_out], [one.say for one in found.changed]], ensure_ascii=False
    )


def read_or_refused(data: bytes, name: str) -> tuple[Incoming | None, str]:
    try:
        return read_bytes(data, name), ""
    except FormatError as error:
        return None, str(error)


@settings(max_examples=250, deadline=None)
@given(tables())
def test_every_cell_of_any_table_is_on_the_map_or_is_said(drawn: Drawn) -> None:
    found, why = read_or_refused(drawn.data, drawn.name)
    if found is None:
        assert why.endswith((".", "”."))
        assert "damaged" not in why, "a sentence of ours, and no traceback behind it"
        return
    told = everything(found)
    gone = {word for word in drawn.words if word not in told}
    assert len(gone) <= sum(map(int, MORE.findall(told))), sorted(gone)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=80).filter(lambda data: not data.startswith(b"PK")), st.sampled_from(["csv", "md", "mmd", "ojf"])
)
def test_whatever_bytes_come_are_read_or_refused_with_a_sentence(data: bytes, ending: str) -> None:
    found, why = read_or_refused(data, f"x.{ending}")
    assert found is not None or why.endswith(".")
    assert "damaged" not in why
