"""What was promised for a day, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cjm_widgets.journey.achieved import last_of
from cjm_widgets.journey.differing.values import Promise
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.promised import OF_STATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cjm_widgets.journey.model import Journey


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
            judged = OF_STATE[found.state]
            yield promise("target", found.indicator, found.name, promised=indicator.target, judged=judged, say=say)
        for one in found.predictions:
            if one.value is not None and one.judged:
                say = f"{one.against} {found.together}".rstrip()
                yield promise("solution", one.solution, one.title, promised=one.value, judged=one.judged, say=say)
