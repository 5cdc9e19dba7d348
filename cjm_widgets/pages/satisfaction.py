"""How does each step feel? A rating and the five lenses for every step, and the heart monitor."""

from __future__ import annotations

from cjm_widgets.journey.model import Experience, Journey, Step
from cjm_widgets.journey.satisfaction import FELT_WORDS, ROOM
from cjm_widgets.pages.page import Page, View
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.spec import Spec, field, form, items, section


def _view(journey: Journey) -> View:
    return {"monitor": monitor_view(journey, editable=True)}


def _rating() -> Spec:
    return {
        "name": f"ratings/{ROOM}/value",
        "kind": "scale",
        "title": "How satisfied is the customer here?",
        "hint": "Agree on one rating in your group. Use real feedback where you have it.",
        "choices": [*([int(value), words] for value, words in FELT_WORDS), ["unknown", "I do not know"]],
    }


PAGE = Page(
    name="satisfaction",
    file="04_satisfaction.ipynb",
    title="Satisfaction",
    form=form(
        section(
            "",
            "",
            "",
            items(
                Journey,
                "steps",
                _rating(),
                {
                    "name": "experience",
                    "kind": "group",
                    "title": "What the customer goes through",
                    "hint": Step.model_fields["experience"].description,
                    "layout": "two",
                    "fields": [field(Experience, name) for name in Experience.model_fields],
                },
                field(Step, "wanted"),
                layout="tabs",
                fixed=True,
                title="Step by step",
                hint="",
            ),
        ),
    ),
    parts={"main": ("form",), "aside": ("monitor", "advice")},
    view=_view,
)
