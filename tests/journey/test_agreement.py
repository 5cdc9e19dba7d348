"""Median, spread, and where the room disagrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from room_journey import room, step_rated

from cjm_widgets.journey.agreement import Spread, talk_first, together
from cjm_widgets.journey.model import Journey, Rating, Step
from cjm_widgets.journey.narration import narrate_room

PLACES = st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0])


def spread(*values, unknown=0):
    return Spread("a", "Booking", tuple(sorted(float(value) for value in values)), unknown)


def of(count, value):
    return (value,) * count


def test_what_people_said_is_put_together_step_by_step_without_the_groups_and_the_surveys_figures():
    booking, flight = together(room())

    assert (booking.values, booking.unknown, booking.median) == ((-2.0, 2.0), 0, 0.0)
    assert (flight.values, flight.unknown, flight.median) == ((1.0,), 1, 1.0)


def test_nobody_knowing_is_no_rating_and_no_zero():
    (found,) = together(Journey(id="j", steps=(step_rated("a", "unknown", "unknown", None),)))
    assert (found.median, found.low, found.middle_half, found.rated, found.unknown) == (None, None, None, 0, 2)
    assert not found.disagrees


@pytest.mark.parametrize(
    ("values", "median", "half"),
    [
        ((1,), 1, (1, 1)),
        ((0, 1), 0.5, (0, 1)),
        ((-2, 0, 2), 0, (-2, 2)),
        ((-1, 0, 1, 2), 0.5, (-0.5, 1.5)),
        ((-2, -1, 0, 1, 2), 0, (-1.5, 1.5)),
        ((0, 0, 0, 0, 0, 2), 0, (0, 0)),
    ],
)
def test_the_middle_and_the_middle_half(values, median, half):
    assert (spread(*values).median, spread(*values).middle_half) == (median, half)


@pytest.mark.parametrize(
    ("values", "disagrees"),
    [
        pytest.param((-2,), False, id="one alone cannot disagree"),
        pytest.param((0, 1), False, id="two, one place apart"),
        pytest.param((0, 2), True, id="two, two places apart"),
        pytest.param((-2, 2), True, id="two at the ends"),
        pytest.param((0, 0, 1), False, id="three within one place"),
        pytest.param((0, 0, 2), True, id="three, one of them two places off"),
        pytest.param((1, 1, 1, -1), False, id="four, one of them two places off"),
        pytest.param((2, 2, 2, -1), True, id="four, one of them three places off"),
        pytest.param((1, 1, -1, -1), True, id="four in two camps"),
        pytest.param((1, 1, 1, 1, -2), True, id="five, a lone voice three places off"),
        pytest.param((1, 1, 1, 1, -1), False, id="five, a lone voice two places off"),
        pytest.param((*of(5, 1), -2), True, id="six: one is a sixth"),
        pytest.param((*of(6, 1), -2), False, id="seven: one is less than a sixth"),
        pytest.param((-2, -1, 0, 1, 2), True, id="all five places"),
        pytest.param((*of(15, -1), *of(15, 1)), True, id="thirty in two camps"),
        pytest.param((*of(8, -1), *of(22, 1)), True, id="thirty, the smaller camp just a quarter"),
        pytest.param((*of(7, -1), *of(23, 1)), False, id="thirty, the smaller camp less than a quarter"),
        pytest.param((*of(5, -2), *of(25, 1)), True, id="thirty, five far off"),
        pytest.param((*of(4, -2), *of(26, 1)), False, id="thirty, four far off"),
        pytest.param((*of(15, 0), *of(15, 1)), False, id="thirty between two neighbours"),
        pytest.param(of(30, -2), False, id="thirty of one mind, however bad it is"),
    ],
)
def test_where_the_room_disagrees(values, disagrees):
    assert spread(*values).disagrees is disagrees


@given(st.lists(PLACES, min_size=1, max_size=30))
def test_the_median_lies_in_the_middle_half_and_that_within_the_ends(values):
    found = spread(*values)
    low, high = found.middle_half
    assert found.low <= low <= found.median <= high <= found.high


@given(st.lists(PLACES, min_size=1, max_size=30))
def test_the_rule_looks_at_both_ends_alike(values):
    assert spread(*values).disagrees == spread(*(-value for value in values)).disagrees


@given(st.lists(PLACES, min_size=1, max_size=30), st.integers(0, 4))
def test_those_who_do_not_know_neither_agree_nor_disagree(values, unknown):
    assert spread(*values, unknown=unknown).disagrees == spread(*values).disagrees


@given(st.lists(PLACES, min_size=1, max_size=15))
def test_the_same_room_twice_over_is_no_other_room(values):
    assert spread(*values, *values).median == spread(*values).median


@pytest.mark.parametrize(
    ("found", "say"),
    [
        (spread(), "Nobody has rated this step"),
        (spread(unknown=1), "1 does not know"),
        (spread(unknown=3), "3 do not know"),
        (spread(1), "One rating: +1"),
        (spread(1, unknown=2), "One rating: +1, 2 do not know"),
        (spread(-2, 0, 1, 1, 2, 2, unknown=1), "Median +1 · from −2 to +2 · 6 rated, 1 does not know"),
        (spread(0, 1), "Median +0.5 · from 0 to +1 · 2 rated"),
        (spread(-1, -1, -1), "Median −1 · all −1 · 3 rated"),
    ],
)
def test_it_is_said_in_words(found, say):
    assert found.say == say


@pytest.mark.parametrize(
    ("values", "whole"), [((), ()), ((1, 1), (1,)), ((0, 1), (0, 1)), ((-1, -2), (-2, -1)), ((-1, 0), (-1, 0))]
)
def test_a_median_between_two_places_offers_both(values, whole):
    assert spread(*values).whole == whole


def test_the_room_talks_first_where_it_disagrees_and_never_of_what_all_see_alike():
    journey = Journey(
        id="j",
        steps=(
            step_rated("alike", 1, 1, 1),
            step_rated("near", 0, 1, 1, 1, 1),
            step_rated("camps", -1, -1, 1, 1),
            step_rated("lone", 1, 1, 1, 1, -2),
            step_rated("ends", -2, -2, 2, 2),
            step_rated("nobody"),
            step_rated("near-too", 0, 1, 1, 1, 1),
        ),
    )
    assert [one.step for one in talk_first(together(journey))] == ["ends", "camps", "lone", "near", "near-too"]


def test_a_survey_on_a_extent_of_its_own_is_no_voice_of_the_room():
    step = Step(id="a", ratings=(Rating(id="p-2020", scale="negative-share", value=80),))
    assert together(Journey(id="j", steps=(step,)))[0].values == ()


def test_the_rooms_median_is_told_with_the_steps_that_it_disagrees_about():
    journey = Journey(
        id="j",
        steps=(
            step_rated("a", 1, 1, 1, name="Booking"),
            step_rated("b", -2, 2, name="Security"),
            step_rated("c", -2, -2, name="Bags"),
            step_rated("d", -1, 2, name=""),
            step_rated("e", name="Home"),
        ),
    )
    assert narrate_room(together(journey)) == (
        "The room’s median: starts at its highest, satisfied, falls to its lowest at Bags, recovers at step 4; "
        "as our group assumes; one step not yet rated. The room disagrees about Security and step 4."
    )


def test_of_two_steps_that_differ_alike_in_the_middle_the_room_talks_first_of_the_one_with_the_farther_ends():
    near, far = step_rated("near", 0, 0, 0, 0, 0, 1), step_rated("far", 0, 0, 0, 0, 0, 2)
    assert {spread.width for spread in together(Journey(id="j", steps=(near, far)))} == {0}
    for steps in ((near, far), (far, near)):
        assert [one.step for one in talk_first(together(Journey(id="j", steps=steps)))] == ["far", "near"]


def test_three_steps_that_the_room_disagrees_about_are_all_named():
    steps = (step_rated(name.lower(), -2, 2, name=name) for name in ("Booking", "Security", "Bags"))
    assert narrate_room(together(Journey(id="j", steps=tuple(steps)))).endswith(
        "The room disagrees about Booking, Security and Bags."
    )
