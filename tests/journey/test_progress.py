import pytest
from sound_journey import changed, sound

from cjm_widgets.journey.model import Journey, Persona
from cjm_widgets.journey.progress import page_progress, progress, summary
from cjm_widgets.journey.rules import PAGE_NAMES


def said(journey, page):
    found = page_progress(journey, page)
    return found.state, found.say


def test_every_page_is_told_in_the_order_of_the_method():
    assert tuple(found.page for found in progress(sound())) == PAGE_NAMES


def test_a_sound_journey_is_done_on_every_page():
    assert {found.state for found in progress(sound())} == {"done"}


def test_nothing_is_done_or_begun_in_a_blank_journey_but_the_start():
    assert [found.state for found in progress(Journey(id="a"))] == ["started", *["empty"] * 8]


@pytest.mark.parametrize(
    ("page", "changes", "expected"),
    [
        ("start", [("title", "")], ("started", "The map has no name yet")),
        ("diagnostic", [("diagnostic/complex/rating", None)], ("done", "4 of 5 Cs answered; go")),
        (
            "diagnostic",
            [(f"diagnostic/{c}/rating", None) for c in ("changeable", "challenged", "complex")],
            ("started", "2 of 5 Cs answered; not yet"),
        ),
        (
            "diagnostic",
            [(f"diagnostic/{c}/rating", "unknown") for c in ("changeable", "challenged", "complex")],
            ("done", "5 of 5 Cs answered; not yet"),
        ),
        ("personas", [("personas/p1/name", "")], ("started", "2 of 3 personas; 1 stakeholder; 1 outcome")),
        (
            "personas",
            [(f"personas/p{at}", None) for at in (1, 2, 3)],
            ("started", "0 of 3 personas; 1 stakeholder; 1 outcome"),
        ),
        ("personas", [("stakeholders/desk", None), ("outcomes/degree", None)], ("done", "3 personas")),
        ("steps", [("steps/s1", None)], ("started", "5 of 6 steps")),
        ("steps", [("scope/ends", "")], ("started", "6 steps; to be named: end")),
        ("satisfaction", [("steps/s2/ratings/room/value", None)], ("started", "5 of 6 steps rated")),
        ("satisfaction", [("steps/s2/ratings/room/value", "unknown")], ("done", "6 of 6 steps rated")),
        ("moments_of_truth", [("moments/m3/step", "gone")], ("started", "2 of 3 moments of truth")),
        ("solutions", [("solutions/x3", None)], ("started", "2 solutions; 2 of 3 moments of truth answered")),
        ("map", [("solutions/x3", None)], ("started", "5 of 6 parts done")),
        ("map", [("indicators/days", None)], ("done", "6 of 6 parts done")),
        ("evaluate", [("indicators/days", None)], ("started", "No indicators; 1 edition")),
        (
            "evaluate",
            [("indicators/days/results", [])],
            ("started", "1 indicator; 1 with a target, 0 measured, 0 met"),
        ),
        (
            "evaluate",
            [("indicators/days/target", None)],
            ("started", "1 indicator; 0 with a target, 0 measured, 0 met"),
        ),
    ],
)
def test_what_is_missing_is_said_in_figures(page, changes, expected):
    assert said(changed(sound(), *changes), page) == expected


def test_words_about_a_step_begin_the_satisfaction_page_without_a_rating():
    steps = [{"id": "a", "experience": {"actions": "Waits"}}]
    assert said(Journey.model_validate({"id": "j", "steps": steps}), "satisfaction") == (
        "started",
        "0 of 1 step rated",
    )


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_a_summary_is_several_lines_of_plain_text_without_ends_that_nbval_would_trip_over(page):
    text = summary(sound(), page)
    assert text.splitlines()[0].startswith("A sound map")
    assert len(text.splitlines()) > 3
    assert text == summary(Journey.model_validate(sound().to_json()), page)
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_least_of_the_method_is_done_without_stakeholders_needs_or_a_blueprint():
    journey = changed(
        sound(),
        ("stakeholders/desk", None),
        ("outcomes/degree", None),
        ("stages/stay", None),
        *((f"steps/s{at}/blueprint", {}) for at in range(1, 7)),
        *((f"steps/s{at}/touchpoints", []) for at in range(1, 7)),
    )
    assert {found.state for found in progress(journey)} == {"done"}


def test_the_rating_that_is_only_wanted_does_not_count_as_rated():
    journey = changed(sound(), ("steps/s2/ratings/room/value", None), ("steps/s2/ratings/wanted", {"value": 2}))
    assert said(journey, "satisfaction") == ("started", "5 of 6 steps rated")
    assert "2. Part 2: +2 very satisfied (what we want, assumed)" in summary(journey, "satisfaction")


def test_a_personas_rating_is_named_after_the_persona():
    journey = changed(sound(), ("steps/s2/ratings/as-p1", {"value": -1}))
    assert "−1 dissatisfied (as Person 1, assumed)" in summary(journey, "satisfaction")


def test_the_summaries_hold_stakeholders_outcomes_mismatches_gaps_the_ranking_and_the_evaluation():
    journey = changed(
        sound(),
        ("stages/stay/needs/toilet", {"name": "Where is the toilet?", "kind": "question"}),
        ("solutions/x3/need", "toilet"),
        ("solutions/x3/impact", 5),
    )
    gap = "Stay: no touchpoint answers the question “Where is the toilet?”."
    assert summary(journey, "personas").splitlines()[-3:] == [
        "Strong influence: Desk.",
        "Team: Desk",
        "Outcome: Pass the exam",
    ]
    assert f"Mismatch: {gap}" in summary(journey, "steps").splitlines()
    lines = summary(journey, "solutions").splitlines()
    assert "1. “Do 3”: score +3, quick win, firm" in lines
    assert f"Gap: {gap} Do first." in lines
    assert summary(journey, "evaluate").splitlines()[1:] == [
        (
            "1. Days until the card (indicator): reached. "
            "At the start 10 days (Count, n = 9 in all); target 5 days. Last measured 4 days (March 2025; "
            "Count, n = 9 in all): the figure reaches the target; how sure cannot be told without what sort of figure "
            "it is and how many it rests on."
        ),
        "   “Do 3”: Predicted 4 days.",
        "   “Do 5”: Predicted 4 days.",
        "   “Do 6”: Predicted 4 days.",
        "   4 days may come of “Do 3”, “Do 5” and “Do 6” alike: what each of them brought cannot be told apart.",
        (
            "Team: Desk: three to do; delivers Somebody, Somebody, Somebody, Somebody and 2 more; "
            "three moments of truth."
        ),
        "Edition: First, 1 February 2025",
    ]


def test_the_satisfaction_summary_holds_each_steps_figure_and_tells_unknown_from_unrated():
    journey = changed(
        sound(),
        *((f"steps/s{at}/touchpoints/t/grade", None) for at in range(1, 6)),
        ("steps/s6/touchpoints/t/grade", "unknown"),
        ("steps/s2/ratings/room/value", "unknown"),
        ("steps/s4/ratings", []),
        ("sources/cards", {"kind": "complaints", "when": "2024-05"}),
        (
            "steps/s5/ratings/q",
            {"scale": "negative-share", "value": 36, "n": 5871, "source": "report", "rater": "SITA"},
        ),
        ("steps/s6/ratings/q", {"scale": "five-points", "value": 4.5, "source": "cards", "rater": "Cards"}),
    )
    room = "room, reported, Comments 2024, n = 12"
    assert summary(journey, "satisfaction").splitlines() == [
        "A sound map: 5 of 6 steps rated",
        f"1. Part 1: +1 satisfied ({room})",
        "2. Part 2: not known (room)",
        f"3. Part 3: −1 dissatisfied ({room})",
        "4. Part 4: not rated",
        f"5. Part 5: −2 very dissatisfied ({room}); 36 % negative answers (SITA, measured, Report, n = 5,871)",
        f"6. Part 6: +2 very satisfied ({room}); 4.5 (1 to 5) (Cards, reported, A source without a name, May 2024)",
        "   Touchpoints: Somebody not known",
    ]


def test_the_diagnostic_summary_holds_the_five_cs_and_the_verdict():
    journey = changed(sound(), ("diagnostic/complex/rating", 0), ("diagnostic/costly/rating", "unknown"))
    assert summary(journey, "diagnostic").splitlines()[1:] == [
        "Changeable: 2 of 2",
        "Challenged: 2 of 2",
        "Complex: 0 of 2",
        "Climactic: 2 of 2",
        "Costly: not known",
        (
            "Verdict: Go: 6 to 8 of 10; a map of this journey should be worth the work. "
            "What is missing (Costly) cannot change that."
        ),
    ]


def test_the_map_summary_marks_moments_hot_spots_and_solutions():
    lines = summary(changed(sound(), ("moments/m5/hot_spot", True)), "map").splitlines()
    assert lines[2] == "Personas: Person 1, Person 2, Person 3"
    assert lines[5] == "3. Part 3: −1 dissatisfied (room, reported, Comments 2024, n = 12), moment of truth, 1 solution"
    assert lines[7] == "5. Part 5: −2 very dissatisfied (room, reported, Comments 2024, n = 12), hot spot, 1 solution"
    assert lines[6] == "4. Part 4: 0 neither (room, reported, Comments 2024, n = 12)"


@pytest.mark.parametrize(
    ("page", "path", "new"),
    [
        ("diagnostic", "diagnostic/complex/rating", 1),
        ("personas", "personas/p1/name", "Bo"),
        ("steps", "steps/s1/name", "Call"),
        ("steps", "steps/s1/@after", "s3"),
        ("satisfaction", "steps/s1/ratings/room/value", -2),
        ("moments_of_truth", "moments/m3/hot_spot", True),
        ("solutions", "solutions/x3/impact", 5),
        ("map", "steps/s1/ratings/room/value", -2),
        ("start", "steps/s1/ratings/room/value", None),
    ],
)
def test_a_changed_figure_changes_the_summary(page, path, new):
    assert summary(changed(sound(), (path, new)), page) != summary(sound(), page)


def test_a_persona_is_filled_in_out_of_as_many_fields_as_there_are():
    full = {name: "x" for name in Persona.model_fields if name not in ("id", "name")}
    count = len(full)
    said = summary(Journey.model_validate({"id": "j", "personas": [{"id": "p", "name": "Moira", **full}]}), "personas")
    assert f"({count} of {count} fields filled)" in said
