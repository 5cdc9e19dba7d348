"""What is found in a file: figures, outcomes, targets, comments, and what does not add up. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjm_widgets.evidence.words import TOTALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.evidence.plan import Values


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a file, on its own scale.

    Args:
        step: what the file calls the step, or the outcome.
        group: whose figure it is; "" where all are one group.
        scale: as `evidence.scales` names it.
        value: the figure; None where the file has none: unknown is never zero.
        n: how many people it rests on, or None if that is not known.
        low: from where the figure of all customers lies, at 95 %, as far as that can be told.
        high: to where.
        row: where it stands, as a spreadsheet counts; 0 where it comes from many rows.
        note: what the file says beside it.
        more: what else is known of it: shares of answers, promoters.
    """

    step: str
    group: str
    scale: str
    value: float | None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    row: int = 0
    note: str = ""
    more: Mapping[str, float] = field(default_factory=dict, hash=False)

    @property
    def why_none(self) -> str:
        """Why there is no figure, where it has none: nobody answered, or the file has none."""
        return "nobody answered" if self.n == 0 else "no figure"

    @property
    def in_words(self) -> str:
        """The figure in a line: “Waiting, Planned: 31, n = 40, 18.9 to 46.5”."""
        name = ", ".join(filter(None, (self.step, self.group)))
        if self.value is None:
            return f"{name}: {self.why_none}"
        parts = [f"{self.value:.4g}"] + ([f"n = {self.n}"] if self.n is not None else [])
        parts += [f"{self.low:.3g} to {self.high:.3g}"] if self.low is not None and self.high is not None else []
        return f"{name}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that people should know of a row.

    Args:
        row: which; 0 for the whole file.
        why: in a sentence or a word.
        count: of how many rows.
    """

    row: int
    why: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Comment:
    """Words of a respondent.

    Args:
        row: where they stand.
        column: what was asked.
        words: as they stand there.
        step: what the file calls the step that they are about, by its row or by the question; "" where it does not say.
    """

    row: int
    column: str
    words: str
    step: str = ""


@dataclass(frozen=True)
class Tally:
    """What a file of respondents holds, without names, dates and words.

    Args:
        columns: the columns of answers, in the file's order.
        groups: the group of each respondent; "" where all are one.
        rows: the answers of each respondent, None where there is none; in the order of `columns`.
        counts: how often each answer was given, by column and group; of all together under "".
        left_out: the rows that do not count.
    """

    columns: tuple[Values, ...]
    groups: tuple[str, ...]
    rows: tuple[tuple[float | None, ...], ...]
    counts: Mapping[tuple[Values, str], Mapping[float, int]]
    left_out: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """All that a file says.

    Args:
        figures: of steps.
        outcomes: of the journey as a whole.
        targets: figures that are aimed at.
        benchmarks: others' figures; the group says whose.
        comments: words of respondents.
        left_out: rows that do not count.
        flags: what does not add up; it is read all the same.
        tally: the answers behind the figures, for files with a row for each respondent.
    """

    figures: tuple[Figure, ...] = ()
    outcomes: tuple[Figure, ...] = ()
    targets: tuple[Figure, ...] = ()
    benchmarks: tuple[Figure, ...] = ()
    comments: tuple[Comment, ...] = ()
    left_out: tuple[Noted, ...] = ()
    flags: tuple[Noted, ...] = ()
    tally: Tally | None = None

    def is_of_all(self, group: str) -> bool:
        """Whether a group's figures are those of all: a group of respondents may bear the name of a total.

        Args:
            group: as the file calls it.
        """
        return not group or (self.tally is None and group.casefold() in TOTALS)
