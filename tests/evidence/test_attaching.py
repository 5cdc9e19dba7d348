import pytest
from replaying import apply_all

from cjm_widgets.evidence import EvidenceError, Figure, Survey, attach
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves

SURVEY = Survey(id="q", name="Survey Q", where="Report", n=40, date="2024")


def journey(*names, **first_step):
    steps = [{"id": f"s{at}", "name": name, **(first_step if at == 1 else {})} for at, name in enumerate(names, 1)]
    return Journey.model_validate({"id": "j", "steps": steps})


def figure(step, value, number=None, note="", row=2):
    return Figure(step, number, value, note, row)


def test_a_figure_becomes_a_measured_rating_on_the_surveys_own_scale():
    start = journey("Security")
    attached = attach(start, [figure("Security", 36.0, note="Queues")], SURVEY, who="Ana")
    done = apply_all(start, attached.edits)
    (rating,) = done.steps[0].ratings
    assert curves(done)[-1].title == "Survey Q"
    assert rests_on(done, rating).say == "Survey Q, 2024, n = 40"
    assert rests_on(done, rating).basis == "measured"
    assert rating.model_dump() == {
        "id": "q",
        "rater": "",
        "scale": "negative-share",
        "value": 36.0,
        "source": "q",
        "n": None,
        "low": None,
        "high": None,
        "note": "Queues",
    }
    assert [(edit.by, edit.path, edit.old) for edit in attached.edits] == [
        ("Ana", "sources/q", None),
        ("Ana", "steps/s1/ratings/q", None),
    ]
    assert attached.say == "1 figure is attached."


def test_names_are_matched_whatever_the_capitals_spaces_and_hyphens():
    attached = attach(journey("Check-in"), [figure(" check  IN ", 9.0)], SURVEY)
    assert [edit.path for edit in attached.edits] == ["sources/q", "steps/s1/ratings/q"]


def test_figures_and_steps_that_find_no_partner_are_told():
    stray = figure("Parking", 9.0)
    attached = attach(journey("Security", "Boarding"), [figure("Security", 1.0), stray], SURVEY)
    assert (attached.without_step, attached.without_figure) == ((stray,), ("s2",))
    assert (
        attached.say == "1 figure is attached. The journey has no step for: Parking. 1 step has no figure in the file."
    )


def test_a_number_never_stands_in_for_a_name_that_does_not_match():
    attached = attach(journey("Security"), [figure("Parking", 9.0, number=1)], SURVEY)
    assert attached.edits == ()


def test_figures_can_be_attached_by_number_when_asked():
    attached = attach(
        journey("Sicherheit", "Boarding"), [figure("Security", 36.0, 1), figure("Beyond", 1.0, 3)], SURVEY, by="number"
    )
    assert [edit.path for edit in attached.edits] == ["sources/q", "steps/s1/ratings/q"]
    assert [one.step for one in attached.without_step] == ["Beyond"]


def test_by_number_needs_numbers_once_each():
    with pytest.raises(EvidenceError, match="Row 7 has no step number"):
        attach(journey("A"), [figure("A", 1.0, row=7)], SURVEY, by="number")
    with pytest.raises(EvidenceError, match="Two rows are about step 1"):
        attach(journey("A"), [figure("A", 1.0, 1), figure("B", 2.0, 1)], SURVEY, by="number")


def test_a_row_without_a_figure_changes_no_rating():
    old = {"id": "q", "scale": "negative-share", "value": 12}
    attached = attach(journey("Security", ratings=[old]), [figure("Security", None)], SURVEY)
    assert (attached.edits, attached.without_figure) == ((), ("s1",))


def test_other_ratings_stay_and_an_old_figure_of_the_survey_is_replaced():
    start = journey(
        "Security",
        ratings=[{"id": "room", "value": -1}, {"id": "q", "scale": "negative-share", "value": 12}],
    )
    attached = attach(start, [figure("Security", 36.0)], SURVEY)
    room, survey = apply_all(start, attached.edits).steps[0].ratings
    assert (room.value, survey.value) == (-1.0, 36.0)
    assert attached.edits[1].old["value"] == 12


def test_attaching_twice_changes_nothing_the_second_time():
    start = journey("Security")
    once = apply_all(start, attach(start, [figure("Security", 36.0)], SURVEY).edits)
    assert attach(once, [figure("Security", 36.0)], SURVEY).edits == ()


def test_two_steps_of_one_name_are_not_guessed_between():
    with pytest.raises(EvidenceError, match="Two steps are called “queue”"):
        attach(journey("Queue", "queue"), [figure("Queue", 1.0)], SURVEY)


def test_two_nameless_steps_are_no_hindrance():
    assert len(attach(journey("Queue", "", ""), [figure("Queue", 1.0)], SURVEY).edits) == 2


def test_a_survey_whose_id_cannot_stand_in_a_journey_is_refused():
    with pytest.raises(EvidenceError, match="id: small letters, digits and hyphens are expected"):
        attach(journey("Queue"), [figure("Queue", 1.0)], Survey(id="../Q", name="", where=""))


def test_a_survey_cannot_pass_for_what_somebody_in_the_room_rated():
    with pytest.raises(EvidenceError, match="Begin its name with another word"):
        attach(journey("Booking"), (), Survey(id="p-2026", name="P 2026", where=""))
