"""A file of customers' answers or figures from beginning to end: read as its plan says, and told to other programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence.added_up import AddedUp
from cjm_widgets.evidence.answers import counted_rows, from_answers
from cjm_widgets.evidence.cells import says_nothing
from cjm_widgets.evidence.found import Comment, Figure, Noted, Read
from cjm_widgets.evidence.told import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.evidence.told import Understood

_ASKS_WHY: Final = re.compile(r"\b(why|reasons?|explain|warum|weshalb|pourquoi)\b", re.IGNORECASE)
"""A question that has no words of its own is about the step of the question before it."""


def read(understood: Understood) -> Read:
    """Goes through a file as its plan says.

    Args:
        understood: a file of figures or answers, and its plan.

    Raises:
        EvidenceError: with all faults of the file at once.
    """
    if understood.plan.layout == "answers":
        figures = from_answers(understood) if understood.plan.values else Read()
        return replace(figures, comments=tuple(comments_in(understood)))
    return AddedUp(understood).read()


def comments_in(understood: Understood) -> Iterator[Comment]:
    """What respondents wrote, whatever else has to be asked of a file first.

    Args:
        understood: the file, and its plan.
    """
    plan, headings, what = understood.plan, understood.headings, understood.table.what
    columns = [named(headings, name, what) for name in plan.comments]
    named_in = named(headings, plan.step, what).at if plan.step else None
    about = {named(headings, one.column, what).at + 1: one.step for one in plan.values if one.step}
    passed: list[Noted] = []
    for row in counted_rows(understood, passed) if columns else ():
        for column in columns:
            step = about.get(column.at, "") if _ASKS_WHY.search(column.asks) else ""
            words = row.cell(column.at)
            if not says_nothing(words, plan.missing):
                yield Comment(row.number, column.asks, words, row.cell(named_in) if named_in is not None else step)


def to_json(figure: Figure, steps: Mapping[str, str]) -> dict[str, Any]:
    """A figure for other programs; `map_step` is what the map calls the step."""
    said = {
        "step": figure.step,
        "map_step": steps.get(figure.step),
        "group": figure.group or None,
        "scale": figure.scale,
    }
    return {**said, "value": figure.value, "n": figure.n, "low": figure.low, "high": figure.high, **figure.more}
