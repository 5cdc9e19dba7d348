"""The heart monitor as a native chart on a slide: PowerPoint draws it, and its figures can be edited."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.deck import ROOM, notes, slide_of
from cjm_widgets.formats.office import INK, LINE, QUIET, look_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.satisfaction import Curve

_LONGEST, _LONGEST_UPRIGHT = 44, 26
"""Letters of a step's name below a chart; the slides of the steps have it whole."""
_MOST_LEVEL: Final = 12
"""Steps whose names stand level; of more they stand upright."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def chart_slide(made: Any, curves: Sequence[Curve], steps: Sequence[str], told: Sequence[str]) -> None:
    """The curves on one scale; where nobody rated there is a gap.

    Args:
        made: the deck.
        curves: on one scale.
        steps: the names of the steps.
        told: their story, for the notes and for those who do not see it.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Pt

    scale = curves[0].scale
    slide = slide_of(made, f"Heart monitor: {scale.title}")
    longest = _LONGEST if len(steps) <= _MOST_LEVEL else _LONGEST_UPRIGHT
    names = [_short(f"{at}. {name}", longest) for at, name in enumerate(steps, 1)]
    data = CategoryChartData(number_format="General")
    data.categories = names
    for curve in curves:
        data.add_series(curve.title, [point.value for point in curve.points])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *(Pt(one) for one in ROOM), data)
    frame.name = f"Heart monitor: {scale.title}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", " ".join(("Line chart.", *told)))  # noqa: SLF001 - no other way
    chart = frame.chart
    # python-pptx's own workbook would read words that begin with “=” as formulas, and addresses as links
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(curves, names))
    _look(chart, curves)
    notes(slide, [*told, *(line for curve in curves for line in _figures(curve, steps))])


def _short(name: str, longest: int) -> str:
    name = " ".join(name.split())
    return name if len(name) <= longest else f"{name[: longest - 2].rstrip()} …"


def _figures(curve: Curve, steps: Sequence[str]) -> list[str]:
    """Each figure with how many people it rests on."""
    said = [
        f"{at}. {name}: {point.said}" + (f" ({point.sample})" if point.sample else "")
        for at, (name, point) in enumerate(zip(steps, curve.points, strict=True), 1)
        if point.value is not None
    ]
    return [curve.title, *said]


def _workbook(curves: Sequence[Curve], names: Sequence[str]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    page = book.add_worksheet("Sheet1")
    page.write_column(1, 0, names)
    for at, curve in enumerate(curves, 1):
        page.write_string(0, at, curve.title)
        for row, point in enumerate(curve.points, 1):
            if point.value is not None:
                page.write_number(row, at, point.value)
    book.close()
    return made.getvalue()


def _look(chart: Any, curves: Sequence[Curve]) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    scale = curves[0].scale
    chart.font.size, chart.font.color.rgb = Pt(12), RGBColor.from_string(INK)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for at, (curve, series) in enumerate(zip(curves, chart.plots[0].series, strict=True)):
        look = look_of(curve, at)
        colour = RGBColor.from_string(look.colour)
        series.smooth = False
        series.format.line.width = Pt(3.5 if at == 0 else 2.25)
        series.format.line.color.rgb = colour
        if look.is_dashed:
            series.format.line.dash_style = MSO_LINE.DASH
        series.marker.style, series.marker.size = XL_MARKER_STYLE[look.shape.upper()], 9
        series.marker.format.line.width = Pt(1.5)
        for part in (series.marker.format.fill, series.marker.format.line.fill):
            part.solid()
            part.fore_color.rgb = colour
    across, up = chart.category_axis, chart.value_axis
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if scale.better == "low":
        up.reverse_order = True
        across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    across.format.line.color.rgb = RGBColor.from_string(QUIET)
    _every_name(across, is_upright=len(curves[0].points) > _MOST_LEVEL)
    up.minimum_scale, up.maximum_scale = scale.low, scale.high
    if scale.high - scale.low <= 10:
        up.major_unit = 1
    up.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE)
    up.format.line.fill.background()
    up.tick_labels.number_format = "+0;−0;0" if scale.low < 0 else "0"
    up.tick_labels.number_format_is_linked = False


def _every_name(across: Any, *, is_upright: bool) -> None:
    """No step's name is left out below the chart; many stand upright."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    axis = across._element  # noqa: SLF001 - python-pptx has no name for these
    axis.find("{*}noMultiLvlLbl").addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))
    across.tick_labels.font.bold = False
    if is_upright:
        body = axis.find("{*}txPr/{*}bodyPr")
        body.set("rot", "-5400000")
        body.set("vert", "horz")
