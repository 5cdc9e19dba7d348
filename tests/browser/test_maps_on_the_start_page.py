"""On the start page maps are renamed, deleted and brought back by keyboard, and nobody's focus or words are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from barriers import barriers
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.store import KEPT_DAYS, Store
from cjm_widgets.tasks.making import make_journey
from cjm_widgets.tasks.maps import archive_map

if TYPE_CHECKING:
    from workbook_server import Served


def test_a_map_is_renamed_deleted_and_brought_back_by_keyboard(chromium: Any, served: Served) -> None:
    store = Store(served.folder)
    make_journey(store, "A map to delete", "blank")
    make_journey(store, "Put away", "blank")
    archive_map(store, "put-away")
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{served.url}/voila/render/00_start.ipynb")
    card = page.locator("li[data-id=a-map-to-delete]")

    card.get_by_text("Name, review, compare, copy, delete").press("Enter")
    card.get_by_label("When is it looked at again").fill("May 2020")
    card.get_by_label("Name of this map").fill("A renamed map")
    card.get_by_label("Name of this map").press("Enter")
    expect(card.get_by_role("heading", name="A renamed map")).to_be_visible()
    expect(page.locator(".cjm-past-review")).to_contain_text("“A renamed map”")
    expect(card.locator("summary")).to_be_focused()

    page.keyboard.press("Enter")
    card.get_by_role("button", name="Delete A renamed map", exact=True).press("Enter")
    expect(card).to_contain_text(f"For {KEPT_DAYS} days you can bring it back; after that it is gone for good")
    assert barriers(page, within=".cjm-part-start") == []
    page.keyboard.press("Enter")
    back = page.get_by_role("button", name="Bring back A renamed map")
    expect(back).to_be_focused()
    assert "a-map-to-delete" not in store.ids()
    assert barriers(page, within=".cjm-part-start") == []
    page.keyboard.press("Enter")
    expect(card.get_by_role("link", name="A renamed map", exact=True)).to_be_focused()
    assert store.open("a-map-to-delete").title == "A renamed map"

    # what somebody else does meanwhile takes neither words nor caret away
    card.get_by_text("Name, review, compare, copy, delete").click()
    card.get_by_label("Who looks after it?").press_sequentially("An")
    store.bin().put_in("put-away", title="Put away", by="Ben", at=1)
    page.get_by_role("button", name="Your name").evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("li.cjm-journey[data-id=put-away]")).to_have_count(0)
    page.keyboard.type("a")
    expect(card.get_by_label("Who looks after it?")).to_have_value("Ana")
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= 390
    page.close()
