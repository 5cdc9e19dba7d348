"""What was promised for a day, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.achieved import last_of, latest_of, may_have_moved
from cjm_widgets.journey.differing.values import Promise
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.facts import solution_name
from cjm_widgets.journey.targets import standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cjm_widgets.journey.achieved import Achieved
    from cjm_widgets.journey.differing.values import Judged
    from cjm_widgets.journey.model import Indicator, Journey, Solution
    from cjm_widgets.journey.targets import Better, State

_JUDGED: Final[dict[State, Judged]] = {
    "met": "came true",
    "not met": "did not come true",
    "reached": "cannot be told",
    "short": "cannot be told",
    "unsure": "chance could have done it",
    "too early": "too early",
    "not measured": "too early",
    "due": "not measured",
}


def promises(before: Journey, after: Journey, today: date) -> tuple[Promise, ...]:
    """Each target, and each figure that a solution was to reach, with what came of it.

    Args:
        before: the earlier map, its items with the ids that they have in the later one.
        after: the later map.
        today: the day it is.
    """
    was = {(one.what, one.id): one.judged for one in _promises(before, today)}
    return tuple(replace(one, before=was.get((one.what, one.id), "")) for one in _promises(after, today))


def _promises(journey: Journey, today: date) -> Iterator[Promise]:
    for indicator, found in zip(journey.indicators, evaluated(journey, today), strict=True):
        last = last_of(found.results)
        promise = partial(
            Promise,
            indicator=found.name,
            unit=found.unit,
            due=found.due,
            latest=found.latest,
            n=last.n if last else None,
            before="",
        )
        if indicator.target is not None:
            say = f"{found.say} {found.chance}".rstrip()
            judged = _JUDGED[found.state]
            yield promise("target", found.indicator, found.name, promised=indicator.target, judged=judged, say=say)
        said = {one.solution: one.against for one in found.predictions}
        for one in journey.solutions:
            if one.id in said and one.predicted is not None:
                name, say = solution_name(journey, one), f"{said[one.id]} {found.together}".rstrip()
                judged = _judged(one, indicator, found.better, last, today)
                yield promise("solution", one.id, name, promised=one.predicted, judged=judged, say=say)


def _judged(
    solution: Solution, indicator: Indicator, better: Better | Literal[""], last: Achieved | None, today: date
) -> Judged:
    if solution.state == "not-begun":
        return "not begun"
    if last is not None and not may_have_moved(solution, last):
        return "too early"
    promised = indicator.model_copy(update={"target": solution.predicted})
    return _JUDGED[standing(promised, better, latest_of(last), today).state]
