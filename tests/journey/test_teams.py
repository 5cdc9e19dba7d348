"""Who is responsible is a team, and each team can ask what it has to do."""

from datetime import date

import pytest
from sound_journey import changed, sound

from cjm_widgets.journey import teams as teams_module
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.rules import advice
from cjm_widgets.journey.teams import is_nobody, responsible, teams_work

TODAY = date(2026, 11, 28)
LIBRARY = (
    ("teams/library", {"name": "Library", "lead": "Bo"}),
    ("solutions/x3/team", "library"),
    ("solutions/x3/due", "2026-10"),
    ("solutions/x5/team", "library"),
    ("solutions/x5/due", "2026-12-24"),
    ("solutions/x5/state", "under-way"),
    ("solutions/late", {"title": "Later", "team": "library", "step": "s1"}),
    ("steps/s6/touchpoints/t/responsible", "library"),
    ("moments/m6/hot_spot", True),
)


def named(journey: Journey):
    return {one.name: one for one in teams_work(journey, TODAY)}


def test_a_team_has_its_solutions_what_it_delivers_and_the_moments_of_truth_there():
    found = named(changed(sound(), *LIBRARY))
    assert list(found) == ["Desk", "Library"]
    library = found["Library"]
    assert [(one.name, one.place, one.who, one.due, one.state, one.overdue) for one in library.tasks] == [
        ("“Do 3”", "Part 3", "Ana", "due October 2026", "", True),
        ("“Do 5”", "Part 5", "Ana", "due 24 December 2026", "under-way", False),
        ("“Later”", "Part 1", "", "", "", False),
    ]
    assert [(one.at, one.name, one.place) for one in library.lines] == [
        ("steps/s6/touchpoints/t", "Somebody", "Part 6")
    ]
    assert [(one.at, one.hot) for one in library.moments] == [
        ("moments/m3", False),
        ("moments/m5", False),
    ]
    assert [(one.at, one.hot) for one in library.nearby] == [("moments/m6", True)]
    assert library.lead == "Bo"
    assert library.say == "Library: three to do, one of them overdue; delivers Somebody; two moments of truth."
    assert library.to_json()["tasks"][0]["name"] == "“Do 3”"


def test_what_is_done_is_counted_and_what_is_dropped_is_not_there():
    done = changed(sound(), *LIBRARY, ("solutions/x3/state", "done"), ("solutions/x5/state", "dropped"))
    library = named(done)["Library"]
    assert ([one.name for one in library.tasks], library.done) == (["“Later”"], 1)


def test_a_moment_at_one_touchpoint_is_not_that_of_who_delivers_another_of_the_step():
    other = ("steps/s6/touchpoints/u", {"name": "Another", "responsible": "desk"})
    journey = changed(sound(), *LIBRARY, other, ("solutions/x6/moment", None), ("solutions/x6/team", None))
    at = {name: {one.at for one in found.nearby} for name, found in named(journey).items()}
    assert "moments/m6" in at["Desk"]
    assert "moments/m6" in at["Library"], "nobody said at which of the two: it is told as of the same step"
    at = {
        name: {one.at for one in found.moments}
        for name, found in named(changed(journey, ("moments/m6/touchpoint", "u"))).items()
    }
    assert "moments/m6" in at["Desk"]
    assert "moments/m6" not in at["Library"]


@pytest.mark.parametrize(
    "changes",
    [
        [("solutions/x3/team", None), ("steps/s2/touchpoints/t/responsible", None)],
        [("solutions/x3/team", "gone"), ("steps/s2/touchpoints/t/responsible", "gone")],
        [
            ("teams/none", {"name": "Nobody"}),
            ("solutions/x3/team", "none"),
            ("steps/s2/touchpoints/t/responsible", "none"),
        ],
    ],
)
def test_what_nobody_is_responsible_for_is_told_whatever_stands_there(changes):
    journey = changed(sound(), *changes)
    nobody = teams_work(journey, TODAY)[0]
    assert (nobody.id, nobody.name) == ("", "Nobody yet")
    assert [one.name for one in nobody.tasks] == ["“Do 3”"]
    assert [one.at for one in nobody.lines] == ["steps/s2/touchpoints/t"]
    assert {"owner-and-date", "directly-responsible"} <= {one.rule for one in advice(journey)}


def test_a_solution_of_a_team_that_was_removed_says_so():
    said = [
        one.say for one in advice(changed(sound(), ("solutions/x3/team", "gone"))) if one.rule == "solutions-removed"
    ]
    assert said == ["One solution names a team that was removed: “Do 3”."]


@pytest.mark.parametrize("name", ["", " ", "Nobody", "nobody yet", "NO ONE", "To be decided.", "tbc", "?", "–", "n/a"])
def test_some_names_say_that_there_is_none(name):
    assert is_nobody(name)
    assert responsible(Journey(id="j", teams=({"id": "t", "name": name},)), "t") == ""


@pytest.mark.parametrize("name", ["Nobody’s Café", "Open day team", "IT", "受付"])
def test_a_name_is_a_name(name):
    assert not is_nobody(name)


def test_without_a_day_nothing_is_called_overdue():
    assert not any(task.overdue for one in teams_work(changed(sound(), *LIBRARY)) for task in one.tasks)


def test_a_team_with_nothing_left_to_do_is_told_so():
    journey = Journey.model_validate({"id": "j", "teams": [{"id": "t", "name": "Border police"}]})
    assert teams_work(journey)[0].say == "Border police: nothing to do now."


def test_each_team_is_asked_once_however_many_there_are(monkeypatch):
    asked = []
    monkeypatch.setattr(teams_module, "is_nobody", lambda name: asked.append(name) or False)
    teams = [{"id": f"t{at}", "name": f"Team {at}"} for at in range(50)]
    solutions = [{"id": f"s{at}", "title": "x", "team": f"t{at}"} for at in range(50)]
    found = teams_work(Journey.model_validate({"id": "j", "teams": teams, "solutions": solutions}))
    assert [len(one.tasks) for one in found] == [1] * 50
    assert len(asked) == 50
