"""Answers of respondents as bare numbers: no names, no dates, no words, in no order that says who came when. Pure.

They are kept for what figures alone cannot say, such as which of two groups rates higher.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zlib import crc32

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.scales import bare as named_bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.evidence.found import Tally
    from cjm_widgets.evidence.plan import Values
    from cjm_widgets.journey.model import Step

GROUP: Final = "group"
OUTCOME: Final = "outcome "


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as they are kept.

    Args:
        columns: the ids of the steps, and codes of outcomes, in the order of the answers.
        groups: the code of each respondent's group; 0 where it is not shown, or there is none.
        rows: the answers of each respondent, None where there is none.
    """

    columns: tuple[str, ...]
    groups: tuple[int, ...]
    rows: tuple[tuple[float | None, ...], ...]

    def counts(self, step: str, group: int) -> Mapping[float, int]:
        """How often each answer was given at a step by a group.

        Args:
            step: its id.
            group: its code.
        """
        if step not in self.columns:
            return {}
        at = self.columns.index(step)
        pairs = zip(self.groups, self.rows, strict=True)
        return Counter(answer for of, given in pairs if of == group and (answer := given[at]) is not None)

    def text(self) -> str:
        """As a CSV file; the same answers give the same file, in whatever order people came."""
        made = io.StringIO()
        file = csv.writer(made, lineterminator="\n")
        file.writerow((GROUP, *self.columns))
        file.writerows(
            sorted(
                (str(group), *("" if one is None else _written(one) for one in given))
                for group, given in zip(self.groups, self.rows, strict=True)
            )
        )
        return made.getvalue()


def code_of(name: str) -> int:
    """The number that stands for a group or an outcome; never 0."""
    return crc32(name.encode()) or 1


def bare(tally: Tally, places: Mapping[str, Step], groups: Mapping[str, str]) -> Answers:
    """The answers of a file to what is on the map.

    Args:
        tally: what the file holds.
        places: the step of each name of the file that has one.
        groups: the groups that are shown, each with the id of its curve.
    """
    kept = [(at, name) for at, one in enumerate(tally.columns) if (name := column_of(one, places))]
    codes = tuple(code_of(groups[group]) if group in groups else 0 for group in tally.groups)
    rows = tuple(tuple(given[at] for at, _ in kept) for given in tally.rows)
    return Answers(tuple(name for _, name in kept), codes, rows)


def column_of(values: Values, places: Mapping[str, Step]) -> str:
    """What a column of answers is called where it is kept; "" where it is not.

    Args:
        values: the column.
        places: as for `bare`.
    """
    if values.outcome:
        return outcome_column(values.outcome)
    return places[values.step].id if values.step in places else ""


def scales_by_column(tally: Tally, places: Mapping[str, Step]) -> dict[str, str]:
    """The scale of each column of answers that is kept; arguments as for `bare`."""
    return {column_of(one, places): named_bare(one.scale) for one in tally.columns}


def outcome_column(name: str) -> str:
    """What the answers to an outcome are called where they are kept."""
    return f"{OUTCOME}{code_of(name)}"


def as_kept(answer: float | None) -> float | None:
    """An answer as it is read back."""
    return answer if answer is None or answer.is_integer() else float(_written(answer))


def _written(answer: float) -> str:
    return f"{answer:.12g}"


def answers_of(text: str, what: str) -> Answers:
    """Answers as they were kept.

    Args:
        text: of the file.
        what: what to call it where it is damaged.

    Raises:
        EvidenceError: if it is no such file.
    """
    try:
        head, *lines = csv.reader(io.StringIO(text))
        groups = tuple(int(line[0]) for line in lines)
        rows = tuple(tuple(float(one) if one else None for one in line[1:]) for line in lines)
    except (ValueError, IndexError) as error:
        raise EvidenceError(f"The answers in {what} cannot be read. Attach the survey again.") from error
    if head[:1] != [GROUP] or any(len(row) != len(head) - 1 for row in rows):
        raise EvidenceError(f"The answers in {what} are not as they were kept. Attach the survey again.")
    return Answers(tuple(head[1:]), groups, rows)
