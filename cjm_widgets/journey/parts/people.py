"""Who is involved: stakeholders around the customer, personas, and what customers want to achieve."""

from __future__ import annotations

from typing import Literal

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import Item, ItemId


class Stakeholder(Item):
    """Somebody who has a part in the customer's world; the customer is at the centre (Ten layers, 1)."""

    name: str = ask.short_text("Who?", "A person, a team or an organisation.")
    ring: Literal[1, 2, 3] | None = ask.choice(
        "How close to the customer?",
        "The circle of influence on the picture.",
        (
            (1, "Closest: deals with the customer"),
            (2, "Close: shapes what the customer meets"),
            (3, "Further out: sets the conditions"),
        ),
    )
    angle: float | None = ask.number("Direction on the picture", "", low=0, high=360)
    relationship: str = ask.long_text(
        "What is the relationship like?", "Between them and us, and between them and the customer."
    )
    we_do: str = ask.long_text("What do we do for them?", "")
    they_do: str = ask.long_text("What do they do for us?", "")


class Persona(Item):
    """A composite picture of one segment of the customers (Factsheet, step 1; Ten layers, 2)."""

    name: str = ask.short_text("Name", "A first name makes it easier to think as they do.")
    job: str = ask.short_text("Job", "What they do all day, paid or not.")
    demographics: str = ask.long_text("Demographics", "Age, family, where they live, what they can spend.")
    goals: str = ask.long_text("Goals and challenges", "What they want to get done, and what stands in the way.")
    values: str = ask.long_text("Values and fears", "What matters to them, and what they worry about.")
    message: str = ask.long_text("Marketing message", "How would you describe your service to this person?")
    pitch: str = ask.long_text("Elevator pitch", "The same in one sentence, said aloud.", limit=400)
    current: str = ask.long_text("Situation today", "How things are for them now.")
    ideal: str = ask.long_text("Ideal situation", "How things would be if all went well.")


class Outcome(Item):
    """What customers want to achieve through their relationship with the organisation (Ten layers, 3)."""

    name: str = ask.short_text(
        "What do they want to achieve?", "Not the service itself: nobody wants a train ride, people want to get home."
    )
    persona: ItemId | None = ask.reference("For which persona?", "", to="personas")
    actions: str = ask.long_text("What must happen for it?", "The actions, theirs and yours, that lead there.")
    steps: tuple[ItemId, ...] = ask.references("Which steps lead to it?", "", to="steps")
