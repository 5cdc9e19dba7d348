"""What is to be run, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, Self

from cjm_widgets.store.names import HISTORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCES: Final = ("NoPageError", "StoreError", "FormatError", "EvidenceError")
"""Errors whose text is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook with the values of its parameters.

    Args:
        workbook: the path of its file.
        finished: the path of the notebook that is made.
        given: the values, by parameter.
        about: jobs about the same thing run in one process where none can be forked; such as the journey's file.
        makes: a finished notebook, a report for a browser, the journey's new edition, or the map as it is told.
        edition: the new edition's name.
        day: that it is, such as 2026-05-03, also where it runs and the clock says another; "" for that of the clock.
        brought: where files are from, by the names or the beginnings of names that they have here; what is made says
            the former.
    """

    workbook: str
    finished: str
    given: dict[str, Any] = field(default_factory=dict)
    about: str = ""
    makes: Literal["notebook", "report", "edition", "map"] = "notebook"
    edition: str = ""
    day: str = ""
    brought: dict[str, str] = field(default_factory=dict)

    @property
    def made(self) -> tuple[str, ...]:
        """The paths of the files that are made: the finished one last, so that with it everything is there."""
        finished = Path(self.finished)
        beside = (str(finished.with_suffix(HISTORY)),) if self.makes == "edition" else ()
        return (*beside, self.finished)

    def told(self, text: str) -> str:
        """A text in which files have the names that they have where they were brought from.

        Args:
            text: with their names here.
        """
        for here, there in self.brought.items():
            text = text.replace(here, there)
        return text


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a workbook stopped, and why.

    Args:
        cell: the cell's name; "" where its process ended.
        kind: of the error.
        why: what the error says.
    """

    cell: str
    kind: str
    why: str

    def __str__(self) -> str:
        """A sentence, without the error's Python name where it is one already."""
        where = f" at the cell “{self.cell}”" if self.cell else ""
        why = self.why if self.kind in _SENTENCES else f"{self.kind}: {self.why}"
        return f"stopped{where}: {why}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    Args:
        number: of the job, in the order in which they were given.
        seconds: that it took.
        fault: where it stopped; None if it is done.
    """

    number: int
    seconds: float = 0.0
    fault: Fault | None = None


class Runner(Protocol):
    """Where jobs run, open for the length of a block."""

    def __enter__(self) -> Self:
        """Gets ready."""

    def __exit__(self, *_: object) -> None:
        """Leaves no process behind."""

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Runs jobs, each apart from the others.

        Args:
            jobs: which.

        Returns:
            An outcome for each, as they come.
        """
