"""How often somebody was turned away, by the reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

Reason = Literal[
    "foreign_host",
    "outside_path",
    "foreign_site",
    "no_key",
    "wrong_key",
    "no_team",
    "facilitators_only",
    "not_theirs",
    "room_full",
    "too_many_pages",
    "no_upgrade",
]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


class Refusals:
    """Counts them, and nothing of who it was."""

    def __init__(self) -> None:
        self._counted: Counter[Reason] = Counter()

    def __iter__(self) -> Iterator[tuple[Reason, int]]:
        """Every reason, also one that nobody gave yet."""
        return ((reason, self._counted[reason]) for reason in REASONS)

    def add(self, reason: Reason) -> None:
        """Somebody was turned away."""
        self._counted[reason] += 1
