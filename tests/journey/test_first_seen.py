"""No two states that a room has seen, compared, tell what fewer than three people of one voice said."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.journey.agreement import together
from cjm_widgets.journey.edits import Edit, apply
from cjm_widgets.journey.first_seen import FirstSeen, is_told_by
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.journey.voices import AS_FIRST_SEEN, LEAST, VOICES, voices

C, F, B, M = VOICES
STEPS = ("a", "b")


class Room:
    """A journey in a room with its history, and what was shown of it: the room's figures and the voices, by step."""

    def __init__(self):
        self.journey = Journey(id="trip", steps=tuple(Step(id=one, name=one.upper()) for one in STEPS))
        self.seen = FirstSeen().after([Edit(id="e-0", path="", new=self.journey.to_json())])
        self.shown = []

    def does(self, *changes):
        for path, new in changes:
            edit = Edit(id="e-0", path=path, new=new)
            self.seen = self.seen.after([edit])
            self.journey = apply(self.journey, edit)
            if any(one.state == "together" for one in self.journey.rounds):
                self.shown.append((self.dots(), self.curves()))
        return self

    def say(self, voice, *values, step="a", start=0):
        people = [f"p-{voice}{start + at}" for at in range(len(values))]
        return self.does(
            *[(f"voices/{person}/speaks_as", voice) for person in people],
            *[(f"steps/{step}/ratings/{who}/value", value) for who, value in zip(people, values, strict=True)],
        )

    def reveal(self):
        return self.does(("rounds/satisfaction/state", "together"))

    def again(self):
        return self.does(("rounds/satisfaction/state", "apart"))

    def told(self):
        return voices(self.journey, self.seen)

    def dots(self):
        return {one.step: (Counter(one.values), one.unknown) for one in together(self.journey)}

    def curves(self):
        spreads = [(one.voice, spread) for one in self.told().heard for spread in one.spreads]
        return {step: {v: Counter(s.values) for v, s in spreads if s.step == step and s.values} for step in STEPS}

    def at(self, step="a"):
        return {voice: sorted(values.elements()) for voice, values in self.curves()[step].items()}


def test_who_comes_late_and_alone_makes_no_voice_grow():
    room = Room().say(F, 1, 1, 2).say(C, 0, 0, 0).reveal().again().say(F, -2, start=9).reveal()
    assert room.dots()["a"][0][-2] == 1, "all see the room's new rating"
    assert room.at() == {F: [1, 1, 2], C: [0, 0, 0]}


def test_three_of_a_voice_who_come_late_together_join_it():
    room = Room().say(F, 1, 1, 2).reveal().again().say(F, -2, -1, 0, start=5).reveal()
    assert room.at() == {F: [-2, -1, 0, 1, 1, 2]}


def test_two_who_were_seen_before_and_one_who_comes_make_no_voice():
    assert Room().say(F, 1, 2).reveal().again().say(F, 0, start=5).reveal().at() == {}


def test_three_who_come_are_held_back_with_one_who_comes_along():
    room = Room().say(F, 1, 1, 2).reveal().again().say(F, 0, 0, 0, start=5).say(M, -2).reveal()
    assert room.at() == {F: [1, 1, 2]}


@pytest.mark.parametrize(
    "change",
    [
        ("voices/p-front-line0/speaks_as", M),
        ("voices/p-front-line0", None),
        ("steps/a/ratings/p-front-line0/value", -2),
        ("steps/a/ratings/p-front-line0/value", None),
        ("steps/a/ratings/p-front-line0", None),
    ],
)
def test_who_changes_their_mind_or_voice_or_takes_a_rating_back_stays_in_the_curves_as_first_seen(change):
    room = Room().say(F, 1, 1, 2, 2).say(M, 0, 0, 0).reveal().again().does(change).reveal()
    assert room.at() == {F: [1, 1, 2, 2], M: [0, 0, 0]}
    assert AS_FIRST_SEEN in room.told().beside
    assert AS_FIRST_SEEN not in Room().say(F, 1, 1, 2, 2).reveal().told().beside


def test_a_step_that_is_removed_while_all_see_it_and_put_back_says_no_more_than_before():
    room = Room().say(F, 1, 1, 2).say(C, 0, 0, 0).reveal()
    step = next(one for one in room.journey.to_json()["steps"] if one["id"] == "a")
    fewer = {**step, "ratings": [one for one in step["ratings"] if one["id"] != "p-front-line0"]}
    assert room.does(("steps/a", None), ("steps/a", fewer)).at() == {F: [1, 1, 2], C: [0, 0, 0]}
    assert room.told().times == 1


def test_what_is_rated_before_a_reveal_may_be_changed_as_one_likes():
    room = Room().say(F, 1, 1, 2).does(("steps/a/ratings/p-front-line0/value", -1), ("voices/p-front-line0", None))
    assert room.say(F, 0, start=0).reveal().at() == {F: [0, 1, 2]}
    off = Room().say(F, 1, 1, 2).does(("rounds/satisfaction/state", "off"), ("steps/a/ratings/p-front-line0/value", -1))
    assert off.reveal().at() == {F: [-1, 1, 2]}


def test_a_voice_counts_at_a_step_as_it_was_when_that_step_was_first_seen():
    room = Room().say(F, 1, 1, 2).reveal().again()
    assert room.say(F, 0, 0, 0, step="b").does(("voices/p-front-line0/speaks_as", M)).reveal().at("b") == {}
    assert room.at("a") == {F: [1, 1, 2]}


def test_only_what_the_room_could_see_is_read_of_a_history():
    told = ["", "rounds/satisfaction/state", "voices/p-a/speaks_as", "steps", "steps/a", "steps/a/ratings/p-a/value"]
    assert [one for one in told if not is_told_by(one)] == []
    assert [
        one for one in ("title", "steps/a/name", "steps/a/experience/feelings", "moments/m") if is_told_by(one)
    ] == []


@pytest.mark.parametrize("voice", [*VOICES, "unsaid", None])
@pytest.mark.parametrize("comes", ["first", "last"])
def test_as_whom_one_speaks_who_comes_alone_is_in_no_curve_and_no_word(voice, comes):
    one = (("voices/p-alone/speaks_as", voice), ("steps/a/ratings/p-alone/value", -2))
    first, last = (one, ()) if comes == "first" else ((), one)
    room = Room().does(*first).reveal().again().say(F, 1, 1, 2).say(M, 0, 0, 0).reveal().again().does(*last).reveal()
    assert room.at() == {F: [1, 1, 2], M: [0, 0, 0]}
    assert room.told().held_back == ("A",)


SAID = st.lists(st.sampled_from((-2, 1, "unknown")), max_size=4)
TURNS = st.lists(st.fixed_dictionaries({F: SAID, M: SAID, "unsaid": SAID}), min_size=1, max_size=3)
FEW = settings(max_examples=40)


def rated(room, said):
    for voice, values in said.items():
        room.say(voice, *values, start=10 * len(room.shown))
    return room.reveal()


@FEW
@given(TURNS)
def test_what_a_reveal_adds_isolates_nobody_whatever_is_taken_away_from_what(turns):
    """Ratings only come; so the room's own tell at every reveal what was added, and by the curves also of whom."""
    room = Room()
    for said in turns:
        rated(room.again(), said)
    before = ({"a": (Counter(), 0)}, {"a": {}})
    for (dots, curves), (later_dots, later) in pairwise((before, *room.shown)):
        assert all(values <= later["a"][voice] for voice, values in curves["a"].items())
        grown = {voice: later["a"][voice] - curves["a"].get(voice, Counter()) for voice in later["a"]}
        assert all(one.total() == 0 or one.total() >= LEAST for one in grown.values())
        added = later_dots["a"][0] - dots["a"][0]
        for some in chain.from_iterable(combinations(grown.values(), count) for count in range(1, len(grown) + 1)):
            left = added - sum(some, Counter())
            assert not any(some) or left.total() == 0 or left.total() >= LEAST


@FEW
@given(TURNS, st.randoms())
def test_nothing_that_is_changed_or_taken_back_after_it_was_seen_moves_a_curve_or_a_word(turns, chance):
    plain, changing = Room(), Room()
    for said in turns:
        rated(plain.again(), said)
        rated(changing.again(), said)
        assert plain.curves() == changing.curves()
        changing.again()
        for rating in changing.journey.steps[0].ratings:
            changing.does((f"steps/a/ratings/{rating.id}/value", chance.choice((rating.value, 2, "unknown", None))))
            changing.does((f"voices/{rating.id}/speaks_as", chance.choice((F, M, None))))
        changing.reveal()
        plain.again().reveal()
        assert plain.curves() == changing.curves()
        assert plain.told() == changing.told()
