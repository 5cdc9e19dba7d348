"""Dates as people write them: a year, a month or a day; and moments as histories hold them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

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
