"""What an account is made of, before it is set as HTML or Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its level is 2 for the account's own, and more for what stands below.

    Args:
        level: from 2.
        text: what it says.
        anchor: by which it is led to where several accounts stand on one page; "" in a notebook.
    """

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


class Fact(NamedTuple):
    """Something that is said, under what it is called.

    Args:
        title: what it is called; "" for words that stand alone.
        lines: what is said; several stand below each other.
    """

    title: str
    lines: Lines

    @property
    def head(self) -> str:
        """What it is called, as it stands before what is said."""
        return self.title if self.title.endswith(("?", "!", ".")) else f"{self.title}:"


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of what is said."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of points.

    Args:
        alt: what is seen on it, in words.
        png: the picture.
        width: how wide it is meant to be seen, in CSS pixels.
        words: what stands below it in a table.
    """

    alt: str
    png: bytes
    width: int
    words: str = ""


Cell = str | Figure


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in rows.

    Args:
        title: what it is a table of.
        columns: the headings.
        rows: a text or a picture for each column; the first of each heads its row.
    """

    title: str
    columns: Lines
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Words | Facts | Table | Figure


_WIDEST: Final = 5
"""Columns that fit on a sheet of A4 and on a phone."""


def in_rows(title: str, columns: Lines, rows: tuple[Lines, ...]) -> Table | Facts:
    """Figures in rows: a table where it is not too wide for paper, else a list.

    Args:
        title: what they are of.
        columns: the headings.
        rows: a text for each column; the first of each heads its row.
    """
    if len(columns) <= _WIDEST:
        return Table(title, columns, rows)
    return Facts(
        tuple(
            Fact(row[0], tuple(f"{column}: {cell}" for column, cell in zip(columns[1:], row[1:], strict=True) if cell))
            for row in rows
        )
    )


def listed(lines: Lines) -> Facts:
    """Sentences as a list."""
    return Facts(tuple(Fact("", (line,)) for line in lines))
