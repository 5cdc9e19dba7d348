"""The satisfaction curve: each scale in a panel of its own, with its own axis; gaps stay gaps."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from cjm_widgets.charts.look import CONFIG, DASHES, DATA, LOW, PAPER, SHAPES, SOFT, STAR
from cjm_widgets.journey.axis import Axis, axes
from cjm_widgets.journey.narration import narrate, step_name
from cjm_widgets.journey.satisfaction import curves

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.satisfaction import Curve

COLUMN = 74
PANEL = 200
_LABEL_WIDTH = 11
_LABEL_LINES = 4
_MARKS = {"moment": "Moment of truth", "hot": "Hot spot"}


def satisfaction_chart(journey: Journey) -> alt.VConcatChart:
    """Satisfaction along the journey as a chart.

    Args:
        journey: the journey; a curve without any figure is left out.

    Returns:
        One panel for each scale. A line joins only neighbouring steps that both have a figure; moments of truth
        are diamonds, hot spots stars.

    Source: Oxford/HMRC notes, steps 3 and 4.
    """
    rated = [curve for curve in curves(journey) if any(point.value is not None for point in curve.points)]
    drawn_on = axes(rated)
    order = {id(curve): at for at, curve in enumerate(rated)}
    panels = [
        _panel(journey, axis, [(order[id(curve)], curve) for curve in rated if curve.scale.name == name])
        for name, axis in drawn_on.items()
    ]
    chart: alt.VConcatChart = alt.vconcat(*(panels or [_nothing(journey)])).resolve_scale(
        color="independent", shape="independent", fill="independent", stroke="independent", strokeDash="independent"
    )
    # built outside the call: Altair's own signature of `configure` changes with every version
    chart.config = alt.Config.from_dict(CONFIG)
    return chart


def records(journey: Journey, order: int, curve: Curve, title: str) -> list[dict[str, Any]]:
    """One curve as rows for a chart.

    Args:
        journey: whose curve it is; its moments mark the steps.
        order: the curve's place among all.
        curve: the curve.
        title: what the picture calls the rater.

    Returns:
        A row for each step: place (from 0), label, title (the rater), value or None, run (the number of the unbroken
        piece that the step belongs to) and look (the rater, or “Moment of truth” or “Hot spot”).
    """
    moments = {moment.step for moment in journey.moments}
    hot = {moment.step for moment in journey.moments if moment.hot_spot}
    rows = []
    run = 0
    for at, point in enumerate(curve.points):
        run += point.value is None
        mark = _MARKS["hot"] if point.step in hot else _MARKS["moment"] if point.step in moments else ""
        rows.append(
            {
                "place": at,
                "label": label(step_name(point, at + 1), at + 1),
                "title": title,
                "value": point.value,
                "run": f"{order}-{run}",
                "look": mark or title,
            }
        )
    return rows


def label(name: str, number: int) -> str:
    """A step's name under its number, broken into short lines."""
    lines = textwrap.wrap(" ".join(name.split()), _LABEL_WIDTH)
    if len(lines) > _LABEL_LINES:
        lines = [*lines[: _LABEL_LINES - 1], lines[_LABEL_LINES - 1][: _LABEL_WIDTH - 1] + "…"]
    return "\n".join((str(number), *lines))


def _panel(journey: Journey, axis: Axis, found: list[tuple[int, Curve]]) -> alt.LayerChart:
    titles = _distinct([curve.title for _, curve in found])
    rows = [
        row
        for (order, curve), title in zip(found, titles, strict=True)
        for row in records(journey, order, curve, title)
    ]
    looks = [order % len(DATA) for order, _ in found]
    steps = list(range(len(journey.steps)))
    base = alt.Chart(alt.InlineData(values=rows)).properties(width=COLUMN * len(steps), height=PANEL)
    x = alt.X(
        "place:O",
        scale=alt.Scale(domain=steps, paddingOuter=0.5),
        axis=alt.Axis(
            title=None, labelAngle=0, labelExpr=_label_expression(rows), grid=False, labelLineHeight=15, labelPadding=14
        ),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[axis.low, axis.high], reverse=axis.scale.better == "low", nice=False, zero=False),
        axis=alt.Axis(
            title=_wrapped_title(axis.title),
            values=[tick.value for tick in axis.ticks],
            labelExpr=_tick_expression(axis),
        ),
    )
    colours = [DATA[look] for look in looks]
    marks = [words for words in _MARKS.values() if any(row["look"] == words for row in rows)]
    stroke = alt.Stroke("title:N", scale=alt.Scale(domain=titles, range=colours), legend=None)
    dash = alt.StrokeDash(
        "title:N", scale=alt.Scale(domain=titles, range=[DASHES[look] for look in looks]), legend=None
    )
    known = "isValid(datum.value)"
    line = base.mark_line(strokeWidth=2.5, strokeCap="butt").transform_filter(known)
    # one scale for raters and signs together, so that one legend explains both
    shown = [*titles, *marks]
    signs = {_MARKS["moment"]: "diamond", _MARKS["hot"]: STAR}
    shape = alt.Scale(domain=shown, range=[*(SHAPES[look] for look in looks), *(signs[words] for words in marks)])
    color = alt.Scale(domain=shown, range=[*colours, *(LOW for _ in marks)])
    fill = alt.Scale(domain=shown, range=[*(PAPER for _ in titles), *(LOW for _ in marks)])
    points = base.mark_point(size=110, strokeWidth=2.2, opacity=1).transform_filter(known)
    layers = [
        line.encode(x=x, y=y, stroke=stroke, strokeDash=dash, detail="run:N"),
        points.encode(
            x=x,
            y=y,
            shape=alt.Shape("look:N", scale=shape),
            color=alt.Color("look:N", scale=color),
            fill=alt.Fill("look:N", scale=fill),
        ),
    ]
    panel: alt.LayerChart = alt.LayerChart(layer=layers)
    return panel


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
