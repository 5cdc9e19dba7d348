"""What our Office files have in common: the same map is the same file, whenever it is made."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from cjm_widgets.formats.content import Told

LANGUAGE: Final = "en-GB"
COLOURS: Final = ("0072B2", "D55E00", "009E73", "000000")
"""The data colours of the workbook; each goes with a shape, so that colour never speaks alone."""
INK, QUIET, LINE, TINT, HEAD = "1B2733", "4A5965", "C0C8D0", "F4F7FA", "E8EEF4"
_ALWAYS: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock is read
_PREVIEW: Final = re.compile(rb'<Relationship [^>]*/thumbnail"[^>]*/>')
_STAMP: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def saved(document: Any, title: str) -> bytes:
    """The bytes of a presentation or a document, the same for the same words.

    Args:
        document: as python-pptx or python-docx have it.
        title: of the map.
    """
    about = document.core_properties
    about.title, about.language, about.author, about.last_modified_by = title[:255], LANGUAGE, "", ""
    about.created = about.modified = _ALWAYS
    about.revision, about.comments, about.keywords = 1, "", ""
    made = io.BytesIO()
    document.save(made)
    return _timeless(made.getvalue())


def _timeless(data: bytes) -> bytes:
    """A file of parts without the hour at which it was made, and without the template's picture as its preview."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as parts, ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name in parts.namelist():
            if name.startswith("docProps/thumbnail"):
                continue
            part = parts.read(name)
            if name.endswith(".xlsx"):
                part = _timeless(part)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(_ALWAYS.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            elif name == "_rels/.rels":
                part = _PREVIEW.sub(b"", part)
            out.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return made.getvalue()


def facts_of(one: Told) -> list[str]:
    """What is said of something, a line each, with its heading.

    Args:
        one: a moment of truth, a source.
    """
    return [f"{title}: {words}" if title else words for title, words in one.facts if words != one.name]
