"""Pages opened one after another without waiting for each: a kernel takes a second to start."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook_server import Served

_UNFOLD = (Path(__file__).parent / "unfold.js").read_text(encoding="utf-8")


@dataclass
class Tabs:
    """Two tabs of one browser: while one is looked at, the other opens the next page.

    Args:
        pages: the two of them, changing places.
        asked: the addresses that they asked for.
        broken: the errors in their scripts.
    """

    pages: list[Any]
    asked: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for page in self.pages:
            page.on("request", lambda request: self.asked.add(request.url))
            page.on("pageerror", lambda error: self.broken.append(str(error)))

    def each(self, served: Served, journey: str, files: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """Opens pages of a journey in this order; gives each file's name and its page when it is ready."""
        self._begin(self.pages[0], served, files[0], journey)
        for file, following in zip_longest(files, files[1:]):
            page, other = self.pages
            if following:
                self._begin(other, served, following, journey)
            page.bring_to_front()  # a tab behind another is drawn once a second only
            page.wait_for_selector("[data-ready] .cjm-page")
            yield file, page
            self.pages.reverse()

    def _begin(self, page: Any, served: Served, file: str, journey: str) -> None:
        page.goto(served.address(file.removesuffix(".ipynb"), journey), wait_until="commit")


def unfold(page: Any, sheet: int = -1) -> None:
    """Opens what is folded away, and of the sheets that lie over the map the one with this number (-1: none)."""
    page.evaluate(_UNFOLD, sheet)
