"""A map from rows of a table: a line for each step, or a column for each. Pure: nothing is guessed in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Changed, FormatError, LeftOut
from cjm_widgets.formats.layout import TOTALS, layout_of, lines_of, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.formats.layout import Layout, Meaning, Record, Rows, Spot
    from cjm_widgets.formats.making import Making

_MOST_TOLD: Final = 5
"""Cells of a column, or of a row, that are told one by one."""
_LONGEST_TOLD: Final = 60
_DIGITS: Final = re.compile(r"\d{1,2}")
_WHOLE: Final = re.compile(r"[+\-−–]?\d+")


def read_rows(rows: Rows, made: Making) -> None:
    """Takes the steps of a table, whichever way it lies.

    Args:
        rows: the number of each row in its file, and its cells; what stands above its headings, too.
        made: the map that they come on.

    Raises:
        FormatError: if it is not seen what its columns, or its rows, are.
    """
    found = layout_of(rows)
    if found is None:
        raise FormatError(
            f"It is not seen what the columns of {made.source} are. Call one of them “Step”, and the others such as "
            f"“Stage”, “Touchpoints”, “Feelings” or “{columns.OUR_SCALE}”."
        )
    _above(found, made)
    _how_it_is_read(found, made)
    fields = _fields(found, made)
    place = _Place()
    for record in found.records:
        _record(found, record, fields, place, made)
    for why, row in found.aside:
        if told := _told([cell for cell in row if cell.text]):
            made.left_out.append(LeftOut(row[0].line, f"This line is {why}: {told}."))


def _told(cells: Sequence[Spot]) -> str:
    told = [*lines_of(cells[:_MOST_TOLD])]
    more = len(cells) - _MOST_TOLD
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")


def _above(found: Layout, made: Making) -> None:
    """What stands above a table: the first line with words in one cell is the map's name."""
    for row in found.above:
        filled = [cell for cell in row if cell.text]
        if not filled:
            continue
        label, _, name = filled[0].text.partition(":")
        if columns.meant(label) is columns.PEOPLE and (name.strip() or filled[1:]):
            for one in filter(None, (name.strip(), *(cell.text for cell in filled[1:]))):
                made.person(one, filled[0].line)
        elif not made.title and len(filled) == 1:
            made.title = made.short(filled[0].text, filled[0].line)
            made.changed.append(Changed(filled[0].line, f"“{made.title}” above the table is read as the map’s name."))
        else:
            made.left_out.append(LeftOut(filled[0].line, f"This stands beside the table: {_told(filled)}."))


def _how_it_is_read(found: Layout, made: Making) -> None:
    line = found.headings[0].line
    what = "column" if found.is_across else "line"
    if found.steps is None and found.stage is None:
        made.changed.append(Changed(line, f"Nothing names the steps: each {what} became one."))
    elif found.steps is None:
        made.changed.append(Changed(line, "There are no steps below the stages: each became a stage with one step."))
    elif not found.is_said:
        head = found.headings[found.steps]
        if found.is_across and found.stage is not None:
            stages = found.headings[found.stage].line
            words = f"Line {stages} is read as the stages, line {head.line} as the steps."
        else:
            words = f"Column {head.letter} has no heading: it is read as the steps."
        made.changed.append(Changed(head.line, words))
    if found.is_sectioned:
        made.changed.append(Changed(line, "A name that stands alone in its line is read as a stage."))


def _fields(found: Layout, made: Making) -> list[tuple[int, Meaning]]:
    """The fields that a map holds; what stands in the others is said."""
    known: list[tuple[int, Meaning]] = []
    for at, heading in enumerate(found.headings):
        if at in (found.steps, found.stage):
            continue
        what = meaning(heading.text)
        filled = [record[at] for record in found.records if record[at].text]
        if what is columns.STEP and heading.text.casefold() in ("activity", "task"):
            what = columns.ACTIONS
            made.changed.append(Changed(heading.line, f"“{heading.text}” beside the steps is read as “{what.title}”."))
        if what is columns.STAGE or what is columns.STEP:
            which = what.title.casefold()
            made.left_out.append(LeftOut(heading.line, f"A second name of the {which} is not taken: {_told(filled)}."))
        elif what is not None:
            known.append((at, what))
            if isinstance(what, columns.Column) and len(columns.meant_together(heading.text)) > 1:
                made.changed.append(Changed(heading.line, f"“{heading.text}” stands under “{what.title}”."))
        elif heading.text:
            made.left_out.append(LeftOut(heading.line, _unknown(heading, filled)))
        else:
            _beyond(found, at, filled, made)
    return known


def _unknown(heading: Spot, filled: Sequence[Spot]) -> str:
    left = f" Left out: {_told(filled)}." if filled else ""
    is_rated = heading.text.casefold().startswith((columns.SATISFACTION.casefold(), "rating", "score"))
    if is_rated or (filled and all(columns.figure_in(cell.text) is not None for cell in filled)):
        how = f"if these are ratings, write it behind, as in “{columns.OUR_SCALE}”"
        return f"“{_short(heading.text)}” does not say its scale; {how}.{left}"
    return f"“{_short(heading.text)}” is nothing that a map holds.{left}"


def _beyond(found: Layout, at: int, filled: Sequence[Spot], made: Making) -> None:
    """What stands in a column without a heading."""
    torn = {record[at] for record in found.records if at and _is_torn(found, record, at - 1)}
    filled = [cell for cell in filled if cell not in torn]
    if filled:
        which = f"Line {filled[0].line}" if found.is_across else f"Column {filled[0].letter}"
        made.left_out.append(LeftOut(filled[0].line, f"{which} has no heading, so this is left out: {_told(filled)}."))


def _is_torn(found: Layout, record: Record, at: int) -> bool:
    """Whether a figure and the one behind it may be one, “4,5”, where commas part the columns."""
    if found.is_across or at + 1 >= len(record) or found.headings[at + 1].text:
        return False
    is_rated = isinstance(meaning(found.headings[at].text), tuple)
    return is_rated and bool(_WHOLE.fullmatch(record[at].text) and _DIGITS.fullmatch(record[at + 1].text))


@dataclass
class _Place:
    """Where the records of a table have come to.

    Args:
        stage: the name of the stage; it stands in the first of the records that it holds for.
        step: the step that was last named.
    """

    stage: str = ""
    step: dict[str, Any] | None = None


def _record(found: Layout, record: Record, fields: list[tuple[int, Meaning]], place: _Place, made: Making) -> None:
    filled = [cell for cell in record if cell.text]
    if not filled:
        return
    line = filled[0].line
    name = record[found.steps].text if found.steps is not None else ""
    stage = record[found.stage].text if found.stage is not None else ""
    if found.is_across and name.casefold().strip(" :.") in TOTALS:
        made.left_out.append(LeftOut(line, f"“{name}” adds up the others and is no step: {_told(filled)}."))
        return
    is_section = found.is_sectioned and len(filled) == 1
    if is_section or (found.steps is not None and stage and len(filled) == 1):
        place.stage, place.step = filled[0].text, None
        made.stage(place.stage, line, is_new=is_section)
        return
    goes_on = place.step is not None and not name and stage in ("", place.stage) and found.steps is not None
    place.stage = stage or place.stage
    if goes_on and place.step is not None:
        made.changed.append(Changed(line, f"No step is named here: this belongs to “{place.step['name']}” before it."))
    else:
        place.step = made.step(_name(found, name, stage, made), made.stage(place.stage, line), line)
    for at, what in fields:
        _put(found, record, at, what, place.step, made)


def _name(found: Layout, name: str, stage: str, made: Making) -> str:
    """What a new step is called."""
    if found.steps is not None:
        return name
    return stage if found.stage is not None else f"Step {len(made.steps) + 1}"


def _put(found: Layout, record: Record, at: int, what: Meaning, step: dict[str, Any], made: Making) -> None:  # noqa: PLR0913, PLR0917
    cell = record[at]
    if isinstance(what, columns.Column):
        made.say(step, what, cell.text, cell.line)
    elif _is_torn(found, record, at):
        why = f"“{cell.text},{record[at + 1].text}” is one figure or two, as commas part the columns: it stays unrated."
        made.left_out.append(LeftOut(cell.line, f"{why} Put it in quotation marks, or write it with a point."))
    else:
        made.rate(step, *what, cell.text, cell.line)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[: _LONGEST_TOLD - 1]}…"
