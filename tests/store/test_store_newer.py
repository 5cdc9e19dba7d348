"""What a newer version wrote is called newer, never damaged, and stays as it is."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store import Store, StoreError

if TYPE_CHECKING:
    from pathlib import Path


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def with_novelty(raw: dict, where: str) -> dict:
    if where == "journey":
        return {**raw, "novelty": True}
    if where == "step":
        return {**raw, "steps": [{**raw["steps"][0], "novelty": {"deep": 1}}, *raw["steps"][1:]]}
    return {**raw, "schema_version": SCHEMA_VERSION + 1}


@pytest.mark.parametrize("where", ["journey", "step", "version"])
@pytest.mark.parametrize("use", ["open", "save", "restore"])
@pytest.mark.parametrize("fresh", [False, True])
def test_a_file_of_a_newer_version_is_called_newer_and_is_left_alone(
    store: Store, folder: Path, where: str, use: str, *, fresh: bool
):
    file = folder / "students.json"
    file.write_text(json.dumps(with_novelty(json.loads(file.read_bytes()), where)), encoding="utf-8")
    before = all_bytes(folder)
    one = Store(folder) if fresh else store
    with pytest.raises(StoreError, match="newer version") as told:
        one.save("students", [new_edit("title", "x")]) if use == "save" else getattr(one, use)("students")
    assert "cjm restore" not in str(told.value)
    assert all_bytes(folder) == before


@pytest.mark.parametrize(
    "line",
    [
        {"id": "n1", "by": "", "path": "title", "old": "", "new": "x", "t": "", "device": "tablet"},
        {
            "id": "n1",
            "by": "",
            "path": "",
            "old": None,
            "new": {"schema_version": SCHEMA_VERSION + 1, "id": "students"},
            "t": "",
        },
        {"id": "n1", "by": "", "path": "", "old": None, "new": {"id": "students", "novelty": 1}, "t": ""},
    ],
)
def test_a_history_of_a_newer_version_is_called_newer_and_nothing_is_added_to_it(
    store: Store, folder: Path, line: dict
):
    with (folder / "students.log.jsonl").open("ab") as history:
        history.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
    before = all_bytes(folder)
    for one in (store, Store(folder)):
        with pytest.raises(StoreError, match="newer version"):
            one.save("students", [new_edit("title", "Joining")])
        with pytest.raises(StoreError, match="newer version"):
            one.restore("students")
    assert all_bytes(folder) == before


def test_a_damaged_line_is_still_only_damaged(store: Store, folder: Path):
    with (folder / "students.log.jsonl").open("ab") as history:
        history.write(b'{"id":7,"novelty":1}\n{"id":"x","by":"","path"\n')
    store.save("students", [new_edit("title", "Joining")])
    assert store.unreadable("students") == (2, 3)


STRUCTURE = {
    1: "525df8bb15e5960a",
    2: "f9b35df2df85fc40",
    3: "27f733957eb812e2",
    4: "92cc7f2cae9cdae3",
    5: "8512fd3ac5909eb1",
    6: "c3b84984b872dd48",
    7: "9c9e815d448821ba",
    8: "cb4f60ea82b460dc",
}
"""For each version of the schema, what a journey can hold, as a digest."""

WORDS = {"title", "description", "input", "choices", "noun", "nouns", "to", "examples", "unit", "label", "within"}


def structure(schema: Any) -> Any:
    """A JSON schema without the words that people read."""
    if isinstance(schema, list):
        return [structure(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: structure(inner) for name, inner in value.items()}
        elif key not in WORDS:
            kept[key] = structure(value)
    return kept


def digest(model: type[Journey]) -> str:
    found = structure(model.model_json_schema())
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def test_what_a_journey_can_hold_does_not_change_without_a_new_version():
    assert STRUCTURE.get(SCHEMA_VERSION) == digest(Journey), (
        "A journey can hold something else than before. Older copies of the workbook cannot read such files: raise "
        "SCHEMA_VERSION, bring older files up to date in store/migrate.py, and write the digest for the version here."
    )


def test_the_digest_sees_a_new_field_and_no_new_words():
    class Grown(Journey):
        novelty: str = ""

    assert digest(Grown) != digest(Journey)
    words = {"properties": {"title": {"type": "string", "title": "Name", "description": "What?"}}}
    assert structure(words) == {"properties": {"title": {"type": "string"}}}
