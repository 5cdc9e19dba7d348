"""The chart as it is specified: its figures are the journey's, its gaps are gaps, its scales are its own."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from rated_journey import ROOM, SHARES, rated

from cjm_widgets.charts.diagnostic import diagnostic_chart
from cjm_widgets.charts.look import DATA, LOW
from cjm_widgets.charts.picture import svg_of
from cjm_widgets.charts.satisfaction import label, satisfaction_chart
from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.model import Journey

LINE = re.compile(r"[ML]")


def panels(journey):
    return satisfaction_chart(journey).to_dict()["vconcat"]


def rows(journey, at=0):
    """The data of a panel; Altair keeps them at the panel, its first layer or, for a single panel, at the top."""
    chart = satisfaction_chart(journey).to_dict()
    panel = chart["vconcat"][at]
    data = next(part["data"] for part in (panel["layer"][0], panel, chart) if "data" in part)
    return data["values"] if "values" in data else chart["datasets"][data["name"]]


def lines(journey):
    """The corner counts of the lines that are really drawn, in each of the curve's colours."""
    root = ET.fromstring(svg_of(satisfaction_chart(journey), "", ""))  # noqa: S314
    found = {}
    for element in root.iter():
        colour = element.get("stroke")
        path = element.get("d", "")
        if colour in DATA and element.get("fill") in (None, "none") and LINE.findall(path):
            found.setdefault(colour, []).append(path)
    return {colour: [len(LINE.findall(path)) for path in paths] for colour, paths in found.items()}


def test_the_chart_holds_the_journeys_figures_step_by_step():
    journey = rated(room=ROOM, shares=SHARES)
    assert [row["value"] for row in rows(journey)] == list(ROOM)
    assert [row["value"] for row in rows(journey, 1)] == list(SHARES)


def test_a_changed_rating_changes_the_chart():
    journey = rated(room=ROOM)
    changed = apply(journey, set_value(journey, "steps/s4/ratings/room/value", 2))
    assert rows(journey)[4]["value"] == -2
    assert rows(changed)[4]["value"] == 2


def test_steps_on_both_sides_of_a_gap_never_belong_to_one_line():
    for row, after in pairwise(rows(rated(room=(1, None, 0, -1, "unknown", None, 2)))):
        together = row["run"] == after["run"] and row["value"] is not None
        assert together == (row["value"] is not None and after["value"] is not None)


def test_the_drawn_line_is_broken_at_the_gap():
    assert lines(rated(room=(1, 0, -1, None, None, 1, 2, 1))) == {DATA[0]: [3, 3]}
    assert lines(rated(room=(1, 0, -1, 0, 0, 1, 2, 1))) == {DATA[0]: [8]}


def test_a_gap_in_front_does_not_break_what_follows():
    assert lines(rated(room=(None, 1, 0, -1, 0, 1, 2, 1))) == {DATA[0]: [7]}


def test_each_scale_has_a_panel_with_its_own_axis():
    felt, survey = panels(rated(room=ROOM, shares=SHARES))
    first = felt["layer"][0]["encoding"]["y"]
    second = survey["layer"][0]["encoding"]["y"]
    assert first["scale"]["domain"] == [-2, 2]
    assert first["scale"]["reverse"] is False
    assert second["scale"]["domain"] == [0, 40]
    assert second["scale"]["reverse"] is True
    assert " ".join(second["axis"]["title"]) == "Negative answers, %, drawn from 0 to 40; fewer is better"


def test_moments_of_truth_and_hot_spots_have_shapes_of_their_own():
    journey = rated(room=ROOM, moments=(1,), hot=(4,))
    looks = [row["look"] for row in rows(journey)]
    assert looks[1] == "Moment of truth"
    assert looks[4] == "Hot spot"
    scale = panels(journey)[0]["layer"][1]["encoding"]["shape"]["scale"]
    shapes = dict(zip(scale["domain"], scale["range"], strict=True))
    assert len(set(shapes.values())) == len(shapes) == 3


def test_two_raters_of_one_name_on_one_scale_stay_two_curves():
    ratings = [{"id": name, "rater": "Front desk", "value": value} for name, value in (("a", 1), ("b", -1))]
    journey = Journey.model_validate({"id": "x", "steps": [{"id": "s", "name": "S", "ratings": ratings}]})
    scale = panels(journey)[0]["layer"][1]["encoding"]["shape"]["scale"]
    assert scale["domain"] == ["Front desk", "Front desk (2)"]
    assert len(set(scale["range"])) == 2


@pytest.mark.parametrize("journey", [Journey.model_validate({"id": "x"}), rated(room=(None, None))])
def test_without_ratings_the_chart_says_so_and_draws_nothing(journey):
    svg = svg_of(satisfaction_chart(journey), "", "")
    assert "yet." in svg
    assert lines(journey) == {}


def test_a_long_name_is_broken_into_short_lines_and_cut():
    shown = label("The customer waits for an answer from the office of the organisation", 12)
    assert shown.startswith("12\nThe\ncustomer\n")
    assert shown.endswith("…")
    assert all(len(line) <= 11 for line in shown.split("\n"))


def test_only_cs_with_a_rating_have_a_bar():
    journey = Journey.model_validate({"id": "x"})
    for name, rating in (("changeable", 2), ("complex", 1), ("costly", "unknown")):
        journey = apply(journey, set_value(journey, f"diagnostic/{name}/rating", rating))
    svg = svg_of(diagnostic_chart(journey), "", "")
    root = ET.fromstring(svg)  # noqa: S314
    bars = [element for element in root.iter() if element.get("fill") == DATA[0]]
    assert len(bars) == 2
    assert svg.count("Not rated yet") == 2
    assert svg.count("Nobody knows") == 1


def test_a_hot_spot_is_drawn_in_the_picture():
    def drawn(journey):
        return svg_of(satisfaction_chart(journey), "", "").count(f'fill="{LOW}"')

    assert drawn(rated(room=ROOM)) == 0
    # once in the curve, once in the legend
    assert drawn(rated(room=ROOM, hot=(4,))) == 2
