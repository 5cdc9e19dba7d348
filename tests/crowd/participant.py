"""A simulated participant: follows a link, fills in a form, sees the others, loads again when the page is lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from browsing import Browsing, NoAnswerError
from channel import Json, LineLostError
from outbox import Outbox
from page import NotUpError, OpenPage
from soon import PATIENCE

AGAIN_AFTER = 3.0
"""Seconds until a page that did not come up is loaded again."""
SETTLE = 0.25
"""Seconds in one field until the others are told."""


@dataclass
class Participant:
    """One person with one browser and one tab.

    Args:
        name: as others see it.
        patience: seconds in which a page has to come up, tries included.
        keeps_coming_back: whether a page that is lost is loaded again, as the real page does.
    """

    name: str
    patience: float = PATIENCE
    keeps_coming_back: bool = True
    browser: Browsing = field(default_factory=Browsing)
    page: OpenPage | None = None
    outboxes: dict[str, Outbox] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    loaded: list[float] = field(default_factory=list)
    notices: list[Json] = field(default_factory=list)
    others: list[Json] = field(default_factory=list)
    on_change: Callable[[Participant], None] = lambda _: None
    _address: str = ""
    _shown: Any = None
    _files: tuple[str, ...] = ()
    _changes: asyncio.Condition = field(default_factory=asyncio.Condition)
    _coming_back: asyncio.Task[None] | None = None
    _field: str = ""
    _settling: asyncio.TimerHandle | None = None
    _errands: set[asyncio.Task[Any]] = field(default_factory=set)

    # ---- what a person does

    async def join(self, address: str, *, link: str = "", files: Iterable[str] = ()) -> None:
        """Opens a page, until it works.

        Args:
            address: of the page.
            link: what the facilitator gave, if it is another; it is opened first, for its cookie.
            files: what a new browser asks for beside the page, as paths or addresses.

        Raises:
            NotUpError: if it does not come up for longer than this person waits; `troubles` has every attempt.
        """
        if link:
            await self.browser.get(link, follow=False)
        self._address, self._files = address, tuple(urljoin(address, name) for name in files)
        await self._load()

    def value(self, path: str) -> Any:
        """What this person sees at a path of the journey."""
        return self.outbox.over(path, value_at(self._shown, path))

    def edit(self, path: str, new: Any) -> str:
        """Types; gives the edit's id."""
        if path != self._field:
            self._field = path
            self._stop_settling()
            self._settling = asyncio.get_running_loop().call_later(SETTLE, self._tell_where)
        return self.outbox.add(path, self.value(path), new)

    async def saved(self, within: float = PATIENCE) -> None:
        """Waits until all that was typed is acknowledged.

        Raises:
            TimeoutError: if it is not in that time.
        """
        await self._until(lambda: not any(box.waiting for box in self.outboxes.values()), within)

    async def see(self, path: str, value: Any, within: float = PATIENCE) -> None:
        """Waits until this person sees a value.

        Raises:
            TimeoutError: if they do not in that time.
        """
        await self._until(lambda: self.page is not None and self.value(path) == value, within)

    async def sees_that(self, holds: Callable[[], bool], within: float = PATIENCE) -> None:
        """Waits until something holds; it is looked at whenever the page is told something.

        Raises:
            TimeoutError: if it does not in that time.
        """
        await self._until(holds, within)

    async def reload(self) -> None:
        """Loads the page again; the old one says goodbye as a real one does."""
        await self.close_tab()
        await self._load()

    async def close_tab(self, *, beacon: bool = True) -> None:
        """Closes the tab; what was not acknowledged stays in the browser.

        Args:
            beacon: whether the page manages to send its last words and to tell the server.
        """
        if self._coming_back is not None:
            self._coming_back.cancel()
            with suppress(asyncio.CancelledError):
                await self._coming_back
            self._coming_back = None
        page, self.page = self.page, None
        self._stop_settling()
        if page is not None and beacon:
            self._last_words(page)
            await asyncio.gather(*self._errands, return_exceptions=True)
        for box in self.outboxes.values():
            box.listens(None)
        if page is not None:
            await page.close(beacon=beacon)

    async def leave(self, *, beacon: bool = True) -> None:
        """Closes the browser for good."""
        await self.close_tab(beacon=beacon)
        for box in self.outboxes.values():
            box.stop()
        for errand in tuple(self._errands):
            errand.cancel()
        self.browser.close()

    async def come_back(self) -> None:
        """Opens the page that was closed or lost, unless it is being loaded already.

        Raises:
            NotUpError: as `join`.
        """
        if self.is_coming_back and self._coming_back is not None:
            await self._coming_back
        if self.page is None:
            await self._load()

    # ---- what a person can be asked afterwards

    @property
    def loads(self) -> int:
        """How often the page was asked for."""
        return len(self.loaded)

    def loads_since(self, then: float) -> int:
        """How often it was asked for since a moment of the monotonic clock."""
        return sum(at >= then for at in self.loaded)

    @property
    def is_coming_back(self) -> bool:
        """Whether a page that was lost is being loaded again just now."""
        return self._coming_back is not None and not self._coming_back.done()

    @property
    def journey(self) -> str:
        """The id of the journey that the page is about."""
        shown = self.page.state.get("page", {}).get("journey_id", "") if self.page else ""
        return shown or parse_qs(urlsplit(self._address).query).get("journey", [""])[0]

    @property
    def outbox(self) -> Outbox:
        """What waits in this browser for the journey of the page."""
        if self.journey not in self.outboxes:
            self.outboxes[self.journey] = Outbox(self.journey, self.name, self._no_answer)
        return self.outboxes[self.journey]

    # ---- how it is done

    async def _load(self) -> None:
        until = time.monotonic() + self.patience
        while True:
            self.loaded.append(time.monotonic())
            try:
                async with asyncio.timeout_at(asyncio.get_running_loop().time() + until - time.monotonic()):
                    await self._load_once()
            except (NotUpError, NoAnswerError, TimeoutError) as error:
                self.troubles.append(str(error) or "it did not come up in time")
                if time.monotonic() + AGAIN_AFTER > until:
                    raise NotUpError(self.troubles[-1]) from error
                await asyncio.sleep(AGAIN_AFTER)
            else:
                return

    async def _load_once(self) -> None:
        reply = await self.browser.get(self._address)
        asked, self._files = self._files, ()  # a browser keeps them
        fetched = asyncio.ensure_future(self.browser.get_all(asked))
        try:
            page = await OpenPage.opened(
                self.browser,
                reply,
                told=self._told,
                changed=self._changed,
                lost=lambda why: self._lost(why, page),
                own=lambda name: self.outbox.words(name),  # noqa: PLW0108  which one is known when the page is
            )
            try:
                await fetched
            except BaseException:
                await page.close()
                raise
        finally:
            fetched.cancel()
        self.page = page
        self._shown = page.state.get("journey")
        self._errand(self._send(page, {"kind": "here", "name": self.name, "field": self._field}))
        self.outbox.listens(lambda edits: self._errand(self._send(page, {"kind": "edits", "edits": edits})))
        self._changed({})

    async def _send(self, page: OpenPage, message: Json) -> None:
        try:
            await page.send(message)
        except LineLostError as error:
            self._lost(str(error), page)

    def _tell_where(self) -> None:
        self._settling = None
        if self.page is not None:
            self._errand(self._send(self.page, {"kind": "here", "name": self.name, "field": self._field}))

    def _stop_settling(self) -> None:
        if self._settling is not None:
            self._settling.cancel()
            self._settling = None

    def _last_words(self, page: OpenPage) -> None:
        self.outbox.flush()
        self._errand(self._send(page, {"kind": "here", "gone": True}))

    def _told(self, message: Json) -> None:
        if message.get("kind") in ("saved", "refused", "unsaved"):
            self.outbox.heard(message)
        elif message.get("kind") == "people":
            self.others = message["people"]
        elif message.get("kind") not in ("pong", "changed"):
            self.notices.append(message)
        self._changed({})

    def _changed(self, _: Json) -> None:
        if self.page is not None:
            self._shown = self.page.state.get("journey")
        self.on_change(self)
        self._errand(self._tell())

    async def _tell(self) -> None:
        async with self._changes:
            self._changes.notify_all()

    def _no_answer(self) -> None:
        if self.page is not None:
            self._errand(self._look(self.page))

    async def _look(self, page: OpenPage) -> None:
        """A process that is busy is waited for; the server knows whether there is one."""
        if not await page.has_process():
            self._lost("no answer", page)

    def _lost(self, why: str, page: OpenPage | None = None) -> None:
        if self.page is None or (page is not None and page is not self.page) or not self.keeps_coming_back:
            return
        self.troubles.append(why)
        if not self.is_coming_back:
            self._coming_back = asyncio.ensure_future(self._come_back())

    async def _come_back(self) -> None:
        page, self.page = self.page, None
        for box in self.outboxes.values():
            box.listens(None)
        if page is not None:
            await page.close(beacon=True)
        with suppress(NotUpError):
            await self._load()

    async def _until(self, holds: Callable[[], bool], within: float) -> None:
        async with asyncio.timeout(within), self._changes:
            await self._changes.wait_for(holds)

    def _errand(self, what: Any) -> None:
        errand = asyncio.ensure_future(what)
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)


def value_at(journey: Any, path: str) -> Any:
    """What stands at an id path of a journey as plain JSON; None where there is nothing. As browser/lib/journey.js."""
    node = journey
    for part in path.split("/"):
        if isinstance(node, list):
            node = next((item for item in node if item["id"] == part), None)
        else:
            node = node.get(part) if isinstance(node, dict) else None
    return node
