"""Charts as pictures in a notebook: drawn on this computer, without scripts, with what is seen on them in words."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from cjm_widgets.charts.satisfaction import satisfaction_chart
from cjm_widgets.journey.describe import describe_satisfaction

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

_RENDERER: Final = "cjm"


def curve(journey: Journey) -> alt.VConcatChart:
    """The satisfaction along the steps, with all its figures in its description.

    Args:
        journey: the map.
    """
    drawn = satisfaction_chart(journey)
    drawn.description = describe_satisfaction(journey)
    return drawn


def shown_without_a_network() -> None:
    """Has charts shown as pictures, where nobody chose otherwise: Altair asks the internet for what draws them."""
    if alt.renderers.active == "default":
        alt.renderers.register(_RENDERER, as_picture)
        alt.renderers.enable(_RENDERER)


def as_picture(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    """A chart as an image and its description, by media type.

    Args:
        spec: the chart in Vega-Lite.
    """
    import vl_convert

    picture = b64encode(vl_convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[])).decode()
    said = str(spec.get("description", "A chart"))
    html = f'<img alt="{escape(said)}" style="max-width: 100%" src="data:image/png;base64,{picture}">'
    return {"text/html": html, "text/plain": said}
