"""Real browsers that open a page at the same moment, each as new as on its first day."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import Error, Page, async_playwright
from workbook_server import CHROMIUM_OPTIONS, chromium_path

FORM = "[data-ready] .cjm-page"
STOCK_FORM = ".widget-text input"
FIELDS = "main textarea"
FIELDS_IN_VIEW = 5
SAVED = "[data-cjm-slot=status] >> text=/^Saved/"


@dataclass(frozen=True, slots=True)
class Came:
    """One browser.

    Args:
        number: of the browser in its round.
        seconds: until it had arrived; None if it did not.
        loads: how often the page was loaded; more than once if it tried again by itself.
        problem: what it had instead.
        said: what the scripts of the page complained of.
    """

    number: int
    seconds: float | None
    loads: int
    problem: str = ""
    said: tuple[str, ...] = ()


async def together(addresses: Sequence[str], words: Sequence[str], *, patience: float) -> list[Came]:
    """Opens each address in a new browser, all at once, and types a word into each.

    All browsers stand there, each with an empty tab, before the first address is opened.

    Args:
        addresses: of pages.
        words: one for each; "" where nothing is typed and a field is enough.
        patience: seconds.
    """
    path = await asyncio.to_thread(chromium_path)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        try:
            contexts = [await chromium.new_context() for _ in addresses]
            tabs = [await context.new_page() for context in contexts]
            asked = enumerate(zip(tabs, addresses, words, strict=True))
            return list(await asyncio.gather(*(_one(tab, number, *what, patience) for number, (tab, *what) in asked)))
        finally:
            await chromium.close()


async def _one(tab: Page, number: int, address: str, word: str, patience: float) -> Came:
    loads: list[str] = []
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text[:200]) if message.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)[:200]))
    tab.on("domcontentloaded", lambda _: loads.append(""))
    tab.set_default_timeout(patience * 1000)
    began = time.perf_counter()
    try:
        async with asyncio.timeout(patience):
            await tab.goto(address, wait_until="commit")
            if word:
                await tab.wait_for_selector(FORM)
                field = tab.locator(FIELDS).locator("visible=true").nth(number % FIELDS_IN_VIEW)
                await field.click()
                await field.press_sequentially(word)
                await tab.wait_for_selector(SAVED)
            else:
                await tab.wait_for_selector(STOCK_FORM)
        return Came(number, time.perf_counter() - began, max(1, len(loads)), said=tuple(said))
    except (Error, TimeoutError) as error:
        says = await _says(tab)
        problem = f"{str(error).splitlines()[0] if str(error) else 'nothing'}; {says}"
        return Came(number, None, max(1, len(loads)), problem, tuple(said))
    finally:
        await tab.context.close()


async def _says(tab: Page) -> str:
    try:
        async with asyncio.timeout(5):
            return "the page says: " + " ".join((await tab.inner_text("main")).split())[-160:]
    except (Error, TimeoutError):
        return "the page says nothing"
