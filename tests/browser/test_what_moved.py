"""What moved since an edition is read from the page on which editions are kept, by keyboard and on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from planted_changes import airport
from playwright.sync_api import expect

from cjm_widgets.journey.edits import diff
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition

if TYPE_CHECKING:
    from workbook_server import Served


@pytest.mark.parametrize("width", [1366, 390])
def test_whoever_comes_back_reads_what_moved_and_goes_back(chromium: Any, served: Served, width: int) -> None:
    before, after = (one.model_copy(update={"id": f"moved-{width}"}) for one in airport())
    store = Store(served.folder)
    store.create(before)
    keep_edition(store, store.open(before.id), "Spring", "", "Ana")
    store.save(before.id, diff(before, after))

    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(served.address("08_evaluate", before.id))
    link = page.get_by_role("link", name="What moved since an edition")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What moved")
    expect(page.get_by_text("“Bag drop” is better than in “SITA 2015” by more than chance.")).to_be_visible()
    expect(page.locator("svg").first).to_contain_text("SITA 2026")
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert barriers_in_both(page) == NONE

    page.get_by_label("Compare the map as it stands with").focus()
    page.keyboard.type("Another map")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("header")).to_contain_text(
        re.compile(r"as it stands \(.*\), compared with Through the airport")
    )
    page.get_by_role("link", name="Back to the map").press("Enter")
    expect(page).to_have_url(re.compile("08_evaluate"))
    context.close()


def test_two_maps_are_compared_from_the_start_page_and_back_leads_there(chromium: Any, served: Served) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{served.url}/voila/render/00_start.ipynb")
    card = page.locator("li[data-id=airport]")
    card.locator("summary").press("Enter")
    card.get_by_role("link", name="Compare Through the airport").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What moved")
    page.get_by_label("Compare the map as it stands with").select_option("employer")
    page.get_by_role("button", name="Show what moved").press("Enter")
    expect(page.locator("header")).to_contain_text("Employer engages a training provider as it stands")
    page.get_by_role("link", name="Back to all maps").press("Enter")
    expect(page).to_have_url(re.compile(r"00_start\.ipynb$"))
    page.close()
