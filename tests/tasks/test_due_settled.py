"""What is due is settled from afar as an edit of its map, and put back, but never over what somebody did since."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted_dues import TODAY, planted

from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.due import find_due
from cjm_widgets.tasks.due_settled import Said, settle, take_back


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "maps")
    for journey in planted():
        made.create(journey)
    return made


def left(store: Store) -> set[str]:
    return {f"{one.map}/{one.at}" for one in find_due(store.entries(), TODAY).todos if one.group == "overdue"}


@pytest.mark.parametrize(
    ("journey", "said", "say"),
    [
        ("clinic", Said("solutions/dates", "done"), "“Offer three dates” is done."),
        ("clinic", Said("solutions/dates", "move", "May 2027"), "“Offer three dates” is due May 2027."),
        ("clinic", Said("indicators/weeks", "move", "3 May 2027"), "“Weeks to wait” is due 3 May 2027."),
        ("student", Said("care/review", "still-true"), "“First weeks” was looked at today and is still true."),
        ("student", Said("care/review", "move", "Q2 2027"), "“First weeks” is due Q2 2027."),
    ],
)
def test_what_is_settled_is_overdue_no_more_until_it_is_undone(
    store: Store, journey: str, said: Said, say: str
) -> None:
    before, whole = left(store), store.open(journey)
    done = settle(store, journey, said, TODAY, by="Ana")
    assert done.say == say
    assert left(store) == before - {f"{journey}/{said.at}"}
    assert store.history(journey)[-1].by == "Ana"

    assert take_back(store, done, by="Ana") == f"Undone: {say}"
    assert left(store) == before
    assert store.open(journey).model_copy(update={"revision": whole.revision}) == whole


def test_what_is_done_says_since_when(store: Store) -> None:
    settle(store, "clinic", Said("solutions/dates", "done"), TODAY)
    done = next(one for one in store.open("clinic").solutions if one.id == "dates")
    assert (done.state, done.since) == ("done", "2026-11-02")


def test_a_date_and_an_owner_are_set_at_once_and_words_for_the_date_go(store: Store) -> None:
    settle(store, "clinic", Said("solutions/name", "move", "next month", "Eve"), TODAY)
    named = next(one for one in store.open("clinic").solutions if one.id == "name")
    assert (named.due, named.due_note, named.owner) == ("2026-12", "", "Eve")


def test_what_somebody_changed_since_is_not_undone(store: Store) -> None:
    done = settle(store, "clinic", Said("solutions/dates", "done"), TODAY)
    store.save("clinic", [set_value(store.open("clinic"), "solutions/dates/state", "dropped")])
    with pytest.raises(StoreError, match="since"):
        take_back(store, done)
    assert store.open("clinic").solutions[0].state == "dropped"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said("solutions/dates", "move", "soon"), "no date"),
        (Said("solutions/dates", "move"), "Write a day"),
        (Said("solutions/dates", "move", owner="x" * 2000), "too long"),
        (Said("indicators/weeks", "move", owner="Eve"), "cannot be said"),
        (Said("indicators/weeks", "done"), "cannot be said"),
        (Said("solutions/dates", "still-true"), "cannot be said"),
        (Said("solutions/lost", "done"), "not on the map any more"),
        (Said("title", "move", "2027"), "not on the map any more"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(store: Store, said: Said, why: str) -> None:
    mark = store.mark("clinic")
    with pytest.raises(StoreError, match=why):
        settle(store, "clinic", said, TODAY)
    assert store.mark("clinic") == mark
