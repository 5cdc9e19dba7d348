"""What each person in the room says for themselves before they talk: which round is on, dots, and voices."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from cjm_widgets.journey.parts.base import Item

RoundName = Literal["satisfaction", "moments", "solutions"]
RoundState = Literal["off", "apart", "together"]
MOST_ON_PAPER: Final = 1000
SpeaksAs = Literal["customer", "front-line", "behind-the-scenes", "manager", "unsaid"]


class Round(Item):
    """One thing that people rate or vote on: each by themselves first, then seen together.

    The id is one of `RoundName`: the ratings of the steps, the moments of truth, or the solutions.
    """

    state: RoundState | None = Field(default=None, title="How the room rates")
    on_paper: int = Field(default=0, ge=0, le=MOST_ON_PAPER, title="How many voted on paper")


class Dot(Item):
    """How many of their dots one person put on an item, or all who voted on paper; the id is the person's."""

    n: int = Field(default=0, ge=0, le=MOST_ON_PAPER, title="Dots")


class Voice(Item):
    """As whom one person in the room speaks; the id is the person's. "unsaid" is who would rather not say."""

    speaks_as: SpeaksAs | None = Field(default=None, title="As whom one speaks")
