"""A team that somebody is responsible as is not lost, whoever removes it, in whichever order it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.edits import new_edit, value_at

if TYPE_CHECKING:
    from cjm_widgets.store import Store

RESPONSIBLE = "steps/ask/touchpoints/phone/responsible"


def test_a_team_that_is_chosen_stays_and_one_that_is_chosen_again_comes_back(store: Store):
    store.save("students", [new_edit("teams/desk", {"name": "Front desk"})])
    there = value_at(store.open("students"), "teams/desk")
    store.save("students", [new_edit("teams/desk", None, old=there, by="Ben")])
    saved = store.save("students", [new_edit(RESPONSIBLE, "desk", by="Ana")])
    assert [team.name for team in saved.journey.teams] == ["Front desk"]

    saved = store.save("students", [new_edit("teams/desk", None, old=there, by="Ben")])
    (refused,) = saved.refused
    assert refused.say == "“Front desk” stays: it is chosen at I ask. Choose something else there first."
    assert [team.name for team in saved.journey.teams] == ["Front desk"]


def test_what_a_late_word_brings_back_keeps_its_team(store: Store):
    store.save("students", [new_edit("teams/desk", {"name": "Front desk"}), new_edit(RESPONSIBLE, "desk")])
    for path in ("steps/ask", "teams/desk"):
        store.save("students", [new_edit(path, None, old=value_at(store.open("students"), path), by="Ben")])
    saved = store.save("students", [new_edit("steps/ask/touchpoints/phone/name", "Telephone line", by="Ana")])
    assert value_at(saved.journey, RESPONSIBLE) == "desk"
    assert [team.name for team in saved.journey.teams] == ["Front desk"]
