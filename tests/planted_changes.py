"""Two editions of two starters with planted changes, some real and some within chance, and the list written by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.edits import apply, new_edit, set_value
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey

TODAY = date(2027, 7, 1)
WAVES = {
    "airport": ("sita-2015", {"id": "sita-2026", "name": "SITA 2026", "kind": "survey", "when": "2026", "n": 900}),
    "employer": ("calls", {"id": "calls-again", "name": "Calls, 2026", "kind": "survey", "when": "2026", "n": 60}),
}
"""By starter the survey that stands there, and the one that was asked again."""


def with_figures(journey: Journey, source: dict[str, Any], figures: dict[str, float], scale: str) -> Journey:
    """The map with a survey's figures, all of them of as many people."""
    journey = apply(journey, new_edit(f"sources/{source['id']}", {**source, "each": True}))
    for step, value in figures.items():
        rating = {"id": source["id"], "source": source["id"], "scale": scale, "value": value}
        journey = apply(journey, new_edit(f"steps/{step}/ratings/{source['id']}", rating))
    return journey


def changed(journey: Journey, *changes: tuple[str, Any]) -> Journey:
    """The map after some changes."""
    for path, new in changes:
        journey = apply(journey, set_value(journey, path, new))
    return journey


def result(value: float, n: int, day: str) -> dict[str, Any]:
    """A share that was counted."""
    return {"date": day, "value": value, "kind": "share", "n": n, "source": "sita-2026"}


def airport() -> tuple[Journey, Journey]:
    """Ten steps, asked again: of bags more than chance, of all else within it; and what was planted besides."""
    before = changed(starter("airport"), ("sources/sita-2015/each", True))
    old = {step.id: one.value for step in before.steps for one in step.ratings if one.id == "sita-2015"}
    now = {step: value - (12 if step == "bag-drop" else 1) for step, value in old.items() if isinstance(value, float)}
    after = with_figures(before, WAVES["airport"][1], now, "negative-share")
    return before, changed(
        after,
        ("steps/check-in/name", "I check in on my telephone"),
        ("steps/boarding/@after", ""),
        ("steps/dwell/stage", "controls"),
        (f"moments/{before.moments[0].id}", None),
        ("solutions/tell-before/state", "done"),
        ("solutions/tell-before/due", "2027-09"),
        ("indicators/first-bag/target", 85),
        ("indicators/security-negative/results/r", result(15, 900, "2027-06-15")),
        ("indicators/stopped-bags/results/r", result(14, 60, "2027-06-15")),
        ("indicators/bags-negative/results/r", result(40, 900, "2027-06-15")),
        ("scope/why", "Because of the queues"),
    )


def employer() -> tuple[Journey, Journey]:
    """Six steps on a scale of five points, few asked each time: whatever moved, chance could have done it."""
    bare = starter("employer")
    steps = [step.id for step in bare.steps]
    first = {"id": "calls", "name": "Calls, 2025", "kind": "survey", "when": "2025", "n": 60}
    before = with_figures(bare, first, dict.fromkeys(steps, 3.4), "five-points")
    after = with_figures(before, WAVES["employer"][1], dict.fromkeys(steps, 3.6), "five-points")
    last = after.steps[-1]
    new = {"name": "We part", "stage": last.stage}
    return before, changed(
        after,
        (f"steps/{steps[1]}/ratings/room", {"value": -1}),
        ("steps/parting", new),
        ("solutions/reachable", None),
        ("solutions/thank", {"title": "Thank them", "state": "under-way"}),
    )
