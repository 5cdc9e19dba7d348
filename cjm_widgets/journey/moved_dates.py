"""An example's dates, moved by whole years to the day on which somebody begins with it, so that every season stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from cjm_widgets.journey.dates import last_day, later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cjm_widgets.journey.model import Care, Edition, Indicator, Journey, Result, Solution, Value

V = TypeVar("V", bound="Value")


def moved_to(journey: Journey, today: date) -> Journey:
    """The journey with what is due ahead of a day, and what has been done before it.

    What surveys said keeps its dates, since these are true.

    Args:
        journey: an example.
        today: the day it is.
    """
    days: dict[bool, list[date]] = {True: [], False: []}

    def noted(text: str, *, ahead: bool) -> str:
        if day := last_day(text):
            days[ahead].append(day)
        return text

    _dated(journey, noted)
    # by whole years, all alike, so that what came first still comes first
    forward = max((_years(day, today, ahead=True) for day in days[True]), default=0)
    back = min((_years(day, today, ahead=False) for day in days[False]), default=0)
    return _dated(journey, lambda text, *, ahead: later(text, forward if ahead else back))


def _years(day: date, today: date, *, ahead: bool) -> int:
    """The fewest years by which a day is moved to stand ahead of another, or the most by which it is still past."""
    years = today.year - day.year
    passed = (day.month, day.day) <= (today.month, today.day)
    return years + (passed if ahead else 0 if passed else -1)


def _dated(journey: Journey, move: Callable[..., str]) -> Journey:
    """The journey with each of its dates as `move` gives it, which is told whether the date lies ahead."""

    def solution(one: Solution) -> Solution:
        return _with(one, due=move(one.due, ahead=not one.has_ended), since=move(one.since, ahead=False))

    def result(one: Result) -> Result:
        return _with(one, date=move(one.date, ahead=False))

    def indicator(one: Indicator) -> Indicator:
        return _with(one, due=move(one.due, ahead=True), results=_each(result, one.results))

    def edition(one: Edition) -> Edition:
        return _with(one, date=move(one.date, ahead=False))

    def care(one: Care) -> Care:
        return _with(one, review=move(one.review, ahead=True), still_true=move(one.still_true, ahead=False))

    return _with(
        journey,
        solutions=_each(solution, journey.solutions),
        indicators=_each(indicator, journey.indicators),
        editions=_each(edition, journey.editions),
        care=care(journey.care),
    )


def _each(change: Callable[[V], V], items: Iterable[V]) -> tuple[V, ...]:
    return tuple(change(one) for one in items)


def _with(value: V, **changes: Any) -> V:
    return value.model_copy(update=changes)
