"""What our Office files have in common: the same map is the same file, whenever it is made."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cjm_widgets.charts.look import DATA
from cjm_widgets.journey.scales import WANTED

if TYPE_CHECKING:
    from cjm_widgets.formats.content import Told
    from cjm_widgets.journey.satisfaction import Curve

LANGUAGE: Final = "en-GB"
_SHAPES: Final = ("circle", "diamond", "square", "triangle", "x", "plus", "star", "dash")
"""Of marks, as Office's files call them; one for each data colour, so that colour never speaks alone."""
INK, QUIET, LINE, TINT, HEAD = "1B2733", "4A5965", "C0C8D0", "F4F7FA", "E8EEF4"
_ALWAYS: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock is read
_PREVIEW: Final = re.compile(rb'<Relationship [^>]*/thumbnail"[^>]*/>')
_STAMP: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Look(NamedTuple):
    """How a chart draws a curve.

    Args:
        colour: six digits.
        shape: of its marks, as Office's files call it.
        is_dashed: whether its line is.
    """

    colour: str
    shape: str
    is_dashed: bool


def look_of(curve: Curve, at: int) -> Look:
    """Eight curves have a colour and a shape of their own; what is wanted and not experienced is dashed.

    Args:
        curve: what is drawn.
        at: its place among the curves.
    """
    again, own = divmod(at, len(DATA))
    shape = _SHAPES[(own + again) % len(_SHAPES)]
    return Look(DATA[own].removeprefix("#").upper(), shape, curve.rater == WANTED)


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
