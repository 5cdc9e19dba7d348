"""Which workbooks can be served, and how each is called."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

HOST = "facilitator"
"""The short name of the facilitator's page."""

_FILE = re.compile(r"(?:(\d\d)_)?([a-z0-9_]+)\.ipynb")


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook file.

    Args:
        path: the file.
        number: its place in the method; 0 for the start page, None for a page beside a step.
        name: short, as in the file's name: "moments_of_truth".
        title: for people: "Moments of truth".
        beside: the short name of the step that it stands beside; "" for a step itself.
    """

    path: Path
    number: int | None
    name: str
    title: str
    beside: str = ""

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the method, or the page that one starts from."""
        return self.number is not None and not self.hosts

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
            said = _said(path)
            beside = str(said.get("beside", ""))
            if not match[1] and not beside:
                continue  # somebody's own, whatever it is
            name = match[2]
            title = str(said.get("title", "")) or name.replace("_", " ").capitalize()
            found.append(Book(path, int(match[1]) if match[1] else None, name, title, beside))
    return tuple(found)


def _said(path: Path) -> dict[str, Any]:
    """What a workbook says of itself."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    except (ValueError, KeyError, TypeError):
        return {}
    return said if isinstance(said, dict) else {}
