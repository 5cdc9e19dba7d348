"""The map is worked on where it stands: what one does, by mouse, keys or finger, is kept, and others see it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from barriers import NONE, barriers_in_both
from kept import kept
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook_server import Served

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def people(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens the map of a new copy of the airport's journey for somebody."""
    journey = make_journey(Store(served.folder), f"Through the airport {uuid4().hex}", "airport").id
    contexts = []

    def come(name: str, screen: dict[str, Any] = LAPTOP) -> Any:
        context = chromium.new_context(**screen)
        context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
        contexts.append(context)
        page = context.new_page()
        page.goto(served.address("07_map", journey))
        page.wait_for_selector("table.map th.step", state="attached")
        page.kept = lambda: kept(served.folder, journey)
        return page

    yield come
    for context in contexts:
        context.close()


def names(page: Any) -> list[str]:
    return page.locator("th.step .name").all_text_contents()


def steps(page: Any) -> list[str]:
    page.wait_for_selector("[data-cjm-slot=status][data-state=saved]")
    return [step["name"] for step in page.kept()["steps"]]


def at(page: Any, step: str) -> dict[str, Any]:
    page.wait_for_selector("[data-cjm-slot=status][data-state=saved]")
    return next(one for one in page.kept()["steps"] if one["id"] == step)


def says(page: Any, words: str) -> None:
    expect(page.locator(".cjm-notices-short")).to_contain_text(words)


def test_a_map_is_shaped_by_mouse_and_keys_and_a_colleague_sees_it(people: Callable[..., Any]) -> None:
    ana, ben = people("Ana"), people("Ben")
    before = names(ana)

    ana.locator("th.step .name").first.click()
    ben.locator("th.step.cjm-others-here, th.step .cjm-others-here").first.wait_for()  # Ana is here
    ana.keyboard.type("I book")
    ana.keyboard.press("Enter")
    assert soon(lambda: names(ben)) == ["I book", *before[1:]]

    cell = ana.locator("tr[data-layer=touchpoints] td[data-key=booking]")
    cell.hover()
    cell.get_by_role("button", name="Add a touchpoint at 1 I book").click()
    ana.keyboard.type("Leaflet")
    ana.keyboard.press("Enter")
    says(ana, "Touchpoint “Leaflet” is added at Step 1: I book.")
    ana.keyboard.press("Escape")
    expect(ben.locator("tr[data-layer=touchpoints] td[data-key=booking]")).to_contain_text("Leaflet")

    ana.locator("th.step[data-key=bag-tag] .pencil").focus()
    ana.keyboard.press("Alt+ArrowRight")
    moved = ["I book", before[1], before[3], before[2], *before[4:]]
    assert soon(lambda: names(ben)) == moved
    says(ana, f"{before[2]} is now step 4 of {len(before)}.")
    assert soon(lambda: steps(ana)) == moved

    ana.keyboard.press("Delete")
    assert soon(lambda: names(ben)) == [name for name in moved if name != before[2]]
    says(ana, f"Removed “{before[2]}”. You can undo this now.")
    expect(ana.get_by_role("button", name=f"Undo: removing {before[2]}")).to_be_enabled()
    ana.keyboard.press("Control+z")
    assert soon(lambda: names(ben)) == moved
    assert soon(lambda: ana.evaluate("document.activeElement.dataset.spot")) == "steps/bag-tag/name"
    ana.keyboard.press("Control+z")
    assert soon(lambda: names(ben)) == ["I book", *before[1:]]
    ana.keyboard.press("?")
    expect(ana.get_by_text("Move a step, a stage or what stands in a cell")).to_be_visible()
    ana.keyboard.press("Escape")


def test_what_goes_to_another_step_goes_whole_and_comes_back_in_one(people: Callable[..., Any]) -> None:
    page = people("Ana")
    whole, next_before = at(page, "booking"), at(page, "check-in")
    first = whole["touchpoints"][0]
    page.locator(f"table.map [data-path='steps/booking/touchpoints/{first['id']}/name'] .pencil").focus()
    page.keyboard.press("Alt+ArrowRight")
    assert soon(lambda: at(page, "check-in")["touchpoints"][-1]) == first
    assert soon(lambda: at(page, "booking")["touchpoints"]) == whole["touchpoints"][1:]
    page.keyboard.press("Control+z")
    says(page, f"{first['name']} is back where it was")
    assert soon(lambda: at(page, "booking")) == whole
    assert at(page, "check-in") == next_before

    page.locator("th.stage .pencil").first.focus()
    stages, order = page.kept()["stages"], steps(page)
    page.keyboard.press("Alt+ArrowRight")
    assert soon(lambda: [one["id"] for one in page.kept()["stages"][:2]]) == [stages[1]["id"], stages[0]["id"]]
    assert steps(page) != order
    page.keyboard.press("Control+z")
    assert soon(lambda: (page.kept()["stages"], steps(page))) == (stages, order)


def test_a_stage_that_begins_on_the_map_is_kept_and_goes_again_in_one(people: Callable[..., Any]) -> None:
    ana, ben = people("Ana"), people("Ben")
    before = ana.kept()
    ana.locator("th.step[data-key=bag-tag]").hover()
    ana.get_by_role("button", name="New stage from 3 Bag tag on").click()
    ana.keyboard.type("At the desk")
    ana.keyboard.press("Enter")
    says(ana, "Stage “At the desk” is added from Step 3: Bag tag on, with 2 steps.")
    expect(ben.locator("th.stage", has_text="At the desk")).to_have_attribute("colspan", "2")
    assert soon(lambda: [one["name"] for one in ana.kept()["stages"]][1:4]) == [
        "Get in",
        "At the desk",
        "Pass the controls",
    ]
    ana.keyboard.press("Control+z")
    says(ana, "Undone, 3 changes. At the desk is removed again.")
    assert soon(lambda: (ana.kept()["stages"], ana.kept()["steps"])) == (before["stages"], before["steps"])
    expect(ben.locator("th.stage", has_text="At the desk")).to_have_count(0)


def test_quotes_moments_and_solutions_come_from_their_cells_and_are_kept(people: Callable[..., Any]) -> None:
    page = people("Ana")
    for layer, noun in (("quotes", "quote"), ("moments", "moment of truth"), ("solutions", "solution")):
        cell = page.locator(f"tr[data-layer={layer}] td[data-key=boarding]")
        cell.hover()
        cell.get_by_role("button", name=f"Add a {noun} at 8 Boarding").click()
        page.keyboard.type(f"A {noun}")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
    assert soon(lambda: at(page, "boarding")["quotes"][-1]["words"]) == "A quote"
    assert soon(lambda: page.kept()["moments"][-1]["name"]) == "A moment of truth"
    last = page.kept()["solutions"][-1]
    assert (last["title"], last["step"]) == ("A solution", "boarding")
    page.locator(f"table.map [data-item='solutions/{last['id']}'] .pencil").focus()
    page.keyboard.press("Alt+ArrowLeft")
    assert soon(lambda: page.kept()["solutions"][-1]["step"]) == "dwell"
    quote = at(page, "boarding")["quotes"][-1]["id"]
    page.locator(f"table.map [data-item='steps/boarding/quotes/{quote}'] .pencil").focus()
    page.keyboard.press("Delete")
    says(page, "Removed “A quote”. You can undo this now.")
    expect(page.get_by_role("button", name="Undo: removing A quote")).to_be_enabled()


def test_by_finger_on_a_phone_and_nothing_keeps_people_out(people: Callable[..., Any]) -> None:
    phone, ben = people("Ana", PHONE), people("Ben")
    phone.locator(".own .pencil").tap()
    phone.get_by_label("Name of step 1", exact=True).fill("I book")
    assert barriers_in_both(phone) == NONE
    phone.get_by_role("button", name="Done", exact=True).tap()
    phone.get_by_role("button", name="Add a touchpoint at 1 I book").tap()
    phone.keyboard.type("Leaflet")
    phone.keyboard.press("Enter")
    phone.keyboard.press("Enter")
    expect(ben.locator("tr[data-layer=touchpoints] td[data-key=booking]")).to_contain_text("Leaflet")
    phone.locator(".stacked .touch", has_text="Leaflet").locator(".pencil").tap()
    phone.get_by_role("button", name="Remove this touchpoint").tap()
    expect(ben.locator("tr[data-layer=touchpoints] td[data-key=booking]")).not_to_contain_text("Leaflet")
    phone.get_by_role("button", name="Undo: removing Leaflet").tap()
    expect(ben.locator("tr[data-layer=touchpoints] td[data-key=booking]")).to_contain_text("Leaflet")
    assert soon(lambda: names(ben)[0]) == "I book"

    ben.locator("th.step .pencil").nth(2).press("Enter")
    assert barriers_in_both(ben) == NONE
