"""The journey itself: its scope, its stages, its steps and what the customer meets in each."""

from __future__ import annotations

from cjm_widgets.journey.mismatch import PRIORITY_RULE, mismatches
from cjm_widgets.journey.model import Journey, Need, Quote, Scope, Stage, Step, Touchpoint
from cjm_widgets.pages.felt import FELT
from cjm_widgets.pages.page import Page, View
from cjm_widgets.pages.sources import chosen, sources
from cjm_widgets.widgets.spec import field, form, items, section

_ASKED_AT = "01_diagnostic.ipynb"
_ESSENTIAL = ("name", "kind", "where", "owner")
_COLUMNS = ("name", "stage", "touchpoints", "quotes", "experience/feelings", FELT["name"])
_FELT_THERE = (
    items(Step, "quotes", field(Quote, "words"), field(Quote, "source"), label="words", short="What they said"),
    field(Step, "experience/feelings", short="How it felt"),
    FELT,
)
"""What customers went through is asked on the next page; who has it beside the steps enters it with them."""
_MORE = ("by", "serves", "responsible", "contacts", "time")


def _view(journey: Journey) -> View:
    return {"mismatches": [one.to_json() for one in mismatches(journey)], "priority_rule": PRIORITY_RULE}


PAGE = Page(
    name="steps",
    file="03_steps.ipynb",
    title="Journey steps",
    form=form(
        section(
            "From where to where",
            "Agree on the two ends before you name what lies between.",
            "scope",
            field(Scope, "starts"),
            field(Scope, "ends"),
            field(Scope, "journey_type", kind="said", at=_ASKED_AT),
            field(Scope, "segment", kind="said", at=_ASKED_AT),
            layout="two",
        ),
        section(
            "About this map",
            "",
            "",
            field(Journey, "title"),
            *(field(Journey, f"scope/{name}") for name in ("initiated_by", "customer_kind", "contact", "mapped_by")),
            more=True,
        ),
        section(
            "",
            "",
            "",
            items(
                Journey,
                "stages",
                field(Stage, "name"),
                items(Stage, "needs", field(Need, "name"), field(Need, "kind"), layout="rows"),
                field(Stage, "time"),
                chosen(Stage, "time_source"),
                columns=("name", "needs"),
                title="Stages",
                hint="The larger phases. Common ones are: discover, research, explore, choose, purchase, advocate.",
            ),
            items(
                Journey,
                "steps",
                field(Step, "name"),
                field(Step, "stage"),
                field(Step, "goal"),
                field(Step, "time"),
                chosen(Step, "time_source"),
                field(Step, "waiting"),
                items(
                    Step,
                    "touchpoints",
                    *(field(Touchpoint, name) for name in (*_ESSENTIAL, *_MORE)),
                    chosen(Touchpoint, "time_source"),
                    more=(*_MORE, "time_source"),
                    layout="rows",
                ),
                field(Step, "blueprint"),
                more=("waiting", "blueprint"),
                groups="stage",
                columns=_COLUMNS,
                besides=_FELT_THERE,
                title="Steps",
                hint="Six to ten, in the order in which they happen to the customer.",
            ),
        ),
        sources(),
    ),
    parts={"main": ("form",), "aside": ("mismatches", "advice")},
    view=_view,
)
