"""What the facilitator says of the steps, on a participant's page: the time left, and which steps are closed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.paths import parse
from cjm_widgets.pages.asked import ANY, asked
from cjm_widgets.pages.book import PAGES
from cjm_widgets.store import Watch, watch_mark
from cjm_widgets.workshop.agenda import Workshop, seconds_left
from cjm_widgets.workshop.state import WorkshopState

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.journey.rules import PageName
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.workshop.visitor import Visitor

EVERY: Final = 1.0
"""How often a page looks at what the facilitator says, in seconds."""


class Steps:
    """What the facilitator says of the steps, for one page and the person who looks at it.

    Args:
        store: the journeys.
        visitor: who looks at the page.
        page: the page.
    """

    def __init__(self, store: JourneyStore, visitor: Visitor, page: PageName) -> None:
        self._file = WorkshopState(store)
        self._visitor = visitor
        self._page = page
        self._mark = self._file.mark()
        self._workshop, _ = self._file.read()
        self._watch: Watch | None = None

    @property
    def workshop(self) -> Workshop:
        """What stands at this moment; the file is read again only when it has changed."""
        mark = self._file.mark()
        if mark != self._mark:
            self._mark = mark
            self._workshop, _ = self._file.read()
        return self._workshop

    def follow(self, on_change: Callable[[], object]) -> None:
        """Calls a function after each change, where an event loop runs."""
        with suppress(RuntimeError):
            self._watch = watch_mark(self._file.mark, on_change, EVERY, "a change of the agenda")

    def closed_to(self, path: str = "") -> str:
        """Why a change cannot be made now, as a sentence; "" if it can. A facilitator can always work.

        Args:
            path: the place of the change; "" for whatever is done on this page.
        """
        shut = self.workshop.closed
        if self._visitor.facilitates or not shut:
            return ""
        homes = homes_of(path)
        if self._page in shut:
            return _kept(self._page)
        if homes and self._page not in homes and all(home in shut for home in homes):
            return _kept(homes[0])
        return ""

    def view(self) -> dict[str, Any]:
        """What the browser shows of it."""
        return steps_view(self.workshop, self._page, datetime.now(UTC), facilitates=self._visitor.facilitates)


def steps_view(workshop: Workshop, page: PageName, now: datetime, *, facilitates: bool) -> dict[str, Any]:
    """What a page's header, its list of pages and the page itself say of the workshop.

    Args:
        workshop: what the facilitator has said.
        page: the page.
        now: the present time.
        facilitates: whether the person leads the workshop, and can work on closed steps as well.
    """
    step = next((one for one in PAGES if one.name == workshop.step), None)
    kept = [] if facilitates else list(workshop.closed)
    return {
        "step": workshop.step,
        "title": step.title if step else "",
        "file": step.file if step else "",
        "left": seconds_left(workshop, now),
        "paused": workshop.paused is not None,
        "closed": list(workshop.closed),
        "kept": kept,
        "shut": page in kept,
    }


def homes_of(path: str) -> tuple[PageName, ...]:
    """The pages on which people are asked for what stands at a path, in the order of the method."""
    parts = parse(path).segments
    best = 0
    homes: tuple[PageName, ...] = ()
    for pattern, pages in _homes():
        fits = len(pattern) <= len(parts) and all(a in (ANY, b) for a, b in zip(pattern, parts, strict=False))
        if fits and len(pattern) > best:
            best, homes = len(pattern), pages
    return homes


@cache
def _homes() -> tuple[tuple[tuple[str, ...], tuple[PageName, ...]], ...]:
    """The places that pages ask for, and which."""
    found: dict[tuple[str, ...], dict[PageName, None]] = {}
    for one in asked():
        if one.field["kind"] != "items":
            # a part of a path is asked for as well: “ratings” by the page that asks for “ratings/room/value”
            patterns = [one.pattern[:end] for end in range(len(one.inside) + 1, len(one.pattern) + 1)]
        else:
            patterns = [] if one.field["fixed"] else [(*one.pattern, ANY)]
        for pattern in patterns:
            found.setdefault(pattern, {})[one.page] = None
    return tuple((pattern, tuple(pages)) for pattern, pages in found.items())


def _kept(name: PageName) -> str:
    title = next((page.title for page in PAGES if page.name == name), "This step")
    return (
        f"“{title}” is closed for the moment. What you changed there is kept in this browser, "
        "and is saved when the facilitator opens it again."
    )
