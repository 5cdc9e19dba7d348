"""How much a map may hold that comes in: more is no journey that people map, and would hold up every page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import FormatError
from cjm_widgets.journey.model import Item
from cjm_widgets.journey.parts.base import Value

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

MOST_STEPS: Final = 500
MOST_ITEMS: Final = 20_000
"""Of all kinds together: steps, what stands in them, people, figures of sources."""


def refuse_too_much(source: str, steps: int, items: int) -> None:
    """Refuses a map that is far larger than any that people make.

    Args:
        source: the file, as people will read it.
        steps: how many it has.
        items: how many of all kinds it has.

    Raises:
        FormatError: if it is.
    """
    if steps > MOST_STEPS:
        raise FormatError(f"{source} has more than {MOST_STEPS} steps: this is no journey that people map.")
    if items > MOST_ITEMS:
        raise FormatError(f"{source} has more than {MOST_ITEMS:,} items: this is no journey that people map.")


def items_of(journey: Journey) -> int:
    """How many items stand in all lists of a map, at any depth."""
    count = 0
    left: list[Value] = [journey]
    while left:
        one = left.pop()
        count += isinstance(one, Item)
        for value in vars(one).values():
            inside = value if isinstance(value, tuple) else (value,)
            left += [each for each in inside if isinstance(each, Value)]
    return count
