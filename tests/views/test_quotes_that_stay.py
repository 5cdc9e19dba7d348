"""A quote leaves the team's own pages only where somebody said that it may."""

from dataclasses import asdict

import pytest

from cjm_widgets.charts.picture import diagnostic_picture, satisfaction_picture
from cjm_widgets.journey.describe import caption_satisfaction, describe_satisfaction, satisfaction_table
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.progress import progress, summary
from cjm_widgets.journey.quotes import quotes_of_moment, quotes_of_solution, reported
from cjm_widgets.journey.rules import PAGE_NAMES
from cjm_widgets.pages import moments_of_truth, solutions
from cjm_widgets.views.map_view import map_view

SAID = (("Walnut.", "yes", "customer"), ("Xylophone.", "no", "customer"), ("Zeppelin.", None, "front-line"))
KEPT = ("Xylophone", "Zeppelin")


def journey(**more):
    return Journey.model_validate(
        {
            "id": "x",
            "title": "X",
            "sources": [{"id": "talks", "kind": "interviews"}, {"id": "ours", "kind": "judgement"}, {"id": "bare"}],
            "steps": [
                {
                    "id": "s",
                    "name": "Wait",
                    "ratings": [{"id": "room", "value": -1}],
                    "touchpoints": [{"id": "desk", "name": "Desk"}, {"id": "sign", "name": "Sign"}],
                    "quotes": [
                        {"id": f"q{at}", "words": words, "quotable": may, "voice": voice, "source": "talks"}
                        for at, (words, may, voice) in enumerate(SAID)
                    ],
                },
                {"id": "t", "name": "Go", "quotes": [{"id": "q", "words": " "}]},
            ],
            "moments": [{"id": "m", "name": "Nobody comes", "step": "s"}],
            "solutions": [{"id": "a", "title": "Say when", "moment": "m"}, {"id": "b", "title": "Go", "step": "t"}],
            **more,
        }
    )


def leaving():
    """Everything that a report, a figure and a finished notebook say of the journey."""
    own = journey()
    yield from (summary(own, page) for page in PAGE_NAMES)
    yield str([asdict(one) for one in progress(own)])
    yield from (caption_satisfaction(own), describe_satisfaction(own), str(satisfaction_table(own)), str(map_view(own)))
    for picture in (satisfaction_picture(own), diagnostic_picture(own)):
        yield from (repr(picture), picture.html())


def test_what_may_not_be_quoted_or_what_nobody_asked_about_is_in_no_report():
    told = "\n".join(leaving())
    assert "Walnut" in told
    assert [words for words in KEPT if words in told] == []


def test_quotes_are_counted_beside_the_moment_and_its_solutions_in_the_report():
    say = (
        "Quotes at the same step: 2 of customers, 1 of front-line staff; “Walnut.”; 1 not to be quoted; "
        "1 not settled yet whether to be quoted"
    )
    assert summary(journey(), "moments_of_truth").count(say) == 1
    assert summary(journey(), "solutions").count(say) == 1
    assert summary(journey(), "solutions").count("Quotes") == 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("ours", "assumed by us"),
        ("bare", "from a source that does not say what it is"),
        (None, "without a source"),
        ("gone", "without a source"),
    ],
)
def test_what_nobody_is_known_to_have_said_is_not_told_as_customers(source, told):
    values = journey().to_json()
    for quote in values["steps"][0]["quotes"]:
        quote["source"] = source
    own = Journey.model_validate(values)
    assert reported(own, own.steps[0].quotes).startswith(f"Quotes at the same step: 3 {told};")


@pytest.mark.parametrize(("touchpoint", "count"), [(None, 3), ("desk", 2), ("sign", 3)])
def test_a_moment_at_a_touchpoint_has_what_was_said_there_or_of_the_step(touchpoint, count):
    values = journey(moments=[{"id": "m", "step": "s", "touchpoint": touchpoint}]).to_json()
    values["steps"][0]["quotes"][0]["touchpoint"] = "sign"
    own = Journey.model_validate(values)
    assert len(quotes_of_moment(own, own.moments[0])) == count
    assert len(quotes_of_solution(own, own.solutions[0])) == count


def test_what_was_said_elsewhere_at_the_step_is_not_told_as_said_of_the_moment():
    values = journey(moments=[{"id": "m", "step": "s", "touchpoint": "desk"}]).to_json()
    assert "Quotes at the same step: 2 of customers" in summary(Journey.model_validate(values), "moments_of_truth")
    for quote in values["steps"][0]["quotes"]:
        quote["touchpoint"] = "desk"
    assert "Quotes at this touchpoint: 2 of customers" in summary(Journey.model_validate(values), "moments_of_truth")


def test_a_quote_is_signed_with_its_source_but_not_with_how_many_were_asked():
    values = journey().to_json()
    values["sources"][0] |= {"name": "Questionnaire", "when": "2026-05", "n": 64}
    own = Journey.model_validate(values)
    assert map_view(own)["tellers"]["talks"] == "Questionnaire, May 2026"
    assert map_view(own)["sources"]["talks"] == "Questionnaire, May 2026, n = 64"
    for page in (moments_of_truth, solutions):
        assert page.PAGE.view(own)["tellers"]["talks"] == "Questionnaire, May 2026"


def test_where_nobody_said_anything_nothing_is_told():
    assert reported(journey(), ()) == ""
    assert quotes_of_solution(journey(moments=[]), journey().solutions[0]) == ()
