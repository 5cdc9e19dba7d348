"""What the browser is given to show of what to ask next: plain values, worked out from the journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.ask_next import RULE, ask_next, questions
from cjm_widgets.journey.three_questions import typed

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey


def asking_view(journey: Journey) -> dict[str, Any]:
    """What to ask next as JSON values.

    Args:
        journey: as everybody may see it.

    Returns:
        `unknown`, what is not known, what could change most first; `questions`, all that customers can be asked, each
        with its answers; `typed`, what was typed back, by day and by what it was about; `rule`, how it is ranked.
    """
    return {
        "unknown": [one.to_json() for one in ask_next(journey)],
        "questions": [one.on_paper() for one in questions(journey)],
        "typed": {day: {at: list(counts) for at, counts in told.items()} for day, told in typed(journey).items()},
        "rule": RULE,
    }
