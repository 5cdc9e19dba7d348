import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.model import Journey, Persona, Rating, Source
from cjm_widgets.journey.satisfaction import Point, curves, felt_in
from cjm_widgets.journey.scales import ROOM, SCALES

FELT = json.loads((Path(__file__).resolve().parents[1] / "data" / "felt_in_words.json").read_text(encoding="utf-8"))


def journey(*ratings):
    steps = [
        {"id": f"s{at}", "name": f"Step {at}", "ratings": list(given)} for at, given in enumerate(ratings, start=1)
    ]
    return Journey.model_validate({"id": "a", "steps": steps})


@pytest.mark.parametrize(
    ("scale", "value", "height"),
    [
        ("felt", -2, 0),
        ("felt", 0, 0.5),
        ("felt", 2, 1),
        ("negative-share", 0, 1),
        ("negative-share", 36, 0.64),
        ("negative-share", 100, 0),
        ("positive-share", 36, 0.36),
        ("five-points", 1, 0),
        ("five-points", 3, 0.5),
        ("nps", -100, 0),
        ("nps", 50, 0.75),
    ],
)
def test_a_figure_stands_between_its_own_scales_worst_and_best(scale, value, height):
    assert SCALES[scale].height(value) == pytest.approx(height)


@given(st.sampled_from(sorted(SCALES)), st.floats(0, 1), st.floats(0, 1))
def test_better_figures_never_stand_lower(name, one, other):
    scale = SCALES[name]
    low, high = sorted(scale.low + share * (scale.high - scale.low) for share in (one, other))
    worse, better = (high, low) if scale.better == "low" else (low, high)
    assert scale.height(worse) <= scale.height(better)


@pytest.mark.parametrize(
    ("scale", "value", "words"),
    [
        ("felt", -2, "−2 very dissatisfied"),
        ("felt", 0, "0 neither"),
        ("felt", 1, "+1 satisfied"),
        ("felt", 0.5, "+0.5"),
        ("negative-share", 36, "36 %"),
        ("nps", -20, "−20"),
        ("five-points", 4.2, "4.2"),
    ],
)
def test_a_figure_is_said_as_people_write_it(scale, value, words):
    assert SCALES[scale].say(value) == words


def test_a_journey_without_steps_has_no_curve():
    assert curves(Journey(id="a")) == ()


def test_the_rooms_curve_is_there_before_anybody_rates_and_is_all_gaps():
    (curve,) = curves(journey([], []))
    assert curve.rater == ROOM
    assert [point.height for point in curve.points] == [None, None]


def test_unknown_and_missing_ratings_are_gaps_and_zero_is_not():
    (curve,) = curves(
        journey(
            [{"id": ROOM, "value": 0}],
            [{"id": ROOM, "value": "unknown"}],
            [{"id": ROOM}],
            [],
            [{"id": ROOM, "value": -2}],
        )
    )
    assert [point.value for point in curve.points] == [0.0, None, None, None, -2.0]
    assert [point.height for point in curve.points] == [0.5, None, None, None, 0.0]


def test_each_survey_keeps_a_curve_and_a_extent_of_its_own():
    survey = {"id": "sita", "rater": "SITA", "scale": "negative-share", "value": 36}
    room, sita = curves(journey([{"id": ROOM, "value": 1}, survey], [survey | {"value": 25}]))
    assert (room.scale.name, sita.scale.name) == ("felt", "negative-share")
    assert sita.title == "SITA"
    assert [point.value for point in sita.points] == [36.0, 25.0]


def test_one_rater_on_two_scales_is_two_curves():
    found = curves(journey([{"id": "s", "scale": "nps", "value": 1}], [{"id": "s", "scale": "ten-points", "value": 1}]))
    assert [(curve.rater, curve.scale.name) for curve in found] == [(ROOM, "felt"), ("s", "nps"), ("s", "ten-points")]
    assert [point.value for point in found[1].points] == [1.0, None]


def test_what_one_person_rated_for_themselves_is_no_curve():
    own, survey = {"id": "p-ana00001", "value": -2}, {"id": "sita", "scale": "nps", "value": 10}
    found = curves(journey([own, survey], [own]))
    assert [curve.rater for curve in found] == [ROOM, "sita"]
    assert [point.value for point in found[0].points] == [None, None]


def test_the_room_comes_first_then_personas_then_surveys_and_last_what_is_wanted():
    rated = journey(
        [
            {"id": "wanted", "value": 2},
            {"id": "sita", "rater": "SITA", "scale": "nps", "value": 10},
            {"id": "as-eve", "value": 0},
            {"id": ROOM, "value": 1},
        ]
    )
    found = curves(rated.model_copy(update={"personas": (Persona(id="eve", name="Eve"),)}))
    assert [curve.title for curve in found] == ["Our group", "As Eve", "SITA", "The experience we want"]


@pytest.mark.parametrize(
    ("scale", "value", "n", "sample"),
    [
        ("negative-share", 11, 410, "n = 410, 8 to 14 %"),
        ("positive-share", 36, 100_000, "n = 100,000, 35.7 to 36.3 %"),
        ("positive-share", 0, 4, "n = 4, 0 to 49 %"),
        ("felt", 1, 6, "n = 6"),
        ("nps", 20, 200, "n = 200"),
        ("negative-share", 11, None, ""),
        ("negative-share", 11, 0, "n = 0"),
    ],
)
def test_a_share_says_how_many_answered_and_how_far_it_can_be_trusted(scale, value, n, sample):
    [curve] = [
        c for c in curves(journey([{"id": "survey", "scale": scale, "value": value, "n": n}])) if c.rater != ROOM
    ]
    assert curve.points[0].sample == sample


@pytest.mark.parametrize(("text", "is_felt"), FELT)
def test_words_that_only_say_that_nobody_knows_are_no_feeling(text, is_felt):
    assert bool(felt_in(text)) is is_felt


@pytest.mark.parametrize(
    ("n", "value", "scale", "few", "sample"),
    [
        (3, 33, "negative-share", "1 of 3", "1 of 3, 6 to 79 %"),
        (9, 44, "positive-share", "4 of 9", "4 of 9, 19 to 73 %"),
        (3, 44, "negative-share", "n = 3", "n = 3, 10 to 85 %"),
        (3, 34, "negative-share", "n = 3", "n = 3, 6 to 80 %"),  # weighted: one of three is 33 %
        (8, 37, "positive-share", "3 of 8", "3 of 8, 13 to 69 %"),
        (8, 38, "positive-share", "3 of 8", "3 of 8, 14 to 70 %"),
        (9, 2, "five-points", "n = 9", "n = 9"),
        (10, 40, "negative-share", "", "n = 10, 17 to 69 %"),
    ],
)
def test_with_fewer_than_ten_answers_it_is_said_how_few(n, value, scale, few, sample):
    source = Source(id="q", name="Survey", kind="survey")
    rating = Rating(id="q", value=value, scale=scale, source="q", n=n)
    point = Point("s", "Wait", rating, 0.5, ground=Ground(source, n))
    assert (point.few, point.sample) == (few, sample)
