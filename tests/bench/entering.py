"""How long it takes a person who knows a journey to enter it, by the keystroke-level model.

    uv run python tests/bench/entering.py

The journey of tests/data/journey_to_enter.md is entered from the start page by real keys and clicks. All of it is
typed: nothing comes from a clipboard. It ends with an error if something of it does not stand in the map then.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from hands import CLICK, KEY, SCREEN, THOUGHT, Counted
from library import enter, missing
from playwright.sync_api import sync_playwright
from workbook_server import CHROMIUM_OPTIONS, chromium_path

from cjm_widgets.store import Store

BEFORE = {"clicks": 139, "keys": 3190, "screens": 71}
"""Of a five-step journey in September's pages, by hand; it took 20.7 minutes by the clock."""
LAPTOP = {"width": 1366, "height": 768}


def told(did: Counted) -> str:
    """What was counted, in lines."""
    before = BEFORE["clicks"] * CLICK + BEFORE["keys"] * KEY + BEFORE["screens"] * SCREEN + did.thoughts * THOUGHT
    pages = ", ".join(f"{name} {screens:.1f}" for name, screens in did.screens.items())
    return "\n".join(
        (
            f"{'':24}{'before':>8}{'now':>8}",
            f"{'clicks':24}{BEFORE['clicks']:8}{did.clicks:8}",
            f"{'keys':24}{BEFORE['keys']:8}{did.keys:8}",
            f"{'screens of page':24}{BEFORE['screens']:8}{sum(did.screens.values()):8.1f}",
            f"{'screens scrolled':24}{'':8}{did.scrolled:8}",
            f"{'thoughts (fields)':24}{'':8}{did.thoughts:8}",
            f"{'minutes by the model':24}{before / 60:8.1f}{did.seconds / 60:8.1f}",
            "Before: the given figures, each page scrolled through once, as many thoughts as now; 20.7 by the clock.",
            f"Pages: {pages}",
        )
    )


def main() -> None:
    began = time.perf_counter()
    servers.prepared()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        servers.workbook(Path(name)) as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
        page = browser.new_page(viewport=LAPTOP, reduced_motion="reduce")
        did = enter(page, running.url)
        page.goto("about:blank")
        journey = Store(running.folder).open("registering-with-the-library").to_json()
        browser.close()
    print(told(did))
    print(f"The script took {time.perf_counter() - began:.0f} s.")
    if lost := missing(journey):
        sys.exit(f"Not in the map: {', '.join(lost)}")


if __name__ == "__main__":
    main()
