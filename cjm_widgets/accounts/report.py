"""Accounts of all pages of a map as one page for a browser: it asks no network, runs no script, and prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.accounts.account import as_html
from cjm_widgets.accounts.blocks import Heading
from cjm_widgets.charts.picture import template
from cjm_widgets.formats.html_file import fonts, inert, look

if TYPE_CHECKING:
    from cjm_widgets.accounts.blocks import Block, Lines
    from cjm_widgets.formats.base import Outgoing

_HERE: Final = Path(__file__).parent


def report(out: Outgoing, about: Lines, blocks: tuple[Block, ...]) -> str:
    """The page, which can be read in again.

    Args:
        out: the map as it leaves.
        about: what is said of it at its head, a line each.
        blocks: what it is made of; headings with an anchor are its contents.
    """
    return template(_HERE / "report.html.j2").render(
        title=out.journey.title or out.journey.id,
        language=out.journey.language or "en-GB",
        fonts=fonts(),
        style=look() + (_HERE / "report.css").read_text(encoding="utf-8"),
        about=about,
        contents=[(one.anchor, one.text) for one in blocks if isinstance(one, Heading) and one.anchor],
        told=as_html(blocks),
        left_out=[one.say for one in out.losses],
        data=inert(out.journey),
    )
