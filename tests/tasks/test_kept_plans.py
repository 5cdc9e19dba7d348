"""What is kept to read the next file names nobody, and does not stand in the way of another kind of file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.attaching import figures_on
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.feedback_session import surveys_on
from cjm_widgets.store import Store
from cjm_widgets.tasks.detaching import detach_survey
from cjm_widgets.tasks.looked import look_through_as_before
from cjm_widgets.tasks.plans import kept_plan
from cjm_widgets.tasks.surveys import attach_survey

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "".join(f"{at},{'Dr Rose Petersen' if at < 2 else 'South'},{1 + at % 5},{at % 11}\n" for at in range(12))
ANSWERS = f"id,Site,Booking,Would you recommend us?\n{PEOPLE}"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=(Step(id="a", name="Booking"), Step(id="b", name="Flight"))))
    return store


def attach(store: Store, text: str, **told: object) -> str:
    file = store.folder.parent / "survey.csv"
    file.write_text(text, encoding="utf-8")
    how = Told(**told)  # type: ignore[arg-type]
    looked = look_through_as_before(file, how, store.open("trip"), kept_plan(store, "Guests"))
    return attach_survey(store, "trip", looked, name="Guests", keep_in=store)


def test_a_kept_plan_names_no_group_and_only_its_owner_reads_it(store: Store) -> None:
    attach(store, ANSWERS, scales={"Booking": "five-points"}, group="Site")
    (plan,) = store.folder.rglob("plans/guests.json")
    assert "Petersen" not in plan.read_text(encoding="utf-8")
    assert sys.platform == "win32" or plan.stat().st_mode & 0o777 == 0o600
    file = store.folder.parent / "survey.csv"
    again = look_through_as_before(file, Told(), store.open("trip"), kept_plan(store, "Guests"))
    assert (again.understood.new, again.asked) == ({}, "")


def test_a_file_of_another_kind_is_read_anew_and_that_is_said(store: Store) -> None:
    attach(store, "step,positive_pct\nBooking,36\n")
    said = attach(store, "Item,Negative %\nFlight,20\n", scale="negative-share")
    assert said.endswith("The plan kept as “Guests” is for another kind of file: this one was read without it.")
    assert said.startswith("1 figure is attached.")
    with pytest.raises(EvidenceError):  # a plan that fits is no reason to read a faulty file otherwise
        attach(store, "Item,Negative %\nFlight,120\n")


def test_one_count_of_figures_is_told_wherever_they_are_counted(store: Store) -> None:
    said = attach(store, ANSWERS, scales={"Booking": "five-points"}, group="Site")
    journey = store.open("trip")
    (source,) = journey.sources
    count = figures_on(journey, source)
    assert count > 1
    assert said.startswith(f"{count} figures are attached.")
    assert [one["figures"] for one in surveys_on(journey)] == [count]
    assert detach_survey(store, "trip", "Guests").startswith(f"{count} figures are taken off")
