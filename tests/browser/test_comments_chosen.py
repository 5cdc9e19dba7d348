"""Somebody brings what people wrote, looks for words, chooses some, and finds them on the map; the rest is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from barriers import NONE, barriers_in_both
from playwright.sync_api import expect

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

ROWS = [f"{at},4,nice,2,the queue again {at}," for at in range(3, 27)]
WROTE = "\n".join(
    [
        "Id,Booking,Why?,Security,Why was that?,Anything else?",
        "1,4,quick,1,an endless queue,mail me at a@b.org",
        "2,3,ok,2,queue,Mrs Jones at Booking was kind",
        *ROWS,
    ]
)


def test_comments_are_found_chosen_and_put_on_the_map_by_keyboard(chromium: Any, served: Served) -> None:
    store, name = Store(served.folder), f"trip-{uuid4().hex[:8]}"
    store.create(
        Journey(id=name, title="Trip", steps=(Step(id="book", name="Booking"), Step(id="safe", name="Security")))
    )
    page = chromium.new_page(viewport={"width": 1366, "height": 768})
    page.goto(served.address("feedback", name))
    page.get_by_label("Paste a table").fill(WROTE)
    page.get_by_role("button", name="Look at it").click()
    said = page.get_by_role("region", name="What people wrote")
    expect(said).to_contain_text("1 e-mail address and 1 name are left out of the comments")
    expect(said.get_by_role("listitem")).to_have_count(3)
    said.get_by_role("button", name="Show 20 more").click()
    expect(said.get_by_role("listitem")).to_have_count(23)
    said.get_by_role("button", name="Show 20 more").click()
    expect(said.get_by_role("button", name="Show 11 more")).to_be_visible()
    leave = said.get_by_label("Leave the comments as they are written")
    leave.press("Space")
    expect(said).to_contain_text("mail me at a@b.org")
    leave.press("Space")
    expect(said).not_to_contain_text("a@b.org")
    said.get_by_role("button", name="queue").press("Enter")
    expect(said.get_by_role("status")).to_have_text("26 comments of 54")
    expect(said.get_by_label("About the step")).to_have_value("Security")

    said.get_by_label("Words to look for").fill("endless")
    expect(said.get_by_role("listitem")).to_have_count(1)
    said.get_by_role("checkbox", name="Put on the map").press("Space")
    said.get_by_label("Lens").select_option("feelings")
    said.get_by_label("May it be quoted").select_option("yes")
    said.get_by_label("About the step").select_option("")
    said.get_by_label("Words to look for").fill("kind")
    expect(said.get_by_role("listitem")).to_have_count(1)
    expect(said.locator("mark")).to_have_text("[name]")
    said.get_by_role("checkbox", name="Put on the map").press("Space")
    expect(said.get_by_role("checkbox", name="Put on the map")).to_be_focused()
    expect(said.get_by_label("At the step")).to_have_value("Booking")
    said.get_by_label("As it will stand there").fill("Somebody at Booking was kind, ring Mr Miller")
    assert barriers_in_both(page) == NONE

    page.get_by_role("button", name="Points from 1 to 5, where 5 is the best").click()
    put = page.get_by_role("button", name="Put 2 steps and 2 quotes on the map")
    expect(put).to_be_enabled()
    page.get_by_label("What the survey is called").fill("Passengers")
    said.get_by_label("At the step").select_option("")
    put.click()
    lacks = page.get_by_role("alert").filter(
        has_text="Say for which step “Somebody at Booking was kind, ring Mr Mi…” is"
    )
    expect(lacks).to_be_visible()
    expect(said.get_by_label("At the step")).to_be_focused()
    said.get_by_label("At the step").select_option("Booking")
    expect(lacks).to_be_hidden()
    put.click()
    expect(page.get_by_text("2 quotes are on the map.")).to_be_visible()
    expect(said).to_be_hidden()
    book, safe = store.open(name).steps
    assert [one.words for one in book.quotes] == ["Somebody at Booking was kind, ring Mr [name]"]
    assert [(one.words, one.lens, one.quotable) for one in safe.quotes] == [("an endless queue", "feelings", "yes")]
    kept = "".join(path.read_text() for path in served.folder.glob(f"{name}*"))
    assert not any(words in kept for words in ("again", "nice", "Jones", "a@b.org"))
    page.close()
