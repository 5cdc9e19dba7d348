"""Advice on indicators, standards and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.achieved import AHEAD
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.facts import solution_name
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import fact, isolated, listed, shortened
from cjm_widgets.statistics.enough import LIKELY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cjm_widgets.journey.model import Indicator, Journey

FIGURES: Final = "Improving the service, benefits"
RESULTS: Final = "Improving the service, how to construct a map"
LIVING: Final = "Factsheet, introduction"
UNTOUCHED_DAYS: Final = 365


def evaluation_not_begun(journey: Journey) -> Iterator[Advice]:
    """After taking action, results are evaluated. Source: Improving the service, how to construct a map."""
    if not journey.indicators:
        yield Advice(
            "evaluation-not-begun",
            "Nothing is watched yet to tell whether the journey gets better.",
            "Choose a few figures to improve or promises to keep, with a target for each.",
            RESULTS,
            "indicators",
            "evaluate",
        )


def indicators_removed(journey: Journey) -> Iterator[Advice]:
    """An indicator belongs to a step, a result to an edition, that are there. Source: the workbook's own."""
    steps = {step.id for step in journey.steps}
    editions = {edition.id for edition in journey.editions}
    astray = [
        (one, "step" if one.step not in {None, *steps} else "results")
        for one in journey.indicators
        if one.step not in {None, *steps} or any(result.edition not in {None, *editions} for result in one.results)
    ]
    if astray:
        yield Advice(
            "indicators-removed",
            fact(
                _names(journey, [one for one, _ in astray]),
                "indicator names a step or an edition that was removed",
                "indicators name a step or an edition that was removed",
            ),
            "Choose another one, or none.",
            "This workbook’s own",
            f"indicators/{astray[0][0].id}/{astray[0][1]}",
            "evaluate",
        )


def targets_missed(journey: Journey, today: date) -> Iterator[Advice]:
    """Results lead back to the map. Source: Improving the service, how to construct a map."""
    missed = [one for one in evaluated(journey, today) if one.state in ("not met", "short")]
    if missed:
        known = "" if all(one.state == "not met" for one in missed) else ", as far as is known"
        yield Advice(
            "targets-missed",
            fact([one.name for one in missed], f"target is not met{known}", f"targets are not met{known}"),
            "Go back to its step and see whether the change took place, and what customers feel there now.",
            RESULTS,
            f"indicators/{missed[0].indicator}",
            "evaluate",
        )


def targets_unsure(journey: Journey, today: date) -> Iterator[Advice]:
    """What cannot be told yet says what would tell it. Source: Improving the service, how to construct a map."""
    unsure = [one for one in evaluated(journey, today) if one.state == "unsure"]
    if not unsure:
        return
    asked = [f"{one.needed:,} in all for {isolated(one.name)}" for one in unsure if one.needed]
    beyond = [one.name for one in unsure if not one.needed]
    do = [
        f"Ask or count more: about {listed(asked)}. If the true figure is as measured, so many are {LIKELY} to tell it."
        if asked
        else "",
        f"{listed(beyond)}: more people alone would not tell; measure again, over a longer time." if beyond else "",
    ]
    yield Advice(
        "targets-unsure",
        fact(
            [one.name for one in unsure],
            "target cannot be told yet, as the true figure may lie on either side of it",
            "targets cannot be told yet, as the true figures may lie on either side of them",
        ),
        " ".join(filter(None, do)),
        f"{RESULTS}; how sure is sure is this workbook’s own",
        f"indicators/{unsure[0].indicator}/results",
        "evaluate",
    )


def results_ahead(journey: Journey, today: date) -> Iterator[Advice]:
    """A result was measured before it is written down. Source: the workbook's own."""
    ahead = [
        (one.name, one.indicator, result.id)
        for one in evaluated(journey, today)
        for result in one.results
        if result.doubt == AHEAD and result.value is not None
    ]
    if ahead:
        yield Advice(
            "results-ahead",
            fact(
                list(dict.fromkeys(name for name, _, _ in ahead)),
                "indicator has a result that is dated in the future",
                "indicators have a result that is dated in the future",
            ),
            "Correct the date. Until that day the result meets no target.",
            "This workbook’s own",
            f"indicators/{ahead[0][1]}/results/{ahead[0][2]}/date",
            "evaluate",
        )


def indicators_named(journey: Journey) -> Iterator[Advice]:
    """An indicator says what is watched. Source: Improving the service, benefits."""
    nameless = [one for one in journey.indicators if not one.name.strip()]
    if nameless:
        yield Advice(
            "indicators-named",
            fact(_names(journey, nameless), "indicator has no name", "indicators have no name"),
            "Say what you watch, such as “Days until the first answer”.",
            FIGURES,
            f"indicators/{nameless[0].id}/name",
            "evaluate",
        )


def indicators_with_targets(journey: Journey) -> Iterator[Advice]:
    """An indicator has a figure at the start and a target. Source: Improving the service, benefits."""
    bare = [one for one in journey.indicators if one.today is None or one.target is None]
    if bare:
        yield Advice(
            "indicators-with-targets",
            fact(
                _names(journey, bare),
                "indicator lacks its figure at the start or its target",
                "indicators lack their figure at the start or their target",
            ),
            "Find out where it stands before you begin, then agree where it should be.",
            f"{FIGURES}; that each has a start and a target is this workbook’s own",
            f"indicators/{bare[0].id}/{'today' if bare[0].today is None else 'target'}",
            "evaluate",
        )


def targets_dated(journey: Journey) -> Iterator[Advice]:
    """A target has a date that everybody reads alike. Source: Improving the service, benefits; the date is our own."""
    vague = [one for one in journey.indicators if one.target is not None and not one.due]
    if vague:
        yield Advice(
            "targets-dated",
            fact(_names(journey, vague), "target has no date", "targets have no date"),
            "Say by which day, month or quarter, so that it can be told whether it is met or it is too early.",
            "Improving the service, benefits; the date is this workbook’s own",
            f"indicators/{vague[0].id}/due",
            "evaluate",
        )


def indicators_described(journey: Journey) -> Iterator[Advice]:
    """An indicator or a standard, in which unit, and which way is better. Source: Improving the service, benefits."""
    bare = [one for one in journey.indicators if one.kind is None or one.better is None or not one.unit.strip()]
    if bare:
        yield Advice(
            "indicators-described",
            fact(
                _names(journey, bare),
                "indicator lacks its kind, its unit or which way is better",
                "indicators lack their kind, their unit or which way is better",
            ),
            "Say all three, so that others read the figure as you do.",
            f"{FIGURES}; unit and direction are this workbook’s own",
            f"indicators/{bare[0].id}",
            "evaluate",
        )


def solutions_measured(journey: Journey) -> Iterator[Advice]:
    """Each change says which figure should move, and how far. Source: Improving the service, benefits."""
    bare = [
        one
        for one in journey.solutions
        if one.action != "keep" and (one.indicator is None or (one.predicted is None and not one.expected.strip()))
    ]
    if bare and journey.indicators:
        yield Advice(
            "solutions-measured",
            fact(
                [solution_name(journey, one) for one in bare],
                "solution does not say which figure it should move, or how far",
                "solutions do not say which figure they should move, or how far",
            ),
            "Choose its indicator on “Solutions”, and say what change you expect.",
            "Improving the service, benefits; predicting it is this workbook’s own",
            f"solutions/{bare[0].id}/{'indicator' if bare[0].indicator is None else 'expected'}",
            "evaluate",
        )


def indicators_moved(journey: Journey) -> Iterator[Advice]:
    """Something is done for each indicator. Source: Improving the service, benefits; a check of the workbook's own."""
    moved = {one.indicator for one in journey.solutions}
    idle = [one for one in journey.indicators if one.id not in moved]
    if idle and journey.solutions:
        yield Advice(
            "indicators-moved",
            fact(_names(journey, idle), "indicator is moved by no solution", "indicators are moved by no solution"),
            "Name the solution that should move it, or watch something that you do change.",
            "Improving the service, benefits; this check is this workbook’s own",
            f"indicators/{idle[0].id}",
            "evaluate",
        )


def figures_with_sources(journey: Journey) -> Iterator[Advice]:
    """A figure says where it comes from. Source: Factsheet, step 5; naming the source is the workbook's own."""
    bare = [
        one
        for one in journey.indicators
        if (one.today is not None and one.today_source is None)
        or any(result.value is not None and result.source is None for result in one.results)
    ]
    if bare:
        yield Advice(
            "figures-with-sources",
            fact(
                _names(journey, bare),
                "indicator has a figure without a source",
                "indicators have a figure without a source",
            ),
            "Choose the source of each figure; enter it once, with what it is and how many people it rests on.",
            "Factsheet, step 5; naming the source is this workbook’s own",
            f"indicators/{bare[0].id}",
            "evaluate",
        )


def edition_kept(journey: Journey) -> Iterator[Advice]:
    """A map is a living document, updated as more is known. Source: Factsheet, introduction."""
    if journey.indicators and not journey.editions:
        yield Advice(
            "edition-kept",
            "No edition of this map is kept yet.",
            "Keep one before you change things, so that you can see later what moved.",
            f"{LIVING}; keeping editions is this workbook’s own",
            "editions",
            "evaluate",
        )


def map_untouched(journey: Journey, today: date) -> Iterator[Advice]:
    """A map is not made once and never touched again. Source: Factsheet, introduction; how long is the workbook's own.

    The latest date of an edition, a result or “still true” counts; a map without dates is left in peace.
    """
    texts = [journey.care.still_true, *(edition.date for edition in journey.editions)]
    texts += [result.date for indicator in journey.indicators for result in indicator.results]
    days = [min(day, today) for text in texts if (day := last_day(text)) is not None]
    if days and (today - max(days)).days > UNTOUCHED_DAYS:
        yield Advice(
            "map-untouched",
            f"Nothing new has been kept on this map since {max(days).year}-{max(days).month:02d}.",
            "Walk through it again with fresh feedback, correct what has changed and keep a new edition.",
            "Factsheet, introduction; how long is too long is this workbook’s own",
            "editions",
            "evaluate",
        )


def _names(journey: Journey, found: list[Indicator]) -> list[str]:
    return [shortened(one.name) or f"Indicator {journey.indicators.index(one) + 1}" for one in found]
