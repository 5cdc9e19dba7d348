"""When people answered, and how many, as a file or somebody says it. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.dates import is_ahead, last_day
from cjm_widgets.journey.fields import MOST_PEOPLE, can_be_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.evidence.headings import Column
    from cjm_widgets.evidence.roles import Profile, Role


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


def when_answered(
    columns: Mapping[int, Column], roles: Mapping[int, Role], profiles: Mapping[int, Profile], today: date | None
) -> list[str]:
    """When people answered, as a proposal for the survey's date; nothing where no column says so.

    Args:
        columns: of the file, by their place.
        roles: what each is about.
        profiles: of the columns.
        today: the day it is; None where that is not known.
    """
    dated = [at for at in columns if roles.get(at) in {"submitted", "time", "end"} and profiles[at].days[0]]
    if not dated:
        return []
    first, last = map(date.fromisoformat, profiles[dated[0]].days)
    is_one = (first.year, first.month) == (last.year, last.month)
    start = "" if is_one else f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to "
    name = columns[dated[0]].name
    if is_ahead(f"{last}", today):
        return [f"By “{name}” somebody answered in {last:%B} {last.year}, which is still to come: correct that row."]
    return [
        f"By “{name}” people answered in {start}{last:%B} {last.year}: a date for the survey (--date {last:%Y-%m})."
    ]
