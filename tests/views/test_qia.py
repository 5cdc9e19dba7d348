"""The journey as the QIA's sheet: the printed sample cell by cell, and what stands in no cell."""

import pytest

from cjm_widgets.journey.model import Journey
from cjm_widgets.shipped import shipped
from cjm_widgets.views.method_views import METHOD_VIEWS
from cjm_widgets.views.qia import qia_rows

# The printed sample, column by column: the step, words of each point of its experience, words of its activity and
# what comes first. The wording is the project's own.
SAMPLE = [
    (
        "Employer calls",
        (
            "gets through fast to a person who knows",
            "finds the right tone early",
            "sound advice",
            "well looked after",
            "a reason to meet a professional training adviser",
        ),
        ("Check", "easily find somebody to talk to"),
    ),
    (
        "Employer engagement meeting",
        (
            "manner and materials are professional",
            "knows this business and its sector",
            "by asking rather than selling",
            "training, skills and assessment are truly needed",
            "which of our strengths meets each need",
        ),
        ("Verify", "skill and knowledge to find out what they need"),
    ),
    (
        "Detailed proposal",
        (
            "face to face from somebody who knows",
            "plain and easy to follow",
            "mirrors the conversation",
            "traced to the meeting",
            "lasting partnership in learning and development",
        ),
        ("Check", "the way proposals are made"),
    ),
    (
        "Solution delivery",
        (
            "all that the proposal promised",
            "ideally more",
            "learner, manager and sponsor are each asked for feedback",
            "at the stages that count",
            "well briefed and ready to listen",
        ),
        ("Verify", "know our strategy for working with employers"),
    ),
    (
        "Assessment of outcomes",
        (
            "sincerely want to know what the agreed training has",
            "orderly review",
            "a plan of action on which both sides agree",
        ),
        ("Check", "assess outcomes, report on them and plan"),
    ),
    (
        "Follow-up",
        ("it is agreed and happens regularly", "part of it and up to date"),
        ("Check", "customer records help us to keep in touch and pass"),
    ),
]


def employer():
    text = (shipped("templates") / "journeys" / "employer.json").read_text(encoding="utf-8")
    return Journey.model_validate_json(text)


def test_the_employer_journey_shown_in_the_qia_view_holds_every_item():
    journey = employer()
    table = qia_rows(journey)
    assert [one.id for one in journey.solutions if one.state == "done"] == ["reachable", "working-time-in-proposals"]
    assert table.journey
    assert [column.name for column in table.columns] == [step for step, _, _ in SAMPLE]
    for column, (step, experience, (lead, activity)) in zip(table.columns, SAMPLE, strict=True):
        cell = " ".join(item.text for item in column.experience).lower()
        missing = [words for words in experience if words not in cell]
        assert missing == [], f"{step}: {cell}"
        (found,) = [item for item in column.activities if activity in item.text]
        assert found.lead == ("Done" if found.kind == "done" else lead)
    assert 3 <= sum(column.hot for column in table.columns) <= 4
    assert all(bool(column.hot_spots) == column.hot for column in table.columns)
    assert table.unplaced == ()


def small(**given):
    steps = [{"id": "ask", "name": "I ask"}, {"id": "wait", "name": "I wait"}]
    return Journey.model_validate({"id": "small", "title": "Small", "steps": steps, **given})


def test_an_activity_stands_at_its_own_step_or_at_that_of_its_moment():
    table = qia_rows(
        small(
            moments=[{"id": "m", "name": "Nobody answers", "step": "wait", "hot_spot": True}],
            solutions=[
                {"id": "own", "title": "Own", "step": "ask", "moment": "m", "activity": "check"},
                {"id": "by-moment", "title": "By moment", "moment": "m", "action": "change"},
            ],
        )
    )
    assert [[item.text for item in column.activities] for column in table.columns] == [["Own"], ["By moment"]]
    assert [column.hot for column in table.columns] == [False, True]


def test_what_is_only_kept_is_no_activity_and_a_plain_moment_no_hot_spot():
    table = qia_rows(
        small(
            moments=[{"id": "m", "step": "ask"}],
            solutions=[
                {"id": "kept", "title": "Kept", "step": "ask", "action": "keep"},
                {"id": "watched", "title": "Kept but verified", "step": "ask", "action": "keep", "activity": "verify"},
            ],
        )
    )
    assert table.columns[0].hot_spots == ()
    assert [item.text for item in table.columns[0].activities] == ["Kept but verified"]


def test_what_is_done_stands_as_done_after_what_is_to_be_done_and_what_was_dropped_nowhere():
    given = [("Called back", "done", "check"), ("Left", "dropped", "verify"), ("To do", "under-way", "verify")]
    solutions = [
        {"id": f"s{at}", "title": title, "step": "ask", "state": state, "activity": activity}
        for at, (title, state, activity) in enumerate(given)
    ]
    lost = {"id": "lost", "title": "Lost", "state": "dropped", "activity": "check"}
    table = qia_rows(small(solutions=[*solutions, lost]))
    assert [(one.kind, one.text, one.lead) for one in table.columns[0].activities] == [
        ("activity", "To do", "Verify"),
        ("done", "Called back", "Done"),
    ]
    assert table.unplaced == ()


def test_what_belongs_to_no_step_is_told_beside_the_table():
    table = qia_rows(
        small(
            moments=[{"id": "m", "name": "Somewhere", "hot_spot": True}],
            solutions=[{"id": "s", "title": "Anywhere", "action": "change"}],
        )
    )
    assert [item.text for item in table.unplaced] == ["Somewhere", "Anywhere"]
    assert all(column.activities == () for column in table.columns)


def test_every_entry_says_where_in_the_journey_it_stands():
    from cjm_widgets.journey.edits import value_at

    journey = employer()
    items = [item for one in qia_rows(journey).columns for item in (*one.hot_spots, *one.experience, *one.activities)]
    assert len(items) > 20
    assert [item.text for item in items] == [value_at(journey, item.path) for item in items]


@pytest.mark.parametrize(
    ("key", "headings"),
    [
        (
            "qia",
            (
                "Specific journey",
                "Hot spots",
                "Journey steps",
                "Customer experience at each step",
                "Priority activities",
            ),
        ),
        (
            "ten-layers",
            (
                *("Stakeholder map", "Personas", "Outcomes", "Customer journey", "Touchpoints", "Moments of truth"),
                *("Service delivery", "Emotional journey", "Contacts and time", "Satisfaction"),
                *("Evidence", "Customer actions", "Front stage", "Back stage", "Support", "Organisation"),
                "Improve and redesign",
            ),
        ),
    ],
)
def test_a_method_view_has_the_headings_of_its_source_in_the_order_of_its_source(key, headings):
    (view,) = [view for view in METHOD_VIEWS if view.key == key]
    assert tuple(layer.title for layer in view.layers) == headings


def test_a_hot_spot_is_assumed_where_no_figure_and_no_quote_says_so():
    sources = [{"id": "talks", "kind": "interviews"}, {"id": "us", "kind": "judgement"}]
    steps = [
        {
            "id": "guess",
            "ratings": [{"id": "room", "value": -2}],
            "quotes": [{"id": "q", "words": "So", "source": "us"}],
        },
        {"id": "rated", "ratings": [{"id": "room", "value": -2, "source": "talks"}]},
        {"id": "quoted", "quotes": [{"id": "q", "words": "Never again", "source": "talks"}]},
    ]
    moments = [{"id": f"m-{step['id']}", "step": step["id"], "hot_spot": True} for step in steps]
    journey = Journey.model_validate({"id": "x", "sources": sources, "steps": steps, "moments": moments})
    assert [column.assumed for column in qia_rows(journey).columns] == [True, False, False]
