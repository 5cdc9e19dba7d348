"""What to ask next: only what could change something stands first, and each sentence holds when its answer comes."""

import re

import pytest
from hypothesis import given, settings
from random_journey import journeys
from rated_journey import rated
from sound_journey import changed

from cjm_widgets.journey.ask_next import ask_next, questions
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.priority import places
from cjm_widgets.journey.speaking import lowest, standings
from cjm_widgets.journey.unknown import YES_OR_NO
from cjm_widgets.statistics.intervals import wilson
from cjm_widgets.tasks.making import starter

NAMES = ("Book", "Arrive", "Wait", "Talk", "Leave")


def of_step(journey, step):
    return next((one for one in ask_next(journey) if one.at == f"steps/{step}"), None)


def lowest_steps(journey):
    found = lowest(journey)
    return {step.id for step in found.steps} if found else set()


def low(journey):
    return {step for step, stands in standings(journey).items() if stands == "low"}


def test_a_step_that_could_count_as_low_says_so_and_how_many_answers_would_settle_it():
    found = of_step(rated(room=(1, None, -1, 1, 2), names=NAMES), "s1")
    assert found.why == "Nobody knows how “Arrive” feels."
    assert found.say == (
        "If customers rate “Arrive” at the low end, it counts as low as well; about 15 answers are as likely as not to "
        "settle it."
    )
    assert (found.kind, found.changes, found.answers, found.answered) == ("step", 0.5, 15, "felt")
    assert found.question == "“Arrive”: how satisfied were you with it?"
    alone = of_step(rated(room=(1, None, 0, 1, 2), names=NAMES), "s1")
    assert alone.say.startswith("If customers rate “Arrive” at the low end, it counts as low; about")


def test_the_other_end_is_told_where_that_changes_something():
    found = of_step(rated(room=(1, -1, 0, 1, 2), names=NAMES), "s1")
    assert found.say == (
        "If customers rate “Arrive” at the high end, it no longer counts as low; about 15 answers are as likely as not "
        "to settle it."
    )


def test_a_wide_interval_that_reaches_below_the_lowest_is_asked_about_and_a_narrow_one_is_not():
    journey = rated(shares=(10, 32, 36, 12, 9), names=NAMES)
    assert ask_next(journey) == ()
    few = changed(journey, ("sources/passengers/n", 60))
    found = of_step(few, "s1")
    assert (found.kind, found.changes) == ("interval", 1)
    assert found.why == "“Arrive” is measured (Passenger survey, n = 60), so it may lie from 22 to 45 %."
    assert found.say == (
        f"If about {found.answers:,} more answers at each step put it at the worse end of that, it alone is the lowest "
        "step. So many are as likely as not to settle it."
    )
    assert found.answers > 100
    assert lowest_steps(changed(few, ("sources/passengers/n", 60 + found.answers))) == {"s2"}
    assert lowest_steps(changed(few, ("sources/passengers/n", 60 + found.answers // 2))) != {"s2"}
    assert lowest_steps(few) != {"s2"}


CHAINED = (10, 60, 56, 58, 9)


def asked_of(shares, n, *, at=None, value=None):
    """A survey's shares from so many people, one of which may be another."""
    shares = tuple(value if place == at else one for place, one in enumerate(shares))
    return changed(rated(shares=shares, names=NAMES), ("sources/passengers/n", n))


@pytest.mark.parametrize(
    ("shares", "n"), [(CHAINED, 50), (CHAINED, 400), ((10, 32, 36, 12, 9), 60), ((50, 55, 12, 54, 51), 150)]
)
def test_so_many_more_answers_make_the_rule_itself_call_the_steps_with_the_figures_as_they_are(shares, n):
    found = [one for one in ask_next(asked_of(shares, n)) if one.kind == "interval" and one.say]
    assert found
    for one in found:
        worst = {f"s{at}" for at, share in enumerate(shares) if share == max(shares)}
        assert one.answers
        assert lowest_steps(asked_of(shares, n + one.answers)) == worst != lowest_steps(asked_of(shares, n))


@pytest.mark.parametrize(("shares", "n"), [(CHAINED, 50), (CHAINED, 400), ((60, 20, 30, 25, 10), 50)])
def test_a_change_that_is_foretold_comes_true_at_that_end_from_so_many_answers(shares, n):
    journey = asked_of(shares, n)
    found = [one for one in ask_next(journey) if one.kind == "interval" and one.changes == 1]
    assert found or shares != CHAINED
    for one in found:
        at = int(one.at.removeprefix("steps/s"))
        low, high = (100 * end for end in wilson(shares[at] / 100, n))
        for end, value in (("worse", high), ("better", low)):
            then = lowest_steps(asked_of(shares, n + one.answers, at=at, value=value))
            if said := re.search(rf"at the {end} end(?: of that)?, (.*?)[;.]", one.say):
                assert then != lowest_steps(journey)
                assert ("it alone is" in said[1] or "it becomes the lowest" in said[1]) == (then == {f"s{at}"})


def test_where_no_number_of_answers_would_settle_it_that_is_said():
    found = of_step(asked_of((10, 60.001, 60, 12, 9), 50), "s1")
    assert found.answers is None
    assert re.fullmatch(
        r"If about [\d,]+ more answers at each step put it at the .* end of that, .*\. "
        r"If the figures stay as they are, no number of answers that can be asked would tell which step is lowest\.",
        found.say,
    )


def test_what_changes_nothing_is_said_to_be_good_for_knowing_alone():
    """“No answer would change anything” as the one thing to ask contradicts itself."""
    wide, *_ = ask_next(changed(rated(shares=(80,), names=NAMES[:1]), ("sources/passengers/n", 30)))
    assert (wide.kind, wide.changes, wide.say) == ("interval", 0, "")
    assert wide.to_json()["say"] == "It changes nothing that is decided here: ask it only to know it better."


def test_what_is_measured_is_not_asked_again():
    journey = rated(shares=(10, 32, 36, None, 9), names=NAMES)
    assert [one.at for one in ask_next(journey)] == ["steps/s3"]
    assert "at the low end, it counts as low as well" in ask_next(journey)[0].say


def test_a_hot_spot_that_is_assumed_is_asked_about_and_one_of_which_customers_told_is_not():
    journey = rated(room=(1, -1, 0, 1, 2), names=NAMES, hot=(1,), moments=(3,))
    found = {one.at: one for one in ask_next(journey) if one.kind == "moment"}
    assert found["moments/m1"].say == (
        f"If hardly any customer says yes, “Arrive” is no hot spot; about {YES_OR_NO} answers are as "
        "likely as not to settle it."
    )
    assert found["moments/m1"].why == "The hot spot at “Arrive” is assumed by us: no customer has told of it."
    assert found["moments/m1"].question == "“Arrive”: did you think of giving up or going elsewhere there?"
    assert found["moments/m3"].changes == 0
    assert found["moments/m3"].say == ""
    win = changed(journey, ("moments/m1/felt", "engaged"))
    assert next(o for o in ask_next(win) if o.at == "moments/m1").question == "“Arrive”: did it make you want to stay?"
    told = changed(journey, ("steps/s1/quotes/q", {"id": "q", "words": "I nearly left", "source": "passengers"}))
    assert "moments/m1" not in [one.at for one in ask_next(told)]


def ranked(*solutions, indicators=()):
    """A journey of solutions (impact, effort, how sure)."""
    made = [
        {"id": f"x{at}", "title": f"Do {at}", "impact": impact, "effort": effort, "sure": sure}
        for at, (impact, effort, sure) in enumerate(solutions)
    ]
    return Journey.model_validate({"id": "j", "solutions": made, "indicators": list(indicators)})


FOUR = ((5, 1, "sure"), (5, 2, "sure"), (4, 2, "sure"))


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ((3, 3, "sure"), None),
        ((3, 5, "guess"), ""),
        ((3, 2, "guess"), "If customers gain much by it, it comes into the first three in place of “Do 2”; about"),
        ((None, 2, None), "If customers gain much by it, it comes into the first three in place of “Do 2”; about"),
        ((None, None, None), None),
    ],
)
def test_a_solution_whose_worth_is_open_is_asked_about_where_it_could_come_first(last, says):
    found = next((one for one in ask_next(ranked(*FOUR, last)) if one.at == "solutions/x3"), None)
    assert (found and found.say[: len(says or "") or None]) == says
    if found and found.say:
        assert found.changes == 1
        others_decide = changed(ranked(*FOUR, last), ("solutions/x3/control", "not-ours"))
        assert "solutions/x3" not in [one.at for one in ask_next(others_decide)]
        much = changed(ranked(*FOUR, last), ("solutions/x3/impact", 5))
        assert [key for key, place in places(much).items() if place.at <= 3] == ["x0", "x1", "x3"]


def test_an_indicator_without_a_figure_is_named_as_what_is_missing():
    journey = changed(ranked(*FOUR, (4, 3, "sure")), ("solutions/x3/indicator", "i"), ("indicators/i", {"id": "i"}))
    found = next(one for one in ask_next(journey) if one.at == "solutions/x3")
    assert found.why == "The indicator that “Do 3” should move has no figure."
    assert found.changes == 1  # worth 5 it stands beside the third
    assert ask_next(changed(journey, ("indicators/i/today", 12.0))) == ()


@settings(max_examples=20)
@given(journeys)
def test_what_changes_most_comes_first_and_the_same_map_gives_the_same_list(journey):
    found = ask_next(journey)
    assert [one.changes for one in found] == sorted((one.changes for one in found), reverse=True)
    assert all(bool(one.say) == bool(one.changes) for one in found)
    again = Journey.model_validate(journey.to_json())
    assert ask_next(again) == found
    assert {one.at for one in found} <= {one.at for one in questions(journey)}


def test_what_people_rate_for_themselves_has_no_part_in_it():
    journey = rated(room=(1, None, 0, 1, 2), names=NAMES)
    apart = changed(journey, ("steps/s1/ratings/p-k3x9w2ab", {"id": "p-k3x9w2ab", "value": -2}))
    assert ask_next(apart) == ask_next(journey)


@pytest.mark.parametrize("name", ["airport", "outpatient", "employer", "student"])
def test_the_examples_have_something_to_ask_first(name):
    first = ask_next(starter(name))[0]
    assert first.changes
    assert first.say


def test_averages_with_intervals_of_their_own_are_asked_about_like_shares():
    averages = {"s0": 3.9, "s1": 2.7, "s2": 2.5, "s3": 4.1, "s4": 4.2}
    wide = [
        (f"steps/{step}/ratings/survey/{end}", round(at + by, 1))
        for step, at in averages.items()
        for end, by in (("low", -0.3), ("high", 0.3))
    ]
    journey = rated(shares=tuple(averages.values()), names=NAMES, scale="five-points")
    people = [("sources/passengers/n", 60)], [(f"steps/{step}/ratings/survey/n", 60) for step in averages]
    for each in people:
        found = of_step(changed(journey, *each, *wide), "s1")
        assert (found.kind, found.changes) == ("interval", 1)
        assert "put it at the worse end of that, it alone is the lowest step" in found.say


def test_what_more_answers_would_tell_as_they_are_divided_now_is_said_and_comes_true():
    journey = changed(rated(shares=(30, 60, 54, 32, 29), names=NAMES), ("sources/passengers/n", 400))
    assert lowest_steps(journey) == {"s1", "s2"}
    found = of_step(journey, "s2")
    assert found.say.startswith(f"About {found.answers:,} more answers at each step, divided as those that there are")
    assert "“Arrive” is lowest instead" in found.say
    assert lowest_steps(changed(journey, ("sources/passengers/n", 400 + found.answers))) == {"s1"}
    assert lowest_steps(changed(journey, ("sources/passengers/n", 400 + found.answers // 2))) != {"s1"}
    assert not any("As the figures stand" in one.say for one in ask_next(journey))
