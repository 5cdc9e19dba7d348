"""A history that begins in version 2 and goes on today: what was removed, or does not fit, and copies of that time."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Step
from cjm_widgets.store import Admitted, Store

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.journey.model import Journey

ROOM = {"id": "room", "value": 0.8, "basis": "measured", "source": "Survey", "n": 40, "date": "2026-05"}
WHOLE: dict[str, Any] = {
    "schema_version": 2,
    "id": "trip",
    "revision": "v2-1",
    "title": "A trip",
    "steps": [
        {"id": "ask", "name": "I ask", "goal": "To know", "ratings": [ROOM]},
        {"id": "wait", "name": "I wait", "ratings": [{**ROOM, "value": 1.8}]},
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


MISFITS = {
    "a step that is not there": ("steps/zzz/touchpoints/p/name", "", "Phone"),
    "a number that is none": ("steps/wait/ratings/room/n", 40, "many"),
    "a basis that is none": ("steps/wait/ratings/room/basis", "measured", "felt"),
    "an item that is none": ("steps/wait/ratings/room", None, 7),
    "a journey that is none": ("", None, "nothing"),
}


@pytest.mark.parametrize("name", MISFITS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_line_that_does_not_fit_undoes_no_other(folder: Path, name: str, count: int):
    misfits = [MISFITS[name]] * count
    store = begun(
        folder,
        ("steps/ask/ratings/room/basis", "measured", "reported"),
        *misfits,
        ("solutions/sign/team", "reception", "Back desk"),
        ("steps/ask/ratings/room/source", "Survey", "Ten talks"),
        *misfits,
        ("steps/ask/ratings/room/date", "2026-05", "2026-06"),
    )
    journey = store.open("trip")
    assert grounds(journey)[:2] == [
        ("reported", "Ten talks", 40, "June 2026"),
        ("measured", "Survey", 40, "May 2026"),
    ]
    assert [team.name for team in journey.teams if team.id == journey.solutions[0].team] == ["Back desk"]
    saved = store.save("trip", [new_edit("steps/ask/goal", "To hear", old="To know", by="Ana")])
    assert (saved.journey.steps[0].goal, saved.clashes) == ("To hear", ())
    assert Store(folder).at("trip", saved.journey.revision) == saved.journey


def test_words_in_a_step_whose_own_line_is_damaged_are_kept(folder: Path):
    point = {"id": "desk", "name": "Desk", "where": "ours", "responsible": "reception"}
    store = begun(
        folder,
        ("steps/new/ratings/room/basis", "assumed", "reported"),
        ("steps/new/experience/actions", "", "They wait"),
        ("steps/new/touchpoints/desk", None, point),
        ("steps/new/@after", "wait", "ask"),
        ("steps/none/@after", "wait", "ask"),
    )
    journey = store.open("trip")
    step = journey.steps[1]
    assert [one.id for one in journey.steps] == ["ask", "new", "wait"]
    assert (step.experience.actions, step.touchpoints[0].name) == ("They wait", "Desk")
    assert grounds(journey)[1][:2] == ("reported", "A source without a name")


def test_a_thousand_lines_that_do_not_fit_are_passed_over_in_good_time(folder: Path):
    bad = [("steps/wait/ratings/room/n", 40, "many")] * 100
    good = [("steps/ask/goal", "", f"To know {at}") for at in range(300)]
    store = begun(folder, *good, *bad, *good, *bad, ("steps/ask/ratings/room/basis", "measured", "reported"))
    journey = store.open("trip")
    assert (journey.steps[0].goal, grounds(journey)[0][0]) == ("To know 299", "reported")


LATER: list[tuple[str, Any, Any]] = [
    ("steps/ask/ratings/room/source", "Survey", "Ten talks"),
    ("steps/ask/ratings/room/basis", "measured", "reported"),
    ("solutions/sign/team", "reception", "Back desk"),
    ("steps/wait/goal", "", "To rest"),
]


@pytest.mark.parametrize("does_not_fit", [[], [MISFITS["a number that is none"]]])
def test_a_history_that_lost_its_beginning_goes_on_from_the_file_in_the_shape_of_then(
    folder: Path, does_not_fit: list[tuple[str, Any, Any]]
):
    store = begun(
        folder, ("steps/ask/goal", "", "To know"), *does_not_fit, *LATER, file={**deepcopy(WHOLE), "revision": "v2-2"}
    )
    log = folder / "trip.log.jsonl"
    log.write_bytes(log.read_bytes().partition(b"\n")[2])
    for journey in (store.open("trip"), store.save("trip", []).journey, Store(folder).open("trip")):
        assert grounds(journey)[0][:2] == ("reported", "Ten talks")
        assert [team.name for team in journey.teams if team.id == journey.solutions[0].team] == ["Back desk"]
        assert journey.steps[1].goal == "To rest"


def copy_of_then(*numbers: int | None, **more: Any) -> dict[str, Any]:
    """The journey of version 2 as a file, whose figures rest on so many people."""
    raw = deepcopy({**WHOLE, **more})
    for step, n in zip(raw["steps"], numbers, strict=True):
        step["ratings"][0]["n"] = n
    return raw


@pytest.mark.parametrize("revision", ["v2-2", "", "unknown"])
@pytest.mark.parametrize(
    ("then", "copied", "found"),
    [((40, 40), (41, 40), (41, 40)), ((41, 40), (40, 40), (40, 40)), ((40, 40), (40, 40), (40, 40))],
)
def test_a_copy_of_then_gives_and_takes_no_number_but_its_own(
    folder: Path, then: tuple[int, int], copied: tuple[int, int], found: tuple[int, int], revision: str
):
    store = begun(folder, ("", WHOLE, copy_of_then(*then)), file=copy_of_then(*then, revision="v2-2"))
    (source,) = store.save("trip", []).journey.sources
    later = {"scale": "negative-share", "value": 30, "source": source.id}
    before = store.save("trip", [new_edit("steps/wait/ratings/q", later, by="Ana")]).journey
    own = before.steps[1].ratings[1]
    known = rests_on(before, own).n
    file = copy_of_then(*copied, revision=revision)
    (folder / "trip.json").write_text(json.dumps(file), encoding="utf-8")
    saved = store.save("trip", [])
    assert [rests_on(saved.journey, step.ratings[0]).n for step in saved.journey.steps] == list(found)
    assert rests_on(saved.journey, saved.journey.steps[1].ratings[1]).n == known
    assert saved.journey.sources == before.sources
    assert Store(folder).open("trip") == saved.journey


def test_what_a_copy_of_then_changes_in_a_source_is_taken(folder: Path):
    known = {"id": "talks", "name": "Ten talks", "kind": "interviews", "n": 10}
    store = begun(folder, ("sources", [], [known]), file={**WHOLE, "sources": [known], "revision": "v2-2"})
    store.save("trip", [])
    file = {**WHOLE, "sources": [{**known, "n": 12}], "revision": "v2-2"}
    (folder / "trip.json").write_text(json.dumps(file), encoding="utf-8")
    assert [one.n for one in store.save("trip", []).journey.sources if one.id == "talks"] == [12]
