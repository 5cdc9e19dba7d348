"""The figures of a map as small pictures of points, each with its words."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.accounts.blocks import Figure
from cjm_widgets.accounts.seen_on import seen_on
from cjm_widgets.formats.base import FormatError
from cjm_widgets.formats.pictures import drawn, in_words
from cjm_widgets.formats.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.formats.base import Outgoing

_FINE: Final = 120
_SEEN: Final = 88
"""Points to the inch at which it is meant to be seen: a little larger than on paper."""
_NEARLY_WHITE: Final = 250
_COLOURS: Final = 48
"""More are not told apart on it; with fewer, letters have rough edges."""


def pictured(out: Outgoing, figure: str) -> Iterator[Figure]:
    """A figure of a map as a picture; nothing where there is nothing to draw.

    Args:
        out: the map as it leaves.
        figure: the name of one of `formats.figures.FIGURES`.
    """
    try:
        source, data, _ = drawn(replace(out, figure=figure))
        png = typeset(source, data, "png", _FINE).pages[0]
    except FormatError:
        return
    width = struct.unpack(">I", png[16:20])[0]
    title, _ = in_words(data)
    alt = f"{title}. {seen_on(figure, out.journey)} All of it stands in words beside it."
    yield Figure(alt, _small(png), round(width * _SEEN / _FINE))


def _small(png: bytes) -> bytes:
    """The same picture in a quarter of the bytes: lines and letters on white need few colours."""
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as whole:
        few = whole.convert("RGB").quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
    # what is nearly white is white, or the picture has an edge on a white page
    few.putpalette([255 if one > _NEARLY_WHITE else one for one in few.getpalette() or ()])
    few.save(made, "PNG")  # to look for the smallest takes ten times as long and saves a fifteenth
    return made.getvalue()
