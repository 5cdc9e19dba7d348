import pytest
from sound_journey import changed, sound

from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.mismatch import PRIORITIES, PRIORITY_RULE, mismatches
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.rules import advice

NEED = "stages/stay/needs/toilet"


def gap(*changes):
    """The one mismatch of a sound journey with an unanswered question and a solution for it."""
    solution = {"title": "Put up a sign", "need": "toilet", "team": "desk", "effort": 2, "impact": 4}
    need = (NEED, {"name": "Where is the toilet?", "kind": "question"})
    (found,) = mismatches(changed(sound(), need, ("solutions/sign", solution), *changes))
    return found


def test_where_every_need_is_served_and_every_touchpoint_serves_there_is_no_mismatch():
    assert mismatches(sound()) == ()


def test_a_question_that_no_touchpoint_serves_is_named_with_its_stage():
    found = gap(("solutions/sign", None))
    assert found.kind == "unanswered"
    assert found.say == "Stay: no touchpoint answers the question “Where is the toilet?”."
    assert (found.at, found.stage, found.need, found.touchpoint) == (NEED, "stay", "toilet", "")
    assert (found.solutions, found.team, found.effort, found.priority) == ((), "", None, "not decided")


def test_a_touchpoint_of_any_step_makes_the_mismatch_disappear():
    need = (NEED, {"name": "Where is the toilet?"})
    served = changed(sound(), need, ("steps/s6/stage", None), ("steps/s6/touchpoints/t/serves", ["read", "toilet"]))
    assert mismatches(served) == ()


def test_a_touchpoint_without_a_name_serves_nothing_yet():
    served = {"serves": ["toilet"]}
    need = (NEED, {"name": "Where is the toilet?"})
    assert [one.need for one in mismatches(changed(sound(), need, ("steps/s1/touchpoints/blank", served)))] == [
        "toilet"
    ]


@pytest.mark.parametrize("serves", [[], ["gone"]])
def test_a_touchpoint_that_serves_nothing_or_only_what_was_removed_is_named(serves):
    journey = changed(sound(), ("steps/s2/touchpoints/t/serves", serves))
    (found,) = mismatches(journey)
    assert found.kind == "purposeless"
    assert found.say == "Part 2: the touchpoint “Somebody” serves no goal or question."
    assert found.at == found.touchpoint == "steps/s2/touchpoints/t"
    assert (found.need, found.stage, found.stage_name) == ("", "stay", "Stay")
    assert value_at(journey, found.at)["name"] == "Somebody"


@pytest.mark.parametrize("need", [("stages/stay/needs/read", None), ("stages/stay/needs/read/name", " ")])
def test_before_any_need_is_written_down_there_is_nothing_to_compare_with(need):
    assert mismatches(changed(sound(), need)) == ()
    assert mismatches(Journey(id="blank")) == ()


def test_a_mismatch_keeps_its_key_when_words_and_order_change():
    other = ("stages/stay/needs/read/@after", "toilet")
    assert gap().key == gap((f"{NEED}/name", "Toilet?"), other).key
    journey = changed(sound(), *((f"steps/s{at}/touchpoints/t/serves", []) for at in (1, 2)))
    first, second = mismatches(journey)
    assert first.key != second.key


@pytest.mark.parametrize(
    ("changes", "priority"),
    [
        ({}, "do first"),
        ({"impact": None}, "not decided"),
        ({"team": None, "owner": "Ana"}, "plan"),
        ({"effort": 3}, "do first"),
        ({"effort": 4}, "plan"),
        ({"impact": 2}, "plan"),
        ({"team": None}, "plan"),
        ({"team": "gone"}, "plan"),
        ({"effort": 4, "impact": 2}, "think again"),
        ({"control": "not-ours"}, "think again"),
        ({"effort": None}, "not decided"),
    ],
)
def test_the_priority_follows_from_team_and_effort(changes, priority):
    found = gap(*((f"solutions/sign/{field}", value) for field, value in changes.items()))
    assert found.priority == priority


@pytest.mark.parametrize(("others", "priority", "ranked"), [(2, "do first", "3rd"), (3, "do next", "4th")])
def test_what_comes_first_for_a_gap_is_among_the_first_three_of_the_ranking(others, priority, ranked):
    better = [(f"solutions/n{at}", {"title": "Better", "impact": 5, "effort": 1}) for at in range(others)]
    found = gap(*better)
    assert (found.priority, found.ranked) == (priority, ranked)
    asked = [(f"solutions/n{at}/control", "not-ours") for at in range(others)]
    assert (gap(*better, *asked).priority, gap(*better, *asked).ranked) == ("do first", "1st")


def test_all_facts_of_a_gap_are_of_the_one_solution_that_gives_its_priority():
    found = gap(
        ("teams/works", {"name": "Works"}),
        ("solutions/more", {"title": "Build one", "need": "toilet", "team": "works", "effort": 5, "impact": 4}),
        ("solutions/third", {"title": "Ask", "need": "toilet", "team": "desk"}),
    )
    assert [(one.title, one.priority) for one in found.solutions] == [
        ("Put up a sign", "do first"),
        ("Build one", "plan"),
        ("Ask", "not decided"),
    ]
    assert (found.by, found.team, found.effort, found.priority) == ("Put up a sign", "Desk", 2, "do first")
    easier = ("solutions/easy", {"title": "Hope", "need": "toilet", "effort": 1, "impact": 1})
    mixed = gap(("solutions/sign/effort", 3), easier)
    assert (mixed.by, mixed.team, mixed.effort, mixed.ranked) == ("Put up a sign", "Desk", 3, "1st")


def test_of_more_equals_than_are_first_none_is_called_first():
    equals = [(f"solutions/n{at}", {"title": "Alike", "impact": 4, "effort": 2}) for at in range(3)]
    assert (gap(*equals).priority, gap(*equals).ranked) == ("do next", "1st=")
    assert (gap(*equals[:2]).priority, gap(*equals[:2]).ranked) == ("do first", "1st=")


def test_it_is_said_what_a_gap_still_lacks():
    assert gap().do == "Planned: “Put up a sign”."
    assert gap(("solutions/sign/effort", None), ("solutions/sign/team", None)).do == (
        "Planned: “Put up a sign”. Say which team does it and how much work it is."
    )
    assert "add one" in gap(("solutions/sign", None)).do


def test_a_mismatch_as_plain_values():
    plain = gap().to_json()
    assert plain["solutions"] == [
        {
            "id": "sign",
            "title": "Put up a sign",
            "team": "Desk",
            "effort": 2,
            "impact": 4,
            "state": "",
            "place": {"at": 1, "shared": False},
            "priority": "do first",
        }
    ]
    assert (plain["by"], plain["team"]) == ("", "Desk")


def test_the_rule_says_every_priority_and_that_it_is_the_workbooks_own():
    assert "workbook’s own" in PRIORITY_RULE
    assert all(priority in PRIORITY_RULE for priority in PRIORITIES)


def test_what_was_dropped_plans_nothing_and_page_and_advice_agree():
    dropped = ("solutions/sign/state", "dropped")
    found = gap(dropped)
    assert (found.solutions, found.team, found.effort, found.priority) == ((), "", None, "not decided")
    assert found.do == "Choose a touchpoint that answers it, add one, or write down a solution for it."
    assert "gaps-answered" in gap_rules(dropped)


def test_what_is_done_is_told_as_done_and_is_no_plan():
    found = gap(("solutions/sign/state", "done"))
    assert found.do == (
        "Done: “Put up a sign”. Look whether the gap is still there, and tick what answers it if it is not."
    )
    assert (found.priority, found.team, found.effort) == ("look again", "", None)
    assert [(one.state, one.priority) for one in found.solutions] == [("done", "look again")]
    # what is done lacks neither a team nor an effort, and has been answered with something
    assert gap_rules(("solutions/sign/state", "done"), ("solutions/sign/team", None)) == []


def test_what_is_still_to_be_done_decides_the_priority_beside_what_is_done():
    second = {"title": "Build one", "need": "toilet", "effort": 4, "impact": 4, "state": "under-way"}
    found = gap(("solutions/sign/state", "done"), ("solutions/second", second))
    assert found.do == (
        "Done: “Put up a sign”. Look whether the gap is still there, and tick what answers it if it is not. "
        "Planned: “Build one”. Say which team does it."
    )
    assert (found.priority, found.effort, found.team) == ("plan", 4, "")
    assert gap_rules(("solutions/sign/state", "done"), ("solutions/second", second)) == ["gaps-with-teams-and-effort"]


def gap_rules(*changes):
    """What the advice says of gaps, the rules of the page Solutions only, with other solutions at hand."""
    need = (NEED, {"name": "Where is the toilet?", "kind": "question"})
    solution = {"title": "Put up a sign", "need": "toilet", "team": "desk", "effort": 2, "impact": 4}
    journey = changed(sound(), need, ("solutions/sign", solution), *changes)
    return [one.rule for one in advice(journey, "solutions") if one.rule.startswith("gaps-")]
