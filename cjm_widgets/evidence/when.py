"""When people answered, and how many, as somebody says it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.dates import is_ahead, last_day
from cjm_widgets.journey.fields import MOST_PEOPLE, can_be_people

if TYPE_CHECKING:
    from datetime import date


def refuse_date(said: str, today: date | None = None) -> None:
    """Refuses what cannot be when people answered.

    Args:
        said: as somebody says it; "" where nobody does.
        today: the day it is; None where that is not known.

    Raises:
        EvidenceError: if it is no date, or one that is still to come.
    """
    if said and last_day(said) is None:
        raise EvidenceError(f"“{said}” is no date. Write a year, a month or a day: 2026, 2026-05 or 2026-05-31.")
    if is_ahead(said, today):
        raise EvidenceError(f"“{said}” is still to come. Say when people answered.")


def refuse_people(said: int | None) -> None:
    """Refuses what cannot be a number of people who answered.

    Args:
        said: as somebody says it; None where nobody does.

    Raises:
        EvidenceError: if so many are none, or more than there are.
    """
    if said is not None and not (said and can_be_people(said)):
        raise EvidenceError(f"{said:,} people cannot have answered. Give their number, from 1 to {MOST_PEOPLE:,}.")
