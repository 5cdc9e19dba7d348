"""How does each step feel? The five lenses and the ratings for every step, and the heart monitor.

As in the Oxford/HMRC notes, step 3, one looks first and plots last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.journey.model import Experience, Journey, Quote, Rating, Step, Touchpoint
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED
from cjm_widgets.pages.felt import rating
from cjm_widgets.pages.page import Page, View
from cjm_widgets.pages.sources import OURS, chosen, sources
from cjm_widgets.widgets.asking_view import asking_view
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.spec import Spec, field, form, items, section

if TYPE_CHECKING:
    from datetime import date


def _view(journey: Journey) -> View:
    return {
        "monitor": monitor_view(journey, editable=True),
        "surveys": feedback_view(journey),
        "ask": asking_view(journey),
    }


def _view_of_day(journey: Journey, today: date) -> View:
    return {"coverage": coverage(journey, today).to_json()}


_HINT = "For each step: what the customer goes through, what the service offers, and only then the figure."
_RESTS_ON: Spec = {
    "name": f"ratings/{ROOM}",
    "kind": "group",
    "title": "What does this rating rest on?",
    "hint": "It is best if it rests on actual feedback.",
    "layout": "two",
    "fields": [chosen(Rating, "source", title="Source"), field(Rating, "n")],
}


def _form(journey: Journey) -> Spec:
    raters = {f"{AS_PERSONA}{one.id}": one.name or "A persona without a name" for one in journey.personas}
    personas = [{**rating(rater, name, small=True), "name": f"{rater}/value"} for rater, name in raters.items()]
    behind: list[Spec] = [
        {
            **field(Rating, "source", none=OURS, title=f"What does the rating as {name} rest on?"),
            "name": f"{rater}/source",
        }
        for rater, name in raters.items()
    ]
    as_personas: Spec = {
        "name": "ratings",
        "kind": "group",
        "title": "How would each persona rate it?",
        "hint": "",
        "fields": [*personas, *behind],
        "more": [one["name"] for one in behind],
    }
    step = (
        {**field(Step, "experience", layout="two"), "fields": [field(Experience, n) for n in Experience.model_fields]},
        items(
            Step,
            "quotes",
            *(field(Quote, name) for name in Quote.model_fields if name != "id"),
            label="words",
            more=("touchpoint", "lens", "quotable"),
        ),
        field(Step, "service_elements"),
        rating(
            ROOM,
            "How satisfied is the customer here?",
            "Agree on one rating in your group. Use real feedback where you have it.",
        ),
        _RESTS_ON,
        *([as_personas] if personas else []),
        items(
            Step,
            "touchpoints",
            field(Touchpoint, "grade", small=True),
            layout="rows",
            fixed=True,
            title="How does each touchpoint feel?",
            hint="Give each a grade from the customer’s side.",
        ),
        rating(WANTED, "How satisfied should the customer be here?", "The experience you aim at.", small=True),
        field(Step, "wanted"),
        field(Step, "great"),
        field(Step, "know"),
    )
    steps = items(Journey, "steps", *step, layout="tabs", fixed=True, title="Step by step", hint=_HINT)
    return form(
        section("", "", "", {**steps, "reach": {"at": "ratings", "words": "To the rating"}}),
        sources(),
    )


PAGE = Page(
    name="satisfaction",
    file="04_satisfaction.ipynb",
    title="Satisfaction",
    form=_form,
    parts={
        "main": (
            "glance",
            "apart",
            "form",
            "surveys",
            "ask",
            "bring-from-satisfaction",
        ),
        "aside": ("monitor", "advice"),
    },
    view=_view,
    view_of_day=_view_of_day,
)
