"""The map on paper: on A3 as one picture, then as a report on A4; tagged, in our typeface, with bookmarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Choice, Format, Loss, Written
from cjm_widgets.formats.content import content
from cjm_widgets.formats.said import unsaid
from cjm_widgets.formats.typesetting import told, typeset

PAPERS: Final = (
    Choice("a3", "A3, one sheet where it fits"),
    Choice("a2", "A2, for a wall"),
    Choice("a1", "A1, for a large wall"),
    Choice("tiled", "A4 sheets to cut and put together"),
    Choice("report", "A4, the report alone"),
)
"""On what the map is printed, before the report."""
_UNPRINTED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Outgoing


def write(out: Outgoing) -> Written:
    """The map on one sheet, or on several by stages where it would be smaller than 7 pt, and the report behind it."""
    found = content(out)
    made = typeset("pdf.typ", told(out, found, paper=out.paper or PAPERS[0].name))
    return Written(made.pages[0], (*unsaid(out.journey, found), *without_glyph(made.missing)))


def without_glyph(missing: tuple[str, ...]) -> tuple[Loss, ...]:
    """What is lost where no typeface has a character.

    Args:
        missing: the characters.
    """
    if not missing:
        return ()
    signs = ", ".join(f"“{_UNPRINTED.sub(_named, one)}”" for one in missing)
    return (Loss(f"Signs that no typeface here has stand as boxes, and screen readers may not read the file: {signs}"),)


def _named(found: re.Match[str]) -> str:
    return f"U+{found[1].upper():0>4}"


FORMAT: Final = Format("pdf", "PDF to print: the map and a report", ".pdf", "application/pdf", write, papers=PAPERS)
