"""The journey itself: stages and steps, what the customer meets and feels there, and what stands behind it."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field, model_validator

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import Item, ItemId, Value
from cjm_widgets.journey.parts.sources import Quote  # noqa: TC001 - pydantic reads it when the class is made
from cjm_widgets.journey.scales import ScaleName, scale_of


class TimeSpan(Value):
    """A length of time with its unit (Factsheet, step 5)."""

    amount: float | None = Field(
        default=None, ge=0, le=100_000, title="How long", json_schema_extra={"input": "number"}
    )
    unit: Literal["minutes", "hours", "days", "weeks", "months"] = Field(
        default="days",
        title="Unit",
        json_schema_extra={
            "input": "select",
            "choices": [[unit, unit] for unit in ("minutes", "hours", "days", "weeks", "months")],
        },
    )


class Need(Item):
    """A goal or a question that the customer has in a stage (Factsheet, step 3)."""

    name: str = ask.short_text("Goal or question", "In the customer’s words: “Will it hurt?”")
    kind: Literal["goal", "question"] | None = ask.choice(
        "Which is it?", "", (("goal", "A goal"), ("question", "A question")), look="select"
    )


class Stage(Item):
    """A phase of behaviour that the customer goes through (Factsheet, steps 2, 3 and 5)."""

    name: str = ask.short_text("Stage", "For example: discover, research, explore, choose, purchase, advocate.")
    needs: tuple[Need, ...] = ask.items(
        "Goals and questions",
        "What customers want to get done or to know in this stage. Touchpoints should answer them.",
        noun="goal or question",
        nouns="goals and questions",
    )
    time: TimeSpan = ask.group("How long does this stage usually last?", "", TimeSpan)
    time_source: ItemId | None = ask.named_reference("Where does that time come from?", "", to="sources")


class Touchpoint(Item):
    """One interaction between the customer and an organisation (QIA; Factsheet, step 4; Ten layers, 5)."""

    name: str = ask.short_text("Touchpoint", "A person, page, letter, place or thing that the customer meets here.")
    kind: Literal["marketing", "human", "physical", "digital"] | None = ask.choice(
        "What kind of contact is it?",
        "The first three are QIA’s; digital is this workbook’s own.",
        (
            ("marketing", "Marketing: advertisement, leaflet"),
            ("human", "A person: by telephone or face to face"),
            ("physical", "A place or a thing: building, form, car park"),
            ("digital", "Digital: website, app, e-mail"),
        ),
        look="select",
    )
    where: Literal["ours", "theirs", "elsewhere"] | None = ask.choice(
        "Where is the customer then?",
        "",
        (
            ("ours", "At our place"),
            ("theirs", "At their own place"),
            ("elsewhere", "Elsewhere"),
        ),
        look="select",
    )
    by: tuple[Literal["in-person", "telephone", "post", "online", "marketing"], ...] = ask.choices(
        "By what?",
        "Tick all that apply.",
        (
            ("in-person", "In person"),
            ("telephone", "Telephone"),
            ("post", "Letter or parcel"),
            ("online", "Online: website, app, e-mail"),
            ("marketing", "Marketing: advertisement, leaflet"),
        ),
    )
    owner: Literal["ours", "others"] | None = ask.choice(
        "Whose is it?",
        "",
        (("ours", "Ours"), ("others", "Somebody else’s")),
        look="select",
    )
    serves: tuple[ItemId, ...] = ask.references(
        "Which goals or questions does it answer?", "From the stages above.", to="stages/needs"
    )
    responsible: ItemId | None = ask.named_reference(
        "Who is directly responsible?", "The team that delivers it, also where it is not yours.", to="teams"
    )
    contacts: int | None = ask.number("How many contacts does it take?", "Calls, visits, letters.", low=0, high=1000)
    time: TimeSpan = ask.group("How long does it take?", "", TimeSpan)
    time_source: ItemId | None = ask.named_reference("Where does that time come from?", "", to="sources")
    grade: Literal[-2, -1, 0, 1, 2, "unknown"] | None = ask.choice(
        "How does it feel to the customer?",
        "",
        (
            (-2, "Very dissatisfied"),
            (-1, "Dissatisfied"),
            (0, "Neither"),
            (1, "Satisfied"),
            (2, "Very satisfied"),
            ("unknown", "I do not know"),
        ),
        look="scale",
    )


LENSES: Final = ("actions", "responses", "language", "feelings", "emotions")
"""The five lenses (Oxford/HMRC notes, step 3)."""


class Experience(Value):
    """The five lenses through which a step is seen (Oxford/HMRC notes, step 3; QIA), and thoughts beside them.

    Thoughts stand in Improving the service (“the actions, thoughts and feelings of a person”).
    """

    actions: str = ask.long_text("Actions", "What they do, and what drives it.")
    responses: str = ask.long_text("Responses", "What they say, and how honest it is.")
    language: str = ask.long_text("Language", "How they say it: their words and their body language.")
    feelings: str = ask.long_text("Feelings", "Trust, comfort, irritation, frustration.")
    emotions: str = ask.long_text("Emotions", "What they love and what they hate about it.")
    thoughts: str = ask.long_text("Thoughts", "What goes through their mind: what they expect, wonder, doubt.")


class Blueprint(Value):
    """What stands behind a step (Ten layers, 9: the organisational structure underlying each service)."""

    evidence: str = ask.long_text(
        "Evidence", "What the customer sees, hears or holds here: signs, letters, screens, rooms."
    )
    front_stage: str = ask.long_text("Front stage", "What your people do that the customer sees.")
    back_stage: str = ask.long_text("Back stage", "What your people do that the customer does not see.")
    support: str = ask.long_text("Support", "Systems, suppliers and other teams that make it possible.")
    organisation: str = ask.long_text(
        "The organisation behind it", "Which unit answers for it; rules and budgets that shape it."
    )


class Rating(Item):
    """How satisfied customers are at a step: one rater's or one survey's figure, on its own scale.

    The id names the rater: "room" for what the group agreed, "as-" and a persona's id for how that persona
    would rate it, "wanted" for the experience that is aimed at, "p-" and more for what one person in the room
    said for themselves (`journey.apart`), or the survey's name. What it rests on is a source, or, where none is
    chosen, the judgement of the group; `journey.grounds` says what follows from it.
    """

    rater: str = ask.short_text("Who says so?", "The group in the room, or the name of the survey.")
    scale: ScaleName = Field(default="felt", title="Scale")
    value: float | Literal["unknown"] | None = Field(default=None, title="Rating")
    source: ItemId | None = ask.named_reference("What does it rest on?", "", to="sources")
    n: int | None = ask.people("How many answered for this step?", "Only if it is not the source’s number.")
    low: float | None = Field(default=None, title="From where the figure of all customers lies, at 95 %")
    high: float | None = Field(default=None, title="To where the figure of all customers lies, at 95 %")
    note: str = ask.short_text("Note", "", limit=400)

    @model_validator(mode="after")
    def _value_on_its_scale(self) -> Rating:
        scale = scale_of(self.scale)
        if isinstance(self.value, float) and not scale.low <= self.value <= scale.high:
            raise ValueError(f"The rating must be from {scale.low:g} to {scale.high:g}.")
        return self


class Step(Item):
    """One key step of the journey, in the customer's words; the order of the list is the order in time."""

    name: str = ask.short_text("Step", "What the customer would call it, such as “I wait for an answer”.")
    stage: ItemId | None = ask.reference("Stage", "", to="stages")
    goal: str = ask.long_text("What does the customer want here?", "")
    time: TimeSpan = ask.group("How long does it take?", "", TimeSpan)
    time_source: ItemId | None = ask.named_reference("Where does that time come from?", "", to="sources")
    waiting: TimeSpan = ask.group("Of that, how long does the customer wait?", "", TimeSpan)
    touchpoints: tuple[Touchpoint, ...] = ask.items(
        "Touchpoints",
        "Everything the customer meets in this step, also what is not yours.",
        noun="touchpoint",
        nouns="touchpoints",
    )
    experience: Experience = ask.group(
        "What the customer goes through",
        "See the step through their eyes. Write what you have seen or heard; leave empty what you do not know.",
        Experience,
    )
    quotes: tuple[Quote, ...] = ask.items(
        "What people said or did here",
        "Each with the voice it is and where it comes from. One good quote says more than a long answer.",
        noun="quote",
        nouns="quotes",
    )
    service_elements: str = ask.long_text(
        "What the service offers here, in the customer’s words",
        "One thing a line: “somebody who listens”, “a clear price”.",
    )
    wanted: str = ask.long_text("The experience we want the customer to have", "And the actions that matter for it.")
    great: str = ask.long_text("What delivers a great experience here?", "")
    know: str = ask.long_text("How do we know?", "What tells you that it is so: feedback, a figure, an observation.")
    nothing_needed: bool = ask.flag(
        "Nothing needs to be checked or changed here",
        "An answer like any other: somebody looked, and it is fine.",
    )
    blueprint: Blueprint = ask.group(
        "Behind the scenes",
        "Who and what makes this step happen, from what the customer sees to what nobody sees.",
        Blueprint,
    )
    ratings: tuple[Rating, ...] = ask.items(
        "Ratings", "From the people in the room and from surveys.", noun="rating", nouns="ratings"
    )
