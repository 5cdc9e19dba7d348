"""Who is involved: stakeholders around the customer, teams, personas, and what customers want to achieve."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import ITEM_ID, Item, ItemId

CUSTOMER: Final = "@customer"
"""The customer as an end of a relationship; no item can have this id."""


class Stakeholder(Item):
    """Somebody who has a part in the customer's world; the customer is at the centre (Ten layers, 1)."""

    name: str = ask.short_text("Who?", "A person, a team or an organisation.")
    influence: Literal["strong", "medium", "slight"] | None = ask.choice(
        "How much influence have they on what the customer goes through?",
        "The circle on the picture: the more influence, the nearer to the customer.",
        (
            ("strong", "Strong influence: what they do makes or breaks it"),
            ("medium", "Some influence: they shape part of it"),
            ("slight", "Little influence: they are touched by it more than they shape it"),
        ),
    )
    angle: float | None = ask.number("Direction on the picture", "", low=0, high=360)
    relationship: str = ask.long_text(
        "What is the relationship like?", "Between them and us, and between them and the customer."
    )
    we_do: str = ask.long_text("What do we do for them?", "")
    they_do: str = ask.long_text("What do they do for us?", "")


class Relationship(Item):
    """A line between two on the stakeholder map (Ten layers, 1: “describe relationships”)."""

    from_whom: Annotated[str, StringConstraints(pattern=f"^{CUSTOMER}$|{ITEM_ID}")] | None = ask.reference(
        "From", "", to="stakeholders", also=((CUSTOMER, "The customer"),)
    )
    to_whom: Annotated[str, StringConstraints(pattern=f"^{CUSTOMER}$|{ITEM_ID}")] | None = ask.reference(
        "To", "", to="stakeholders", also=((CUSTOMER, "The customer"),)
    )
    kind: Literal["helps", "informs", "pays", "decides"] | None = ask.choice(
        "What passes between them?",
        "",
        (
            ("helps", "Help or a service"),
            ("informs", "News or advice"),
            ("pays", "Money"),
            ("decides", "Rules or decisions"),
        ),
        look="select",
    )
    state: Literal["good", "neutral", "strained"] | None = ask.choice(
        "How is it?",
        "",
        (("good", "Good"), ("neutral", "Neither good nor strained"), ("strained", "Strained")),
        look="select",
    )
    name: str = ask.short_text("In a few words", "Such as “waits a week for an answer”.")


class Team(Item):
    """Somebody who can be responsible: a team, a firm or an office (Factsheet, step 6; Ten layers, 7)."""

    name: str = ask.short_text("Team", "As people here call it. A firm or an office outside counts as well.")
    lead: str = ask.short_text("Who leads it, or whom do you ask?", "A name, and how to reach them.")


class Persona(Item):
    """A composite picture of one segment of the customers (Factsheet, step 1; Ten layers, 2)."""

    name: str = ask.short_text("Name", "A first name makes it easier to think as they do.")
    job: str = ask.short_text("Job", "What they do all day, paid or not.")
    demographics: str = ask.long_text("Demographics", "Age, family, where they live, what they can spend.")
    goals: str = ask.long_text("Goals and challenges", "What they want to get done, and what stands in the way.")
    values: str = ask.long_text("Values and fears", "What matters to them, and what they worry about.")
    message: str = ask.long_text("Our marketing message", "How would you describe your service to this person?")
    pitch: str = ask.long_text("Our elevator pitch", "The same in one sentence, said aloud.", limit=400)
    current: str = ask.long_text("Situation today", "How things are for them now.")
    ideal: str = ask.long_text("Ideal situation", "How things would be if all went well.")
    source: ItemId | None = ask.named_reference(
        "On whom does this persona rest?", "Those you asked or watched before you wrote it.", to="sources"
    )


class Outcome(Item):
    """What customers want to achieve through their relationship with the organisation (Ten layers, 3)."""

    name: str = ask.short_text(
        "What do they want to achieve?", "Not the service itself: nobody wants a train ride, people want to get home."
    )
    persona: ItemId | None = ask.reference("For which persona?", "", to="personas")
    actions: str = ask.long_text("What must happen for it?", "The actions, theirs and yours, that lead there.")
    steps: tuple[ItemId, ...] = ask.references("Which steps lead to it?", "", to="steps")
