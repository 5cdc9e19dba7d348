"""Fields of the form that name other items, in a real browser: goals and questions, stages, steps."""

from __future__ import annotations

from typing import Any

from form_harness import at, focused, serves, tab_to
from playwright.sync_api import expect
from soon import soon


def test_a_reference_shows_number_and_name_in_order_and_says_when_its_item_is_gone(form: Any) -> None:
    page = form("moments")
    field = page.get_by_label("At which step?")
    assert soon(lambda: field.locator("option:checked").inner_text()) == "Step 5: Security"
    page.evaluate("others('steps/s1', null)")
    assert soon(lambda: field.locator("option:checked").inner_text()) == "Step 4: Security"
    page.evaluate("others('steps/s5', null)")
    assert soon(lambda: field.locator("option:checked").inner_text()) == "A step that was removed"
    field.select_option(label="Step 1: Way to the airport")
    assert soon(lambda: at(page, "moments/0/step")) == "s2"


SERVES = "steps/s5/touchpoints/t1/serves"


def boxes(page: Any, path: str = SERVES) -> Any:
    return page.locator(f"[data-path='{path}']")


def test_goals_and_questions_of_all_stages_are_ticked_by_keyboard_under_the_name_of_their_stage(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("path => window.form.focus(path)", SERVES)
    assert soon(lambda: page.evaluate("document.activeElement.type")) == "checkbox"
    page.keyboard.press("Space")
    field = boxes(page)
    expect(field.get_by_role("group")).to_have_count(2)
    after = field.get_by_role("group", name="After the flight")
    expect(after.get_by_role("checkbox")).to_have_count(2)
    tab_to(page, after.get_by_role("checkbox", name="Find my bag goal"))
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n1", "n4"]
    tab_to(page, after.get_by_role("checkbox", name="Goal or question 2"))
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n1", "n4"]


def test_with_one_stage_there_are_no_headings_among_the_ticks(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("others('stages/after', null)")
    page.evaluate("path => window.form.focus(path)", SERVES)
    expect(boxes(page).get_by_role("checkbox")).to_have_count(3)
    expect(boxes(page).get_by_role("group")).to_have_count(0)
    expect(boxes(page).get_by_text("Before the flight")).to_be_hidden()


def test_ticks_of_others_survive_and_new_needs_appear_without_taking_the_focus(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("path => window.form.focus(path)", SERVES)
    page.evaluate("path => others(path, ['n3'])", SERVES)
    page.evaluate("others('stages/before/needs/n9', {name: 'Is there a toilet?', kind: 'question'})")
    page.evaluate("others('stages/before/needs/n9/@after', '')")
    assert soon(
        lambda: (
            boxes(page)
            .get_by_role("checkbox")
            .first.evaluate("one => one.parentElement.innerText")
            .startswith("Is there")
        )
    )
    expect(boxes(page).get_by_role("checkbox", name="Do I need to take off my shoes?")).to_be_checked()
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n1", "n3"]


def test_a_need_that_was_removed_stays_ticked_until_somebody_unticks_it(form: Any) -> None:
    page = form("meeting", needs="yes")
    page.evaluate("path => others(path, ['n1', 'lost'])", SERVES)
    page.evaluate("path => window.form.focus(path)", SERVES)
    away = boxes(page).get_by_role("checkbox", name="A goal or question that was removed")
    expect(away).to_be_checked()
    page.evaluate("others('stages/before/needs/n1', null)")
    expect(away).to_have_count(2)
    assert (
        soon(lambda: page.evaluate("document.activeElement.closest('label').innerText"))
        == "A goal or question that was removed"
    )
    boxes(page).get_by_role("checkbox", name="Reach the gate in time").check()
    assert soon(lambda: serves(page)) == ["n2", "n1", "lost"]
    away.last.focus()
    page.keyboard.press("Space")
    assert soon(lambda: serves(page)) == ["n2", "n1"]
    assert soon(lambda: focused(page) is not None)
    assert soon(lambda: page.evaluate("document.activeElement.type")) == "checkbox"
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("document.querySelectorAll('.cjm-away').length === 1")


def test_where_there_are_no_needs_yet_a_button_leads_to_where_they_are_added(form: Any) -> None:
    page = form("meeting")
    page.evaluate("path => window.form.focus(path)", SERVES)
    expect(boxes(page).get_by_text("No goals or questions yet. Add them first.")).to_be_visible()
    assert soon(lambda: focused(page)) == "Add them first"
    page.keyboard.press("Enter")
    assert soon(lambda: focused(page)) == "Next goal or question: its name, then Enter"
    page.keyboard.type("Get through")
    page.keyboard.press("Enter")
    assert soon(lambda: at(page, "stages/0/needs/0/name")) == "Get through"
    expect(boxes(page).get_by_role("checkbox", name="Get through")).to_have_count(1)


def test_without_stages_the_button_leads_to_the_stages(form: Any) -> None:
    page = form("meeting")
    page.evaluate("others('stages/before', null)")
    page.evaluate("others('stages/after', null)")
    page.evaluate("path => window.form.focus(path)", SERVES)
    page.keyboard.press("Enter")
    assert soon(lambda: focused(page)) == "Next stage: its name, then Enter"


def test_on_another_page_a_link_leads_to_where_needs_are_added(form: Any) -> None:
    page = form("pointing", journey="blank")
    page.get_by_role("button", name="Add a solution").click()
    links = page.get_by_role("link", name="Add them first")
    assert soon(lambda: links.evaluate_all("all => all.map(one => one.getAttribute('href'))")) == [
        "#stages",
        "#moments",
        "#indicators",
        "#editions",
        "#stages",
    ]
    expect(page.get_by_text("No indicators or standards yet.")).to_be_visible()


def test_one_need_is_chosen_from_a_drop_down_by_stage_and_other_items_by_their_names(form: Any) -> None:
    page = form("pointing", needs="yes")
    page.get_by_role("button", name="Add a solution").click()
    page.evaluate("others('indicators/i1', {name: 'Days until the first answer'})")
    page.evaluate("others('editions/e1', {name: 'After the workshop'})")
    need = page.get_by_label("Which need does it meet?")
    assert soon(lambda: need.locator("optgroup").evaluate_all("all => all.map(one => one.label)")) == [
        "Before the flight",
        "After the flight",
    ]
    need.select_option(label="Find my bag (goal)")
    page.get_by_label("Which moment does it answer?").select_option(label="Moment of truth 1: Security")
    page.get_by_label("Which indicator should move?").select_option(label="Days until the first answer")
    page.get_by_label("For which edition?").select_option(label="After the workshop")
    made = at(page, "solutions/0")
    assert [made[name] for name in ("need", "moment", "indicator", "edition")] == ["n4", "m1", "i1", "e1"]
    page.evaluate("others('stages/after', null)")
    page.get_by_label("What will you do?").focus()
    assert soon(lambda: need.locator("option:checked").inner_text()) == "A goal or question that was removed"
    expect(need.locator("optgroup")).to_have_count(1)
