"""How soon the next page is there while thirty people type: its words, and its form that works.

    uv run python tests/bench/next_page.py
    uv run python tests/bench/next_page.py --typists 6 --turns 4

One browser goes from page to page by the button at the foot of each. Its person's words are there when the heading of
the next page can be seen, and its form when it is ready. It prints seconds, and asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import threading
import time
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from playwright.sync_api import Page, sync_playwright
from typing_together import minute, typists_of
from workbook_server import CHROMIUM_OPTIONS, chromium_path

ARRIVING = 12.0
"""Seconds until thirty people have arrived."""
ONWARD = "a:has-text('Next:')"
FORM = "[data-ready] .cjm-page"
FIRST, LAST = "02_personas", "07_map"


def turn(tab: Page) -> tuple[float, float]:
    """Goes to the next page; seconds until its words and until its form are there."""
    heading = tab.locator("main h1").first.inner_text()
    began = time.perf_counter()
    tab.locator(ONWARD).last.click()
    tab.wait_for_function(
        "before => ![null, undefined, before].includes(document.querySelector('main h1')?.innerText)", arg=heading
    )
    words = time.perf_counter() - began
    tab.wait_for_selector(FORM)
    return words, time.perf_counter() - began


def turns(running: servers.Running, journey: str, count: int) -> list[tuple[float, float]]:
    """So many of them, over the pages again and again."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
        tab = chromium.new_page()
        found: list[tuple[float, float]] = []
        while len(found) < count:
            if LAST in tab.url or not found:
                tab.goto(f"{running.url}/voila/render/{FIRST}.ipynb?journey={journey}")
                tab.wait_for_selector(FORM)
            found.append(turn(tab))
        chromium.close()
    return found


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--typists", type=int, default=30)
    parser.add_argument("--turns", type=int, default=20)
    asked = parser.parse_args()
    servers.prepared()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name) / "journeys"
        typists = typists_of(folder, asked.typists, seed=1)
        with servers.workbook(folder) as running:
            room = threading.Thread(
                target=lambda: asyncio.run(minute(running, typists, ARRIVING + 2 * asked.turns)), daemon=True
            )
            room.start()
            time.sleep(ARRIVING)
            found = turns(running, typists[0].journey, asked.turns)
            room.join()
    print(f"{asked.turns} turns to the next page while {asked.typists} people type (seconds: median, largest)")
    for at, what in enumerate(("its words", "its form, ready")):
        times = [one[at] for one in found]
        print(f"  {what:18}{statistics.median(times):6.2f}{max(times):6.2f}")


if __name__ == "__main__":
    main()
