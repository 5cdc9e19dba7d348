"""Run charts of a map as small pictures, each over the whole of its scale, the better end above."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.scales import scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.differing.values import Chart

_TEMPLATE: Final = Path(__file__).with_name("run_charts.html.j2")
_WIDTH: Final = 200
_HEIGHT: Final = 60


def run_charts(charts: Sequence[Chart]) -> str:
    """The pictures; "" where there are none.

    Args:
        charts: from what differs.
    """
    if not charts:
        return ""
    from cjm_widgets.charts.picture import template

    return template(_TEMPLATE).render(charts=[*map(_drawn, charts)])


def _drawn(one: Chart) -> dict[str, Any]:
    scale = scale_of(one.scale)
    apart = _WIDTH / (len(one.waves) - 1)
    marks = [(round(at * apart, 1), _across(scale.height(wave))) for at, wave in enumerate(one.waves)]
    ends = f"{scale.say(one.waves[0])} first, {scale.say(one.waves[-1])} last; the line is the middle, "
    told = f"{scale.told}: {ends}{scale.say(one.median)}."
    return {
        "name": one.name,
        "told": told,
        "said": f"{one.name}, {len(one.waves)} surveys. {told}",
        "marks": marks,
        "points": " ".join(f"{x},{y}" for x, y in marks),
        "middle": _across(scale.height(one.median)),
    }


def _across(height: float) -> float:
    return round(_HEIGHT * (1 - height), 1)
