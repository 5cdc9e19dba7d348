"""Real browsers that open the page at the same moment, round after round: how many arrived, and when.

    uv run python tests/bench/browsers.py
    uv run python tests/bench/browsers.py --browsers 4 --rounds 1 --no-stock

Each is a new one (its own storage and cache, in one Chromium), and has arrived when a word typed into its form is
acknowledged with "Saved". At the end the words are looked up in the journeys' files. Stock Voilà comes once; there a
browser has arrived when it shows a field. It prints, and asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from playwright.async_api import Browser, Error, async_playwright
from teams import make_teams
from workbook_server import CHROMIUM_OPTIONS, chromium_path

WORD = "heard-{}-{}"
FIELDS = "main textarea"
SAVED = "document.querySelector('[data-cjm-slot=status]')?.textContent.startsWith('Saved')"
TEAM = 6


@dataclass(frozen=True, slots=True)
class Came:
    """One browser.

    Args:
        number: of the browser in its round.
        seconds: until it had arrived; None if it did not.
        loads: how often the page was loaded; more than once if it tried again by itself.
        problem: what it had instead.
    """

    number: int
    seconds: float | None
    loads: int
    problem: str = ""


async def together(addresses: Sequence[str], words: Sequence[str], *, patience: float) -> list[Came]:
    """Opens each address in a new browser, all at once, and types a word into each.

    Args:
        addresses: of pages.
        words: one for each; "" where nothing is typed and a field is enough.
        patience: seconds.
    """
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
        try:
            return list(
                await asyncio.gather(
                    *(
                        _one(chromium, number, address, word, patience)
                        for number, (address, word) in enumerate(zip(addresses, words, strict=True))
                    )
                )
            )
        finally:
            await chromium.close()


async def _one(chromium: Browser, number: int, address: str, word: str, patience: float) -> Came:
    context = await chromium.new_context()
    tab = await context.new_page()
    loads: list[str] = []
    tab.on("domcontentloaded", lambda _: loads.append(""))
    tab.set_default_timeout(patience * 1000)
    began = time.perf_counter()
    try:
        async with asyncio.timeout(patience):
            await tab.goto(address, wait_until="commit")
            if word:
                await tab.wait_for_selector("[data-ready] .cjm-page")
                field = tab.locator(FIELDS).locator("visible=true").nth(number % TEAM % 5)
                await field.click()
                await field.press_sequentially(word)
                await tab.wait_for_function(SAVED)
            else:
                await tab.wait_for_selector(".widget-text input, .jupyter-widgets input")
        return Came(number, time.perf_counter() - began, max(1, len(loads)))
    except (Error, TimeoutError) as error:
        says = await _says(tab)
        return Came(
            number, None, max(1, len(loads)), f"{str(error).splitlines()[0] if str(error) else 'nothing'}; {says}"
        )
    finally:
        await context.close()


async def _says(tab: object) -> str:
    try:
        async with asyncio.timeout(5):
            return "the page says: " + " ".join((await tab.inner_text("main")).split())[-160:]
    except (Error, TimeoutError):
        return "the page says nothing"


def print_browsers(
    browsers: int,
    rounds: int,
    place: Path,
    *,
    page: str = "04_satisfaction",
    patience: float = 115.0,
    stock: bool = True,
) -> None:
    """One line a round, the sum of all rounds, and stock Voilà once."""
    journeys = make_teams(place / "journeys", browsers, TEAM)
    print(f"{'':24}{'arrived':>9}{'first':>8}{'median':>8}{'last':>8}   seconds until a typed word was saved")
    came: list[Came] = []
    typed: list[str] = []
    with servers.workbook(place / "journeys", page=page) as running:
        for at in range(rounds):
            words = [WORD.format(at, number) for number in range(browsers)]
            addresses = [
                f"{running.url}/voila/render/{page}.ipynb?journey={journeys[number // TEAM]}"
                for number in range(browsers)
            ]
            found = asyncio.run(together(addresses, words, patience=patience))
            print_round(f"round {at + 1}", found)
            came += found
            typed += [words[one.number] for one in found if one.seconds is not None]
    if rounds > 1:
        print_round("all rounds", came)
    text = "".join(path.read_text(encoding="utf-8") for path in (place / "journeys").glob("*.jsonl"))
    print(f"words acknowledged {len(typed)}, of these in the journeys {sum(word in text for word in typed)}")
    if stock:
        with servers.stock(place / "stock") as running:
            found = asyncio.run(together([running.page] * browsers, [""] * browsers, patience=patience))
            print_round(f"{running.name}, once", found)


def print_round(name: str, came: Sequence[Came]) -> None:
    """How many came and when."""
    times = sorted(one.seconds for one in came if one.seconds is not None)
    shown = (times[0], statistics.median(times), times[-1]) if times else (float("nan"),) * 3
    again = sum(one.loads > 1 for one in came)
    print(
        f"{name:24}{len(times):5}/{len(came):<3}{shown[0]:8.1f}{shown[1]:8.1f}{shown[2]:8.1f}"
        + (f"   {again} tried again by themselves" if again else ""),
        flush=True,
    )
    for problem in sorted({one.problem for one in came if one.problem}):
        print(f"    {problem}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browsers", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--patience", type=float, default=115.0, help="seconds until a round gives up (115)")
    parser.add_argument("--page", default="04_satisfaction")
    parser.add_argument("--no-stock", action="store_true")
    asked = parser.parse_args()
    servers.compiled()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        print_browsers(
            asked.browsers,
            asked.rounds,
            Path(name),
            page=asked.page,
            patience=asked.patience,
            stock=not asked.no_stock,
        )


if __name__ == "__main__":
    main()
