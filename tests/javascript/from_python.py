"""What Python says of the same things that the browser's code foresees."""

from __future__ import annotations

from typing import Any

from cjm_widgets.journey.apart import is_private

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
)


def from_python() -> dict[str, Any]:
    """Everything that a JavaScript test compares with; `from_python.js` reads it."""
    return {"places": [[path, is_private(path)] for path in PLACES]}
