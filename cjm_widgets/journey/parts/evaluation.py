"""What came of it: indicators and standards, editions of the map, and advice that was overruled."""

from __future__ import annotations

from typing import Literal

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.base import DateText, Item, ItemId, Value


class Result(Item):
    """One measurement of an indicator."""

    date: DateText = ask.date("When")
    date_note: str = ask.date_words()
    value: float | None = ask.number("Figure", "", low=-1e9, high=1e9)
    kind: Literal["share", "mean", "count"] | None = ask.choice(
        "What sort of figure is it?",
        "It decides how far chance alone can move it.",
        (
            ("share", "A share: how many in a hundred"),
            ("mean", "An average"),
            ("count", "A count: how often it happened"),
        ),
        look="select",
    )
    n: int | None = ask.people("How many people or cases?", "For a count leave it empty.")
    spread: float | None = ask.number("Standard deviation", "Of an average, if you know it.", low=0, high=1e9)
    edition: ItemId | None = ask.reference("For which edition of the map?", "", to="editions")
    source: ItemId | None = ask.named_reference("Where does the figure come from?", "", to="sources")


class Indicator(Item):
    """A performance indicator or a standard, with its target (Improving the service, “performance indicators”)."""

    name: str = ask.short_text("What do you watch?", "For example “Days until the first answer”.")
    kind: Literal["indicator", "standard"] | None = ask.choice(
        "Which is it?",
        "",
        (("indicator", "An indicator: a figure to improve"), ("standard", "A standard: a promise to keep")),
    )
    unit: str = ask.short_text("Unit", "Days, %, calls.", limit=40)
    better: Literal["higher", "lower"] | None = ask.choice(
        "Which way is better?", "", (("higher", "Higher"), ("lower", "Lower")), look="select"
    )
    step: ItemId | None = ask.reference("At which step?", "", to="steps")
    today: float | None = ask.number("Where does it stand before you begin?", "", low=-1e9, high=1e9)
    today_source: ItemId | None = ask.named_reference("Where does that figure come from?", "", to="sources")
    today_n: int | None = ask.people("How many people or cases does it rest on?")
    target: float | None = ask.number("Target", "", low=-1e9, high=1e9)
    due: DateText = ask.date("By when?")
    due_note: str = ask.date_words()
    results: tuple[Result, ...] = ask.items(
        "What was achieved", "A line each time you measure.", noun="result", nouns="results"
    )


class Edition(Item):
    """The map as it stood on a day, with a note: a map is a living document (Factsheet, introduction)."""

    name: str = ask.short_text("Edition", "For example “After the first workshop”.")
    date: DateText = ask.date("Date")
    date_note: str = ask.date_words()
    note: str = ask.long_text("Note", "What is new, and what it rests on.")
    by: str = ask.short_text("Kept by", "")
    revision: str = ask.short_text("Last change in it", "", limit=64)


class Care(Value):
    """Who looks after the map, so that it stays a living document (Factsheet, introduction)."""

    owner: str = ask.short_text("Who looks after this map?", "One name.")
    review: DateText = ask.date("When is it looked at again?")
    still_true: DateText = ask.date("Looked at, still true on", "The day when somebody last walked through all of it.")


class Overrule(Item):
    """Advice that the group decided not to follow; its id is the advice's own."""

    reason: str = ask.long_text("Why do you not follow this advice?", "Kept with the journey.")
    by: str = ask.short_text("Who decided?", "")
