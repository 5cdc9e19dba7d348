"""What several views of one journey ask for is worked out once."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.model import Journey

Found = TypeVar("Found")


def once(work_out: Callable[[Journey], Found]) -> Callable[[Journey], Found]:
    """A function of a journey that remembers what it gave for the very same journey the last time.

    Drawing a page asks half a dozen times for the curves, while nothing can change: a journey is an immutable value.

    Args:
        work_out: gives the same for the same journey, and something that nobody changes.
    """
    last: list[tuple[Journey, Found]] = []

    @wraps(work_out)
    def remembered(journey: Journey) -> Found:
        for known, found in last:
            if known is journey:
                return found
        found = work_out(journey)
        last[:] = [(journey, found)]
        return found

    return remembered
