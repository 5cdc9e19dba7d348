"""Who else is here: told by each page of itself, and shown on each page of the same journey."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4
from zlib import crc32

from cjm_widgets.journey.paths import parse
from cjm_widgets.store import Watch, watch_mark
from cjm_widgets.widgets.protocol import from_browser, from_kernel
from cjm_widgets.widgets.protocol.parts import Person
from cjm_widgets.workshop.presence import Here, Presence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cjm_widgets.workshop.visitor import Visitor

EVERY: Final = 1.0
"""How often a page looks whether anybody came or moved on, in seconds."""

LIFE_EVERY: Final = 3.0
"""Seconds between signs of life, and between looks for those who are gone without a word."""

SILENT: Final = 90.0
"""After how many seconds without a word a browser counts as gone; it speaks every 20, a hidden tab every 60."""

TINTS: Final = 4
"""How many colours people are drawn in; a colour is never the only thing that tells them apart."""


class Around:
    """Binds who is here to one open page.

    Args:
        presence: where it is told.
        visitor: who looks at this page.
        journey: the journey's id.
        page: the page's name.
        send: sends a message to the browser.
        words: the path of a field -> how it is called, such as “Security: Feelings”.
    """

    def __init__(  # noqa: PLR0913  each is one thing that a page knows
        self,
        presence: Presence,
        visitor: Visitor,
        *,
        journey: str,
        page: str,
        send: Callable[[from_kernel.FromKernel], None],
        words: Callable[[str], str],
    ) -> None:
        self._presence, self._send, self._words = presence, send, words
        # made when the page is opened: a forked process must not share it with another
        self._me = Here(uuid4().hex, visitor.person, journey=journey, page=page, since=time.time())
        self._announced = self._silent = False
        self._heard_at = self._life_at = 0.0
        self._mark = 0
        self._watch: Watch | None = None
        self._shown: list[Person] | None = None

    def sign_of_life(self) -> None:
        """The browser has said something, whatever it was."""
        self._heard_at = time.monotonic()
        if self._silent:  # it was away: a computer that slept, a network that was gone
            self._announce(self._me)
            self._show()

    def on_message(self, message: from_browser.Here) -> None:
        """The browser says where the focus is and what its person is called, or that the page is left."""
        if message.gone:
            self.leave()
            return
        me = replace(self._me, name=message.name, field=message.field)
        if self._announced and me == self._me:
            return
        if not self._announced:
            self._shown = None
        self._announce(me)
        self._show()

    def follow(self) -> None:
        """Looks for the others from now on, where an event loop runs."""
        with suppress(RuntimeError):
            self._watch = watch_mark(self._due, self.look, EVERY, "a look at who is here")

    def _due(self) -> tuple[int, int]:
        return self._presence.mark(self._me.journey), int(time.monotonic() / LIFE_EVERY)

    def look(self) -> None:
        """Gives a sign of life where one is due, and shows who has come, moved on or gone."""
        if not self._announced:
            return
        now = time.monotonic()
        if now - self._heard_at > SILENT:
            self.leave()
            self._silent = True
            return
        due = now - self._life_at >= LIFE_EVERY
        if due:
            self._presence.refresh(self._me)
            self._life_at = now
        if due or self._presence.mark(self._me.journey) != self._mark:
            self._show()

    def leave(self) -> None:
        """Nobody looks at this page any more."""
        if self._announced:
            self._announced = False
            self._presence.leave(self._me)

    def _announce(self, me: Here) -> None:
        me = self._me = replace(me, moved=time.time())
        self._presence.announce(me)
        self._announced, self._silent, self._life_at = True, False, time.monotonic()

    def _show(self) -> None:
        self._mark = self._presence.mark(self._me.journey)
        people = others(self._me, self._presence.present(self._me.journey), self._words)
        if people != self._shown:
            self._shown = people
            self._send(from_kernel.People(people=people))


def others(me: Here, present: Iterable[Here], words: Callable[[str], str]) -> list[Person]:
    """Everybody but oneself as a page shows them.

    Somebody with several tabs open is one person, in the tab in which they did something last.

    Args:
        me: whose page it is.
        present: who is here.
        words: the path of a field -> how it is called.
    """
    people: dict[str, list[Here]] = {}
    for here in present:
        people.setdefault(person_of(here), []).append(here)
    people.pop(person_of(me), None)
    return [_shown(tabs, words) for tabs in people.values()]


def person_of(here: Here) -> str:
    """What tells one person from another: their browser, else their name; without both each page is somebody."""
    return here.person or (f"name {here.name.casefold()}" if here.name else f"page {here.session}")


def _shown(tabs: list[Here], words: Callable[[str], str]) -> Person:
    at = max(tabs, key=lambda tab: tab.moved)
    # where a field is somebody's own, such as their own rating, its path holds their id: that stays here
    own = at.person and at.person in parse(at.field).segments
    return Person(
        name=at.name or next((tab.name for tab in tabs if tab.name), ""),
        page=at.page,
        field="" if own else at.field,
        where=words(at.field) if at.field else "",
        tint=crc32((at.person or at.session).encode()) % TINTS,
    )
