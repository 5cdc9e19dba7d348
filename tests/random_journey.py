"""Random journeys that are rated on several scales, and what their tables say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cjm_widgets.journey.describe import satisfaction_table
from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from cjm_widgets.journey.satisfaction import Curve

NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot")


def ratings() -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    def rating(rater: str, scale: str, values: tuple[float, ...]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(
            {
                "id": st.just(rater),
                "rater": st.just(rater.title()),
                "scale": st.just(scale),
                "value": st.sampled_from((None, "unknown", *values)),
                "source": st.sampled_from((None, "talks", "survey", "gone")),
                "n": st.sampled_from((None, None, 20, 400)),
            }
        )

    return st.tuples(
        rating("room", "felt", (-2, -1, 0, 1, 2)),
        rating("as-mia", "felt", (-2, 2)),
        rating("wanted", "felt", (-2, 2)),
        rating("survey", "negative-share", (3, 20, 36, 85)),
        rating("panel", "ten-points", (0, 4, 9)),
        rating("desk", "felt", (-1, 1)),
    )


journeys = st.lists(ratings(), min_size=2, max_size=len(NAMES)).map(
    lambda given: Journey.model_validate(
        {
            "id": "a",
            "sources": [{"id": "talks", "kind": "interviews"}, {"id": "survey", "kind": "survey", "n": 40}],
            "personas": [{"id": "mia", "name": "Mia"}],
            "moments": [{"id": "m"}],
            "solutions": [{"id": "x", "title": "Do it"}],
            "steps": [{"id": f"s{at}", "name": NAMES[at], "ratings": list(each)} for at, each in enumerate(given)],
        }
    )
)


def by_table(journey: Journey, curve: Curve) -> dict[str, float]:
    """The figures of one curve as the table under the picture shows them, the better the higher."""
    columns, rows = satisfaction_table(journey)
    name = f"{curve.title}: {curve.scale.title}"
    if name not in columns:
        return {}
    column = columns.index(name)
    found = {}
    for step, row in zip(journey.steps, rows, strict=True):
        figure = re.match(r"[+−]?[\d.]+", row[column])
        if figure:
            value = float(figure[0].replace("−", "-"))
            found[step.id] = value if curve.scale.better == "high" else -value
    return found
