"""What is overdue and what comes next: targets to be measured, solutions to be done, the map to be looked at again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.dates import last_day, shown
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.facts import solution_name
from cjm_widgets.journey.targets import comes_in_time
from cjm_widgets.journey.teams import responsible, somebody

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cjm_widgets.journey.evaluation import Evaluated
    from cjm_widgets.journey.model import Journey, Solution


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due on a day, or until the end of a month, a quarter or a year.

    Args:
        what: a "target" to be measured, a "solution" to be done, or the "review" of the map.
        at: where it stands in the journey.
        name: what it is called.
        who: the responsible team and who in it takes it on, or "".
        due: when, as people read it.
        days: how many days are left until the last that is meant; below 0 it is overdue.
    """

    what: Literal["target", "solution", "review"]
    at: str
    name: str
    who: str
    due: str
    days: int

    @property
    def overdue(self) -> bool:
        """Whether its last day is past."""
        return self.days < 0

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {**asdict(self), "overdue": self.overdue}


def dues(journey: Journey, today: date, known: Sequence[Evaluated] | None = None) -> tuple[Due, ...]:
    """Everything that is still to be done and has a date, the earliest first.

    A target that is met, or was measured in the period that is due or after it, is not; no estimate measures it. Nor
    is a solution that is done or dropped, or a map that was looked at in the period of its review or after.

    Args:
        journey: the journey.
        today: the day it is.
        known: how its indicators stand on that day, where the caller has it already.

    Source: Improving the service, how to construct a map (“Evaluating results”); the dates are the workbook's own.
    """
    stand = evaluated(journey, today) if known is None else known
    return tuple(sorted(_dues(journey, today, stand), key=lambda one: one.days))


def who_does(journey: Journey, solution: Solution) -> tuple[str, ...]:
    """The responsible team and who in it takes a solution on, as far as somebody is named."""
    return tuple(filter(None, (responsible(journey, solution.team), somebody(solution.owner))))


def has_dates(journey: Journey) -> bool:
    """Whether anything has a date, be it due, met or done, so that “nothing is due” does not mean that none is set."""
    dated = (*(one.due for one in journey.indicators), *(one.due for one in journey.solutions), journey.care.review)
    return any(last_day(text) for text in dated)


def _dues(journey: Journey, today: date, stand: Sequence[Evaluated]) -> Iterator[Due]:
    for one, indicator in zip(stand, journey.indicators, strict=True):
        day = last_day(indicator.due)
        if day and one.waits:
            at = f"indicators/{indicator.id}"
            yield Due("target", at, one.name, "", shown(indicator.due), (day - today).days)
    for solution in journey.solutions:
        day = last_day(solution.due)
        if day and not solution.has_ended:
            at, name = f"solutions/{solution.id}", solution_name(journey, solution)
            who = ", ".join(who_does(journey, solution))
            yield Due("solution", at, name, who, shown(solution.due), (day - today).days)
    day, seen = last_day(journey.care.review), journey.care.still_true
    if day and not (seen and comes_in_time(journey.care.review, seen)):
        yield Due(
            "review",
            "care/review",
            "Look at the map again",
            somebody(journey.care.owner),
            shown(journey.care.review),
            (day - today).days,
        )
