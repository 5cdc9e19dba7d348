"""The curve in words."""

import pytest
from rated_journey import ROOM, SHARES, rated

from cjm_widgets.journey.describe import satisfaction_table
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.narration import narrate
from cjm_widgets.views.map_view import map_view
from cjm_widgets.widgets.monitor_view import monitor_view


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (
            ROOM,
            (
                "Starts at its highest, satisfied, is there too at Check-in, falls to its lowest at Security, "
                "rises back to its highest at Boarding; two steps not yet rated."
            ),
        ),
        ((1, 1, 1), "Stays satisfied at all three rated steps."),
        (
            (None, "unknown", 2),
            "Only Bag tag is rated, very satisfied; one step not yet rated; one step that nobody can judge.",
        ),
        ((-2, 0, 2, 1), "Starts at its lowest, very dissatisfied, rises to its highest at Bag tag, ends satisfied."),
        (
            (-2, -2, 2),
            "Starts at its lowest, very dissatisfied, is there too at Check-in, rises to its highest at Bag tag.",
        ),
        (
            (2, -2, 2, -2, 2),
            (
                "Starts very satisfied, goes up and down, is lowest at Check-in and Bag drop, "
                "is highest at Booking, Bag tag and Security."
            ),
        ),
        (
            (-2, -1, 0, 1, 2, -2),
            (
                "Starts at its lowest, very dissatisfied, rises to its highest at Security, "
                "falls to its lowest again at Passport control."
            ),
        ),
        (
            (2, -2, 1, -2),
            (
                "Starts at its highest, very satisfied, falls to its lowest at Check-in, "
                "rises to satisfied at Bag tag, falls back to its lowest at Bag drop."
            ),
        ),
        ((2, -2, -1, -2), "Starts at its highest, very satisfied, falls to its lowest at Check-in and Bag drop."),
        (
            (-2, 2, 0, 2),
            (
                "Starts at its lowest, very dissatisfied, rises to its highest at Check-in, "
                "falls to neither satisfied nor dissatisfied at Bag tag, rises back to its highest at Bag drop."
            ),
        ),
        (
            (-2, 1, -2, 2),
            (
                "Starts at its lowest, very dissatisfied, rises to satisfied at Check-in, "
                "falls back to its lowest at Bag tag, rises to its highest at Bag drop."
            ),
        ),
        (
            (2, -1, 1, -2),
            (
                "Starts at its highest, very satisfied, falls, but rises back to satisfied at Bag tag, "
                "falls to its lowest at Bag drop."
            ),
        ),
        (
            (2, -2, 1, -1, 1),
            (
                "Starts at its highest, very satisfied, falls to its lowest at Check-in, recovers at Bag tag, "
                "falls to dissatisfied at Bag drop, recovers again at Security."
            ),
        ),
        (
            (-2, 2, -1, 1),
            (
                "Starts at its lowest, very dissatisfied, rises to its highest at Check-in, "
                "falls to dissatisfied at Bag tag, ends satisfied."
            ),
        ),
        (
            (2, -2, -1),
            "Starts at its highest, very satisfied, falls to its lowest at Check-in, rises a little at Bag tag.",
        ),
        ((1, 2, 0), "Starts satisfied, rises to its highest at Check-in, falls to its lowest at Bag tag."),
        (
            (0, -1, -1, -1, -1),
            (
                "Starts at its highest, neither satisfied nor dissatisfied, "
                "falls to its lowest at Check-in and three other steps."
            ),
        ),
        (
            (-2, 1, -1, 2),
            (
                "Starts at its lowest, very dissatisfied, rises, but falls back to dissatisfied at Bag tag, "
                "rises to its highest at Bag drop."
            ),
        ),
        (
            (0, 1, -1, 1),
            (
                "Starts neither satisfied nor dissatisfied, rises to its highest at Check-in, "
                "falls to its lowest at Bag tag, rises back to its highest at Bag drop."
            ),
        ),
        ((None, None), "No step is rated yet."),
        ((), "There are no steps yet."),
    ],
)
def test_the_rooms_curve_is_told_from_its_start_through_its_lowest_to_its_end(room, words):
    assert narrate(rated(room=room)).replace("; as our group assumes", "") == words


def resting_on(*kinds):
    """A curve on whose steps each figure rests on a source of its kind; on None, on our own judgement."""
    values = rated(room=(1, 0, -1, 2, 1)[: len(kinds)]).to_json()
    values["sources"] = [
        {"id": kind, "name": kind.title(), "kind": None if kind == "untold" else kind} for kind in set(kinds) - {None}
    ]
    for step, kind in zip(values["steps"], kinds, strict=True):
        step["ratings"][0]["source"] = kind
        if kind == "survey":  # an average, not a point that the room picked
            step["ratings"][0]["value"] -= 0.3
    return Journey.model_validate(values)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (
            ("interviews", "interviews", "interviews", None, None),
            "the last two are our own estimate, the rest reported to us",
        ),
        (("interviews", None, "interviews", "interviews"), "our own estimate at Check-in, the rest reported to us"),
        (
            ("interviews", "untold", "interviews", "interviews"),
            "from a source that does not say what it is at Check-in, the rest reported to us",
        ),
        (
            ("survey", "survey", "survey", "interviews", None),
            "reported to us at Bag drop, our own estimate at Security, the rest measured",
        ),
    ],
)
def test_one_sentence_says_which_of_its_figures_are_measured_reported_and_assumed(kinds, words):
    assert words in narrate(resting_on(*kinds))


def test_a_source_that_is_both_the_groups_rating_and_a_curve_is_told_to_be_one():
    values = resting_on("interviews", "interviews").to_json()
    for step in values["steps"]:
        step["ratings"].append({"id": "talks", "rater": "What we heard", "value": 1, "source": "interviews"})
    journey = Journey.model_validate(values)
    said = "This curve and our group’s own rating are two views of the same source, Interviews."
    assert narrate(journey).endswith(said)
    narrations = map_view(journey)["narrations"]
    assert (narrations["talks/felt"].endswith(said), said in narrations["room/felt"]) == (True, False)
    assert "two views" not in narrate(rated(room=ROOM, shares=SHARES))


def test_assumed_steps_beside_one_that_nobody_knows_are_named_and_outrank_no_survey():
    values = resting_on("survey", "survey", None, "survey", None).to_json()
    values["steps"][3]["ratings"][0]["value"] = "unknown"
    told = narrate(Journey.model_validate({**values, "steps": values["steps"][:5]}))
    names = [step["name"] for step in values["steps"]]
    assert f"our own estimate at {names[2]} and {names[4]}, the rest measured" in told
    assert "the last two" not in told
    assert f"lowest at {names[2]} (our own estimate)" in told


def test_where_all_is_assumed_the_sentence_says_so():
    assert "; as our group assumes" in narrate(resting_on(None, None, None))
    assert "; all from a source that does not say what it is" in narrate(resting_on("untold", "untold"))
    for told in ("interviews", "survey"):
        assert "assume" not in narrate(resting_on(told, told))
        assert "the rest" not in narrate(resting_on(told, told))


def test_a_measured_figure_without_n_says_so_wherever_n_would_stand():
    journey = resting_on("survey", "survey", "survey")
    drawn = monitor_view(journey, editable=False)["curves"][0]["points"][0]
    assert (drawn["asked"], drawn["sample"]) == ("n not known", "n not known")
    assert "n not known" in satisfaction_table(journey)[1][0][1]
    assert map_view(journey)["customers"]["s0"][0]["from"] == "measured, Survey, n not known"
    assert narrate(journey).count("how many answered at a step is not known") == 1
    assert monitor_view(resting_on("interviews"), editable=False)["curves"][0]["points"][0]["asked"] == ""


def test_a_survey_keeps_its_figures_and_says_worst_and_best_not_high_and_low():
    assert narrate(rated(shares=SHARES)) == (
        "Survey 2015 (negative answers, %): starts at 9 %, is worst at Security (36 %; n = 5,871, 35 to 37 %), "
        "is best at Waiting (5 %; n = 5,871, 4 to 6 %), ends at 12 %."
    )


def test_each_curve_is_told_under_its_own_name():
    words = narrate(rated(room=ROOM, shares=SHARES))
    assert words.startswith("Our group (satisfaction, −2 to +2): starts at its highest, satisfied")
    assert "Survey 2015 (negative answers, %): starts at 9 %" in words


def test_a_step_without_a_name_is_told_by_its_number():
    assert "lowest at step 2" in narrate(rated(room=(1, -1), names=("Booking", "  ")))


def test_only_unknown_ratings_are_not_told_as_figures():
    journey = Journey.model_validate(
        {"id": "x", "steps": [{"id": "a", "name": "A", "ratings": [{"id": "room", "value": "unknown"}]}]}
    )
    assert narrate(journey) == "No step is rated yet; one step that nobody can judge."
