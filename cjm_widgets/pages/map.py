"""The map: everything on one page, steps across and layers down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.pages.page import Page, View
from cjm_widgets.views.map_view import map_view
from cjm_widgets.widgets.monitor_view import monitor_view, with_touchpoints

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.model import Journey


def _view(journey: Journey) -> View:
    return {
        **map_view(journey),
        "surveys": feedback_view(journey),
        "monitor": with_touchpoints(journey, monitor_view(journey, editable=False, everybody=True)),
    }


def _view_of_day(journey: Journey, today: date) -> View:
    return {"coverage": coverage(journey, today).to_json()}


PAGE = Page(
    name="map",
    file="07_map.ipynb",
    title="The map",
    parts={"main": ("map", "bring-from-map", "surveys", "advice")},
    view=_view,
    view_of_day=_view_of_day,
)
