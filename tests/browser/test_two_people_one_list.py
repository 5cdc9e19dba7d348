"""Two people in one list: both add, one moves or removes what the other is typing in, and no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kept import kept
from playwright.sync_api import expect
from soon import soon

if TYPE_CHECKING:
    from workbook_server import Served

PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def two(chromium: Any, served: Served) -> Any:
    pages = []
    for name, screen in (("Ana", {"width": 1366, "height": 768}), ("Ben", PHONE)):
        context = chromium.new_context(viewport=screen, color_scheme="dark" if screen == PHONE else "light")
        context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
        page = context.new_page()
        page.goto(served.address("03_steps", "airport"))
        page.wait_for_selector(".cjm-page")
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()


def steps_in(served: Served) -> list[dict[str, Any]]:
    return kept(served.folder, "airport")["steps"]


def order_on(page: Any) -> list[str]:
    items = page.evaluate("[...document.querySelectorAll('[data-item^=\"steps/\"]')].map((one) => one.dataset.item)")
    return [item for item in items if item.count("/") == 1]


def goal(page: Any, step: str) -> Any:
    field = page.locator(f"[data-path='steps/{step}/goal'] :is(input, textarea)")
    if not field.is_visible():
        page.locator(f"[data-item='steps/{step}'] > .cjm-head .cjm-toggle").click()
    return field


def waits(page: Any, says: str) -> None:
    page.wait_for_function("says => document.body.innerText.includes(says)", arg=says)


def caret(page: Any) -> list[Any]:
    return page.evaluate("[document.activeElement.value, document.activeElement.selectionStart]")


def saved(page: Any) -> None:
    page.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")


def test_steps_that_two_people_add_at_the_same_time_are_both_there_in_one_order(two: Any, served: Served) -> None:
    for page in two:
        page.get_by_role("button", name="Add a step", exact=True).click()
    for page, name in zip(two, ("Step of Ana", "Step of Ben"), strict=True):
        page.keyboard.type(name)
    for page in two:
        saved(page)
        for name in ("Step of Ana", "Step of Ben"):
            page.get_by_role("button", name=name).first.wait_for()

    assert soon(lambda: sorted(step["name"] for step in steps_in(served)[-2:])) == ["Step of Ana", "Step of Ben"]
    assert soon(lambda: order_on(two[0]) == order_on(two[1]) == [f"steps/{step['id']}" for step in steps_in(served)])


def test_a_step_that_is_moved_while_another_types_in_it_takes_words_and_caret_along(two: Any, served: Served) -> None:
    ana, ben = two
    goal(ben, "booking").fill("")
    goal(ben, "booking").click()
    ben.keyboard.type("Find a seat")
    ben.keyboard.press("ArrowLeft")

    ana.locator("[data-item='steps/booking'] > .cjm-head").hover()  # beside an open card a line shows its buttons then
    ana.get_by_role("button", name="Move Booking down").click()
    ben.wait_for_function("document.querySelectorAll('[data-item^=\"steps/\"]')[0].dataset.item === 'steps/check-in'")

    assert soon(lambda: caret(ben)) == ["Find a seat", 10]
    ben.keyboard.type("!")
    assert soon(lambda: caret(ben)) == ["Find a sea!t", 11]
    saved(ben)
    assert soon(lambda: [(step["id"], step["goal"]) for step in steps_in(served)][1]) == ("booking", "Find a sea!t")
    assert soon(lambda: order_on(ana) == order_on(ben))


def test_a_step_that_is_removed_while_another_types_in_it_keeps_their_words_and_both_are_told(
    two: Any, served: Served
) -> None:
    ana, ben = two
    goal(ben, "check-in").fill("")
    goal(ben, "check-in").click()
    ben.keyboard.type("Be quick")
    saved(ben)
    ana.locator("[data-item='steps/check-in'] .cjm-here-tag").first.wait_for()
    waits(ana, "Ben changed ")  # one sentence tells all of a second, also what he did in the test before
    expect(goal(ana, "check-in")).to_have_value(
        "Be quick"
    )  # else the step is not removed at all, and the next test is about that

    ana.get_by_role("button", name="Remove Check-in", exact=True).click()
    waits(ben, "Somebody else has removed this step. If you go on typing here, it comes back.")
    assert soon(lambda: caret(ben)) == ["Be quick", 8]
    assert soon(lambda: "check-in" not in [step["id"] for step in steps_in(served)])

    ben.keyboard.type(" and kind", delay=150)
    saved(ben)
    expect(goal(ana, "check-in")).to_have_value("Be quick and kind")
    waits(ana, "Ben was still working on Check-in, so it is back.")
    waits(ben, "Ana removed Check-in while you were working on it, so it is back.")

    def back() -> dict[str, Any]:
        return next(step for step in steps_in(served) if step["id"] == "check-in")

    assert soon(lambda: (back()["name"], back()["goal"])) == ("Check-in", "Be quick and kind")
    assert back()["touchpoints"]
    assert soon(lambda: caret(ben)) == ["Be quick and kind", 17]
    assert soon(lambda: order_on(ana) == order_on(ben) == [f"steps/{step['id']}" for step in steps_in(served)])

    ben.get_by_role("button", name="Remove it again").click()
    assert soon(lambda: "check-in" not in [step["id"] for step in steps_in(served)])
    expect(ben.get_by_role("button", name="Remove it again")).to_have_count(0)


def test_a_step_in_which_another_has_just_typed_unseen_is_not_removed_and_both_are_told(
    two: Any, served: Served
) -> None:
    ana, ben = two
    goal(ben, "security").click()
    ana.context.set_offline(True)
    ana.evaluate("window.dispatchEvent(new Event('offline'))")
    ben.keyboard.press("End")
    ben.keyboard.type(" and fast")
    saved(ben)
    ana.locator("[data-item='steps/security'] > .cjm-head").hover()
    ana.get_by_role("button", name="Remove Security").click()
    ana.context.set_offline(False)

    waits(ana, "Ben was still working on Security, so it was kept.")
    waits(ben, "Ana wanted to remove Security, which was kept.")
    expect(ana.get_by_role("button", name="Put the earlier words back")).to_have_count(0)
    waits(ana, "“Security” is still here.")
    assert soon(lambda: [one["goal"].endswith(" and fast") for one in steps_in(served) if one["id"] == "security"]) == [
        True
    ]
