import re

import pytest
from sound_journey import SURVEY, changed, extra_moments, keys, sound, step, surveyed

from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.rules import PAGE_NAMES, RULES, RULES_OF, advice

_ONE = (
    r"(Oxford/HMRC notes, steps? [1-5]( and [1-5])?|Factsheet, (introduction|step [1-6]|persona sheet)"
    r"|Ten layers, ([1-9]|10|introduction)|Improving the service, (5Cs|benefits|how to construct a map)"
    r"|QIA, (introduction|journey steps|customer experience at each step"
    r"|priority activities|having completed the mapping)|This workbook’s own)"
)
SOURCES = re.compile(rf"{_ONE}(; {_ONE})*(; .*this workbook’s own)?(\. .*\.)?")


def without(path):
    return [(path, None)]


# rule, what is changed in a sound journey so that it speaks, what it says, what it is about, where it leads
BREAKS = [
    ("override-without-reason", [("diagnostic/override", "no")], "“no”", "diagnostic/override_reason"),
    (
        "five-cs-verdict",
        [
            *((f"diagnostic/{c}/rating", 0) for c in ("changeable", "challenged", "complex", "costly")),
            ("diagnostic/climactic/rating", 1),
        ],
        "say no, with 1 of 10",
        "diagnostic/override",
    ),
    (
        "five-cs-verdict",
        [(f"diagnostic/{c}/rating", 0) for c in ("changeable", "challenged", "complex", "costly")],
        "say unsure, with 2 of 10",
        "diagnostic/override",
    ),
    (
        "five-cs-verdict",
        [(f"diagnostic/{c}/rating", 1) for c in ("changeable", "challenged", "complex", "climactic", "costly")],
        "say unsure, with 5 of 10",
        "diagnostic/override",
    ),
    (
        "five-cs-verdict",
        [("diagnostic/changeable/rating", 0), ("diagnostic/complex/rating", 0), ("diagnostic/costly/rating", None)],
        "no verdict yet: Costly",
        "diagnostic/costly",
    ),
    (
        "five-cs-verdict",
        [
            ("diagnostic/changeable/rating", 0),
            ("diagnostic/complex/rating", 0),
            ("diagnostic/costly/rating", "unknown"),
        ],
        "no verdict yet: Costly",
        "diagnostic/costly",
    ),
    (
        "five-cs-reasons",
        [("diagnostic/complex/reason", " ")],
        "One rating has no reason: Complex.",
        "diagnostic/complex/reason",
    ),
    ("personas-count", without("personas/p3"), "two personas so far", "personas"),
    ("personas-count", [(f"personas/n{at}", {"name": "N"}) for at in range(3)], "six personas", "personas"),
    ("personas-named", [("personas/p2/name", "")], "One persona has no name: Persona 2.", "personas/p2/name"),
    (
        "personas-described",
        [("personas/p2/goals", ""), ("personas/p2/values", "")],
        "only a sketch: Person 2.",
        "personas/p2",
    ),
    (
        "personas-described",
        [("personas/p2/message", ""), ("personas/p2/pitch", "")],
        "only a sketch: Person 2.",
        "personas/p2",
    ),
    (
        "personas-described",
        [("personas/p1/job", ""), ("personas/p1/demographics", "")],
        "only a sketch: Person 1.",
        "personas/p1",
    ),
    ("personas-situations", [("personas/p1/ideal", "")], "Person 1", "personas/p1/current"),
    ("journey-named", [("scope/segment", "")], "which customers make it.", "scope/segment"),
    (
        "journey-named",
        [("scope/journey_type", ""), ("scope/segment", "")],
        "which journey this is and which customers make it.",
        "scope/journey_type",
    ),
    ("start-and-end", [("scope/ends", "")], "The end of the journey is not named.", "scope/ends"),
    (
        "start-and-end",
        [("scope/starts", ""), ("scope/ends", "")],
        "The start and the end of the journey are not named.",
        "scope/starts",
    ),
    ("steps-count", without("steps/s2"), "five steps so far", "steps"),
    ("steps-count", [(f"steps/n{at}", step(at, 0)) for at in range(7, 12)], "eleven steps", "steps"),
    (
        "start-and-end-fit",
        [("scope/starts", "At part 2, on the web")],
        "but Part 2 is not the first step",
        "scope/starts",
    ),
    ("start-and-end-fit", [("scope/ends", "Part 5")], "but Part 5 is not the last step", "scope/ends"),
    ("steps-named", [("steps/s4/name", "")], "One step has no name: Step 4.", "steps/s4/name"),
    (
        "stages-removed",
        [("steps/s4/stage", "gone")],
        "One step belongs to a stage that was removed: Part 4.",
        "steps/s4/stage",
    ),
    (
        "steps-with-touchpoints",
        [("steps/s4/touchpoints/t/name", ""), ("steps/s5/touchpoints/t", None)],
        "Two steps have no touchpoint with a name: Part 4 and Part 5.",
        "steps/s4/touchpoints",
    ),
    ("only-in-our-minds", [("scope/mapped_by", ["mental-walk"])], "in your minds alone", "scope/mapped_by"),
    ("kind-of-journey", [("scope/initiated_by", None)], "who makes the first move.", "scope/initiated_by"),
    (
        "goals",
        [("steps/s4/goal", ""), ("stages/stay/needs/read", None)],
        "One step has no goal: Part 4.",
        "steps/s4/goal",
    ),
    ("stages-named", [("stages/stay/name", "")], "One stage has no name: Stage 1.", "stages/stay/name"),
    ("stages-used", [("steps/s4/stage", None)], "One step is in no stage: Part 4.", "steps/s4/stage"),
    ("stages-used", [("stages/more", {"name": "Advocate"})], "One stage has no step: Advocate.", "stages/more"),
    (
        "stages-used",
        [("stages/stay", None), *((f"steps/s{at}/stage", None) for at in range(1, 7))],
        "not grouped into stages",
        "stages",
    ),
    (
        "touchpoints-of-others",
        [("steps/s1/touchpoints/t/owner", "ours")],
        "Every touchpoint on the map is your own.",
        "steps",
    ),
    ("service-elements", [("steps/s4/service_elements", "")], "Part 4", "steps/s4/service_elements"),
    ("time-frames", [("steps/s4/time/amount", None)], "One step has no time frame: Part 4.", "steps/s4/time"),
    ("map-named", [("title", "")], "This map has no name.", "title"),
    (
        "steps-rated",
        [("steps/s2/ratings/room/value", None), ("steps/s4/ratings", [])],
        "Two steps have no rating from your group or a survey: Part 2 and Part 4.",
        "steps/s2/ratings",
    ),
    (
        "survey-and-room",
        surveyed(s3=40, s4=30, s5=10),
        (
            "Part 5: below Part 3 and Part 4 for Comments 2024, above for Survey Q. "
            "How many answered there is not known, so chance may have done it."
        ),
        "steps/s5/ratings/room",
    ),
    (
        "survey-and-room",
        [("steps/s5/ratings/q", {**SURVEY, "scale": "felt", "value": 0})],
        (
            "Part 5: −2 very dissatisfied for Comments 2024, 0 neither for Survey Q. "
            "How many answered there is not known, so chance may have done it."
        ),
        "steps/s5/ratings/room",
    ),
    (
        "judgement-alone",
        [("steps/s4/ratings/room/source", None)],
        "One step rests on judgement alone: Part 4.",
        "steps/s4/ratings",
    ),
    (
        "judgement-alone",
        [(f"steps/s{at}/ratings/room/source", None) for at in range(1, 7)],
        "All ratings rest on judgement alone.",
        "steps/s1/ratings",
    ),
    (
        "judgement-alone",
        [("sources/comments/kind", "judgement")],
        "All ratings rest on judgement alone.",
        "steps/s1/ratings",
    ),
    (
        "sources-removed",
        [("steps/s4/ratings/room/source", "gone")],
        "One step has a rating whose source is not there: Part 4.",
        "steps/s4/ratings",
    ),
    (
        "evidence-named",
        [("sources/count/kind", None)],
        "One source does not say what it is: Count.",
        "sources/count/kind",
    ),
    ("evidence-named", [("sources/count/name", "")], "A source without a name", "sources/count/name"),
    ("personas-from-research", [("personas/p2/source", None)], "Person 2", "personas/p2/source"),
    ("in-their-shoes", [("steps/s4/experience", {})], "Part 4", "steps/s4/experience"),
    ("experience-wanted", [("steps/s4/wanted", "")], "Part 4", "steps/s4/wanted"),
    (
        "moments-removed",
        [("moments/m3/step", "gone")],
        "One moment of truth stands at a step or a touchpoint that is not there: Moment 1.",
        "moments/m3/step",
    ),
    ("moments-removed", [("moments/m3/touchpoint", "gone")], "Part 3", "moments/m3/touchpoint"),
    ("moments-placed", [("moments/m3/step", None)], "One moment of truth has no step: Moment 1.", "moments/m3/step"),
    ("moments-count", without("moments/m3"), "two moments of truth so far", "moments"),
    ("moments-count", extra_moments(2), "There are five moments of truth.", "moments"),
    ("hot-spots-count", extra_moments(5, hot_spot=True), "Five moments of truth are marked as hot spots.", "moments"),
    ("hot-spots-count", [("moments/m3/hot_spot", True)], "One moment of truth is marked as a hot spot.", "moments"),
    (
        "moments-rated",
        [("steps/s3/ratings", [])],
        "One moment of truth stands on a step without a rating from your group or a survey: Part 3.",
        "steps/s3/ratings",
    ),
    ("lowest-point", [("moments/m5/step", "s4")], "The curve is lowest at Part 5", "steps/s5"),
    ("moments-explained", [("moments/m3/why", "")], "One moment of truth is not explained: Part 3.", "moments/m3/why"),
    (
        "moments-explained",
        [("moments/m3/risk", []), ("moments/m3/felt", None)],
        "not explained: Part 3.",
        "moments/m3/why",
    ),
    ("solutions-removed", [("solutions/x3/step", "gone")], "“Do 3”", "solutions/x3/step"),
    ("solutions-removed", [("solutions/x3/moment", "gone")], "“Do 3”", "solutions/x3/moment"),
    ("moments-answered", [("solutions/x5", None)], "One moment of truth has no solution: Part 5.", "moments/m5"),
    (
        "nothing-and-something",
        [("steps/s1/nothing_needed", True), ("solutions/x1", {"title": "Do it", "action": "change", "step": "s1"})],
        "One step is ticked as fine, and yet something is to be changed there: Part 1.",
        "steps/s1/nothing_needed",
    ),
    (
        "low-steps-answered",
        [("steps/s4/ratings/room/value", -1)],
        "One step rated low has no solution: Part 4.",
        "steps/s4",
    ),
    (
        "low-steps-answered",
        surveyed(s4=85),
        "One step rated low has no solution: Part 4.",
        "steps/s4",
    ),
    ("solutions-titled", [("solutions/x3/title", "")], "Solution 1", "solutions/x3/title"),
    (
        "solutions-placed",
        [("solutions/n", {"title": "Think"})],
        "One solution belongs to no step: “Think”.",
        "solutions/n/step",
    ),
    (
        "kept-strengths",
        [("solutions/x6/action", "change")],
        "Two steps work well, and nothing is said to keep them so: Part 1 and Part 6.",
        "solutions",
    ),
    ("sort-of-action", [("solutions/x3/action", None)], "“Do 3”", "solutions/x3/action"),
    ("in-our-hands", [("solutions/x3/control", None)], "“Do 3”", "solutions/x3/control"),
    ("effort-and-impact", [("solutions/x3/effort", None)], "“Do 3”", "solutions/x3/impact"),
    ("effort-and-impact", [("solutions/x3/impact", None)], "“Do 3”", "solutions/x3/impact"),
    ("owner-and-date", [("solutions/x3/team", None)], "“Do 3”", "solutions/x3/team"),
    ("owner-and-date", [("teams/desk/name", "Nobody.")], "lack a responsible team", "solutions/x3/team"),
    ("owner-and-date", [("solutions/x3/due", "")], "“Do 3”", "solutions/x3/team"),
    ("why-this-journey", [("scope/why", "")], "why you map this journey", "scope/why"),
    ("how-mapped", [("scope/mapped_by", [])], "how you are mapping", "scope/mapped_by"),
    ("stakeholders-listed", without("stakeholders/desk"), "No stakeholder is on the map yet.", "stakeholders"),
    ("customer-at-the-centre", [("scope/segment", " ")], "has no name", "scope/segment"),
    (
        "customer-at-the-centre",
        [("stakeholders/s", {"name": "the Customers"})],
        "“the Customers” stands among",
        "stakeholders/s",
    ),
    ("customer-at-the-centre", [("stakeholders/s", {"name": "students"})], "“students”", "stakeholders/s"),
    ("stakeholders-named", [("stakeholders/desk/name", "")], "Stakeholder 1", "stakeholders/desk/name"),
    (
        "stakeholders-placed",
        [("stakeholders/desk/influence", None)],
        "no circle: Desk.",
        "stakeholders/desk/influence",
    ),
    (
        "relationships-drawn",
        [
            (
                "stakeholders/bank",
                {"name": "Bank", "influence": "medium", "relationship": "x", "we_do": "x", "they_do": "x"},
            )
        ],
        "No relationship is drawn on the stakeholder map.",
        "relationships",
    ),
    (
        "relationships-whole",
        [("relationships/r", {"from_whom": "desk"})],
        "The relationship from Desk to an end not chosen yet has only one end.",
        "relationships/r/to_whom",
    ),
    (
        "relationships-whole",
        [("relationships/r", {})],
        "The relationship number 1 has no ends yet.",
        "relationships/r/from_whom",
    ),
    (
        "relationships-whole",
        [("relationships/r", {"from_whom": "gone", "to_whom": "@customer", "state": "good"})],
        "from somebody who was removed to the customer names a stakeholder that was removed.",
        "relationships/r/from_whom",
    ),
    (
        "relationships-whole",
        [("relationships/r", {"from_whom": "desk", "to_whom": "desk", "state": "good"})],
        "leads back to where it begins.",
        "relationships/r/to_whom",
    ),
    (
        "relationships-whole",
        [("relationships/r", {"from_whom": "desk", "to_whom": "@customer"})],
        "from Desk to the customer does not say how it is.",
        "relationships/r/state",
    ),
    ("stakeholders-described", [("stakeholders/desk/they_do", "")], "described: Desk.", "stakeholders/desk/they_do"),
    ("outcomes-removed", [("outcomes/degree/steps", ["s1", "gone"])], "Pass the exam", "outcomes/degree/steps"),
    ("outcomes-removed", [("outcomes/degree/persona", "gone")], "Pass the exam", "outcomes/degree/persona"),
    ("outcomes-listed", without("outcomes/degree"), "what customers want to achieve", "outcomes"),
    ("outcomes-named", [("outcomes/degree/name", "")], "Outcome 1", "outcomes/degree/name"),
    ("outcomes-with-actions", [("outcomes/degree/actions", "")], "Pass the exam", "outcomes/degree/actions"),
    ("serves-removed", [("steps/s3/touchpoints/t/serves", ["gone"])], "(Part 3)", "steps/s3/touchpoints/t/serves"),
    ("needs-per-stage", [("stages/new", {"name": "Leave"})], "no question: Leave.", "stages/new/needs"),
    (
        "needs-answered",
        [("stages/stay/needs/toilet", {"name": "Where is the toilet?"})],
        "One goal or question is answered by no touchpoint: “Where is the toilet?”.",
        "stages/stay/needs/toilet",
    ),
    (
        "touchpoints-with-a-purpose",
        [("steps/s2/touchpoints/t/serves", [])],
        "One touchpoint serves no goal or question: Somebody (Part 2).",
        "steps/s2/touchpoints/t/serves",
    ),
    ("gaps-answered", [("stages/stay/needs/n", {"name": "Why?"})], "“Why?”", "stages/stay/needs/n"),
    (
        "gaps-with-teams-and-effort",
        [("stages/stay/needs/n", {"name": "Why?"}), ("solutions/x3/need", "n"), ("solutions/x3/effort", None)],
        "One gap lacks the team or the effort to close it: “Why?”.",
        "solutions/x3/effort",
    ),
    (
        "gaps-with-teams-and-effort",
        [
            ("stages/stay/needs/n", {"name": "Why?"}),
            ("solutions/x3/need", "n"),
            ("solutions/x3/team", None),
        ],
        "“Why?”",
        "solutions/x3/team",
    ),
    ("touchpoints-described", [("steps/s2/touchpoints/t/kind", None)], "Somebody (Part 2)", "steps/s2/touchpoints/t"),
    (
        "touchpoints-described",
        [("steps/s2/touchpoints/t/where", None), ("steps/s2/touchpoints/t/by", [])],
        "(Part 2)",
        "steps/s2/touchpoints/t",
    ),
    (
        "places-of-contact",
        [("steps/s1/touchpoints/t/by", ["in-person"])],
        "Every touchpoint that says by what it happens, happens in person.",
        "steps",
    ),
    (
        "directly-responsible",
        [("steps/s2/touchpoints/t/responsible", None)],
        "Somebody (Part 2)",
        "steps/s2/touchpoints/t/responsible",
    ),
    ("touchpoints-graded", [("steps/s2/touchpoints/t/grade", None)], "(Part 2)", "steps/s2/touchpoints/t/grade"),
    (
        "figures-beside-feelings",
        [("steps/s2/touchpoints/t/contacts", None), ("steps/s2/time/amount", None)],
        "One step tells how it feels, but not how many contacts or how long it takes: Part 2.",
        "steps/s2/time",
    ),
    ("blueprint", [("steps/s2/blueprint/front_stage", "")], "Part 2", "steps/s2/blueprint"),
    ("time-sources", [("stages/stay/time/amount", 2)], "without a source: Stay.", "stages/stay/time_source"),
    ("time-sources", [("steps/s2/time_source", None)], "without a source: Part 2.", "steps/s2/time_source"),
    (
        "time-sources",
        [(f"steps/s{at}/touchpoints/t/time/amount", 5) for at in (2, 3)],
        "Two time frames are without a source: ",
        "steps/s2/touchpoints/t/time_source",
    ),
    (
        "lenses-used",
        [(f"steps/s{at}/experience/{lens}", "") for at in range(1, 7) for lens in ("language", "emotions")],
        "No step says anything about language and emotions.",
        "steps/s1/experience/language",
    ),
    ("great-and-know", [("steps/s2/know", "")], "Part 2", "steps/s2/know"),
    ("great-and-know", [("steps/s2/great", "")], "Part 2", "steps/s2/great"),
    (
        "something-in-our-hands",
        [(f"solutions/x{at}/control", "not-ours") for at in (3, 5, 6)],
        "Nothing on the list is in your own hands.",
        "solutions",
    ),
    ("solutions-removed", [("solutions/x3/need", "gone")], "a goal or question that was removed", "solutions/x3/need"),
    ("solutions-removed", [("solutions/x3/indicator", "gone")], "an indicator", "solutions/x3/indicator"),
    ("indicators-removed", [("indicators/days/step", "gone")], "Days until the card", "indicators/days/step"),
    ("indicators-removed", [("indicators/days/results/r/edition", "gone")], "Days", "indicators/days/results"),
    ("indicators-named", [("indicators/days/name", "")], "Indicator 1", "indicators/days/name"),
    ("indicators-with-targets", [("indicators/days/today", None)], "Days", "indicators/days/today"),
    ("indicators-with-targets", [("indicators/days/target", None)], "Days", "indicators/days/target"),
    ("targets-dated", [("indicators/days/due", "")], "Days", "indicators/days/due"),
    ("indicators-described", [("indicators/days/better", None)], "Days", "indicators/days"),
    ("solutions-measured", [("solutions/x3/indicator", None)], "“Do 3”", "solutions/x3/indicator"),
    (
        "solutions-measured",
        [("solutions/x3/expected", ""), ("solutions/x3/predicted", None)],
        "“Do 3”",
        "solutions/x3/expected",
    ),
    ("indicators-moved", [("indicators/more", {"name": "Calls"})], "no solution: Calls.", "indicators/more"),
    ("figures-with-sources", [("indicators/days/today_source", None)], "Days", "indicators/days"),
    ("figures-with-sources", [("indicators/days/results/r/source", None)], "Days", "indicators/days"),
    (
        "figures-fit-sources",
        [("indicators/days/today_n", 10)],
        "One indicator has a figure that rests on more people than its source asked: Days until the card.",
        "indicators/days/today_n",
    ),
    (
        "figures-fit-sources",
        [("indicators/days/results/r/n", 9000)],
        "One indicator has a figure that rests on more people",
        "indicators/days/results/r/n",
    ),
    (
        "figures-fit-sources",
        [("sources/count/when", "2025-02")],
        "One indicator has a figure that is dated after its source: Days until the card.",
        "indicators/days/results/r/date",
    ),
    (
        "ratings-fit-sources",
        [("steps/s2/ratings/room", {"value": 1, "source": "count", "n": 500})],
        "One step has a rating that rests on more people than its source asked: Part 2.",
        "steps/s2/ratings/room/n",
    ),
    ("edition-kept", [("editions/first", None)], "No edition of this map is kept yet.", "editions"),
    ("area", [("solutions/x3/area", None)], "“Do 3”", "solutions/x3/area"),
    ("check-verify-change", [("solutions/x3/activity", None)], "“Do 3”", "solutions/x3/activity"),
]
NOT_BEGUN = {
    f"{page}-not-begun" for page in ("five-cs", "personas", "steps", "ratings", "moments", "solutions", "evaluation")
}


def test_a_sound_journey_needs_no_advice():
    assert advice(sound()) == ()


@pytest.mark.parametrize(
    ("rule", "changes", "words", "at"), BREAKS, ids=[f"{b[0]}-{at}" for at, b in enumerate(BREAKS)]
)
def test_a_rule_speaks_where_it_is_broken_and_names_it(rule, changes, words, at):
    journey = changed(sound(), *changes)
    (found,) = [one for one in advice(journey) if one.rule == rule]
    assert words in found.say
    assert found.at == at


@pytest.mark.parametrize(
    ("rule", "changes"), [b[:2] for b in BREAKS], ids=[f"{b[0]}-{at}" for at, b in enumerate(BREAKS)]
)
def test_advice_is_two_short_sentences_a_source_and_a_place_that_exists(rule, changes):
    journey = changed(sound(), *changes)
    for one in advice(journey):
        assert one.say.endswith(".")
        assert one.do.endswith(".")
        assert len(one.say) < 220
        assert len(one.do) < 130
        assert SOURCES.fullmatch(one.source), one.source
        assert one.page in PAGE_NAMES
        assert re.fullmatch(r"[a-z-]+", one.rule)
        if one.at:
            value_at(journey, one.at)


def test_every_rule_of_the_registry_is_broken_in_a_test_above():
    blank = Journey(id="a")
    spoken = {one.rule for _, changes, *_ in BREAKS for one in advice(changed(sound(), *changes))} | set(keys(blank))
    by_function = {rule.__name__: False for rule in RULES}
    for journey in (blank, *(changed(sound(), *changes) for _, changes, *_ in BREAKS)):
        for rule in RULES:
            by_function[rule.__name__] |= bool(tuple(rule(journey)))
    assert [name for name, speaks in by_function.items() if not speaks] == []
    assert spoken == {rule for rule, *_ in BREAKS} | NOT_BEGUN


def test_every_rule_speaks_of_the_page_under_which_it_stands():
    for journey in (Journey(id="a"), *(changed(sound(), *changes) for _, changes, *_ in BREAKS)):
        for page, rules in RULES_OF.items():
            assert {one.page for rule in rules for one in rule(journey)} <= {page}


def test_every_rule_names_its_source_in_its_docstring():
    assert [rule.__name__ for rule in RULES if "Source:" not in (rule.__doc__ or "")] == []
