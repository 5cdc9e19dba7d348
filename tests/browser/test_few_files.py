"""A page is few files for a browser that was never here, and nothing but itself for one that was."""

from __future__ import annotations

from typing import Any

import pytest
from workbook_server import Served

FILES_AT_MOST = 20
BYTES_AT_MOST = 500_000
FORM = "[data-ready] .cjm-page"


class Asked:
    """What a browser gets from the server, not from its cache."""

    def __init__(self, page: Any) -> None:
        self.sizes: dict[str, int] = {}
        self._paths: dict[str, str] = {}
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.requestWillBeSent", self._begins)
        devtools.on("Network.requestServedFromCache", lambda event: self._paths.pop(event["requestId"], None))
        devtools.on("Network.responseReceived", self._answered)
        devtools.on("Network.loadingFinished", self._ends)

    def _begins(self, event: dict[str, Any]) -> None:
        if event["request"]["method"] == "GET" and event["request"]["url"].startswith("http"):
            self._paths[event["requestId"]] = event["request"]["url"]

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self._paths.pop(event["requestId"], None)

    def _ends(self, event: dict[str, Any]) -> None:
        if (path := self._paths.pop(event["requestId"], None)) is not None:
            self.sizes[path] = event["encodedDataLength"]


@pytest.mark.parametrize("workbook", ["04_satisfaction", "07_map", "09_facilitator"])
def test_a_page_is_few_files_the_first_time_and_none_the_second(chromium: Any, served: Served, workbook: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked = Asked(page)
    address = served.address(workbook, "" if workbook == "09_facilitator" else "airport")
    form = FORM if workbook != "09_facilitator" else "[data-ready] .cjm"
    page.goto(address)
    page.wait_for_selector(form)
    page.wait_for_load_state("networkidle")
    assert 5 <= len(asked.sizes) <= FILES_AT_MOST, sorted(asked.sizes)
    assert sum(asked.sizes.values()) <= BYTES_AT_MOST
    assert not [path for path in asked.sizes if "/voila/static/" in path or "labextensions" in path]

    asked.sizes.clear()
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector(form)
    page.wait_for_load_state("networkidle")
    assert list(asked.sizes) == [address]
    context.close()
