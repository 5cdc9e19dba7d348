"""Where what is known comes from: sources, and what people said or did."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import DateText, Item, ItemId
from cjm_widgets.journey.scales import ScaleName  # noqa: TC001  pydantic reads it

Basis = Literal["assumed", "reported", "measured"]
"""How firm a figure is: one's own judgement, what somebody told, or what was counted."""

BASIS_OF: Final[dict[str, Basis]] = {
    "survey": "measured",
    "count": "measured",
    "other-figures": "measured",
    "interviews": "reported",
    "focus-group": "reported",
    "observation": "reported",
    "complaints": "reported",
    "front-line": "reported",
    "other-words": "reported",
    "judgement": "assumed",
}
"""What follows from what a source is. One that does not say what it is makes nothing firmer."""


FOLLOWS: Final = ("goes-with", "weight", "lowest", "differs", "against")
"""Figures that no file gives: they follow from its answers."""


class SourceFigure(Item):
    """A figure of a source that stands on no curve: of the journey as a whole, an aim, somebody else's, or a count.

    What a file of answers or a log gives beside the steps' ratings (`evidence`) is kept as such, and what follows from
    the answers: how far a step goes with an outcome (`name`), its part in all that can be told of it, in how many of
    100 draws it is among the lowest three, what lies between two groups at a step, and a group that sees two steps the
    other way round than all together.
    """

    kind: Literal[
        "outcome",
        "target",
        "benchmark",
        "cases",
        "contacts",
        "repeats",
        "waiting",
        "doing",
        "stopped",
        "goes-with",
        "weight",
        "lowest",
        "differs",
        "against",
    ] = Field(default="outcome", title="What is it?")
    name: str = Field(default="", title="What is it called?", max_length=ask.SHORT_LIMIT)
    step: ItemId | None = ask.reference("At which step?", "", to="steps")
    group: str = Field(default="", title="Of which group?", max_length=ask.SHORT_LIMIT)
    scale: ScaleName | None = Field(default=None, title="Scale")
    unit: str = Field(default="", title="Unit", max_length=40)
    value: float | None = Field(default=None, title="Figure")
    n: int | None = Field(default=None, title="How many people or cases?", ge=0, le=ask.MOST_PEOPLE)
    low: float | None = Field(default=None, title="The lower end: of an interval, or of the middle half")
    high: float | None = Field(default=None, title="The upper end")
    at_least: bool = Field(default=False, title="Whether it may be more")
    at_most: bool = Field(default=False, title="Whether it may be fewer")
    other: str = Field(default="", title="Beside which group?", max_length=ask.SHORT_LIMIT)
    than: ItemId | None = ask.reference("Beside which step?", "", to="steps")
    called: bool = Field(default=False, title="Whether chance alone could not have done it")
    first: bool = Field(default=False, title="Whether it cannot be told from the strongest")
    more: int | None = Field(default=None, title="How many more answers would tell?", ge=0, le=ask.MOST_PEOPLE)


class Source(Item):
    """Something that figures and quotes rest on; it is entered once and chosen where it is needed."""

    name: str = ask.short_text("What do you call it?", "For example “Survey of new members, May 2026”.")
    kind: (
        Literal[
            "survey",
            "count",
            "interviews",
            "focus-group",
            "observation",
            "complaints",
            "front-line",
            "judgement",
            "other-figures",
            "other-words",
        ]
        | None
    ) = ask.choice(
        "What is it?",
        "",
        (
            ("survey", "A survey"),
            ("count", "A count, or figures from a system"),
            ("interviews", "Interviews with customers"),
            ("focus-group", "A focus group"),
            ("observation", "Watching or accompanying customers"),
            ("complaints", "Complaints, compliments or reviews"),
            ("front-line", "What front-line staff told us"),
            ("judgement", "Our own judgement"),
            ("other-figures", "Something else that was counted or measured"),
            ("other-words", "Something else that customers or staff told us"),
        ),
        look="select",
    )
    who: str = ask.short_text("Who answered or was watched?", "In a few words: “new members”.")
    n: int | None = ask.people("How many people?")
    each: bool = ask.flag(
        "As many answered at every step",
        "Tick it if nobody left a step out. Only then can a figure at a step say how far chance reaches.",
    )
    when: DateText = ask.date("When")
    when_note: str = ask.date_words()
    where: str = ask.short_text("Where can it be found?", "A folder, a report, a person to ask.", limit=400)
    least: int | None = Field(default=None, title="From how many people a group is shown", ge=1, le=ask.MOST_PEOPLE)
    figures: tuple[SourceFigure, ...] = Field(default=(), title="Outcomes, targets and others’ figures")


class Quote(Item):
    """What somebody said or did at a step, as it was heard or seen (Oxford/HMRC notes, step 3: the five lenses)."""

    words: str = ask.long_text("What was said or seen?", "In their own words, as short as it was.", limit=1000)
    voice: Literal["customer", "carer", "front-line", "behind-the-scenes", "manager"] | None = ask.choice(
        "Whose voice is it?",
        "",
        (
            ("customer", "A customer"),
            ("carer", "Somebody who helps a customer"),
            ("front-line", "Front-line staff"),
            ("behind-the-scenes", "Staff whom customers do not meet"),
            ("manager", "A manager"),
        ),
        look="select",
    )
    touchpoint: ItemId | None = ask.reference("At which touchpoint?", "", to="steps/touchpoints")
    lens: Literal["actions", "responses", "language", "feelings", "emotions", "thoughts"] | None = ask.choice(
        "Which lens does it belong to?",
        "",
        (
            ("actions", "Actions"),
            ("responses", "Responses"),
            ("language", "Language"),
            ("feelings", "Feelings"),
            ("emotions", "Emotions"),
            ("thoughts", "Thoughts"),
        ),
        look="select",
    )
    source: ItemId | None = ask.named_reference(
        "Where does it come from?", "Enter a source once, then choose it wherever you need it.", to="sources"
    )
    quotable: Literal["yes", "no"] | None = ask.choice(
        "May it be quoted outside this group?",
        "Nothing that lets a person be recognised without asking them.",
        (("yes", "Yes"), ("no", "No, it stays here")),
        look="select",
    )
