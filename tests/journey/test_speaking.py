"""Which figure speaks for a step, and that words, tables and rules put the steps in one order."""

import re
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_journey import by_table, journeys
from sound_journey import SURVEY, changed, keys, sound, surveyed

from cjm_widgets.journey.model import Journey, Rating, Step
from cjm_widgets.journey.narration import narrate_curve
from cjm_widgets.journey.rules.advice import N_UNKNOWN
from cjm_widgets.journey.rules.moments import lowest_point
from cjm_widgets.journey.rules.satisfaction import APART, survey_and_room
from cjm_widgets.journey.rules.solutions import kept_strengths, low_steps_answered
from cjm_widgets.journey.satisfaction import Curve, Point
from cjm_widgets.journey.scales import SCALES
from cjm_widgets.journey.speaking import compared, lowest, standings, voices
from cjm_widgets.views.map_view import map_view


def unrated():
    return changed(sound(), *((f"steps/s{at}/ratings", []) for at in range(1, 7)))


def test_a_share_of_85_percent_is_low_even_where_nothing_else_is_known():
    assert standings(changed(unrated(), *surveyed(s4=85))) == {"s4": "low"}


def test_a_share_is_low_by_its_place_in_its_own_survey():
    journey = changed(unrated(), *surveyed(s1=9, s2=14, s3=11, s4=36, s5=5, s6=12))
    assert standings(journey) == {"s4": "low", "s5": "high"}


def test_a_survey_in_which_most_steps_are_equal_has_neither_low_nor_high_ones():
    assert standings(changed(unrated(), *surveyed(s1=9, s2=9, s3=9, s4=9, s5=9, s6=12))) == {"s6": "low"}
    assert standings(changed(unrated(), *surveyed(s1=9, s2=9))) == {}


def test_a_personas_guess_speaks_for_no_step():
    journey = changed(unrated(), ("steps/s4/ratings/as-p1", {"value": -2}), ("steps/s2/ratings/as-p1", {"value": 2}))
    assert standings(journey) == {}
    assert compared(journey, "s4", "s2") is None
    assert lowest(journey) is None
    assert "ratings-not-begun" in keys(changed(journey, *((f"steps/s{at}/experience", {}) for at in range(1, 7))))


def test_what_is_measured_speaks_before_what_the_group_assumes():
    room = [(f"steps/s{at}/ratings/room", {"value": value}) for at, value in ((1, -2), (2, 2))]
    journey = changed(unrated(), *room, *surveyed(s1=5, s2=60, s3=20, s4=30))
    assert standings(journey) == {"s1": "high", "s2": "low"}
    assert compared(journey, "s1", "s2") == 1
    assert compared(journey, "s2", "s1") == -1


def test_steps_for_which_different_figures_speak_cannot_be_compared():
    journey = changed(unrated(), ("steps/s1/ratings/room", {"value": 2}), *surveyed(s2=90))
    assert compared(journey, "s1", "s2") is None


def test_equally_firm_figures_that_contradict_each_other_tell_nothing():
    room = [(f"steps/s{at}/ratings/room", {"value": value, "source": "report"}) for at, value in ((1, -1.9), (2, 1.9))]
    journey = changed(unrated(), *room, *surveyed(s1=5, s2=60, s3=20, s4=30))
    assert compared(journey, "s1", "s2") is None
    assert standings(journey) == {}


@pytest.mark.parametrize("scale", ["five-points", "ten-points", "nps", "positive-share"])
def test_the_worst_of_a_survey_on_any_scale_is_low(scale):
    best, worst = SCALES[scale].high, SCALES[scale].low
    figures = [
        (f"steps/s{at}/ratings/q", {**SURVEY, "scale": scale, "value": worst if at == 4 else best - at / 10})
        for at in range(1, 7)
    ]
    assert standings(changed(unrated(), *figures))["s4"] == "low"


def sampled(n=20, **shares):
    """A survey of which it is known how many answered at each step."""
    return [(path, {**values, "n": n}) for path, values in surveyed(**shares)]


def test_a_step_of_many_that_lies_on_the_bad_side_by_chance_is_not_low():
    # 60 of 100 alone is more than chance; beside thirteen that are even it is not
    even = {f"s{number}": 50 for number in range(1, 14)}
    journey = Journey(
        id="j", title="J", steps=tuple(Step(id=f"s{number}", name=f"{number}") for number in range(1, 15))
    )
    assert standings(changed(journey, *sampled(n=100, **even, s14=60))) == {}
    assert standings(changed(journey, *sampled(n=400, **even, s14=60))) == {"s14": "low"}


def test_where_nobody_knows_how_many_answered_a_step_only_has_the_worst_figure():
    told = narrate_curve(voices(changed(unrated(), *surveyed(s1=20, s2=25, s3=30)))[0])
    assert "is worst" not in told
    assert "has its worst figure" in told
    assert "no other step" not in told, "that is not known either"
    assert "how many answered at a step is not known" in told


def test_what_chance_could_have_done_is_neither_low_nor_high_nor_worst_nor_best():
    shares = {"s1": 20, "s2": 25, "s3": 25, "s4": 25, "s5": 30, "s6": 15}
    journey = changed(unrated(), *sampled(**shares))
    assert standings(journey) == {}
    assert lowest(journey) is None
    assert compared(journey, "s5", "s6") is None
    told = narrate_curve(voices(journey)[0])
    assert "is worst" not in told
    assert "is best" not in told
    assert "; not enough to say that no other step is worse)" in told
    assert "; not enough to say that no other step is better)" in told
    good = changed(journey, *[(f"steps/{step}/ratings/q/scale", "positive-share") for step in shares])
    assert narrate_curve(voices(good)[0]).count("not enough to say") == 2, "how far a share spreads is known"
    large = changed(unrated(), *sampled(n=20_000, **shares))
    assert standings(large) == {"s5": "low", "s6": "high"}
    assert compared(large, "s5", "s6") == -1
    assert "not enough" not in narrate_curve(voices(large)[0])


def test_an_interval_that_the_answers_gave_decides_what_chance_could_have_done():
    """Scores of 4 and 3 on 1 to 5 from 20 people: told apart where their answers hardly spread."""

    def scored(reach):
        figures = {"s1": 4.0, "s2": 3.0, "s3": 4.1, "s4": 3.9}
        source = ("sources/q", {"name": "Questionnaire", "kind": "survey", "n": 20, "each": True})
        ends = {} if reach is None else {"reach": reach}
        ratings = [
            (
                f"steps/{step}/ratings/q",
                {"rater": "Q", "scale": "five-points", "value": value, "source": "q"}
                | ({"low": value - ends["reach"], "high": value + ends["reach"]} if ends else {}),
            )
            for step, value in figures.items()
        ]
        return changed(unrated(), source, *ratings)

    assert compared(scored(0.2), "s1", "s2") == 1
    assert compared(scored(0.9), "s1", "s2") is None
    assert compared(scored(None), "s1", "s2") is None, "their answers may spread as far as the scale"
    assert standings(scored(0.2)).get("s2") == "low"
    assert "s2" not in standings(scored(0.9))
    (curve,) = voices(scored(0.2))
    assert [curve.points[0].reach, curve.points[0].interval] == ["3.8 to 4.2", (3.8, 4.2)]
    assert curve.points[0].bounds == pytest.approx((0.7, 0.8))
    (odd,) = voices(changed(scored(0.2), ("steps/s1/ratings/q/low", 4.5)))
    assert odd.points[0].interval is None, "an interval beside its figure says nothing"


def test_more_than_half_negative_answers_of_few_people_are_not_low():
    assert standings(changed(unrated(), *sampled(s4=55))) == {}
    assert standings(changed(unrated(), *sampled(n=2000, s4=55))) == {"s4": "low"}


def test_two_lowest_steps_that_chance_may_have_parted_are_both_named():
    shares = {"s1": 9, "s2": 8, "s3": 36, "s4": 34, "s6": 10}
    moment = ("moments", [{"id": "m", "step": "s1"}])
    (found,) = lowest_point(changed(unrated(), moment, *sampled(n=400, **shares)))
    assert "is lowest at Part 3 and Part 4, which cannot be told apart, and no moment of truth" in found.say
    (found,) = lowest_point(changed(unrated(), moment, *sampled(n=400_000, **shares)))
    assert "is lowest at Part 3, and no moment of truth" in found.say
    assert list(lowest_point(changed(unrated(), moment, *sampled(n=10, **shares)))) == []


@pytest.mark.parametrize(("n", "told"), [(20, 0), (20_000, 1)])
def test_one_persons_answer_does_not_set_a_survey_against_the_room(n, told):
    room = [(f"steps/s{at}/ratings/room", {"value": value}) for at, value in enumerate((-1, 1, 1, 1), 1)]
    shares = {"s1": 25, "s2": 30, "s3": 30, "s4": 30}
    assert len(list(survey_and_room(changed(unrated(), *room, *sampled(n=n, **shares))))) == told


def test_where_nobody_knows_how_many_answered_the_order_is_told_with_that():
    journey = changed(sound(), ("solutions", []), ("solutions/x/title", "Do"), *surveyed(s1=9, s2=14, s3=11, s4=36))
    assert [N_UNKNOWN in one.say for one in low_steps_answered(changed(journey, *surveyed(s5=5)))] == [True]
    assert "how many answered at a step is not known" in narrate_curve(voices(journey)[1])


@pytest.mark.parametrize("kind", ["front-line", "other-words"])
def test_what_staff_may_have_told_is_not_set_against_the_room_as_customers(kind):
    journey = changed(
        unrated(),
        ("sources/report/kind", kind),
        *[(f"steps/s{at}/ratings/room", {"value": value}) for at, value in enumerate((-1, 1, 1, 1), 1)],
        *surveyed(s1=5, s2=60, s3=60, s4=60),
    )
    assert list(survey_and_room(journey)) == []
    assert map_view(journey)["customers"] == {}


@pytest.mark.parametrize(
    ("sources", "inside"),
    [
        ((None, None), "our group"),
        (("talks", None), "our group and Ten talks"),
        (("talks", "cards"), "two sources"),
        (("talks", "talks"), "Ten talks"),
    ],
)
def test_whose_a_curve_is_stands_inside_a_sentence(sources, inside):
    known = [("sources/talks", {"name": "Ten talks", "kind": "interviews"}), ("sources/cards", {"kind": "complaints"})]
    by = (*sources, sources[-1], sources[-1])
    rated = [
        (f"steps/s{at}/ratings/room", {"value": value, "source": source})
        for at, (value, source) in enumerate(zip((-1, 1, 1, 1), by, strict=True), 1)
    ]
    journey = changed(unrated(), *known, *rated, *surveyed(s1=5, s2=60, s3=60, s4=60))
    (told,) = {one.say.partition(" for ")[2].partition(",")[0] for one in survey_and_room(journey)}
    assert told == inside
    lowest = [one.say for one in lowest_point(changed(journey, ("moments", [{"id": "m", "step": "s9"}])))]
    assert not any("Our group" in say or "Two sources" in say for say in lowest)


def test_the_room_is_no_sample():
    room = [(f"steps/s{at}/ratings/room", {"value": value, "n": 3}) for at, value in ((1, -2), (2, 2))]
    journey = changed(unrated(), *room)
    assert standings(journey) == {"s1": "low", "s2": "high"}
    assert compared(journey, "s1", "s2") == -1


@settings(max_examples=300)
@given(st.lists(st.sampled_from((-2.0, -1.0, 0.0, 1.0, 2.0)), min_size=2, max_size=9))
def test_every_uneven_curve_names_its_highest_and_its_lowest(values):
    curve = touchpoint_like(values)
    if len(set(values)) == 1:
        return
    told = narrate_curve(curve)
    if told.startswith("Starts at its "):
        told = told.replace("Starts at its ", "Starts ", 1).replace(
            "is there too", f"{told.split()[3].strip(',')} again"
        )
        ends = {told.split()[1].strip(","): {0}}
    else:
        ends = {}
    for word, best in (("highest", max(values)), ("lowest", min(values))):
        places = {at for at, value in enumerate(values) if value == best}
        named = set(ends.get(word, ()))
        more = 0
        for group in re.findall(rf"{word}(?: again)? at (.+?)(?=, (?:rises|falls|recovers|ends|is|goes)|;|$)", told):
            named |= {int(at) for at in re.findall(r"P(\d)", group)}
            more += sum(SMALL.index(n) for n in re.findall(r"and (\w+) other steps", group))
        assert named <= places
        assert len(named) + more == len(places)


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def touchpoint_like(values):
    scale = SCALES["felt"]
    points = (
        Point(f"s{at}", f"P{at}", Rating(id="room", value=value), scale.height(value))
        for at, value in enumerate(values)
    )
    return Curve("room", "Our group", scale, tuple(points))


def by_words(journey, curve):
    """The steps that the narration calls the lowest of a curve."""
    told = narrate_curve(curve)
    words = " ".join(re.findall(r"(?:lowest|worst)(?: again| figure)? at ([^,;(]+)", told))
    if told.startswith("Starts at its lowest"):
        words += next(point.name for point in curve.points if point.height is not None)
    return {step.id for step in journey.steps if step.name in words}


def by_rule(journey, rule):
    words = " ".join(one.say for one in rule(journey))
    return {step.id for step in journey.steps if step.name in words}


@settings(max_examples=200)
@given(journeys)
def test_words_table_and_rules_agree_on_which_of_two_steps_is_higher_or_it_cannot_be_told(journey):
    heard = voices(journey)
    tables = {id(curve): by_table(journey, curve) for curve in heard}
    low = by_rule(journey, low_steps_answered)
    high = by_rule(journey, kept_strengths)
    bottom = by_rule(journey, lowest_point)
    higher_than = {}
    for one, other in combinations([step.id for step in journey.steps], 2):
        higher = compared(journey, one, other)
        higher_than |= {(one, other): higher, (other, one): None if higher is None else -higher}
        signs = {
            (figures[one] > figures[other]) - (figures[one] < figures[other])
            for figures in tables.values()
            if one in figures and other in figures
        }
        assert higher is None or higher in signs
        if len(heard) == 1 and signs and not any(point.ground.most for point in heard[0].points):
            assert {higher} == signs
    for curve in heard:
        figures = tables[id(curve)]
        if len(set(figures.values())) > 1:
            assert by_words(journey, curve)
            assert all(figures[step] == min(figures.values()) for step in by_words(journey, curve))
    for rated_low in low:
        assert not any(higher_than[rated_low, well] == 1 for well in high)
    assert not any(higher == 1 for (one, _), higher in higher_than.items() if one in bottom)
    for rated_low, well in product(low, high):
        if any(rated_low in figures and well in figures for figures in tables.values()) and len(heard) == 1:
            assert higher_than[rated_low, well] == -1
    if len(heard) == 1:
        assert all(
            higher_than[one, other] in (0, -1) or other in bottom
            for one in bottom
            for other in tables[id(heard[0])]
            if one != other
        )
    if bottom:
        figures = by_table(journey, lowest(journey).curve)
        assert lowest(journey).close or all(figures[step] == min(figures.values()) for step in bottom)


@settings(max_examples=200)
@given(journeys)
def test_where_room_and_survey_are_said_to_differ_their_tables_differ(journey):
    heard = {curve.rater: curve for curve in voices(journey)}
    for found in survey_and_room(journey):
        step = found.at.split("/")[1]
        room = by_table(journey, heard["room"])
        others = [by_table(journey, heard[name]) for name in ("survey", "panel", "desk") if name in heard]
        on_its_scale = by_table(journey, heard["desk"]) if "desk" in heard else {}
        assert abs(room[step] - on_its_scale.get(step, room[step])) >= APART or any(
            (room[step] > room[other]) != (figures[step] > figures[other]) and room[step] != room[other]
            for figures in others
            if step in figures
            for other in figures
            if other in room
        )
