"""What cannot be known from a file, asked of whoever brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.fault import UnfitError
from cjm_widgets.tasks.shown_file import on_a_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.evidence.told import Question

_SAID_BY: Final = {
    "people": "same_people",
    "replaces": "replace, or another name",
    "words": "scale",
    "good": "scale",
    "fraction": "scale",
    "value": "values",
    "day-first": "day_first",
    "name": "step",
    "counted": "counted",
}
"""By which argument of `attach` a question is answered, where it is called otherwise."""


class AskedError(UnfitError):
    """Something has to be said of a file before it can be used; nothing was written.

    Args:
        questions: each with its `id`, its words in `say`, its `column`, and `options` to choose from.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions: Final = tuple(questions)
        super().__init__(" ".join(map(_in_python, self.questions)))


def _in_python(question: Question) -> str:
    name = _SAID_BY.get(question.id, question.id.replace("-", "_"))
    choices = f": {', '.join(code for code, _ in question.options)}" if question.options else ""
    return f"{on_a_page(question.say)} (Argument: {name}{choices}.)"
