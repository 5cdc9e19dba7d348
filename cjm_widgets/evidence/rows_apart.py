"""What tells several rows of one step apart: a group in another column, or a name that stands above them once."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.names import step_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.table import Row, Table

_MOST_ROWS: Final = 5_000
"""Rows that are looked at."""


class RowsApart:
    """The rows of a table that are about steps.

    Args:
        table: the file.
        headings: of it.
        step: which column names the step.
    """

    def __init__(self, table: Table, headings: Headings, step: int) -> None:
        below = (row for row in table.read() if headings.is_below(row) and not row.is_blank)
        self._rows: list[Row] = [row for row in islice(below, _MOST_ROWS) if words.is_about(row.cell(step)) != "n"]
        self._step = step

    def is_filled_down(self, at: int) -> bool:
        """Whether a blank cell of a column means what stands above it: each name is there once, and then blanks."""
        cells = [row.cell(at) for row in self._rows if sum(map(bool, row.cells)) > 1]
        said = [cell for cell in cells if cell]
        return bool(cells and cells[0]) and 1 < len(said) < len(cells) and len({*map(step_key, said)}) == len(said)

    def are_repeated(self, group: int | None, down: Sequence[int] = ()) -> bool:
        """Whether two rows are about one step, of one group where there is a column of groups."""
        return bool(self._rows) and max(self._counted([] if group is None else [group], down).values(), default=0) > 1

    def groups(self, columns: Iterable[int]) -> list[int]:
        """The columns that tell all rows of one step apart; of several that do so alike, the first."""
        found: list[int] = []
        parted: list[list[int]] = []
        for at in columns:
            cells = [row.cell(at).casefold() for row in self._rows]
            if not all(cells) or len(set(cells)) < 2 or max(self._counted([at], ()).values()) > 1:
                continue
            first = [cells.index(cell) for cell in cells]
            if first not in parted:
                found.append(at)
                parted.append(first)
        return found

    def cell(self, at: int) -> str:
        """What stands in a column of the first row."""
        return self._rows[0].cell(at)

    def pairs(self, columns: Iterable[int]) -> list[tuple[int, int]]:
        """Two columns that together tell all rows of one step apart, as sites and waves do."""
        return [two for two in combinations(columns, 2) if max(self._counted(two, ()).values(), default=0) == 1]

    def _counted(self, columns: Sequence[int], down: Sequence[int]) -> Counter[tuple[str, ...]]:
        counted: Counter[tuple[str, ...]] = Counter()
        above: dict[int, str] = {}
        for row in self._rows:
            key = []
            for at in (self._step, *columns):
                cell = row.cell(at) or (above.get(at, "") if at in down else "")
                above[at] = cell
                key.append(step_key(cell))
            if key[0]:
                counted[tuple(key)] += 1
        return counted
