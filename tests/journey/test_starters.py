"""The journeys to begin with: valid, readable, and true to what they come from."""

import json
import re
from pathlib import Path

import pytest

from cjm_widgets.evidence import Survey, attach, negative_shares
from cjm_widgets.journey.diagnostic import verdict
from cjm_widgets.journey.edits import apply_all
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.progress import progress
from cjm_widgets.journey.rules import advice
from cjm_widgets.journey.satisfaction import SCALES
from cjm_widgets.shipped import shipped

FOLDER = shipped("templates") / "journeys"
CSV = Path(__file__).resolve().parents[1] / "data" / "sita_2015_airport_journey.csv"
SITA = Survey(id="sita-2015", rater="SITA 2015", source="SITA passenger survey 2015, 17 countries", n=5871, date="2015")
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def starter(name):
    return Journey.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def wanted(step_id):
    return next(step.wanted for step in starter("employer").steps if step.id == step_id)


def test_the_three_starters_are_there():
    assert NAMES == ["airport", "blank", "employer"]


@pytest.mark.parametrize("name", NAMES)
def test_a_starter_is_written_as_the_store_writes_it(name):
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert text == json.dumps(starter(name).to_json(), indent=2, ensure_ascii=False) + "\n"
    assert starter(name).id == name
    assert starter(name).revision == ""


@pytest.mark.parametrize("name", NAMES)
def test_ids_can_be_read_and_references_lead_somewhere(name):
    journey = starter(name)
    every = [*journey.steps, *journey.personas, *journey.stages, *journey.moments, *journey.solutions]
    assert [item.id for item in every if not re.fullmatch(r"[a-z]+(-[a-z]+)*", item.id)] == []
    assert [one.rule for one in advice(journey) if one.rule.endswith("-removed")] == []


def test_blank_holds_nothing():
    assert starter("blank") == Journey(id="blank")


@pytest.mark.parametrize("name", ["airport", "employer"])
def test_the_examples_show_the_method_done(name):
    assert {found.state for found in progress(starter(name))} == {"done"}
    assert verdict(starter(name)).verdict == "go"


# The printed sample, read column by column; for each cell, words that tell where its point stands in the starter.
SAMPLE_STEPS = [
    ("call", "Employer calls"),
    ("meeting", "Employer engagement meeting"),
    ("proposal", "Detailed proposal"),
    ("delivery", "Solution delivery"),
    ("assessment", "Assessment of outcomes"),
    ("follow-up", "Follow-up"),
]
SAMPLE_EXPERIENCE = [
    ("call", "a knowledgeable person is reached quickly", "gets through fast to a person who knows"),
    ("call", "rapport", "finds the right tone early"),
    ("call", "professional guidance", "sound advice"),
    ("call", "feels serviced", "well looked after"),
    ("call", "value in meeting an adviser", "a reason to meet a professional training adviser"),
    ("meeting", "adviser professionally presented", "manner and materials are professional"),
    ("meeting", "knows business type and sector", "knows this business and its sector"),
    ("meeting", "consultative approach", "by asking rather than selling"),
    ("meeting", "real training, skill and assessment needs", "training, skills and assessment are truly needed"),
    ("meeting", "capability matched to needs", "which of our strengths meets each need"),
    ("proposal", "in person, by somebody knowledgeable", "face to face from somebody who knows"),
    ("proposal", "clear and easy", "plain and easy to follow"),
    ("proposal", "linked back to the meeting", "traced to the meeting"),
    ("proposal", "longer-term relationship", "lasting partnership in learning and development"),
    ("delivery", "matches the promise", "all that the proposal promised"),
    ("delivery", "aims to exceed it", "ideally more"),
    ("delivery", "feedback from learner, manager, sponsor", "learner, manager and sponsor are each asked for feedback"),
    ("delivery", "at key stages", "at the stages that count"),
    ("delivery", "staff briefed, willing to listen", "well briefed and ready to listen"),
    ("assessment", "genuine intent to understand the impact", "sincerely want to know what the agreed training has"),
    ("assessment", "structured review", "orderly review"),
    ("assessment", "agreed action plans if required", "a plan of action on which both sides agree"),
    ("follow-up", "regular contact agreed", "it is agreed and happens regularly"),
    ("follow-up", "involved and informed", "part of it and up to date"),
]
SAMPLE_ACTIVITIES = [
    ("call", "points of contact", "check", "easily find somebody to talk to"),
    ("meeting", "skills and knowledge to identify needs", "verify", "skill and knowledge to find out what they need"),
    ("proposal", "proposal process", "check", "the way proposals are made"),
    ("delivery", "teams understand the engagement strategy", "verify", "know our strategy for working with employers"),
    ("assessment", "assessment, reporting, action planning", "check", "assess outcomes, report on them and plan"),
    (
        "follow-up",
        "CRM supports follow-up and information",
        "check",
        "customer records help us to keep in touch and pass",
    ),
]


def test_the_employer_sample_has_the_six_printed_steps_in_order():
    assert [(step.id, step.name) for step in starter("employer").steps] == SAMPLE_STEPS


@pytest.mark.parametrize(("step", "point", "words"), SAMPLE_EXPERIENCE, ids=[p for _, p, _ in SAMPLE_EXPERIENCE])
def test_the_employer_sample_holds_every_point_of_the_printed_experience(step, point, words):
    assert words in wanted(step).lower()


@pytest.mark.parametrize(
    ("step", "point", "activity", "words"), SAMPLE_ACTIVITIES, ids=[a[1] for a in SAMPLE_ACTIVITIES]
)
def test_the_employer_sample_holds_every_printed_priority_activity_at_its_step(step, point, activity, words):
    (found,) = [s for s in starter("employer").solutions if s.step == step and words in s.title]
    assert found.activity == activity


def test_the_employer_sample_has_three_or_four_hot_spots():
    assert 3 <= sum(moment.hot_spot for moment in starter("employer").moments) <= 4


def test_invented_ratings_are_said_to_be_assumed():
    ratings = [rating for step in starter("employer").steps for rating in step.ratings]
    assert {(rating.basis, rating.source) for rating in ratings} == {("assumed", "Invented for this example")}
    assert "invented" in starter("employer").scope.why


def test_the_airports_ratings_are_those_of_the_survey_file():
    journey = starter("airport")
    bare = journey.model_copy(
        update={"steps": tuple(step.model_copy(update={"ratings": ()}) for step in journey.steps)}
    )
    attached = attach(bare, negative_shares(CSV), SITA)
    assert len(attached.edits) == 10
    assert (attached.without_step, attached.without_figure) == ((), ())
    assert apply_all(bare, attached.edits) == journey


def test_the_airports_figures_as_printed():
    steps = starter("airport").steps
    figures = {step.name: step.ratings[0].value for step in steps}
    assert figures == {
        "Booking": 9,
        "Check-in": 14,
        "Bag tag": 11,
        "Bag drop": 21,
        "Security": 36,
        "Passport control": 25,
        "Dwell time": 5,
        "Boarding": 12,
        "On board": 9,
        "Bag collection": 31,
    }
    for step in steps:
        (rating,) = step.ratings
        assert (rating.scale, rating.basis, rating.n, rating.date) == ("negative-share", "measured", 5871, "2015")
        assert "17 countries" in rating.source


def test_the_airports_moments_of_truth_stand_at_the_lowest_points_of_the_survey():
    journey = starter("airport")
    heights = {step.id: SCALES["negative-share"].height(step.ratings[0].value) for step in journey.steps}
    lowest = sorted(heights, key=heights.__getitem__)[: len(journey.moments)]
    assert {moment.step for moment in journey.moments} == set(lowest)
    assert 3 <= len(lowest) <= 4
    assert all(moment.why.startswith("Assumed") for moment in journey.moments)
