"""What a journey is: immutable values, with an id on every item of a list.

Unknown is never zero: a rating that nobody gave is absent, and "unknown" is an answer of its own.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cjm_widgets.journey import fields as ask

SCHEMA_VERSION: Final = 1

ITEM_ID = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
ItemId = Annotated[str, StringConstraints(pattern=ITEM_ID)]

FiveCScore = Literal[0, 1, 2, "unknown"]
ScaleName = Literal["felt", "negative-share", "positive-share", "five-points", "ten-points", "nps"]


class Value(BaseModel):
    """Base of every part of a journey: frozen, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Item(Value):
    """A value that stands in a list and is named by its id in edits."""

    id: ItemId


class Scope(Value):
    """Which journey is mapped, for whom, and from where to where (Oxford/HMRC notes, steps 1 and 2; QIA)."""

    journey_type: str = ask.short_text(
        "Which journey is this?",
        "A process or a situation, such as “enrolling on a course”. Take the one your customers make most often.",
    )
    segment: str = ask.short_text(
        "Which customers make it?",
        "One group at a time: students and schools, for example, make different journeys.",
    )
    initiated_by: Literal["customer", "organisation"] | None = ask.choice(
        "Who makes the first move?",
        "A journey that you start feels different from one that the customer starts. Map them apart.",
        (("customer", "The customer"), ("organisation", "We do")),
    )
    customer_kind: Literal["existing", "potential"] | None = ask.choice(
        "Are they customers already?",
        "",
        (("existing", "Existing customers"), ("potential", "Potential new customers")),
    )
    starts: str = ask.short_text(
        "Where does it start?", "The first thing the customer does, even if you are not there to see it."
    )
    ends: str = ask.short_text("Where does it end?", "The moment after which the customer would say: that is done.")
    why: str = ask.long_text("Why map this journey now?", "What do you hope to change or decide with the map?")
    mapped_by: tuple[
        Literal["mental-walk", "front-line-staff", "accompanying", "interviews", "mystery-shopping", "data"], ...
    ] = ask.choices(
        "How are you mapping it?",
        "Tick all that apply. The closer to real customers, the better the map.",
        (
            ("mental-walk", "Walking through it in our minds"),
            ("front-line-staff", "Asking front-line staff to walk through it"),
            ("accompanying", "Accompanying and observing real customers"),
            ("interviews", "Interviewing customers"),
            ("mystery-shopping", "Trying it ourselves as a customer"),
            ("data", "Using surveys, complaints or other data"),
        ),
    )


class FiveC(Value):
    """One of the five Cs: how strongly it applies, and why."""

    rating: FiveCScore | None = ask.choice(
        "How far is this true?",
        "",
        ((0, "Not really"), (1, "Partly"), (2, "Very much"), ("unknown", "I do not know")),
        look="scale",
    )
    reason: str = ask.long_text("What makes you say so?", "An example, a figure or a story.")


class Diagnostic(Value):
    """Is this journey worth mapping? The five Cs (Improving the service, '5Cs' diagnostic)."""

    changeable: FiveC = ask.group(
        "Changeable",
        "Relationships with customers, or what customers go through, are changing over time.",
        FiveC,
    )
    challenged: FiveC = ask.group(
        "Challenged", "Many customers are unhappy with a service of which they expect a lot.", FiveC
    )
    complex: FiveC = ask.group(
        "Complex",
        "Several customer groups, many contacts, several channels, or more than one department is involved.",
        FiveC,
    )
    climactic: FiveC = ask.group(
        "Climactic", "Life-changing matters; emotions run high; people are vulnerable or at risk.", FiveC
    )
    costly: FiveC = ask.group(
        "Costly", "It costs a lot to serve customers, or to put things right, or much is wasted.", FiveC
    )
    override: Literal["go", "no"] | None = ask.choice(
        "Do you decide otherwise?",
        "The result is advice. Your group may know better.",
        (("go", "Map it all the same"), ("no", "Do not map it now")),
    )
    override_reason: str = ask.long_text(
        "Why do you decide otherwise?", "Kept with the journey, for those who come after."
    )


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


class Stage(Item):
    """A phase of behaviour that the customer goes through (Factsheet, step 2)."""

    name: str = ask.short_text("Stage", "For example: discover, research, explore, choose, purchase, advocate.")
    goal: str = ask.long_text("What does the customer want to achieve in this stage?", "")
    questions: str = ask.long_text("What questions do they have?", "One a line, in their words.")


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


class Touchpoint(Item):
    """One interaction between the customer and an organisation (QIA; Factsheet, step 4; Ten layers, 5)."""

    name: str = ask.short_text("Touchpoint", "A person, page, letter, place or thing that the customer meets here.")
    kind: Literal["marketing", "human", "physical", "digital"] | None = ask.choice(
        "What kind of contact is it?",
        "",
        (
            ("marketing", "Marketing: advertisement, leaflet"),
            ("human", "A person: by telephone or face to face"),
            ("physical", "A place or a thing: building, form, car park"),
            ("digital", "Digital: website, app, e-mail"),
        ),
        look="select",
    )
    place: Literal["on-site", "off-site", "phone", "in-person", "online"] | None = ask.choice(
        "Where does it happen?",
        "",
        (
            ("on-site", "On our site"),
            ("off-site", "Away from our site"),
            ("phone", "By telephone"),
            ("in-person", "In person"),
            ("online", "Online"),
        ),
        look="select",
    )
    owner: Literal["ours", "others"] | None = ask.choice(
        "Whose is it?",
        "",
        (("ours", "Ours"), ("others", "Somebody else’s")),
        look="select",
    )


class Experience(Value):
    """The five lenses through which a step is seen (Oxford/HMRC notes, step 3; QIA)."""

    actions: str = ask.long_text("Actions", "What they do, and what drives it.")
    responses: str = ask.long_text("Responses", "What they say, and how honest it is.")
    language: str = ask.long_text("Language", "How they say it: their words and their body language.")
    feelings: str = ask.long_text("Feelings", "Trust, comfort, irritation, frustration.")
    emotions: str = ask.long_text("Emotions", "What they love and what they hate about it.")


class Rating(Item):
    """How satisfied customers are at a step: one rater's or one survey's figure, on its own scale.

    The id names the rater: "room" for what the group agreed, or the survey's name.
    """

    rater: str = ask.short_text("Who says so?", "The group in the room, or the name of the survey.")
    scale: ScaleName = Field(default="felt", title="Scale")
    value: float | Literal["unknown"] | None = Field(default=None, title="Rating")
    basis: Literal["assumed", "reported", "measured"] = Field(default="assumed", title="What it rests on")
    source: str = ask.short_text("Source", "Where the figure comes from.")
    n: int | None = Field(default=None, ge=0, title="How many people answered")
    date: str = ask.short_text("When", "Year, month or day.", limit=20)
    note: str = ask.short_text("Note", "", limit=400)

    @model_validator(mode="after")
    def _value_on_its_scale(self) -> Rating:
        from cjm_widgets.journey.satisfaction import SCALES

        scale = SCALES[self.scale]
        if isinstance(self.value, float) and not scale.low <= self.value <= scale.high:
            raise ValueError(f"The rating must be from {scale.low:g} to {scale.high:g}.")
        return self


class Step(Item):
    """One key step of the journey, in the customer's words; the order of the list is the order in time."""

    name: str = ask.short_text("Step", "What the customer would call it, such as “I wait for an answer”.")
    stage: ItemId | None = ask.reference("Stage", "", to="stages")
    goal: str = ask.long_text("What does the customer want here?", "")
    time: TimeSpan = ask.group("How long does it take?", "", TimeSpan)
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
    service_elements: str = ask.long_text(
        "What the service offers here, in the customer’s words",
        "One thing a line: “somebody who listens”, “a clear price”.",
    )
    wanted: str = ask.long_text(
        "The experience we want the customer to have", "What makes it great, and how would we know?"
    )
    ratings: tuple[Rating, ...] = ask.items(
        "Ratings", "From the people in the room and from surveys.", noun="rating", nouns="ratings"
    )


class Moment(Item):
    """A moment of truth: a step where the customer may stay or go (Oxford/HMRC notes, step 4; QIA)."""

    name: str = ask.short_text("What happens at this moment?", "In a few words: “Nobody tells me how long it takes”.")
    step: ItemId | None = ask.reference("At which step?", "", to="steps")
    risk: tuple[Literal["quit", "come-back-later", "go-elsewhere"], ...] = ask.choices(
        "What might the customer do here?",
        "Tick all that apply.",
        (("quit", "Give up"), ("come-back-later", "Come back later"), ("go-elsewhere", "Go elsewhere")),
    )
    felt: Literal["engaged", "challenged"] | None = ask.choice(
        "How does it touch them?",
        "",
        (("engaged", "Engaged: it can win them over"), ("challenged", "Challenged: it can lose them")),
    )
    why: str = ask.long_text("Why does it matter so much here?", "")
    hot_spot: bool = ask.flag(
        "This is a hot spot", "One of the three or four points that make or break the relationship."
    )


class Solution(Item):
    """Something to change, to put in place or to keep (Oxford/HMRC notes, step 5; QIA, priority activities)."""

    title: str = ask.short_text("What will you do?", "Start with a verb: “Send the agenda a week before”.")
    action: Literal["change", "put-in-place", "keep"] | None = ask.choice(
        "What sort of action is it?",
        "",
        (
            ("change", "Change something"),
            ("put-in-place", "Put something new in place"),
            ("keep", "Keep it: it works well"),
        ),
    )
    activity: Literal["check", "verify", "change"] | None = ask.choice(
        "What comes first?",
        "",
        (
            ("check", "Check how it is done today"),
            ("verify", "Verify that it works as we think"),
            ("change", "Change it"),
        ),
    )
    step: ItemId | None = ask.reference("For which step?", "", to="steps")
    moment: ItemId | None = ask.reference("Which moment of truth does it answer?", "", to="moments")
    area: Literal["staff-training", "communications", "process-or-service"] | None = ask.choice(
        "What does it concern?",
        "",
        (
            ("staff-training", "Staff training"),
            ("communications", "Communications"),
            ("process-or-service", "The design of the process or service"),
        ),
        look="select",
    )
    control: Literal["ours", "shared", "not-ours"] | None = ask.choice(
        "Is it in your hands?",
        "",
        (("ours", "Yes, we can decide"), ("shared", "Only with others"), ("not-ours", "No, others decide")),
        look="select",
    )
    impact: Literal[1, 2, 3, 4, 5] | None = ask.choice(
        "How much would the customer notice?",
        "",
        ((1, "Hardly"), (2, "A little"), (3, "Clearly"), (4, "Much"), (5, "Very much")),
        look="scale",
    )
    effort: Literal[1, 2, 3, 4, 5] | None = ask.choice(
        "How much work is it?",
        "",
        ((1, "Very little"), (2, "Little"), (3, "Some"), (4, "Much"), (5, "Very much")),
        look="scale",
    )
    owner: str = ask.short_text("Who takes it on?", "One name.")
    due: str = ask.short_text("By when?", "", limit=40)


class Journey(Value):
    """One customer journey with everything that a group has put on its map."""

    schema_version: Literal[1] = SCHEMA_VERSION
    id: ItemId
    revision: str = Field(default="", description="The last edit that this file contains; written by the store.")
    title: str = ask.short_text("Name of this map", "What people will look for in the list.")
    language: str = Field(default="en-GB", max_length=20, description="The language that the texts are written in.")
    scope: Scope = ask.group("The journey", "", Scope)
    diagnostic: Diagnostic = ask.group("Is it worth mapping?", "", Diagnostic)
    personas: tuple[Persona, ...] = ask.items("Personas", "", noun="persona", nouns="personas")
    stages: tuple[Stage, ...] = ask.items("Stages", "", noun="stage", nouns="stages")
    steps: tuple[Step, ...] = ask.items("Steps", "", noun="step", nouns="steps")
    moments: tuple[Moment, ...] = ask.items("Moments of truth", "", noun="moment of truth", nouns="moments of truth")
    solutions: tuple[Solution, ...] = ask.items("Solutions", "", noun="solution", nouns="solutions")

    @model_validator(mode="after")
    def _ids_once_each(self) -> Journey:
        _refuse_double_ids(self)
        return self

    def to_json(self) -> dict[str, Any]:
        """The journey as plain JSON values, keys in the model's order."""
        return self.model_dump(mode="json")


def _refuse_double_ids(node: Value, where: str = "") -> None:
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Value):
            _refuse_double_ids(value, f"{where}{name}/")
        elif isinstance(value, tuple):
            seen: set[str] = set()
            for item in value:
                if isinstance(item, Item):
                    if item.id in seen:
                        raise ValueError(f"Two items in {where}{name} have the same id, “{item.id}”.")
                    seen.add(item.id)
                    _refuse_double_ids(item, f"{where}{name}/{item.id}/")
