"""Where what is known comes from: sources, and what people said or did."""

from __future__ import annotations

from typing import Literal

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import DateText, Item, ItemId


class Source(Item):
    """Something that figures and quotes rest on; it is entered once and chosen where it is needed."""

    name: str = ask.short_text("What do you call it?", "For example “Survey of new members, May 2026”.")
    kind: (
        Literal["survey", "count", "interviews", "focus-group", "observation", "complaints", "front-line", "judgement"]
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
        ),
        look="select",
    )
    who: str = ask.short_text("Who answered or was watched?", "In a few words: “new members”.")
    n: int | None = ask.number("How many people?", "", low=0, high=100_000_000)
    when: DateText = ask.date("When")
    when_note: str = ask.date_words()
    where: str = ask.short_text("Where can it be found?", "A folder, a report, a person to ask.", limit=400)


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
    source: ItemId | None = ask.reference("Where does it come from?", "From the list of sources below.", to="sources")
    quotable: Literal["yes", "no"] | None = ask.choice(
        "May it be quoted outside this group?",
        "Nothing that lets a person be recognised without asking them.",
        (("yes", "Yes"), ("no", "No, it stays here")),
        look="select",
    )
