"""In which order pages ask: one looks before one plots, and rates alone before anybody speaks."""

import pytest

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.book import page
from cjm_widgets.pages.visibility import Visibility
from cjm_widgets.workshop.visitor import Visitor

JOURNEY = Journey(id="trip", steps=(Step(id="a", name="Booking"),))
OWN = "p-ana00001"


def asked(*, in_room):
    visitor = Visitor("participant", OWN, "trip", in_room=in_room)
    form = Visibility(visitor, lambda _: None).form("satisfaction", page("satisfaction").asks(JOURNEY))
    return next(field for section in form["sections"] for field in section["fields"] if field["name"] == "steps")


@pytest.mark.parametrize("in_room", [True, False])
def test_lenses_and_service_elements_come_before_the_figure(in_room):
    names = [field["name"] for field in asked(in_room=in_room)["fields"]]
    looked = [names.index("experience"), names.index("service_elements")]
    figure = names.index("ratings/room/value")
    assert max(looked) < figure
    assert names.index("ratings/spread") == figure - 1


def test_the_round_apart_comes_first_and_is_said_to_be_the_workbooks_own_order():
    steps = asked(in_room=True)
    first = steps["fields"][0]
    assert first["name"] == f"ratings/{OWN}/value"
    assert "this order is the workbook’s own, as the first opinion that one hears pulls one’s own" in first["hint"]
    assert "only then the figure" in steps["hint"]


def test_what_a_verdict_needs_stands_open_beside_a_result():
    """Date, figure, sort, n and source: without them a typed figure counts as measured nowhere."""
    form = page("evaluate").asks(JOURNEY)
    lists = [field for section in form["sections"] for field in section["fields"] if field["name"] == "indicators"]
    results = next(field for field in lists[0]["fields"] if field["name"] == "results")
    hidden = set(results["more"])
    assert hidden == {"spread", "edition"}
