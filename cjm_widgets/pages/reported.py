"""All pages of a map one after the other, as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.accounts.blocks import Fact, Facts, Heading
from cjm_widgets.accounts.pictured import pictured
from cjm_widgets.accounts.report import report
from cjm_widgets.accounts.whole_map import RESTS_ON, about_map, told_sources
from cjm_widgets.formats.content import content
from cjm_widgets.formats.figures import WHOLE_MAP
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.in_short import in_short
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.book import page as page_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.accounts.blocks import Block
    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.told import Telling

_OF_EACH_PAGE: Final = frozenset({"form", "advice"})
"""Parts that are of another thing on each page; the others are told where they stand first."""
_PART: Final = 3
"""The level of the headings within a page."""


def reported(telling: Telling) -> str:
    """A page for a browser with what the finished notebooks of a map say: the map first, and nothing twice.

    Args:
        telling: the map.
    """
    out = telling.leaves()
    found = content(out)
    about = (*(one.text for one in telling.as_asked()), *about_map(found), *_when(telling))
    short = Facts(tuple(Fact(*one) for one in in_short(out.journey, telling.today)))
    blocks = (
        Heading(2, "In short", "short"),
        short,
        *_map(telling, out),
        *_pages(telling, out),
        Heading(2, RESTS_ON, "sources"),
        *told_sources(found),
    )
    return report(out, about, blocks)


def _map(telling: Telling, out: Outgoing) -> Iterator[Block]:
    """The map as a picture; its words stand on the pages on which they are asked for."""
    page = page_named("map")
    yield Heading(2, page.title, page.name)
    yield from pictured(out, WHOLE_MAP)
    yield from telling.page(page, out, frozenset({"map", "surveys"}))


def _pages(telling: Telling, out: Outgoing) -> Iterator[Block]:
    parts: frozenset[str] = frozenset()
    told: set[tuple[Block, ...]] = set()
    for page in PAGES:
        if page.name in ("start", "map"):
            continue
        yield Heading(2, page.title, page.name)
        for section in _sections(telling.page(page, out, parts)):
            if section not in told:
                yield from section
            told.add(section)
        parts |= {name for some in page.parts.values() for name in some} - _OF_EACH_PAGE


def _sections(blocks: Iterator[Block]) -> Iterator[tuple[Block, ...]]:
    """A page's blocks, each heading with what stands below it."""
    section: list[Block] = []
    for one in blocks:
        if isinstance(one, Heading) and one.level == _PART:
            yield tuple(section)
            section = []
        section.append(one)
    yield tuple(section)


def _when(telling: Telling) -> Iterator[str]:
    latest = _latest(telling.journey)
    yield " ".join(filter(None, (latest, f"Made on {shown(telling.today.isoformat())}.")))


def _latest(journey: Journey) -> str:
    if not journey.editions:
        return "The map as it stands; no edition of it has been kept yet."
    last = journey.editions[-1]
    when = f", {shown(last.date)}" if last.date else ""
    return f"The map as it stands; the latest edition that was kept is “{last.name}”{when}."
