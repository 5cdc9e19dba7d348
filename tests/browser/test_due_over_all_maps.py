"""What is due over all maps is seen, settled and put back on the start page, by mouse, by keyboard and on a phone."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from time import time
from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers, barriers_in_both
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_server import Served

LATE = str(date.today() - timedelta(days=33))  # noqa: DTZ011 - the day where the browser stands


@pytest.fixture
def store(served: Served) -> Iterator[Store]:
    """Two maps with something due, gone again afterwards."""
    store = Store(served.folder)
    solutions = [
        {"id": "dates", "title": "Offer three dates", "due": LATE, "owner": "Dev", "state": "not-begun"},
        {"id": "free", "title": "Show the delay"},
    ]
    indicators = [{"id": "weeks", "name": "Weeks to wait", "target": 12, "due": "2020"}]
    care = {"owner": "Registry", "review": "2020-05"}
    store.create(Journey.model_validate({"id": "clinic", "title": "A clinic", "solutions": solutions}))
    store.create(
        Journey.model_validate({"id": "weeks", "title": "First weeks", "indicators": indicators, "care": care})
    )
    yield store
    for journey in ("clinic", "weeks"):
        with suppress(StoreError):
            store.bin().put_in(journey, title=journey, by="", at=time())


def opened(chromium: Any, served: Served, width: int = 1366) -> Any:
    page = chromium.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{served.url}/voila/render/00_start.ipynb")
    return page


def state(store: Store, at: int) -> str | None:
    return store.open("clinic").solutions[at].state


def test_by_mouse_something_is_found_done_and_undone(chromium: Any, served: Served, store: Store) -> None:
    page = opened(chromium, served)
    page.get_by_role("navigation", name="All maps").get_by_role("link", name="What is due").click()
    overdue = page.locator("#due-overdue")
    row = overdue.get_by_role("row", name="Offer three dates")
    expect(row).to_contain_text("33 days late")
    expect(page.get_by_role("heading", name="Your maps")).to_be_hidden()

    page.get_by_role("combobox", name="Who", exact=True).select_option("Registry")
    expect(row).to_have_count(0)
    expect(overdue.get_by_role("row", name="Weeks to wait")).to_contain_text("Figure to count; 12 wanted")
    page.get_by_role("combobox", name="What", exact=True).select_option("Solutions")
    expect(page.get_by_text("Nothing of this is left to do.")).to_be_visible()
    page.get_by_role("combobox", name="What", exact=True).select_option("Everything")
    page.get_by_role("combobox", name="Who", exact=True).select_option("Dev")
    with page.expect_download() as download:
        page.get_by_role("button", name="Into my calendar").click()
    made = download.value.path().read_text(encoding="utf-8")
    assert re.findall("UID:.*", made) == ["UID:solutions-dates@clinic.cjm-workbook"]

    page.get_by_role("button", name="Done: Offer three dates").click()
    expect(page.locator(".cjm-todo-undo")).to_contain_text("“Offer three dates” is done.")
    assert soon(lambda: state(store, 0)) == "done"
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(row.get_by_role("link")).to_be_focused()
    assert soon(lambda: state(store, 0)) == "not-begun"

    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"06_.*journey=clinic"))
    expect(page.locator(":is(input, textarea):focus")).to_have_value("Offer three dates")
    page.close()


def names(page: Any, group: str) -> list[str]:
    return page.locator(f"#due-{group} th[scope=row] > a").all_inner_texts()


def test_lines_are_sorted_by_a_column_and_undo_has_its_keys_here_too(
    chromium: Any, served: Served, store: Store
) -> None:
    page = opened(chromium, served, 390)
    page.goto(f"{served.url}/voila/render/00_start.ipynb#due")
    what = page.locator(".cjm-todo-list").first.get_by_role("columnheader", name="What")
    due = page.locator(".cjm-todo-list").first.get_by_role("columnheader", name="Due")
    expect(due).to_have_attribute("aria-sort", "ascending")
    for ways in ([0, 1, 2], [2, 1, 0]):
        what.get_by_role("button").press("Enter")
        sorted_so = ["Is the map still true?", "Offer three dates", "Weeks to wait"]
        assert soon(lambda: names(page, "overdue")) == [sorted_so[at] for at in ways]
        expect(what.get_by_role("button")).to_be_focused()
    expect(what).to_have_attribute("aria-sort", "descending")
    expect(due).not_to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_text("Sorted by “What”, Z to A.")).to_have_count(1)

    page.get_by_role("button", name="Done: Offer three dates").press("Enter")
    expect(page.locator(".cjm-todo-undo")).to_contain_text("“Offer three dates” is done.")
    page.get_by_role("button", name="Move date: Weeks to wait").press("Enter")
    page.get_by_label("By when?").press("Control+z")  # a field keeps its own letters
    page.keyboard.press("Escape")
    assert state(store, 0) == "done"
    page.keyboard.press("Control+z")
    assert soon(lambda: state(store, 0)) == "not-begun"
    row = page.locator("#due-overdue").get_by_role("row", name="Offer three dates")
    expect(row.get_by_role("link")).to_be_focused()
    page.close()


def test_by_keyboard_on_a_phone_dates_and_owners_are_set_and_a_map_is_still_true(
    chromium: Any, served: Served, store: Store
) -> None:
    page = opened(chromium, served, 390)
    page.goto(f"{served.url}/voila/render/00_start.ipynb#due-open")
    free = page.locator("#due-open").get_by_role("row", name="Show the delay").first
    free.get_by_role("button", name="Set both: Show the delay").press("Enter")
    expect(page.get_by_label("By when?")).to_be_focused()
    page.keyboard.type("soon")
    page.keyboard.press("Enter")
    expect(page.locator(".writing .cjm-error")).to_contain_text("is no date")
    assert barriers(page, within=".cjm-part-start") == []
    page.keyboard.press("Control+a")
    page.keyboard.type("May 2020")
    page.keyboard.press("Tab")
    page.keyboard.type("Eve")

    # what somebody else does meanwhile takes neither words nor caret away
    store.bin().put_in("weeks", title="First weeks", by="", at=time())
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("row", name="Weeks to wait")).to_have_count(0)
    page.keyboard.type("lyn")
    page.keyboard.press("Enter")
    late = page.locator("#due-overdue").get_by_role("row", name="Show the delay")
    expect(late).to_contain_text("Evelyn")
    expect(late.get_by_role("link")).to_be_focused()
    free_now = store.open("clinic").solutions[1]
    assert (free_now.due, free_now.owner) == ("2020-05", "Evelyn")

    store.bin().take_out("weeks")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    true = page.get_by_role("button", name="Still true: First weeks")
    expect(true).to_be_visible()
    true.press("Enter")
    expect(true).to_have_count(0)
    assert soon(lambda: store.open("weeks").care.still_true) == str(date.today())  # noqa: DTZ011
    page.get_by_role("button", name="Move date: Weeks to wait").press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Move date: Weeks to wait")).to_be_focused()
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= 390
    assert barriers_in_both(page) == {"light": [], "dark": []}
    page.close()


def test_what_somebody_changed_since_is_not_undone_and_says_so(chromium: Any, served: Served, store: Store) -> None:
    from cjm_widgets.journey.edits import set_value

    page = opened(chromium, served)
    page.goto(f"{served.url}/voila/render/00_start.ipynb#due")
    page.get_by_role("button", name="Done: Offer three dates").click()
    expect(page.locator(".cjm-todo-undo")).to_be_visible()
    store.save("clinic", [set_value(store.open("clinic"), "solutions/dates/state", "dropped")])
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Somebody has changed it since")).to_be_focused()
    assert state(store, 0) == "dropped"
    page.close()
