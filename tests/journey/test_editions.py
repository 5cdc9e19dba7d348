import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_journey import SURVEY, changed, sound

from cjm_widgets.journey.editions import changes, edition_of
from cjm_widgets.journey.edits import EditError


def since(*made):
    return list(changes(sound(), changed(sound(), *made)))


def test_an_edition_names_the_last_change_that_is_in_it():
    journey = sound().model_copy(update={"revision": "e42"})
    made = edition_of(journey, name="Second", note="Asked ten", by="Ana", date="2025-06-01", edition_id="second")
    assert (made.id, made.name, made.note, made.by, made.date) == ("second", "Second", "Asked ten", "Ana", "2025-06-01")
    assert made.revision == "e42"


def test_nothing_changed_is_said_as_nothing():
    assert since() == []


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ([("steps/s3/ratings/room/value", -2)], ["Part 3: rating from −1 to −2"]),
        ([("steps/s3/ratings/room/value", "unknown")], ["Part 3: rating from −1 to not known"]),
        ([("steps/s3/ratings/room", None)], ["Part 3: rating no longer −1"]),
        ([("steps/s3/ratings/room/n", 40)], ["Part 3: what the rating rests on changed"]),
        ([("steps/s3/ratings/q", SURVEY)], ["Part 3: rating by Survey Q now 30 %"]),
        ([("steps/s3/ratings/as-p1", {"value": 1})], ["Part 3: rating as Person 1 now +1"]),
        ([("steps/s3/ratings/wanted", {"value": 2})], ["Part 3: rating that we want now +2"]),
        ([("steps/lounge", {"name": "Lounge"})], ["New step: Lounge"]),
        ([("steps/s2", None)], ["Step taken away: Part 2"]),
        ([("steps/s2/touchpoints/web", {"name": "Website"})], ["New touchpoint at Part 2: Website"]),
        ([("steps/s5/@after", "s1")], ["Part 5 now comes after Part 1"]),
        ([("steps/s5/@after", "")], ["Part 5 now comes first"]),
        ([("steps/s2/name", "Call")], ["Step “Part 2” is now called “Call”"]),
        ([("steps/s2/wanted", "More")], ["Part 2: the text “The experience we want the customer to have” changed"]),
        (
            [("steps/s2/wanted", "More"), ("steps/s2/goal", "Out"), ("steps/s2/experience/feelings", "Trust")],
            ["Three texts changed at Part 2"],
        ),
        (
            [("steps/s2/time", {"amount": 3, "unit": "weeks"})],
            ["Part 2: “How long does it take?” from 2 days to 3 weeks"],
        ),
        ([("steps/s2/stage", None)], ["Part 2: “Stage” no longer “Stay”"]),
        (
            [("steps/s2/touchpoints/t/serves", [])],
            ["Part 2: Somebody: “Which goals or questions does it answer?” no longer “Read”"],
        ),
        (
            [("scope/initiated_by", "organisation")],
            ["The journey: “Who makes the first move?” from “The customer” to “We do”"],
        ),
        ([("diagnostic/complex/rating", 0)], ["Complex: “How far is this true?” from “Very much” to “Not really”"]),
        ([("moments/m3/hot_spot", True)], ["Part 3: “This is a hot spot” now yes"]),
        ([("solutions/x3/effort", 5)], ["Do 3: “How much work is it?” from “Little” to “Very much”"]),
        ([("indicators/days/target", 0)], ["Days until the card: “Target” from 5 to 0"]),
        ([("indicators/days/results/n", {"date": "2026", "value": 4})], ["New result at Days until the card: 2026"]),
        ([("stakeholders/desk/angle", 90)], ["Desk moved on the picture"]),
        ([("stakeholders/bank", {"name": "Bank"})], ["New stakeholder: Bank"]),
        ([("overruled/time-frames", {"reason": "Nobody waits"})], ["New decision: Nobody waits"]),
        ([("title", "Another")], ["The text “Name of this map” changed"]),
        ([("editions/second", {"name": "Second"})], []),
    ],
)
def test_a_change_is_a_sentence_with_its_place(made, words):
    assert since(*made) == words


def test_changes_come_in_the_order_of_the_maps_parts():
    made = [("solutions/n", {"title": "Try"}), ("steps/n", {"name": "Go"}), ("personas/n", {"name": "Bo"})]
    assert since(*made) == ["New persona: Bo", "New step: Go", "New solution: Try"]


@given(st.data())
def test_any_two_states_can_be_told_apart_in_sentences(data):
    journey = sound()
    paths = ["steps/s1", "steps/s2/ratings/room", "steps/s2/touchpoints/t", "steps/s3/@after", "stages/stay", "title"]
    paths += ["scope", "diagnostic/complex/rating", "personas/p1", "steps/s1/time/amount", "solutions/x3/need"]
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=6)):
        try:
            journey = changed(journey, (path, data.draw(st.sampled_from([None, "", "s1", 1, {}]))))
        except EditError:
            continue
    told = changes(sound(), journey)
    assert bool(told) == (journey != sound())
    assert all(line.strip() == line and line for line in told)
