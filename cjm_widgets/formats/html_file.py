"""A map as one page for a browser: nothing is asked of a network, and it comes back."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Format, FormatError, Incoming, Written
from cjm_widgets.formats.content import content
from cjm_widgets.formats.json_file import journey_of, values_in
from cjm_widgets.formats.said import unsaid
from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.content import Content
    from cjm_widgets.journey.model import Journey

_HERE: Final = Path(__file__).parent
_FACE: Final = re.compile(
    r"@font-face \{[^}]*?font-weight: (\d+);[^}]*?fonts/([\w-]+\.woff2)[^}]*?unicode-range: ([^;]+);"
)
_BEGINS: Final = b'<script type="application/json" id="cjm-journey">'
_ENDS: Final = b"</script>"


def write(out: Outgoing) -> Written:
    """The page: map, curve with its figures and its story, personas, moments, actions, sources; and the map as data."""
    from cjm_widgets.charts.picture import satisfaction_picture, template

    found = content(out)
    page = template(_HERE / "html_file.html.j2").render(
        content=found,
        language=out.journey.language or "en-GB",
        fonts=fonts(),
        style=style(),
        parts=[*_parts(found)],
        picture=satisfaction_picture(out.journey).html() if found.curves else "",
        losses=(*out.losses, *unsaid(out.journey, found)),
        data=inert(out.journey),
    )
    return Written(page.encode())


def _parts(found: Content) -> list[tuple[str, str]]:
    known: list[tuple[str, str, Any]] = [
        ("map", "The map", found.steps),
        ("curve", "Satisfaction", found.curves),
        ("personas", "Personas", found.personas),
        ("moments", "Moments of truth", found.moments),
        ("actions", "What will be done", found.actions),
        *((f"other-{at}", title, True) for at, (title, _) in enumerate(found.others, 1)),
        ("sources", "What the map rests on", found.sources),
    ]
    return [(name, title) for name, title, there in known if there]


def style() -> str:
    """The styles of a page that needs no network."""
    return look() + (_HERE / "html_file.css").read_text(encoding="utf-8")


def look() -> str:
    """The colours and the type that all pages have."""
    return (_HERE.parent / "browser" / "look.css").read_text(encoding="utf-8")


@cache
def fonts() -> tuple[tuple[str, str, str], ...]:
    """The faces of the page's type, as the served pages have them: weight, signs and the font itself."""
    static = shipped("templates") / "voila" / "cjm" / "static"
    faces = _FACE.findall((static / "page.css").read_text(encoding="utf-8"))
    return tuple(
        (weight, signs, base64.b64encode((static / "fonts" / file).read_bytes()).decode())
        for weight, file, signs in faces
    )


def inert(journey: Journey) -> str:
    """A map as data within a page: no sign of it ends the element that it stands in.

    Args:
        journey: as it leaves.
    """
    raw = json.dumps(journey.to_json(), ensure_ascii=False, separators=(",", ":"))
    return raw.replace("<", "\\u003c").replace("&", "\\u0026")


def read(data: bytes, name: str) -> Incoming:
    """The map in a page that the workbook made.

    Raises:
        FormatError: if there is none in it.
    """
    _, begins, behind = data.partition(_BEGINS)
    found, ends, _ = behind.partition(_ENDS)
    if not begins or not ends:
        raise FormatError(f"“{name}” is a page, but no map of this workbook is in it.")
    return journey_of(values_in(found, f"The map in “{name}” is damaged."), name)


FORMAT: Final = Format("html", "Web page, for any browser", ".html", "text/html; charset=utf-8", write, read)
