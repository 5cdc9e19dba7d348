"""The reveal as whoever facilitates does it while others are still at it: asked once, by keyboard alone."""

from __future__ import annotations

import re
from typing import Any, Final

from playwright.sync_api import expect

SOME: Final = re.compile(r"^\d+ of \d+ people ha(s|ve) not finished\.$")


def reveal(page: Any, what: str, still: str | re.Pattern[str] = SOME) -> None:
    """Waits first and reveals then.

    Args:
        page: of whoever facilitates.
        what: “ratings” or “votes”.
        still: what is asked.
    """
    button = page.get_by_role("button", name=f"Reveal the {what}", exact=True)
    question = page.get_by_role("group", name=still, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(question.get_by_text(still)).to_be_visible()
    expect(page.locator(":focus")).to_have_text("Reveal now")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Wait")
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    expect(question).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Reveal now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How the room")).to_be_focused()
