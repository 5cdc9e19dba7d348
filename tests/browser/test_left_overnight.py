"""A participant's page left open overnight comes back by itself in the morning, and what was typed last is saved."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from kept import kept
from soon import soon
from workbook_server import Served, serving

FORM = "[data-ready] .cjm-page"
FIELD = "[data-path$='experience/feelings'] textarea, textarea[data-path$='experience/feelings']"
SAVED = "document.querySelector('[data-cjm-slot=status]')?.textContent.startsWith('Saved')"
OFFLINE = "/Offline: 1 change kept here/.test(document.querySelector('[data-cjm-slot=status]').textContent)"
EVENING = "Typed in the evening. "


def feelings(served: Served) -> str:
    journey = kept(served.folder, "airport")
    return "\n".join(step["experience"]["feelings"] for step in journey["steps"])


def comes_in_the_evening(chromium: Any, served: Served) -> Any:
    links = served.links()
    page = chromium.new_context().new_page()
    page.goto(links.teams[-1])
    page.wait_for_selector(FORM)
    page.goto(links.page("04_satisfaction", "airport"))
    page.wait_for_selector(FORM)
    return page


def types(page: Any) -> None:
    page.locator(FIELD).locator("visible=true").first.click()
    page.keyboard.press("Home")
    page.keyboard.type(EVENING)


def test_the_server_was_stopped_for_the_night_and_the_link_still_holds(chromium: Any, tmp_path: Path) -> None:
    with serving(tmp_path / "journeys", "--host", "0.0.0.0") as first:
        port = first.links().base.rpartition(":")[2]
        page = comes_in_the_evening(chromium, first)
        link = first.links().teams[-1]
    types(page)
    page.wait_for_function(OFFLINE)
    page.evaluate("window.isTheOldPage = true")
    other = page.context.new_page()  # the page is behind another one
    other.bring_to_front()
    with serving(tmp_path / "journeys", "--host", "0.0.0.0", "--port", port) as second:
        assert second.links().teams[-1] == link
        page.bring_to_front()
        page.wait_for_function("window.isTheOldPage === undefined")
        page.wait_for_function(SAVED)
        assert EVENING.strip() in soon(lambda: feelings(second))
        assert EVENING.strip() in soon(page.locator(FIELD).locator("visible=true").first.input_value)
        assert page.url.endswith("04_satisfaction.ipynb?journey=airport")
    page.context.close()


def test_a_page_whose_process_was_ended_while_nobody_looked_comes_back_when_somebody_does(
    chromium: Any, tmp_path: Path
) -> None:
    with serving(tmp_path / "journeys", "--host", "0.0.0.0") as served:
        page = comes_in_the_evening(chromium, served)
        types(page)
        page.wait_for_function(SAVED)
        page.evaluate("window.isTheOldPage = true")
        page.context.new_page().bring_to_front()
        for pid in served.kernels():
            os.kill(pid, signal.SIGKILL)
        page.bring_to_front()
        page.wait_for_function("window.isTheOldPage === undefined")
        page.wait_for_selector(FORM)
        types(page)
        page.wait_for_function(SAVED)
        assert EVENING + EVENING.strip() in soon(lambda: feelings(served))
        page.context.close()
