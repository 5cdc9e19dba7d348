"""The figures behind the pictures, as tables. What nobody rated is missing; it is never a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cjm_widgets.journey.diagnostic import five_cs
from cjm_widgets.journey.model import Diagnostic, Journey
from cjm_widgets.journey.narration import step_name
from cjm_widgets.journey.satisfaction import curves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.satisfaction import Curve, Point

SATISFACTION_COLUMNS = (
    "step_no",
    "step",
    "rater",
    "scale",
    "value",
    "unit",
    "n",
    "source",
    "basis",
    "moment_of_truth",
)
DIAGNOSTIC_COLUMNS = ("c", "rating", "answer", "reason")
ANSWERS = {0: "Not really", 1: "Partly", 2: "Very much", "unknown": "Nobody knows", None: "Not rated yet"}


def satisfaction_figures(journey: Journey) -> pd.DataFrame:
    """Every rating of the journey, a row for each step and each curve that has any answer.

    Args:
        journey: the journey.

    Returns:
        Columns `SATISFACTION_COLUMNS`: step_no from 1; rater; scale, its name in the model; value on that scale
        (<NA> where nobody rated or nobody knows) with its unit; n, how many people answered for this step; source, with
        its date; basis (assumed, reported, measured, or that its source does not say what it is); moment_of_truth, true
        at steps that have one.

    Source: Oxford/HMRC notes, steps 3 and 4.
    """
    moments = {moment.step for moment in journey.moments}
    rows = [
        {
            "step_no": at,
            "step": step_name(point, at),
            "rater": curve.title,
            "scale": curve.scale.name,
            "value": point.value,
            "unit": curve.scale.unit,
            "n": point.ground.n,
            "source": point.ground.named or None,
            "basis": point.ground.firm if point.rating else None,
            "moment_of_truth": point.step in moments,
        }
        for curve, at, point in answered(journey)
    ]
    return pd.DataFrame(rows, columns=list(SATISFACTION_COLUMNS)).astype(
        {
            "step_no": "Int64",
            "step": "string",
            "rater": "string",
            "scale": "string",
            "value": "Float64",
            "unit": "string",
            "n": "Int64",
            "source": "string",
            "basis": "string",
            "moment_of_truth": "boolean",
        }
    )


def answered(journey: Journey) -> Iterator[tuple[Curve, int, Point]]:
    """Each point of each curve that has any answer, with its number from 1."""
    for curve in curves(journey):
        if any(point.rating is not None and point.rating.value is not None for point in curve.points):
            yield from ((curve, at, point) for at, point in enumerate(curve.points, start=1))


def diagnostic_figures(journey: Journey) -> pd.DataFrame:
    """The five Cs, a row each.

    Args:
        journey: the journey.

    Returns:
        Columns `DIAGNOSTIC_COLUMNS`: c, its title; rating 0 to 2, <NA> where there is none; answer in words, which
        tells “nobody knows” from “not rated yet”; reason.

    Source: Improving the service, “5Cs” diagnostic; the rating of 0 to 2 is the workbook's own.
    """
    rows = [
        {
            "c": Diagnostic.model_fields[name].title,
            "rating": c.rating if isinstance(c.rating, int) else None,
            "answer": ANSWERS[c.rating],
            "reason": c.reason,
        }
        for name, c in five_cs(journey.diagnostic)
    ]
    return pd.DataFrame(rows, columns=list(DIAGNOSTIC_COLUMNS)).astype(
        {"c": "string", "rating": "Int64", "answer": "string", "reason": "string"}
    )
