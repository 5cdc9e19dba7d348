"""The fields of the page on satisfaction for the steps of a journey, for forms that others build of them."""

from __future__ import annotations

from typing import Any

from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.model import Journey

Field = dict[str, Any]
CURVE = "ratings/room/value"


def equal_form(journey: Journey, spec: dict[str, Any]) -> dict[str, Any]:
    """Each step with its fields, one after the other, as plain values.

    Args:
        journey: what is shown.
        spec: of the page on satisfaction.
    """
    asked = next(one for section in spec["sections"] for one in section["fields"] if one["name"] == "steps")
    steps = [
        {"name": step.name, "fields": list(_fields(journey, f"steps/{step.id}", asked["fields"]))}
        for step in journey.steps
    ]
    return {"steps": steps}


def _fields(journey: Journey, above: str, fields: list[Field]) -> Any:
    for field in fields:
        path = f"{above}/{field['name']}"
        if field["kind"] == "group":
            yield from _fields(journey, path, field["fields"])
        elif field["kind"] == "items":
            for item in value_at(journey, path):
                yield from _fields(journey, f"{path}/{item['id']}", field["fields"])
        else:
            yield {
                "kind": field["kind"],
                "title": field["title"],
                "value": value_at(journey, path),
                "options": [
                    str(choice[0] if isinstance(choice, list) else choice) for choice in field.get("choices", ())
                ],
                "curve": field["name"] == CURVE,
            }
