"""The curve through the touchpoints: their grades in order, and none where too little is known."""

import pytest

from cjm_widgets.journey.describe import caption_satisfaction, satisfaction_table
from cjm_widgets.journey.grades import too_few, touchpoint_curve
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.narration import narrate_grades


def graded(*steps, **more):
    """A journey whose touchpoints t00, t01 … have these grades."""
    return Journey.model_validate(
        {
            "id": "x",
            "steps": [
                {
                    "id": f"s{at}",
                    "name": f"Step {at}",
                    "touchpoints": [
                        {"id": f"t{at}{nth}", "name": f"Touch {at}{nth}", "grade": grade}
                        for nth, grade in enumerate(grades)
                    ],
                }
                for at, grades in enumerate(steps)
            ],
            **more,
        }
    )


def test_the_curve_runs_through_the_touchpoints_in_order_and_a_gap_stays_a_gap():
    curve = touchpoint_curve(graded((1, None), ("unknown", -2), (), (2,)))
    assert [point.step for point in curve.points] == ["s0/t00", "s0/t01", "s1/t10", "s1/t11", "s3/t30"]
    assert [point.value for point in curve.points] == [1, None, None, -2, 2]
    assert [point.height for point in curve.points] == [0.75, None, None, 0, 1]


def test_a_grade_is_assumed_and_claims_no_sample():
    points = touchpoint_curve(graded((1, 0, -1))).points
    assert {(point.ground.basis, point.sample) for point in points} == {("assumed", "")}


@pytest.mark.parametrize(
    ("grades", "why"),
    [
        ((), ""),
        ((None, None, None), ""),
        (("unknown",), ""),
        ((1, 0), "2 of 2 touchpoints have a grade: too few for a curve. It takes 3, and half of all."),
        ((1, 0, 2, None, None, None, None), "3 of 7 touchpoints have a grade"),
        ((1, None, None), "1 of 3 touchpoints has a grade"),
        ((1,), "1 of 1 touchpoint has a grade"),
    ],
)
def test_where_too_little_is_known_there_is_no_curve_and_it_is_said_why(grades, why):
    journey = graded(grades)
    assert touchpoint_curve(journey) is None
    assert too_few(journey).startswith(why)
    assert bool(too_few(journey)) == bool(why)
    assert narrate_grades(journey) == ""


def test_three_grades_that_are_half_of_all_make_a_curve():
    assert touchpoint_curve(graded((1, 0, 2, None, None, None))) is not None


def test_touchpoints_without_name_and_grade_are_none_yet():
    values = graded((1, 0, 2)).to_json()
    values["steps"][0]["touchpoints"] += [{"id": f"new{at}"} for at in range(9)]
    assert len(touchpoint_curve(Journey.model_validate(values)).points) == 3


def test_the_story_speaks_of_touchpoints_and_says_whose_judgement_it_is():
    told = narrate_grades(graded((1, -2), (None, 2)))
    assert told == (
        "Touchpoint by touchpoint, as our group judges it; nobody counted how many customers say so: starts satisfied, "
        "falls to its lowest at Touch 01, rises to its highest at Touch 11; one touchpoint not yet rated."
    )


def test_what_was_felt_in_words_alone_is_told_in_words_and_no_figure_is_made_of_it():
    values = graded((), ()).to_json()
    values["steps"][0]["experience"]["feelings"] = "Confused."
    values["steps"][1]["experience"]["feelings"] = "Calm"
    values["steps"][1]["ratings"] = [{"id": "room", "value": 1}]
    told = caption_satisfaction(Journey.model_validate(values))
    assert "one step not yet rated. In words, without a figure: Step 0 “Confused”." in told
    assert satisfaction_table(Journey.model_validate(values))[1][0][1] == "not rated yet; in words: “Confused.”"
    values["steps"][1]["ratings"] = []
    told = caption_satisfaction(Journey.model_validate(values))
    assert told.startswith("No step is rated yet. In words, without a figure: Step 0 “Confused”; Step 1 “Calm”.")
