"""Waiting for a page that carries out no text: Playwright's own way hands the page an expression to evaluate there.

A served page's Content-Security-Policy forbids that, as it should. Asking from outside is not the page's doing.
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Error, Page
from playwright.sync_api import TimeoutError as TooLateError
from soon import PATIENCE

EVERY = 50
"""Milliseconds between two questions."""


def wait_for_function(self: Page, expression: str, *, arg: Any = None, timeout: float | None = None) -> None:
    """Waits until an expression of JavaScript gives something true.

    Raises:
        TooLateError: if it does not.
    """
    until = time.monotonic() + (timeout / 1000 if timeout else PATIENCE)
    said = ""
    while time.monotonic() < until:
        try:
            if self.evaluate(expression, arg):
                return
        except Error as error:  # the page goes to another just now, or what is asked for is not there yet
            said = f": {error.message}"
        self.wait_for_timeout(EVERY)
    raise TooLateError(f"{expression} was not true in time{said}")


def ask_from_outside() -> None:
    """Lets all pages be waited for in this way."""
    Page.wait_for_function = wait_for_function
