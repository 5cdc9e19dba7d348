"""Which workbooks can be served, and how each is called."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOST = "facilitator"
"""The short name of the facilitator's page."""

_FILE = re.compile(r"(\d\d)_([a-z0-9_]+)\.ipynb")


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook file.

    Args:
        path: the file.
        number: its place in the method; 0 for the start page.
        name: short, as in the file's name: "moments_of_truth".
        title: for people: "Moments of truth".
    """

    path: Path
    number: int
    name: str
    title: str

    @property
    def hosts(self) -> bool:
        """Whether it is the facilitator's page, which is no step of the method."""
        return self.name == HOST

    @property
    def file(self) -> str:
        """The file's name, which is also the end of the page's address."""
        return self.path.name


def books_in(folder: Path) -> tuple[Book, ...]:
    """The workbooks of a folder in order; other files do not count.

    Args:
        folder: holds files such as "04_satisfaction.ipynb".
    """
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        match = _FILE.fullmatch(path.name)
        if match and path.is_file():
            number, name = int(match[1]), match[2]
            found.append(Book(path, number, name, _title(path) or name.replace("_", " ").capitalize()))
    return tuple(found)


def _title(path: Path) -> str:
    try:
        title = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("title", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    return str(title)
