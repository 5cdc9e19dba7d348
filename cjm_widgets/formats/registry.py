"""The formats, in the order in which people are offered them. A new one is a file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.formats import (
    csv_file,
    excel,
    html_file,
    icalendar,
    json_file,
    markdown,
    mermaid,
    openjourney,
    pdf,
    pictures,
    powerpoint,
    word,
    workshop_sheets,
)
from cjm_widgets.formats.base import FormatError

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Format

FORMATS: Final[tuple[Format, ...]] = (
    pdf.FORMAT,
    powerpoint.FORMAT,
    word.FORMAT,
    excel.FORMAT,
    html_file.FORMAT,
    csv_file.FORMAT,
    markdown.FORMAT,
    mermaid.FORMAT,
    openjourney.FORMAT,
    icalendar.FORMAT,
    pictures.PNG,
    pictures.SVG,
    workshop_sheets.FORMAT,
    json_file.FORMAT,
)


def format_of(name: str) -> Format:
    """The format of a file's name, by its ending, or of a format's own name.

    Args:
        name: “map.pdf”, “.pdf” or “pdf”.

    Raises:
        FormatError: if there is none.
    """
    plain = name.casefold()
    for one in sorted(FORMATS, key=lambda one: -len(one.ending)):
        if plain == one.name or plain.endswith(one.ending):
            return one
    endings = ", ".join(one.ending for one in FORMATS)
    raise FormatError(
        f"“{name}” does not say in which form the map is to leave. Let the name end with one of: {endings}."
    )


def readable() -> tuple[Format, ...]:
    """Those that come back."""
    return tuple(one for one in FORMATS if one.read is not None)
