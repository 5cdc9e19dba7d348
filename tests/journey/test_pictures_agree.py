"""What somebody reads off the pictures, with a ruler, is what the table says and what the rules go by."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from random_journey import by_table, journeys

from cjm_widgets.charts.satisfaction import satisfaction_chart
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import SCALES, WANTED
from cjm_widgets.journey.speaking import compared
from cjm_widgets.statistics.intervals import wilson
from cjm_widgets.widgets.monitor_view import monitor_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.model import Journey

HERE = Path(__file__).parent
FIRMNESS = ("assumed", "reported", "measured")
CLOSE = 1e-6
BETTER = {name: 1 if scale.better == "high" else -1 for name, scale in SCALES.items()}


@dataclass(frozen=True)
class Dot:
    """A point of a picture: how high it stands, which figure its axis gives it, and what it looks to rest on."""

    step: str
    height: float
    value: float
    basis: str


def reach(journey: Journey, rater: str, scale: str, step: str) -> tuple[float, float] | None:
    """From where to where the bar of a survey's point goes, the better the higher; None where n is not known.

    A score counts as a share of the way up its scale, which spreads as far as it can.
    """
    curve = next(one for one in curves(journey) if (one.rater, one.scale.name) == (rater, scale))
    point = next(one for one in curve.points if one.step == step)
    if rater == "room" or point.height is None or not point.ground.most:
        return None
    return wilson(point.height, point.ground.most)


Panel = dict[str, tuple[Dot, ...]]
"""What is drawn over one axis, by whose curve it is."""


@pytest.fixture(scope="module")
def on_the_map(node: str) -> Iterator[Callable[[Journey], dict[str, Panel]]]:
    """Reads the picture that the map draws of a journey, by the scale of each axis."""
    command = [node, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(HERE / "read_pictures.js")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        stdin, stdout = reader.stdin, reader.stdout

        def read(journey: Journey) -> dict[str, Panel]:
            monitor = monitor_view(journey, editable=False, everybody=True)
            print(json.dumps({"steps": journey.to_json()["steps"], "monitor": monitor}), file=stdin, flush=True)
            pictures = json.loads(stdout.readline())
            for picture in pictures:
                joined(picture)
            return {
                picture["scale"]: {
                    curve["rater"]: tuple(
                        Dot(journey.steps[round(one["at"])].id, -one["y"], one["value"], one["basis"])
                        for one in curve["points"]
                    )
                    for curve in picture["curves"]
                }
                for picture in pictures
            }

        yield read
        stdin.close()


def joined(picture: dict[str, Any]) -> None:
    """Lines end where points of their own curve stand."""
    spots = {curve["rater"]: [(one["at"], one["y"]) for one in curve["points"]] for curve in picture["curves"]}
    for line in picture["lines"]:
        for x, y in (end for ends in line["ends"] for end in ends):
            assert any((x, y) == pytest.approx(spot) for spot in spots[line["rater"]])


def in_the_figure(journey: Journey) -> dict[str, Panel]:
    """Reads the figure for reports, by the scale of each axis."""
    known = {curve.title: curve for curve in curves(journey)}
    spec = satisfaction_chart(journey).to_dict()
    found: dict[str, Panel] = {}
    for panel in spec["vconcat"]:
        points = next(layer for layer in panel["layer"] if "shape" in layer["encoding"])
        scale = points["encoding"]["y"]["scale"]
        low, high = reversed(scale["domain"]) if scale["reverse"] else scale["domain"]
        data = next(part["data"] for part in (points, panel, spec) if "data" in part)
        rows = data["values"] if "values" in data else spec["datasets"][data["name"]]
        dots: dict[str, tuple[Dot, ...]] = {}
        for row in (row for row in rows if row["value"] is not None):
            dot = Dot(journey.steps[row["place"]].id, (row["value"] - low) / (high - low), row["value"], row["basis"])
            rater = known[row["title"]].rater
            dots[rater] = (*dots.get(rater, ()), dot)
        [name] = {known[row["title"]].scale.name for row in rows}
        found[name] = dots
    return found


def higher_in(journey: Journey, panels: dict[str, Panel], one: str, other: str) -> set[int | None]:
    """Which of two steps stands higher for somebody who sees the pictures only and goes by the firmest points.

    Where bars are apart that is certain; where one holds the other's point it cannot be told; in between it is for
    the reckoning to say.
    """
    voices = [
        (rater, scale, {dot.step: dot for dot in dots})
        for scale, panel in panels.items()
        for rater, dots in panel.items()
        if rater != WANTED and not rater.startswith("as-")
    ]
    firmest = {
        step: max((FIRMNESS.index(dots[step].basis) for _, _, dots in voices if step in dots), default=0)
        for step in (one, other)
    }
    said: list[tuple[int | None, ...]] = []
    for rater, scale, dots in voices:
        if not all(step in dots and FIRMNESS.index(dots[step].basis) == firmest[step] for step in (one, other)):
            continue
        sign = (dots[one].height > dots[other].height) - (dots[one].height < dots[other].height)
        figures = [SCALES[scale].height(dots[step].value) for step in (one, other)]
        bars = [
            reach(journey, rater, scale, step) or (figure, figure)
            for step, figure in zip((one, other), figures, strict=True)
        ]
        lower, upper = sorted(bars)
        if not sign or lower[1] < upper[0]:
            said.append((sign,))
        elif any(bar[0] <= figure <= bar[1] for bar, figure in zip(bars, reversed(figures), strict=True)):
            said.append((None,))
        else:
            said.append((sign, None))
    possible = [set(each) - {None} for each in product(*said)]
    return {each.pop() if len(each) == 1 else None for each in possible}


def agree(journey: Journey, panels: dict[str, Panel]) -> None:
    """One figure a point, on the axis of its own scale; and who goes by the picture says what the rules say."""
    drawn = {(rater, scale): dots for scale, panel in panels.items() for rater, dots in panel.items()}
    there = {(curve.rater, curve.scale.name): by_table(journey, curve) for curve in curves(journey)}
    assert {key for key, dots in drawn.items() if dots} == {key for key, figures in there.items() if figures}
    for (rater, scale), dots in drawn.items():
        read = {dot.step: dot.value * BETTER[scale] for dot in dots}
        assert read == pytest.approx(there[rater, scale])
    for scale, panel in panels.items():
        for one, other in combinations([dot for dots in panel.values() for dot in dots], 2):
            apart = (one.value - other.value) * BETTER[scale]
            assert (one.height > other.height + CLOSE) == (apart > CLOSE)
            assert (one.height < other.height - CLOSE) == (apart < -CLOSE)
    for one, other in combinations([step.id for step in journey.steps], 2):
        assert compared(journey, one, other) in higher_in(journey, panels, one, other)


@settings(max_examples=200)
@given(journeys)
def test_the_picture_of_the_map_puts_two_steps_as_table_and_rules_do(on_the_map, journey):
    agree(journey, on_the_map(journey))


@settings(max_examples=10)
@given(journeys)
def test_the_figure_for_reports_puts_two_steps_as_table_and_rules_do(journey):
    if any(by_table(journey, curve) for curve in curves(journey)):
        agree(journey, in_the_figure(journey))
