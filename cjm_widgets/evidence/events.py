"""Logs of events, such as visits, calls and letters: what happened at each step, to how many, and how long it took."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.evidence.duck import DuckError, shut_in
from cjm_widgets.evidence.events_count import Counting
from cjm_widgets.evidence.events_log import EventLog
from cjm_widgets.evidence.events_reading import Reading, Stopped
from cjm_widgets.evidence.events_rows import Rows
from cjm_widgets.evidence.events_source import log_file
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import Question

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cjm_widgets.evidence.plan import Plan

__all__ = ["EventLog", "Question", "Reading", "Stopped", "events_in"]


def events_in(  # noqa: PLR0913  each is something that is known of a log
    path: Path | str,
    plan: Plan,
    *,
    end: str = "",
    ways: Iterable[tuple[str, str]] = (),
    reading: Reading | None = None,
    today: date | None = None,
) -> EventLog | Question:
    """What a log says of each step; what it holds of single cases stays in it.

    Args:
        path: CSV or TSV of any size, or Parquet; rows in any order.
        plan: which columns say whose, when, which step, and which channel and group; what the map calls the steps.
        end: the column that says when an event ended; without it nobody knows how long things took.
        ways: pairs of steps, as the map calls them: how long it took from one to the other.
        reading: to watch and to stop it from another thread.
        today: the day it is, after which nothing can have happened yet; None where nobody knows.

    Returns:
        The log, or a question that has to be answered in the plan before.

    Raises:
        EvidenceError: if the file cannot be read or a column is not there.
        Stopped: if somebody ended it.
    """
    reading = reading or Reading()
    path = Path(path)
    try:
        with (
            log_file(path, plan.encoding, plan.separator, reading) as log,
            shut_in(log.path) as connection,
        ):
            rows = Rows(connection, log, plan, end, reading, today=today)
            rows.load()
            day_first = rows.day_first()
            if isinstance(day_first, Question):
                return day_first
            rows.read_other_times(day_first=day_first)
            problems = rows.problems()
            steps, channels, groups = (rows.names_of(role) for role in ("step", "channel", "group"))
            not_counted = rows.not_counted(steps)
            counting = Counting(rows, steps, channels, groups)
            counting.walk()
            return counting.log(ways, not_counted, problems)
    except DuckError as error:
        reading.go_on()
        raise EvidenceError(
            f"The file “{path.name}” cannot be read: it is damaged, or there is too little room for it."
        ) from error
