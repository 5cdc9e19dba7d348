"""Where the map lies in the rows of a table: its headings, a record for each step, and what stands around it. Pure.

Steps go down, one in each line, or across, one in each column; a table that lies across is turned, so that whoever
fills a map from it sees one shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cjm_widgets.formats import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.columns import Column
    from cjm_widgets.journey.scales import Scale

Rows = Sequence[tuple[int, Sequence[str]]]
"""The number of each row in its file, and its cells."""
Meaning: TypeAlias = "Column | tuple[str, Scale]"
_LEAST_LABELS: Final = 2
_LEAST_SECTIONS: Final = 2
_LEAST_CAPITALS: Final = 3
_LOOKED_AT: Final = 60
"""Rows in which headings are looked for."""
_LABELS_IN: Final = 6
"""Columns in which labels are looked for."""
_NOTE: Final = re.compile(r"[*†‡§]|(?:notes?|sources?|footnotes?|legend|key|n\.?b\.?) ?[:=]", re.IGNORECASE)
TOTALS: Final = frozenset(
    {"total", "totals", "grand total", "sum", "average", "averages", "mean", "median", "overall", "average score"}
)
"""With what a line, or a column, begins that adds up the others."""


class Spot(NamedTuple):
    """A cell: its line in the file, its column from 0, and what stands there."""

    line: int
    at: int
    text: str

    @property
    def letter(self) -> str:
        """Its column, as a spreadsheet calls it."""
        found, left = "", self.at + 1
        while left:
            left, rest = divmod(left - 1, 26)
            found = chr(ord("A") + rest) + found
        return found


Record = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as it lies.

    Args:
        headings: what its fields are called; "" where nobody said.
        records: what is said of each step, a cell for each heading.
        above: rows that stand above it, or columns before its labels.
        aside: rows that are none of its own: why, and their cells.
        is_across: whether each step was a column.
        steps: which heading names the steps; None where there are only stages.
        stage: which heading names the stages.
        is_said: whether the headings say which of them these are.
        is_sectioned: whether a name alone in its line is a stage, with the steps below it.
    """

    headings: Record
    records: tuple[Record, ...]
    above: tuple[Record, ...] = ()
    aside: tuple[tuple[str, Record], ...] = ()
    is_across: bool = False
    steps: int | None = None
    stage: int | None = None
    is_said: bool = True
    is_sectioned: bool = False


def meaning(heading: str) -> Meaning | None:
    """What a heading says that stands under it."""
    return columns.meant(heading) or columns.rater_of(heading)


def layout_of(rows: Rows) -> Layout | None:
    """How a table lies; None where it is not seen what its columns, or its rows, are.

    Args:
        rows: of the file, as they stand in it.
    """
    whole = [tuple(Spot(line, at, cell.strip()) for at, cell in enumerate(cells)) for line, cells in rows]
    spots = [row for row in whole if _filled(row)]
    down = max(range(min(len(spots), _LOOKED_AT)), key=lambda at: (_fits(spots[at]), -at), default=None)
    labels = [tuple(row[at] for row in spots if at < len(row)) for at in range(_LABELS_IN)]
    across = max(range(_LABELS_IN), key=lambda at: (_said_in(labels[at]), -at))
    best = _fits(spots[down]) if down is not None else 0
    if down is not None and best and best >= _said_in(labels[across]):
        return _down(spots, down)
    return _across(spots, across) if _said_in(labels[across]) >= _LEAST_LABELS else None


def how_it_fits(rows: Rows) -> tuple[int, int]:
    """How well rows are a map: by how many headings there are, then by how few cells stand under none."""
    found = layout_of(rows)
    if found is None:
        return 0, 0
    bare = [at for at, one in enumerate(found.headings) if not one.text]
    return len(_meanings(found.headings)), -sum(bool(record[at].text) for record in found.records for at in bare)


def _meanings(cells: Sequence[Spot]) -> set[object]:
    return {
        found if isinstance(found, columns.Column) else cell.text for cell in cells if (found := meaning(cell.text))
    }


def _said_in(cells: Sequence[Spot]) -> int:
    return len({found for cell in cells if (found := columns.meant(cell.text))})


def _fits(cells: Sequence[Spot]) -> int:
    """How many headings of a map stand in a row; 0 where it is no row of headings."""
    found = _meanings(cells)
    several = len(found) >= _LEAST_LABELS
    is_named = columns.STEP in found or (several and (columns.STAGE in found or not (cells and cells[0].text)))
    return len(found) if is_named else 0


def _filled(cells: Sequence[Spot]) -> list[Spot]:
    return [cell for cell in cells if cell.text]


def _down(spots: Sequence[Record], head: int) -> Layout:
    own, aside = _of_the_table(spots[head], spots[head + 1 :])
    width = max(len(row) for row in (spots[head], *own))
    headings = _padded(spots[head], width)
    return Layout(
        headings,
        tuple(_padded(row, width) for row in own),
        tuple(spots[:head]),
        tuple(aside),
        is_sectioned=_is_sectioned(headings, own),
        **_names(headings),  # type: ignore[arg-type]
    )


def _padded(row: Record, width: int) -> Record:
    line = row[0].line if row else 0
    return (*row, *(Spot(line, at, "") for at in range(len(row), width)))


def _names(headings: Record) -> dict[str, object]:
    """Which of the headings name steps and stages; an empty one in the corner names steps."""
    found = [columns.meant(one.text) for one in headings]
    steps = found.index(columns.STEP) if columns.STEP in found else None
    stage = found.index(columns.STAGE) if columns.STAGE in found else None
    is_said = steps is not None or stage is not None
    return {"steps": steps if is_said else 0, "stage": stage, "is_said": is_said}


def _is_sectioned(headings: Record, rows: Sequence[Record]) -> bool:
    """Whether names alone in their lines are phases above their steps: each behind a gap, or each in capitals."""
    rows = [row for row in rows if not _NOTE.match(_filled(row)[0].text)]
    filled = [_filled(row) for row in rows]
    alone = [at for at, cells in enumerate(filled) if len(cells) == 1]
    has_stage = any(columns.meant(one.text) is columns.STAGE for one in headings)
    if has_stage or len(alone) < _LEAST_SECTIONS or alone[0] != 0 or 1 in alone or alone[-1] == len(rows) - 1:
        return False  # a step of which nothing is said stands alone, too
    behind_gaps = all(rows[at][0].line - rows[at - 1][0].line > 1 for at in alone[1:])
    return behind_gaps or all(_is_in_capitals(cells[0].text) == (at in alone) for at, cells in enumerate(filled))


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and len(text) >= _LEAST_CAPITALS


def _of_the_table(head: Record, rows: Sequence[Record]) -> tuple[list[Record], list[tuple[str, Record]]]:
    """The rows of a table, and those below its heading that are none of it."""
    own: list[Record] = []
    aside: list[tuple[str, Record]] = []
    sectioned = _is_sectioned(head, rows)
    is_other = False
    for at, row in enumerate(rows):
        filled = _filled(row)
        after_gap = bool(own) and row[0].line - (rows[at - 1] if at else head)[0].line > 1
        if not is_other and _repeats(head, row):
            aside.append(("the headings once more", row))
            continue
        is_alone = len(filled) == 1 and len(_filled(head)) > 1
        begins_other = after_gap and not sectioned and _begins_other(head, rows, at, is_alone=is_alone)
        is_other = is_other or begins_other or (bool(own) and _fits(row) >= _LEAST_LABELS)
        if is_other:
            aside.append(("of another table", row))
        elif is_alone and (_NOTE.match(filled[0].text) or (after_gap and not sectioned)):
            aside.append(("a note", row))
        elif filled[0].text.casefold().strip(" :.") in TOTALS:
            aside.append(("a total", row))
        else:
            own.append(row)
    return own, aside


def _repeats(head: Record, row: Record) -> bool:
    return [one.text.casefold() for one in _filled(head)] == [one.text.casefold() for one in _filled(row)]


def _begins_other(head: Record, rows: Sequence[Record], at: int, *, is_alone: bool) -> bool:
    """Whether another table begins in a row below a gap: by its title, or by words where figures stood."""
    follows = rows[at + 1] if at + 1 < len(rows) else ()
    if is_alone:
        return bool(follows) and follows[0].line - rows[at][0].line == 1 and len(_filled(follows)) > 1
    rated = [one.at for one in head if one.text and isinstance(meaning(one.text), tuple)]
    words = [cell for cell in rows[at] if cell.at in rated and cell.text and not re.search(r"[\W\d]", cell.text)]
    return bool(rated) and len(words) == len(rated) and bool(follows)


def _across(spots: Sequence[Record], label_at: int) -> Layout:
    rows = [_padded(row, label_at + 1) for row in spots]
    labels = [columns.meant(row[label_at].text) for row in rows]
    first = next(at for at, one in enumerate(labels) if one)
    end = next((at for at in range(first + 1, len(rows)) if _comes_again(labels, at)), len(rows))
    head = _heads(rows[:end], labels[:end], label_at)
    start = min([*head, first])
    width = max(len(row) for row in rows[start:end])
    fields = [_padded(row, width) for row in rows[start:end]]
    found = _names(tuple(row[label_at] for row in fields))
    if not found["is_said"]:
        stage, *steps = (at - start for at in head) if head else (None,)
        found = {"steps": steps[0] if steps else None, "stage": stage, "is_said": False}
    before = tuple(tuple(cell for cell in row[:label_at] if cell.text) for row in rows[start:end])
    return Layout(
        tuple(row[label_at] for row in fields),
        tuple(tuple(row[at] for row in fields) for at in range(label_at + 1, width)),
        (*rows[:start], *filter(None, before)),
        tuple(("of another table", row) for row in rows[end:]),
        is_across=True,
        **found,  # type: ignore[arg-type]
    )


def _comes_again(labels: Sequence[Column | None], at: int) -> bool:
    """Whether a second map begins in a row: its steps, or its stages, are named once more."""
    return labels[at] in (columns.STEP, columns.STAGE) and labels[at] in labels[:at]


def _heads(rows: Sequence[Record], labels: Sequence[Column | None], label_at: int) -> list[int]:
    """The rows that name stages and steps: by their labels, else those above the first label."""
    said = [at for at, one in enumerate(labels) if one in (columns.STEP, columns.STAGE)]
    if said:
        return said
    first = next(at for at, one in enumerate(labels) if one)
    several = [at for at in range(first) if len(_filled(rows[at][label_at + 1 :])) > 1]
    return several[-2:] or [*range(first)][-1:]


def lines_of(cells: Sequence[Spot]) -> Iterator[str]:
    """What stands in cells, for people: “x” (C5), “y” (C6)."""
    for cell in cells:
        text = " ".join(cell.text.split())
        yield f"“{text if len(text) <= 60 else f'{text[:59]}…'}” ({cell.letter}{cell.line})"
