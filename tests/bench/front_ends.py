"""How soon a form works in a browser: this workbook beside Panel and Streamlit serving an equal form, in one run.

    uv run python tests/bench/front_ends.py
    uv run python tests/bench/front_ends.py --rounds 2 --slower 4

The page on satisfaction with the airport journey, 390 px wide, in a new browser (its own storage and cache) each time,
in turn, with the browser's processor slowed down and at full speed. A form is there when its first rating can be seen,
and works when a rating that is clicked has been answered. It prints seconds, files and bytes, and asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import servers  # first: it shows the way to the modules of the tests
from equal.form import equal_form
from playwright.sync_api import Browser, Locator, sync_playwright
from workbook_server import CHROMIUM_OPTIONS, chromium_path

from cjm_widgets.pages.book import page
from cjm_widgets.store import Store

WIDTH, HEIGHT = 390, 844
LONGEST = 60_000  # ms
AGAIN_AFTER = 1.0
"""Seconds without an answer after which a person clicks again; Streamlit begins anew at each click."""
FIRST = {
    "this workbook": ".cjm-form [role=radiogroup]:visible label:not(:has(:checked))",
    "Panel": ".bk-btn-group button:visible",
    "Streamlit": "[role=radiogroup]:visible label",
}
"""Ours stands where the browser before has left it: what is chosen already would be answered by nobody."""
ANSWERED = {
    "this workbook": "[data-cjm-slot=status] >> text=/^Saved/",
    "Panel": ".answer >> text=/ is /",
    "Streamlit": "[data-testid=stCaptionContainer] >> text=/ is (-1|-2)$/",
}


@dataclass(frozen=True, slots=True)
class Load:
    """One new browser. Seconds until the form is there and until it works; files and bytes that came.

    Args:
        there: seconds.
        works: seconds.
        files: how many, the page included.
        kilobytes: as they went over the line.
        again: files that came when the same browser loaded the page once more.
    """

    there: float
    works: float
    files: int
    kilobytes: float
    again: int


def answered(answer: Locator) -> bool:
    """Whether a click is answered in a moment; one that came too early for the form never is."""
    until = time.perf_counter() + AGAIN_AFTER
    while time.perf_counter() < until:
        answer.page.wait_for_timeout(20)
        if answer.is_visible():
            return True
    return False


def load(chromium: Browser, running: servers.Running, slower: float) -> Load:
    """Opens the page in a browser that was never here."""
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.set_default_timeout(LONGEST)
    try:
        tab = context.new_page()
        devtools = context.new_cdp_session(tab)
        devtools.send("Network.enable")
        sizes: list[float] = []
        devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        began = time.perf_counter()
        tab.goto(running.page, wait_until="commit")
        ratings = tab.locator(FIRST[running.name])
        ratings.first.wait_for()
        there = time.perf_counter() - began
        for number in cycle((0, 1)):  # one on what stands there says nothing
            ratings.nth(number).click()
            if answered(tab.locator(ANSWERED[running.name]).first):
                break
            if time.perf_counter() - began > LONGEST / 1000:
                raise TimeoutError(f"{running.name} answers no click")
        works = time.perf_counter() - began
        tab.wait_for_load_state("networkidle")
        files, kilobytes = len(sizes), sum(sizes) / 1000
        sizes.clear()
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        tab.goto(running.page)
        tab.locator(FIRST[running.name]).first.wait_for()
        tab.wait_for_load_state("networkidle")
        return Load(there, works, files, kilobytes, sum(size > 0 for size in sizes))
    finally:
        context.close()


def forms(place: Path) -> Iterator[Any]:
    """The servers, one after the other started."""
    with ExitStack() as stack:
        ours = stack.enter_context(servers.workbook(place / "journeys"))
        journey = Store(ours.folder).open("airport")
        (place / "form.json").write_text(json.dumps(equal_form(journey, page("satisfaction").asks(journey))))
        yield [
            ours,
            *(stack.enter_context(servers.equal(name, place / "form.json")) for name in ("panel", "streamlit")),
        ]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--slower", type=float, action="append", help="how much slower the processor is (4 and 1)")
    asked = parser.parse_args()
    servers.prepared()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_OPTIONS)
        for running in forms(Path(name)):
            for slower in asked.slower or (4.0, 1.0):
                for one in running:
                    load(chromium, one, 1)  # the first load makes a server warm
                loads = [[load(chromium, one, slower) for one in running] for _ in range(asked.rounds)]
                print_loads(slower, [one.name for one in running], loads)
        chromium.close()


def print_loads(slower: float, names: list[str], loads: list[list[Load]]) -> None:
    """One line a library, and its ratio to Panel round by round."""
    print(f"\nprocessor slowed {slower:g} times, {len(loads)} new browsers each, medians")
    print(f"{'':16}{'there':>8}{'works':>8}{'to Panel':>10}{'files':>7}{'kB':>7}{'again':>7}")
    panel = names.index("Panel")
    for at, name in enumerate(names):
        mine = [round_[at] for round_ in loads]
        ratio = statistics.median(round_[at].works / round_[panel].works for round_ in loads)
        middle = [statistics.median(getattr(one, what) for one in mine) for what in Load.__slots__]
        print(
            f"{name:16}{middle[0]:8.2f}{middle[1]:8.2f}{ratio:10.2f}{middle[2]:7.0f}{middle[3]:7.0f}{middle[4]:7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
