"""Journeys of version 2, whose teams were texts and whose circles were numbers: no word and no place is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store import Store
from cjm_widgets.store.migrate import migrated

FILES = Path(__file__).parent / "files" / "version-2"
EXAMPLES = sorted(path.stem for path in FILES.glob("*.json"))


def as_written(name: str) -> dict[str, Any]:
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


def answered_by(journey: dict[str, Any]) -> list[str]:
    """Who is responsible for each touchpoint and each solution, as version 2 has it."""
    points = [point for step in journey["steps"] for point in step["touchpoints"]]
    return [*(point["responsible"] for point in points), *(one["team"] for one in journey["solutions"])]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_becomes_a_team_that_is_chosen_where_it_stood(folder: Path, name: str):
    folder.mkdir()
    shutil.copy(FILES / f"{name}.json", folder)
    journey = Store(folder).open(name)
    assert journey.schema_version == SCHEMA_VERSION
    called = {team.id: team.name for team in journey.teams}
    texts = answered_by(as_written(name))
    assert [called[one] for one in answered_by(journey.to_json())] == texts
    assert sorted(called.values()) == sorted(set(texts)), "each is a team once"
    assert [one.owner for one in journey.solutions] == [one["owner"] for one in as_written(name)["solutions"]]
    assert (folder / f"{name}.json").read_bytes() == (FILES / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_stakeholder_stays_in_its_circle(name: str):
    circles = {1: "strong", 2: "medium", 3: "slight"}
    journey = Journey.model_validate(migrated(as_written(name)))
    assert [(one.influence, one.angle) for one in journey.stakeholders] == [
        (circles[one["ring"]], one["angle"]) for one in as_written(name)["stakeholders"]
    ]


def test_the_same_words_are_one_team_however_they_are_spaced_and_written():
    raw = {
        "schema_version": 2,
        "id": "old",
        "stakeholders": [{"id": "s", "name": "Ann", "ring": None}, {"id": "t", "name": "Bo"}],
        "steps": [{"id": "a", "touchpoints": [{"id": "p", "responsible": " Front  desk"}, {"id": "q"}]}],
        "solutions": [{"id": "x", "team": "front desk"}, {"id": "y", "team": " "}, {"id": "z"}],
    }
    journey = Journey.model_validate(migrated(raw))
    (team,) = journey.teams
    assert team.name.casefold() == "front desk"
    assert [one.team for one in journey.solutions] == [team.id, None, None]
    assert [one.responsible for one in journey.steps[0].touchpoints] == [team.id, None]
    assert [one.influence for one in journey.stakeholders] == [None, None]


def test_a_history_of_version_2_is_replayed_to_any_moment_and_goes_on_in_todays_shape(folder: Path):
    folder.mkdir()
    whole = {**as_written("outpatient"), "revision": "v2-1"}
    solution = whole["solutions"][0]["id"]
    at = f"solutions/{solution}/team"
    lines = [
        {"id": "v2-1", "by": "", "path": "", "old": None, "new": whole, "t": ""},
        {"id": "v2-2", "by": "Ana", "path": at, "old": "Booking office", "new": "Night desk", "t": ""},
        {"id": "v2-3", "by": "Ana", "path": "stakeholders/gp/ring", "old": 1, "new": 3, "t": ""},
    ]
    (folder / "outpatient.json").write_text(json.dumps(whole), encoding="utf-8")
    log = "".join(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n" for line in lines)
    (folder / "outpatient.log.jsonl").write_text(log, encoding="utf-8")
    store = Store(folder)

    def said(journey: Journey | None) -> tuple[str, str | None]:
        assert journey is not None
        called = {team.id: team.name for team in journey.teams}
        (gp,) = [one for one in journey.stakeholders if one.id == "gp"]
        return called[journey.solutions[0].team or ""], gp.influence

    assert [said(store.at("outpatient", moment)) for moment in ("v2-1", "v2-2", "v2-3")] == [
        ("Booking office", "strong"),
        ("Night desk", "strong"),
        ("Night desk", "slight"),
    ]
    booking = next(team.id for team in store.open("outpatient").teams if team.name == "Booking office")
    night = next(team.id for team in store.open("outpatient").teams if team.name == "Night desk")
    saved = store.save("outpatient", [new_edit(at, booking, old=night)])
    assert not saved.clashes
    assert said(saved.journey) == ("Booking office", "slight")
    assert json.loads((folder / "outpatient.json").read_bytes())["schema_version"] == SCHEMA_VERSION
    assert said(Store(folder).at("outpatient", "v2-2")) == ("Night desk", "strong")
