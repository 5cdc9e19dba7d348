"""Journeys of version 3, in which no touchpoint's time had a source: all else stays, and one can be chosen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store import Store

FILES = Path(__file__).parent / "files" / "version-3"
EXAMPLES = sorted(path.stem for path in FILES.glob("*.json"))


def without_the_new(raw: dict[str, Any]) -> dict[str, Any]:
    """A journey of today as version 3 would have it; what nobody could say then is looked at on the way."""
    raw = before_version_5(raw)
    for step in raw["steps"]:
        assert {point.pop("time_source") for point in step["touchpoints"]} <= {None}
    return {**raw, "schema_version": 3}


def before_version_5(raw: dict[str, Any]) -> dict[str, Any]:
    """A journey of today as version 4 would have it."""
    raw = before_version_6(raw)
    for rating in (rating for step in raw["steps"] for rating in step["ratings"]):
        assert (rating.pop("low"), rating.pop("high")) == (None, None)
    assert {len(source.pop("figures")) for source in raw["sources"]} <= {0}
    return {**raw, "schema_version": 4}


def before_version_6(raw: dict[str, Any]) -> dict[str, Any]:
    """A journey of today as version 5 would have it."""
    raw = before_version_7(raw)
    assert {source.pop("least") for source in raw["sources"]} <= {None}
    assert raw.pop("voices") == []
    return {**raw, "schema_version": 5}


def before_version_7(raw: dict[str, Any]) -> dict[str, Any]:
    """A journey of today as version 6 would have it."""
    assert (raw.pop("archived"), raw.pop("copied_from")) == (False, "")
    return {**raw, "schema_version": 6}


def test_there_are_files_of_that_version():
    assert EXAMPLES == ["airport", "employer", "outpatient", "student"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_real_file_says_the_same_today(folder: Path, name: str):
    folder.mkdir()
    shutil.copy(FILES / f"{name}.json", folder)
    journey = Store(folder).open(name)
    assert journey.schema_version == SCHEMA_VERSION
    assert without_the_new(journey.to_json()) == json.loads((FILES / f"{name}.json").read_bytes())
    assert (folder / f"{name}.json").read_bytes() == (FILES / f"{name}.json").read_bytes()


def test_a_file_of_version_4_says_the_same_today(folder: Path):
    file = FILES.parent / "version-4" / "outpatient.json"
    folder.mkdir()
    shutil.copy(file, folder)
    journey = Store(folder).open("outpatient")
    assert journey.schema_version == SCHEMA_VERSION
    assert before_version_5(journey.to_json()) == json.loads(file.read_bytes())


def test_a_file_of_version_5_says_the_same_today(folder: Path):
    file = FILES.parent / "version-5" / "outpatient.json"
    folder.mkdir()
    shutil.copy(file, folder)
    journey = Store(folder).open("outpatient")
    assert journey.schema_version == SCHEMA_VERSION
    assert before_version_6(journey.to_json()) == json.loads(file.read_bytes())


def test_a_file_of_version_6_says_the_same_today(folder: Path):
    file = FILES.parent / "version-6" / "outpatient.json"
    folder.mkdir()
    shutil.copy(file, folder)
    journey = Store(folder).open("outpatient")
    then = Journey.model_validate({**json.loads(file.read_bytes()), "schema_version": SCHEMA_VERSION})
    assert before_version_7(journey.to_json()) == before_version_7(then.to_json())


def test_a_file_of_version_7_says_the_same_today(folder: Path):
    file = FILES.parent / "version-7" / "outpatient.json"
    folder.mkdir()
    shutil.copy(file, folder)
    journey = Store(folder).open("outpatient")
    assert {**journey.to_json(), "schema_version": 7} == json.loads(file.read_bytes())


def test_its_history_goes_on_in_todays_shape_and_the_times_get_their_source(folder: Path):
    folder.mkdir()
    whole = {**json.loads((FILES / "outpatient.json").read_bytes()), "revision": "v3-1"}
    step = whole["steps"][0]
    at = f"steps/{step['id']}/touchpoints/{step['touchpoints'][0]['id']}"
    lines = [("", whole), (f"{at}/name", "Surgery"), ("sources/tally-sheet/n", 60), ("sources/tally-sheet/each", True)]
    log = [
        {"id": f"v3-{number}", "by": "Ana", "path": path, "old": None, "new": new, "t": ""}
        for number, (path, new) in enumerate(lines, start=1)
    ]
    text = "".join(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n" for line in log)
    (folder / "outpatient.log.jsonl").write_text(text, encoding="utf-8")
    (folder / "outpatient.json").write_text(json.dumps(whole), encoding="utf-8")
    store = Store(folder)
    saved = store.save("outpatient", [new_edit(f"{at}/time_source", "tally-sheet", by="Ben")])
    point = saved.journey.steps[0].touchpoints[0]
    assert (point.name, point.time_source, saved.refused) == ("Surgery", "tally-sheet", ())
    assert [(one.n, one.each) for one in saved.journey.sources if one.id == "tally-sheet"] == [(60, True)]
    removal = new_edit("sources/tally-sheet", None, by="Ben")
    assert len(store.save("outpatient", [removal]).refused) == 1

    # a copy of then that says otherwise of a source is somebody's own change, and is taken
    copy = json.loads((FILES / "outpatient.json").read_bytes())
    (talked,) = [one for one in copy["sources"] if one["id"] == "tally-sheet"]
    talked.update(n=70, each=False)
    (folder / "outpatient.json").write_text(json.dumps({**copy, "revision": "v3-4"}), encoding="utf-8")
    sources = store.save("outpatient", []).journey.sources
    assert [(one.n, one.each) for one in sources if one.id == "tally-sheet"] == [(70, False)]
