"""How a target stands on a day: met, missed, not to be told, not due yet, or due and not measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cjm_widgets.journey.dates import first_day, last_day

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.model import Indicator

State = Literal["met", "not met", "reached", "short", "unsure", "too early", "not measured", "due", "no target"]
Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Latest:
    """The measurement that speaks for an indicator; what was only assumed is none.

    Args:
        value: the figure.
        when: its date as it is kept, or "".
        ends: the lowest and the highest that the true figure can be, or None where nobody can tell.
    """

    value: float
    when: str
    ends: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands.

    Args:
        state: "met" or "not met" where it is certain, "reached" or "short" where nobody can tell how sure the figure
            is, "unsure" while the true figure may lie on either side; "due" where it was due and nobody has measured
            it; before that "too early" with a figure and "not measured" without; or "no target".
        waits: whether it is still to be measured for its date.
    """

    state: State
    waits: bool = False


def standing(
    indicator: Indicator, better: Better | Literal[""], latest: Latest | None, today: date | None = None
) -> Standing:
    """How the target of an indicator stands.

    Args:
        indicator: the indicator.
        better: which way is better, or "" if nobody can tell.
        latest: its latest measurement.
        today: the day it is; without it, the day of the latest figure, since at least that one has come.
    """
    if indicator.target is None:
        return Standing("no target")
    due = last_day(indicator.due)
    now = today or (last_day(latest.when) if latest else None)
    late = bool(now and due and now > due)
    if latest is None:
        return Standing("due" if late else "not measured", waits=due is not None)
    tells = _tells(indicator.target, better, latest)
    if tells in ("met", "reached"):
        return Standing(tells)
    if due is None:
        # words may mean any day: nobody can say that it was missed
        return Standing("too early" if indicator.due_note.strip() else tells)
    in_time = comes_in_time(indicator.due, latest.when)
    if in_time and now and now >= due:
        return Standing(tells)
    return Standing("due" if late else "too early", waits=not in_time)


def comes_in_time(due: str, day: str) -> bool:
    """Whether a day lies within the period that is due, or after it; a day that nobody gave is taken to do so.

    Args:
        due: a date as it is kept.
        day: another one, or "".
    """
    begins, ends = first_day(due), last_day(day)
    return begins is not None and (ends is None or ends >= begins)


def _tells(target: float, better: str, latest: Latest) -> State:
    low, high = latest.ends or (latest.value, latest.value)
    reached = {"higher": low >= target, "lower": high <= target}.get(better, low == high == target)
    missed = {"higher": high < target, "lower": low > target}.get(better, not low <= target <= high)
    if latest.ends is None:
        return "reached" if reached else "short"
    return "met" if reached else "not met" if missed else "unsure"
