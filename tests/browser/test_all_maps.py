"""All maps are seen side by side from the start page: sorted and kept apart by owner by keyboard, and on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served


@pytest.mark.parametrize("width", [1366, 390])
def test_what_needs_attention_stands_first_and_one_owner_sees_what_is_theirs(
    chromium: Any, served: Served, width: int
) -> None:
    store = Store(served.folder)
    solutions = [{"id": "dates", "title": "Offer three dates", "due": "2020", "owner": "Dev", "state": "not-begun"}]
    store.create(Journey.model_validate({"id": f"late-{width}", "title": f"Late {width}", "solutions": solutions}))
    care = {"owner": "Registry", "review": "2099"}
    store.create(Journey.model_validate({"id": f"calm-{width}", "title": f"Calm {width}", "care": care}))

    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{served.url}/voila/render/00_start.ipynb")
    page.get_by_role("navigation", name="All maps").get_by_role("link", name="Side by side").press("Enter")
    own = page.locator(".cjm-side tbody").filter(has_text="Your maps").locator("tr:not(.group)")
    late = own.filter(has_text=f"Late {width}")
    expect(own.first).to_contain_text("1 overdue")
    expect(page.get_by_role("img", name=re.compile("^Through the airport. SITA 2015: 9 %;")).first).to_be_visible()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= width

    page.get_by_role("button", name="To be looked at again").press("Enter")
    expect(own.first).to_contain_text("2099")
    expect(page.get_by_role("columnheader", name="To be looked at again")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Map", exact=True).press("Enter")
    page.get_by_role("button", name="Map", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Map", exact=True)).to_be_focused()
    expect(page.get_by_role("columnheader", name="Map", exact=True)).to_have_attribute("aria-sort", "descending")

    page.get_by_label("Who").select_option("Dev")
    expect(own.filter(has_text=f"Calm {width}")).to_have_count(0)
    late.get_by_role("link", name=f"Late {width}").press("Enter")
    expect(page).to_have_url(re.compile(rf"07_map\.ipynb\?journey=late-{width}"))
    page.close()
