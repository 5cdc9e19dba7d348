"""What, if anything, is to be checked or changed: that nothing is needed counts as an answer everywhere."""

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.progress import page_progress, summary
from cjm_widgets.journey.rules import advice
from cjm_widgets.views.qia import NOTHING_NEEDED, qia_rows


def journey(*fine, solutions=({"id": "x", "title": "Stay open", "action": "keep"},)):
    return Journey.model_validate(
        {
            "id": "x",
            "steps": [
                {
                    "id": step,
                    "name": step.upper(),
                    "nothing_needed": step in fine,
                    "ratings": [{"id": "room", "value": -1}],
                }
                for step in ("a", "b")
            ],
            "moments": [{"id": "m", "name": "They wait", "step": "a"}],
            "solutions": solutions,
        }
    )


def told(of):
    return {one.rule: one.say for one in advice(of) if one.page == "solutions"}


def test_a_moment_and_a_low_step_of_which_nothing_is_needed_are_answered():
    assert "They wait" in told(journey())["moments-answered"]
    assert "moments-answered" not in told(journey("a"))
    assert told(journey("a"))["low-steps-answered"] == "One step rated low has no solution: B."
    assert "low-steps-answered" not in told(journey("a", "b"))


def test_where_nothing_is_needed_at_every_step_no_solution_is_missing():
    assert "solutions-not-begun" in told(journey("a", solutions=()))
    assert "solutions-not-begun" not in told(journey("a", "b", solutions=()))


def test_it_counts_as_done_and_is_told():
    found = page_progress(journey("a", solutions=()), "solutions")
    assert (found.state, found.say) == (
        "done",
        "0 solutions; nothing needed at 1 step; 1 of 1 moment of truth answered",
    )
    assert "A: −1 dissatisfied (room, assumed), moment of truth, nothing needed" in summary(journey("a"), "map")


def test_to_keep_a_step_as_it_is_does_not_contradict_it():
    kept = {"id": "x", "title": "Stay open", "action": "keep", "step": "a"}
    assert "nothing-and-something" not in told(journey("a", solutions=(kept,)))
    assert "nothing-and-something" in told(journey("a", solutions=({**kept, "action": "change"},)))


def test_it_stands_in_the_priority_activities_of_its_step():
    first, other = qia_rows(journey("a")).columns
    assert [(item.kind, item.text) for item in first.activities] == [("nothing", NOTHING_NEEDED)]
    assert other.activities == ()
