"""A journey of which the rules have nothing to say, to break one thing at a time in."""

from typing import Any

from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.rules import advice


def step(number: int, value: Any, *, owner: str = "ours") -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "name": f"Part {number}",
        "stage": "stay",
        "goal": "Get on",
        "time": {"amount": number},
        "time_source": "count",
        "touchpoints": [
            {
                "id": "t",
                "name": "Somebody",
                "kind": "human",
                "where": "elsewhere" if owner == "others" else "ours",
                "by": ["online"] if owner == "others" else ["in-person"],
                "owner": owner,
                "serves": ["read"],
                "responsible": "desk",
                "contacts": 1,
                "grade": 1,
            }
        ],
        "experience": dict.fromkeys(("actions", "responses", "language", "feelings", "emotions"), "Words"),
        "service_elements": "A friendly voice",
        "wanted": "Quick help",
        "great": "Somebody who knows",
        "know": "Comments",
        "blueprint": {"front_stage": "Greets"},
        "ratings": [
            {"id": "room", "value": value, "source": "comments"},
        ],
    }


def sound() -> Journey:
    names = ("changeable", "challenged", "complex", "climactic", "costly")
    text = dict.fromkeys(("job", "demographics", "goals", "values", "message", "pitch", "current", "ideal"), "Words")
    return Journey.model_validate(
        {
            "id": "sound",
            "title": "A sound map",
            "scope": {
                "journey_type": "Joining a library",
                "segment": "Students",
                "initiated_by": "customer",
                "customer_kind": "potential",
                "contact": ["human"],
                "starts": "Hears of it",
                "ends": "Has a card",
                "why": "Most common",
                "mapped_by": ["interviews"],
            },
            "diagnostic": {name: {"rating": 2, "reason": "Seen"} for name in names},
            "stakeholders": [
                {
                    "id": "desk",
                    "name": "Desk",
                    "influence": "strong",
                    "relationship": "Good",
                    "we_do": "Train",
                    "they_do": "Greet",
                }
            ],
            "teams": [{"id": "desk", "name": "Desk"}],
            "outcomes": [{"id": "degree", "name": "Pass the exam", "persona": "p1", "actions": "Finds the books"}],
            "sources": [
                {"id": "comments", "name": "Comments 2024", "kind": "complaints", "n": 12, "each": True},
                {"id": "count", "name": "Count", "kind": "count", "n": 9},
                {"id": "report", "name": "Report", "kind": "survey"},
            ],
            "personas": [{"id": f"p{at}", "name": f"Person {at}", **text, "source": "comments"} for at in range(1, 4)],
            "stages": [{"id": "stay", "name": "Stay", "needs": [{"id": "read", "name": "Read", "kind": "goal"}]}],
            "steps": [
                step(at, value, owner="others" if at == 1 else "ours")
                for at, value in enumerate((1, 0, -1, 0, -2, 2), 1)
            ],
            "moments": [
                {"id": f"m{at}", "step": f"s{at}", "risk": ["quit"], "felt": "challenged", "why": "Much is at stake"}
                for at in (3, 5, 6)
            ],
            "solutions": [
                {
                    "id": f"x{at}",
                    "title": f"Do {at}",
                    "action": "keep" if at == 6 else "change",
                    "activity": "check",
                    "step": f"s{at}",
                    "moment": f"m{at}",
                    "area": "communications",
                    "control": "ours",
                    "impact": 3,
                    "effort": 2,
                    "owner": "Ana",
                    "due": "2031-05",
                    "team": "desk",
                    "indicator": "days",
                    "expected": "Shorter",
                    "predicted": 4,
                }
                for at in (3, 5, 6)
            ],
            "indicators": [
                {
                    "id": "days",
                    "name": "Days until the card",
                    "kind": "indicator",
                    "unit": "days",
                    "better": "lower",
                    "step": "s3",
                    "today": 10,
                    "today_source": "count",
                    "target": 5,
                    "due": "2025",
                    "results": [{"id": "r", "date": "2025-03", "value": 4, "edition": "first", "source": "count"}],
                }
            ],
            "editions": [{"id": "first", "name": "First", "date": "2025-02-01"}],
        }
    )


def changed(journey: Journey, *changes: tuple[str, Any]) -> Journey:
    for path, value in changes:
        journey = apply(journey, set_value(journey, path, value))
    return journey


def keys(journey, page=None):
    return [one.rule for one in advice(journey, page)]


def extra_moments(count, **fields):
    return [(f"moments/e{at}", {"step": "s2", "why": "So", "felt": "engaged", **fields}) for at in range(count)]


SURVEY = {
    "id": "q",
    "rater": "Survey Q",
    "scale": "negative-share",
    "value": 30,
    "source": "report",
}


def surveyed(**shares):
    """A survey's figures on some steps."""
    return [(f"steps/{at}/ratings/q", {**SURVEY, "value": share}) for at, share in shares.items()]
