"""People without a device: what was counted on paper counts as everybody else's, is kept back, and can be corrected."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from room_journey import ANA, BEN, room

from cjm_widgets.journey.apart import counted, finished, refusal, seen_by, seen_value, tally, together, unrevealed
from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.model import Dot, Journey, Moment, Rating, Round, Step
from cjm_widgets.journey.on_paper import ANSWERS, DOTS_ON_PAPER
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.voices import voices

APART = (("satisfaction", "apart"), ("moments", "apart"), ("solutions", "apart"))


def with_counts(journey: Journey, *counts: tuple[str, int]) -> Journey:
    """A journey with counts that were typed, by their paths."""
    for path, n in counts:
        journey = apply(journey, new_edit(path, n))
    return journey


def on_paper() -> Journey:
    """The room, with three people on paper at Booking and two at Flight, and dots of two people."""
    return with_counts(
        room(*APART),
        ("steps/a/ratings/p-paper-m2/n", 2),
        ("steps/a/ratings/p-paper-unknown/n", 1),
        ("steps/b/ratings/p-paper-1/n", 2),
        ("moments/queue/dots/p-paper-dots/n", 1),
        ("moments/gate/dots/p-paper-dots/n", 5),
        ("rounds/moments/on_paper", 2),
    )


def may(path: str, new: Any, *, leads: bool = True, person: str = ANA, state: str = "apart") -> str:
    journey = room(("satisfaction", state), ("moments", state), ("solutions", state))
    return refusal(journey, new_edit(path, new), person=person, leads=leads, in_room=True)


counts = st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.integers(0, 9))


@given(st.lists(st.sampled_from((-2, -1, 0, 1, 2, "unknown")), max_size=9), counts)
def test_who_rated_on_paper_counts_as_if_they_had_a_device(on_devices, tallied):
    people = [Rating(id=f"p-person{at:03}", value=value) for at, value in enumerate(on_devices)]
    sheets = [value for whose, n in tallied.items() for value in [ANSWERS[whose]] * n]
    also = [Rating(id=f"p-sheet{at:04}", value=value) for at, value in enumerate(sheets)]

    def of(*ratings: Rating) -> Journey:
        return Journey(id="a", steps=(Step(id="s", name="S", ratings=ratings),))

    here = of(*people, *(Rating(id=whose, n=n) for whose, n in tallied.items()))
    there = of(*people, *also)
    [found], [wanted] = together(here), together(there)
    assert (found.values, found.unknown, found.median) == (wanted.values, wanted.unknown, wanted.median)
    assert (found.disagrees, found.on_paper) == (wanted.disagrees, sum(isinstance(one, float) for one in sheets))
    assert (counted(here, "satisfaction"), finished(here, "satisfaction")) == (len(people) + len(sheets),) * 2


def test_the_room_says_how_many_of_it_were_on_paper():
    booking, flight = together(on_paper())
    assert booking.say == "Median −2 · from −2 to +2 · 4 rated, 2 of them on paper, 1 does not know"
    assert flight.say == "Median +1 · all +1 · 3 rated, 2 of them on paper, 1 does not know"
    assert [one.say for one in tally(on_paper(), "moments")] == [
        "8 dots: 3 from 1 person, 5 on paper",
        "4 dots: 3 from 2 people, 1 on paper",
    ]


def test_dots_that_are_only_on_paper_come_from_nobody_in_particular():
    moment = Moment(id="m", name="M", dots=(Dot(id=DOTS_ON_PAPER, n=4),))
    journey = Journey(id="a", moments=(moment,), rounds=(Round(id="moments", on_paper=1),))
    assert [(one.say, one.people) for one in tally(journey, "moments")] == [("4 dots, on paper", 0)]
    assert counted(journey, "moments") == 2, "one person has three dots"
    assert unrevealed(journey, "moments", in_room=True) == ""


def test_people_on_paper_are_counted_once_however_many_steps_they_answered():
    assert (counted(on_paper(), "satisfaction"), finished(on_paper(), "satisfaction")) == (3 + 3, 1 + 2)
    assert counted(on_paper(), "moments") == 3 + 2


def test_only_who_facilitates_sees_a_count_before_and_after_the_reveal():
    journey = on_paper()
    for person in (ANA, BEN, ""):
        seen = seen_by(journey, person)
        assert "p-paper" not in seen.model_dump_json()
        assert "p-paper" not in str(seen_value(journey.to_json(), person))
    seen = seen_by(journey, ANA, leads=True)
    assert {one.id for one in seen.steps[0].ratings} == {"room", "sita", ANA, "p-paper-m2", "p-paper-unknown"}
    assert {dot.id for dot in seen.moments[0].dots} == {ANA, DOTS_ON_PAPER}


def test_a_count_is_no_curve_and_no_voice():
    assert [one.rater for one in curves(on_paper())] == [one.rater for one in curves(room(*APART))]
    assert voices(with_counts(room(), ("steps/a/ratings/p-paper-1/n", 9))).heard == ()


@pytest.mark.parametrize(
    "path",
    ["steps/a/ratings/p-paper-m2/n", "steps/b/ratings/p-paper-unknown/n", "moments/gate/dots/p-paper-dots/n"],
)
@pytest.mark.parametrize("new", [0, 7, 1000])
def test_who_facilitates_counts_and_corrects_and_nobody_else_does(path, new):
    assert may(path, new) == may(path, new, state="together") == ""
    assert may(path, new, leads=False) == "What somebody rated for themselves can be changed by them alone."
    assert may(path, new, state="off").startswith("This was not saved: at the moment the group rates together")


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("steps/a/ratings/p-paper-m2/n", -1),
        ("steps/a/ratings/p-paper-m2/n", 1001),
        ("steps/a/ratings/p-paper-m2/n", True),
        ("steps/a/ratings/p-paper-m2/n", "3"),
        ("steps/a/ratings/p-paper-m2/value", -2),
        ("steps/a/ratings/p-paper-m2", {"n": 3}),
        ("steps/a/ratings/p-paper-7/n", 3),
        ("steps/a/ratings/p-paper-dots/n", 3),
        ("moments/gate/dots/p-paper-1/n", 3),
        ("rounds/moments/on_paper", -1),
        ("rounds/satisfaction/on_paper", 3),
    ],
)
def test_a_count_is_a_number_of_people_or_dots_and_nothing_else(path, new):
    assert may(path, new)


def test_how_many_voted_on_paper_is_said_by_who_facilitates():
    assert may("rounds/moments/on_paper", 4) == ""
    assert may("rounds/moments/on_paper", 4, leads=False) == "Only a facilitator can hide and reveal what people rated."
    assert may("steps/gone/ratings/p-paper-m2/n", 1) == "This was not saved: it is no longer on the map."
