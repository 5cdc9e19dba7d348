"""What is due, for the calendars of those who do it: targets, solutions, and when the map is looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Format, Loss, Written
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.still_to_do import to_do_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.still_to_do import ToDo

_BEFORE: Final = date.min
"""A day before all that is due: no clock is read, and what is past stays in the calendar."""
_LONGEST: Final = 75
"""Bytes of a line (RFC 5545, 3.1)."""
_TITLES: Final = {"target": "Measure: ", "solution": "", "review": "Look at the map again: "}


def write(out: Outgoing) -> Written:
    """An entry of a whole day for each thing that is due; a month or a quarter stands on its last day."""
    found = [one for one in to_do_on(out.journey, _BEFORE) if one.days is not None]
    data = calendar(found, _BEFORE, last_day(out.edition.date) if out.edition else None)
    dated = {one.at for one in found}
    undated = tuple(f"solutions/{one.id}" for one in out.journey.solutions if f"solutions/{one.id}" not in dated)
    rest = Loss("All of the map that is not due on a day left out")
    return Written(data, (*((Loss("Solutions without a date, or ended, left out", undated),) if undated else ()), rest))


def calendar(todos: Iterable[ToDo], today: date, made: date | None = None) -> bytes:
    """A calendar with an entry for all that has a date; the same for the same, whenever it is made.

    Args:
        todos: from one map or from many.
        today: the day on which their days were counted.
        made: the day as of which the map stands so, as far as one is known; else each entry is dated as it is due.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CJM workbook//EN", "CALSCALE:GREGORIAN"]
    for one in todos:
        if one.days is not None:
            lines += _event(one, today + timedelta(days=one.days), made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: ToDo, day: date, made: date | None) -> Iterator[str]:
    title = f"{_TITLES[one.what]}{one.title if one.what == 'review' else one.name}"
    yield from ("BEGIN:VEVENT", f"UID:{one.at.replace('/', '-')}@{one.map}.cjm-workbook")
    yield f"DTSTAMP:{made or day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{title} ({one.who})' if one.owners else title)}"
    who = f"{one.who}. " if one.owners else ""
    yield f"DESCRIPTION:{_text(f'{who}Due {one.due}. From the map “{one.title}”.')}"
    yield f"CATEGORIES:{_text(one.who)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _text(words: str) -> str:
    """Words as a calendar takes them for words (RFC 5545, 3.3.11)."""
    plain = " ".join(words.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes; no sign is cut in two."""
    piece = ""
    for sign in line:
        if len(f"{piece}{sign}".encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += sign
    yield piece


FORMAT: Final = Format("ics", "Calendar of what is due", ".ics", "text/calendar; charset=utf-8", write)
