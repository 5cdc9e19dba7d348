"""How a field of the journey is asked for: its words, its limits and the kind of control.

The model carries these beside the types, so that a form, a check and the JSON Schema all say the same.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

SHORT_LIMIT = 200
LONG_LIMIT = 4000
MOST_PEOPLE: Final = 10_000_000_000
"""More people than there are: a greater number is a slip of the hand."""

Choices = tuple[tuple[Any, str], ...]


def short_text(title: str, hint: str = "", *, limit: int = SHORT_LIMIT) -> Any:
    """One line of text.

    Args:
        title: the label that is always visible.
        hint: one sentence under the label, or nothing.
        limit: the longest text allowed, in characters.
    """
    return Field(
        default="",
        title=title,
        description=hint,
        max_length=limit,
        json_schema_extra={"input": "text"},
    )


def long_text(title: str, hint: str = "", *, limit: int = LONG_LIMIT) -> Any:
    """Several lines of text; arguments as for `short_text`."""
    return Field(
        default="",
        title=title,
        description=hint,
        max_length=limit,
        json_schema_extra={"input": "long"},
    )


def date(title: str, hint: str = "") -> Any:
    """A year, a quarter, a month or a day, for a `DateText`; arguments as for `short_text`.

    A field beside it that is called the same with “_note” keeps the words in which somebody said it.
    """
    return Field(default="", title=title, description=hint, max_length=40, json_schema_extra={"input": "date"})


def date_words() -> Any:
    """The words in which somebody said the date beside it."""
    return Field(default="", title="In your words", description="", max_length=200, json_schema_extra={"input": "text"})


def choice(title: str, hint: str, choices: Choices, *, look: str = "choice") -> Any:
    """One of several answers, none chosen beforehand.

    Args:
        title: the question.
        hint: one sentence under it, or nothing.
        choices: pairs of the value kept and the words shown.
        look: "choice" for a list of answers, "scale" for a row of rating cards, "select" for a drop-down.
    """
    return Field(
        default=None,
        title=title,
        description=hint,
        json_schema_extra={"input": look, "choices": [[value, words] for value, words in choices]},
    )


def choices(title: str, hint: str, options: Choices) -> Any:
    """Any number of several answers; arguments as for `choice`."""
    return Field(
        default=(),
        title=title,
        description=hint,
        json_schema_extra={"input": "choices", "choices": [[value, words] for value, words in options]},
    )


def number(title: str, hint: str = "", *, low: float, high: float) -> Any:
    """A number, or nothing where it is not known.

    Args:
        title: the question, with its unit where it has one.
        hint: one sentence under it, or nothing.
        low: the smallest number allowed.
        high: the largest number allowed.
    """
    return Field(default=None, title=title, description=hint, ge=low, le=high, json_schema_extra={"input": "number"})


def people(title: str, hint: str = "") -> Any:
    """How many people or cases something rests on; arguments as for `short_text`."""
    return number(title, hint, low=0, high=MOST_PEOPLE)


def can_be_people(n: object) -> bool:
    """Whether something can be a number of people or cases."""
    return isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MOST_PEOPLE


def flag(title: str, hint: str = "") -> Any:
    """A tick box; unticked means no."""
    return Field(default=False, title=title, description=hint, json_schema_extra={"input": "flag"})


def reference(title: str, hint: str, to: str, *, within: str = "", also: Choices = ()) -> Any:
    """The id of an item elsewhere in the journey.

    Args:
        title: the question.
        hint: one sentence under it, or nothing.
        to: the journey's list that is chosen from, such as "steps"; "steps/touchpoints" for those of all steps.
        within: the field beside it that says of which item of the outer list, if not of all.
        also: what can be chosen besides the items; pairs as for `choice`.
    """
    extra: dict[str, Any] = {"input": "reference", "to": to}
    if within:
        extra["within"] = within
    if also:
        extra["choices"] = [[value, words] for value, words in also]
    return Field(default=None, title=title, description=hint, json_schema_extra=extra)


def named_reference(title: str, hint: str, to: str) -> Any:
    """The id of an item elsewhere in the journey; a new one can be named where it is chosen.

    Args:
        title: the question.
        hint: one sentence under it, or nothing.
        to: the journey's list that is chosen from, such as "teams", whose items have a name.
    """
    return Field(
        default=None,
        title=title,
        description=hint,
        json_schema_extra={"input": "reference", "to": to, "adds": True},
    )


def references(title: str, hint: str, to: str) -> Any:
    """The ids of any number of items elsewhere in the journey.

    Args:
        title: the question.
        hint: one sentence under it, or nothing.
        to: the list chosen from; "stages/needs" for the needs of all stages.
    """
    return Field(
        default=(),
        title=title,
        description=hint,
        json_schema_extra={"input": "references", "to": to},
    )


def items(title: str, hint: str, *, noun: str, nouns: str) -> Any:
    """A list of items, each with its id.

    Args:
        title: the heading of the list.
        hint: one sentence under it, or nothing.
        noun: what one item is called, as in "Add a touchpoint".
        nouns: the same for several.
    """
    return Field(
        default=(),
        title=title,
        description=hint,
        json_schema_extra={"input": "items", "noun": noun, "nouns": nouns},
    )


def group(title: str, hint: str, model: type[Any]) -> Any:
    """Fields that belong together.

    Args:
        title: the group's legend.
        hint: one sentence under it, or nothing.
        model: the class of the group's value, which must need no arguments.
    """
    return Field(
        default_factory=model,
        title=title,
        description=hint,
        json_schema_extra={"input": "group"},
    )
