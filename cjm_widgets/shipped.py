"""Where the workbooks and templates are that come with the package: in the repository, or inside the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SHIPPED: Final = ("workbooks", "templates", "constraints.txt")
"""What lies beside the package in the repository, and in its folder "_shipped" in a wheel."""
_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder "workbooks" or "templates", or the file of versions, that belongs to this copy of the package.

    Raises:
        FileNotFoundError: if the package was installed without them.
    """
    for place in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if place.exists():
            return place
    raise FileNotFoundError(f"This copy of the workbook came without its “{name}”. Install it again.")
