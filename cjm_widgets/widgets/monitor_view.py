"""What the heart monitor in the browser is given to draw: plain values, worked out from the journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cjm_widgets.journey.aims import aims
from cjm_widgets.journey.axis import axes
from cjm_widgets.journey.describe import say
from cjm_widgets.journey.grades import met, too_few, touchpoint_curve
from cjm_widgets.journey.narration import narrate, narrate_grades
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED

if TYPE_CHECKING:
    from cjm_widgets.journey.aims import Aim
    from cjm_widgets.journey.axis import Axis
    from cjm_widgets.journey.model import Journey, Moment, Step
    from cjm_widgets.journey.satisfaction import Curve, Point


def monitor_view(journey: Journey, *, editable: bool = True, everybody: bool = False) -> dict[str, Any]:
    """The heart monitor of a journey as JSON values.

    Args:
        journey: the journey to draw.
        editable: whether people rate in it; then the room's curve is there even before its first rating.
        everybody: also how each persona would rate, and the experience that is wanted.

    Returns:
        `steps` in order (id, name, number, moment, hot, felt: how its moments are, "" where nobody said); `curves`,
        each with its rater, title, place among all of the journey, scale (with ticks [height, words, figure],
        heights from 0 at the bottom to 1, and the ends where it is cut) and a point for every step, a gap having no
        value and no height, a share of a sample the heights of its interval, and what is aimed at there or is others'
        (`aims`); `editable`; `narration`.

    Source: Oxford/HMRC notes, step 3.
    """
    every = curves(journey)
    shown = [curve for curve in every if _shown(curve, editable=editable, everybody=everybody)]
    if not shown:  # what was only told in words has its place as well
        shown = [curve for curve in every if curve.rater == ROOM and any(point.felt for point in curve.points)]
    beside = aims(journey)
    values: dict[str, list[float]] = {}
    for (_, scale), all_of in beside.items():
        values.setdefault(scale, []).extend(one.value for one in all_of)
    drawn_on = axes(shown, values)
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
        "curves": [
            {
                **_curve(curve, drawn_on[curve.scale.name], beside.get((curve.rater, curve.scale.name), ())),
                "place": place,
            }
            for place, curve in enumerate(every)
            if curve in shown
        ],
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
        steps, which are its `columns`; and moments that stand at a step but at no touchpoint of it are its `whole`.

    Source: Ten layers, 8.
    """
    curve = touchpoint_curve(journey)
    if curve is None:
        return {**monitor, "few": too_few(journey), "touchpoints": None}
    order = {step.id: at for at, step in enumerate(journey.steps)}
    there = met(journey)
    steps = []
    for step, touchpoint in there:
        own = [point.id for one, point in there if one is step]
        moments = [one for one in journey.moments if (one.step, one.touchpoint) == (step.id, touchpoint.id)]
        steps.append(
            {
                "id": f"{step.id}/{touchpoint.id}",
                "name": touchpoint.name,
                "number": f"{order[step.id] + 1}.{own.index(touchpoint.id) + 1}",
                "moment": bool(moments),
                "hot": any(moment.hot_spot for moment in moments),
                "felt": _felt_at(moments),
                "at": step.id,
                "place": order[step.id] + (own.index(touchpoint.id) + 0.5) / len(own),
            }
        )
    points = [step.id for step, _ in there]
    whole = [
        {
            "id": step.id,
            "name": step.name,
            "number": order[step.id] + 1,
            "moment": True,
            "hot": any(moment.hot_spot for moment in moments),
            "felt": _felt_at(moments),
            "place": order[step.id] + 0.5,
            "first": points.index(step.id) if step.id in points else None,
            "last": len(points) - 1 - points[::-1].index(step.id) if step.id in points else None,
        }
        for step in journey.steps
        if (moments := _of_the_whole(journey, step, {touchpoint.id for one, touchpoint in there if one is step}))
    ]
    drawn = _curve(curve, axes([curve])[curve.scale.name])
    through = {
        "steps": steps,
        "curves": [drawn],
        "editable": False,
        "narration": narrate_grades(journey),
        "columns": list(order),
        "whole": whole,
    }
    return {**monitor, "few": "", "touchpoints": through}


def _of_the_whole(journey: Journey, step: Step, drawn: set[str]) -> list[Moment]:
    return [moment for moment in journey.moments if moment.step == step.id and moment.touchpoint not in drawn]


def _felt(journey: Journey, step: str) -> Literal["", "engaged", "challenged", "both"]:
    return _felt_at([moment for moment in journey.moments if moment.step == step])


def _felt_at(moments: list[Moment]) -> Literal["", "engaged", "challenged", "both"]:
    felt = {moment.felt for moment in moments if moment.felt}
    return "both" if len(felt) > 1 else felt.pop() if felt else ""


def _shown(curve: Curve, *, editable: bool, everybody: bool) -> bool:
    if not everybody and (curve.rater == WANTED or curve.rater.startswith(AS_PERSONA)):
        return False
    if editable and curve.rater == ROOM and curve.scale.name == "felt":
        return True
    return any(point.rating is not None and point.rating.value is not None for point in curve.points)


def _curve(curve: Curve, axis: Axis, beside: tuple[Aim, ...] = ()) -> dict[str, Any]:
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
        "points": [_with_aims(_point(point, curve, axis), axis, beside) for point in curve.points],
    }


def _with_aims(point: dict[str, Any], axis: Axis, beside: tuple[Aim, ...]) -> dict[str, Any]:
    found = [
        {"kind": one.kind, "name": one.name, "height": axis.height(one.value), "words": one.say}
        for one in beside
        if one.step == point["step"]
    ]
    return {**point, "aims": found} if found else point


def _point(point: Point, curve: Curve, axis: Axis) -> dict[str, Any]:
    rating = point.rating
    ends = sorted(axis.height(end) for end in point.interval or ())
    return {
        "step": point.step,
        "value": point.value,
        "height": None if point.value is None else axis.height(point.value),
        "unknown": rating is not None and rating.value == "unknown",
        "words": say(point, curve),
        "asked": point.ground.asked if rating else "",
        "source": point.ground.named if rating else "",
        "basis": point.ground.firm if rating else "",
        "sample": point.sample,
        "reach": point.reach,
        "low": ends[0] if ends else None,
        "high": ends[-1] if ends else None,
    }
