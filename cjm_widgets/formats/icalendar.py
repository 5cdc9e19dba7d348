"""What is due, for the calendars of those who do it: targets, solutions, and when the map is looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Format, Loss, Written
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.due import Due, dues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.base import Outgoing

_BEFORE: Final = date.min
"""A day before all that is due: no clock is read, and what is past stays in the calendar."""
_LONGEST: Final = 75
"""Bytes of a line (RFC 5545, 3.1)."""
_TITLES: Final = {"target": "Measure: ", "solution": "", "review": "Look at the map again: "}


def write(out: Outgoing) -> Written:
    """An entry of a whole day for each thing that is due; a month or a quarter stands on its last day."""
    found = dues(out.journey, _BEFORE)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CJM workbook//EN", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += _event(out, one)
    lines.append("END:VCALENDAR")
    data = "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()
    dated = {one.at for one in found}
    undated = tuple(f"solutions/{one.id}" for one in out.journey.solutions if f"solutions/{one.id}" not in dated)
    rest = Loss("All of the map that is not due on a day left out")
    return Written(data, (*((Loss("Solutions without a date, or ended, left out", undated),) if undated else ()), rest))


def _event(out: Outgoing, due: Due) -> Iterator[str]:
    day = _BEFORE + timedelta(days=due.days)
    made = last_day(out.edition.date) if out.edition else None
    titles = {f"solutions/{one.id}": one.title for one in out.journey.solutions}
    title = f"{_TITLES[due.what]}{titles.get(due.at) or due.name}"
    yield from ("BEGIN:VEVENT", f"UID:{due.at.replace('/', '-')}@{out.journey.id}.cjm-workbook")
    yield f"DTSTAMP:{made or day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{title} ({due.who})' if due.who else title)}"
    who = f"{due.who}. " if due.who else ""
    yield f"DESCRIPTION:{_text(f'{who}Due {due.due}. From the map “{out.journey.title}”.')}"
    yield f"CATEGORIES:{_text(due.who or 'Nobody yet')}"
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
