"""What is said of a file by whoever brings it, what is asked of them, and what comes of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.plan import Plan, Values
    from cjm_widgets.evidence.table import Table

STANDS_IN: Final = "five-points"
"""The scale of a column for which it is asked, until it is known."""


class Question(NamedTuple):
    """What cannot be known from the file.

    Args:
        id: what it is about: “scale”, “words”, “fraction”, “value”, “layout”, “group”, “missing”, “decimal”, “name”,
            “day-first”, “way”, “which”, “people”, “answers”, “good”, “counted”.
        say: the question in words, with what to write in a command.
        column: of which column.
        options: the answers there are, with their words.
    """

    id: str
    say: str
    column: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever brings a file says of it; nothing of it has to be said.

    Args:
        step: the column that names the step.
        values: the columns of figures or answers.
        group: the column that names the group.
        n: the column that says how many people.
        scale: of all columns for which nothing else is said.
        scales: of single columns.
        missing: what says that there is no figure.
        outcomes: columns or rows about the journey as a whole.
        target: the column with what is aimed at.
        comments: columns with words of respondents.
        unused: columns from which nothing is taken.
        case: the column that tells customers apart, in a log.
        time: the column with the time.
        end: the column that says when an event was over, in a log.
        channel: the column with the channel.
        make_steps: whether names that the map does not know become steps.
        steps: how the file calls a step: what the map calls it; its own name makes a step of it, "" leaves it out.
        sheet: which of a workbook.
        encoding: how letters are coded.
        separator: what stands between columns.
        decimal: what stands before decimals.
        counted: whether columns that say how often each answer was given count people or tell shares.
        day_first: whether 02/03/2026 is the second of March.
        people: how many answered for each step, where the file does not say it.
        today: the day it is, after which nobody can have answered; None where nobody knows.
    """

    step: str = ""
    values: tuple[str, ...] = ()
    group: str = ""
    n: str = ""
    scale: str = ""
    scales: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    target: str = ""
    comments: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    case: str = ""
    time: str = ""
    end: str = ""
    channel: str = ""
    make_steps: bool = False
    steps: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    decimal: Literal["", ".", ","] = ""
    counted: Literal["", "people", "shares"] = ""
    day_first: bool | None = None
    people: int | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file seems to say.

    Args:
        table: its rows.
        headings: where they begin, and what the columns are called.
        plan: how it is read.
        questions: what is to be asked before anything counts.
        remarks: what people should know, in sentences.
        caveats: those of them that still matter once it is on the map: what was told in vain or may mean “no answer”.
        unused: columns that are passed over.
        new: what the files before it had not: columns, steps, groups, answers.
        people: how many answered for each step, as somebody says; what the file says of it counts more.
    """

    table: Table
    headings: Headings
    plan: Plan
    questions: tuple[Question, ...]
    remarks: tuple[str, ...]
    unused: tuple[str, ...]
    new: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: int | None = None
    caveats: tuple[str, ...] = ()

    def scale_of(self, values: Values) -> str:
        """The scale of a column in words; where it is asked, nobody chose the one that stands in for it."""
        asked = {one.column for one in self.questions if one.id == "scale"}
        is_open = values.column in asked or (asked and values.scale == STANDS_IN)
        return "its scale is not known yet" if is_open else values.scale


def named(headings: Headings, name: str, what: str) -> Column:
    """The column of a name.

    Raises:
        EvidenceError: if there is none; the sentence says which there are.
    """
    found = headings.named(name)
    if found is None:
        there = listed([one.name for one in headings.columns]) or "none"
        raise EvidenceError(f"{what[:1].upper()}{what[1:]} has no column “{name}”. There are {there}.")
    return found


def listed(names: Sequence[str]) -> str:
    """Names one after the other, each in quotation marks."""
    return ", ".join(f"“{name}”" for name in names)
