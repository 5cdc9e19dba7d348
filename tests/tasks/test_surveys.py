"""A survey is attached with what is said of it, or refused in a sentence and nothing is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.edits import new_edit, set_value
from cjm_widgets.journey.model import Journey, Rating, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.tasks.surveys import attach_survey

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    agreed = Rating(id="room", value=1)
    store.create(
        Journey(id="trip", steps=(Step(id="a", name="Booking", ratings=(agreed,)), Step(id="b", name="Flight")))
    )
    return store


def attach(store: Store, text: str = "step,negative_pct\nBooking,36\n", **about: Any) -> str:
    file = store.folder.parent / "survey.csv"
    file.write_text(text, encoding="utf-8")
    looked = look_through(file, Told(people=about.pop("people", None)), store.open("trip"))
    return attach_survey(store, "trip", looked, **{"name": "Passengers 2026", **about})


def test_what_is_said_of_a_survey_stands_beside_its_figures(store: Store) -> None:
    say = attach(store, name=" Passengers 2026 ", people=40, date="2026-05", who="Ana")

    trip = store.open("trip")
    rating = trip.steps[0].ratings[-1]
    (source,) = trip.sources
    assert (rating.id, rating.source, rating.value) == (source.id, source.id, 36)
    assert (source.id, source.name, source.where) == ("passengers-2026", "Passengers 2026", "survey.csv")
    assert (source.kind, source.n, source.each, source.when) == ("survey", 40, True, "2026-05")
    assert say == "1 figure is attached. 1 step has no figure in the file."


@pytest.mark.parametrize(
    ("about", "say"),
    [
        ({"name": ""}, "Give the survey a name"),
        ({"name": " !? "}, "Give the survey a name"),
        ({"name": "Room"}, "cannot be called “Room”"),
        ({"name": "Wanted"}, "cannot be called “Wanted”"),
        ({"name": "As Moira"}, "cannot be called “As Moira”"),
        ({"name": "p 2026"}, "cannot be called “p 2026”"),
        ({"name": "x" * 300}, "name: the text is too long; at most 200 characters fit."),
        ({"date": "99-99"}, "“99-99” is no date"),
        ({"date": "2026-13"}, "“2026-13” is no date"),
        ({"date": "May"}, "Write a year, a month or a day"),
        ({"people": 99999999999999999999}, "people cannot have answered"),
        ({"people": -1}, "people cannot have answered"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_said_of_a_survey_is_refused_in_a_sentence(
    store: Store, about: dict[str, Any], say: str
) -> None:
    before = store.open("trip")

    with pytest.raises(EvidenceError, match=re.escape(say)):
        attach(store, **about)

    assert store.open("trip") == before


def test_two_surveys_whose_names_are_almost_the_same_do_not_replace_each_other(store: Store) -> None:
    attach(store, name="Passengers 2026")

    with pytest.raises(EvidenceError, match="“Passengers: 2026” and “Passengers 2026”, which is on the map already"):
        attach(store, name="Passengers: 2026")

    attach(store, "step,negative_pct\nBooking,30\n", name="Passengers 2026")
    assert store.open("trip").steps[0].ratings[-1].value == 30


def test_a_survey_that_is_attached_again_keeps_what_people_said_of_it(store: Store) -> None:
    attach(store, people=40, date="2026-05")
    store.save("trip", [new_edit("sources/passengers-2026/who", "Passengers at gate 4")])

    attach(store, "step,negative_pct\nBooking,30\nFlight,9\n")

    trip = store.open("trip")
    (source,) = trip.sources
    assert (source.who, source.n, source.when) == ("Passengers at gate 4", 40, "2026-05")
    assert [step.ratings[-1].source for step in trip.steps] == [source.id, source.id]


@pytest.mark.parametrize("other", ["Booking!", "booking", " BOOKING ", "Booking.", "“Booking”", "Ｂooking"])
def test_two_rows_about_one_step_are_refused_with_both_named(store: Store, other: str) -> None:
    both = re.escape(f"Row 2 (“Booking”) and row 4 (“{other.strip()}”) are both about one step. Keep one of them.")
    with pytest.raises(EvidenceError, match=both):
        attach(store, f"step,negative_pct\nBooking,36\nFlight,1\n{other},99\n")

    assert store.open("trip").steps[1].ratings == ()


def test_names_of_signs_alone_are_told_apart(store: Store) -> None:
    journey = store.open("trip")
    store.save("trip", [set_value(journey, "steps/a/name", "?"), set_value(journey, "steps/b/name", "!")])

    attach(store, "step,negative_pct\n!,36\n?,20\n")

    assert [step.ratings[-1].value for step in store.open("trip").steps] == [20, 36]


def test_what_a_file_does_not_have_is_not_told_of_it(store: Store) -> None:
    folder = store.folder.parent
    duckdb.sql("SELECT 'Booking' AS step, 36 AS negative_pct").write_parquet(str(folder / "survey.parquet"))
    (folder / "survey.csv").write_text("step,negative_pct\nBooking,36\n", encoding="utf-8")
    told = [
        next(look_through(folder / f"survey.{end}", Told(), store.open("trip")).lines()) for end in ("parquet", "csv")
    ]
    assert told == [
        "survey.parquet: headings in row 1; read as figures.",
        "survey.csv: letters as utf-8, columns apart by commas; headings in row 1; read as figures.",
    ]
