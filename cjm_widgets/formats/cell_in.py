"""What one cell of our own sheets says, by the field that it stands for; and why it cannot be that. Pure."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cjm_widgets.formats import columns
from cjm_widgets.formats.named import SEPARATOR

if TYPE_CHECKING:
    from cjm_widgets.formats.named import Names
    from cjm_widgets.formats.sheets import Column

_YES: Final = ("yes", "true", "x", "✓", "✔", "1")
_NO: Final = ("no", "false", "-", "–", "0")
_LONGEST: Final = 60


class Share(float):
    """A figure that a cell shows with “%” behind it."""


class UnreadError(ValueError):
    """A cell that cannot be read; its text says why, without a full stop."""


class Taken(NamedTuple):
    """What a cell says.

    Args:
        value: for the model.
        changed: how it is read otherwise than it is written, as a sentence; "" if it is not.
        left_out: what of it could not be taken, as a sentence.
    """

    value: Any
    changed: str = ""
    left_out: str = ""


def value_in(column: Column, cell: Any, names: Names) -> Taken:
    """What a cell says of its field.

    Args:
        column: the field.
        cell: text, a figure, a date or yes and no, as the file has it.
        names: what it can name.

    Raises:
        UnreadError: if it says nothing that can stand there.
    """
    if column.is_list:
        return _several(column, text_of(cell), names)
    if isinstance(column.default, bool):
        return Taken(_flag(cell))
    if column.choices and (chosen := _chosen(column, cell)) is not None:
        return Taken(chosen)
    if column.to:
        return Taken(_item(column, text_of(cell), names))
    is_words = column.is_open or column.default is not None
    return _words(column, cell) if is_words else _number(column, cell)


def _words(column: Column, cell: Any) -> Taken:
    text = text_of(cell)
    is_said = isinstance(cell, date | time | timedelta) and not column.is_date
    return Taken(text, f"A date or a time is read as “{text}”." if is_said else "")


def text_of(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates as 2026-05-03."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.15g}{' %' if isinstance(cell, Share) else ''}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)


def in_words(cell: Any) -> str:
    """A cell in a sentence: in quotation marks, and not at full length."""
    text = text_of(cell)
    return f"“{text if len(text) <= _LONGEST else f'{text[: _LONGEST - 1]}…'}”"


def _flag(cell: Any) -> bool:
    plain = text_of(cell).strip().casefold()
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise UnreadError(f"{in_words(cell)} is neither yes nor no")


def _chosen(column: Column, cell: Any) -> Any:
    """The answer that a cell names by its words or by its value; None if it is none."""
    plain = text_of(cell).strip().casefold()
    for value, words in column.choices.items():
        if plain in (words.strip().casefold(), str(value).casefold()):
            return value
    return None


def _item(column: Column, text: str, names: Names) -> str:
    found = names.item(column.to, text)
    if not found:
        raise UnreadError(f"{in_words(text)} is not the name of one, or of several, in the list that it is chosen from")
    return found


def _several(column: Column, text: str, names: Names) -> Taken:
    found: list[Any] = []
    wrong: list[str] = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        chosen = _chosen(column, part) if column.choices else names.item(column.to, part) if column.to else part
        if chosen in (None, ""):
            wrong.append(part)
        else:
            found.append(chosen)
    if wrong and not found:
        raise UnreadError(f"{in_words(SEPARATOR.join(wrong))} is nothing that can be chosen here")
    said = f"{in_words(SEPARATOR.join(wrong))} is nothing that can be chosen here; the others are taken."
    return Taken(found, left_out=said if wrong else "")


def _number(column: Column, cell: Any) -> Taken:
    if column.choices:
        raise UnreadError(
            f"{in_words(cell)} is none of the answers. These are: {SEPARATOR.join(column.choices.values())}"
        )
    if isinstance(cell, bool | date | time | timedelta):
        what = "yes or no" if isinstance(cell, bool) else "a date or a time"
        raise UnreadError(f"{in_words(cell)} is {what}, and a number is wanted")
    if isinstance(cell, Share):
        return Taken(float(cell), f"“{text_of(cell)}” is read as {columns.number_of(cell)}.")
    if isinstance(cell, int | float):
        return Taken(float(cell))
    text = str(cell).strip()
    if text.casefold() == columns.UNKNOWN:
        return Taken(columns.UNKNOWN)
    found, grouped = columns.figure_in(text), columns.thousands_in(text)
    if found is not None and grouped is not None:
        either = f"{columns.number_of(found)} or {columns.number_of(grouped)}"
        raise UnreadError(f"{in_words(text)} can be {either}; write it without a comma")
    found = grouped if found is None else found
    if found is None or not math.isfinite(found):
        raise UnreadError(f"{in_words(text)} is no number")
    return Taken(found, "" if text == columns.number_of(found) else f"“{text}” is read as {columns.number_of(found)}.")
