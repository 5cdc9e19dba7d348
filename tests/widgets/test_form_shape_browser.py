"""How the form stands on a screen and on paper: tabs, disclosures, widths, targets; nothing keeps people out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from form_harness import PHONE, at, focused, real, shape, tab_to
from playwright.sync_api import expect
from soon import soon


def test_tabs_are_walked_with_arrow_keys_and_tell_which_is_open(form: Any) -> None:
    page = form("satisfaction")
    page.evaluate("void (window.opened = [], window.form.onOpen((id) => window.opened.push(id)))")
    expect(page.get_by_role("tab", name="1 Check in at home (has answers)")).to_have_attribute("aria-selected", "true")
    tab_to(page, page.get_by_role("tab").first)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert soon(lambda: page.evaluate("window.opened")) == ["s2", "s10", "s1", "s10"]
    assert soon(lambda: page.evaluate("window.form.open")) == "s10"
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.get_by_role("button", name="← On board").click()
    assert soon(lambda: page.evaluate("window.form.open")) == "s9"
    assert soon(lambda: focused(page)) == "9. On board"


def test_a_tab_is_ticked_once_something_is_answered_in_it(form: Any) -> None:
    page = form("satisfaction")
    tab = page.get_by_role("tab", name="6 Passport control")
    expect(tab.locator(".cjm-tab-done")).to_be_hidden()
    tab.click()
    page.get_by_role("textbox", name="Feelings").fill("Calm")
    expect(tab.locator(".cjm-tab-done")).to_be_visible()


@pytest.mark.parametrize("part", ["all", "satisfaction", "meeting", "pointing", "personas", "columns"])
def test_nothing_keeps_people_out(form: Any, part: str) -> None:
    page = form(part, needs="yes")
    shape(page, part)
    assert barriers_in_both(page) == NONE


@pytest.mark.parametrize("part", ["all", "satisfaction", "plan", "meeting", "cards", "pointing", "personas", "columns"])
def test_nothing_scrolls_sideways_at_320_pixels(form: Any, part: str) -> None:
    page = form(part, width=320, needs="yes")
    shape(page, part)
    page.evaluate("others('steps/s5/name', 'Averyveryverylongnamewithoutanyspaceinitthatgoesonandon')")
    if part == "plan":
        page.get_by_role("button", name="Add a solution").click()
    assert soon(lambda: page.evaluate("document.documentElement.scrollWidth")) == 320
    outside = page.evaluate(
        """[...document.querySelectorAll('#form .cjm-card :is(input, select, textarea, button, label, summary)')]
        .filter((one) => one.checkVisibility()
          && one.getBoundingClientRect().right > one.closest('.cjm-card').getBoundingClientRect().right)
        .map((one) => one.className)"""
    )
    assert outside == []


@pytest.mark.parametrize("part", ["all", "meeting", "pointing", "personas"])
def test_every_target_is_large_enough(form: Any, part: str) -> None:
    page = form(part, width=390, needs="yes")
    shape(page, part)
    small = page.evaluate(
        """[...document.querySelectorAll('#form :is(button, input, select, textarea, summary)')]
        .filter((one) => one.checkVisibility() && (one.type === 'radio' || !one.closest('label')))
        .map((one) => [one.getAttribute('aria-label') || one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []


def test_paper_shows_the_details_that_are_closed_on_the_screen_whole_and_leaves_out_what_is_empty(form: Any) -> None:
    page = form("steps")
    words = "To be through before the gate closes. " * 20
    page.evaluate("words => window.others('steps/s5/goal', words)", words)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_text("What does the customer want here?").locator("visible=true")).to_have_count(1)
    told = page.locator(".cjm-in-words", has_text="To be through").locator("visible=true")
    assert soon(told.inner_text) == words.strip()
    assert soon(
        lambda: told.evaluate("one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight")
    )
    expect(page.locator(".cjm-input").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("button", name="Add a step")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".cjm-in-words, [data-unanswered]")).to_have_count(0)


def test_wide_paper_has_each_card_below_its_line_and_none_on_another(form: Any) -> None:
    page = form("steps", wide="yes")
    page.get_by_role("button", name="Step 5: Security").click()
    expect(page.locator(".cjm-quick.cjm-one")).to_have_count(1)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    seen = "all => all.map(one => one.getBoundingClientRect()).filter((r) => r.height).map((r) => [r.top, r.bottom])"

    def is_one_below_the_other() -> bool:
        boxes = page.locator(".cjm-quick > .cjm-items > .cjm-item > *").evaluate_all(seen)
        return len(boxes) > 2 and all(above[1] <= below[0] + 1 for above, below in pairwise(boxes))

    assert soon(is_one_below_the_other)


def test_paper_shows_of_what_was_chosen_only_that(form: Any) -> None:
    page = form("all")
    shape(page, "all")
    page.get_by_label("The customer", exact=True).check()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    group = page.get_by_role("radiogroup", name="Who makes the first move?")
    assert soon(lambda: "The customer" in group.inner_text() and "We do" not in group.inner_text())
    expect(page.get_by_text("How are you mapping it?").locator("visible=true")).to_have_count(0)


_MORE = "More about this touchpoint: Who is directly responsible, how many contacts does it take… · {} of 5 filled"


@pytest.mark.parametrize("part", ["meeting", "cards"])
def test_the_essentials_of_a_touchpoint_are_in_view_and_the_rest_behind_a_disclosure(form: Any, part: str) -> None:
    page = form(part, needs="yes")
    page.get_by_role("button", name="Step 5: Security").click()
    expect(page.get_by_label("Whose is it?").locator("visible=true")).to_have_count(3)
    expect(page.get_by_label("Who is directly responsible?")).to_have_count(0)
    more = page.locator("summary", has_text="More about this touchpoint").first
    assert soon(lambda: " ".join(more.inner_text().split())) == _MORE.format(0)
    tab_to(page, more)
    page.keyboard.press("Enter")
    page.get_by_label("Who is directly responsible?").fill("The airport")
    page.get_by_label("How long", exact=True).first.fill("3")
    assert soon(lambda: " ".join(more.inner_text().split())) == _MORE.format(2)
    page.get_by_label("How long", exact=True).first.fill("")
    assert soon(lambda: " ".join(more.inner_text().split())) == _MORE.format(1)


def test_a_disclosure_opens_by_itself_for_focus_and_for_what_is_wrong_in_it(form: Any) -> None:
    page = form("meeting", needs="yes")
    assert soon(lambda: page.evaluate("window.form.focus('steps/s5/touchpoints/t2/responsible')") is True)
    page.keyboard.type("Ana")
    assert soon(lambda: at(page, "steps/4/touchpoints/1/responsible")) == "Ana"
    details = page.locator("details.cjm-more", has_text="More about this touchpoint")
    assert soon(lambda: details.evaluate_all("all => all.map(one => one.open)")) == [False, True, False]
    page.evaluate("form.showErrors([{path: 'steps/s5/touchpoints/t1/responsible', say: 'Not this.'}])")
    expect(page.get_by_text("Not this.")).to_be_visible()
    details.first.locator("summary").click()
    page.wait_for_function("!document.querySelector('details.cjm-more').open")
    expect(details.first.get_by_text("Needs attention")).to_be_visible()
    page.evaluate("window.form.update()")
    expect(page.get_by_text("Not this.")).to_be_hidden()


def test_a_whole_section_or_group_may_stand_behind_a_disclosure(form: Any) -> None:
    page = form("meeting")
    summary = page.locator("summary", has=page.get_by_role("heading", name="Behind the scenes"))
    assert "1 of 3 filled" in soon(summary.inner_text)
    expect(page.get_by_label("Support")).to_have_count(0)
    assert soon(lambda: page.evaluate("window.form.focus('scope/support')") is True)
    page.keyboard.type("The scanners")
    expect(page.get_by_text("Who and what makes it happen.")).to_be_visible()
    assert "2 of 3 filled" in soon(summary.inner_text)

    page = form("columns")
    page.locator("summary", has_text="Blueprint").click()
    expect(page.get_by_role("group", name="Blueprint").get_by_role("textbox")).to_have_count(2)


def test_paper_shows_what_is_behind_disclosures_and_closes_them_again(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("window.others('steps/s5/touchpoints/t2/responsible', 'The airport')")
    page.evaluate("window.others('scope/support', 'Scanners')")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_text("Who is directly responsible?").locator("visible=true")).to_have_count(1)
    expect(page.get_by_text("The airport", exact=True)).to_be_visible()
    expect(page.locator(".cjm-in-words", has_text="Scanners")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[open]")).to_have_count(0)


def test_small_scales_stand_one_below_the_other_with_their_answers_in_line(form: Any) -> None:
    page = form("personas", wide="yes")
    rows = page.locator(".cjm-small-scale").all()
    assert soon(lambda: len({round(row.bounding_box()["x"]) for row in rows})) == 1
    legends = page.locator(".cjm-small > legend").all()
    for row, legend in zip(rows, legends, strict=True):
        seen, said = row.bounding_box(), legend.bounding_box()
        assert said["x"] + said["width"] <= seen["x"]
        assert seen["y"] <= said["y"] + said["height"] / 2 <= seen["y"] + seen["height"]


def test_two_columns_and_short_answers_share_a_line_only_where_there_is_room(form: Any) -> None:
    def tops(page: Any) -> tuple[bool, bool]:
        def level(*names: str) -> bool:
            return len({page.get_by_label(name).bounding_box()["y"] for name in names}) == 1

        assert soon(lambda: not level("Engaged: it can win them over", "Challenged: it can lose them"))
        fields = level("Where does it start?", "Where does it end?")
        return fields, level("Customers we have", "Customers we may win")

    page = form("columns", wide="yes")
    assert soon(lambda: tops(page)) == (True, True)
    page.set_viewport_size({"width": 390, "height": 800})
    assert soon(lambda: tops(page)) == (False, False)


@pytest.mark.parametrize("width", [1280, PHONE])
def test_each_touchpoint_to_grade_shows_its_name_as_the_label_of_its_scale(form: Any, width: int) -> None:
    page = form("satisfaction", width)
    real(page, "satisfaction")
    row = page.locator("[data-path='steps/s1/touchpoints/t1/grade']")
    expect(page.get_by_role("radiogroup", name=re.compile("^Telephone How does it feel"))).to_have_count(1)
    expect(page.get_by_role("radiogroup", name=re.compile("^Touchpoint 2: no name yet "))).to_have_count(1)
    name, scale = page.get_by_text("Telephone", exact=True), row.locator(".cjm-small-scale")
    expect(name).to_be_visible()
    assert soon(lambda: not row.locator("legend").evaluate("one => one.offsetWidth > 1"))
    said, seen = name.bounding_box(), scale.bounding_box()
    beside = said["x"] + said["width"] <= seen["x"] and seen["y"] <= said["y"] + said["height"] / 2 <= seen["y"] + 50
    assert beside if width > PHONE else said["y"] + said["height"] <= seen["y"]
    page.evaluate("others('steps/s1/touchpoints/t1/name', 'The hotline')")
    expect(page.get_by_role("radiogroup", name=re.compile("^The hotline "))).to_have_count(1)
    assert barriers_in_both(page) == NONE


def test_a_tab_is_ticked_for_what_is_asked_in_it_only(form: Any) -> None:
    page = form("satisfaction")
    cleared = {"id": "room", "value": None, "source": None, "n": None}
    real(page, "satisfaction", step={"ratings": [cleared], "goal": "Get help"})
    tick = page.get_by_role("tab").locator(".cjm-tab-done")
    expect(tick).to_be_hidden()
    page.locator("[data-path='steps/s1/touchpoints/t1/grade']").get_by_role("radio").first.check()
    expect(tick).to_be_visible()
    page.evaluate("others('steps/s1/touchpoints/t1/grade', null)")
    expect(tick).to_be_hidden()
    page.evaluate("others('steps/s1/ratings/room/value', 0)")
    expect(tick).to_be_visible()


@pytest.mark.parametrize(
    "field",
    ["touchpoints/t1/serves", "touchpoints/t1/responsible", "touchpoints/t1/time", "blueprint/front_stage"],
)
def test_focus_opens_the_card_and_the_disclosure_that_a_field_stands_in(form: Any, field: str) -> None:
    page = form("steps")
    real(page, "steps")
    page.evaluate("others('steps/s2', {name: 'I wait'})")
    page.evaluate("for (const one of document.querySelectorAll('.cjm-toggle[aria-expanded=true]')) one.click()")
    path = f"steps/s1/{field}"
    expect(page.locator(f"[data-path^='{path}']").locator("visible=true")).to_have_count(0)
    assert soon(lambda: page.evaluate("path => window.form.focus(path)", path) is True)
    assert soon(lambda: page.evaluate("document.activeElement.closest('[data-path]').dataset.path").startswith(path))
    expect(page.locator(":focus")).to_be_visible()
