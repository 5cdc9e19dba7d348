"""Choosing a team, and adding one where it is chosen, in a real browser."""

from __future__ import annotations

from typing import Any

from form_harness import at
from playwright.sync_api import expect
from soon import soon


def two_solutions(form: Any) -> Any:
    page = form("teams")
    page.evaluate("others('solutions/a', {title: 'Put up a sign'})")
    page.evaluate("others('solutions/b', {title: 'Paint the door'})")
    return page


def chosen(page: Any) -> list[str | None]:
    names = page.evaluate("Object.fromEntries(window.journey.teams.map(team => [team.id, team.name]))")
    return [names.get(one.get("team"), one.get("team")) for one in page.evaluate("window.journey.solutions")]


def test_a_new_team_is_named_where_it_is_chosen_by_keyboard_alone(form: Any) -> None:
    page = two_solutions(form)
    page.get_by_label("Which team is responsible?").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Front desk")
    page.keyboard.press("Enter")
    assert soon(lambda: chosen(page)) == ["Front desk", None]
    expect(page.get_by_label("Which team is responsible?").first.locator("option:checked")).to_have_text("Front desk")
    expect(page.get_by_role("button", name="Add a team: Which team is responsible?").first).to_be_focused()
    # the same name a second time is the same team
    page.get_by_role("button", name="Add a team: Which team is responsible?").nth(1).click()
    page.keyboard.type("front  DESK")
    page.keyboard.press("Enter")
    assert soon(lambda: chosen(page)) == ["Front desk", "Front desk"]
    assert soon(lambda: page.evaluate("window.journey.teams.length")) == 1


def test_adding_is_given_up_with_escape_and_nothing_is_added_without_a_name(form: Any) -> None:
    page = two_solutions(form)
    add = page.get_by_role("button", name="Add a team: Which team is responsible?").first
    add.click()
    page.keyboard.press("Enter")
    box = page.get_by_label("What is the team called?").first
    expect(box).to_be_focused()
    page.keyboard.type("Nearly")
    page.keyboard.press("Escape")
    expect(add).to_be_focused()
    expect(box).to_be_hidden()
    assert soon(lambda: page.evaluate("window.edits")) == []


def test_who_goes_on_in_the_middle_has_named_it_once_and_keeps_their_place(form: Any) -> None:
    page = two_solutions(form)
    page.get_by_role("button", name="Add a team: Which team is responsible?").first.click()
    page.keyboard.type("Front desk")
    page.get_by_label("What is the team called?").first.locator("xpath=../label").first.click()
    assert soon(lambda: page.evaluate("window.edits")) == [], "a label is no way out"
    page.get_by_role("combobox", name="Which team is responsible?").nth(1).focus()
    assert soon(lambda: chosen(page)) == ["Front desk", None]
    expect(page.get_by_role("combobox", name="Which team is responsible?").nth(1)).to_be_focused()
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert soon(lambda: page.evaluate("window.journey.teams.length")) == 1


def test_who_goes_on_without_a_name_adds_nothing_and_cancel_takes_back_a_name(form: Any) -> None:
    page = two_solutions(form)
    add = page.get_by_role("button", name="Add a team: Which team is responsible?").first
    add.click()
    page.keyboard.type("  ")
    page.get_by_role("combobox", name="Which team is responsible?").nth(1).focus()
    page.get_by_label("What is the team called?").first.fill("Nearly")
    page.get_by_role("button", name="Cancel").first.click()
    expect(add).to_be_focused()
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert soon(lambda: page.evaluate("window.edits")) == []


def test_a_team_that_is_chosen_is_not_removed_before_another_stands_there(form: Any) -> None:
    page = two_solutions(form)
    page.evaluate("others('teams/desk', {name: 'Front desk'})")
    page.evaluate("others('teams/works', {name: 'Works'})")
    page.evaluate("others('solutions/b/team', 'desk')")
    page.get_by_role("button", name="Remove Front desk").click()
    told = "“Front desk” is chosen at Paint the door. Choose something else there first; then it can be removed."
    expect(page.get_by_text(told).first).to_be_visible()
    assert soon(lambda: at(page, "teams/0/name")) == "Front desk"
    page.get_by_role("combobox", name="Which team is responsible?").nth(1).select_option(label="Works")
    page.get_by_role("button", name="Remove Front desk").click()
    assert soon(lambda: page.evaluate("window.journey.teams.map(team => team.name)")) == ["Works"]
    expect(page.get_by_role("button", name="Undo: put “Front desk” back")).to_be_visible()
