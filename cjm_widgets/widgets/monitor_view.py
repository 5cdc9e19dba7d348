"""What the heart monitor in the browser is given to draw: plain values, worked out from the journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.axis import axes
from cjm_widgets.journey.describe import say
from cjm_widgets.journey.grades import met, too_few, touchpoint_curve
from cjm_widgets.journey.narration import narrate, narrate_grades
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED

if TYPE_CHECKING:
    from cjm_widgets.journey.axis import Axis
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.satisfaction import Curve, Point


def monitor_view(journey: Journey, *, editable: bool = True, everybody: bool = False) -> dict[str, Any]:
    """The heart monitor of a journey as JSON values.

    Args:
        journey: the journey to draw.
        editable: whether people rate in it; then the room's curve is there even before its first rating.
        everybody: also how each persona would rate, and the experience that is wanted.

    Returns:
        `steps` in order (id, name, number, moment, hot, felt: how its moments are, "" where nobody said); `curves`,
        each with its rater, title, scale (with ticks [height, words, figure], heights from 0 at the bottom to 1,
        and the ends where it is cut) and a point for every step, a gap having no value and no height, a share of
        a sample the heights of its interval; `editable`; `narration`.

    Source: Oxford/HMRC notes, step 3.
    """
    every = curves(journey)
    shown = [curve for curve in every if _shown(curve, editable=editable, everybody=everybody)]
    if not shown:  # what was only told in words has its place as well
        shown = [curve for curve in every if curve.rater == ROOM and any(point.felt for point in curve.points)]
    drawn_on = axes(shown)
    hot = {moment.step for moment in journey.moments if moment.hot_spot}
    return {
        "steps": [
            {
                "id": step.id,
                "name": step.name,
                "number": at,
                "moment": any(moment.step == step.id for moment in journey.moments),
                "hot": step.id in hot,
                "felt": _felt(journey, step.id),
            }
            for at, step in enumerate(journey.steps, start=1)
        ],
        "curves": [_curve(curve, drawn_on[curve.scale.name]) for curve in shown],
        "editable": editable,
        "narration": narrate(journey),
    }


def with_touchpoints(journey: Journey, monitor: dict[str, Any]) -> dict[str, Any]:
    """A monitor that can also run through the touchpoints' grades.

    Args:
        journey: the journey that is drawn.
        monitor: what `monitor_view` gives of it.

    Returns:
        The monitor with `few`, why there are too few grades for a curve; and, where there are enough, `touchpoints`,
        a monitor whose steps are the touchpoints. Each has its step as `at` and its `place` among the columns of the
        steps, which are its `columns`.

    Source: Ten layers, 8.
    """
    curve = touchpoint_curve(journey)
    if curve is None:
        return {**monitor, "few": too_few(journey), "touchpoints": None}
    moments = {(moment.step, moment.touchpoint): moment for moment in journey.moments if moment.touchpoint}
    order = {step.id: at for at, step in enumerate(journey.steps)}
    there = met(journey)
    steps = []
    for step, touchpoint in there:
        own = [point.id for one, point in there if one is step]
        moment = moments.get((step.id, touchpoint.id))
        steps.append(
            {
                "id": f"{step.id}/{touchpoint.id}",
                "name": touchpoint.name,
                "number": f"{order[step.id] + 1}.{own.index(touchpoint.id) + 1}",
                "moment": moment is not None,
                "hot": moment is not None and moment.hot_spot,
                "felt": (moment.felt or "") if moment else "",
                "at": step.id,
                "place": order[step.id] + (own.index(touchpoint.id) + 0.5) / len(own),
            }
        )
    drawn = _curve(curve, axes([curve])[curve.scale.name])
    through = {
        "steps": steps,
        "curves": [drawn],
        "editable": False,
        "narration": narrate_grades(journey),
        "columns": list(order),
    }
    return {**monitor, "few": "", "touchpoints": through}


def _felt(journey: Journey, step: str) -> Literal["", "engaged", "challenged", "both"]:
    felt = {moment.felt for moment in journey.moments if moment.step == step and moment.felt}
    return "both" if len(felt) > 1 else felt.pop() if felt else ""


def _shown(curve: Curve, *, editable: bool, everybody: bool) -> bool:
    if not everybody and (curve.rater == WANTED or curve.rater.startswith(AS_PERSONA)):
        return False
    if editable and curve.rater == ROOM and curve.scale.name == "felt":
        return True
    return any(point.rating is not None and point.rating.value is not None for point in curve.points)


def _curve(curve: Curve, axis: Axis) -> dict[str, Any]:
    return {
        "rater": curve.rater,
        "title": curve.title,
        "scale": {
            "name": axis.scale.name,
            "title": axis.title,
            "low": axis.low,
            "high": axis.high,
            "better": axis.scale.better,
            "unit": axis.scale.unit,
            "ticks": [[tick.height, tick.label, tick.figure] for tick in axis.ticks],
            "cut": list(axis.cut),
        },
        "points": [_point(point, curve, axis) for point in curve.points],
    }


def _point(point: Point, curve: Curve, axis: Axis) -> dict[str, Any]:
    rating = point.rating
    ends = sorted(axis.height(end) for end in point.interval or ())
    return {
        "step": point.step,
        "value": point.value,
        "height": None if point.value is None else axis.height(point.value),
        "unknown": rating is not None and rating.value == "unknown",
        "words": say(point, curve),
        "asked": point.ground.counted if rating else "",
        "source": point.ground.named if rating else "",
        "basis": point.ground.basis if rating else "",
        "sample": point.sample,
        "reach": point.reach,
        "low": ends[0] if ends else None,
        "high": ends[-1] if ends else None,
    }
