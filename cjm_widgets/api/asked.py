"""What cannot be known from a file, asked of whoever brings it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.fault import UnfitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

_OPTION: Final = re.compile(r"--([a-z][a-z-]*)(?: (“[^”]*”|[^\s,;:.)]+(?=[,;:.)])))?")
_ARGUMENTS: Final = {
    "comment": "columns",
    "value": "values",
    "outcome": "outcomes",
    "leave-out": "unused",
    "called": "steps",
    "counts": "counted",
    "make-steps": "make_steps=True",
    "history": "history=True",
    "day-first": "day_first=True",
    "month-first": "day_first=False",
    "same-people": "same_people=True",
    "other-people": "same_people=False",
}
"""By which argument an option of a command is said, where it is called otherwise."""


class AskedError(UnfitError):
    """Something has to be said of a file before it can be used; nothing was written.

    Args:
        questions: each with its `id`, its words in `say`, its `column`, and `options` to choose from.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions: Final = tuple(questions)
        super().__init__(" ".join(map(_asked, self.questions)))


def _asked(question: Question) -> str:
    name = _SAID_BY.get(question.id, question.id.replace("-", "_"))
    choices = f": {', '.join(code for code, _ in question.options)}" if question.options else ""
    return f"{_in_python(question.say)} (Argument: {name}{choices}.)"


@contextmanager
def said_in_python() -> Iterator[None]:
    """Has what cannot be used name arguments where it would name the options of a command."""
    try:
        yield
    except EvidenceError as error:
        said = _in_python(str(error))
        if said == str(error):
            raise
        raise EvidenceError(said) from error


def _in_python(sentence: str) -> str:
    def argument(found: re.Match[str]) -> str:
        name, value = _ARGUMENTS.get(found[1], found[1].replace("-", "_")), found[2]
        return f"{name}={value}" if value and "=" not in name else " ".join(filter(None, (name, value)))

    return _OPTION.sub(argument, sentence)
