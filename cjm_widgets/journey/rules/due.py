"""Advice on what is overdue: targets, solutions and the map's own review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.due import dues
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import fact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cjm_widgets.journey.due import Due
    from cjm_widgets.journey.model import Journey


def targets_due(journey: Journey, today: date) -> Iterator[Advice]:
    """What is due is measured. Source: Improving the service, how to construct a map."""
    if late := _overdue(journey, today, "target"):
        yield Advice(
            "targets-due",
            fact([one.name for one in late], "target is due and not measured", "targets are due and not measured"),
            "Measure it and write the figure down, or move the date.",
            "Improving the service, how to construct a map",
            f"{late[0].at}/results",
            "evaluate",
        )


def solutions_due(journey: Journey, today: date) -> Iterator[Advice]:
    """What was agreed is done. Source: Improving the service, how to construct a map; the date is our own."""
    if late := _overdue(journey, today, "solution"):
        yield Advice(
            "solutions-due",
            fact([one.name for one in late], "solution is overdue", "solutions are overdue"),
            "Say how far it is: done, under way or dropped; or agree on another date.",
            "Improving the service, how to construct a map; the date is this workbook’s own",
            f"{late[0].at}/state",
            "solutions",
        )


def review_due(journey: Journey, today: date) -> Iterator[Advice]:
    """A map is looked at again. Source: Factsheet, introduction; the date is the workbook's own."""
    for one in _overdue(journey, today, "review"):
        yield Advice(
            "review-due",
            f"This map was to be looked at again by {one.due}.",
            "Walk through it, correct what has changed, and say on which day it was still true.",
            "Factsheet, introduction; the date is this workbook’s own",
            "care/still_true",
            "evaluate",
        )


def _overdue(journey: Journey, today: date, what: str) -> list[Due]:
    return [one for one in dues(journey, today) if one.overdue and one.what == what]
