"""A round is led and counted from Python as on the pages; what was done last is taken back; a page shows it at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.pages.book import page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store


def told(one: Any) -> tuple[float | None, int, int]:
    return one.median, one.rated, one.unknown


def test_a_round_is_hidden_counted_from_paper_and_revealed(airport: cjm.Map) -> None:
    airport.round("satisfaction", "apart", by="Fay")
    airport.tally("steps/Security", {-2: np.int64(4), -1: 3, 1: 1, "unknown": 2}, by="Fay")
    Store(airport.folder).save("airport", [new_edit("steps/security/ratings/p-k3x9w2ab/value", 2)])
    assert "p-paper" not in airport.journey.model_dump_json(), "nobody sees it before the reveal"
    with pytest.raises(cjm.CjmError, match="not shown yet"):
        airport.room()

    airport.tally("steps/Security", pd.Series([-2.0, -2, -2, -2, 1]).value_counts())
    airport.round("satisfaction", "together")
    found = {one.step: one for one in airport.room()}
    assert told(found["security"]) == (-2, 6, 0), "it takes the place of what was counted before"
    assert found["security"].on_paper == 5
    assert "k3x9w2ab" not in f"{airport.room()!r}{airport.room()._repr_html_()}{airport.history!r}"


def test_dots_on_paper_are_counted_with_those_of_devices(airport: cjm.Map) -> None:
    first, second = airport.journey.moments[:2]
    airport.round("moments", "apart")
    airport.tally(("moments", second.id), 7)
    airport.tally("moments", 4)
    Store(airport.folder).save("airport", [new_edit(f"moments/{first.id}/dots/p-k3x9w2ab/n", 2)])
    airport.round("moments", "together")
    assert [(one.id, one.dots, one.on_paper) for one in airport.room("moments")][:2] == [
        (second.id, 7, 7),
        (first.id, 2, 0),
    ]
    assert Store(airport.folder).open("airport").rounds[-1].on_paper == 4


@pytest.mark.parametrize(
    ("wrong", "say"),
    [
        (lambda one: one.tally("steps/Security", {1: 3}), r"map\.round\(“satisfaction”, “apart”\)"),
        (lambda one: one.round("ratings", "apart"), "no round “ratings”. There are: satisfaction, moments, solutions"),
        (lambda one: one.round("moments", "shown"), "not one of the answers"),
        (lambda one: one.room("solutions"), "not shown yet"),
        (lambda one: (one.round("satisfaction", "apart"), one.round("satisfaction", "together")), "Nobody has rated"),
        (lambda one: (one.round("satisfaction", "apart"), one.tally("steps/Security", 3)), "how many gave each answer"),
        (lambda one: (one.round("satisfaction", "apart"), one.tally("steps/Security", {7: 1})), "none of the answers"),
        (lambda one: (one.round("satisfaction", "apart"), one.tally("steps/Security", {1: -1})), "“-1” is no count"),
        (lambda one: (one.round("satisfaction", "apart"), one.tally("steps/Security", {1: 1.5})), "“1.5” is no count"),
        (lambda one: (one.round("satisfaction", "apart"), one.tally("steps/Security", {1: 1001})), "from 0 to 1000"),
        (lambda one: one.tally("steps", {1: 1}), "nothing is counted on paper"),
        (lambda one: one.tally("personas", 1), "nothing is counted on paper"),
        (lambda one: (one.round("moments", "apart"), one.tally("moments", {1: 2})), "one number"),
        (lambda one: one.undo(), "Nothing was changed here"),
    ],
)
def test_what_cannot_be_counted_or_taken_back_is_a_sentence(airport: cjm.Map, wrong: Any, say: str) -> None:
    ratings = airport.journey.steps
    with pytest.raises(cjm.CjmError, match=say):
        wrong(airport)
    assert airport.journey.steps == ratings


def test_everything_is_taken_back_step_by_step(airport: cjm.Map) -> None:
    states = [airport.journey]
    for change in (
        lambda: airport.edit("steps/Security", {"goal": "Get through", "great": "Somebody helps"}),
        lambda: airport.add("steps", name="Wait for the bus", after="Security"),
        lambda: airport.move("steps/Boarding"),
        lambda: airport.rate("Security", 2),
        lambda: airport.edit("title", airport.title),
        lambda: airport.remove("steps/Wait for the bus"),
        lambda: airport.keep_edition("Now"),
    ):
        change()
        states.append(airport.journey)
    del states[5]  # nothing was changed there
    for before in reversed(states[:-1]):
        airport.undo(by="Ben")
        assert airport.journey.model_copy(update={"revision": before.revision}) == before
    assert Store(airport.folder).history("airport")[-1].by == "Ben"
    with pytest.raises(cjm.CjmError, match="Nothing was changed"):
        airport.undo()


def test_what_somebody_has_changed_since_stays_and_is_told(airport: cjm.Map) -> None:
    before = next(one for one in airport.journey.steps if one.id == "security")
    airport.edit("steps/Security", {"goal": "Mine", "great": "Mine too"})
    cjm.open("airport").edit("steps/Security/goal", "Theirs", by="Ben")
    with pytest.warns(cjm.CjmWarning, match="1 place stays as"):
        airport.undo()
    step = next(one for one in airport.journey.steps if one.id == "security")
    assert (step.goal, step.great) == ("Theirs", before.great)


def test_an_open_page_shows_at_its_next_look_what_python_did(airport: cjm.Map) -> None:
    store = Store(airport.folder)
    session = Session(store, store.open("airport"), page("satisfaction"))
    said: list[Any] = []
    session.widget.send = said.append  # type: ignore[method-assign]
    mine = cjm.open("airport", by="Ana")
    mine.rate("Security", -2)
    mine.edit("steps/Security/name", "The belt")
    session.look()
    shown = next(one for one in session.widget.journey["steps"] if one["id"] == "security")
    assert shown["name"] == "The belt"
    assert [one["value"] for one in shown["ratings"] if one["id"] == "room"] == [-2]
    assert any(one["kind"] == "changed" for one in said)


def test_who_opened_a_map_is_named_where_a_change_does_not_say(airport: cjm.Map) -> None:
    mine = cjm.open("airport", by="Ana")
    mine.edit("title", "One")
    mine.edit("title", "Two", by="Ben")
    cjm.archive(mine)
    cjm.rename(mine, "Three")
    copied = cjm.copy(mine)
    copied.edit("title", "Four")
    assert [one.by for one in Store(mine.folder).history("airport")[1:]] == ["Ana", "Ben", "Ana", "Ana"]
    assert {one.by for one in Store(mine.folder).history(copied.id)} == {"Ana"}
    with pytest.raises(cjm.CjmError, match="already"):
        cjm.rename(mine, "Four")
    cjm.delete(mine)
    assert [(one.id, one.by) for one in cjm.deleted()] == [("airport", "Ana")]


def test_a_name_that_no_history_can_hold_is_cut_and_hides_no_change(airport: cjm.Map) -> None:
    mine = cjm.open("airport", by="A" * 300)
    mine.edit("title", "One")
    mine.edit("title", "Two", by="Ben\n\x00")
    cjm.copy(mine, "Other", by="B" * 300)
    assert [one.by for one in Store(mine.folder).history("airport")[1:]] == ["A" * 80, "Ben"]
    assert Store(mine.folder).unreadable("airport") == ()
