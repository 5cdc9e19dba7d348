"""A person's hands at a page, counted as the keystroke-level model counts them (Card, Moran and Newell, 1980)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KEY, CLICK, SCREEN, THOUGHT = 0.2, 1.3, 0.5, 1.35
"""Seconds for a key, for pointing and clicking, for scrolling a screen, and for a thought before a field."""
_WHERE = "(it) => { const box = it.getBoundingClientRect(); return [box.top, box.bottom, innerHeight]; }"
_HEADER = 64  # px that stay at the top of a page
TYPED = 12
"""Letters that are pressed one by one: each is a round through browser, page and process."""


def press_letters(page: Any, words: str) -> None:
    """Types where the focus is; what is long comes at once after its first letters, as from a clipboard."""
    page.keyboard.type(words[:TYPED])
    if words[TYPED:]:
        page.keyboard.insert_text(words[TYPED:])


@dataclass
class Counted:
    """What hands did.

    Args:
        clicks: pointed at and clicked.
        keys: pressed; two for a key held with another.
        thoughts: fields that were filled in, each cell of a table one.
        scrolled: screens scrolled to see what comes next.
        screens: how long the pages were when they were left, in screens.
    """

    clicks: int = 0
    keys: int = 0
    thoughts: int = 0
    scrolled: int = 0
    screens: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.clicks * CLICK + self.scrolled * SCREEN + self.thoughts * THOUGHT


class Hands:
    """Real keys and clicks on a page of the browser.

    Args:
        page: the browser's page.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.did = Counted()

    def click(self, target: Any) -> None:
        """Points at something and clicks, after scrolling to it if it is not in sight."""
        target.wait_for()
        top, bottom, height = target.evaluate(_WHERE)
        if top < _HEADER or bottom > height:
            away = (top - height / 2) if top >= _HEADER else (height / 2 - top)
            self.did.scrolled += max(1, round(away / height))
            target.evaluate("(it) => it.scrollIntoView({ block: 'center', behavior: 'instant' })")
        target.click()
        self.did.clicks += 1

    def type(self, words: str) -> None:
        """Fills in what has the focus; every letter counts as one that is pressed."""
        self.did.thoughts += 1
        self.did.keys += len(words)
        press_letters(self.page, words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.did.keys += 1 + key.count("+")

    def choose(self, target: Any) -> None:
        """Answers by a click."""
        self.did.thoughts += 1
        self.click(target)

    def row(self, *cells: str) -> None:
        """Types the cells of a line of a table; an empty one is passed over."""
        for at, cell in enumerate(cells):
            if at:
                self.press("Tab")
            if cell:
                self.type(cell)

    def leave(self) -> None:
        """Takes the measure of a page that is done."""
        name = self.page.evaluate("document.body.dataset.page")
        height = self.page.viewport_size["height"]
        self.did.screens[name] = self.page.evaluate("document.documentElement.scrollHeight") / height
