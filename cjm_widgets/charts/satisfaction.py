"""The satisfaction curve: each scale in a panel of its own, with its own axis; gaps stay gaps."""

from __future__ import annotations

import json
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from cjm_widgets.charts.look import (
    CONFIG,
    DASHES,
    DATA,
    DIAMOND,
    DOWN,
    GOAL,
    HEART,
    HIGH,
    LOW,
    PAPER,
    SHAPES,
    SOFT,
    STAR,
    STRONG,
    TORN,
)
from cjm_widgets.journey.axis import Axis, axes
from cjm_widgets.journey.narration import narrate, step_name
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import WANTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.satisfaction import Curve

COLUMN = 74
PANEL = 200
_LABEL_WIDTH = 11
_LABEL_LINES = 4
_SIGNS = {
    "Moment of truth": (DIAMOND, LOW),
    "Moments of truth: can win or lose them": (DIAMOND, LOW),
    "Moment of truth: can win them": (HEART, HIGH),
    "Hot spot: can win them": (HEART, HIGH),
    "Moment of truth: can lose them": (DOWN, LOW),
    "Hot spot": (STAR, LOW),
}
"""As browser/lib/marks.js draws and calls them."""
_ASIDE = 15
_BESIDE = 0.14
"""Of a column: from one point to the next of the same figure."""
_LEGEND = 170


def satisfaction_chart(journey: Journey) -> alt.VConcatChart:
    """Satisfaction along the journey as a chart.

    Args:
        journey: the journey; a curve without any figure is left out.

    Returns:
        One panel for each scale, and another for each eight more curves than one panel can tell apart. A line joins
        only neighbouring steps that both have a figure; what is wanted is joined to nothing. Signs of moments stand
        beside the points.

    Source: Oxford/HMRC notes, steps 3 and 4.
    """
    every = curves(journey)
    rated = [curve for curve in every if any(point.value is not None for point in curve.points)]
    order = {id(curve): at for at, curve in enumerate(every)}
    panels = []
    for name, axis in axes(rated).items():
        own = [curve for curve in rated if curve.scale.name == name and curve.rater != WANTED]
        wanted = [curve for curve in rated if curve.scale.name == name and curve.rater == WANTED]
        for first in range(0, max(len(own), 1), len(SHAPES)):
            some = own[first : first + len(SHAPES)]
            looks = _looks([order[id(curve)] for curve in some])
            panels.append(_panel(journey, axis, [*zip(looks, some, strict=True), *((None, curve) for curve in wanted)]))
    chart: alt.VConcatChart = alt.vconcat(*(panels or [_nothing(journey)])).resolve_scale(
        color="independent", shape="independent", fill="independent", stroke="independent", strokeDash="independent"
    )
    # built outside the call: Altair's own signature of `configure` changes with every version
    chart.config = alt.Config.from_dict(CONFIG)
    return chart


def records(journey: Journey, curve: Curve, title: str) -> list[dict[str, Any]]:
    """One curve as rows for a chart.

    Args:
        journey: whose curve it is; its moments mark the steps.
        curve: the curve.
        title: what the picture calls the rater.

    Returns:
        A row for each step: place (from 0), label, title (the rater), value or None, low and high (the ends of its
        interval), basis, untold (its source does not say what it is), and sign (what its moments are
        called, "" where it has none).
    """
    signs = {step.id: _sign(journey, step.id) for step in journey.steps}
    return [
        {
            "place": at,
            "label": label(step_name(point, at + 1), at + 1),
            "title": title,
            "value": point.value,
            "low": point.interval[0] if point.interval else None,
            "high": point.interval[1] if point.interval else None,
            "basis": point.ground.basis,
            "untold": point.ground.is_untold,
            "sign": "" if curve.rater == WANTED else signs[point.step],
        }
        for at, point in enumerate(curve.points)
    ]


def runs(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The unbroken pieces of a curve, each resting on the same: what two neighbours are joined by.

    Args:
        rows: of one curve, from `records`.

    Returns:
        A row for each end or corner: place, value, title, dash (title and basis) and run (which piece it belongs to).
    """
    found: list[dict[str, Any]] = []
    last = ("", -1)
    run = 0
    for before, after in pairwise(rows):
        if before["value"] is None or after["value"] is None:
            continue
        basis = min(before["basis"], after["basis"], key=tuple(reversed(DASHES)).index)
        if last != (basis, before["place"]):
            run += 1
            found.append(_corner(before, basis, run))
        found.append(_corner(after, basis, run))
        last = (basis, after["place"])
    return found


def _corner(row: dict[str, Any], basis: str, run: int) -> dict[str, Any]:
    title = row["title"]
    return {
        "place": row["place"],
        "value": row["value"],
        "title": title,
        "dash": f"{title} {basis}",
        "run": f"{title} {run}",
    }


def _sign(journey: Journey, step: str) -> str:
    moments = [moment for moment in journey.moments if moment.step == step]
    felt = {moment.felt for moment in moments if moment.felt}
    if not moments:
        return ""
    hot = any(moment.hot_spot for moment in moments)
    if felt == {"engaged"}:
        return "Hot spot: can win them" if hot else "Moment of truth: can win them"
    if hot:
        return "Hot spot"
    if felt == {"challenged"}:
        return "Moment of truth: can lose them"
    return "Moments of truth: can win or lose them" if felt >= {"engaged", "challenged"} else "Moment of truth"


def _looks(orders: list[int]) -> list[int]:
    """A place among the shapes for each curve: its own, unless one before it has that."""
    looks: list[int] = []
    for order in orders:
        own = order % len(SHAPES)
        looks.append(own if own not in looks else next(at for at in range(len(SHAPES)) if at not in looks))
    return looks


def label(name: str, number: int) -> str:
    """A step's name under its number, broken into short lines."""
    lines = textwrap.wrap(" ".join(name.split()), _LABEL_WIDTH)
    if len(lines) > _LABEL_LINES:
        lines = [*lines[: _LABEL_LINES - 1], lines[_LABEL_LINES - 1][: _LABEL_WIDTH - 1] + "…"]
    return "\n".join((str(number), *lines))


def _panel(journey: Journey, axis: Axis, found: list[tuple[int | None, Curve]]) -> alt.LayerChart:
    titles = _distinct([curve.title for _, curve in found])
    each = [records(journey, curve, title) for (_, curve), title in zip(found, titles, strict=True)]
    rows = _apart([row for own, (look, _) in zip(each, found, strict=True) for row in own if look is not None])
    rows += [
        {**row, "x": row["place"]} for own, (look, _) in zip(each, found, strict=True) for row in own if look is None
    ]
    steps = list(range(len(journey.steps)))
    x = alt.X(
        "place:Q",
        scale=alt.Scale(domain=[-0.5, len(steps) - 0.5], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            values=steps,
            labelAngle=0,
            labelExpr=_label_expression(rows),
            grid=False,
            labelLineHeight=15,
            labelPadding=14,
        ),
    )
    scale = alt.Scale(domain=[axis.low, axis.high], reverse=axis.scale.better == "low", nice=False, zero=False)
    y = alt.Y(
        "value:Q",
        scale=scale,
        axis=alt.Axis(
            title=_wrapped_title(axis.title),
            values=[tick.value for tick in axis.ticks],
            labelExpr=_tick_expression(axis),
        ),
    )
    own_place = x.copy()
    own_place.shorthand = "x:Q"
    base = alt.Chart(alt.InlineData(values=rows)).transform_filter("isValid(datum.value)").encode(x=own_place, y=y)
    looks = [look for look, _ in found]
    colours = [SOFT if look is None else DATA[look] for look in looks]
    joined = [row for look, own in zip(looks, each, strict=True) if look is not None for row in runs(own)]
    signs = [sign for sign in _SIGNS if any(row["sign"] == sign for row in rows)]
    # one scale for raters and signs together, so that one legend explains both
    shown = [*titles, *signs]
    shapes = [*(GOAL if look is None else SHAPES[look][0] for look in looks), *(_SIGNS[sign][0] for sign in signs)]
    inks = [*colours, *(_SIGNS[sign][1] for sign in signs)]
    fills = [*(SOFT if look is None else PAPER for look in looks), *(_SIGNS[sign][1] for sign in signs)]
    legend = alt.Legend(columns=max(1, COLUMN * len(steps) // _LEGEND))
    points = base.mark_point(size=110, strokeWidth=2.2, opacity=1).encode(
        shape=alt.Shape("title:N", scale=alt.Scale(domain=shown, range=shapes), legend=legend),
        color=alt.Color("title:N", scale=alt.Scale(domain=shown, range=inks), legend=legend),
        fill=alt.Fill("title:N", scale=alt.Scale(domain=shown, range=fills), legend=legend),
    )
    layers = [
        *_lines(joined, looks, titles, x, y),
        *_intervals(rows, titles, colours, x, y),
        points,
        *_fillings(base, rows, looks, titles),
        *_beside(base, rows, signs),
        *(_torn(axis, end, y) for end in axis.cut),
    ]
    panel: alt.LayerChart = alt.LayerChart(layer=layers, width=COLUMN * len(steps), height=PANEL)
    # or the lines, which have none, take the points' legend away where no sign stands in it
    with_legend: alt.LayerChart = panel.resolve_legend(stroke="independent")
    return with_legend


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with where each point stands across: those of one figure side by side, the first in the middle."""
    there: dict[tuple[int, float], int] = {}
    placed = []
    for row in rows:
        key = (row["place"], row["value"])
        nth = there[key] = there.get(key, -1) + 1
        aside = (nth + 1) / 2 if nth % 2 else -nth / 2
        placed.append({**row, "x": row["place"] + aside * _BESIDE})
    return placed


def _lines(
    joined: list[dict[str, Any]], looks: list[int | None], titles: list[str], x: alt.X, y: alt.Y
) -> Iterator[alt.Chart]:
    if not joined:
        return
    own = [(look, title) for look, title in zip(looks, titles, strict=True) if look is not None]
    keys = [f"{title} {basis}" for _, title in own for basis in DASHES]
    dashes = [dash for _ in own for dash in DASHES.values()]
    stroke = alt.Scale(domain=[title for _, title in own], range=[DATA[look] for look, _ in own])
    yield (
        alt.Chart(alt.InlineData(values=joined))
        .mark_line(strokeWidth=2.5, strokeCap="butt")
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke("title:N", scale=stroke, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=alt.Scale(domain=keys, range=dashes), legend=None),
            detail="run:N",
        )
    )


def _intervals(
    rows: list[dict[str, Any]], titles: list[str], colours: list[str], x: alt.X, y: alt.Y
) -> Iterator[alt.Chart]:
    for title, colour in zip(titles, colours, strict=True):
        some = [row for row in rows if row["title"] == title and row["low"] is not None]
        if some:
            base = alt.Chart(alt.InlineData(values=some))
            low, high = y.copy(), y.copy()
            low.shorthand, high.shorthand = "low:Q", "high:Q"
            yield base.mark_rule(color=colour, strokeWidth=1.5).encode(x=x, y=low, y2="high:Q")
            for end in (low, high):
                yield base.mark_tick(color=colour, orient="horizontal", size=10, thickness=1.5).encode(x=x, y=end)


def _fillings(
    base: alt.Chart, rows: list[dict[str, Any]], looks: list[int | None], titles: list[str]
) -> Iterator[alt.Chart]:
    """What is measured is filled, what was reported half; what is assumed stays hollow, with a core where untold."""
    for look, title in zip(looks, titles, strict=True):
        for basis, part in (("measured", 0), ("reported", 1)):
            if look is None or not any(row["title"] == title and row["basis"] == basis for row in rows):
                continue
            only = f"datum.title === {json.dumps(title)} && datum.basis === '{basis}'"
            colour = DATA[look]
            yield base.mark_point(
                shape=SHAPES[look][part], size=110, fill=colour, stroke=colour, strokeWidth=0, opacity=1
            ).transform_filter(only)
        if look is not None and any(row["title"] == title and row["untold"] for row in rows):
            yield base.mark_point(
                shape="circle", size=14, fill=DATA[look], stroke=DATA[look], strokeWidth=0, opacity=1
            ).transform_filter(f"datum.title === {json.dumps(title)} && datum.untold")


def _beside(base: alt.Chart, rows: list[dict[str, Any]], signs: list[str]) -> Iterator[alt.Chart]:
    first: dict[int, str] = {}
    for row in rows:
        if row["value"] is not None and row["sign"]:
            first.setdefault(row["place"], row["title"])
    for sign in signs:
        shape, colour = _SIGNS[sign]
        spots = [row for row in rows if row["sign"] == sign and first.get(row["place"]) == row["title"]]
        places = json.dumps([f"{row['place']} {row['title']}" for row in spots])
        mark = base.mark_point(
            shape=shape,
            size=80,
            fill=colour,
            stroke=PAPER,
            strokeWidth=1,
            opacity=1,
            xOffset=_ASIDE,
            yOffset=-_ASIDE / 2,
        )
        yield mark.transform_filter(f"indexof({places}, datum.place + ' ' + datum.title) >= 0")


def _torn(axis: Axis, end: str, y: alt.Y) -> alt.Chart:
    """A torn mark on the axis where its scale goes on beyond the picture."""
    at = axis.low if (end == "bottom") == (axis.scale.better == "high") else axis.high
    mark = alt.Chart(alt.InlineData(values=[{"value": at}])).mark_point(
        shape=TORN, size=500, fill=STRONG, stroke=STRONG, strokeWidth=1, opacity=1, yOffset=8 if end == "bottom" else -8
    )
    torn: alt.Chart = mark.encode(x=alt.value(0), y=y)
    return torn


def _nothing(journey: Journey) -> alt.LayerChart:
    words = alt.Chart(alt.InlineData(values=[{"words": narrate(journey)}])).mark_text(color=SOFT, fontSize=14)
    panel: alt.LayerChart = alt.LayerChart(layer=[words.encode(text="words:N")], width=COLUMN * 5, height=60)
    return panel


def _distinct(titles: list[str]) -> list[str]:
    # two raters may carry the same name; their curves still are two
    return [title if titles.index(title) == at else f"{title} ({at + 1})" for at, title in enumerate(titles)]


def _label_expression(rows: list[dict[str, Any]]) -> str:
    labels = {row["place"]: row["label"].split("\n") for row in rows}
    # JSON is how a name becomes a quoted text in the chart's own language, whatever it contains
    return f"{json.dumps([labels[place] for place in sorted(labels)])}[datum.value]"


def _tick_expression(axis: Axis) -> str:
    if axis.scale.words:
        pairs = {f"{tick.value:g}": f"{tick.label}  {tick.figure}" for tick in axis.ticks}
    else:
        pairs = {f"{tick.value:g}": tick.label for tick in axis.ticks}
    return f"{json.dumps(pairs)}[datum.value] || datum.label"


def _wrapped_title(title: str) -> list[str]:
    return textwrap.wrap(title, 34)
