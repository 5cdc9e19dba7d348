"""What people say of a file counts over what it seems to say."""

from __future__ import annotations

import pytest
from evidence_files import understood

from cjm_widgets.evidence import EvidenceError, Survey, attach
from cjm_widgets.evidence.reading import read
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.tasks.looked import Looked

TABLE = "step,positive_pct\nReception,81\nWaiting,33\nOverall,60\n"
TRIP = Journey(id="trip", steps=(Step(id="in", name="I check in"), Step(id="wait", name="I wait")))


def test_a_name_goes_where_it_is_told_and_near_names_are_not_asked_again() -> None:
    assert [one.id for one in understood(TABLE, "The waiting").questions] == ["name"]
    seen = understood(TABLE, "The waiting", steps={"Waiting": "The waiting", "Reception": ""})
    assert seen.questions == ()
    assert seen.plan.steps == {"Waiting": "The waiting", "Reception": ""}


def test_a_name_that_is_taken_is_not_proposed_for_another() -> None:
    assert understood(TABLE, "The waiting", steps={"Reception": "The waiting"}).questions == ()


def test_an_outcome_that_is_told_to_be_a_step_is_one() -> None:
    assert understood(TABLE).plan.outcomes == ("Overall",)
    assert understood(TABLE, steps={"Overall": "I wait"}).plan.outcomes == ()
    answers = "respondent,Waiting,Overall\n1,2,3\n2,4,5\n"
    columns = understood(answers, scale="five-points", steps={"Overall": ""}).plan
    assert [(one.step, one.outcome) for one in columns.values] == [("Waiting", ""), ("Overall", "")]


def test_a_decimal_sign_that_could_be_either_is_asked_and_believed() -> None:
    table = "step\tscore\nA\t1,234\nB\t2,345\n"
    (question,) = [one for one in understood(table, scale="1-5").questions if one.id == "decimal"]
    for sign, _ in question.options:
        assert understood(table, scale="1-5", decimal=sign).plan.decimal == sign


def test_two_names_that_go_to_one_step_are_refused() -> None:
    seen = understood(TABLE, steps={"Waiting": "I wait", "Reception": "I wait"})
    with pytest.raises(EvidenceError, match="“Reception” and “Waiting” both go to the step “I wait”"):
        attach(TRIP, read(seen), Survey("s", "S", "s"), called=seen.plan.steps)


def test_a_name_that_goes_to_itself_becomes_a_step_of_the_map() -> None:
    seen = understood(TABLE, "I check in", "I wait", steps={"Reception": "I check in", "Waiting": "Waiting"})
    done = attach(TRIP, read(seen), Survey("s", "S", "s"), called=seen.plan.steps, make_steps=True)
    trip = TRIP
    for edit in done.edits:
        trip = apply(trip, edit)
    assert [step.name for step in trip.steps] == ["I check in", "I wait", "Waiting"]
    assert [bool(step.ratings) for step in trip.steps] == [True, False, True]


def test_what_is_told_of_dates_is_believed() -> None:
    log = "case,time,step\n1,02/03/2026 10:00,A\n1,03/03/2026 10:00,B\n"
    assert understood(log, case="case", time="time", day_first=False).plan.day_first is False


def test_a_scale_that_is_asked_stands_nowhere_as_chosen() -> None:
    open_one = Looked(understood("Step,Negative %\nBook,12\nPay,30\n"))
    told = Looked(understood("Step,Negative %\nBook,12\nPay,30\n", scale="negative-share"))
    assert "  “Negative %”: its scale is not known yet" in [*open_one.lines()]
    assert "  “Negative %”: negative-share" in [*told.lines()]
