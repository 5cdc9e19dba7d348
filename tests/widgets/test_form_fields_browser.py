"""Fields of the form in a real browser: what is typed and chosen is kept, and what cannot be is said."""

from __future__ import annotations

from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from form_harness import at, focused, steps, tab_to
from playwright.sync_api import expect
from soon import soon


def test_every_kind_of_field_is_filled_by_keyboard_alone(form: Any) -> None:
    page = form("scope", journey="blank")
    keys = page.keyboard

    tab_to(page, page.get_by_label("Which journey is this?"))
    keys.type("Enrolling on a course")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    tab_to(page, page.get_by_label("Why map this journey now?"))
    keys.type("Many leave.\nWe want to know why.")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.type("1,5")
    keys.press("Tab")
    keys.type("2.5")
    keys.press("Tab")
    keys.type("weeks")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Space")

    assert soon(lambda: page.evaluate("window.journey.scope")) == {
        "journey_type": "Enrolling on a course",
        "initiated_by": "customer",
        "why": "Many leave.\nWe want to know why.",
        "mapped_by": ["mental-walk", "data"],
        "people": 1.5,
        "time": {"amount": 2.5, "unit": "weeks"},
        "area": "staff",
        "public": True,
    }


def test_every_letter_is_sent_as_it_is_typed_with_what_stood_before(form: Any) -> None:
    page = form("scope", journey="blank")
    page.get_by_label("Which journey is this?").press_sequentially("Hi")
    sent = "window.edits.map(edit => [edit.path, edit.old ?? null, edit.next])"
    assert soon(lambda: page.evaluate(sent)) == [["scope/journey_type", None, "H"], ["scope/journey_type", "H", "Hi"]]


def test_no_answer_is_chosen_beforehand_and_an_answer_can_be_taken_back(form: Any) -> None:
    page = form("diagnostic", journey="blank")
    first = page.get_by_role("radiogroup").first
    expect(first.get_by_role("radio", checked=True)).to_have_count(0)

    tab_to(page, first.get_by_role("radio").first)
    page.keyboard.press("Space")
    assert soon(lambda: at(page, "diagnostic/changeable/rating")) == 0

    first.get_by_role("button", name="Clear the answer").click()
    assert soon(lambda: at(page, "diagnostic/changeable/rating") is None)
    expect(first.get_by_role("radio", checked=True)).to_have_count(0)
    assert soon(lambda: focused(page)) == "Clear the answer"


@pytest.mark.parametrize(
    ("part", "path", "following"),
    [
        ("scope", "scope/initiated_by", "scope/why"),
        ("diagnostic", "diagnostic/changeable/rating", "diagnostic/changeable/reason"),
        ("personas", "ratings/as-ana/value", "ratings/as-ben/value"),
    ],
)
def test_tab_leads_from_an_answer_to_the_next_question_and_delete_clears_it(
    form: Any, part: str, path: str, following: str
) -> None:
    page = form(part, journey="blank")
    group = page.locator(f"[data-path='{path}']")
    value = "path => path.split('/').reduce((on, one) => on.find?.((item) => item.id === one) ?? on[one], journey)"
    tab_to(page, group.get_by_role("radio").first)
    for key in ("Delete", "Backspace"):
        page.keyboard.press("Space")
        assert soon(lambda: page.evaluate(value, path) is not None)
        expect(group.get_by_role("button", name="Clear the answer")).to_be_visible()
        page.keyboard.press("Tab")
        assert soon(lambda: page.evaluate("document.activeElement.closest('[data-path]').dataset.path")) == following
        page.keyboard.press("Shift+Tab")
        page.keyboard.press(key)
        assert soon(lambda: page.evaluate(value, path) is None)
        expect(group.get_by_role("radio", checked=True)).to_have_count(0)
        assert "is cleared" in soon(lambda: page.evaluate("window.said.at(-1)"))
        assert soon(lambda: page.evaluate("document.activeElement.type")) == "radio"
        group.get_by_role("radio").first.focus()
    described = group.get_attribute("aria-describedby").split()
    said = " ".join(page.locator(f"#{one}").text_content() for one in described)
    assert "The Delete key clears the answer." in said
    edits = page.evaluate("window.edits.length")
    page.keyboard.press("Delete")
    assert soon(lambda: page.evaluate("window.edits.length")) == edits


def test_not_knowing_is_an_answer_of_its_own_apart_from_the_scale(form: Any) -> None:
    page = form("satisfaction")
    page.evaluate("window.form.open = 's5'")
    page.get_by_label("I do not know").locator("visible=true").check()
    assert soon(lambda: page.evaluate("window.journey.steps[4].ratings")) == [{"id": "room", "value": "unknown"}]
    expect(page.locator(".cjm-panel:visible .cjm-scale input")).to_have_count(5)


def test_a_text_that_is_no_number_stays_with_a_sentence_and_is_not_sent(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("How many people make it in a month?")
    field.fill("1.5")
    field.fill("many")
    assert soon(lambda: field.get_attribute("aria-invalid") is None)  # not while it is being typed
    field.blur()
    page.wait_for_function("document.querySelector('[data-path=\"scope/people\"] [aria-invalid]')")
    page.evaluate("window.form.update()")
    expect(field).to_have_value("many")
    assert soon(lambda: at(page, "scope/people")) == 1.5
    described = field.get_attribute("aria-describedby").split()
    assert "Write a number" in soon(lambda: " ".join(page.locator(f"#{one}").inner_text() for one in described))

    field.fill("7")
    assert soon(lambda: at(page, "scope/people")) == 7
    assert soon(lambda: field.get_attribute("aria-invalid") is None)


def test_too_long_a_text_is_kept_in_full_but_not_sent_and_what_is_left_is_said(form: Any) -> None:
    page = form("scope", alone=True, journey="blank")
    page.clock.install()
    field = page.get_by_label("Which journey is this?")
    field.fill("x" * 58)
    expect(page.get_by_text("2 characters left")).to_have_count(1)
    page.clock.fast_forward(2000)
    assert "2 characters left" in soon(lambda: page.evaluate("window.said"))
    field.fill("x" * 63)
    field.blur()
    assert soon(field.input_value) == "x" * 63
    assert soon(lambda: at(page, "scope/journey_type")) == "x" * 58
    expect(page.get_by_text("3 characters too many")).to_have_count(1)
    assert soon(lambda: page.evaluate("window.form.unsent()")) == ["scope/journey_type"]


def test_what_somebody_is_typing_is_not_touched_by_others(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("Which journey is this?")
    field.click()
    field.evaluate("element => element.setSelectionRange(3, 3)")
    page.evaluate("others('scope/journey_type', 'Something else')")
    page.evaluate("others('scope/why', 'Because')")
    expect(field).to_have_value("Through the airport")
    assert soon(lambda: field.evaluate("element => element.selectionStart")) == 3
    expect(page.get_by_text("Somebody else has just changed this")).to_be_visible()
    expect(page.get_by_label("Why map this journey now?")).to_have_value("Because")

    page.keyboard.press("Tab")
    page.wait_for_function(
        "document.querySelector('[data-path=\"scope/journey_type\"] input').value === 'Something else'"
    )
    expect(page.get_by_text("Somebody else has just changed this")).to_be_hidden()


def test_a_box_that_somebody_else_ticked_meanwhile_stays_ticked(form: Any) -> None:
    page = form("scope", journey="blank")
    page.get_by_label("Walking through it in our minds").focus()
    page.evaluate("others('scope/mapped_by', ['data'])")
    page.keyboard.press("Space")
    assert soon(lambda: at(page, "scope/mapped_by")) == ["mental-walk", "data"]
    expect(page.get_by_label("Using surveys or other data")).to_be_checked()


def test_continue_lists_what_is_wrong_takes_focus_and_leads_to_each_field(form: Any) -> None:
    page = form("all", journey="blank")
    page.get_by_role("button", name="Add a step").click()
    page.get_by_label("Step", exact=True).blur()
    page.get_by_role("button", name="Step 1").first.click()
    page.get_by_label("How many people make it in a month?").fill("many")
    page.get_by_role("button", name="Continue").click()
    assert soon(lambda: page.evaluate("window.valid") is False)
    assert soon(page.title) == "Error: Form"
    assert soon(lambda: page.evaluate("document.activeElement.className")) == "cjm-summary"
    assert soon(page.locator(".cjm-summary a").all_inner_texts) == [
        "Which journey is this? Fill this in.",
        "How many people make it in a month? Write a number, such as 3 or 1.5.",
        "Step: Fill this in. (Step 1)",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("I ask")
    assert soon(lambda: steps(page)) == ["I ask"]
    page.get_by_label("How many people make it in a month?").fill("3")
    page.get_by_label("Which journey is this?").fill("Asking")
    assert soon(page.title) == "Form"
    page.get_by_role("button", name="Continue").click()
    assert soon(lambda: page.evaluate("window.valid") is True)
    expect(page.locator(".cjm-summary")).to_have_count(0)


def test_a_refused_value_keeps_what_was_typed_and_says_why_beside_the_field(form: Any) -> None:
    page = form("scope")
    field = page.get_by_label("Which journey is this?")
    field.fill("Not this")
    field.blur()
    page.evaluate("others('scope/journey_type', 'Through the airport')")
    page.evaluate("form.showErrors([{path: 'scope/journey_type', say: 'This does not fit.'}])")
    expect(field).to_have_value("Not this")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("This does not fit.")).to_be_visible()
    page.evaluate("form.showErrors([{path: 'title', say: 'No such place.'}])")
    expect(page.get_by_text("No such place.")).to_be_visible()
    expect(page.get_by_text("This does not fit.")).to_be_visible()
    field.fill("That")
    assert soon(lambda: field.get_attribute("aria-invalid") is None)


def test_what_people_type_is_never_read_as_markup(form: Any) -> None:
    page = form("all", journey="blank")
    evil = "<img src=x onerror=window.hit=1>"
    page.evaluate("text => others('steps/x1', {name: text})", evil)
    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Undo").click()
    page.evaluate("text => others('scope/initiated_by', text)", evil)
    expect(page.locator("#form img")).to_have_count(0)
    assert soon(lambda: page.get_by_text(evil).count()) > 0
    assert soon(lambda: page.evaluate("window.hit") is None)


def test_nothing_keeps_people_out_of_a_form_with_errors(form: Any) -> None:
    page = form("all", journey="blank")
    page.evaluate("others('steps/x1', {name: ''})")
    page.get_by_label("How many people make it in a month?").fill("many")
    page.get_by_role("button", name="Continue").click()
    refused = [{"path": "scope/initiated_by", "say": "Not this."}, {"path": "scope/mapped_by", "say": "Nor this."}]
    page.evaluate("list => window.form.showErrors(list)", refused)
    expect(page.locator(".cjm-error:visible")).to_have_count(5)
    assert barriers_in_both(page) == NONE


def test_numbers_are_read_as_people_write_them(form: Any) -> None:
    page = form("scope")
    module = "../../../cjm_widgets/browser/form/words.js"
    read = "async ([module, text, limits]) => (await import(module)).readNumber(text, limits)"
    for text, value in {"1,5": 1.5, "1.5": 1.5, " 12 ": 12, "−3": -3, "1 000": 1000, ",5": 0.5, "": None}.items():
        assert soon(lambda: page.evaluate(read, [module, text, {}])) == {"value": value}
    for text, limits, say in (
        ("1,000", {}, "Write 1000 without a comma if you mean thousands."),
        ("1.2.3", {}, "Write a number, such as 3 or 1.5."),
        ("1.5", {"whole": True}, "Write a whole number, such as 3."),
        ("few", {"whole": True}, "Write a whole number, such as 3."),
        ("-1", {"low": 0}, "Write a number of 0 or more."),
        ("-1", {"low": 0, "high": 1e9}, "Write a number of 0 or more."),
        ("1001", {"low": 0, "high": 1000, "whole": True}, "Write a whole number from 0 to 1000."),
        ("100001", {"low": 0, "high": 100000}, "Write a number from 0 to 100\u00a0000."),
        ("2000000000", {"low": -1e9, "high": 1e9}, "This number is too high."),
        ("−2000000000", {"low": -1e9, "high": 1e9}, "This number is too low."),
        ("11", {"low": 0, "high": 10}, "Write a number from 0 to 10."),
    ):
        assert soon(lambda: page.evaluate(read, [module, text, limits])) == {"say": say}


def test_a_whole_number_is_asked_for_in_a_sentence(form: Any) -> None:
    page = form("meeting")
    page.evaluate("window.form.focus('steps/s5/touchpoints/t1/contacts')")
    page.keyboard.type("2")
    page.keyboard.type(".5")
    page.keyboard.press("Tab")
    page.locator(".cjm-error", has_text="Write a whole number, such as 3.").wait_for()
    assert soon(lambda: at(page, "steps/4/touchpoints/0/contacts")) == 2


def test_a_small_scale_is_answered_by_keyboard_and_says_its_words(form: Any) -> None:
    page = form("personas", journey="blank")
    ana = page.get_by_role("radiogroup", name="Ana")
    tab_to(page, ana.get_by_role("radio").first)
    page.keyboard.press("ArrowRight")
    assert soon(lambda: at(page, "ratings/0/value")) == -1
    expect(ana.get_by_role("radio", name="−1 Dissatisfied", exact=True)).to_be_checked()
    assert soon(lambda: ana.locator(".cjm-small-words").inner_text()) == "Dissatisfied"
    assert soon(lambda: ana.locator("label").evaluate_all("all => all.map(one => one.title)")[0]) == "Very dissatisfied"
    ana.get_by_role("radio", name="I do not know", exact=True).check()
    assert soon(lambda: at(page, "ratings/0/value")) == "unknown"
    ana.get_by_role("button", name="Clear the answer").click()
    assert soon(lambda: at(page, "ratings/0/value") is None)
    assert soon(lambda: ana.locator(".cjm-small-words").inner_text()) == ""


def test_what_is_left_is_said_only_once_most_of_a_field_is_used(form: Any) -> None:
    page = form("columns")
    limits = {"a": 20, "b": 60, "c": 200, "d": 4000}
    fields = [{"name": name, "kind": "text", "title": name, "limit": limit} for name, limit in limits.items()]
    given = {"spec": {"sections": [{"title": "", "path": "", "fields": fields}]}, "journey": {}}
    page.evaluate("given => window.openForm('', given)", given)
    for name, limit in limits.items():
        field = page.get_by_label(name, exact=True)
        field.fill("x" * (limit * 4 // 5 - 1))
        assert soon(lambda: page.locator(f"[data-path={name}] .cjm-count").inner_text()) == ""
        field.fill("x" * (limit - 3))
        assert soon(lambda: page.locator(f"[data-path={name}] .cjm-count").inner_text()) == "3 characters left"
    field.fill("")
    assert soon(lambda: page.locator("[data-path=d] .cjm-count").inner_text()) == ""


def test_only_a_extent_of_satisfaction_wears_its_colours(form: Any) -> None:
    colours = "all => [...new Set(all.map(one => one.style.getPropertyValue('--cjm-colour')))]"
    assert soon(lambda: form("diagnostic").locator(".cjm-rate").evaluate_all(colours) == ["var(--accent)"])
    assert soon(lambda: len(form("satisfaction").locator(".cjm-rate").evaluate_all(colours)) == 5)
