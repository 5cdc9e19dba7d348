"""What was taken off a map, or replaced, still stands in its history: nobody is reckoned from that either."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.edits import new_edit, set_value
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.detaching import detach_survey, forget_survey
from cjm_widgets.tasks.looked import Looked
from cjm_widgets.tasks.surveys import attach_survey

CHANCE = random.Random(41)  # noqa: S311  no secret
ROWS = [f"{at},{CHANCE.randint(1, 5)},{CHANCE.randint(1, 5)},{CHANCE.randint(1, 5)}\n" for at in range(60)]


@pytest.fixture
def store(tmp_path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=(Step(id="gate", name="Gate"), Step(id="desk", name="Desk"))))
    return store


def attach(store: Store, count: int, name: str = "S", **more: Any) -> str:
    told = Told(scale="five-points", values=("Gate", "Desk"), outcomes=("Overall",))
    table = table_of("id,Gate,Desk,Overall\n" + "".join(ROWS[:count]))
    looked = Looked(understood := understand(table, told, ("Gate", "Desk")), read(understood))
    return attach_survey(store, "trip", looked, name=name, keep_in=store, **more)


def test_a_survey_that_was_taken_off_is_asked_about_until_its_history_is_gone(store: Store) -> None:
    attach(store, 40)
    detach_survey(store, "trip", "S")
    for name in ("S", "T"):
        with pytest.raises(WhoAnsweredError, match=r"“Overall” 1 more, “Gate” 1 more, “Desk” 1 more"):
            attach(store, 41, name)
    with pytest.raises(EvidenceError, match="take “S” off first, with its history"):
        attach(store, 41, "T", answered_by="same")
    forget_survey(store, "trip", "S")
    attach(store, 41)


def test_what_is_as_it_was_or_of_many_more_or_of_others_may_come_back(store: Store) -> None:
    attach(store, 40)
    detach_survey(store, "trip", "S")
    attach(store, 40)
    detach_survey(store, "trip", "S")
    attach(store, 45)
    detach_survey(store, "trip", "S")
    attach(store, 41, answered_by="others")


def test_what_was_replaced_before_the_last_time_is_looked_at_too(store: Store) -> None:
    for count in (40, 46, 52):
        attach(store, count)
    for few in (41, 47):
        with pytest.raises(WhoAnsweredError):
            attach(store, few)


def test_a_step_that_is_gone_made_again_or_renamed_hides_nothing(store: Store) -> None:
    attach(store, 40)
    journey = store.open("trip")
    gone = [set_value(journey, path, None) for path in ("steps/desk", "sources/s/figures/outcome-overall")]
    store.save("trip", gone)
    store.save("trip", [new_edit("steps/desk-2", {"name": "Desk"}), new_edit("steps/gate/name", "Door", old="Gate")])
    detach_survey(store, "trip", "S")
    store.save("trip", [new_edit("steps/gate/name", "Gate", old="Door")])
    with pytest.raises(WhoAnsweredError, match="“Overall” 1 more, “Desk” 1 more"):
        attach(store, 41)


def test_a_step_whose_name_changed_meanwhile_is_known(store: Store) -> None:
    attach(store, 40)
    store.save("trip", [new_edit("sources/s/where", "a shelf", old="the table")])
    store.save("trip", [new_edit("steps/gate/name", "Door", old="Gate")])
    detach_survey(store, "trip", "S")
    store.save("trip", [new_edit("steps/gate/name", "Gate", old="Door")])
    with pytest.raises(WhoAnsweredError, match="“Gate” 1 more"):
        attach(store, 41)
