"""What will you do? Something to change, to put in place or to keep, for each moment of truth."""

from __future__ import annotations

from cjm_widgets.journey.model import Journey, Solution
from cjm_widgets.pages.page import Page, View
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.spec import field, form, items, section


def _view(journey: Journey) -> View:
    return {"monitor": monitor_view(journey, editable=False)}


PAGE = Page(
    name="solutions",
    file="06_solutions.ipynb",
    title="Solutions",
    form=form(
        section(
            "",
            "",
            "",
            items(
                Journey,
                "solutions",
                *(field(Solution, name) for name in Solution.model_fields if name != "id"),
                title="Your solutions",
                hint="At least one for each moment of truth; and name what works well and should stay.",
            ),
        ),
    ),
    parts={"main": ("form",), "aside": ("monitor", "advice")},
    view=_view,
)
