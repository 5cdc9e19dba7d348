"""What came of it? Indicators and standards with their targets, and the editions of the map."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cjm_widgets.journey.differing import difference
from cjm_widgets.journey.differing.account import in_short
from cjm_widgets.journey.due import dues, has_dates
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.model import Care, Indicator, Journey, Result
from cjm_widgets.journey.teams import teams_work
from cjm_widgets.pages.page import Page, Past, View
from cjm_widgets.pages.sources import sources
from cjm_widgets.widgets.spec import asked, field, form, items, section

if TYPE_CHECKING:
    from datetime import date

_RESULT_MORE = ("spread", "edition")  # what a verdict needs stands open
_SOON = 5  # what comes next: a glance, no plan


def _view_of_day(journey: Journey, today: date) -> View:
    """All that is overdue, what comes next, what each team has to do, and how each target stands."""
    found = [one.to_json() for one in dues(journey, today)]
    late = [one for one in found if one["overdue"]]
    teams = [one.to_json() for one in teams_work(journey, today)]
    evaluation = [one.to_json() for one in evaluated(journey, today)]
    return {
        "dated": has_dates(journey),
        "due": late + found[len(late) : len(late) + _SOON],
        "teams": teams,
        "evaluation": evaluation,
    }


def _view_of_past(journey: Journey, past: Past) -> View:
    """The editions, the latest first, each with what had changed since the one before; and what changed since."""
    kept = [(edition, past(edition.revision)) for edition in journey.editions]
    found = []
    before: Journey | None = None
    for edition, then in kept:
        changed = _moved(before, then) if before is not None and then is not None else ()
        found.append({**edition.model_dump(mode="json", exclude={"revision"}), "changes": list(changed)})
        before = then
    since = _moved(before, journey) if before is not None else ()
    return {"editions": found[::-1], "since": list(since)}


@lru_cache(maxsize=32)  # the editions stay as they are, however often the page is drawn
def _moved(before: Journey, after: Journey) -> tuple[str, ...]:
    return in_short(difference(before, after, None))


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
                *(field(Indicator, name) for name in asked(Indicator, but=("results",))),
                items(
                    Indicator,
                    "results",
                    *(field(Result, name) for name in asked(Result)),
                    more=_RESULT_MORE,
                ),
                columns=("name", "unit", "better", "today", "today_n", "target", "due"),
                title="Indicators and standards",
                hint="A few figures that would tell you that customers notice the difference. Three to five is this "
                "workbook’s own rule of thumb.",
            ),
        ),
        section(
            "This map",
            "",
            "care",
            *(field(Care, name) for name in Care.model_fields),
            layout="two",
        ),
        sources(),
    ),
    parts={"main": ("form", "due", "teams", "evaluation", "editions"), "aside": ("advice",)},
    view_of_day=_view_of_day,
    view_of_past=_view_of_past,
)
