"""Targets, others' figures and outcomes that a survey brought are drawn and told beside its curve."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.journey.aims import aims, alone_in_words, beside_in_words
from cjm_widgets.journey.axis import axes
from cjm_widgets.journey.describe import caption_satisfaction, satisfaction_table
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.narration import narrate
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.views.map_view import map_view
from cjm_widgets.widgets.monitor_view import monitor_view

SHARE = "positive-share"


def figure(figure_id: str, kind: str, value: float | None, step: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": figure_id, "kind": kind, "value": value, "step": step, "scale": SHARE, **more}


FIGURES = (
    figure("t1", "target", 70, "station"),
    figure("t2", "target", 73, "train"),
    figure("t3", "target", 90, "train", group="North"),
    figure("b1", "benchmark", 65.5, "station", group="National average"),
    figure("b2", "benchmark", 60, "train"),
    figure("o1", "outcome", 62, name="Overall", n=160),
    figure("o2", "outcome", 71, name="Overall", group="North", n=40),
    figure("o3", "outcome", 17, name="Recommend", scale="nps"),
    figure("x1", "target", 3, "station", scale="five-points"),
    figure("x2", "target", None, "station"),
    figure("x3", "outcome", None, name="Nothing"),
    figure("x4", "cases", 5, "station"),
)  # fmt: skip


def journey(*figures: dict[str, Any], rated: bool = True) -> Journey:
    ratings = [
        {"id": "sites", "scale": SHARE, "value": 59.6, "source": "sites", "n": 100},
        {"id": "sites-north", "rater": "Sites: North", "scale": SHARE, "value": 61, "source": "sites", "n": 40},
    ]
    steps = [{"id": name.lower(), "name": name, "ratings": ratings if rated else []} for name in ("Station", "Train")]
    sources = [{"id": "sites", "name": "Sites", "kind": "survey", "figures": figures}]
    return Journey.model_validate({"id": "trip", "steps": steps, "sources": sources})


def test_a_figure_stands_beside_the_curve_of_its_group_or_else_the_first_of_its_source():
    found = aims(journey(*FIGURES))
    assert {key: [(one.step, one.kind, one.name, one.value) for one in all_of] for key, all_of in found.items()} == {
        ("sites", SHARE): [
            ("station", "target", "Target", 70),
            ("train", "target", "Target", 73),
            ("station", "benchmark", "National average", 65.5),
            ("train", "benchmark", "Others’ figure", 60),
        ],
        ("sites-north", SHARE): [("train", "target", "Target", 90)],
    }
    assert aims(journey(*FIGURES, rated=False)) == {}


def test_they_are_told_in_sentences_with_the_outcomes_once():
    trip = journey(*FIGURES)
    first, north = curves(trip)[-2:]
    assert beside_in_words(trip, first) == (
        "Target: Station 70 %, Train 73 %. National average: Station 65.5 %. Others’ figure: Train 60 %. "
        "As a whole, Overall: 62 % (n = 160, 54 to 69 %); North 71 % (n = 40, 56 to 83 %). "
        "As a whole, Recommend: +17 (n not known)."
    )
    assert beside_in_words(trip, north) == "Target: Train 90 %."
    for told in (narrate(trip), caption_satisfaction(trip), map_view(trip)["narrations"][f"sites/{SHARE}"]):
        assert told.count("National average: Station 65.5 %.") == told.count("As a whole, Overall") == 1
    assert beside_in_words(journey(), curves(journey())[-1]) == ""


def test_outcomes_of_a_source_without_a_curve_are_told_as_well():
    trip = journey(*FIGURES, rated=False)
    said = (
        "Sites: As a whole, Overall: 62 % (n = 160, 54 to 69 %); North 71 % (n = 40, 56 to 83 %). "
        "As a whole, Recommend: +17 (n not known)."
    )
    assert alone_in_words(trip) == said
    assert said in caption_satisfaction(trip)
    assert alone_in_words(journey(*FIGURES)) == ""


def test_they_are_drawn_on_the_axis_which_has_room_for_them():
    drawn = [one for one in monitor_view(journey(*FIGURES))["curves"] if one["rater"].startswith("sites")]
    low, high = drawn[0]["scale"]["low"], drawn[0]["scale"]["high"]
    assert high >= 90
    points = drawn[0]["points"]
    assert [(one["kind"], one["name"], one["words"]) for one in points[0]["aims"]] == [
        ("target", "Target", "Target 70 %"),
        ("benchmark", "National average", "National average 65.5 %"),
    ]
    for point, at, value in ((points[0], 0, 70), (points[0], 1, 65.5), (points[1], 0, 73)):
        assert point["aims"][at]["height"] == pytest.approx((value - low) / (high - low))
    assert "aims" not in drawn[1]["points"][0]
    plain = axes(curves(journey()))[SHARE]
    assert plain.high < 90


def test_the_table_of_the_figure_has_them_beside_the_rating():
    columns, (station, train) = satisfaction_table(journey(*FIGURES))
    at = next(at for at, one in enumerate(columns) if one.startswith("Sites: Pos"))
    assert station[at].endswith("; Target 70 %; National average 65.5 %")
    assert train[at + 1].endswith("; Target 90 %")
