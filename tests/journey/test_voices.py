"""How each voice in the room rated: never so that one can tell what fewer than three people said."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.journey.agreement import together
from cjm_widgets.journey.model import Journey, Rating, Source, Step, Voice
from cjm_widgets.journey.voices import LEAST, ONLY_A_ROOM, VOICES, voices

C, F, B, M = VOICES
UNSAID = "unsaid"


def room(*steps, sources=(), more=None):
    """A journey of which each step has, for each voice, what its people said: the nth answer is the nth person's."""
    made, spoken = [], {}
    for at, said in enumerate(steps):
        ratings = []
        for voice, answers in said.items():
            for nth, value in enumerate(answers):
                person = f"p-{voice}-{nth}"
                spoken[person] = voice
                ratings.append(Rating(id=person, value=value))
        ratings += (more or {}).get(at, ())
        made.append(Step(id="abcdef"[at], name=f"Step {'ABCDEF'[at]}", ratings=tuple(ratings)))
    people = tuple(Voice(id=person, speaks_as=voice) for person, voice in spoken.items() if voice != "silent")
    return Journey(id="j", steps=tuple(made), voices=people, sources=sources)


def shown(journey, at=0):
    return {one.voice: one.spreads[at].values for one in voices(journey).heard if one.spreads[at].values}


def test_three_people_make_a_voice_and_two_do_not():
    assert shown(room({C: (1, 2, -1), F: (0, 0, 0)})) == {C: (-1, 1, 2), F: (0, 0, 0)}
    assert shown(room({C: (1, 2)})) == {}


def test_where_one_voice_is_too_small_the_smallest_of_the_others_is_held_back_with_it():
    assert shown(room({C: (1, 2, -1, 0), F: (0, 0, 0), M: (-2,)})) == {C: (-1, 0, 1, 2)}
    assert shown(room({C: (1, 2, -1), M: (-2,)})) == {}


def test_who_would_rather_not_say_hides_the_one_who_said():
    assert shown(room({C: (1, 2, -1), M: (-2,), UNSAID: (0, 0)})) == {C: (-1, 1, 2)}
    assert shown(room({C: (1, 2, -1), M: (-2,), "silent": (0, 0)})) == {C: (-1, 1, 2)}
    assert shown(room({C: (1, 2, -1), M: (-2,), UNSAID: (0,)})) == {}


def test_two_who_do_not_know_are_not_told_by_the_rooms_own_count_of_those_who_do_not():
    assert together(room({C: (1, 2, -1), M: ("unknown",)}))[0].unknown == 1
    assert shown(room({C: (1, 2, -1), M: ("unknown",)})) == {}
    assert shown(room({C: (1, 2, -1, "unknown")})) == {C: (-1, 1, 2)}, "of the same voice"


def test_a_voice_is_counted_anew_at_each_step():
    journey = room({C: (1, 1, 1), F: (0, 0, 0)}, {C: (1, None, 1), F: (0, 0, 0)}, {C: (1, 1, "unknown")})
    assert [shown(journey, at) for at in range(3)] == [{C: (1, 1, 1), F: (0, 0, 0)}, {}, {}]
    assert voices(journey).held_back == ("Step B", "Step C")


def test_the_same_voice_is_held_back_along_the_journey_where_one_has_to_be():
    journey = room({C: (1, 1, 1, 1, 1), F: (0, 0, 0), M: (0,)}, {C: (1, None, None, 2, 1), F: (0, 0, 0), M: (2,)})
    assert [set(shown(journey, at)) for at in range(2)] == [{C}, {C}]


@st.composite
def rooms(draw):
    """Any room: up to twelve people of any voice, or none, and what each answered at each of three steps."""
    answer = st.sampled_from((-2.0, -1.0, 0.0, 1.0, 2.0, "unknown", None))
    people = draw(
        st.lists(st.tuples(st.sampled_from((*VOICES, UNSAID, "silent")), st.tuples(*[answer] * 3)), max_size=9)
    )
    said = [{voice: [] for voice in (*VOICES, UNSAID, "silent")} for _ in range(3)]
    for voice, answers in people:
        for at, value in enumerate(answers):
            said[at][voice].append(value)
    return room(*said)


@given(rooms())
def test_nobody_can_take_away_what_is_shown_and_be_left_with_fewer_than_three(journey):
    found = voices(journey)
    speaks = {one.id: one.speaks_as for one in journey.voices}
    for at, (step, whole) in enumerate(zip(journey.steps, together(journey), strict=True)):
        of_voice = {one.voice: one.spreads[at] for one in found.heard}
        assert all(not one.values or one.rated >= LEAST for one in of_voice.values())
        assert all(one.unknown == 0 for one in of_voice.values()), "that too would be taken away from the room's"
        # whichever curves somebody takes away from the room's own figures
        told = [voice for voice, one in of_voice.items() if one.values]
        for count in range(1, len(told) + 1):
            for taken in combinations(told, count):
                left = Counter(whole.values)
                for voice in taken:
                    assert not Counter(of_voice[voice].values) - left
                    left -= Counter(of_voice[voice].values)
                assert left.total() == 0 or left.total() >= LEAST
        answered = [one for one in step.ratings if one.value is not None and speaks.get(one.id) not in told]
        assert not told or not answered or len(answered) >= LEAST


@given(rooms(), st.randoms())
def test_which_voices_are_shown_depends_on_how_many_rated_and_never_on_how(journey, chance):
    steps = tuple(
        step.model_copy(
            update={
                "ratings": tuple(
                    one.model_copy(update={"value": chance.choice((-2.0, 0.0, 2.0))})
                    if isinstance(one.value, float)
                    else one
                    for one in step.ratings
                )
            }
        )
        for step in journey.steps
    )
    other = voices(journey.model_copy(update={"steps": steps}))
    counts, again = (
        [(one.voice, [each.rated for each in one.spreads]) for one in found.heard] for found in (voices(journey), other)
    )
    assert counts == again


@given(rooms())
def test_no_order_of_the_ratings_and_no_id_tells_who_spoke_as_what(journey):
    steps = tuple(step.model_copy(update={"ratings": step.ratings[::-1]}) for step in journey.steps)
    turned = voices(journey.model_copy(update={"steps": steps, "voices": journey.voices[::-1]}))
    assert turned == voices(journey)
    assert "p-" not in repr(turned)


def test_the_gap_is_between_the_medians_and_says_how_many_people_it_rests_on():
    found = voices(room({C: (-1, -1, 0, 1, -2), F: (1, 0, 1, 0)}))
    (gap,) = found.gaps
    assert gap.each == "", "there are only the two"
    assert (gap.by, gap.say) == (1.5, "Front line 1.5 higher than customers or carers at “Step A”; n 4 and 5")
    assert found.say[:2] == (f"{gap.say}.", ONLY_A_ROOM)


def test_the_largest_gap_comes_first_and_of_two_alike_that_in_which_more_pairs_lie_apart():
    near, far, wide = {C: (0, 0, 2), F: (1, 1, 1)}, {C: (0, 0, 0), F: (1, 1, 1)}, {C: (-2, -2, -2), F: (2, 1, 2)}
    assert [gap.step for gap in voices(room(near, far, wide)).gaps] == ["c", "b", "a"]
    assert [gap.step for gap in voices(room(far, near, wide)).gaps] == ["c", "a", "b"]


def test_of_three_voices_the_two_that_lie_farthest_apart_are_told():
    (gap,) = voices(room({C: (0, 0, 0), F: (2, 2, 2), M: (-1, -1, -1)})).gaps
    assert gap.say == "Front line 3 higher than managers at “Step A”; n 3 and 3"
    assert gap.each == "Customers or carers 0 · Front line +2 · Managers −1"


def test_of_two_gaps_alike_at_a_step_that_is_told_in_which_more_pairs_lie_apart():
    for fewer, more in ((F, M), (M, F)):
        (gap,) = voices(room({C: (0, 0, 0), fewer: (0, 1, 1), more: (1, 1, 1)})).gaps
        assert (gap.by, gap.upper[0]) == (1, more)


def test_where_all_figures_stand_in_curves_nothing_is_said_to_be_held_back():
    assert voices(room({C: (0, 1, 1), M: ("unknown",) * 3})).held_back == ()
    assert voices(room({C: (0, 1, 1), UNSAID: (1, 1, 1)})).held_back == ("Step A",)


def test_where_the_medians_are_alike_there_is_no_gap_and_it_is_said():
    found = voices(room({C: (0, 1, 1), F: (1, 1, 2)}))
    assert (found.gaps, found.alike) == ((), ("Step A",))
    assert found.say[0] == "No gap between the medians at Step A."


def test_it_is_said_where_no_voice_or_only_one_can_be_shown():
    for said in ({C: (0, 1), F: (1,)}, {C: (0, 1, 1), "silent": (1,)}):
        (only,) = voices(room(said)).say
        assert only == (
            "No voice can be shown yet. It takes three people of one voice who rated a step in the same round, and "
            "beside them nobody or at least three others."
        )
    alone = voices(room({C: (0, 1, 1)}))
    assert alone.say[0] == "At no step can two voices be set side by side: only customers or carers can be shown."


SURVEY = Source(id="exit", name="Exit survey", kind="survey", n=40)


def test_what_customers_said_in_a_survey_stands_on_its_own_scale_with_its_gaps_told():
    measured = Rating(id="exit", scale="negative-share", value=12, source="exit")
    guess = Rating(id="guess", scale="positive-share", value=30)
    journey = room({C: (0, 1, 1)}, {C: (1, 1, 1)}, sources=(SURVEY,), more={0: (measured, guess)})
    staff = Source(id="staff", name="What staff say", kind="front-line")
    mixed = {0: (measured, guess), 1: (measured.model_copy(update={"source": "staff"}),)}
    told = voices(room({C: (0, 1, 1)}, {C: (1, 1, 1)}, sources=(SURVEY, staff), more=mixed))
    assert [point.value for point in told.surveys[0].points] == [12, None], "what staff say is not what customers said"
    found = voices(journey)
    assert [(one.title, one.scale.name) for one in found.surveys] == [("Exit survey", "negative-share")]
    assert [point.value for point in found.surveys[0].points] == [12, None]
    assert found.say[-1] == "Exit survey has no figure at Step B."
    assert voices(room({C: (0, 1, 1)})).say[-1] == "No survey says yet what customers themselves said."
