"""What the heart monitor shows of a room that rated apart: the median of all as a curve, and how far it spreads.

Plain values; whose rating is whose stands nowhere in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.axis import axis
from cjm_widgets.journey.narration import narrate_room
from cjm_widgets.journey.scales import ROOM, SCALES
from cjm_widgets.widgets.monitor_view import monitor_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.agreement import Spread
    from cjm_widgets.journey.model import Journey

TOGETHER: Final = "together"
"""The name under which the room's median is drawn; it is no rater in the journey."""

_HIDDEN: Final = "Your group’s ratings are hidden until the reveal; they are kept."


def with_together(monitor: dict[str, Any], spreads: Sequence[Spread]) -> dict[str, Any]:
    """A heart monitor with the room's median as a further curve, second after the group's own.

    Each point also holds the heights of `low`, `high`, the `middle` half and all `ratings`; each step says whether the
    room `disagrees` there. Steps that nobody rated are gaps.

    Args:
        monitor: from `monitor_view`, of the same steps.
        spreads: what the room said of each step.
    """
    if not any(spread.values for spread in spreads):
        return monitor
    by_step = {spread.step: spread for spread in spreads}
    counts = [spread.rated for spread in spreads if spread.values]
    few, many = min(counts), max(counts)
    on_paper = ", some on paper" if any(spread.on_paper for spread in spreads) else ""
    title = f"The room, median of {few if few == many else f'{few} to {many}'}{on_paper}"
    curve = room_curve(TOGETHER, title, [by_step[step["id"]] for step in monitor["steps"]])
    own = [one for one in monitor["curves"] if one["rater"] == ROOM]
    others = [one for one in monitor["curves"] if one["rater"] != ROOM]
    steps = [{**step, "disagrees": by_step[step["id"]].disagrees} for step in monitor["steps"]]
    return {
        **monitor,
        "steps": steps,
        "curves": [*own, curve, *others],
        "narration": " ".join((*([monitor["narration"]] if _is_told(monitor) else []), narrate_room(spreads))),
    }


def room_curve(rater: str, title: str, spreads: Sequence[Spread]) -> dict[str, Any]:
    """The medians of people in the room as a curve of the heart monitor.

    Args:
        rater: under which name it is drawn.
        title: what the curve is called.
        spreads: what they said of each step that is drawn.
    """
    drawn_on = axis(SCALES["felt"], ())
    return {
        "rater": rater,
        "title": title,
        "scale": {
            "name": "felt",
            "title": drawn_on.title,
            "low": drawn_on.low,
            "high": drawn_on.high,
            "better": drawn_on.scale.better,
            "unit": "",
            "ticks": [[tick.height, tick.label, tick.figure] for tick in drawn_on.ticks],
        },
        "points": [_point(spread) for spread in spreads],
    }


def without_agreed(journey: Journey) -> dict[str, Any]:
    """The heart monitor while everybody rates apart: without the group's own curve, which would lead them.

    That there is one is said, so that nobody takes it for lost.

    Args:
        journey: the journey; what people rated for themselves is left out as well.
    """
    shared = seen_by(journey, "")
    steps = tuple(
        step.model_copy(update={"ratings": tuple(one for one in step.ratings if one.id != ROOM)})
        for step in shared.steps
    )
    monitor = monitor_view(shared.model_copy(update={"steps": steps}), editable=False)
    if not any(one.id == ROOM and one.value is not None for step in shared.steps for one in step.ratings):
        return monitor
    return {**monitor, "narration": " ".join((*([monitor["narration"]] if _is_told(monitor) else []), _HIDDEN))}


def _is_told(monitor: dict[str, Any]) -> bool:
    return any(point["value"] is not None for curve in monitor["curves"] for point in curve["points"])


def _point(spread: Spread) -> dict[str, Any]:
    height = SCALES["felt"].height
    known = spread.median is not None
    return {
        "step": spread.step,
        "value": spread.median,
        "height": None if spread.median is None else height(spread.median),
        "unknown": not known and spread.unknown > 0,
        "words": spread.say,
        "low": None if spread.low is None else height(spread.low),
        "high": None if spread.high is None else height(spread.high),
        "middle": [height(end) for end in spread.middle_half or ()],
        "ratings": [height(value) for value in spread.values],
        "asked": "",
        "source": "",
        "basis": "",
    }
