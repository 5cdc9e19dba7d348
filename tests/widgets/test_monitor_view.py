"""What the heart monitor is given to draw."""

import json

import pytest
from drawn_journey import ROOM, SHARES, drawn

from cjm_widgets.journey.model import Journey
from cjm_widgets.widgets.monitor_view import monitor_view, with_touchpoints


def curve(view, rater):
    return next(curve for curve in view["curves"] if curve["rater"] == rater)


def test_every_step_has_a_point_on_every_curve_and_a_gap_has_no_figure():
    view = monitor_view(drawn())
    room = curve(view, "room")
    assert [point["value"] for point in room["points"]] == [1, 1, 0, 0, -2, None, None, 1]
    assert [point["height"] for point in room["points"]] == [0.75, 0.75, 0.5, 0.5, 0, None, None, 0.75]
    assert [point["unknown"] for point in room["points"]] == [value == "unknown" for value in ROOM]
    assert [point["words"] for point in room["points"]][4:7] == [
        "−2 very dissatisfied",
        "not rated yet",
        "nobody knows",
    ]
    assert [point["value"] for point in curve(view, "survey")["points"]] == list(SHARES)


def test_a_survey_is_drawn_on_the_whole_of_its_own_scale_with_n_and_interval():
    survey = curve(monitor_view(drawn()), "survey")
    assert survey["scale"]["title"] == "Negative answers, %; fewer is better"
    assert survey["scale"]["ticks"][-1] == [1, "0 %", "0"]
    assert survey["scale"]["cut"] == []
    point = survey["points"][4]
    assert point["height"] == pytest.approx(0.64)
    assert point["words"] == "36 %"
    assert (point["asked"], point["basis"], point["sample"]) == ("n = 5,871", "measured", "n = 5,871, 35 to 37 %")
    assert (point["low"], point["high"]) == pytest.approx((0.628, 0.652), abs=0.001)
    assert survey["points"][6]["low"] is None


def test_a_few_wide_apart_figures_cut_the_scale_and_the_view_says_where():
    survey = curve(monitor_view(drawn(shares=(60, 64, 63))), "survey")
    assert survey["scale"]["cut"] == ["bottom", "top"]


def test_good_and_bad_moments_are_told_apart():
    steps = monitor_view(drawn())["steps"]
    assert [step["felt"] for step in steps][:5] == ["", "engaged", "", "", "challenged"]
    values = drawn().to_json()
    values["moments"].append({"id": "m3", "step": "s4", "felt": "engaged"})
    assert monitor_view(Journey.model_validate(values))["steps"][4]["felt"] == "both"


def test_moments_of_truth_and_hot_spots_are_told_apart():
    steps = monitor_view(drawn())["steps"]
    assert [step["id"] for step in steps if step["moment"]] == ["s1", "s4"]
    assert [step["id"] for step in steps if step["hot"]] == ["s4"]
    assert [step["number"] for step in steps] == list(range(1, 9))


def test_the_rooms_curve_waits_for_its_first_rating_only_where_people_can_rate():
    journey = drawn(room=())
    assert [c["rater"] for c in monitor_view(journey)["curves"]] == ["room", "survey"]
    assert [c["rater"] for c in monitor_view(journey, editable=False)["curves"]] == ["survey"]


def test_a_journey_without_steps_can_be_drawn_and_says_so():
    view = monitor_view(Journey.model_validate({"id": "x"}))
    assert view == {"steps": [], "curves": [], "editable": True, "narration": "There are no steps yet."}


def test_the_view_is_plain_json():
    view = monitor_view(drawn())
    assert json.loads(json.dumps(view, allow_nan=False)) == view


def graded():
    values = drawn().to_json()
    for step, grades in zip(values["steps"], ((1, 0), (-1, None), (2, 2)), strict=False):
        for touchpoint, grade in zip(step["touchpoints"], grades, strict=True):
            touchpoint["grade"] = grade
    values["steps"] = values["steps"][:3]
    values["moments"] = [{"id": "m1", "step": "s1", "touchpoint": "desk", "felt": "challenged"}]
    values["solutions"] = []
    return Journey.model_validate(values)


def test_touchpoints_stand_side_by_side_in_the_column_of_their_step():
    through = with_touchpoints(graded(), {})["touchpoints"]
    assert through["columns"] == ["s0", "s1", "s2"]
    assert [step["place"] for step in through["steps"]] == [0.25, 0.75, 1.25, 1.75, 2.25, 2.75]
    assert [step["number"] for step in through["steps"]] == ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]
    assert [step["felt"] for step in through["steps"]] == ["", "", "challenged", "", "", ""]
    assert [point["value"] for point in through["curves"][0]["points"]] == [1, 0, -1, None, 2, 2]
    assert {point["basis"] for point in through["curves"][0]["points"] if point["value"] is not None} == {"assumed"}
    assert through["curves"][0]["scale"]["title"] == "Satisfaction, −2 to +2"


def test_too_few_grades_are_told_and_not_drawn():
    view = with_touchpoints(drawn(), monitor_view(drawn()))
    assert (view["touchpoints"], view["few"]) == (None, "")
    values = graded().to_json()
    values["steps"][0]["touchpoints"][0]["grade"] = values["steps"][2]["touchpoints"][0]["grade"] = None
    values["steps"][1]["touchpoints"][0]["grade"] = None
    view = with_touchpoints(Journey.model_validate(values), {})
    assert view["touchpoints"] is None
    assert view["few"].startswith("2 of 6 touchpoints have a grade")


def test_where_something_was_felt_in_words_and_nothing_is_rated_the_rooms_curve_is_there_for_the_words():
    [room] = monitor_view(drawn(room=(), shares=()), editable=False)["curves"]
    assert room["rater"] == "room"
    assert {point["value"] for point in room["points"]} == {None}


def test_a_moment_without_a_touchpoint_stands_at_its_whole_step_and_several_at_one_are_all_counted():
    values = graded().to_json()
    first, second = values["steps"][:2]
    values["moments"] = [
        {"id": "w", "step": first["id"], "hot_spot": True, "felt": "challenged"},
        {"id": "a", "step": second["id"], "touchpoint": second["touchpoints"][0]["id"], "hot_spot": True},
        {"id": "b", "step": second["id"], "touchpoint": second["touchpoints"][0]["id"], "felt": "engaged"},
    ]
    through = with_touchpoints(Journey.model_validate(values), {})["touchpoints"]
    [whole] = through["whole"]
    assert (whole["id"], whole["hot"], whole["felt"], whole["place"]) == (first["id"], True, "challenged", 0.5)
    own = [at for at, point in enumerate(through["steps"]) if point["at"] == first["id"]]
    assert (whole["first"], whole["last"]) == (own[0], own[-1])
    [marked] = [point for point in through["steps"] if point["moment"]]
    assert (marked["at"], marked["hot"], marked["felt"]) == (second["id"], True, "engaged")


def test_a_source_has_one_place_whichever_curves_a_page_shows():
    alone = monitor_view(drawn(room=()), editable=False)
    beside = monitor_view(drawn(), everybody=True)
    assert curve(alone, "survey")["place"] == curve(beside, "survey")["place"] == 1
