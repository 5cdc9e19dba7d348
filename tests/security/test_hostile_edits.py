"""Whatever a browser sends in place of an edit: the journey stays sound, its history can be read, no error gets out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import page
from cjm_widgets.pages.session import Session
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter
from cjm_widgets.workshop.visitor import Visitor


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def edit(**given: Any) -> dict[str, Any]:
    return {"id": "e1", "by": "x", "path": "title", "old": None, "new": "X", **given}


REFUSED = {
    "a method of Python": edit(path="__class__"),
    "a method inside a list": edit(path="steps/__dict__/name"),
    "a method below an item": edit(path="steps/booking/__init__"),
    "the model itself": edit(path="model_fields"),
    "the model's settings": edit(path="model_config/extra", new="allow"),
    "a file elsewhere": edit(path="../../../etc/passwd"),
    "a root": edit(path="/"),
    "nothing between": edit(path="steps//name"),
    "capitals and dots as an id": edit(path="steps/..%2F/name"),
    "a journey inside an edition": edit(path="editions/e1/journey", new={"id": "x"}),
    "its revision": edit(path="revision"),
    "its id": edit(path="id", new="other"),
    "its version": edit(path="schema_version", new=99),
    "all of it": edit(path="", new={"id": "airport"}),
    "a word in place of a list": edit(path="steps", new="x"),
    "nothing in place of a list": edit(path="steps", new=None),
    "a number in place of items": edit(path="steps", new=[1]),
    "an object in place of a text": edit(new={"a": 1}),
    "a list in place of an item": edit(path="steps/booking", new=[1]),
    "a text too long": edit(new="x" * 1_000_000),
    "half a sign": edit(new="\ud800"),
    "no number": edit(path="steps/booking/ratings/room", new={"id": "room", "value": float("nan"), "scale": "felt"}),
    "without end": edit(path="steps/booking/ratings/room", new={"id": "room", "value": float("inf"), "scale": "felt"}),
    "a number too large": edit(
        path="steps/booking/ratings/room", new={"id": "room", "value": 10**400, "scale": "felt"}
    ),
    "too deep": edit(new=deep(500)),
    "a path that is a number": edit(path=5),
    "a path without end": edit(path="steps/" * 300),
    "half a sign in the path": edit(path="steps/\ud800/name"),
    "an id that is a list": edit(id=[1]),
    "an id with a new line of history": edit(id='a"}\n{"id":"b"'),
    "a name that is half a sign": edit(by="\ud800"),
    "a name without end": edit(by="x" * 1000),
    "a field that no edit has": edit(evil=1),
}
HARMLESS = {
    "an old value without end": edit(old=float("inf")),
    "an old value that is no number": edit(old=float("nan")),
    "an old value too large": edit(old=10**4000),
    "an old value too deep": edit(old=deep(500)),
    "an old value that is half a sign": edit(old={"\ud800": ["\ud800"]}),
    "a time of one's own": edit(t="x" * 100_000),
    "a name that colours a terminal": edit(by="\x1b[31mred"),
    "another id inside than in the path": edit(path="steps/new", new={"id": "other", "name": "x"}),
    "a place after itself": edit(path="steps/booking/@after", new="booking"),
    "a place after a list": edit(path="steps/booking/@after", new=[1]),
    "a place after nothing known": edit(path="steps/booking/@after", new={"a": 1}),
}
SHAPES = {
    "nothing": None,
    "a number": 1,
    "a text": "edits",
    "a list": [],
    "an empty object": {},
    "no edits": {"kind": "edits"},
    "a number of edits": {"kind": "edits", "edits": 5},
    "edits by name": {"kind": "edits", "edits": {"0": edit()}},
    "edits that are none": {"kind": "edits", "edits": [None, 1, "x", [], {}, {"id": "a"}]},
    "a kind that is a list": {"kind": ["edits"]},
    "a kind of Python": {"kind": "__class__"},
    "an action that is an object": {"kind": "action", "action": {"a": 1}},
    "an edition without end": {"kind": "action", "action": "keep-edition", "name": "x" * 100_000},
    "an edition called half a sign": {
        "kind": "action",
        "action": "keep-edition",
        "name": "\ud800",
        "note": {},
        "by": 1,
    },
}


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Hands a message to the open page, and gives what it answered."""
    store = Store(tmp_path)
    store.create(starter("airport"))
    session = Session(store, store.open("airport"), page("satisfaction"))
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(session.widget, "send", told.append)

    def hear(message: Any) -> list[dict[str, Any]]:
        session.widget._received(message)
        return told

    return hear


def journey(folder: Path) -> Journey:
    """As it stands on disk, which must be readable by a reader who takes JSON strictly."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    text = (folder / "airport.json").read_text(encoding="utf-8")
    for line in (text, *(folder / "airport.log.jsonl").read_text(encoding="utf-8").splitlines()):
        json.loads(line, parse_constant=refuse)
    return Store(folder).open("airport")


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_an_edit_that_fits_nowhere_is_refused_in_words_and_changes_nothing(sent: Any, heard, tmp_path: Path) -> None:
    before = journey(tmp_path)
    told = heard({"kind": "edits", "edits": [sent]})
    after = journey(tmp_path)
    assert after.model_copy(update={"revision": before.revision}) == before
    refused = next(one for one in told if one["kind"] in ("refused", "unsaved"))
    assert refused["say"].endswith(".")
    answered = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    assert len(answered) < 3000, "what was sent does not come back in full"


@pytest.mark.parametrize("sent", HARMLESS.values(), ids=HARMLESS)
def test_an_odd_edit_leaves_a_sound_journey_and_a_readable_history(sent: Any, heard, tmp_path: Path) -> None:
    heard({"kind": "edits", "edits": [sent]})
    after = journey(tmp_path)
    assert len({step.id for step in after.steps}) == len(after.steps) >= 10
    heard({"kind": "edits", "edits": [edit(id="e2", new="Still works")]})
    assert journey(tmp_path).title == "Still works"


@pytest.mark.parametrize("message", SHAPES.values(), ids=SHAPES)
def test_a_message_of_another_shape_changes_nothing(message: Any, heard, tmp_path: Path) -> None:
    before = journey(tmp_path)
    heard(message)
    after = journey(tmp_path)
    assert after.model_copy(update={"revision": before.revision}) == before


@pytest.mark.parametrize("title", [None, 1, [], {}, "", " ", "x" * 100_000, "\ud800", "../../evil", "a\x00b", "con"])
@pytest.mark.parametrize("made_from", ["blank", "../../../etc/passwd", "/etc/passwd", "", "blank.json", "\x00"])
def test_a_new_map_is_a_file_in_the_folder_or_nothing(title: Any, made_from: str, tmp_path: Path) -> None:
    folder = tmp_path / "journeys"
    folder.mkdir()
    session = StartSession(Store(folder))
    session.widget._received({"kind": "action", "action": "make", "title": title, "starter": made_from})
    assert {path.name for path in tmp_path.iterdir()} == {"journeys"}
    for name in Store(folder).ids():
        assert Store(folder).open(name).id == name


def test_a_participant_makes_no_map_and_sees_none_on_the_start_page(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.create(starter("airport"))
    session = StartSession(store, Visitor("participant", "p-aaaaaaaa", "airport", in_room=True))
    session.widget._received({"kind": "action", "action": "make", "title": "Mine", "starter": "blank"})
    session.widget._received({"kind": "ping"})
    assert store.ids() == ("airport",)
    assert session.widget.view["journeys"] == []
    assert "airport" not in repr(session.widget).lower()
