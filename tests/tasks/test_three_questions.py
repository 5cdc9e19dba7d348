"""The answers of three questions on paper: as measured figures on the map, put right by typing them again."""

from datetime import date
from pathlib import Path

import pytest
from scipy.stats import binomtest

from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.speaking import standings
from cjm_widgets.journey.three_questions import ANSWERS, counts_in, in_words, typed
from cjm_widgets.statistics.intervals import points
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.detaching import detach_survey
from cjm_widgets.tasks.three_questions import Given, type_back
from cjm_widgets.views.map_view import map_view
from cjm_widgets.views.qia import qia_rows

TODAY = date(2026, 11, 29)
DAY = "2026-11-20"
STEP, LEAVE, STAY, HELP = "steps/b", "moments/m", "moments/w", "solutions/x"
GIVEN = (Given(STEP, (2, 3, 5, 6, 4)), Given(LEAVE, (12, 8)), Given(HELP, (15, 5)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    made.create(
        Journey.model_validate(
            {
                "id": "trip",
                "steps": [
                    {"id": "a", "name": "Arrive", "ratings": [{"id": "room", "value": 1}]},
                    {"id": "b", "name": "Wait", "ratings": [{"id": "room", "value": -1}]},
                    {"id": "c", "name": "Wait", "ratings": [{"id": "room", "value": 2}]},
                ],
                "moments": [
                    {"id": "m", "name": "Nobody says how long", "step": "b", "hot_spot": True},
                    {"id": "o", "name": "No sign", "step": "a"},
                    {"id": "w", "name": "Somebody listens", "step": "c", "felt": "engaged"},
                ],
                "solutions": [{"id": "x", "title": "Say how long", "impact": 4, "effort": 2, "sure": "guess"}],
            }
        )
    )
    return made


def put(store: Store, *given: Given, day: str = DAY) -> Journey:
    type_back(store, "trip", given or GIVEN, day=day, today=TODAY, by="Ana")
    return store.open("trip")


def ratings(journey: Journey, step: str) -> list[tuple[object, ...]]:
    found = next(one for one in journey.steps if one.id == step).ratings
    return [(one.rater, one.scale, one.value, one.n, one.low, one.high) for one in found if one.source]


def test_a_steps_answers_are_a_measured_figure_with_n_and_interval_on_a_curve_of_its_own(store):
    journey = put(store, GIVEN[0])
    [source] = journey.sources
    assert (source.name, source.kind, source.when, source.n) == ("Three questions, 20 November 2026", "survey", DAY, 20)
    low, high = points({-2: 2, -1: 3, 0: 5, 1: 6, 2: 4}, [-2, -1, 0, 1, 2])
    assert ratings(journey, "b") == [("", "felt", pytest.approx(0.35), None, pytest.approx(low), pytest.approx(high))]
    [room, own] = [curve for curve in curves(journey) if any(point.value is not None for point in curve.points)]
    assert [point.value for point in room.points] == [1, -1, 2]
    assert (own.title, [point.value for point in own.points]) == (source.name, [None, pytest.approx(0.35), None])
    covered = coverage(journey, TODAY).steps[1]
    assert (covered.words, covered.people, covered.age) == ("Measured", "n = 20", "under a month old")
    assert STEP not in [one.at for one in ask_next(journey) if one.kind == "step"]


def outcomes(journey: Journey) -> list[tuple[object, ...]]:
    return [(one.name, one.step, one.scale, one.value, one.n) for source in journey.sources for one in source.figures]


def test_a_moments_answers_are_a_share_at_its_step_that_outspeaks_no_figure_of_it(store):
    before = store.open("trip")
    assert [one.why for one in ask_next(before) if one.at == LEAVE] == [
        "The hot spot “Nobody says how long” at “Wait” is assumed by us: no customer has told of it."
    ]
    journey = put(store, GIVEN[1], Given(STAY, (9, 1)))
    assert outcomes(journey) == [
        ("Thought of leaving at “Wait”", "b", "negative-share", 60, 20),
        ("Wanted to stay at “Wait”", "c", "positive-share", 90, 10),
    ]
    wilson = binomtest(12, 20).proportion_ci(method="wilson")
    figure = journey.sources[0].figures[0]
    assert (figure.low, figure.high) == (pytest.approx(100 * wilson.low), pytest.approx(100 * wilson.high))
    assert map_view(journey)["customers"]["b"] == [
        {
            "say": "Thought of leaving at “Wait”: 60 %",
            "from": "measured, Three questions, 20 November 2026, n = 20, 39 to 78 %",
            "outcome": True,
        }
    ]
    assert journey.steps == before.steps
    assert standings(journey) == standings(before)
    told = {one.at: one for one in ask_next(journey)}
    assert told[LEAVE].why == "Thought of leaving at “Wait”: 12 of 20 say yes, 60 % (39 to 78 %)."
    assert told[LEAVE].changes == told[STAY].changes == 0
    assert told["moments/o"].why.endswith("is assumed by us: no customer has told of it.")
    assert [(one.hot, one.assumed) for one in qia_rows(before).columns] == [(False, True), (True, True), (False, True)]
    assert [one.assumed for one in qia_rows(journey).columns] == [True, False, False]


def test_whether_a_solution_would_help_is_an_outcome_with_an_interval_and_is_told(store):
    journey = put(store, GIVEN[2])
    [figure] = journey.sources[0].figures
    wilson = binomtest(15, 20).proportion_ci(method="wilson")
    assert (figure.kind, figure.name, figure.value, figure.n) == ("outcome", "Would help: Say how long", 75, 20)
    assert (figure.low, figure.high) == (pytest.approx(100 * wilson.low), pytest.approx(100 * wilson.high))
    told = next(one for one in ask_next(journey) if one.at == HELP)
    assert told.why == "Would help: Say how long: 15 of 20 say yes, 75 % (53 to 89 %)."
    assert told.say == "Say what it is worth to them, and how sure you are of it."


def test_what_was_said_with_yes_or_no_is_told_with_the_survey_also_where_nobody_was_asked_for_a_rating(store):
    [told] = feedback(put(store, Given(LEAVE, (12, 8)), Given(HELP, (15, 5))))
    assert [(one.about, one.say, one.steps) for one in told.said] == [
        ("asked", "Thought of leaving at “Wait”: 12 of 20 say yes, 60 % (39 to 78 %).", ("b",)),
        ("asked", "Would help: Say how long: 15 of 20 say yes, 75 % (53 to 89 %).", ()),
    ]
    assert (told.columns, told.rows) == ((), ())


@pytest.mark.parametrize(("yes", "changes"), [(1, 1), (5, 1), (6, 0), (12, 0)])
def test_a_hot_spot_of_which_fewer_than_half_say_so_is_asked_about_first(store, yes, changes):
    journey = put(store, Given(LEAVE, (yes, 20 - yes)))
    hot = tuple(one.model_copy(update={"hot_spot": True}) for one in journey.moments)
    told = {one.at: one for one in ask_next(journey.model_copy(update={"moments": hot}))}[LEAVE]
    assert told.changes == changes
    assert ("is it still a hot spot?" in told.say) == bool(changes)


def test_typed_again_for_a_day_it_replaces_and_never_adds(store):
    put(store)
    assert typed(store.open("trip")) == {DAY: {STEP: (2, 3, 5, 6, 4), LEAVE: (12, 8), HELP: (15, 5)}}
    put(store, Given(STEP, (0, 0, 0, 0, 9)), Given(STAY, (3, 1)))
    journey = store.open("trip")
    assert typed(journey) == {DAY: {STEP: (0, 0, 0, 0, 9), STAY: (3, 1)}}
    assert [one[2] for one in ratings(journey, "b")] == [2]
    assert [one[0] for one in outcomes(journey)] == ["Wanted to stay at “Wait”"]
    assert len(journey.sources) == 1
    put(store, Given(STAY, (3, 1)))
    assert ratings(store.open("trip"), "b") == []
    put(store, Given(STEP, (0, 0, 0, 0, 9)))
    assert outcomes(store.open("trip")) == []
    put(store, Given(STEP, (0, 0, 0, 0, 9)), Given(STAY, (3, 1)))
    before = store.open("trip")
    put(store, Given(STEP, (0, 0, 0, 0, 9)), Given(STAY, (3, 1)))
    assert store.open("trip") == before


def test_another_day_is_another_source_and_both_stand(store):
    put(store)
    journey = put(store, Given(STEP, (1, 0, 0, 0, 1)), day="2026-11-21")
    assert [one.when for one in journey.sources] == [DAY, "2026-11-21"]
    assert [one[2] for one in ratings(journey, "b")] == [pytest.approx(0.35), 0]
    detach_survey(store, "trip", "Three questions, 21 November 2026")
    assert set(typed(store.open("trip"))) == {DAY}


@pytest.mark.parametrize(
    ("given", "day", "say"),
    [
        (GIVEN, "", "Say on which day they were answered."),
        (GIVEN, "2026-11", "Say on which day they were answered."),
        (GIVEN, "2026-11-30", "That day is still to come. Say on which day they were answered."),
        ((Given(STEP, (0, 0, 0, 0, 0)),), DAY, "Type how many gave each answer, for one question at least."),
        ((GIVEN[0], GIVEN[0]), DAY, "Two of the questions are the same."),
        ((Given("steps/gone", (1, 0, 0, 0, 0)),), DAY, "One of the questions is about something that is no longer on"),
        ((Given(STEP, (1, 2)),), DAY, "One of the questions is about something that is no longer on"),
        ((Given(STEP, (3, 0, 0, 0, -1)),), DAY, "One of the questions is about something that is no longer on"),
    ],
)
def test_what_does_not_fit_is_a_sentence_and_changes_nothing(store, given, day, say):
    before = store.open("trip")
    with pytest.raises(StoreError, match=say):
        type_back(store, "trip", given, day=day, today=TODAY)
    assert store.open("trip") == before


def test_two_moments_of_leaving_at_one_step_are_not_mixed(store):
    journey = store.open("trip")
    store.save("trip", [new_edit("moments/m2", {"id": "m2", "name": "Again", "step": "b"})])
    with pytest.raises(StoreError, match="Two of the questions ask the same of one step"):
        put(store, GIVEN[1], Given("moments/m2", (1, 1)))
    assert typed(store.open("trip")) == typed(journey) == {}


@pytest.mark.parametrize(("answered", "counts"), [("felt", (0, 1, 22, 3, 4)), ("yes-no", (7, 0))])
def test_counts_in_words_are_read_back(answered, counts):
    words = in_words(answered, counts)
    assert counts_in(words) == counts
    assert [part.partition(" ")[2] for part in words.split(", ")] == [one.lower() for one in ANSWERS[answered]]
    assert counts_in(f"{words} people") == counts_in("said by 5 of 7") == ()
