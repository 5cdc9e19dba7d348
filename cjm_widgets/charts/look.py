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
HIGH: Final = "#0f4f8a"
DATA: Final = ("#0072b2", "#d55e00", "#009e73", "#000000", "#c05a9a", "#3c1a8c", "#80872e", "#5a3d00")
"""One for each curve of a panel, beside a shape of its own."""

SHAPES: Final = (
    ("M-1,0A1,1 0 1,1 1,0A1,1 0 1,1 -1,0Z", "M-1,0A1,1 0 0,0 1,0Z"),
    ("M-0.9,-0.9H0.9V0.9H-0.9Z", "M-0.9,0H0.9V0.9H-0.9Z"),
    ("M0,-1L1,0.8H-1Z", "M-0.556,0H0.556L1,0.8H-1Z"),
    ("M-1.1,-0.4H-0.4V-1.1H0.4V-0.4H1.1V0.4H0.4V1.1H-0.4V0.4H-1.1Z", "M-1.1,0H1.1V0.4H0.4V1.1H-0.4V0.4H-1.1Z"),
    ("M-1.3,-0.5H1.3V0.5H-1.3Z", "M-1.3,0H1.3V0.5H-1.3Z"),
    (
        "M-1,-0.5L-0.5,-1L0,-0.5L0.5,-1L1,-0.5L0.5,0L1,0.5L0.5,1L0,0.5L-0.5,1L-1,0.5L-0.5,0Z",
        "M-0.5,0H0.5L1,0.5L0.5,1L0,0.5L-0.5,1L-1,0.5Z",
    ),
    ("M-0.5,-1.3H0.5V1.3H-0.5Z", "M-0.5,0H0.5V1.3H-0.5Z"),
    ("M0,-1L0.95,-0.31L0.59,0.81H-0.59L-0.95,-0.31Z", "M-0.85,0H0.85L0.59,0.81H-0.59Z"),
)
"""One for each curve of a panel, and its lower half; more than these nobody can tell apart."""

DASHES: Final[dict[str, list[int]]] = {"measured": [1, 0], "reported": [9, 5], "assumed": [2, 4]}
"""What a line rests on, whichever curve's it is."""

GOAL: Final = "M-1.8,-0.7L1.8,-0.7L1.8,-0.6L-1.8,-0.6L-1.8,-0.7M-1.8,0.6L1.8,0.6L1.8,0.7L-1.8,0.7L-1.8,0.6"
"""What is wanted and not experienced: two short lines, joined to nothing."""

STAR: Final = "M0,-1.5L0.35,-0.48L1.43,-0.46L0.57,0.19L0.88,1.21L0,0.6L-0.88,1.21L-0.57,0.19L-1.43,-0.46L-0.35,-0.48Z"
HEART: Final = "M0,1.1C-2,-0.2 -1,-1.6 0,-0.55C1,-1.6 2,-0.2 0,1.1Z"
DOWN: Final = "M-1,-0.8H1L0,1Z"
DIAMOND: Final = "M0,-1.1L1.1,0L0,1.1L-1.1,0Z"
TORN: Final = "M-1,0.3L-0.5,-0.3L0,0.3L0.5,-0.3L1,0.3L0.5,-0.2L0,0.4L-0.5,-0.2Z"
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
