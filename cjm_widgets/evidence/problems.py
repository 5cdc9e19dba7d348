"""What can be wrong with a file of evidence: a class for each fault, with its sentence, its row, column and cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjm_widgets.journey.fault import UnfitError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TOLD: Final = 12
"""How many faults one sentence names; a file of thousands of rows may hold the same fault in each."""


class EvidenceError(UnfitError):
    """What cannot be used, all of it at once; its text is made of sentences for people.

    Args:
        problems: what is wrong; a sentence counts as one.
    """

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: Final = tuple(Plain(say=one) if isinstance(one, str) else one for one in problems)
        super().__init__(in_sentences(self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a file.

    Args:
        row: as a spreadsheet counts, from 1; None where it is the whole file's.
        column: its heading or letter, "" for the whole row.
        cell: what stands there.
    """

    row: int | None = None
    column: str = ""
    cell: str = ""

    kind: ClassVar[str]

    @property
    def sentence(self) -> str:
        """What is wrong, where, and what to do."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """For other programs."""
        return {"kind": self.kind, "row": self.row, "column": self.column, "cell": self.cell, "say": self.sentence}

    @property
    def where(self) -> str:
        """Row and column in words: “Row 4, “People”: ”."""
        parts = [f"row {self.row}"] if self.row is not None else []
        parts += [f"“{self.column}”"] if self.column else []
        place = ", ".join(parts)
        return f"{place[0].upper()}{place[1:]}: " if place else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain(Problem):
    """A fault that its sentence says in full."""

    say: str

    kind: ClassVar[str] = "plain"

    @property
    def sentence(self) -> str:
        """As it was given."""
        return self.say


@dataclass(frozen=True, slots=True, kw_only=True)
class NotANumber(Problem):
    """A cell in a column of figures that holds words."""

    kind: ClassVar[str] = "not-a-number"

    @property
    def sentence(self) -> str:
        """What stands there."""
        return f"{self.where}“{self.cell}” is not a number. Correct it, or say that it means “no answer”."


@dataclass(frozen=True, slots=True, kw_only=True)
class OffScale(Problem):
    """A figure outside of what its scale allows.

    Args:
        scale: the scale in words, such as “from 1 to 5”.
    """

    scale: str

    kind: ClassVar[str] = "off-scale"

    @property
    def sentence(self) -> str:
        """Which figure, and what the scale allows."""
        return (
            f"{self.where}{self.cell} is not {self.scale}. Correct it, choose another scale, or say what it stands for."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoRows(Problem):
    """Two rows that give figures for one step.

    Args:
        other: the other row.
        names: what the two rows call the step.
    """

    other: int
    names: tuple[str, str]

    kind: ClassVar[str] = "two-rows"

    @property
    def sentence(self) -> str:
        """Which rows."""
        return (
            f"Row {self.other} (“{self.names[0]}”) and row {self.row} (“{self.names[1]}”) are both about one step. "
            "Keep one of them."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoColumns(Problem):
    """Two columns that give figures for one step.

    Args:
        names: what the two columns call the step.
    """

    names: tuple[str, str]

    kind: ClassVar[str] = "two-columns"

    @property
    def sentence(self) -> str:
        """Which step."""
        return f"Two columns (“{self.names[0]}” and “{self.names[1]}”) are both about one step. Keep one of them."


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredTwice(Problem):
    """Somebody who rated one step in two rows.

    Args:
        step: which.
    """

    step: str

    kind: ClassVar[str] = "answered-twice"

    @property
    def sentence(self) -> str:
        """Who, and which step."""
        return f"{self.where}“{self.cell}” has answered for “{self.step}” in a row above already. Keep one of the two."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLong(Problem):
    """A row with more cells than there are columns."""

    kind: ClassVar[str] = "too-long"

    @property
    def sentence(self) -> str:
        """Which row."""
        return (
            f"Row {self.row} has more cells than there are columns: a separator may stand within one of them. "
            "Put quotation marks around that cell."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoName(Problem):
    """A row with a figure that does not say which step it is about."""

    kind: ClassVar[str] = "no-name"

    @property
    def sentence(self) -> str:
        """Which row."""
        return f"Row {self.row} does not say which step it is about: “{self.column}” is empty."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDate(Problem):
    """A cell in the column of times that is none."""

    kind: ClassVar[str] = "no-date"

    @property
    def sentence(self) -> str:
        """What stands there."""
        return f"{self.where}“{self.cell}” is not a date or a time that can be read, such as 2026-03-02 09:00."


def in_sentences(problems: Iterable[Problem]) -> str:
    """All faults of a file in one text: the first dozen by name, the others counted."""
    said = list(dict.fromkeys(one.sentence for one in problems))
    rest = len(said) - MOST_TOLD
    more = f" {rest} more {'fault is' if rest == 1 else 'faults are'} in the file." if rest > 0 else ""
    return " ".join(said[:MOST_TOLD]) + more
