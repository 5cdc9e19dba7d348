"""What Python says of the same things that the browser's code foresees."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from random_room import sent_to

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.edits import AFTER, Edit, apply
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import PAGES
from cjm_widgets.shipped import shipped
from cjm_widgets.widgets.labels import labels
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.widgets.spec import lists

PLACES = (
    "",
    "title",
    "steps/a",
    "steps/a/name",
    "steps/a/ratings",
    "steps/a/ratings/room/value",
    "steps/a/ratings/p-anna0001",
    "steps/a/ratings/p-anna0001/value",
    "steps/a/dots/p-anna0001",
    "moments/queue",
    "moments/queue/dots",
    "moments/queue/dots/p-anna0001/n",
    "moments/queue/ratings/p-anna0001",
    "solutions/sign/dots/anybody",
    "stages/before/dots/p-anna0001",
    "rounds/moments/state",
    "voices",
    "voices/p-anna0001",
    "voices/p-anna0001/speaks_as",
)
RATINGS = (-2, -1, 0, 1, 2, "unknown", None)
SIZES = (
    *((value, "") for value in (0, -0.0, 1, -1, 0.1 + 0.2, 1234567.5, -1234568.25, 1e9, 123456.123456, 1234567.123456)),
    *((value, "days") for value in (0.00001, -0.0000004, 0.0004, 33.3333333333, 1500)),
)
"""Figures that people can give, each with a unit."""


def edited(journey: Journey, path: str, new: Any) -> Journey:
    return apply(journey, Edit(id="an-edit", path=path, new=new))


def edits(journey: Journey) -> list[dict[str, Any]]:
    """One change after another, each with the journey that it makes."""
    steps = [step.id for step in journey.steps]
    made = []
    for path, new in (
        ("title", "Another title"),
        ("scope/starts", "At the door"),
        (f"steps/{steps[1]}/name", "Another name"),
        (f"steps/{steps[2]}/experience/feelings", "Glad"),
        (f"steps/{steps[0]}/ratings/room/value", -2),
        ("steps/new-step", {"name": "New", "time": {"amount": 2, "unit": "hours"}}),
        (f"steps/new-step/{AFTER}", steps[0]),
        (f"steps/{steps[2]}/{AFTER}", ""),
        (f"steps/{steps[1]}", None),
        ("steps/new-step/touchpoints/desk", {"name": "Desk"}),
        ("steps/new-step/touchpoints/desk/contacts", 3),
    ):
        journey = edited(journey, path, new)
        made.append({"path": path, "new": new, "then": journey.to_json()})
    return made


def monitors(journey: Journey) -> dict[str, Any]:
    """The heart monitor before and after each rating that a room can give at its first and at its last step."""
    ends = (journey.steps[0].id, journey.steps[-1].id)
    return {
        "before": monitor_view(journey),
        "after": [
            {
                "step": step,
                "value": value,
                "then": monitor_view(edited(journey, f"steps/{step}/ratings/room/value", value)),
            }
            for step in ends
            for value in RATINGS
        ],
    }


def rooms() -> dict[str, Any]:
    """What each page of a room is sent while people change its journey, and what it shows then."""
    found = {}
    for page in PAGES[1:]:
        with tempfile.TemporaryDirectory() as folder:
            found[page.name] = list(sent_to(Path(folder), page.name, seed=7, steps=30))
    return found


def wire() -> list[dict[str, Any]]:
    """Messages as Jupyter's own server packs them for a browser."""
    header = {"msg_id": "1-2", "msg_type": "comm_msg", "session": "größer", "username": "", "version": "5.3"}
    contents: list[dict[str, Any]] = [{}, {"comm_id": "a", "data": {"method": "custom", "content": "€ 𝄞 \n"}}]
    made = []
    for content in contents:
        for buffers in ([], [b"", bytes(range(256))]):
            message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
            parts = [json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() for part in message.values()]
            packed = serialize_msg_to_ws_v1([*parts, *buffers], "iopub")
            given = {**message, "channel": "iopub", "buffers": [list(one) for one in buffers]}
            made.append({"message": given, "packed": list(packed)})
    return made


def from_python() -> dict[str, Any]:
    """Everything that a JavaScript test compares with; `from_python.js` reads it."""
    folder = shipped("templates") / "journeys"
    airport, employer, clinic = (
        Journey.model_validate_json((folder / f"{name}.json").read_text("utf-8"))
        for name in ("airport", "employer", "outpatient")
    )
    bare = Journey(
        id="bare", title="Bare", steps=tuple(step.model_copy(update={"ratings": ()}) for step in airport.steps)
    )
    return {
        "sizes": [[value, unit, figure(value, unit)] for value, unit in SIZES],
        "places": [[path, is_private(path)] for path in PLACES],
        "journey": airport.to_json(),
        "clinic": clinic.to_json(),
        "lists": lists(Journey),
        "edits": edits(airport),
        "labels": labels(),
        "rooms": rooms(),
        "wire": wire(),
        "monitors": {
            "airport": monitors(airport),
            "employer": monitors(employer),
            "nothing rated": monitors(bare),
        },
    }
