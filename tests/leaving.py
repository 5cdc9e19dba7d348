"""People who leave, as people do."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

_close_page, _close_context = Page.close, BrowserContext.close


def leave(page: Page) -> None:
    """A page of the workbook is left for an empty one, and so says its last word; one that has crashed can say none.

    Nobody waits for others, and what a test runs in each page may not work in an empty one.
    """
    if "/voila/render/" in page.url:
        with suppress(Error):
            page.goto("about:blank")


def close_page(self: Page, **how: Any) -> None:
    """Leaves a page and closes it, unless the browser is to ask the page itself first."""
    if not how.get("run_before_unload") and not self.is_closed():
        leave(self)
    _close_page(self, **how)


def close_context(self: BrowserContext, **how: Any) -> None:
    """Leaves all pages of a browser and closes it."""
    for page in self.pages:
        leave(page)
    _close_context(self, **how)


def leave_before_closing() -> None:
    """Lets all who close a page or a browser leave it: whoever is closed without a word is waited for long."""
    Page.close, BrowserContext.close = close_page, close_context
