"""Where may the customer stay or go? Moments of truth and hot spots."""

from __future__ import annotations

from cjm_widgets.journey.grounds import tellers_in_words
from cjm_widgets.journey.model import Journey, Moment
from cjm_widgets.pages.page import Page, View
from cjm_widgets.widgets.monitor_view import monitor_view, with_touchpoints
from cjm_widgets.widgets.spec import asked, field, form, items, section


def _view(journey: Journey) -> View:
    return {
        "monitor": with_touchpoints(journey, monitor_view(journey, editable=False)),
        "tellers": tellers_in_words(journey),
    }


PAGE = Page(
    name="moments_of_truth",
    file="05_moments_of_truth.ipynb",
    title="Moments of truth",
    form=form(
        section(
            "",
            "",
            "",
            items(
                Journey,
                "moments",
                *(field(Moment, name) for name in asked(Moment, but=("dots",))),
                columns=("name", "step", "risk", "felt", "hot_spot"),
                title="Your moments of truth",
                hint="Three or four that make or break the relationship. In Carlzon’s wider meaning every contact is "
                "a moment of truth; those are the touchpoints on “Journey steps”.",
            ),
        ),
    ),
    parts={
        "main": (
            "apart",
            "form",
        ),
        "aside": ("monitor", "voices-of-moments", "advice"),
    },
    view=_view,
)
