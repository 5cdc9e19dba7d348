"""What is typed while nobody listens is kept in the browser and saved when somebody does."""

from __future__ import annotations

import os
import signal
from typing import Any

from kept import kept
from soon import soon
from workbook_server import Served, serving

FIELD = "textarea[data-path$='experience/feelings'], [data-path$='experience/feelings'] textarea"


def kill_kernels(served: Served) -> None:
    for process in served.kernels():
        os.kill(process, signal.SIGKILL)


def feelings(served: Served) -> list[str]:
    journey = kept(served.folder, "airport")
    return [step["experience"]["feelings"] for step in journey["steps"]]


def test_words_typed_after_the_kernel_died_are_saved_after_the_page_came_back(chromium: Any, served: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served.address("04_satisfaction", "airport"))
    page.wait_for_selector(".cjm-page")
    field = page.locator(FIELD).locator("visible=true").first
    field.click()
    page.keyboard.press("End")
    page.keyboard.type(" Saved before.")
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")
    page.evaluate("window.isTheOldPage = true")

    os.kill(served.kernels()[0], signal.SIGSTOP)  # between the keystroke and its save there is nobody
    page.keyboard.type(" Typed into the void.")
    kill_kernels(served)

    page.wait_for_function(
        "window.isTheOldPage === undefined ||"
        " /Offline: 1 change kept here/.test(document.querySelector('[data-cjm-slot=status]').textContent)",
    )
    page.wait_for_function("window.isTheOldPage === undefined")
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]')?.textContent.startsWith('Saved')")

    assert soon(lambda: any(text.endswith("Saved before. Typed into the void.") for text in feelings(served)))
    assert soon(
        lambda: page.locator(FIELD).locator("visible=true").first.input_value().endswith("Typed into the void.")
    )
    context.close()


def test_the_page_says_in_words_that_changes_are_kept_while_the_server_is_gone(chromium: Any, tmp_path: Any) -> None:
    with serving(tmp_path / "journeys", "--no-token") as first:
        port = first.url.rsplit(":", 1)[1]
        page = chromium.new_context().new_page()
        page.goto(first.address("04_satisfaction", "airport"))
        page.wait_for_selector(".cjm-page")
    page.wait_for_function(
        "document.querySelector('[data-cjm-slot=status]').textContent === 'Offline'"
    )  # connection.test.js says how soon
    field = page.locator(FIELD).locator("visible=true").first
    field.click()
    page.keyboard.type("Typed without a server. ")

    page.wait_for_function(
        "/Offline: 1 change kept here/.test(document.querySelector('[data-cjm-slot=status]').textContent)",
    )
    assert "kept in this browser" in soon(page.locator("[role=alert]").locator("visible=true").first.inner_text)
    with serving(tmp_path / "journeys", "--no-token", "--port", port) as second:
        assert second.url == first.url
        page.wait_for_function("document.querySelector('[data-cjm-slot=status]')?.textContent.startsWith('Saved')")
        assert soon(lambda: any("Typed without a server." in text for text in feelings(second)))
    page.context.close()
