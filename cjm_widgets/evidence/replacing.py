"""Whether a survey that is on a map would be replaced by another one, which somebody has to choose. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.told import Question
from cjm_widgets.journey.dates import shown

if TYPE_CHECKING:
    from cjm_widgets.evidence.least import AnsweredBy, People
    from cjm_widgets.journey.model import Source

BOTH: Final = "both"
REPLACE: Final = "replace"
REPLACED: Final = "The figures that the map had under this name are replaced."
KEPT: Final = (
    "Those of before stay in the map’s history: whoever looks after the workbook can see them there (cjm history), "
    "and can bring the whole map back as it was then (cjm restore). Answers that were kept behind them do not come "
    "back."
)
"""What can be got back of figures that are replaced, and how."""


class ReplacesError(WhoAnsweredError):
    """The figures that stand under a survey's name would go, and nobody has chosen that.

    Args:
        source: the survey that stands there.
        date: when the new ones were asked; "" where nobody said.
        others: whether other people answered for certain.
    """

    def __init__(self, source: Source, date: str, *, others: bool) -> None:
        when = shown(source.when)
        self._goes = f"the figures of {when}" if when else "the figures of before"
        self._others = others
        if others:
            why = "other people have answered this time"
        elif source.when and date:
            why = "this one was asked at another time"
        else:
            why = f"nobody said when {'that' if date else 'this'} one was asked"
        super().__init__(f"“{source.name}”{when and f', {when},'} is on the map already, and {why}.")

    @property
    def question(self) -> Question:
        """What is asked, with the answers there are."""
        same = () if self._others else (("same", f"It is the same survey: put {self._goes} right"),)
        options = (
            (BOTH, "Keep both: this one gets a name of its own"),
            *same,
            (REPLACE, f"Replace it: {self._goes} go, and the answers kept behind them"),
        )
        return Question("replaces", str(self), options=options)


def is_of_others(people: People, answered_by: AnsweredBy) -> bool:
    """Whether other people answered, as rows tell, or somebody who was asked where they do not."""
    return (people if people in {"same", "others"} else answered_by) == "others"


def refuse_replacing(source: Source, date: str, people: People, answered_by: AnsweredBy) -> None:
    """Refuses to let a survey's figures go where it is plain or in doubt that the new ones are not of the same survey.

    Args:
        source: the survey that stands under the name.
        date: when the new figures were asked, as somebody said; "" where nobody did.
        people: whether the same people answered, as rows tell.
        answered_by: whether they did, as somebody said.

    Raises:
        ReplacesError: if somebody has to choose.
    """
    others = is_of_others(people, answered_by)
    in_doubt = "same" not in {people, answered_by} and not (date and date == source.when)
    if others or in_doubt:
        raise ReplacesError(source, date, others=others)


def replaced(source: Source, date: str, *, anew: bool) -> str:
    """That figures were replaced, and their date with them where the new ones are another survey's and have none."""
    if not (anew and source.when and not date):
        return REPLACED
    return f"{REPLACED} Nobody said when this one was asked: “{shown(source.when)}” was the other’s."
