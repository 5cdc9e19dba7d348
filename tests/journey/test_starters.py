"""The journeys to begin with: valid, readable, and true to what they come from."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from replaying import apply_all

from cjm_widgets.evidence import Survey, attach
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_in
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.dates import last_day
from cjm_widgets.journey.diagnostic import verdict
from cjm_widgets.journey.due import dues
from cjm_widgets.journey.grounds import ground, rests_on
from cjm_widgets.journey.model import (
    Blueprint,
    Diagnostic,
    Dot,
    Edition,
    Indicator,
    Item,
    Journey,
    Moment,
    Need,
    Outcome,
    Overrule,
    Persona,
    Rating,
    Result,
    Round,
    Solution,
    Source,
    SourceFigure,
    Stage,
    Stakeholder,
    Step,
    TimeSpan,
    Touchpoint,
    Voice,
)
from cjm_widgets.journey.moved_dates import moved_to
from cjm_widgets.journey.parts.people import CUSTOMER
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.progress import progress
from cjm_widgets.journey.rules import advice
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, SCALES, WANTED
from cjm_widgets.shipped import shipped

FOLDER = shipped("templates") / "journeys"
CSV = Path(__file__).resolve().parents[1] / "data" / "sita_2015_airport_journey.csv"
# how many answered is known for the whole survey, not for each step
SITA = Survey(
    id="sita-2015",
    name="SITA 2015",
    where="The SITA Passenger IT Trends Survey of 2015",
    date="2015",
)
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
EXAMPLES = [name for name in NAMES if name != "blank"]
ASSUMED = "Assumed for this example"

# What an example leaves open: a starter has no history, advice is for its readers to overrule, the five Cs
# decide by themselves, and invented ratings have nobody who answered and no day.
LEFT_OPEN = {
    (Journey, "revision"),
    (Journey, "copied_from"),
    (Edition, "revision"),
    (Journey, "overruled"),
    *((Overrule, field) for field in Overrule.model_fields),
    (Diagnostic, "override"),
    (Diagnostic, "override_reason"),
    (Rating, "n"),
    (Source, "n"),
    (Source, "each"),
    # every date of an example is one, and an example asks nobody how far the answers of a share spread
    *((model, "date_note") for model in (Result, Edition)),
    (Source, "when_note"),
    (Indicator, "due_note"),
    (Solution, "due_note"),
    (Result, "spread"),
    # only a file of answers or a log gives these
    *((Rating, end) for end in ("low", "high")),
    (Source, "figures"),
    (Source, "least"),
    *((SourceFigure, field) for field in SourceFigure.model_fields),
    # what people in a room say for themselves is no part of an example
    (Journey, "rounds"),
    *((Round, field) for field in Round.model_fields),
    (Moment, "dots"),
    (Solution, "dots"),
    *((Dot, field) for field in Dot.model_fields),
    (Journey, "voices"),
    *((Voice, field) for field in Voice.model_fields),
}


def starter(name):
    return Journey.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def employer_step(step_id):
    return next(step for step in starter("employer").steps if step.id == step_id)


def parts(node):
    """Every value of a journey, from the whole to the last rating, each with its class."""
    yield node
    for name, place in shapes(type(node)).items():
        if place.kind == "group":
            yield from parts(getattr(node, name))
        elif place.kind == "items":
            for item in getattr(node, name):
                yield from parts(item)


def of(journey, *models):
    return [part for part in parts(journey) if isinstance(part, models)]


def is_filled(value):
    return value not in (None, "", (), TimeSpan())


def every_model(model=Journey):
    yield model
    for place in shapes(model).values():
        if place.kind != "leaf":
            yield from every_model(place.model)


def test_the_starters_are_there():
    assert NAMES == ["airport", "blank", "employer", "outpatient", "student"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_that_it_asked_customers_only_where_a_source_of_it_did(name):
    journey = starter(name)
    asked = {"interviews", "accompanying", "data", "mystery-shopping"} & set(journey.scope.mapped_by)
    told = [source for source in journey.sources if source.kind != "judgement"]
    assert not asked or told, asked


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_an_example_rests_on_is_what_its_sources_are(name):
    example = starter(name)
    kinds = {source.kind for source in example.sources}
    told = [text for one in example.editions for text in (one.name, one.note)]
    told += [rating.note for step in example.steps for rating in step.ratings]
    for note in told:
        assert "interviews" in kinds or "interviews" not in note
        assert "accompanying" in example.scope.mapped_by or not re.search("went with|walking with", note)
        assert "observation" in kinds or not re.search(r"(?<!been interviewed or )(?<!nobody has )\bwatched\b", note)


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_invented_stands_in_an_example_as_if_somebody_had_said_it(name):
    """A quote has its source; what is written under the lenses has none, so it is no speech in quotation marks."""
    for step in starter(name).steps:
        for lens in type(step.experience).model_fields:
            assert "“" not in str(getattr(step.experience, lens)), (step.id, lens)


@pytest.mark.parametrize("name", NAMES)
def test_a_starter_is_written_as_the_store_writes_it(name):
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert text == json.dumps(starter(name).to_json(), indent=2, ensure_ascii=False) + "\n"
    assert starter(name).id == name
    assert starter(name).revision == ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_ids_can_be_read(name):
    items = [item for item in of(starter(name), Item) if not isinstance(item, Rating) and item.id != SITA.id]
    assert len(items) > 60
    assert [item.id for item in items if not re.fullmatch(r"[a-z]+(-[a-z]+)*", item.id)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_goal_or_question_shares_its_id_with_another_stages(name):
    ids = [need.id for need in of(starter(name), Need)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", EXAMPLES)
def test_references_lead_somewhere(name):
    journey = starter(name)
    targets = {
        "steps": {step.id for step in journey.steps},
        "stages": {stage.id for stage in journey.stages},
        "steps/touchpoints": {touchpoint.id for touchpoint in of(journey, Touchpoint)},
        "stages/needs": {need.id for need in of(journey, Need)},
        "personas": {persona.id for persona in journey.personas},
        "moments": {moment.id for moment in journey.moments},
        "indicators": {indicator.id for indicator in journey.indicators},
        "editions": {edition.id for edition in journey.editions},
        "sources": {source.id for source in journey.sources},
        "stakeholders": {CUSTOMER, *(one.id for one in journey.stakeholders)},
        "teams": {team.id for team in journey.teams},
    }
    followed, astray = set(), []
    for part in parts(journey):
        for field, info in type(part).model_fields.items():
            to = (info.json_schema_extra or {}).get("to")
            value = getattr(part, field)
            if to and value:
                followed.add(to)
                ids = value if isinstance(value, tuple) else (value,)
                astray += [f"{part!r} {field}: {one}" for one in ids if one not in targets[to]]
    assert followed == set(targets)
    assert astray == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rating_is_the_rooms_a_personas_the_wanted_one_or_the_surveys(name):
    journey = starter(name)
    raters = {f"{AS_PERSONA}{persona.id}" for persona in journey.personas}
    ids = {rating.id for rating in of(journey, Rating)}
    assert ids - {ROOM, WANTED, SITA.id} == raters, "each persona rates, and nobody else does"
    assert WANTED in ids
    called = {f"{AS_PERSONA}{persona.id}": f"As {persona.name}" for persona in journey.personas}
    assert all(rating.rater == called[rating.id] for rating in of(journey, Rating) if rating.id in called)


def test_blank_holds_nothing():
    assert starter("blank") == Journey(id="blank")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_show_the_method_done(name):
    journey = starter(name)
    assert {found.state for found in progress(journey) if found.page != "evaluate"} == {"done"}
    assert verdict(journey).verdict == "go"
    assert 6 <= len(journey.steps) <= 10
    assert 3 <= len(journey.personas) <= 5
    assert 3 <= len(journey.moments) <= 4
    assert len(journey.editions) == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_fills_every_field_of_every_layer_somewhere(name):
    filled = {
        (type(part), field)
        for part in parts(starter(name))
        for field in type(part).model_fields
        if is_filled(getattr(part, field))
    }
    asked = {(model, field) for model in every_model() for field in model.model_fields}
    assert sorted(f"{model.__name__}.{field}" for model, field in asked - filled - LEFT_OPEN) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_whoever_reads_an_example_finds_each_item_whole(name):
    whole = (Stakeholder, Persona, Outcome, Need, Stage, Touchpoint, Step, Blueprint, Moment, Solution, Indicator)
    may_be_empty = {
        (Touchpoint, "serves"),
        (Step, "quotes"),
        (Step, "waiting"),
        (Solution, "moment"),
        (Solution, "need"),
        (Solution, "indicator"),
        (Solution, "predicted"),
        (Solution, "due"),
        (Solution, "due_note"),
        (Solution, "since"),
        (Indicator, "due_note"),
        (Indicator, "today_n"),
        (Moment, "touchpoint"),
        (Indicator, "results"),
        (Moment, "dots"),
        (Solution, "dots"),
    }
    empty = [
        f"{getattr(part, 'id', part)}: {field}"
        for part in of(starter(name), *whole)
        for field in type(part).model_fields
        if (type(part), field) not in may_be_empty and not is_filled(getattr(part, field))
    ]
    assert empty == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_moment_of_truth_is_answered_and_has_a_short_name(name):
    journey = starter(name)
    assert {moment.id for moment in journey.moments} <= {solution.moment for solution in journey.solutions}
    assert all(len(moment.name.split()) <= 7 for moment in journey.moments)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_stakeholder_stands_on_another_in_the_picture(name):
    places_taken = [(one.influence, one.angle) for one in starter(name).stakeholders]
    assert {ring for ring, _ in places_taken} == {"strong", "medium", "slight"}
    for ring, angle in places_taken:
        near = [a for r, a in places_taken if r == ring and min(abs(a - angle), 360 - abs(a - angle)) < 30]
        assert near == [angle]


def test_what_nobody_answers_is_shown_and_a_solution_is_planned_for_it():
    for name in EXAMPLES:
        journey = starter(name)
        served = {need for touchpoint in of(journey, Touchpoint) for need in touchpoint.serves}
        unanswered = {need.id for need in of(journey, Need)} - served
        assert 1 <= len(unanswered) <= 3, name
        assert unanswered & {solution.need for solution in journey.solutions}, name


def test_touchpoints_that_serve_no_goal_are_there_to_be_found():
    bare = {t.id for name in EXAMPLES for t in of(starter(name), Touchpoint) if not t.serves}
    assert bare == {"leaflet", "shops"}


@pytest.mark.parametrize("name", ["employer", "outpatient", "student"])
def test_the_curve_falls_and_rises_and_has_one_step_that_nobody_can_judge(name):
    room = [next(r.value for r in step.ratings if r.id == ROOM) for step in starter(name).steps]
    assert room.count("unknown") == 1
    known = [value for value in room if value != "unknown"]
    assert max(known) >= 1
    assert min(known) <= -1
    ways = [after > before for before, after in pairwise(known) if after != before]
    assert sum(one != other for one, other in pairwise(ways)) >= 2, "a heart monitor, not a slope"


@pytest.mark.parametrize("name", ["employer", "outpatient", "student"])
def test_the_lowest_point_is_a_moment_of_truth(name):
    journey = starter(name)
    room = {s.id: r.value for s in journey.steps for r in s.ratings if r.id == ROOM and r.value != "unknown"}
    assert min(room, key=room.__getitem__) in {moment.step for moment in journey.moments}


@pytest.mark.parametrize("name", EXAMPLES)
def test_invented_figures_are_said_to_be_assumed(name):
    journey = starter(name)
    assert "assumed" in journey.scope.why
    invented = [rating for rating in of(journey, Rating) if rating.id != SITA.id]
    grounds = {rests_on(journey, rating) for rating in invented}
    assert {(found.basis, found.name, found.counted) for found in grounds} == {("assumed", ASSUMED, "")}
    said = [persona.demographics for persona in journey.personas]
    chosen = [persona.source for persona in journey.personas]
    chosen += [part.time_source for part in of(journey, Stage, Step) if part.time.amount is not None]
    chosen += [result.source for result in of(journey, Result)]
    chosen += [i.today_source for i in journey.indicators if i.today_source != SITA.id]
    said += [ground(journey, source).name for source in chosen]
    assert [source for source in said if not source.startswith(ASSUMED)] == []


def test_where_an_indicator_names_the_survey_its_figure_is_the_surveys():
    journey = starter("airport")
    measured = {step.id: step.ratings[0].value for step in journey.steps}
    named = [i for i in journey.indicators if i.today_source == SITA.id]
    assert len(named) == 2
    assert all(indicator.today == measured[indicator.step] for indicator in named)


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
    ("call", "great", "a knowledgeable person is reached quickly", "gets through fast to a person who knows"),
    ("call", "great", "rapport", "finds the right tone early"),
    ("call", "great", "professional guidance", "sound advice"),
    ("call", "wanted", "feels serviced", "well looked after"),
    ("call", "wanted", "value in meeting an adviser", "a reason to meet a professional training adviser"),
    ("meeting", "great", "adviser professionally presented", "manner and materials are professional"),
    ("meeting", "great", "knows business type and sector", "knows this business and its sector"),
    ("meeting", "great", "consultative approach", "by asking rather than selling"),
    (
        "meeting",
        "wanted",
        "real training, skill and assessment needs",
        "training, skills and assessment are truly needed",
    ),
    ("meeting", "wanted", "capability matched to needs", "which of our strengths meets each need"),
    ("proposal", "great", "in person, by somebody knowledgeable", "face to face from somebody who knows"),
    ("proposal", "wanted", "clear and easy", "plain and easy to follow"),
    ("proposal", "wanted", "linked back to the meeting", "traced to the meeting"),
    ("proposal", "great", "longer-term relationship", "lasting partnership in learning and development"),
    ("delivery", "wanted", "matches the promise", "all that the proposal promised"),
    ("delivery", "wanted", "aims to exceed it", "ideally more"),
    (
        "delivery",
        "know",
        "feedback from learner, manager, sponsor",
        "learner, manager and sponsor are each asked for feedback",
    ),
    ("delivery", "know", "at key stages", "at the stages that count"),
    ("delivery", "great", "staff briefed, willing to listen", "well briefed and ready to listen"),
    (
        "assessment",
        "wanted",
        "genuine intent to understand the impact",
        "sincerely want to know what the agreed training has",
    ),
    ("assessment", "great", "structured review", "orderly review"),
    ("assessment", "great", "agreed action plans if required", "a plan of action on which both sides agree"),
    ("follow-up", "great", "regular contact agreed", "it is agreed and happens regularly"),
    ("follow-up", "wanted", "involved and informed", "part of it and up to date"),
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


@pytest.mark.parametrize(("step", "field", "point", "words"), SAMPLE_EXPERIENCE, ids=[e[2] for e in SAMPLE_EXPERIENCE])
def test_the_employer_sample_holds_every_point_of_the_printed_experience(step, field, point, words):
    assert words in getattr(employer_step(step), field).lower()


@pytest.mark.parametrize(
    ("step", "point", "activity", "words"), SAMPLE_ACTIVITIES, ids=[a[1] for a in SAMPLE_ACTIVITIES]
)
def test_the_employer_sample_holds_every_printed_priority_activity_at_its_step(step, point, activity, words):
    (found,) = [s for s in starter("employer").solutions if s.step == step and words in s.title]
    assert found.activity == activity


def test_the_employer_sample_has_three_or_four_hot_spots():
    assert 3 <= sum(moment.hot_spot for moment in starter("employer").moments) <= 4


def ratings_by_id(step):
    return {rating.id: rating for rating in step.ratings}


def test_the_airports_ratings_are_those_of_the_survey_file():
    journey = starter("airport")
    others = [tuple(r for r in step.ratings if r.id != SITA.id) for step in journey.steps]
    bare = journey.model_copy(
        update={
            "steps": tuple(
                step.model_copy(update={"ratings": ratings})
                for step, ratings in zip(journey.steps, others, strict=True)
            )
        }
    )
    attached = attach(bare, read(understand(table_in(CSV), Told())), SITA)
    assert len(attached.edits) == 10
    assert (attached.without_step, attached.without_figure) == ((), ())
    again = apply_all(bare, attached.edits)
    assert [ratings_by_id(step) for step in again.steps] == [ratings_by_id(step) for step in journey.steps]


def test_the_airports_figures_as_printed():
    airport = starter("airport")
    steps = airport.steps
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
        (rating,) = [r for r in step.ratings if rests_on(airport, r).basis != "assumed"]
        assert (rating.id, rating.scale) == (SITA.id, "negative-share")
        found = rests_on(airport, rating)
        assert (found.basis, found.say, found.n) == ("measured", "SITA 2015, n = 5,871 in all", None)
        assert "17 countries" in found.source.who


def test_the_airports_moments_of_truth_stand_at_the_lowest_points_of_the_survey():
    journey = starter("airport")
    heights = {step.id: SCALES["negative-share"].height(step.ratings[0].value) for step in journey.steps}
    lowest = sorted(heights, key=heights.__getitem__)[: len(journey.moments)]
    assert {moment.step for moment in journey.moments} == set(lowest)
    assert 3 <= len(lowest) <= 4
    assert all(moment.why.startswith("Assumed") for moment in journey.moments)


def words(name):
    return json.dumps(starter(name).to_json(), ensure_ascii=False)


def test_a_departing_passenger_has_no_long_flight_behind_them():
    assert "after a long flight" not in words("airport")
    assert "flights land" not in words("airport")


def test_in_a_hospital_one_sees_a_consultant_and_books_with_a_reference_from_the_practice():
    touchpoints = {one.id: one for step in starter("outpatient").steps for one in step.touchpoints}
    assert "booking reference" in touchpoints["referral-note"].name
    assert touchpoints["referral-note"].owner == "others"
    assert not re.search(r"specialist", re.sub(r'"specialists?"', "", words("outpatient")), re.IGNORECASE)


def test_the_student_map_has_one_segment():
    assert " and " not in starter("student").scope.segment


@pytest.mark.parametrize("name", ["employer", "student", "outpatient", "airport"])
def test_what_comes_by_post_is_not_digital_and_a_letter_does_not_come_online(name):
    for step in starter(name).steps:
        for one in step.touchpoints:
            assert not (one.kind == "digital" and "post" in one.by), one.name
            assert not (re.search(r"\bletter", one.name.lower()) and "online" in one.by), one.name


def days_of(year):
    return [date(year, month, day) for month in range(1, 13) for day in (1, 15, 28)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_nothing_overdue_on_the_day_it_is_begun(name):
    """The file itself lies in the past: a map is made from it with its dates moved by whole years."""
    rules = {"targets-due", "solutions-due", "review-due", "map-untouched"}
    assert any(one.overdue for one in dues(starter(name), date(2028, 1, 1)))
    for today in (*days_of(2027), date(2028, 2, 29), date(2031, 12, 31)):
        moved = moved_to(starter(name), today)
        assert len(dues(moved, today)) == len(dues(starter(name), today)) > 5
        assert [one for one in dues(moved, today) if one.overdue] == []
        assert {one.rule for one in advice(moved, today=today)} & rules == set()
        done = [edition.date for edition in moved.editions] + [moved.care.still_true]
        done += [result.date for one in moved.indicators for result in one.results]
        assert all(last_day(when) <= today for when in done)
        assert [step.ratings for step in moved.steps] == [step.ratings for step in starter(name).steps]
