"""Dates as people write them: a year, a quarter, a month or a day; and moments as histories hold them.

A date is kept as “2026”, “2026-Q2”, “2026-05” or “2026-05-03”. `browser/lib/dates.js` reads the same words while
somebody types; tests/data/dates.json holds both to the same answers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
HOW_TO_WRITE: Final = "Write a day, a month or a quarter, such as “3 May 2026”, “May 2026” or “Q2 2026”."

_MONTH_DAYS: Final = 31
_QUARTER_DAYS: Final = 92
_TOLD_IN_MONTHS: Final = 24
_NUMBERS: Final = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KEPT: Final = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{1,2})(?:-(\d{1,2}))?)?", re.IGNORECASE)
_FIGURES: Final = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}))?")
_MONTH: Final = re.compile(r"(?:(next|this) )?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?")
_QUARTER: Final = re.compile(r"(?:q([1-4])(?: (\d{4}))?|(\d{4}) q([1-4]))")
_AROUND: Final = re.compile(
    r"^(?:(?:by|until|in|on) )?(?:the )?(?:(?:end|start|beginning|middle) of |(?:early|mid|late)[ -])?"
)
_SPAN: Final = re.compile(rf"in (one|\d{{1,3}}|{'|'.join(_NUMBERS)}) (day|week|month|year)s?")
_NEAR: Final = re.compile(r"(next|this) (week|month|quarter|year)")


@lru_cache(maxsize=1024)  # a page asks for the same few dates with every drawing
def last_day(text: str) -> date | None:
    """The last day that a date can mean: “2024” is the end of that year, “2024-Q2” and “2024-06” the end of June.

    Args:
        text: a date as it is kept, such as “2024-05-03”; “May” and “soon” are none.
    """
    found = _KEPT.fullmatch(text.strip())
    if not found:
        return None
    year, quarter, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day is not None:
            return date(year or 0, month or 0, day)
        month = quarter * 3 if quarter else 12 if month is None else month
        return date(year or 0, month, monthrange(year or 0, month)[1])
    except ValueError:
        return None


def first_day(text: str) -> date | None:
    """The first day that a date can mean: “2024” is its first of January, “2024-Q2” the first of April.

    Args:
        text: as for `last_day`.
    """
    found = _KEPT.fullmatch(text.strip())
    last = last_day(text)
    if not found or last is None:
        return None
    _, quarter, month, day = found.groups()
    if day:
        return last
    return date(last.year, last.month - 2 if quarter else last.month if month else 1, 1)


def is_ahead(text: str, today: date | None) -> bool:
    """Whether a date lies wholly in the future, as far as it is one and the day is known.

    Args:
        text: as for `last_day`.
        today: the day it is.
    """
    begins = first_day(text)
    return begins is not None and today is not None and begins > today


def age(text: str, today: date) -> str:
    """How old something of a date is, in words: “8 months old”; "" where the text is no date.

    Args:
        text: as for `last_day`; the time that it names counts from its end.
        today: the day it is.
    """
    begins, ended = first_day(text), last_day(text)
    if begins is None or ended is None:
        return ""
    if begins > today:
        return "dated ahead"
    if ended >= today and begins < ended:
        span = (ended - begins).days
        return f"of this {'year' if span > _QUARTER_DAYS else 'quarter' if span > _MONTH_DAYS else 'month'}"
    months = (today.year - ended.year) * 12 + today.month - ended.month - (today.day < ended.day)
    if months < 1:
        return "under a month old"
    if months < _TOLD_IN_MONTHS:
        return f"{months} {'month' if months == 1 else 'months'} old"
    return f"{months // 12} years old"


def kept(text: str) -> str:
    """A date that names its year, as it is kept; “” for “”.

    Args:
        text: “2026-5-3”, “3 May 2026”, “03/05/2026”, “Q2 2026”.

    Raises:
        ValueError: if it is no date; the text says what to write.
    """
    if not text.strip():
        return ""
    found = read(text)
    if found is None:
        raise ValueError(f"“{text.strip()}” is no date. {HOW_TO_WRITE}")
    return found


def read(text: str, today: date | None = None) -> str | None:  # noqa: PLR0911 - one for each way to write a date
    """A date out of what somebody wrote, as it is kept; None if it is none.

    Args:
        text: as for `kept`; with a day it is, also “Next March”, “July” (the coming one) and “in three months”.
        today: the day it is; without it only what names its year is a date.
    """
    words = " ".join(text.replace(",", " ").split())
    found = _KEPT.fullmatch(words)
    if found:
        year, quarter, month, day = found.groups()
        return _checked(f"{year}-Q{quarter}" if quarter else "-".join(p.zfill(2) for p in (year, month, day) if p))
    plain = words.lower()
    if today and (near := _near(plain, today)):
        return near
    plain = _AROUND.sub("", plain)
    if re.fullmatch(r"\d{4}", plain):
        return _checked(plain)
    if found := _FIGURES.fullmatch(plain):
        day, month, year = found.groups()
        return _checked("-".join(part.zfill(2) for part in (year, month, day) if part))
    if found := _QUARTER.fullmatch(plain):
        quarter, year = found[1] or found[4], found[2] or found[3]
        return _coming(lambda year: f"{year}-Q{quarter}", year, today)
    if found := _DAY.fullmatch(plain):
        return _in_month(found[2], found[1], found[3], today)
    if found := _MONTH.fullmatch(plain):
        which, name, day, year = found.groups()
        if which and (day or year):
            return None
        if which == "next" and today and _month(name) == today.month:
            year = str(today.year + 1)
        return _in_month(name, day, year, today)
    return None


def shown(text: str) -> str:
    """A date as people read it: “3 May 2026”, “May 2026”, “Q2 2026”, “2026”; what is no date stays as it is."""
    found = _KEPT.fullmatch(text.strip())
    if not found or last_day(text) is None:
        return text.strip()
    year, quarter, month, day = found.groups()
    if quarter:
        return f"Q{quarter} {year}"
    name = MONTHS[int(month) - 1] if month else ""
    return " ".join(part for part in (str(int(day)) if day else "", name, year) if part)


def later(text: str, years: int) -> str:
    """A date some years later; the 29 February becomes the 28 where it must. What is no date stays as it is."""
    found = _KEPT.fullmatch(text)
    if not found:
        return text
    moved = f"{int(found[1]) + years:04d}{text[4:]}"
    return moved if last_day(moved) else f"{moved[:-2]}28"


def moment(text: str, zone: tzinfo | None = UTC) -> datetime | None:
    """A moment in this computer's time; None if the text names none, or one that this computer cannot tell.

    Args:
        text: ISO 8601, such as “2024-05-03T10:00:00Z”.
        zone: where the text was written, if it does not say so; None for here.
    """
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone()
    except (ValueError, OverflowError, OSError):  # Windows knows no local time before 1970
        return None


def _near(plain: str, today: date) -> str | None:
    """“Today”, “next month”, “in two weeks”, seen from a day; None for other words."""
    if plain in ("today", "tomorrow"):
        return str(today + timedelta(days=plain == "tomorrow"))
    if found := _SPAN.fullmatch(plain):
        words, unit = found.groups()
        count = int(words) if words.isdigit() else 1 if words == "one" else _NUMBERS.index(words) + 1
        return _ahead(today, count, unit)
    if found := _NEAR.fullmatch(plain):
        return _ahead(today, int(found[1] == "next"), found[2], rough=True)
    return None


def _ahead(today: date, count: int, unit: str, *, rough: bool = False) -> str:
    if unit in ("day", "week"):
        # a week that is named, and not counted from today, ends on its Sunday
        days = 6 - today.weekday() + 7 * count if rough else count * (7 if unit == "week" else 1)
        return str(today + timedelta(days=days))
    if unit == "year" and rough:
        return f"{today.year + count}"
    months = today.year * 12 + today.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = months // 12, months % 12 + 1
    return f"{year}-Q{(month + 2) // 3}" if unit == "quarter" else f"{year}-{month:02}"


def _month(name: str) -> int:
    """The number of a month by its name or its first three letters or more; 0 for other words."""
    found = [at for at, one in enumerate(MONTHS, 1) if len(name) > 2 and one.lower().startswith(name)]
    return found[0] if found else 0


def _in_month(name: str, day: str | None, year: str | None, today: date | None) -> str | None:
    month = _month(name)
    tail = f"-{int(day):02}" if day else ""
    return _coming(lambda year: f"{year}-{month:02}{tail}", year, today) if month else None


def _coming(made: Callable[[int], str], year: str | None, today: date | None) -> str | None:
    """A date in the year that is said, or else the first from today on that is not past."""
    if year:
        return _checked(made(int(year)))
    if today is None:
        return None
    years = (made(today.year + more) for more in range(9))  # a 29 February comes after eight years at most
    return next((one for one in years if (day := last_day(one)) and day >= today), None)


def _checked(text: str) -> str | None:
    return text if last_day(text) else None
