from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cjm_widgets.journey.model import Journey, Rating, Step, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def students() -> Journey:
    return Journey(
        id="students",
        title="Enrolling",
        steps=(
            Step(id="ask", name="I ask", touchpoints=(Touchpoint(id="phone", name="Telephone"),)),
            Step(id="wait", name="I wait", ratings=(Rating(id="room", value=-1.0),)),
            Step(id="start", name="I start"),
        ),
    )


def change_outside(path: Path, change: Callable[[dict], None]) -> None:
    """Changes a journey's file as a text editor would."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")
