"""What the page draws of the voices in the room, and of what customers said in surveys beside them.

Plain values; who spoke as what stands nowhere in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.voices import ONLY_A_ROOM, VOICES
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.together_view import room_curve

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.voices import Heard, Voices

_NOT_SHOWN: Final = "Not shown"


def voices_view(found: Voices, journey: Journey) -> dict[str, Any]:
    """How each voice rated, after the reveal.

    Args:
        found: what may be shown of the voices.
        journey: the whole journey, with what people said for themselves.

    Returns:
        `monitor`, a curve for each voice and each survey, those of one scale together; `gaps`, the largest first, each
        with its step and in words; `beside`, what is to be said besides, a sentence each. No monitor where no voice
        may be shown.
    """
    return {
        "monitor": _monitor(journey, found) if found.heard else None,
        "gaps": [{"step": gap.step, "say": gap.say, "each": gap.each} for gap in found.gaps],
        "beside": [say for say in found.beside if say != ONLY_A_ROOM],
    }


def _monitor(journey: Journey, found: Voices) -> dict[str, Any]:
    measured = {
        curve.rater: {point.step for point in curve.points if point.height is not None} for curve in found.surveys
    }
    steps = tuple(
        step.model_copy(update={"ratings": tuple(one for one in step.ratings if step.id in measured.get(one.id, ()))})
        for step in seen_by(journey, "").steps
    )
    drawn = monitor_view(journey.model_copy(update={"steps": steps}), editable=False)
    own = [_curve(heard) for heard in found.heard]
    surveys = [{**curve, "place": len(VOICES) + at} for at, curve in enumerate(drawn["curves"])]
    narration = " ".join((ONLY_A_ROOM, *([drawn["narration"]] if surveys else [])))
    return {**drawn, "curves": [*own, *surveys], "narration": narration}


def _curve(heard: Heard) -> dict[str, Any]:
    counts = [spread.rated for spread in heard.spreads if spread.values]
    few, many = min(counts), max(counts)
    title = f"{heard.title}, median of {few if few == many else f'{few} to {many}'}"
    curve = room_curve(f"voice-{heard.voice}", title, heard.spreads)
    # a customer tells of themselves, all others how they think it is for customers
    basis = "reported" if heard.voice == "customer" else "assumed"
    # the bars of several voices would lie over each other
    alone: dict[str, Any] = {"low": None, "high": None, "middle": []}
    points = [
        {**point, **alone, "basis": basis} if spread.values else {**point, "words": _NOT_SHOWN}
        for point, spread in zip(curve["points"], heard.spreads, strict=True)
    ]
    return {**curve, "points": points, "place": list(VOICES).index(heard.voice)}
