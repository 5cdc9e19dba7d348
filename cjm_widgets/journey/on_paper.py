"""What people without a device said, counted by hand: how many gave each answer at a step, and dots on each item.

It stands under ids that no person has, beside what people rated for themselves, so that it is kept back until the
reveal as theirs is; those who facilitate see it before, since they type it:

    steps/security/ratings/p-paper-m2/n     how many said “very dissatisfied” on paper
    moments/queue/dots/p-paper-dots/n       how many dots it got on paper
    rounds/moments/on_paper                 how many people voted on paper

Every one of them counts as a person in the room does (`agreement`, `dots`); as whom they speak nobody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.journey.parts.steps import Rating
from cjm_widgets.journey.scales import FELT_WORDS

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Moment, Solution, Step

PAPER: Final = "p-paper-"
"""How the ids begin; a person's have no second dash."""
DOTS_ON_PAPER: Final = f"{PAPER}dots"

ANSWERS: Final[dict[str, float | Literal["unknown"]]] = {
    **{f"{PAPER}{'m' if value < 0 else ''}{abs(value):.0f}": value for value, _ in FELT_WORDS},
    f"{PAPER}unknown": "unknown",
}
"""The answer that is counted under each id."""


def is_on_paper(whose: str) -> bool:
    """Whether an id stands for what was counted on paper, and for no person."""
    return whose.startswith(PAPER)


def ratings_on_paper(step: Step) -> tuple[Rating, ...]:
    """A rating for each person who answered for a step on paper."""
    return tuple(
        Rating(id=f"{one.id}-{at}", value=ANSWERS[one.id])
        for one in step.ratings
        if one.id in ANSWERS
        for at in range(one.n or 0)
    )


def dots_on_paper(item: Moment | Solution) -> int:
    """How many dots an item got on paper."""
    return sum(dot.n for dot in item.dots if dot.id == DOTS_ON_PAPER)


def raters_on_paper(journey: Journey) -> tuple[int, int]:
    """How many people rated on paper, at least, and how many of them answered for every step."""
    counts = [len(ratings_on_paper(step)) for step in journey.steps]
    return (max(counts), min(counts)) if counts else (0, 0)
