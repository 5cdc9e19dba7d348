"""Who makes the journey? Personas, one card each."""

from __future__ import annotations

from cjm_widgets.journey.model import Journey, Persona
from cjm_widgets.pages.page import Page
from cjm_widgets.widgets.spec import field, form, items, section

PAGE = Page(
    name="personas",
    file="02_personas.ipynb",
    title="Personas",
    form=form(
        section(
            "",
            "",
            "",
            items(
                Journey,
                "personas",
                *(field(Persona, name) for name in Persona.model_fields if name != "id"),
                title="Your personas",
                hint="Three to five, so that different kinds of customer are seen.",
            ),
        ),
    ),
    parts={"main": ("form",), "aside": ("advice",)},
)
