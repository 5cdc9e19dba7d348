"""What will you do? Something to change, to put in place or to keep; which first, and how firm is that order?"""

from __future__ import annotations

from cjm_widgets.journey.grounds import tellers_in_words
from cjm_widgets.journey.mismatch import PRIORITY_RULE, mismatches
from cjm_widgets.journey.model import Journey, Solution, Step
from cjm_widgets.journey.priority import ranking
from cjm_widgets.pages.page import Page, View
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.spec import asked, field, form, items, section

_MORE = (
    "need",
    "area",
    "control",
    "sure",
    "owner",
    "due",
    "state",
    "since",
    "indicator",
    "expected",
    "predicted",
)


def _view(journey: Journey) -> View:
    return {
        "monitor": monitor_view(journey, editable=False),
        "tellers": tellers_in_words(journey),
        "mismatches": [one.to_json() for one in mismatches(journey)],
        "priority_rule": PRIORITY_RULE,
        "ranking": ranking(journey).to_json(),
    }


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
                *(field(Solution, name) for name in asked(Solution, but=("dots", *_MORE))),
                *(field(Solution, name) for name in _MORE),
                more=_MORE,
                columns=("title", "action", "area", "team", "due", "effort", "impact"),
                title="Your solutions",
                hint="At least one for each moment of truth; and name what works well and should stay.",
            ),
        ),
        section(
            "Steps where nothing is needed",
            "What, if anything, must be checked or changed? Tick a step where somebody looked and it is fine.",
            "",
            items(Journey, "steps", field(Step, "nothing_needed"), layout="rows", fixed=True, title="Steps", hint=""),
            more=True,
        ),
    ),
    parts={
        "main": ("apart", "form", "matrix", "ranking"),
        "aside": ("monitor", "voices-of-solutions", "mismatches", "advice"),
    },
    view=_view,
)
