"""A map is brought to the start page by keyboard: shown, made, opened; a changed copy is taken in part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from edited_workbook import workbook_of
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

ACROSS = """## Map

| **Stage** | **Discover** | **Choose** | **Join** |
|---|---|---|---|
| **Actions** | Sees a poster | Compares \\| asks a friend | Signs<br>Pays |
| **Touchpoints** | Poster | Website, friend | Desk |
| **Feelings** | 😐 Curious | 😟 Unsure | |
"""
CHANGED = ACROSS.replace("Curious", "Very curious").replace("Unsure", "Torn").replace("Sees a poster", "Hears of it")

DROP = """() => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["{]"], "plan.json"));
  document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}"""


@pytest.fixture
def page(chromium: Any, served: Served) -> Any:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served.url}/voila/render/00_start.ipynb")
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
    yield page
    context.close()


def choose(page: Any, name: str, data: str | bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").press("Enter")
    chooser.value.set_files(path)


def test_a_map_is_brought_made_and_opened_and_a_changed_copy_taken_in_part(
    page: Any, served: Served, tmp_path: Path
) -> None:
    store = Store(served.folder)
    page.evaluate(DROP)
    expect(page.get_by_role("alert").filter(has_text="“plan.json” is not a journey’s file")).to_be_visible()

    choose(page, "across.md", ACROSS, tmp_path)
    expect(page.get_by_role("heading", name="What is in “across.md”")).to_be_focused()
    shown = page.locator(".cjm-brought")
    expect(shown).to_contain_text("3 stages, 3 steps")
    expect(shown).to_contain_text("each became a stage with one step")
    expect(page.get_by_role("alert").filter(has_text="plan.json")).to_have_count(0)
    assert barriers_in_both(page) == NONE
    name = page.get_by_label("Name of the new map")
    expect(name).to_have_value("across")
    name.fill(" ")
    name.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Give the map a name")).to_be_visible()
    expect(name).to_be_focused()
    assert "brought-in" not in store.ids()
    name.fill("Brought in")
    name.press("Enter")
    expect(page.get_by_role("heading", name="“Brought in” is brought in.")).to_be_focused()
    assert barriers_in_both(page) == NONE
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Undone: “Brought in” is deleted. It can be brought back")).to_be_focused()
    assert "brought-in" not in store.ids()
    page.locator("summary", has_text="Deleted maps").press("Enter")
    page.get_by_role("button", name="Bring back Brought in").press("Enter")
    page.locator("li[data-id=brought-in]").get_by_role("link", name="See the map of Brought in").press("Enter")
    expect(page.locator("[data-ready] .cjm-map")).to_contain_text("Sees a poster")
    assert [step.name for step in store.open("brought-in").steps] == ["Discover", "Choose", "Join"]

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served.url}/voila/render/00_start.ipynb")
    expect(page.get_by_role("button", name="Paste text")).to_be_visible()
    page.get_by_role("button", name="Paste text").press("Enter")
    page.get_by_label("A table, Markdown or Mermaid").fill(CHANGED)
    page.get_by_role("button", name="Read it").press("Enter")
    expect(page.get_by_role("heading", name="What is in the text")).to_be_focused()
    page.get_by_role("button", name="Propose it to a map that is there…").press("Enter")
    expect(page.get_by_label("To which map?")).to_be_focused()
    page.get_by_label("To which map?").select_option("Brought in")
    page.get_by_role("button", name="Show what is different").press("Enter")
    expect(page.get_by_role("heading", name="3 differences from “Brought in”")).to_be_focused()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= 390
    page.get_by_role("checkbox", name="Actions").press("Space")
    expect(page.get_by_role("status").filter(has_text="2 of 3 ticked")).to_be_visible()
    page.get_by_role("button", name="Take what is ticked").press("Enter")
    expect(page.get_by_role("heading", name="2 changes are on “Brought in”.")).to_be_focused()
    steps = store.open("brought-in").steps
    assert [step.experience.feelings for step in steps[:2]] == ["😐 Very curious", "😟 Torn"]
    assert steps[0].experience.actions == "Sees a poster"
    expect(page.get_by_role("link", name="See the map of “Brought in”")).to_be_visible()
    store.save("brought-in", [set_value(store.open("brought-in"), f"steps/{steps[0].id}/goal", "To join", by="Ben")])
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Undone: “Brought in” is as it was.")).to_be_focused()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= 390
    steps = store.open("brought-in").steps
    assert [step.experience.feelings for step in steps[:2]] == ["😐 Curious", "😟 Unsure"]
    assert steps[0].goal == "To join", "what somebody else wrote since stays"
    page.get_by_role("link", name="See the map of “Brought in”").press("Enter")
    expect(page.locator("[data-ready] .cjm-map")).to_contain_text("Unsure")


def test_what_was_taken_out_of_our_excel_stays_unless_it_is_ticked(page: Any, served: Served, tmp_path: Path) -> None:
    store = Store(served.folder)
    trip = store.open("airport")
    book = workbook_of(trip)
    book.put("Steps", trip.steps[0].id, "goal", "A cheap flight")
    book.put("Steps", trip.steps[0].id, "know", "")
    book.remove("Solutions", trip.solutions[-1].id)
    book.put("Solutions", trip.solutions[0].id, "impact", "enormous")
    choose(page, "back.xlsx", book.saved(), tmp_path)
    shown = page.locator(".cjm-brought")
    expect(shown).to_contain_text("“enormous” is none of the answers")
    page.get_by_role("button", name="Propose it to a map that is there…").press("Enter")
    page.get_by_label("To which map?").select_option(trip.title)
    page.get_by_role("button", name="Show what is different").press("Enter")
    expect(page.get_by_role("heading", name=f"1 difference from “{trip.title}”")).to_be_focused()
    expect(page.get_by_role("heading", name="Gone from what you bring (2)")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="1 of 3 ticked")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert barriers_in_both(page) == NONE
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) <= 390
    page.get_by_role("checkbox", name="Remove: Step").press("Space")
    page.get_by_role("button", name="Take what is ticked").press("Enter")
    expect(page.get_by_role("heading", name=f"2 changes are on “{trip.title}”.")).to_be_focused()
    now = store.open("airport")
    assert (now.steps[0].goal, now.steps[0].know) == ("A cheap flight", "")
    assert now.solutions == trip.solutions, "what was not ticked stays"
