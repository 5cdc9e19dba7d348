"""What is due, for the calendars of those who do it: targets, solutions, and when the map is looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Format, Loss, Written
from cjm_widgets.formats.held import filled
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.still_to_do import to_do_on
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.still_to_do import ToDo

_BEFORE: Final = date.min
"""A day before all that is due: no clock is read, and what is past stays in the calendar."""
_LONGEST: Final = 75
"""Bytes of a line (RFC 5545, 3.1)."""
_SAID: Final = ("title", "name", "due", "team", "owner")
"""What an entry says of a solution or a target."""
_TITLES: Final = {"target": "Measure: ", "solution": "", "review": "Look at the map again: "}


def write(out: Outgoing) -> Written:
    """An entry of a whole day for each thing that is due; a month or a quarter stands on its last day."""
    found = [one for one in to_do_on(out.journey, _BEFORE) if one.days is not None]
    data = calendar(found, _BEFORE, last_day(out.edition.date) if out.edition else None)
    return Written(data, tuple(_lost(out.journey, {one.at for one in found})))


def _lost(journey: Journey, due: set[str]) -> Iterator[Loss]:
    """What has no day; of what has one, all that no entry says.

    Args:
        journey: as it leaves.
        due: where in it that stands which has an entry.
    """
    there = [one.path for one in filled(journey)]
    undated = [f"solutions/{one.id}/" for one in journey.solutions if f"solutions/{one.id}" not in due]
    of_undated = tuple(path for path in there if path.startswith(tuple(undated)))
    teams = {one.team for one in journey.solutions if f"solutions/{one.id}" in due}
    held = {f"{at}/{name}" for at in due for name in _SAID} | {f"teams/{one}/name" for one in teams}
    held |= {f"{at}/{name}" for at in due if at.startswith("indicators/") for name in ("target", "unit")}
    held |= {"title"} if due else set()
    held |= due & {"care/review"}
    held |= {"care/owner"} if any(not at.startswith("solutions/") for at in due) else set()
    rest = tuple(path for path in there if path not in held and path not in of_undated)
    if undated:
        what = counted(len(undated), "solution", "solutions")
        yield Loss(f"{what} without a date, or done or dropped, left out", of_undated)
    if rest:
        yield Loss("What is on the map beside the dates left out", rest)


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
    yield f"DTSTAMP:{_digits(made or day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(day)}"
    if day < date.max:  # “31.12.9999” is how some computers write “never”; without an end it is that day alone
        yield f"DTEND;VALUE=DATE:{_digits(day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'{title} ({one.who})' if one.owners else title)}"
    who = f"{one.who}. " if one.owners else ""
    what = f"{one.detail}. " if one.what == "target" else ""
    yield f"DESCRIPTION:{_text(f'{who}{what}Due {one.due}. From the map “{one.title}”.')}"
    yield f"CATEGORIES:{_text(one.who)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


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
