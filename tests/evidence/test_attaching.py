import pytest
from evidence_files import found
from replaying import apply_all

from cjm_widgets.evidence import EvidenceError, Figure, Read, Survey
from cjm_widgets.evidence import attach as attach_found
from cjm_widgets.evidence.following import following
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.journey.satisfaction import curves

SURVEY = Survey(id="q", name="Survey Q", where="Report", n=40, date="2024")


def journey(*names, **first_step):
    steps = [{"id": f"s{at}", "name": name, **(first_step if at == 1 else {})} for at, name in enumerate(names, 1)]
    return Journey.model_validate({"id": "j", "steps": steps})


def figure(step, value, *, note="", row=2, group="", scale="negative-share", **more):
    return Figure(step, group, scale, value, row=row, note=note, **more)


def attach(journey, figures, survey, **how):
    return attach_found(journey, Read(tuple(figures)), survey, **how)


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
    assert (attached.without_step, attached.without_figure) == (("Parking",), ("s2",))
    assert (
        attached.say == "1 figure is attached. The journey has no step for: Parking. 1 step has no figure in the file."
    )


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


def test_each_group_is_a_curve_of_its_own_and_all_together_have_the_surveys_name():
    figures = [figure("Gate", 30.0, group=group, n=n) for group, n in (("All", 60), ("Families", 20), ("Alone", 40))]
    start = journey("Gate")
    done = apply_all(start, attach(start, figures, Survey("q", "Survey Q", "here")).edits)
    assert [(one.id, one.rater, one.n) for one in done.steps[0].ratings] == [
        ("q", "", 60),
        ("q-families", "Survey Q: Families", 20),
        ("q-alone", "Survey Q: Alone", 40),
    ]
    assert [curve.title for curve in curves(done)][1:] == ["Survey Q", "Survey Q: Families", "Survey Q: Alone"]
    assert rests_on(done, done.steps[0].ratings[1]).n == 20


def test_an_interval_stays_with_its_figure_where_it_does_not_follow_from_the_share():
    points = figure("Gate", 4.2, scale="1-7", n=9, low=3.1, high=5.3)
    share = figure("Desk", 20.0, n=9, low=5.0, high=50.0)
    start = journey("Gate", "Desk")
    done = apply_all(start, attach(start, [points, share], Survey("q", "Q", "here")).edits)
    assert [(one.scale, one.low, one.high) for step in done.steps for one in step.ratings] == [
        ("1-7", 3.1, 5.3),
        ("negative-share", None, None),
    ]
    assert [(source.n, source.each) for source in done.sources] == [(9, True)], "the same at every step"


def test_shares_that_were_fractions_are_kept_as_shares():
    start = journey("Gate")
    done = apply_all(start, attach(start, [figure("Gate", 36.0, scale="negative-share as fractions")], SURVEY).edits)
    assert done.steps[0].ratings[0].scale == "negative-share"


def test_outcomes_targets_and_others_figures_stand_with_the_source():
    found = Read(
        (figure("Gate", 3.0),),
        outcomes=(figure("Overall", 4.0, n=30),),
        targets=(figure("Gate", 5.0, group="North"), figure("Nowhere", 5.0)),
        benchmarks=(figure("Gate", 6.0, group="National"),),
    )
    start = journey("Gate")
    (source,) = apply_all(start, attach_found(start, found, SURVEY).edits).sources
    assert [(one.kind, one.name, one.step, one.group, one.value) for one in source.figures] == [
        ("outcome", "Overall", None, "", 4.0),
        ("target", "", "s1", "North", 5.0),
        ("benchmark", "", "s1", "National", 6.0),
    ]


def test_steps_are_made_where_they_are_wanted_and_names_that_a_plan_gives_are_used():
    figures = [figure("Desk!", 3.0), figure("The gate", 4.0), figure("Left out", 5.0), figure("desk 2", None)]
    called = {"The gate": "Gate", "Left out": ""}
    start = journey("Gate")
    kept = attach(start, figures, SURVEY, called=called)
    assert kept.without_step == ("Desk!", "desk 2")
    done = apply_all(start, attach(start, figures, SURVEY, called=called, make_steps=True).edits)
    assert [(step.id, step.name, [one.value for one in step.ratings]) for step in done.steps] == [
        ("desk", "Desk!", [3.0]),
        ("s1", "Gate", [4.0]),
    ]


@pytest.mark.parametrize(
    ("file", "made"),
    [
        ("Gate Desk Lift Hall", "Gate Desk Lift Hall"),
        ("Phone Gate Desk Queue Talk Hall Home", "Phone Gate Desk Queue Talk Lift Hall Home"),
        ("Phone Mail Hall", "Gate Desk Lift Phone Mail Hall"),
        ("Hall Queue Gate", "Gate Desk Lift Hall Queue"),
        ("Phone Mail", "Gate Desk Lift Hall Phone Mail"),
    ],
)
def test_a_new_step_goes_where_it_stands_in_the_file_if_the_file_goes_as_the_map_does(file, made):
    start = journey("Gate", "Desk", "Lift", "Hall")
    attached = attach(start, [figure(name, 3.0) for name in file.split()], SURVEY, make_steps=True)
    assert [step.name for step in apply_all(start, attached.edits).steps] == made.split()


def test_groups_whose_names_look_alike_are_curves_of_their_own_and_stay_so():
    groups = [figure("Gate", value, group=group) for value, group in ((1.0, "A+"), (2.0, "A-"), (3.0, "日本"))]
    start = journey("Gate")
    once = apply_all(start, attach(start, groups, SURVEY).edits)
    assert len({one.id for one in once.steps[0].ratings}) == 3
    assert attach(once, groups[::-1], SURVEY).edits == ()


def test_numbers_of_people_that_come_to_differ_are_no_longer_the_surveys():
    start = journey("Gate", "Desk")
    survey = Survey("q", "Q", "here")
    alike = [figure("Gate", 1.0, n=9), figure("Desk", 2.0, n=9)]
    once = apply_all(start, attach(start, alike, survey).edits)
    assert (once.sources[0].n, once.sources[0].each, once.steps[0].ratings[0].n) == (9, True, None)
    apart = [figure("Gate", 1.0, n=9), figure("Desk", 2.0, n=5)]
    then = apply_all(once, attach(once, apart, survey).edits)
    assert (then.sources[0].n, then.sources[0].each) == (None, False)
    assert [step.ratings[0].n for step in then.steps] == [9, 5]


def grouped(*sizes):
    """Respondents of groups of such sizes, as a file; all rate the gate."""
    rows = ["id,group,Gate,Desk,Overall"]
    for group, size in zip("ABCD", sizes, strict=False):
        rows += [f"{group}{at},{group},{at % 5 + 1},3,4" for at in range(size)]
    return found("\n".join(rows), scale="five-points")


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((10, 10, 5), {"", "A", "B", "C"}),
        ((10, 8, 4), {"", "A"}),
        ((10, 4, 3), {"", "A"}),
        ((4, 4), {""}),
        ((10, 4), {""}),
        ((9, 3, 3, 10), {"", "A", "D"}),
    ],
)
def test_groups_too_small_to_keep_a_person_unnamed_are_kept_back_and_cannot_be_reckoned_from_the_others(sizes, shown):
    read = grouped(*sizes)
    assert {one.group for one in read.figures} == {"", *"ABCD"[: len(sizes)]}, "who has the file sees all"
    start = journey("Gate", "Desk")
    attached = attach_found(start, read, SURVEY)
    done = apply_all(start, attached.edits)
    outcomes = {one.group for source in done.sources for one in source.figures if one.kind == "outcome"}
    assert outcomes == shown, "what they said of the whole is theirs as well"
    raters = {one.rater.removeprefix("Survey Q").removeprefix(": ") for one in done.steps[0].ratings}
    assert raters == shown
    assert all(len(one) == len(shown) for one in (done.steps[0].ratings, done.steps[1].ratings))
    hidden = sum(size for group, size in zip("ABCD", sizes, strict=False) if group not in shown)
    assert hidden == 0 or hidden >= 5
    assert ("kept back" in attached.say) == bool(hidden)


@pytest.mark.parametrize("name", ["All", "Total", "gesamt"])
def test_a_group_of_respondents_with_the_name_of_a_total_does_not_stand_for_all(name):
    steps = ["Gate", "Desk", "Hall", "Bus", "Lift", "Car", "Park"]
    given = [[name if at < 6 else "B", *[1 if at < 6 else 5] * 7, 1 if at < 6 else 5] for at in range(16)]
    rows = "".join(f"{at},{','.join(map(str, one))}\n" for at, one in enumerate(given))
    read = found(f"id,ward,{','.join(steps)},Overall\n{rows}", scale="five-points", group="ward")
    start = journey(*steps)
    follows = following(read, steps)
    assert {group for _, group, _ in follows.lowest} == {""}
    done = apply_all(start, attach_found(start, read, SURVEY, follows=follows).edits)
    assert {rating.rater: (rating.value, rating.n) for rating in done.steps[0].ratings} == {
        "": (3.5, 16),
        f"Survey Q: {name}": (1.0, 6),
        "Survey Q: B": (5.0, 10),
    }
    outcomes = {one.group: one.value for one in done.sources[0].figures if one.kind == "outcome"}
    assert outcomes == {"": 3.5, name: 1.0, "B": 5.0}


def test_the_answers_of_another_survey_with_one_more_are_refused_whatever_their_name():
    rows = [f"{at % 5 + 1},{at % 3 + 1}\n" for at in range(12)]
    start = journey("Gate", "Desk")
    read = [found(f"Gate,Desk\n{''.join(some)}", scale="five-points") for some in (rows, [*rows, "1,5\n"])]
    once = apply_all(start, attach_found(start, read[0], SURVEY).edits)
    again = Survey(id="r", name="Survey R", where="Report")
    with pytest.raises(EvidenceError, match=r"people as in “Survey Q”, .* “Gate” 1 more, “Desk” 1 more"):
        attach_found(once, read[1], again)
    attach_found(once, read[0], again)


def test_too_few_people_stand_on_no_curve_and_what_is_said_of_how_many_stays() -> None:
    trip = Journey(id="trip", steps=(Step(id="gate", name="Gate"),))
    few = found("id,Gate\n1,2\n2,3\n3,5\n", "Gate", scale="five-points")
    kept = attach_found(trip, few, Survey("s", "S", "here"))
    assert kept.edits == ()
    assert "1 is kept back: fewer than 5 people" in kept.say
    for edit in attach_found(trip, few, Survey("s", "S", "here", least=3)).edits:
        trip = apply(trip, edit)
    assert [one.least for one in trip.sources] == [3]
    assert attach_found(trip, few, Survey("s", "S", "here")).edits == ()
    assert trip.steps[0].ratings
