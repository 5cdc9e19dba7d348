"""Journeys as the page of the map is given them, with all that stands beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from drawn_journey import drawn

from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.model import Journey
from cjm_widgets.shipped import shipped
from cjm_widgets.views.map_view import map_view
from cjm_widgets.widgets.labels import labels
from cjm_widgets.widgets.monitor_view import monitor_view, with_touchpoints
from cjm_widgets.widgets.spec import lists


def given(journey: Journey) -> dict[str, Any]:
    return {
        "journey": journey.to_json(),
        "monitor": with_touchpoints(journey, monitor_view(journey, editable=False, everybody=True)),
        "view": {**map_view(journey), "coverage": coverage(journey, date(2026, 11, 29)).to_json()},
        "labels": labels(),
        "lists": lists(Journey),
        "links": True,
    }


def starter(name: str) -> Journey:
    return Journey.model_validate_json((shipped("templates") / "journeys" / f"{name}.json").read_text("utf-8"))


def seen() -> Journey:
    """The drawn journey as personas see it, and as it should be."""
    values = drawn().to_json()
    values["personas"].append({"id": "ben", "name": "Ben", "current": "Is late.", "ideal": "Has time."})
    for step in values["steps"]:
        step["ratings"] += [
            {"id": "as-ana", "scale": "felt", "value": -1},
            {"id": "wanted", "scale": "felt", "value": 2},
        ]
    return Journey.model_validate(values)


def counted() -> Journey:
    """The drawn journey with a log of events beside it."""
    values = drawn().to_json()
    figures = [
        {"id": f"{kind}-{at}", "kind": kind, "step": "s4", "group": part, "value": value, **more}
        for at, part in enumerate(("", "phone", "in person"))
        for kind, value, more in (
            ("cases", 900, {}),
            ("contacts", 1240, {"at_least": part == ""}),
            ("waiting", 3, {"low": 1, "high": 6, "unit": "days"}),
            ("stopped", 40, {}),
        )
    ]
    log = {"id": "log", "name": "Visits", "kind": "count", "when": "2026-05", "least": 5, "figures": figures}
    values["sources"].append(log)
    return Journey.model_validate(values)
