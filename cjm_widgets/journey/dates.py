"""Dates as people write them: a year, a month or a day; anything else has no place in time."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\s*")


def last_day(text: str) -> date | None:
    """The last day that a date can mean: “2024” is the end of that year, “2024-05” the end of May.

    Args:
        text: what somebody wrote, such as “2024-05-03”; “May” and “soon” are no dates.
    """
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day is not None:
            return date(year or 0, month or 0, day)
        if month is not None:
            following = date(year or 0, month, 1) + timedelta(days=31)
            return following.replace(day=1) - timedelta(days=1)
        return date(year or 0, 12, 31)
    except (ValueError, OverflowError):
        return None
