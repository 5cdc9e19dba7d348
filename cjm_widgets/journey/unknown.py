"""An unknown of a map, as it is told and asked, and how many answers may settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from cjm_widgets.journey.plain import plain
from cjm_widgets.journey.three_questions import ANSWERS
from cjm_widgets.journey.wording import isolated
from cjm_widgets.statistics import enough
from cjm_widgets.statistics.intervals import wilson

if TYPE_CHECKING:
    from cjm_widgets.journey.three_questions import Answered

Kind = Literal["step", "interval", "moment", "solution"]

MOST: Final = 1 / 2
_FEW: Final = 1 / 4


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that nobody has told, or not surely enough.

    Args:
        kind: a step without a measured figure, a figure with a wide interval, a moment of truth that rests on
            assumption, or a solution whose worth nobody was asked.
        at: the path of the step, the moment or the solution.
        name: what that is called.
        why: what is not known, as a sentence.
        say: what an answer could change, and how many would settle it, in sentences; of what customers were asked
            already, what to do; "" where no answer changes anything.
        changes: how much of what is decided an answer could change; 0 for nothing.
        answers: how many answers would settle it; None where that cannot be said.
        question: what customers are asked.
        answered: on the room's scale of five, or with yes or no.
    """

    kind: Kind
    at: str
    name: str
    why: str
    say: str
    changes: float
    answers: int | None
    question: str
    answered: Answered

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {**plain(self), "say": self.told}

    @property
    def told(self) -> str:
        """What an answer could change, or what else it would be good for."""
        better = " better" if self.kind == "interval" else ""
        return self.say or f"It changes nothing that is decided here: ask it only to know it{better}."

    def on_paper(self) -> dict[str, Any]:
        """What is asked, and the answers that there are, as plain JSON values."""
        return {"at": self.at, "question": self.question, "answers": list(ANSWERS[self.answered])}


Placed: TypeAlias = tuple[Unknown, float]
"""An unknown, and how far what is known of it lies from where it would begin to change anything."""


def quoted(name: str) -> str:
    """A name in quotation marks inside a sentence."""
    return f"“{isolated(name)}”"


def with_answers(say: str, answers: int | None) -> str:
    """What an answer could change, as sentences, with how many would settle it."""
    if not say or not answers:
        return f"{say}." if say else ""
    return f"{say}{'. About' if ';' in say else '; about'} {answers:,} answers are {enough.LIKELY} to settle it."


YES_OR_NO: Final = enough.fewest_said(lambda n: wilson(_FEW, n)[1] < MOST)
"""Answers that tell one in four from one in two."""
