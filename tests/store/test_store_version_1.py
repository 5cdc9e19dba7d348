"""Journeys of version 1, whose dates were texts: what can be read becomes a date, and no word is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import SCHEMA_VERSION, Edition, Indicator, Journey, Result, Solution, Source
from cjm_widgets.store import Store
from cjm_widgets.store.migrate import migrated

FILES = Path(__file__).parent / "files" / "version-1"
EXAMPLES = sorted(path.stem for path in FILES.glob("*.json"))
DATED = {Indicator: "due", Solution: "due", Result: "date", Edition: "date", Source: "when"}


def as_written(name: str) -> dict:
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


def texts(node: object) -> list[str]:
    """Every text of a journey's JSON, but for where a touchpoint is, which is asked in other words now."""
    if isinstance(node, dict):
        as_before = {name: value for name, value in node.items() if name not in ("place", "where")}
        return [
            text for name, value in as_before.items() if (name, type(value)) != ("by", list) for text in texts(value)
        ]
    if isinstance(node, list):
        return [text for value in node for text in texts(value)]
    return [node] if isinstance(node, str) and node else []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_real_file_opens_and_no_text_of_it_is_lost(folder: Path, name: str):
    folder.mkdir()
    shutil.copy(FILES / f"{name}.json", folder)
    journey = Store(folder).open(name)
    assert journey.schema_version == SCHEMA_VERSION
    # what figures rest on is said once now: tests/store/test_store_version_2_sources.py
    assert set(texts(as_written(name))) - {"assumed", "measured"} <= set(texts(journey.to_json()))
    assert (folder / f"{name}.json").read_bytes() == (FILES / f"{name}.json").read_bytes()


@pytest.mark.parametrize(
    ("words", "date", "note"),
    [
        ("2026", "2026", ""),
        ("2026-5", "2026-05", "2026-5"),
        ("2026-05-03", "2026-05-03", ""),
        ("July 2026", "2026-07", ""),
        ("3 May 2026", "2026-05-03", ""),
        ("03/05/2026", "2026-05-03", "03/05/2026"),
        ("By the end of June 2027", "2027-06", "By the end of June 2027"),
        ("Q2 2026", "2026-Q2", ""),
        ("July", "", "July"),
        ("Next March", "", "Next March"),
        ("Before the summer", "", "Before the summer"),
        ("  ", "", ""),
        ("", "", ""),
    ],
)
@pytest.mark.parametrize("model", DATED)
def test_what_names_a_day_a_month_or_a_quarter_becomes_one(model: type, words: str, date: str, note: str):
    field = DATED[model]
    item = {"id": "x", "date" if model is Source else field: words}
    raw = {
        Indicator: {"indicators": [item]},
        Solution: {"solutions": [item]},
        Result: {"indicators": [{"id": "i", "results": [item]}]},
        Edition: {"editions": [item]},
        Source: {"steps": [{"id": "s", "ratings": [{**item, "source": "Cards"}]}]},
    }[model]
    journey = Journey.model_validate(migrated({"schema_version": 1, "id": "old", **raw}))
    (found,) = {
        Indicator: lambda: journey.indicators,
        Solution: lambda: journey.solutions,
        Result: lambda: journey.indicators[0].results,
        Edition: lambda: journey.editions,
        Source: lambda: journey.sources,
    }[model]()
    assert (getattr(found, field), getattr(found, f"{field}_note")) == (date, note)


def test_a_history_of_version_1_is_replayed_to_any_moment_and_goes_on_in_todays_shape(folder: Path):
    folder.mkdir()
    whole = {**as_written("outpatient"), "revision": "v1-1"}
    due = "indicators/wait-to-first-visit/due"
    lines = [
        {"id": "v1-1", "by": "", "path": "", "old": None, "new": whole, "t": ""},
        {"id": "v1-2", "by": "Ana", "path": due, "old": "Next March", "new": "July", "t": ""},
        {"id": "v1-3", "by": "Ana", "path": due, "old": "July", "new": "July 2026", "t": ""},
    ]
    (folder / "outpatient.json").write_text(json.dumps(whole), encoding="utf-8")
    log = "".join(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n" for line in lines)
    (folder / "outpatient.log.jsonl").write_text(log, encoding="utf-8")
    store = Store(folder)

    def said(journey: Journey | None) -> tuple[str, str]:
        assert journey is not None
        (found,) = [one for one in journey.indicators if one.id == "wait-to-first-visit"]
        return found.due, found.due_note

    assert [said(store.at("outpatient", at)) for at in ("v1-1", "v1-2", "v1-3")] == [
        ("", "Next March"),
        ("", "July"),
        ("2026-07", ""),
    ]
    saved = store.save("outpatient", [new_edit(due, "2026-Q4", old="2026-07")])
    assert not saved.clashes
    assert said(saved.journey) == ("2026-Q4", "")
    again = json.loads((folder / "outpatient.json").read_bytes())
    assert again["schema_version"] == SCHEMA_VERSION
    assert said(Store(folder).at("outpatient", "v1-2")) == ("", "July")
