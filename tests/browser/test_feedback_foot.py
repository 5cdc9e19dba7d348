"""The foot of “Bring feedback” stays in sight, and hides nothing that somebody works on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

STEPS = [f"Step {at}" for at in range(1, 13)]
ROWS = "\n".join(f"{name}\t{50 + at}\t{40 + at}" for at, name in enumerate(STEPS))
TABLE = f"Item\tAll (n=160) negative %\tPlanned (n=40) negative %\n{ROWS}\nElsewhere\t61\t62\n"
UNDER = """() => {
  const at = document.activeElement, foot = document.querySelector(".cjm-fb-foot");
  if (!at || at === document.body || foot.contains(at)) return "";
  const box = at.getBoundingClientRect(), over = foot.getBoundingClientRect();
  return box.bottom > over.top && box.top < over.bottom ? `${at.outerHTML.slice(0, 80)} ${box.bottom}` : "";
}"""

WHOLE = "at => at.scrollWidth <= at.clientWidth && at.scrollHeight <= at.clientHeight"


@pytest.fixture(scope="module")
def trip(served: Served) -> str:
    steps = tuple(Step(id=f"s{at}", name=name) for at, name in enumerate(STEPS))
    return Store(served.folder).create(Journey(id="foot", title="A visit", steps=steps)).id


@pytest.fixture
def page(chromium: Any, served: Served, trip: str) -> Any:
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page.goto(served.address("feedback", trip))
    page.wait_for_selector("[data-ready] .cjm-fb-bring textarea")
    yield page
    page.close()


def test_what_has_the_focus_is_never_under_the_foot_also_when_that_says_what_is_wrong(page: Any) -> None:
    page.get_by_label("Paste a table").fill(TABLE)
    page.get_by_role("button", name="Look at it").click()
    foot = page.locator(".cjm-fb-foot")
    expect(foot).to_be_visible()
    for answer in ("Leave it out", "The share who answered badly, in %: fewer is better"):
        page.get_by_role("button", name=answer).click()
        expect(page.get_by_role("button", name=answer)).to_have_count(0)
    page.get_by_role("button", name="Show all 13 rows").click()
    assert soon(lambda: foot.evaluate("foot => getComputedStyle(foot).position")) == "sticky"
    assert soon(lambda: foot.evaluate("foot => foot.offsetHeight")) < 72
    page.get_by_role("button", name="Put").click()
    expect(foot.get_by_role("alert")).to_have_text("Give the survey a name, so that you find it again.")
    page.get_by_label("What the survey is called").fill("Ward")
    expect(foot.get_by_role("alert")).to_be_hidden()
    page.get_by_label("What the survey is called").fill("")
    expect(foot.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("heading", name="How it will look on the map")).to_be_visible()
    assert soon(lambda: foot.evaluate("foot => foot.offsetHeight")) < 108
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Change File").focus()
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        assert soon(lambda: page.evaluate(UNDER)) == ""
        seen += page.evaluate("document.activeElement.closest('.cjm-fb-fit') !== null")
        if page.evaluate("document.activeElement.closest('.cjm-fb-foot') !== null"):
            break
    assert seen >= 13, "the table was walked through"
    page.set_viewport_size({"width": 1366, "height": 500})
    assert soon(lambda: foot.evaluate("foot => getComputedStyle(foot).position")) == "static"


def test_what_people_wrote_is_used_at_one_press_of_a_key_and_the_focus_stays_near(page: Any) -> None:
    said = ["The waiting was long", "Nothing", "The waiting was long", "The waiting was long", "Kind", "Fine"]
    rows = "".join(f"{at}\t{1 + at % 5}\t{5 - at % 4}\t{words}\n" for at, words in enumerate(said))
    page.get_by_label("Paste a table").fill(f"Person\tStep 1 (1 to 5, 5 = best)\tStep 2\tWhat would you change\n{rows}")
    page.get_by_role("button", name="Look at it").click()
    button = page.get_by_role("button", name="Choose quotes from “What would you change”")
    button.press("Enter")
    expect(page.get_by_role("heading", name="What people wrote")).to_be_visible()
    expect(button).to_have_count(0)
    assert soon(lambda: page.evaluate("document.activeElement.textContent")) == "What was understood"


def test_on_a_phone_what_is_asked_stands_before_what_needs_nobody(page: Any) -> None:
    page.get_by_label("Paste a table").fill(TABLE)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible()
    tops = "() => [...document.querySelectorAll('.cjm-fb-two h2')].map(one => one.textContent)"
    assert soon(lambda: page.evaluate(tops)[:2]) == ["What you bring", "What was understood"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert soon(lambda: page.evaluate(tops)[:1] + page.evaluate(tops)[2:3]) == ["What you bring", "What was understood"]


def test_wards_without_steps_are_shown_before_and_after_they_are_put_on_the_map(page: Any) -> None:
    heads = "Ward\tVery good\tGood\tNeither good nor poor\tPoor\tVery poor"
    page.get_by_label("Paste a table").fill(f"{heads}\nAcute\t80\t40\t12\t9\t6\nMaternity\t188\t9\t1\t0\t0\n")
    page.get_by_role("button", name="Look at it").click()
    preview = page.get_by_role("region", name="How it will look on the map", exact=True)
    expect(preview.get_by_role("rowheader")).to_have_text(["Acute", "Maternity"])
    expect(preview.get_by_role("cell")).to_contain_text(["4.22n = 147, ", "4.94n = 198, "])
    expect(page.get_by_text("Not known yet")).to_have_count(0)
    expect(page.get_by_text("0 steps")).to_have_count(0)
    page.get_by_label("What the survey is called").fill("Friends and family")
    page.get_by_role("button", name="Put 1 outcome on the map").click()
    page.get_by_role("link", name="See the figures").click()
    table = page.get_by_role("region", name="Friends and family: The journey as a whole")
    expect(table.get_by_role("rowheader")).to_have_text(["Acute", "Maternity"])


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (390, 844)])
def test_a_long_name_and_a_time_are_seen_whole(page: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_label("Paste a table").fill(TABLE.replace("Elsewhere", "Overall"))
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="The share who answered badly").click()
    expect(page.get_by_role("button", name="Put 12 steps and 1 outcome on the map")).to_be_enabled()
    name, when = page.get_by_label("What the survey is called"), page.get_by_label("When was it asked?")
    long = "Passengers who left from terminal 2 north with a bag, all companies, January to March 2026"
    name.fill(long)
    when.fill("January to March 2026")
    for field in (name, when):
        assert soon(lambda: field.evaluate(WHOLE))
    name.press("Enter")
    expect(name).to_have_value(long)
    page.get_by_role("button", name="Leave").click()
