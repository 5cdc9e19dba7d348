"""Advice where a figure says more than the source that it comes from can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.dates import first_day, last_day
from cjm_widgets.journey.facts import step_names
from cjm_widgets.journey.grounds import source_of
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.scales import is_own
from cjm_widgets.journey.wording import fact, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.sources import Source


def figures_fit_sources(journey: Journey) -> Iterator[Advice]:
    """A figure is no larger and no later than what it comes from. Source: Factsheet, step 5; a check of our own."""
    for larger, what, do in (
        (
            True,
            "rests on more people than its source asked",
            "Correct one of the two numbers, or choose another source.",
        ),
        (False, "is dated after its source", "Enter a source for the new measurement, or correct the date."),
    ):
        found = [
            (one, at)
            for one in journey.indicators
            for at, source, n, date in (
                ("today_n", one.today_source, one.today_n, ""),
                *((f"results/{each.id}/n", each.source, each.n, each.date) for each in one.results),
            )
            if _is_beyond(source_of(journey, source), n if larger else None, "" if larger else date)
        ]
        there = {one.id for one, _ in found}
        names = [
            shortened(one.name) or f"Indicator {number}"
            for number, one in enumerate(journey.indicators, start=1)
            if one.id in there
        ]
        if found:
            one, at = found[0]
            yield Advice(
                "figures-fit-sources",
                fact(names, f"indicator has a figure that {what}", f"indicators have a figure that {what}"),
                do,
                "Factsheet, step 5; this check is this workbook’s own",
                f"indicators/{one.id}/{at if larger else at.removesuffix('n') + 'date'}",
                "evaluate",
            )


def ratings_fit_sources(journey: Journey) -> Iterator[Advice]:
    """A rating rests on no more people than its source asked. Source: Factsheet, step 5; a check of our own."""
    found = [
        (step, rating)
        for step in journey.steps
        for rating in step.ratings
        if not is_own(rating.id) and _is_beyond(source_of(journey, rating.source), rating.n, "")
    ]
    if found:
        steps = tuple({step.id: step for step, _ in found}.values())
        yield Advice(
            "ratings-fit-sources",
            fact(
                step_names(journey, steps),
                "step has a rating that rests on more people than its source asked",
                "steps have a rating that rests on more people than its source asked",
            ),
            "Correct one of the two numbers, or choose another source.",
            "Factsheet, step 5; this check is this workbook’s own",
            f"steps/{steps[0].id}/ratings/{found[0][1].id}/n",
            "satisfaction",
        )


def _is_beyond(source: Source | None, n: int | None, day: str) -> bool:
    if source is None:
        return False
    begins, ends = first_day(day), last_day(source.when)
    return bool(source.n is not None and n and n > source.n) or bool(begins and ends and begins > ends)
