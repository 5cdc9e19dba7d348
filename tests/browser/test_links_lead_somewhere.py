"""No link of a page leads nowhere: most of those that say what is missing stand on a map just begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

from playwright.sync_api import expect
from tabs import Tabs, unfold

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import PAGES
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

BEGUN = Journey(id="begun", title="Begun", steps=[{"id": "wait", "name": "Waits"}])
HREFS = "all => all.map(one => one.href)"
THERE = {*(page.file for page in PAGES), "09_facilitator.ipynb", "all_maps.ipynb", "feedback.ipynb"}


def test_every_link_of_a_map_just_begun_leads_to_a_page_that_there_is(chromium: Any, served: Served) -> None:
    Store(served.folder).create(BEGUN)
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    found = {}
    for file, page in Tabs([context.new_page(), context.new_page()]).each(served, "begun", [one.file for one in PAGES]):
        unfold(page)
        for address in page.locator("a[href]").evaluate_all(HREFS):
            if urlparse(address).path.startswith("/voila/"):
                found.setdefault(urlparse(address).path.removeprefix("/voila/render/"), file)
    assert {name: on for name, on in found.items() if name not in THERE} == {}

    page.goto(served.address("04_satisfaction", "begun"))
    page.get_by_role("link", name="Add them first").first.click()
    page.wait_for_url("**/03_steps.ipynb?journey=begun*")
    expect(page.get_by_label("Next touchpoint: its name, then Enter")).to_be_focused()
    context.close()
