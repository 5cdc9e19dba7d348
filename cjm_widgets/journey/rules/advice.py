from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

PageName = Literal["start", "diagnostic", "personas", "steps", "satisfaction", "moments_of_truth", "solutions", "map"]
PAGES: Final[tuple[PageName, ...]] = (
    "start",
    "diagnostic",
    "personas",
    "steps",
    "satisfaction",
    "moments_of_truth",
    "solutions",
    "map",
)
"""The workbook's pages in the order of the method, by name."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the method says of a journey as it stands. It advises; it never blocks.

    Args:
        rule: the rule's short key, such as "steps-count".
        say: the fact, as one sentence.
        do: what to do about it.
        source: the document and the place in it, in a short form.
        at: the id path of the place it speaks of, or "" for the whole journey.
        page: the page of the workbook where it can be seen to.
    """

    rule: str
    say: str
    do: str
    source: str
    at: str
    page: PageName

    def to_json(self) -> dict[str, str]:
        """The advice as plain JSON values."""
        return asdict(self)


Rule = Callable[["Journey"], Iterable[Advice]]
