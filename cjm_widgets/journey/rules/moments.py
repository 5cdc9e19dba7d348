"""Advice on the moments of truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.chance import without_n
from cjm_widgets.journey.facts import is_answered, moment_name, step_names
from cjm_widgets.journey.rules.advice import N_UNKNOWN, Advice
from cjm_widgets.journey.speaking import drawn, lowest
from cjm_widgets.journey.wording import enough, fact, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey

FEWEST: Final = 3
MOST: Final = 4
COUNT_SOURCE: Final = "Oxford/HMRC notes, step 4"


def moments_not_begun(journey: Journey) -> Iterator[Advice]:
    """Moments of truth are marked on the steps. Source: Oxford/HMRC notes, step 4."""
    if journey.moments:
        return
    if journey.steps:
        say, do = (
            "No moment of truth is marked yet.",
            "Find the three or four points where the customer may give up, put it off or go elsewhere.",
        )
    else:
        say, do = (
            "There are no steps yet on which to mark a moment of truth.",
            "Write down the steps first, on the page “Journey steps”.",
        )
    yield Advice(
        "moments-not-begun", say, do, COUNT_SOURCE, "moments" if journey.steps else "steps", "moments_of_truth"
    )


def moments_removed(journey: Journey) -> Iterator[Advice]:
    """A moment of truth stands at a step, or a touchpoint of it, that is there. Source: Oxford/HMRC notes, step 4."""
    points = {step.id: {None, *(one.id for one in step.touchpoints)} for step in journey.steps}
    astray = [
        (m, "touchpoint" if m.step in points else "step")
        for m in journey.moments
        if m.step is not None and m.touchpoint not in points.get(m.step, ())
    ]
    if astray:
        yield Advice(
            "moments-removed",
            fact(
                [moment_name(journey, m) for m, _ in astray],
                "moment of truth stands at a step or a touchpoint that is not there",
                "moments of truth stand at a step or a touchpoint that is not there",
            ),
            "Choose another one for it, or take it off.",
            COUNT_SOURCE,
            f"moments/{astray[0][0].id}/{astray[0][1]}",
            "moments_of_truth",
        )


def moments_placed(journey: Journey) -> Iterator[Advice]:
    """A moment of truth is a point on the journey. Source: Oxford/HMRC notes, step 4."""
    loose = [m for m in journey.moments if m.step is None]
    if loose:
        yield Advice(
            "moments-placed",
            fact(
                [moment_name(journey, m) for m in loose],
                "moment of truth has no step",
                "moments of truth have no step",
            ),
            "Choose the step at which it happens.",
            COUNT_SOURCE,
            f"moments/{loose[0].id}/step",
            "moments_of_truth",
        )


def moments_count(journey: Journey) -> Iterator[Advice]:
    """About three or four moments of truth. Source: Oxford/HMRC notes, step 4.

    QIA calls every contact a moment of truth; whoever lists more and marks three or four hot spots follows QIA.
    """
    count = len(journey.moments)
    hot = sum(moment.hot_spot for moment in journey.moments)
    few = count < FEWEST
    if 0 < count < FEWEST:
        say = f"There {'is one moment' if count == 1 else f'are {number(count)} moments'} of truth so far."
        do = "Look again where the curve falls or rises. Three or four are usual."
    elif count > MOST and hot == 0:
        say = f"There are {number(count)} moments of truth."
        do = "Keep the three or four that decide, or mark those as hot spots."
    else:
        return
    yield Advice(
        "moments-count",
        say,
        do,
        COUNT_SOURCE,
        "moments",
        "moments_of_truth",
        count=count if few else None,
        enough=enough(count, "moment", "of truth") if few else "",
    )


def hot_spots_count(journey: Journey) -> Iterator[Advice]:
    """Three or four hot spots make or break a relationship. Source: QIA, journey steps."""
    hot = sum(moment.hot_spot for moment in journey.moments)
    few = hot < FEWEST
    if hot > MOST:
        say = f"{number(hot).capitalize()} moments of truth are marked as hot spots."
        do = "Keep the three or four that make or break the relationship."
    elif 0 < hot < FEWEST and len(journey.moments) >= FEWEST:
        say = (
            "One moment of truth is marked as a hot spot."
            if hot == 1
            else f"{number(hot).capitalize()} moments of truth are marked as hot spots."
        )
        do = "Three or four are usual. See whether another makes or breaks the relationship."
    else:
        return
    yield Advice(
        "hot-spots-count",
        say,
        do,
        "QIA, journey steps",
        "moments",
        "moments_of_truth",
        count=hot if few else None,
        enough=enough(hot, "hot spot") if few else "",
    )


def moments_rated(journey: Journey) -> Iterator[Advice]:
    """Moments of truth are found on the rated curve. Source: Oxford/HMRC notes, steps 3 and 4."""
    at = {moment.step for moment in journey.moments}
    blind = tuple(step for step in journey.steps if step.id in at and not is_answered(step))
    if blind:
        yield Advice(
            "moments-rated",
            fact(
                step_names(journey, blind),
                "moment of truth stands on a step without a rating from your group or a survey",
                "moments of truth stand on a step without a rating from your group or a survey",
            ),
            "Rate the step first, or say that nobody knows how it feels.",
            "Oxford/HMRC notes, steps 3 and 4",
            f"steps/{blind[0].id}/ratings",
            "moments_of_truth",
        )


def lowest_point(journey: Journey) -> Iterator[Advice]:
    """Customers are most challenged where the curve is lowest. Source: the workbook's own.

    The Oxford/HMRC notes, step 4, ask where customers are challenged; that the lowest point is one is our reading.
    """
    at = {moment.step for moment in journey.moments}
    found = lowest(journey)
    if journey.moments and found and not any(step.id in at for step in found.steps):
        names = step_names(journey, found.steps)
        whose = "The curve" if len(drawn(journey)) == 1 else f"The curve of {found.curve.inside}"
        apart = ", which cannot be told apart" if found.close else ""
        yield Advice(
            "lowest-point",
            f"{whose} is lowest at {listed(names)}{apart}, and no moment of truth is marked there."
            + (f" {N_UNKNOWN}" if without_n(found.curve, [point.step for point in found.curve.points]) else ""),
            "See whether customers may leave there. If not, leave it as it is.",
            f"{COUNT_SOURCE}; looking at the lowest point is this workbook’s own",
            f"steps/{found.steps[0].id}",
            "moments_of_truth",
        )


def moments_explained(journey: Journey) -> Iterator[Advice]:
    """What the customer may do there, and why. Source: Oxford/HMRC notes, step 4."""
    bare = [m for m in journey.moments if not m.why.strip() or (not m.risk and m.felt is None)]
    if bare:
        yield Advice(
            "moments-explained",
            fact(
                [moment_name(journey, m) for m in bare],
                "moment of truth is not explained",
                "moments of truth are not explained",
            ),
            "Say what the customer may do there, how it touches them, and why it matters so much.",
            COUNT_SOURCE,
            f"moments/{bare[0].id}/why",
            "moments_of_truth",
        )
