"""What is foretold of a step's answers is what the map says once they are typed back."""

import re

import pytest
from hypothesis import given, settings
from random_journey import journeys
from rated_journey import rated

from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.speaking import lowest, standings
from cjm_widgets.tasks.making import starter
from cjm_widgets.tasks.three_questions import Given, edits_of

ENDS = ("low", "high")
ROOMS = (
    (1, -1, 0, 1, 2),
    (2, 2, 1, 2, 2),
    (0, 0, 0, 0, 0),
    (-2, -2, 1, None, 1),
    (None, None, None, 1, None),
    (None,) * 5,
)


def called(journey: Journey) -> tuple[set[str], set[str]]:
    """The lowest steps, and those that count as low."""
    found = lowest(journey)
    low = {step for step, stands in standings(journey).items() if stands == "low"}
    return {step.id for step in found.steps} if found else set(), low


def typed_back(journey: Journey, at: str, end: str, n: int, others: int = 0) -> Journey:
    counts = (n - others, 0, 0, 0, others)
    for edit in edits_of(journey, [Given(at, counts if end == "low" else counts[::-1])], day="2026-11-20"):
        journey = apply(journey, edit)
    return journey


def all_come_true(journey: Journey) -> int:
    """Types the answers of each step back, at both ends, and counts the sentences that foretold a change."""
    foretold = 0
    for one in ask_next(journey):
        step = one.at.removeprefix("steps/")
        for end in ENDS if one.kind == "step" else ():
            said = re.search(rf"at the {end} end, (.*?)[;.]", one.say)
            now, then = called(journey), called(typed_back(journey, one.at, end, one.answers or 100))
            assert (now != then) == bool(said), one.say
            if said:
                foretold += 1
                assert ("lowest" in said[1]) == (now[0] != then[0])
                assert bool(re.match("it (alone is|becomes) the lowest", said[1])) == (now[0] != then[0] == {step})
                if now[0] == then[0]:  # else what is lowest is told alone
                    assert ("it counts as low" in said[1]) == (step in then[1] - now[1])
                    assert ("it no longer counts as low" in said[1]) == (step in now[1] - then[1])
                assert called(typed_back(journey, one.at, end, one.answers, -(-one.answers // 8))) == then
    return foretold


@pytest.mark.parametrize(("name", "least"), [("airport", 0), ("outpatient", 9), ("employer", 6), ("student", 8)])
def test_every_sentence_of_a_step_of_an_example_comes_true(name, least):
    assert all_come_true(starter(name)) >= least


@pytest.mark.parametrize("room", ROOMS)
def test_so_it_does_of_a_few_figures_of_the_group(room):
    assert all_come_true(rated(room=room, names=("Book", "Arrive", "Wait", "Talk", "Leave")))


def test_so_it_does_beside_a_survey():
    assert all_come_true(rated(shares=(10, 32, 36, None, 9), room=(1, 1, None, 0, 1)))


@settings(max_examples=5)
@given(journeys)
def test_so_it_does_of_any_journey(journey):
    all_come_true(journey)
