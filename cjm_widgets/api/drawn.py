"""Charts as pictures in a notebook: drawn on this computer, without scripts, with what is seen on them in words."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from cjm_widgets.accounts.account import Account
from cjm_widgets.accounts.blocks import Words
from cjm_widgets.accounts.pictured import pictured
from cjm_widgets.charts.diagnostic import diagnostic_chart
from cjm_widgets.charts.satisfaction import satisfaction_chart
from cjm_widgets.formats.pictures import drawn, in_words
from cjm_widgets.journey.describe import describe_diagnostic, describe_satisfaction

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.journey.model import Journey

_RENDERER: Final = "cjm"


def altair_chart(journey: Journey, figure: str) -> alt.VConcatChart | alt.LayerChart:
    """A figure that Altair draws, with all that is seen on it in its description.

    Args:
        journey: the map.
        figure: “curve”, the satisfaction along the steps, or “profile”, the five Cs.
    """
    shown_without_a_network()
    made: alt.VConcatChart | alt.LayerChart
    if figure == "curve":
        made, words = satisfaction_chart(journey), describe_satisfaction(journey)
    else:
        made, words = diagnostic_chart(journey), describe_diagnostic(journey)
    made.description = words
    return made


def pictured_in_words(out: Outgoing, figure: str) -> Account:
    """A figure that the pages draw otherwise, as a picture with its words.

    Args:
        out: the map as it leaves.
        figure: the name of one of `formats.figures.FIGURES`.

    Raises:
        FormatError: if there is nothing to draw.
    """
    _, data, _ = drawn(replace(out, figure=figure))
    title, story = in_words(data)
    return Account((*pictured(out, figure), Words(story)), f"{title}\n{story}")


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
