"""A chart as a picture that shows anywhere without a network: markup, words and a table of its figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import altair as alt
    from jinja2 import Template

    from cjm_widgets.journey.model import Journey

_HERE = Path(__file__).parent
_SVG = "http://www.w3.org/2000/svg"
_FEWEST_GAP = 2


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A figure for a notebook; JupyterLab, Voilà and an executed notebook all show it as it is.

    Args:
        title: what the picture is called.
        caption: what it shows, in a few words under it.
        description: the same with all figures, for those who do not see it.
        svg: the picture itself, as SVG text with its title and description inside.
        columns: the headings of the table with the same figures.
        rows: the table, a text for each column.
    """

    title: str
    caption: str
    description: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        """The title, the caption and the figures as plain text."""
        widths = [max(len(row[at]) for row in (self.columns, *self.rows)) for at in range(len(self.columns))]
        table = [
            (" " * _FEWEST_GAP).join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in (self.columns, *self.rows)
        ]
        return "\n".join((self.title, self.caption, "", *table))

    def html(self) -> str:
        """The picture as a figure element, with the table behind “Show as a table”."""
        return template(_HERE / "picture.html.j2").render(picture=self)

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}


def satisfaction_picture(journey: Journey, title: str = "", caption: str = "") -> Picture:
    """The satisfaction curve of a journey.

    Args:
        journey: the journey.
        title: what the picture is called; after the journey if "".
        caption: what it shows; told from the journey if "".

    Source: Oxford/HMRC notes, steps 3 and 4.
    """
    from cjm_widgets.charts.satisfaction import satisfaction_chart
    from cjm_widgets.journey.describe import caption_satisfaction, describe_satisfaction, satisfaction_table

    title = title or (f"Satisfaction: {journey.title}" if journey.title else "Satisfaction")
    description = describe_satisfaction(journey)
    columns, rows = satisfaction_table(journey)
    svg = svg_of(satisfaction_chart(journey), title, description)
    return Picture(title, caption or caption_satisfaction(journey), description, svg, columns, rows)


def diagnostic_picture(journey: Journey) -> Picture:
    """The profile of the five Cs of a journey.

    Args:
        journey: the journey.

    Source: Improving the service, “5Cs” diagnostic.
    """
    from cjm_widgets.charts.diagnostic import diagnostic_chart
    from cjm_widgets.journey.describe import caption_diagnostic, describe_diagnostic, diagnostic_table

    title = f"The five Cs: {journey.title}" if journey.title else "The five Cs"
    description = describe_diagnostic(journey)
    columns, rows = diagnostic_table(journey)
    svg = svg_of(diagnostic_chart(journey), title, description)
    return Picture(title, caption_diagnostic(journey), description, svg, columns, rows)


def svg_of(chart: alt.TopLevelMixin, title: str, description: str) -> str:
    """A chart as SVG text, drawn on this computer; the network is never asked.

    Args:
        chart: any Altair chart whose data stand inside it.
        title: becomes the picture's title element.
        description: becomes its desc element.
    """
    import vl_convert

    text = vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    ET.register_namespace("", _SVG)
    root = ET.fromstring(text)  # noqa: S314  made by the lines before, not by a stranger
    for name, words in (("desc", description), ("title", title)):
        element = ET.Element(f"{{{_SVG}}}{name}")
        element.text = words
        root.insert(0, element)
    # no classes, or a page's styles for them would reach in here; no roles, for the picture is one image
    for element in root.iter():
        for name in [name for name in element.attrib if name in ("class", "role") or name.startswith("aria-")]:
            del element.attrib[name]
    root.set("role", "img")
    root.set("focusable", "false")
    return ET.tostring(root, encoding="unicode")


@cache
def template(file: Path) -> Template:
    """A file of HTML into which words are put, as words.

    Args:
        file: of the template.
    """
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(file.parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(file.name)
