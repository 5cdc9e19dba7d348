"""What the map in the browser is given to show, beside the journey itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.export.method_views import METHOD_VIEWS
from cjm_widgets.export.qia import qia_rows
from cjm_widgets.journey.narration import narrate_curve
from cjm_widgets.journey.satisfaction import curves

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey


def map_view(journey: Journey) -> dict[str, Any]:
    """The method views, the QIA table and the narrations of a journey as JSON values.

    Args:
        journey: the journey that is mapped.

    Returns:
        `views` (`MethodView.to_json`), `qia` (`QiaTable.to_json`) and `narrations`: the story of each curve as
        a sentence, under "<rater>/<scale>", so that a map that shows one curve tells that one only.
    """
    return {
        "views": [view.to_json() for view in METHOD_VIEWS],
        "qia": qia_rows(journey).to_json(),
        "narrations": {f"{curve.rater}/{curve.scale.name}": f"{narrate_curve(curve)}." for curve in curves(journey)},
    }
