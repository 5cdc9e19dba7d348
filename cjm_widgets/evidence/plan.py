"""How one file becomes figures, written down: the next file of the same kind needs no question.

A plan is a small JSON file that a person can read and correct.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey.edits import sentence

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = 1
Layout = Literal["figures", "answers", "events", "step by step"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Values(_Part):
    """A column of figures or answers.

    Args:
        column: its heading.
        scale: of its figures (`evidence.scales`).
        step: the step whose answers it holds; "" where a column of steps says so, and for an outcome.
        group: the group whose figures it holds.
        outcome: what it says of the journey as a whole; "" for a step.
        n: how many people, where the heading says so; of the next file its own heading counts.
        people: the column that says how many people, where each column of figures has one of its own.
        words: what answers in words stand for.
        answers: codes of the plan's `missing` that are answers here, such as 0 where the scale begins with it.
    """

    column: str
    scale: str
    step: str = ""
    group: str = ""
    outcome: str = ""
    n: int | None = None
    people: str = ""
    answers: tuple[str, ...] = ()
    words: dict[str, float] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.column, self.step, self.group, self.outcome))


class LeftOut(_Part):
    """Rows that do not count.

    Args:
        column: where it says so.
        cells: what stands there then.
        why: in a word or two.
    """

    column: str
    cells: tuple[str, ...]
    why: str


class Seen(_Part):
    """What files of this kind had, so that the next one can say what is new in it.

    Args:
        columns: their headings.
        steps: what they called steps.
        groups: the groups of respondents.
        answers: answers in words.
    """

    columns: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


class Plan(_Part):
    """How a file of one kind is read.

    Args:
        version: of this form of plan.
        name: what people call it.
        layout: figures that are added up already, a row for each respondent, or a row for each event.
        sheet: of a workbook; "" for the first that is filled.
        encoding: of a text file; "" to find out.
        separator: between columns; "" to find out.
        decimal: what stands before decimals.
        step: the column that names the step.
        values: the columns of figures or answers.
        absent: such columns that an earlier file had and the last had not, in case they come back.
        group: the column that names the group.
        n: the column that says how many people.
        sd: the column with the standard deviation.
        target: the column with what is aimed at.
        gap: the column with the printed distance from the target, which is checked.
        benchmark: columns with others' figures.
        comments: columns with words of respondents.
        outcomes: rows of the column of steps that are about the journey as a whole.
        row_scales: the scale of such a row, where it is another than that of its column.
        beside: rows of the column of steps that are what is aimed at, or others' figures.
        counts: columns that say how often an answer was given, each with that answer; the scale is that of `values`.
        counted: whether these count people or tell shares, as somebody says; "" to find out.
        printed: the column with the printed net promoter score, which is checked.
        down: columns whose blank cells mean what stands above them, as where cells were merged.
        missing: what says that there is no figure, besides blanks and signs such as “-” and “N/A”.
        left_out: rows that do not count.
        steps: how the file calls a step: what the map calls it; "" leaves it out.
        case: the column that tells one customer from another, in a log or in answers with a row for each step.
        time: the column with the time.
        end: the column that says when an event was over.
        channel: the column with the channel.
        day_first: whether 02/03/2026 is the second of March; None where no such date is there.
        seen: what the files had that were read with it; None where nobody knows.
    """

    version: Literal[1] = VERSION
    name: str = ""
    layout: Layout = "figures"
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    decimal: Literal[".", ","] = "."
    step: str = ""
    values: tuple[Values, ...] = ()
    absent: tuple[Values, ...] = ()
    group: str = ""
    n: str = ""
    sd: str = ""
    target: str = ""
    gap: str = ""
    benchmark: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    row_scales: dict[str, str] = Field(default_factory=dict)
    beside: tuple[str, ...] = ()
    counts: dict[str, float] = Field(default_factory=dict)
    counted: Literal["", "people", "shares"] = ""
    printed: str = ""
    down: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    steps: dict[str, str] = Field(default_factory=dict)
    case: str = ""
    time: str = ""
    end: str = ""
    channel: str = ""
    day_first: bool | None = None
    seen: Seen | None = None

    def columns(self) -> frozenset[str]:
        """The names of the columns that it reads."""
        single = (self.step, self.group, self.n, self.sd, self.target, self.gap, self.printed, self.case)
        values = (name for one in self.values for name in (one.column, one.people))
        parts = (*values, *(one.column for one in self.left_out))
        return frozenset(
            filter(
                None,
                (*single, self.time, self.end, self.channel, *self.benchmark, *self.comments, *self.counts, *parts),
            )
        )

    def without_groups(self) -> Plan:
        """As it is kept beside a map: of answers it names no groups, as some are too small to be named."""
        if self.layout == "figures" or self.seen is None:
            return self
        return self.model_copy(update={"seen": self.seen.model_copy(update={"groups": ()})})

    def text(self) -> str:
        """As a file that people can read; what is left at its usual value is left out."""
        kept = {"version": self.version, **self.model_dump(mode="json", exclude_defaults=True)}
        return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _how_it_is_written(raw: dict[str, object]) -> tuple[str, str] | None:
    """The field that says of a text file what cannot be, and what to do; a line that is left out is found out."""
    encoding, separator = raw.get("encoding"), raw.get("separator")
    out = "or take the line out: then it is found out."
    if isinstance(encoding, str) and not _is_encoding(encoding):
        return "encoding", f"“{encoding}” is no way to write letters in a file. Write “utf-8” or “cp1252”, {out}"
    if isinstance(separator, str) and (len(separator) != 1 or separator.isalnum() or separator in '"\r\n'):
        return "separator", f"“{separator}” cannot stand between columns. Write one sign such as “;” or “,”, {out}"
    return None


def _is_encoding(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return bool(name)


def plan_in(path: Path) -> Plan:
    """The plan in a file.

    Raises:
        EvidenceError: if it is not there or is none.
    """
    try:
        return plan_of(path.read_bytes(), path.name)
    except OSError as error:
        raise EvidenceError(f"There is no plan “{path}”.") from error


def plan_of(data: bytes, name: str) -> Plan:
    """The plan in the bytes of a file.

    Raises:
        EvidenceError: if it is none; the sentence says what does not fit.
    """
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _no_plan(name) from error
    if not isinstance(raw, dict) or "schema_version" in raw or not Plan.model_fields.keys() & raw.keys():
        raise _no_plan(name)
    if isinstance(raw.get("version"), int) and raw["version"] > VERSION:
        raise EvidenceError(f"“{name}” is from a newer version of the workbook. Install that one to use it.")
    if raw.get("version", VERSION) != VERSION:
        raise EvidenceError(
            f"“{name}” is from another version of the workbook, whose plans this one does not read. Attach the file "
            "without it and answer what is asked; that makes a new one."
        )
    if fault := _how_it_is_written(raw):
        line = next((at for at, one in enumerate(data.splitlines(), start=1) if f'"{fault[0]}"'.encode() in one), 1)
        raise EvidenceError(f"“{name}” is no plan that can be used: in line {line}, {fault[1]}")
    try:
        return Plan.model_validate(raw)
    except ValidationError as error:
        raise EvidenceError(f"“{name}” is no plan that can be used: {sentence(error)}") from error


def _no_plan(name: str) -> EvidenceError:
    return EvidenceError(
        f"“{name}” is no plan. A plan says how a file is read, and is kept beside the map when a survey is attached. "
        "Leave it away: then what is not clear is asked."
    )
