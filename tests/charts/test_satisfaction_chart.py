"""The chart as it is specified: its figures are the journey's, its gaps are gaps, its scales are its own."""

import re
from xml.etree import ElementTree as ET

import pytest
from rated_journey import ROOM, SHARES, rated

from cjm_widgets.charts.diagnostic import diagnostic_chart
from cjm_widgets.charts.look import DASHES, DATA, DIAMOND, DOWN, GOAL, HEART, LOW, SHAPES, STAR, TORN
from cjm_widgets.charts.picture import svg_of
from cjm_widgets.charts.satisfaction import label, records, runs, satisfaction_chart
from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves

LINE = re.compile(r"[ML]")


def panels(journey):
    return satisfaction_chart(journey).to_dict()["vconcat"]


def rows(journey, at=0):
    """The rows of a panel's points, in the order of its curves."""
    return next(found for found in data(journey, at) if "label" in found[0])


def data(journey, at=0):
    """All rows in a panel, wherever Altair keeps them."""
    found, kept = [], satisfaction_chart(journey).to_dict()
    every = [kept["vconcat"][at]]
    while every:
        part = every.pop(0)
        every += part.get("layer", [])
        if "data" in part:
            found.append(part["data"].get("values") or kept["datasets"][part["data"]["name"]])
    return [kept["data"]["values"]] if "data" in kept else found


def legend(panel):
    """What the legend of a panel shows, and with which shape each."""
    scale = next(layer["encoding"]["shape"]["scale"] for layer in panel["layer"] if "shape" in layer["encoding"])
    return dict(zip(scale["domain"], scale["range"], strict=True))


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
    assert rows(journey, 1)[4]["low"] == pytest.approx(34.8, abs=0.05)


def test_a_changed_rating_changes_the_chart():
    journey = rated(room=ROOM)
    changed = apply(journey, set_value(journey, "steps/s4/ratings/room/value", 2))
    assert rows(journey)[4]["value"] == -2
    assert rows(changed)[4]["value"] == 2


def test_steps_on_both_sides_of_a_gap_never_belong_to_one_line():
    places = [(row["place"], row["run"]) for row in pieces((1, None, 0, -1, "unknown", None, 2, 1))]
    assert [place for place, _ in places] == [2, 3, 6, 7]
    assert len({run for _, run in places[:2]} & {run for _, run in places[2:]}) == 0


def test_a_line_rests_on_the_least_sure_of_its_two_ends():
    bases = ("measured", "measured", "reported", "assumed", "assumed")
    points = [{"place": at, "value": 1, "title": "R", "basis": basis} for at, basis in enumerate(bases)]
    drawn = [(row["place"], row["dash"]) for row in runs(points)]
    assert drawn == [
        (0, "R measured"),
        (1, "R measured"),
        (1, "R reported"),
        (2, "R reported"),
        (2, "R assumed"),
        (3, "R assumed"),
        (4, "R assumed"),
    ]


def pieces(room):
    journey = rated(room=room)
    [curve] = curves(journey)
    return runs(records(journey, curve, curve.title))


def test_the_drawn_line_is_broken_at_the_gap():
    assert lines(rated(room=(1, 0, -1, None, None, 1, 2, 1))) == {DATA[0]: [3, 3]}
    assert lines(rated(room=(1, 0, -1, 0, 0, 1, 2, 1))) == {DATA[0]: [8]}


def test_a_gap_in_front_does_not_break_what_follows():
    assert lines(rated(room=(None, 1, 0, -1, 0, 1, 2, 1))) == {DATA[0]: [7]}


def test_each_scale_has_a_panel_with_its_own_whole_axis():
    felt, survey = panels(rated(room=ROOM, shares=SHARES))
    first, second = (panel["layer"][0]["encoding"]["y"] for panel in (felt, survey))
    assert (first["scale"]["domain"], first["scale"]["reverse"]) == ([-2, 2], False)
    assert (second["scale"]["domain"], second["scale"]["reverse"]) == ([0, 100], True)
    assert " ".join(second["axis"]["title"]) == "Negative answers, %; fewer is better"


def test_a_cut_scale_is_torn_at_its_ends_and_its_title_says_the_range():
    journey = rated(shares=(60, 62, 66), scale="positive-share")
    [panel] = panels(journey)
    assert sum(layer["mark"].get("shape") == TORN for layer in panel["layer"]) == 2
    assert " ".join(panel["layer"][0]["encoding"]["y"]["axis"]["title"]).endswith("cut: drawn from 55 to 70 only")
    assert not any(layer["mark"].get("shape") == TORN for layer in panels(rated(shares=SHARES))[0]["layer"])


def test_a_moments_sign_stands_beside_the_point_and_takes_no_raters_place():
    journey = rated(room=ROOM, moments=(1,), hot=(4,))
    assert [row["sign"] for row in rows(journey)][:5] == ["", "Moment of truth", "", "", "Hot spot"]
    [panel] = panels(journey)
    beside = [layer["mark"] for layer in panel["layer"] if layer["mark"].get("xOffset")]
    assert [mark["shape"] for mark in beside] == [DIAMOND, STAR]
    assert {row["title"] for row in rows(journey)} == {"Our group"}
    assert len(set(legend(panel).values())) == len(legend(panel)) == 3


def test_good_and_bad_moments_look_different():
    values = rated(room=ROOM, moments=(1, 2)).to_json()
    for moment, felt in zip(values["moments"], ("engaged", "challenged"), strict=True):
        moment["felt"] = felt
    shown = legend(panels(Journey.model_validate(values))[0])
    assert shown["Moment of truth: can win them"] == HEART
    assert shown["Moment of truth: can lose them"] == DOWN

    for moment in values["moments"]:
        moment["hot_spot"] = True
    shown = legend(panels(Journey.model_validate(values))[0])
    assert (shown["Hot spot: can win them"], shown["Hot spot"]) == (HEART, STAR)

    values["moments"][1] |= {"step": values["moments"][0]["step"], "hot_spot": False}
    values["moments"][0]["hot_spot"] = False
    assert legend(panels(Journey.model_validate(values))[0])["Moments of truth: can win or lose them"] == DIAMOND


def test_two_raters_of_one_name_on_one_scale_stay_two_curves():
    ratings = [{"id": name, "rater": "Front desk", "value": value} for name, value in (("a", 1), ("b", -1))]
    journey = Journey.model_validate({"id": "x", "steps": [{"id": "s", "name": "S", "ratings": ratings}]})
    shown = legend(panels(journey)[0])
    assert list(shown) == ["Front desk", "Front desk (2)"]
    assert len(set(shown.values())) == 2


def crowded(count):
    ratings = [{"id": f"g{at}", "rater": f"Group {at}", "value": at % 5 - 2} for at in range(count)]
    steps = [{"id": f"s{at}", "ratings": [*ratings, {"id": "wanted", "value": 2}]} for at in range(2)]
    return Journey.model_validate({"id": "x", "steps": steps})


def test_no_two_of_eight_curves_look_alike_and_what_is_wanted_has_its_own_way():
    [panel] = panels(crowded(8))
    shown = legend(panel)
    assert len(set(shown.values())) == len(shown) == 9
    assert shown["The experience we want"] == GOAL
    line = panel["layer"][0]["encoding"]
    dashes = dict(zip(line["strokeDash"]["scale"]["domain"], line["strokeDash"]["scale"]["range"], strict=True))
    colours = dict(zip(line["stroke"]["scale"]["domain"], line["stroke"]["scale"]["range"], strict=True))
    assert len(set(colours.values())) == 8
    for basis, dash in DASHES.items():
        assert [dashes[f"{title} {basis}"] for title in colours] == [dash] * 8
    assert DASHES["measured"] == [1, 0]  # solid
    assert not any(
        row["title"] == "The experience we want" for found in data(crowded(8)) for row in found if "run" in row
    )


@pytest.mark.parametrize("has_sign", [True, False])
def test_the_legend_is_drawn_whether_or_not_a_sign_of_a_moment_stands_in_it(has_sign):
    values = crowded(2).to_json() | {"moments": [{"id": "m", "step": "s0"}] * has_sign}
    svg = svg_of(satisfaction_chart(Journey.model_validate(values)), "", "")
    assert all(f">{name}<" in svg for name in ("Group 0", "Group 1", "The experience we want"))


def test_more_curves_than_can_be_told_apart_are_drawn_in_panels_of_eight():
    assert [len(legend(panel)) for panel in panels(crowded(11))] == [9, 4]


def test_what_is_measured_is_filled_and_what_is_reported_half():
    values = rated(room=(1.2, 0, -1)).to_json()
    values["sources"].append({"id": "talks", "kind": "interviews"})
    for step, source in zip(values["steps"], ("passengers", "talks", None), strict=True):
        step["ratings"][0]["source"] = source
    layers = panels(Journey.model_validate(values))[0]["layer"]
    filled = [layer["mark"]["shape"] for layer in layers if layer["mark"].get("fill") == DATA[0]]
    assert filled == list(SHAPES[0])


def test_a_source_that_does_not_say_what_it_is_has_a_core_in_its_points():
    values = rated(room=(1, 0)).to_json()
    values["sources"].append({"id": "talks"})
    values["steps"][0]["ratings"][0]["source"] = "talks"
    layers = panels(Journey.model_validate(values))[0]["layer"]
    assert [layer["mark"]["size"] for layer in layers if layer["mark"].get("fill") == DATA[0]] == [14]


def test_points_of_one_figure_stand_side_by_side_and_each_near_its_step():
    ratings = [{"id": name, "rater": name, "value": 1} for name in "abc"]
    wanted = {"id": "wanted", "value": 1}
    journey = Journey.model_validate({"id": "x", "steps": [{"id": s, "ratings": [*ratings, wanted]} for s in "st"]})
    places = {row["title"]: row["x"] for row in rows(journey) if row["place"] == 0}
    assert places == {"a": 0, "b": pytest.approx(0.14), "c": pytest.approx(-0.14), "The experience we want": 0}


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
