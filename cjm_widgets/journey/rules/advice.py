from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.mismatch import place_key

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

PageName = Literal[
    "start",
    "diagnostic",
    "personas",
    "steps",
    "satisfaction",
    "moments_of_truth",
    "solutions",
    "map",
    "evaluate",
]
PAGE_NAMES: Final[tuple[PageName, ...]] = (
    "start",
    "diagnostic",
    "personas",
    "steps",
    "satisfaction",
    "moments_of_truth",
    "solutions",
    "map",
    "evaluate",
)
"""The workbook's pages in the order of the method, by name."""

N_UNKNOWN: Final = "How many answered there is not known, so chance may have done it."
"""What follows where steps are put in an order by figures of which nobody knows how many people they rest on."""


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
        each: whether the rule speaks of each place by itself, and each can be overruled by itself.
        count: how many there are, where the rule asks for more; who says that they are enough says it of that many.
        enough: the reason of a group for which it is enough, ready to be kept, where the rule only asks for more.
    """

    rule: str
    say: str
    do: str
    source: str
    at: str
    page: PageName
    each: bool = False
    count: int | None = None
    enough: str = ""

    @property
    def key(self) -> str:
        """The id under which this advice is overruled; it does not change with the words."""
        if self.count is not None:
            return f"{self.rule}-{self.count}"
        return place_key(self.rule, self.at) if self.each else self.rule

    def to_json(self) -> dict[str, str]:
        """The advice as plain JSON values."""
        return {
            "key": self.key,
            "rule": self.rule,
            "say": self.say,
            "do": self.do,
            "source": self.source,
            "at": self.at,
            "page": self.page,
            "enough": self.enough,
        }


@dataclass(frozen=True, slots=True)
class Overruled:
    """Advice that the group decided not to follow.

    Args:
        advice: the advice as it would be given now.
        reason: why it is not followed.
        by: who decided, or "".
    """

    advice: Advice
    reason: str
    by: str

    def to_json(self) -> dict[str, str]:
        """The advice with its reason as plain JSON values."""
        return {**self.advice.to_json(), "reason": self.reason, "by": self.by}


Rule = Callable[["Journey"], Iterable[Advice]]
DatedRule = Callable[["Journey", date], Iterable[Advice]]
