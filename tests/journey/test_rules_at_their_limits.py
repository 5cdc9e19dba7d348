from datetime import date

import pytest
from sound_journey import SURVEY, changed, extra_moments, keys, sound, step, surveyed

from cjm_widgets.journey.rules import advice


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("steps-rated", [("steps/s2/ratings/room/value", "unknown")]),
        ("moments-rated", [("steps/s3/ratings/room/value", "unknown")]),
        (
            "kept-strengths",
            [("solutions/x6/action", "change"), ("steps/s1/ratings/room/value", 0), ("steps/s6/ratings/room/value", 0)],
        ),
        ("personas-count", [("personas/n1", {"name": "N"}), ("personas/n2", {"name": "N"})]),
        ("steps-count", [(f"steps/n{at}", step(at, 0)) for at in range(7, 11)]),
        ("moments-count", extra_moments(1)),
        ("moments-count", [*extra_moments(5), *((f"moments/m{at}/hot_spot", True) for at in (3, 5, 6))]),
        ("hot-spots-count", [(f"moments/m{at}/hot_spot", True) for at in (3, 5, 6)]),
        ("survey-and-room", [("steps/s4/ratings/q", SURVEY)]),
        ("survey-and-room", [("steps/s5/ratings/q", {**SURVEY, "scale": "felt", "value": 2, "source": None})]),
        ("survey-and-room", [("steps/s5/ratings/q", {**SURVEY, "scale": "felt", "value": -1})]),
        ("judgement-alone", [("steps/s4/ratings/room/source", None), ("steps/s4/ratings/q", SURVEY)]),
        ("evidence-named", [("sources/unused", {})]),
        ("moments-answered", [("solutions/x3/moment", None)]),
        ("low-steps-answered", [("solutions/x3/step", None)]),
        ("goals", [("steps/s4/goal", "")]),
        ("moments-answered", [(f"solutions/x{at}", None) for at in (3, 5, 6)]),
        ("low-steps-answered", [(f"solutions/x{at}", None) for at in (3, 5, 6)]),
        ("solutions-placed", [("solutions/x3/step", None)]),
        ("solutions-placed", [("solutions/x3/moment", None)]),
        ("start-and-end-fit", [("scope/starts", "Part 1"), ("scope/ends", "Part 6")]),
        ("start-and-end-fit", [("scope/starts", "Part 22 of the form")]),
        ("five-cs-verdict", [("diagnostic/costly/rating", "unknown")]),
        ("five-cs-reasons", [("diagnostic/costly/rating", "unknown"), ("diagnostic/costly/reason", "")]),
        ("override-without-reason", [("diagnostic/override", "no"), ("diagnostic/override_reason", "Next year")]),
        ("five-cs-verdict", [("diagnostic/override", "no"), ("diagnostic/override_reason", "Next year")]),
        ("effort-and-impact", [("solutions/x6/effort", None)]),
        ("owner-and-date", [("solutions/x6/due", "")]),
        ("touchpoints-of-others", [("steps/s1/touchpoints/t/owner", None)]),
        ("only-in-our-minds", [("scope/mapped_by", ["mental-walk", "data"])]),
        ("only-in-our-minds", [("scope/mapped_by", ["mental-walk"]), ("steps/s4/ratings/q", SURVEY)]),
        ("touchpoints-described", [("steps/s2/touchpoints/t/by", [])]),
        ("touchpoints-described", [("steps/s2/touchpoints/t/where", None)]),
    ],
)
def test_a_rule_is_silent_at_its_limit(rule, changes):
    assert rule not in keys(changed(sound(), *changes))


def test_the_lowest_point_is_taken_from_the_survey_where_the_group_has_not_rated():
    surveys = [
        (f"steps/s{at}/ratings", [{**SURVEY, "value": share}]) for at, share in enumerate((5, 9, 12, 40, 7, 3), 1)
    ]
    (found,) = [one for one in advice(changed(sound(), *surveys)) if one.rule == "lowest-point"]
    assert "Part 4" in found.say


def test_the_lowest_point_is_the_surveys_where_the_group_goes_by_what_it_was_told():
    journey = changed(sound(), *surveyed(s1=90, s2=9, s3=12, s4=9, s5=7, s6=3))
    (found,) = [one for one in advice(journey) if one.rule == "lowest-point"]
    assert found.say.startswith("The curve of Survey Q is lowest at Part 1")


def test_a_solution_for_one_moment_does_not_answer_another_at_the_same_step():
    other = ("moments/also", {"step": "s3", "felt": "engaged", "why": "Twice as much is at stake"})
    (found,) = [one for one in advice(changed(sound(), other)) if one.rule == "moments-answered"]
    assert found.at == "moments/also"


@pytest.mark.parametrize(
    ("shares", "speaks"), [({"s3": 8, "s4": 9, "s5": 2}, True), ({"s3": 8, "s4": 1, "s5": 2}, False)]
)
def test_room_and_survey_disagree_on_a_step_beside_more_than_half_of_the_others(shares, speaks):
    assert ("survey-and-room" in keys(changed(sound(), *surveyed(**shares)))) == speaks


def test_a_flat_curve_has_no_lowest_point():
    flat = [(f"steps/s{at}/ratings/room/value", 0) for at in range(1, 7)]
    assert "lowest-point" not in keys(changed(sound(), *flat, ("moments/m3/step", "s1")))


def test_the_lowest_point_is_never_taken_from_the_experience_that_is_only_wanted():
    ratings = [
        *((f"steps/s{at}/ratings", [{**SURVEY, "value": share}]) for at, share in enumerate((5, 9, 40, 7), 1)),
        *((f"steps/s{at}/ratings", []) for at in (5, 6)),
        *((f"steps/s{at}/ratings/wanted", {"value": -2 if at == 4 else 2}) for at in range(1, 7)),
    ]
    journey = changed(sound(), *ratings, ("moments/m3/step", "s2"))
    (found,) = [one for one in advice(journey) if one.rule == "lowest-point"]
    assert found.at == "steps/s3"


@pytest.mark.parametrize(("placed", "speaks"), [(2, False), (3, True)])
def test_touchpoints_in_one_place_are_spoken_of_from_the_third_on(placed, speaks):
    elsewhere = [(f"steps/s{at}/touchpoints/t/by", []) for at in range(placed + 1, 7)]
    journey = changed(sound(), ("steps/s1/touchpoints/t/by", ["in-person"]), *elsewhere)
    assert ("places-of-contact" in keys(journey)) == speaks


def test_a_start_that_names_the_first_step_and_another_fits():
    changes = [
        ("scope/starts", "After Part 2, or straight with Part 1"),
        ("scope/ends", "Part 2 once more, then Part 6"),
    ]
    assert "start-and-end-fit" not in keys(changed(sound(), *changes))


@pytest.mark.parametrize(
    ("result", "speaks"),
    [
        ({"value": 6, "date": "2024-12-31"}, True),
        ({"value": 6, "date": "2025-01-01"}, False),
        ({"value": 6, "date": ""}, False),
        ({"value": None, "date": "2026-01-01"}, True),
    ],
)
def test_what_is_due_is_measured_by_a_figure_of_that_period_or_later_or_of_no_day(result, speaks):
    journey = changed(sound(), ("indicators/days/results", [{"id": "r", "source": "count", **result}]))
    found = [one.rule for one in advice(journey, today=date(2026, 1, 2))]
    assert ("targets-due" in found) == speaks


def test_two_steps_are_enough_for_the_start_to_name_the_wrong_one():
    journey = changed(sound(), *((f"steps/s{at}", None) for at in range(3, 7)), ("scope/starts", "At Part 2"))
    assert "start-and-end-fit" in keys(journey)


def test_a_rating_without_words_has_begun_the_page_as_words_without_a_rating_have():
    silent = [(f"steps/s{at}/experience", {}) for at in range(1, 7)]
    unrated = [(f"steps/s{at}/ratings", []) for at in range(1, 7)]
    assert "in-their-shoes" in keys(changed(sound(), *silent))
    assert "steps-rated" in keys(changed(sound(), *unrated))
    assert "ratings-not-begun" in keys(changed(sound(), *silent, *unrated))


@pytest.mark.parametrize("contact", [[], ["human", "marketing", "physical"]])
def test_a_journey_may_mix_kinds_of_contact_as_the_qia_sample_does(contact):
    assert keys(changed(sound(), ("scope/contact", contact))) == []
