"""A finished notebook tells how a room voted and rated once it is revealed, and of few people only their number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cjm_widgets.journey.first_seen import FirstSeen
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import page
from cjm_widgets.pages.told import Telling, told_page
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.workshop.visitor import Visitor

PEOPLE = [f"p-{name}00001" for name in ("ana", "ben", "cat", "dan", "eva", "fay")]


def room(state: str, *, people: int = 6) -> Journey:
    """A room in which everybody voted and rated: three as customers, three as front-line staff."""
    some = PEOPLE[:people]
    dots = [{"id": one, "n": 2} for one in some]
    ratings = [{"id": one, "value": -2 if at < 3 else 1} for at, one in enumerate(some)]
    voices = [{"id": one, "speaks_as": "customer" if at < 3 else "front-line"} for at, one in enumerate(some)]
    return Journey.model_validate(
        {
            "id": "trip",
            "steps": [{"id": "a", "name": "Wait", "ratings": ratings}],
            "moments": [{"id": "m", "step": "a", "name": "Left alone", "dots": dots}],
            "solutions": [
                {"id": "s", "title": "A sign", "dots": dots[:1]},
                {"id": "t", "title": "A bell", "dots": dots[1:2]},
            ],
            "voices": voices,
            "rounds": [{"id": one, "state": state} for one in ("satisfaction", "moments", "solutions")],
        }
    )


def told(name: Any, journey: Journey) -> dict[str, str]:
    seen = Visibility(Visitor(), lambda _: FirstSeen())
    return told_page(page(name), Telling(journey, seen, lambda _: None, date(2026, 11, 30), {})).bundle()


def test_the_votes_are_told_after_the_reveal() -> None:
    for kind in ("text/html", "text/markdown"):
        assert "12 dots from 6 people" in told("moments_of_truth", room("together"))[kind]
        assert "1=" in told("solutions", room("together"))[kind], "a place that two share"
        assert "12 dots" not in told("moments_of_truth", room("apart"))[kind]
        assert "12 dots" not in told("moments_of_truth", room("off"))[kind]
    assert "How the room voted" not in told("moments_of_truth", room("together", people=0))["text/html"]


def test_the_ratings_and_the_voices_are_told_after_the_reveal() -> None:
    html = told("satisfaction", room("together"))["text/html"]
    assert "Median −0.5 · from −2 to +1 · 6 rated" in html
    assert "Customers or carers, median of 3" in html
    assert "Median −2 · all −2 · 3 rated" in html
    assert "How the room rated" not in told("satisfaction", room("apart"))["text/html"]
    assert not any(one in html for one in PEOPLE)


@pytest.mark.parametrize(("people", "shown"), [(1, False), (2, False), (3, True)])
def test_what_so_few_rated_is_not_told_outside_the_room(people: int, shown: bool) -> None:
    html = told("satisfaction", room("together", people=people))["text/html"]
    assert (f"{people} rated" in html) == shown
    assert ("too few to be told of outside the room" in html) != shown
    assert ("−2" in html.partition("How the room rated")[2].partition("<h3")[0]) == shown


def test_while_people_rate_apart_what_to_ask_next_gives_nothing_away() -> None:
    assert "What to ask next" not in told("satisfaction", room("apart"))["text/html"]
