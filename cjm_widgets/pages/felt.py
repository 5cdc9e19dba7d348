"""How satisfied customers are at a step, as a rater says it: from −2 to +2, or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.scales import FELT_WORDS, ROOM

if TYPE_CHECKING:
    from cjm_widgets.widgets.spec import Spec


def rating(rater: str, title: str, hint: str = "", *, small: bool = False) -> Spec:
    """The question how satisfied the customer is at a step.

    Args:
        rater: who says so.
        title: the question.
        hint: one sentence under it, or nothing.
        small: in one short row.
    """
    return {
        "name": f"ratings/{rater}/value",
        "kind": "scale",
        "title": title,
        "hint": hint,
        "small": small,
        "choices": [*([int(value), words] for value, words in FELT_WORDS), ["unknown", "I do not know"]],
    }


FELT: Final[Spec] = {**rating(ROOM, "Rating"), "source": f"ratings/{ROOM}/source"}
"""What the group agreed, as a column of a table."""
