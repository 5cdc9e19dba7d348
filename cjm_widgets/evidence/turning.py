"""A table with a column for each respondent, turned so that each is a row. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.cells import is_note, is_number_of_people, number, says_nothing
from cjm_widgets.evidence.scales import BEST_OF_TEN
from cjm_widgets.evidence.table import Row
from cjm_widgets.evidence.told import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Told

_FEWEST: Final = 3
"""Respondents; a table of fewer is as likely to be of two groups."""
_MOST_QUESTIONS: Final = 300
_COUNTED: Final = re.compile(r"(?P<who>[^\W\d_]+)?[\s._#:-]*(?P<number>\d{1,9})")
_MOST_POINTS: Final = 11
"""Headings 0 to 10 are answers; more bare numbers than that are those of people."""


def upright(table: Table, headings: Headings, told: Told, plan: Plan | None = None) -> Table | None:
    """The table with a row for each respondent; None where its columns are no respondents, or are said to be groups.

    Args:
        table: the file.
        headings: of it.
        told: what is known of it.
        plan: how a file of this kind was read before.
    """
    columns = _respondents(headings)
    said = [
        headings.named(name) for name in (*told.values, *told.scales, told.group, *(plan.columns() if plan else ()))
    ]
    if len(columns) < _FEWEST or any(one is not None for one in said):
        return None
    below = (row for row in table.read() if headings.is_below(row) and not row.is_blank)
    rows = list(islice(below, _MOST_QUESTIONS + 1))
    asked = [row for row in rows if not is_note(row.cells)]
    named_in = _named_in(headings, columns, asked)
    if named_in is None or len(rows) > _MOST_QUESTIONS or not _are_answers(asked, named_in, columns):
        return None
    notes = (next(filter(None, row.cells)) for row in rows if is_note(row.cells))
    above = " ".join(filter(None, (headings.title, *notes)))
    asked = [row for row in asked if row.cell(named_in.at)]
    turned = [
        *([(above,)] if above else []),
        ("Respondent", *(row.cell(named_in.at) for row in asked)),
        *((one.name, *(row.cell(one.at) for row in asked)) for one in columns),
    ]
    made = tuple(Row(at, cells) for at, cells in enumerate(turned, start=1))
    first, last = columns[0].name, columns[-1].name
    passed = [one.name for one in headings.columns if one not in {named_in, *columns}]
    also = f" {listed(passed)} {'is' if len(passed) == 1 else 'are'} passed over." if passed else ""
    say = (
        f"Each column from “{first}” to “{last}” is taken for one person: the table is turned, and “{first}” is row "
        f"{2 + bool(above)} of it.{also} If they are groups, call them so in the file (or say --value for "
        "each)."
    )
    return replace(table, read=lambda: iter(made), remarks=(*table.remarks, say))


def _respondents(headings: Headings) -> list[Column]:
    """The columns that are called as respondents are: “R1”, “Respondent 3”, or by the numbers of people."""
    found = {one: _COUNTED.fullmatch(one.own) for one in headings.columns if one.n is None}
    who = {words.plain(said["who"] or "") for said in found.values() if said}
    called = [one for one, said in found.items() if said]
    if who == {""} and len(called) <= _MOST_POINTS:
        return []
    years = all(re.fullmatch(r"(19|20)\d\d", one.own) for one in called)
    is_known = len(who) == 1 and (
        who <= words.PEOPLE or who == {""} or words.is_about(min(who)) in {"respondent", "case"}
    )
    return called if is_known and not years else []


def _named_in(headings: Headings, columns: Sequence[Column], rows: Sequence[Row]) -> Column | None:
    """The column with what was asked: the last one of words before those of respondents."""
    before = [one for one in headings.columns if one.at < columns[0].at]
    named = (one for one in reversed(before) if any(row.cell(one.at)[:1].isalpha() for row in rows))
    return next(named, None)


def _are_answers(rows: Sequence[Row], named_in: Column, columns: Sequence[Column]) -> bool:
    """Whether the cells are what single people answer: no parts, no shares, and nearly all of them on a scale."""
    if any(is_number_of_people(row.cell(named_in.at)) for row in rows):
        return False
    cells = [cell for row in rows for one in columns if not says_nothing(cell := row.cell(one.at))]
    figures = [found for cell in cells if (found := number(cell)) or (found := number(cell, ","))]
    if any(one.percent or not one.value.is_integer() for one in figures):
        return False
    return bool(cells) and sum(0 <= one.value <= BEST_OF_TEN for one in figures) * 4 >= 3 * len(figures)
