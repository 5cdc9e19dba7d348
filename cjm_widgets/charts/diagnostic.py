"""The profile of the five Cs: a bar for each that is rated, a word for each that is not."""

from __future__ import annotations

import altair as alt

from cjm_widgets.charts.figures import ANSWERS
from cjm_widgets.charts.look import CONFIG, DATA, INK, SOFT
from cjm_widgets.journey.diagnostic import MOST_EACH, five_cs
from cjm_widgets.journey.model import Diagnostic, Journey

WIDTH = 440
BAR = 34


def diagnostic_chart(journey: Journey) -> alt.LayerChart:
    """The five Cs as bars from 0 to 2; without a rating there is no bar, only the word for it.

    Args:
        journey: the journey.

    Source: Improving the service, “5Cs” diagnostic; the rating of 0 to 2 is the workbook's own.
    """
    cs = five_cs(journey.diagnostic)
    rows = [
        {
            "c": Diagnostic.model_fields[name].title,
            "rating": c.rating if isinstance(c.rating, int) else None,
            "words": ANSWERS[c.rating],
            "at": c.rating if isinstance(c.rating, int) else 0,
        }
        for name, c in cs
    ]
    base = alt.Chart(alt.InlineData(values=rows)).properties(width=WIDTH, height=BAR * len(rows))
    y = alt.Y("c:N", sort=[str(row["c"]) for row in rows], axis=alt.Axis(title=None, labelColor=INK, labelFontSize=13))
    ends = [ANSWERS[rating] for rating in (0, 1, 2)]
    x = alt.X(
        "rating:Q",
        scale=alt.Scale(domain=[0, MOST_EACH]),
        axis=alt.Axis(title=None, values=[0, 1, 2], labelExpr=f"{ends!r}[datum.value]", labelFlush=False, tickCount=3),
    )
    rated = "isValid(datum.rating)"
    bars = base.mark_bar(color=DATA[0], height=16).transform_filter(rated).encode(x=x, y=y)
    zeros = base.mark_tick(color=DATA[0], thickness=4, size=16, opacity=1).transform_filter("datum.rating === 0")
    missing = base.mark_text(align="left", dx=8, color=SOFT, fontStyle="italic", fontSize=12)
    chart: alt.LayerChart = alt.LayerChart(
        layer=[
            bars,
            zeros.encode(x=alt.X("at:Q", scale=alt.Scale(domain=[0, MOST_EACH])), y=y),
            missing.transform_filter(f"!{rated}").encode(x=alt.X("at:Q"), y=y, text="words:N"),
        ]
    )
    chart.config = alt.Config.from_dict(CONFIG)
    return chart
