"""The whole map as one picture, or one figure of it: of points, or of lines that stay sharp at any size."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Format, Written
from cjm_widgets.formats.content import content
from cjm_widgets.formats.figures import FIGURES, WHOLE_MAP, figure_of
from cjm_widgets.formats.pdf import without_glyph
from cjm_widgets.formats.said import unsaid
from cjm_widgets.formats.typesetting import told, typeset

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Loss, Outgoing
    from cjm_widgets.formats.content import Content, Told

_FINE: Final = 200
_WIDEST: Final = 16_000
"""Points from one side of a picture to the other at most: what usual programs open."""
_INCH: Final = 72
_HEAD: Final = 33
"""Bytes of a PNG before what may be said of it: its signature and its size."""
_SIZE: Final = re.compile(rb'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
_BEGINS: Final = re.compile(rb"<svg([^>]*)>")
_OFF_THE_PICTURE: Final = frozenset({"sources/kind", "sources/who", "sources/where"})
"""What of a source stands in reports alone."""
_BESIDE_THE_CURVE: Final = ("satisfaction", "customer-data")


def write_png(out: Outgoing) -> Written:
    """The map as points, 200 to the inch where that makes no picture larger than usual programs open."""
    source, data, losses = drawn(out)
    found = _SIZE.search(typeset(source, data, "svg").pages[0])
    longest = max(map(float, found.groups())) if found else 0
    ppi = min(_FINE, _WIDEST * _INCH / longest) if longest else _FINE
    made = typeset(source, data, "png", ppi)
    return Written(_described(made.pages[0], data), (*losses, *without_glyph(made.missing)))


def write_svg(out: Outgoing) -> Written:
    """The map as lines, with its name and the story of its curves for those who do not see it."""
    source, data, losses = drawn(out)
    made = typeset(source, data, "svg")
    words = "".join(
        f'<{tag} id="cjm-{tag}">{escape(text)}</{tag}>'
        for tag, text in zip(("title", "desc"), in_words(data), strict=True)
    )
    named = rb'<svg\1 role="img" aria-labelledby="cjm-title" aria-describedby="cjm-desc">'
    head, tail = _BEGINS.sub(named, made.pages[0], count=1).split(b'cjm-desc">', 1)
    return Written(head + b'cjm-desc">' + words.encode() + tail, (*losses, *without_glyph(made.missing)))


def drawn(out: Outgoing) -> tuple[str, dict[str, Any], tuple[Loss, ...]]:
    """What draws the picture, from what, and what is not on it.

    Args:
        out: the map as it leaves.

    Raises:
        FormatError: if there is nothing to draw.
    """
    if out.figure not in ("", WHOLE_MAP):
        return "figure.typ", *figure_of(out)
    found = content(out)
    return "picture.typ", told(out, found), unsaid(out.journey, on_the_picture(found), _OFF_THE_PICTURE)


def _described(png: bytes, data: dict[str, Any]) -> bytes:
    """A picture of points that carries its name and what is seen on it, as PNG has places for."""
    head, rest = png[:_HEAD], png[_HEAD:]
    title, story = in_words(data)
    return head + _words("Title", title) + _words("Description", story) + rest


def _words(name: str, words: str) -> bytes:
    body = b"iTXt" + name.encode() + b"\0\0\0\0\0" + words.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def on_the_picture(found: Content) -> Content:
    """What a picture of the map says of all that there is to say.

    Args:
        found: all of it.
    """
    drawn = [row for row in found.rows if not (found.curves and row.key in _BESIDE_THE_CURVE)]
    first = {row.cells: row for row in reversed(drawn)}
    return replace(
        found,
        about=found.about[:2],
        length="",
        personas=(),
        rows=tuple(row for row in drawn if first[row.cells] is row),
        narration=(),
        moments=(),
        actions=(),
        sources=tuple(_named(one) for one in found.sources),
        others=(),
    )


def _named(source: Told) -> Told:
    """A source with what it is in a few words, in which its name may be shortened."""
    first = source.facts[:1]
    return replace(source, name="" if any(words for _, words in first) else source.name, facts=first)


def in_words(data: dict[str, Any]) -> tuple[str, str]:
    """The name of a picture, and what is seen on it.

    Args:
        data: what it is drawn from, as `drawn` gives it.
    """
    if "figure" in data:
        return f"{data['figure']['title']}: {data['title']}", " ".join(data["figure"]["words"])
    return data["title"], _story(data)


def _story(data: dict[str, Any]) -> str:
    steps = f"Steps: {'; '.join(data['steps'])}" if data["steps"] else ""
    said = (*data["about"], data["coverage"], steps, *data["narration"])
    return " ".join(one if one.endswith((".", "!", "?")) else f"{one}." for one in said if one)


PNG: Final = Format("png", "Picture", ".png", "image/png", write_png, figures=FIGURES)
SVG: Final = Format("svg", "Picture, sharp at any size", ".svg", "image/svg+xml", write_svg, figures=FIGURES)
