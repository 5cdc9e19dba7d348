"""Journeys of version 2, whose figures each said what they rest on: each rests on the same afterwards."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.grounds import ground, rests_on
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.store import Store
from cjm_widgets.store.migrate import migrated

FILES = Path(__file__).parent / "files" / "version-2"
EXAMPLES = sorted(path.stem for path in FILES.glob("*.json"))


def as_written(name: str) -> dict[str, Any]:
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


def rated(*ratings: dict[str, Any], **more: Any) -> Journey:
    """A journey of version 2, a step for each rating, as it is read today."""
    steps = [{"id": f"s{at}", "ratings": [rating]} for at, rating in enumerate(ratings)]
    return Journey.model_validate(migrated(deepcopy({"schema_version": 2, "id": "old", "steps": steps, **more})))


def grounds(journey: Journey) -> list[tuple[Any, ...]]:
    found = (rests_on(journey, rating) for step in journey.steps for rating in step.ratings)
    return [(one.basis, one.name, one.n, one.when) for one in found]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_figure_of_a_real_file_rests_on_what_it_did(folder: Path, name: str):
    folder.mkdir()
    shutil.copy(FILES / f"{name}.json", folder)
    journey, raw = Store(folder).open(name), as_written(name)
    assert journey.schema_version == SCHEMA_VERSION
    for step, before in zip(journey.steps, raw["steps"], strict=True):
        for rating, was in zip(step.ratings, before["ratings"], strict=True):
            found = rests_on(journey, rating)
            assert (found.basis, found.name, found.n) == (was["basis"], was["source"], was["n"])
            assert found.when == was["date"] or not was["date"]
    for stage, before in zip(journey.stages, raw["stages"], strict=True):
        assert ground(journey, stage.time_source).name == before["time_source"]
    for indicator, before in zip(journey.indicators, raw["indicators"], strict=True):
        assert ground(journey, indicator.today_source).name == before["today_source"]
        assert [ground(journey, one.source).name for one in indicator.results] == [
            one["source"] for one in before["results"]
        ]
    assert {source["id"] for source in raw["sources"]} <= {source.id for source in journey.sources}
    assert (folder / f"{name}.json").read_bytes() == (FILES / f"{name}.json").read_bytes()


GROUP = {"id": "room", "value": 1, "basis": "reported", "source": "Focus group", "n": 6, "date": "2026-05"}


def test_figures_that_said_the_same_get_one_source_with_its_number():
    journey = rated(GROUP, {**GROUP, "value": -1}, {**GROUP, "value": 0.8, "basis": "measured"})
    assert [(one.name, one.kind, one.n, one.each, one.when) for one in journey.sources] == [
        ("Focus group", "other-words", 6, True, "2026-05"),
        ("Focus group", "other-figures", 6, True, "2026-05"),
    ]
    assert grounds(journey) == [
        ("reported", "Focus group", 6, "May 2026"),
        ("reported", "Focus group", 6, "May 2026"),
        ("measured", "Focus group", 6, "May 2026"),
    ]


def test_a_number_of_its_own_stays_with_the_figure():
    journey = rated(GROUP, {**GROUP, "n": 4}, {**GROUP, "n": None})
    assert [(one.n, one.each) for one in journey.sources] == [(None, False)]
    assert [n for _, _, n, _ in grounds(journey)] == [6, 4, None]


def test_the_groups_own_judgement_needs_no_source():
    journey = rated({"id": "room", "value": 1}, {"id": "room", "value": 1, "basis": "assumed", "n": 12})
    assert journey.sources == ()
    assert grounds(journey) == [("assumed", "", None, ""), ("assumed", "", 12, "")]


@pytest.mark.parametrize(
    ("rating", "basis"),
    [({"basis": "reported"}, "reported"), ({"basis": "measured", "date": "2026", "value": 0.8}, "measured")],
)
def test_a_figure_from_customers_without_words_is_no_firmer_and_no_weaker(rating: dict[str, Any], basis: str):
    journey = rated({"id": "room", "value": 1, **rating})
    assert grounds(journey)[0][:2] == (basis, "A source without a name")


def test_a_source_of_that_name_is_taken_and_gives_no_number_that_nobody_gave():
    known = {"id": "sita", "name": "SITA 2015", "kind": "survey", "n": 5871, "when": "2015"}
    survey = {"id": "q", "rater": "SITA", "scale": "negative-share", "value": 36, "basis": "measured"}
    journey = rated({**survey, "source": "SITA 2015"}, {**survey, "source": "sita 2015", "n": 400}, sources=[known])
    assert [source.id for source in journey.sources] == ["sita"]
    assert [(point.ground.n, point.interval is None) for point in curves(journey)[-1].points] == [
        (None, True),
        (400, False),
    ]


def test_a_source_of_that_name_that_says_otherwise_is_not_taken():
    known = {"id": "talks", "name": "Focus group", "kind": "judgement", "when": "2025"}
    journey = rated(GROUP, sources=[known])
    assert len(journey.sources) == 2
    assert grounds(journey) == [("reported", "Focus group", 6, "May 2026")]


def test_a_source_without_a_date_gives_no_number_to_a_figure_that_says_none():
    known = {"id": "exit", "name": "Exit survey", "kind": "survey", "n": 400}
    survey = {"id": "q", "scale": "negative-share", "value": 36, "basis": "measured", "source": "Exit survey"}
    journey = rated(
        survey, {**survey, "date": "2026"}, sources=[known], stages=[{"id": "a", "time_source": "Exit survey"}]
    )
    said = [rests_on(journey, step.ratings[0]).say for step in journey.steps]
    assert said == ["Exit survey", "Exit survey, 2026"]
    assert ground(journey, journey.stages[0].time_source).say == "Exit survey"
    numbered = rated({**survey, "n": 20}, sources=[known])
    assert [(one.id, one.n) for one in numbered.sources] == [("exit", 400)]
    assert grounds(numbered) == [("measured", "Exit survey", 20, "")]


SURVEY = {"id": "q", "rater": "Survey", "scale": "negative-share", "value": 30, "basis": "measured"}
COUNTED = {**SURVEY, "source": "Exit survey", "n": 410, "date": "2026-05"}


@pytest.mark.parametrize(
    "less", [{"n": None}, {"date": ""}, {"n": None, "date": ""}, {"n": 20, "date": ""}, {"n": 20}], ids=str
)
@pytest.mark.parametrize("words", ["Exit survey", "exit survey"])
@pytest.mark.parametrize("first", [False, True])
def test_no_rating_gets_a_number_or_a_date_from_another_with_the_same_words(
    less: dict[str, Any], words: str, *, first: bool
):
    ratings = [COUNTED, {**COUNTED, "source": words, **less}]
    ratings = ratings[::-1] if first else ratings
    journey = rated(*ratings)
    assert [(n, when) for _, _, n, when in grounds(journey)] == [
        (one["n"], "May 2026" if one["date"] else "") for one in ratings
    ]
    assert [point.interval is None for point in curves(journey)[-1].points] == [one["n"] is None for one in ratings]


def test_words_of_a_result_or_a_time_get_no_number_and_no_date_from_a_rating():
    result = {"id": "r", "value": 20, "kind": "share", "source": "Exit survey", "date": "2027"}
    indicator = {"id": "i", "name": "Complaints", "unit": "%", "today": 30, "today_source": "exit survey", "target": 10}
    journey = rated(
        COUNTED,
        indicators=[{**indicator, "results": [result]}],
        stages=[{"id": "before", "time_source": "Exit survey"}],
    )
    (complaints,), (stage,) = journey.indicators, journey.stages
    pointing = (complaints.today_source, complaints.results[0].source, stage.time_source)
    assert [(one.n, one.say) for one in (ground(journey, source) for source in pointing)] == [(None, "Exit survey")] * 3
    (found,) = evaluated(journey)
    assert found.results[0].n is None
    assert found.chance == ""
    assert len(journey.sources) == 2


def test_a_source_of_that_name_gives_no_date_that_nobody_gave():
    known = {"id": "exit", "name": "Exit survey", "kind": "survey", "n": 410, "when": "2026-05"}
    journey = rated({**COUNTED, "n": None, "date": ""}, sources=[known])
    assert grounds(journey) == [("measured", "Exit survey", None, "")]


@pytest.mark.parametrize(
    ("note", "kept"), [("", "n = 20,000,000,000"), ("loud", "loud; n = 20,000,000,000"), ("x" * 390, "x" * 390)]
)
def test_more_people_than_there_are_become_words(note: str, kept: str):
    journey = rated({**COUNTED, "n": 20_000_000_000, "note": note}, COUNTED)
    assert [n for _, _, n, _ in grounds(journey)] == [None, 410]
    assert journey.steps[0].ratings[0].note == kept


def test_more_people_than_there_are_that_were_typed_once_undo_no_later_word(folder: Path):
    folder.mkdir()
    whole = {"schema_version": 2, "id": "old", "revision": "v2-1", "steps": [{"id": "s", "ratings": [COUNTED]}]}
    edits = [("", whole), ("steps/s/ratings/q/n", 10**11), ("steps/s/ratings/q/basis", "reported")]
    lines = [{"id": f"v2-{at}", "by": "", "path": path, "new": new} for at, (path, new) in enumerate(edits, start=1)]
    log = "".join(json.dumps({**line, "old": None, "t": ""}, separators=(",", ":")) + "\n" for line in lines)
    (folder / "old.log.jsonl").write_text(log, encoding="utf-8")
    (folder / "old.json").write_text(json.dumps(whole), encoding="utf-8")
    journey = Store(folder).open("old")
    assert grounds(journey) == [("reported", "Exit survey", None, "May 2026")]
    assert journey.steps[0].ratings[0].note == "n = 100,000,000,000"


def test_file_and_history_come_to_the_same_sources_and_go_on(folder: Path):
    folder.mkdir()
    whole = {**as_written("outpatient"), "revision": "v2-1"}
    path = f"steps/{whole['steps'][0]['id']}/ratings/room"
    lines = [
        {"id": "v2-1", "by": "", "path": "", "old": None, "new": whole, "t": ""},
        {"id": "v2-2", "by": "Ana", "path": f"{path}/basis", "old": "assumed", "new": "reported", "t": ""},
        {"id": "v2-3", "by": "Ana", "path": f"{path}/source", "old": "", "new": "Ten talks", "t": ""},
    ]
    (folder / "outpatient.json").write_text(json.dumps(whole), encoding="utf-8")
    log = "".join(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n" for line in lines)
    (folder / "outpatient.log.jsonl").write_text(log, encoding="utf-8")
    store = Store(folder)

    def said(journey: Journey) -> tuple[str, str]:
        found = rests_on(journey, next(one for one in journey.steps[0].ratings if one.id == "room"))
        return found.basis, found.name

    assert [said(store.at("outpatient", at)) for at in ("v2-1", "v2-3")] == [
        ("assumed", "Assumed for this example"),
        ("reported", "Ten talks"),
    ]
    assert said(store.open("outpatient")) == ("reported", "Ten talks")
    saved = store.save("outpatient", [new_edit(f"{path}/value", 2)])
    assert said(saved.journey) == ("reported", "Ten talks")
    assert json.loads((folder / "outpatient.json").read_bytes())["schema_version"] == SCHEMA_VERSION
    assert said(Store(folder).at("outpatient", "v2-1")) == ("assumed", "Assumed for this example")
