"""Where the workbooks and templates are that come with the package: in the repository, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder "workbooks" or "templates" that belongs to this copy of the package.

    Raises:
        FileNotFoundError: if the package was installed without them.
    """
    for place in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"This copy of the workbook came without its “{name}” folder. Install it again.")
