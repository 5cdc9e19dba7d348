"""How a target stands on a day: met, missed, not due yet, or due and not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cjm_widgets.journey.dates import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cjm_widgets.journey.model import Indicator

State = Literal["met", "not met", "too early", "not measured", "due", "no target"]
Better = Literal["higher", "lower"]
Measured = tuple[str, float]
"""When, as it is kept or "", and the figure."""


def state_of(
    indicator: Indicator, better: Better | Literal[""], measured: Sequence[Measured], today: date | None = None
) -> State:
    """How the target of an indicator stands.

    Args:
        indicator: the indicator.
        better: which way is better, or "" if nobody can tell.
        measured: its figures in the order of time.
        today: the day it is; without it, the day of the latest figure, since at least that one has come.

    Returns:
        "met", or "no target". Otherwise "not met" where it was measured when it was due, and "due" where it was due
        and nobody has measured it; before that "too early" with a figure and "not measured" without.
    """
    if indicator.target is None:
        return "no target"
    if measured and _reached(indicator.target, better, measured[-1][1]):
        return "met"
    waiting: State = "too early" if measured else "not measured"
    due = last_day(indicator.due)
    if due is None:
        # words may mean any day: nobody can say that it was missed
        return "not met" if measured and not indicator.due_note.strip() else waiting
    now = today or max((day for when, _ in measured if (day := last_day(when))), default=None)
    if now is None or now < due:
        return waiting
    if measured_when_due(indicator.due, [when for when, _ in measured]):
        return "not met"
    return "due" if now > due else waiting


def measured_when_due(due: str, days: Sequence[str]) -> bool:
    """Whether one of some measurements was made in the day, month, quarter or year that is due, or after it.

    Args:
        due: a date as it is kept.
        days: when it was measured; one without a date is taken for it.
    """
    return any(comes_in_time(due, day) for day in days)


def comes_in_time(due: str, day: str) -> bool:
    """Whether a day lies within the period that is due, or after it; a day that nobody gave is taken to do so.

    Args:
        due: a date as it is kept.
        day: another one, or "".
    """
    begins, ends = first_day(due), last_day(day)
    return begins is not None and (ends is None or ends >= begins)


def _reached(target: float, better: str, value: float) -> bool:
    return value == target or (better == "higher" and value > target) or (better == "lower" and value < target)
