"""A file of customers' answers or figures from beginning to end: read as its plan says, and told to other programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cjm_widgets.evidence.added_up import AddedUp
from cjm_widgets.evidence.answers import counted_rows, from_answers
from cjm_widgets.evidence.found import Comment, Figure, Noted, Read
from cjm_widgets.evidence.told import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.evidence.told import Understood


def read(understood: Understood) -> Read:
    """Goes through a file as its plan says.

    Args:
        understood: a file of figures or answers, and its plan.

    Raises:
        EvidenceError: with all faults of the file at once.
    """
    if understood.plan.layout == "answers":
        return replace(from_answers(understood), comments=tuple(_comments(understood)))
    return AddedUp(understood).read()


def _comments(understood: Understood) -> Iterator[Comment]:
    columns = [named(understood.headings, name, understood.table.what) for name in understood.plan.comments]
    passed: list[Noted] = []
    for row in counted_rows(understood, passed) if columns else ():
        for column in columns:
            if words := row.cell(column.at):
                yield Comment(row.number, column.asks, words)


def to_json(figure: Figure, steps: Mapping[str, str]) -> dict[str, Any]:
    """A figure for other programs; `map_step` is what the map calls the step."""
    said = {
        "step": figure.step,
        "map_step": steps.get(figure.step),
        "group": figure.group or None,
        "scale": figure.scale,
    }
    return {**said, "value": figure.value, "n": figure.n, "low": figure.low, "high": figure.high, **figure.more}
