"""A history that begins in version 2 and goes on today: what was removed, or does not fit, and copies of that time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Step
from cjm_widgets.store import Admitted, Store

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.journey.model import Journey

ROOM = {"id": "room", "value": 1, "basis": "measured", "source": "Survey", "n": 40, "date": "2026-05"}
WHOLE: dict[str, Any] = {
    "schema_version": 2,
    "id": "trip",
    "revision": "v2-1",
    "title": "A trip",
    "steps": [
        {"id": "ask", "name": "I ask", "goal": "To know", "ratings": [ROOM]},
        {"id": "wait", "name": "I wait", "ratings": [{**ROOM, "value": 2}]},
    ],
    "solutions": [{"id": "sign", "title": "A sign", "team": "reception", "action": "keep"}],
}


def begun(folder: Path, *lines: tuple[str, Any, Any], file: dict[str, Any] | None = None) -> Store:
    """A journey whose history is of version 2: the path, what stood and what was put, a line each."""
    edits = [("", None, WHOLE), *lines]
    written = [
        {"id": f"v2-{at}", "by": "Ben", "path": path, "old": old, "new": new, "t": ""}
        for at, (path, old, new) in enumerate(edits, start=1)
    ]
    folder.mkdir()
    text = "".join(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n" for line in written)
    (folder / "trip.log.jsonl").write_text(text, encoding="utf-8")
    if file is not None:
        (folder / "trip.json").write_text(json.dumps(file), encoding="utf-8")
    else:
        (folder / "trip.json").write_text(json.dumps({**WHOLE, "revision": "v2-1"}), encoding="utf-8")
    return Store(folder)


def grounds(journey: Journey) -> list[tuple[Any, ...]]:
    found = (rests_on(journey, rating) for step in journey.steps for rating in step.ratings)
    return [(one.basis, one.name, one.n, one.when) for one in found]


def test_a_step_that_was_removed_then_comes_back_whole_with_a_late_word(folder: Path):
    store = begun(folder, ("steps/ask", WHOLE["steps"][0], None), ("steps/wait", WHOLE["steps"][1], None))
    saved = store.save("trip", [new_edit("steps/ask/name", "I ask you", old="I ask", by="Ana")])
    (step,) = saved.journey.steps
    assert (step.name, step.goal) == ("I ask you", "To know")
    assert grounds(saved.journey) == [("measured", "Survey", 40, "May 2026")]
    assert saved.clashes == ()
    assert Store(folder).at("trip", saved.journey.revision) == saved.journey


def test_a_solution_that_was_removed_then_comes_back_with_its_team(folder: Path):
    store = begun(folder, ("solutions/sign", WHOLE["solutions"][0], None))
    saved = store.save("trip", [new_edit("solutions/sign/title", "A good sign", old="A sign", by="Ana")])
    (sign,), (team,) = saved.journey.solutions, saved.journey.teams
    assert (sign.title, sign.action, sign.team, team.name) == ("A good sign", "keep", team.id, "reception")


def test_what_was_removed_then_is_given_in_todays_shape_to_who_asks(folder: Path):
    store = begun(folder, ("steps/ask", WHOLE["steps"][0], None))
    seen = []

    def admit(_journey: Journey, edits: Any, removed: Any) -> Any:
        seen.append(removed("steps/ask"))
        return Admitted(edits)

    store.save("trip", [new_edit("steps/ask/name", "I ask you", by="Ana")], admit=admit)
    assert Step.model_validate(seen[0]).goal == "To know"
