"""What came of it? Indicators and standards with their targets, and the editions of the map."""

from __future__ import annotations

from cjm_widgets.journey.editions import changes
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.model import Indicator, Journey, Result
from cjm_widgets.pages.page import Page, Past, View
from cjm_widgets.widgets.spec import field, form, items, section


def _view(journey: Journey) -> View:
    return {"evaluation": [one.to_json() for one in evaluated(journey)]}


def _view_of_past(journey: Journey, past: Past) -> View:
    """The editions, the latest first, each with what had changed since the one before; and what changed since."""
    kept = [(edition, past(edition.revision)) for edition in journey.editions]
    found = []
    before: Journey | None = None
    for edition, then in kept:
        changed = changes(before, then) if before is not None and then is not None else ()
        found.append({**edition.model_dump(mode="json", exclude={"revision"}), "changes": list(changed)})
        before = then
    since = changes(before, journey) if before is not None else ()
    return {"editions": found[::-1], "since": list(since)}


PAGE = Page(
    name="evaluate",
    file="08_evaluate.ipynb",
    title="Evaluate",
    form=form(
        section(
            "",
            "",
            "",
            items(
                Journey,
                "indicators",
                *(field(Indicator, name) for name in Indicator.model_fields if name not in ("id", "results")),
                items(
                    Indicator,
                    "results",
                    *(field(Result, name) for name in Result.model_fields if name != "id"),
                    layout="rows",
                ),
                title="Indicators and standards",
                hint="A few figures that would tell you that customers notice the difference. Three to five is this "
                "workbook’s own rule of thumb.",
            ),
        ),
    ),
    parts={"main": ("evaluation", "form", "editions"), "aside": ("advice",)},
    view=_view,
    view_of_past=_view_of_past,
)
