"""All that a survey says: at the steps and of the journey as a whole, of all who answered and of each group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.aims import point_of
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.journey.series import points_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.journey.model import Journey, Source
    from cjm_widgets.journey.satisfaction import Point

    Points = dict[tuple[str, str], Point]

_OUTCOME: Final = "outcome: "  # no id of a step begins so
ALL: Final = ""
"""The group of all who answered."""


def answered(journey: Journey, source: Source, steps: Mapping[str, str]) -> dict[str, Points]:
    """What a survey says, by group, and there by what was asked about and scale.

    Args:
        journey: the map.
        source: the survey.
        steps: under which other id a step stands.
    """
    found: dict[str, Points] = {ALL: dict(points_of(journey, source))}
    for curve in curves(journey):
        if not curve.rater.startswith(f"{source.id}-"):
            continue
        for point in curve.points:
            if point.value is not None and point.rating is not None and point.rating.source == source.id:
                group = point.rating.rater.removeprefix(f"{source.name}: ").strip()
                found.setdefault(group, {})[point.step, curve.scale.name] = point
    named = {
        group: {(steps.get(step, step), scale): point for (step, scale), point in points.items()}
        for group, points in found.items()
    }
    for one in source.figures:
        if one.kind == "outcome" and one.scale and one.value is not None and one.step is None:
            at = f"{_OUTCOME}{one.name.strip()}"
            height = scale_of(one.scale).height(one.value)
            point = replace(point_of(one, one.scale, Ground(source, one.n)), step=at, height=height)
            named.setdefault(one.group.strip(), {})[at, one.scale] = point
    return named


def outcome_at(key: str) -> str | None:
    """What the outcome is called that such a key stands for; None for a step's."""
    return (key.removeprefix(_OUTCOME) or "The journey as a whole") if key.startswith(_OUTCOME) else None
