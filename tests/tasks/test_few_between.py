"""Few people between two surveys are looked for before anybody has to wait, and again only where these change."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cjm_widgets.evidence import EvidenceError, Survey
from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.between import FewBetween
from cjm_widgets.tasks.detaching import detach_survey
from cjm_widgets.tasks.looked import Looked, look_through
from cjm_widgets.tasks.surveys import attach_survey

STEPS = ("Booking", "Waiting", "Leaving", "Paying", "Calling", "Asking")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=tuple(Step(id=name.lower(), name=name) for name in STEPS)))
    return store


def cut(store: Store, first: int) -> Looked:
    """The same 41 people, in two groups of whom the first has so many."""
    chance = random.Random(3)  # noqa: S311  no secret
    rows = [[f"{'A' if at < first else 'B'}{first}", *(chance.randint(1, 5) for _ in STEPS)] for at in range(41)]
    file = store.folder.parent / f"cut{first}.csv"
    file.write_text("\n".join(",".join(map(str, row)) for row in (("group", *STEPS), *rows)), encoding="utf-8")
    return look_through(file, Told(scale="five-points", group="group"), store.open("trip"))


def few_between(store: Store, looked: Looked) -> FewBetween:
    assert looked.found
    survey = Survey("team", "Team", "")
    return FewBetween(store, store.open("trip"), looked.found, survey, {}, make_steps=False, answered_by="same")


def test_a_survey_that_was_put_meanwhile_is_looked_at_as_well(store: Store) -> None:
    few = few_between(store, cut(store, 21))
    few.refuse(store.open("trip"))
    attach_survey(store, "trip", cut(store, 20), name="Site", keep_in=store)
    with pytest.raises(EvidenceError, match="lies 1 person"):
        few.refuse(store.open("trip"))


def test_what_the_room_writes_and_rates_meanwhile_has_nothing_looked_at_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach_survey(store, "trip", cut(store, 20), name="Site", keep_in=store)
    few = few_between(store, cut(store, 21))
    monkeypatch.setattr("cjm_widgets.tasks.between.all_kept", lambda *_: pytest.fail("looked at again"))
    store.save("trip", [new_edit("steps/waiting/ratings/room/value", -1, by="Ana"), new_edit("title", "T", by="Ana")])
    with pytest.raises(EvidenceError, match="lies 1 person"):
        few.refuse(store.open("trip"))


def table(store: Store) -> Looked:
    """The figures of the same people, added up by somebody else, with one of them in the other group."""
    chance = random.Random(3)  # noqa: S311  no secret
    rows = [[chance.randint(1, 5) for _ in STEPS] for _ in range(41)]
    groups = {"A": rows[:19], "B": rows[19:]}
    lines = [
        f"{step},{name},{sum(row[at] for row in of) / len(of):.3f},{len(of)}"
        for name, of in groups.items()
        for at, step in enumerate(STEPS)
    ]
    file = store.folder.parent / "table.csv"
    file.write_text("\n".join(("Step,Group,Mean,n", *lines)), encoding="utf-8")
    return look_through(file, Told(scale="five-points", group="Group"), store.open("trip"))


@pytest.mark.parametrize("name", ["Table", "Site"])
@pytest.mark.parametrize("detached", [False, True])
def test_a_table_is_compared_with_figures_whose_answers_are_gone_on_the_map_and_in_its_history(
    store: Store, detached: bool, name: str
) -> None:
    attach_survey(store, "trip", cut(store, 20), name="Site", keep_in=store, answers=detached)
    if detached:
        detach_survey(store, "trip", "Site")
    with pytest.raises(WhoAnsweredError, match="lies 1 person"):
        attach_survey(store, "trip", table(store), name=name, keep_in=store)
    attach_survey(store, "trip", table(store), name=name, keep_in=store, answered_by="others")
