"""Every page on every starter journey: reachable for everybody, and nothing asked of another server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe

from cjm_widgets.pages.book import PAGES

if TYPE_CHECKING:
    from conftest import Served

pytestmark = pytest.mark.browser

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def blank(served: Served) -> str:
    from cjm_widgets.pages.start_session import make_journey
    from cjm_widgets.store import Store

    return make_journey(Store(served.folder), "A blank map", "blank").id


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_file", [page.file for page in PAGES])
def test_no_barrier_and_no_other_address(
    chromium: Any, served: Served, blank: str, page_file: str, scheme: str
) -> None:
    asked: set[str] = set()
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: asked.add(request.url))
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))

    for journey in ("airport", "employer", blank) if scheme == "light" else ("airport",):
        page.goto(served.address(page_file.removesuffix(".ipynb"), journey))
        page.wait_for_selector(".cjm-page", timeout=60_000)
        page.wait_for_timeout(300)
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{page_file} on {journey}:\n{found.generate_report()}"
    context.close()

    own = {"data", "blob", "about"}
    strangers = {url for url in asked if urlparse(url).scheme not in own and not url.startswith(served.url)}
    strangers -= {url for url in strangers if url.startswith(served.url.replace("http", "ws", 1))}
    assert strangers == set()
    assert broken == []


@pytest.mark.parametrize("page_file", [page.file for page in PAGES])
def test_a_phone_shows_every_page_without_scrolling_sideways(chromium: Any, served: Served, page_file: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(served.address(page_file.removesuffix(".ipynb"), "airport"))
    page.wait_for_selector(".cjm-page", timeout=60_000)
    page.wait_for_timeout(300)

    wide, there = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")

    assert wide <= there
    context.close()


def test_a_map_that_does_not_exist_is_said_in_a_sentence(chromium: Any, served: Served) -> None:
    page = chromium.new_page()
    page.goto(served.address("04_satisfaction", "nowhere"))
    page.wait_for_selector(".cjm-problem", timeout=60_000)

    said = page.locator("main").inner_text()

    assert "nowhere" in said
    assert "Traceback" not in said
    assert page.get_by_role("link", name="Go to the start page").is_visible()
    page.close()
