"""Who is involved: the stakeholder map, the personas, and what customers want to achieve."""

from __future__ import annotations

from cjm_widgets.journey.grounds import sources_in_words
from cjm_widgets.journey.model import Journey, Outcome, Persona, Relationship, Stakeholder, Team
from cjm_widgets.pages.page import Page, View
from cjm_widgets.pages.sources import chosen, sources
from cjm_widgets.widgets.spec import field, form, items, section


def _view(journey: Journey) -> View:
    return {"sources": sources_in_words(journey)}


PAGE = Page(
    name="personas",
    file="02_personas.ipynb",
    title="Stakeholders and personas",
    form=form(
        section(
            "",
            "",
            "",
            items(
                Journey,
                "personas",
                *(field(Persona, name) for name in Persona.model_fields if name not in ("id", "source")),
                chosen(Persona, "source"),
                columns=("name", "job", "goals", "values"),
                title="Personas",
                hint="Three to five kinds of people within the one segment that this map is for.",
            ),
            items(
                Journey,
                "stakeholders",
                *(field(Stakeholder, name) for name in Stakeholder.model_fields if name not in ("id", "angle")),
                columns=("name", "influence", "we_do", "they_do"),
                title="Stakeholders",
                hint="Everybody who has a part in it, around the customer. The source asks for circles of influence; "
                "that there are three, and what each stands for, is this workbook’s own.",
            ),
        ),
        section(
            "Relationships",
            "",
            "",
            items(
                Journey,
                "relationships",
                *(field(Relationship, name) for name in Relationship.model_fields if name != "id"),
                title="Relationships",
                hint="A line on the picture for each that matters. The source asks to describe them; what passes "
                "between two, and good or strained, is this workbook’s own.",
            ),
            more=True,
        ),
        section(
            "Outcomes",
            "",
            "",
            items(
                Journey,
                "outcomes",
                *(field(Outcome, name) for name in Outcome.model_fields if name != "id"),
                title="Outcomes",
                hint="What customers want from their relationship with you.",
            ),
            more=True,
        ),
        section(
            "Teams",
            "",
            "",
            items(
                Journey,
                "teams",
                *(field(Team, name) for name in Team.model_fields if name != "id"),
                title="Teams",
                hint="Who can be responsible. They are chosen on “Journey steps” and on “Solutions”, where you can "
                "add more; “Evaluate” shows what each has to do.",
                layout="rows",
            ),
            more=True,
        ),
        sources(),
    ),
    parts={"main": ("form", "stakeholders", "cards"), "aside": ("advice",)},
    view=_view,
)
