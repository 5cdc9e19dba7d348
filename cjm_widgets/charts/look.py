"""How our charts look: a few colours that everybody can tell apart, one typeface, few lines.

The colours stand as plain values in the chart, so that a chart saved as a file is right in any program;
on a page, `picture.css` gives the same places the colours of the page's theme.
"""

from __future__ import annotations

from typing import Any, Final

INK: Final = "#1c2126"
SOFT: Final = "#55606b"
LINE: Final = "#dcdad3"
STRONG: Final = "#737980"
LOW: Final = "#9c3d00"
PAPER: Final = "#ffffff"
DATA: Final = ("#0072b2", "#d55e00", "#009e73", "#000000")
"""One for each curve, in order; after the last they begin again, told apart by shape and dash."""

DASHES: Final[tuple[list[int], ...]] = ([1, 0], [8, 5], [2, 4], [12, 4, 2, 4])
SHAPES: Final = ("circle", "square", "triangle-up", "cross")
STAR: Final = "M0,-1.5L0.35,-0.48L1.43,-0.46L0.57,0.19L0.88,1.21L0,0.6L-0.88,1.21L-0.57,0.19L-1.43,-0.46L-0.35,-0.48Z"
FONT: Final = (
    "Atkinson Hyperlegible Next, Atkinson Hyperlegible, system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
)

CONFIG: Final[dict[str, Any]] = {
    # the figure around the chart has the words; a hundred nested roles inside it would only be noise
    "aria": False,
    "font": FONT,
    "background": PAPER,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "titleColor": INK,
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "bold",
        "labelPadding": 8,
        "titlePadding": 12,
        "labelLimit": 260,
    },
    "legend": {
        "orient": "top",
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 500,
        "symbolStrokeWidth": 2,
        "symbolSize": 90,
        "labelOffset": 8,
        "columnPadding": 24,
        "title": None,
    },
    "concat": {"spacing": 28},
}
