"""A survey is taken out of a history: nothing of it is left in the folder, all else is there, whatever stops it."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store_crash import Dying, ended, forked

from cjm_widgets.journey.edits import Edit, new_edit, set_value
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, StoreError, files, forget, history

SURVEY, WORDS, FIGURE = "passengers-2026", "Passengers two thousand", 73.25
GROUP = f"{SURVEY}-business"
TELL_TALES = (SURVEY, WORDS, str(FIGURE), "the queue was endless")


def belongs(part: str, item: dict[str, Any], /) -> bool:
    if part == "sources":
        return item.get("id") == SURVEY
    if part == "ratings":
        return item["id"].startswith(SURVEY) and SURVEY in (item.get("source"), item["id"])
    return part == "quotes" and item.get("source") == SURVEY and item["id"].startswith("comment-")


def trip() -> Journey:
    return Journey.model_validate(
        {
            "id": "trip",
            "title": "Trip",
            "sources": [{"id": "ours", "name": "Our interviews"}],
            "steps": [{"id": "a", "name": "Book"}, {"id": "b", "name": "Fly"}],
            "personas": [{"id": "p", "name": "Pat"}],
        }
    )


SOURCE = {"name": WORDS, "kind": "survey", "figures": [{"id": "overall", "value": FIGURE, "n": 9}]}
RATING = {"scale": "negative-share", "value": FIGURE, "source": SURVEY}
DOES: dict[str, tuple[str, Any]] = {
    "survey": (f"sources/{SURVEY}", SOURCE),
    "survey, other name": (f"sources/{SURVEY}/name", f"{WORDS} and one"),
    "survey first": (f"sources/{SURVEY}/@after", ""),
    "ours after it": ("sources/ours/@after", SURVEY),
    "rating": (f"steps/a/ratings/{SURVEY}", RATING),
    "group": (f"steps/b/ratings/{GROUP}", {**RATING, "rater": f"{WORDS}: Business"}),
    "rating, note": (f"steps/a/ratings/{SURVEY}/note", f"{WORDS}: look"),
    "rating elsewhere": (f"steps/b/ratings/{GROUP}/source", "ours"),
    "quote": ("steps/a/quotes/comment-1", {"words": "the queue was endless", "source": SURVEY}),
    "quote, other words": ("steps/a/quotes/comment-1/words", "the queue was endless, nearly"),
    "typed quote": ("steps/a/quotes/typed", {"words": "they were kind", "source": "ours"}),
    "typed quote from it": ("steps/a/quotes/typed/source", SURVEY),
    "typed quote from ours": ("steps/a/quotes/typed/source", "ours"),
    "typed quote after it": ("steps/a/quotes/typed/@after", "comment-1"),
    "persona from it": ("personas/p/source", SURVEY),
    "persona from nothing": ("personas/p/source", None),
    "step": ("steps/c", {"name": "Arrive"}),
    "step gone": ("steps/b", None),
    "room": ("steps/a/ratings/room", {"value": 1, "source": SURVEY}),
    "room, other": ("steps/a/ratings/room/value", -1),
    "title": ("title", "Another trip"),
}
NEEDS = {"rating elsewhere": "group", "quote, other words": "quote"}
"""What would make something of its own, that no survey brought."""


def type_on(store: Store, what: list[str]) -> None:
    for at, name in enumerate(what):
        if name == "edition":
            edit = new_edit(f"editions/e{at}", {"name": f"No {at}", "revision": store.open("trip").revision})
        elif NEEDS.get(name, "survey") in what[:at] or not at:
            path, new = DOES[name]
            edit = new_edit(path, new, by="Ana")
        else:
            continue
        store.save("trip", [edit], settled=at % 2 == 0)


def take_off(store: Store) -> None:
    """What a person does first: nothing on the map points to the survey any more."""
    journey = store.open("trip")
    paths = [f"steps/{step.id}/ratings/{one.id}" for step in journey.steps for one in step.ratings if one.id != "room"]
    for step in journey.steps:
        paths += [f"steps/{step.id}/quotes/{one.id}{'/source' * (one.id == 'typed')}" for one in step.quotes]
        paths += [f"steps/{step.id}/ratings/room/source" for one in step.ratings if one.id == "room"]
    off = [set_value(journey, path, None) for path in (*paths, "personas/p/source", f"sources/{SURVEY}")]
    saved = store.save("trip", off)
    assert (saved.refused, saved.clashes) == ((), ())


def without(journey: Journey) -> dict[str, Any]:
    """What a state says apart from the survey; lists by their ids, as one who is gone has no place."""
    raw = journey.to_json()
    raw.pop("revision")
    raw["sources"] = sorted((one for one in raw["sources"] if one["id"] != SURVEY), key=lambda one: one["id"])
    for step in raw["steps"]:
        for part in ("ratings", "quotes"):
            kept = [one for one in step[part] if one["id"] not in (SURVEY, GROUP, "comment-1")]
            step[part] = sorted(kept, key=lambda one: one["id"])
            for one in step[part]:
                one["source"] = None if one["source"] == SURVEY else one["source"]
    for one in raw["personas"]:
        one["source"] = None if one["source"] == SURVEY else one["source"]
    return raw


def told_in(folder: Path) -> set[str]:
    kept = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file()).decode()
    return {words for words in TELL_TALES if words in kept}


def says_of_it(edit: Edit) -> bool:
    return any(words in edit.model_dump_json() for words in (*TELL_TALES, "comment-1"))


@settings(max_examples=40, deadline=None)
@given(what=st.lists(st.sampled_from([*DOES, "edition", "survey", "rating", "quote"]), max_size=25))
def test_after_forgetting_nothing_of_the_survey_is_left_and_all_else_is_there(tmp_path_factory, what):
    folder = tmp_path_factory.mktemp("journeys")
    store = Store(folder)
    store.create(trip())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_sync_data", lambda _: None)
        patch.setattr(os, "fsync", lambda _: None)
        type_on(store, ["survey", *what])
        take_off(store)
        now, before = store.open("trip"), store.history("trip")
        states = {edit.id: without(store.at("trip", edit.id)) for edit in before}
        other = Store(folder)
        other.open("trip")
        seen = (folder / "trip.json").read_bytes()

        forget(store, "trip", SURVEY, belongs)

        assert told_in(folder) == set()
        assert (folder / "trip.json").read_bytes() == seen
        for one in (store, other, Store(folder)):
            assert one.open("trip") == now
            assert one.unreadable("trip") == ()
        after = other.history("trip")
        assert {edit.id for edit in before if not says_of_it(edit)} <= {edit.id for edit in after}
        assert {edit.id: (edit.by, edit.t) for edit in before}.items() >= {
            edit.id: (edit.by, edit.t) for edit in after
        }.items()
        for edit in after:
            assert without(store.at("trip", edit.id)) == states[edit.id]
        for edition in now.editions:
            assert without(other.at("trip", edition.revision)) == states[edition.revision]
        saved = other.save("trip", [new_edit("title", "Later", by="Ben")])
        assert Store(folder).open("trip") == saved.journey == store.open("trip")
        assert [edit.by for edit in store.since("trip", now.revision)] == ["Ben"]


EVERYTHING = [
    "survey",
    "rating",
    "edition",
    "group",
    "rating, note",
    "quote",
    "typed quote",
    "room",
    "edition",
    "title",
    "ours after it",
    "typed quote after it",
]


@pytest.fixture
def trips(folder: Path) -> Store:
    store = Store(folder)
    store.create(trip())
    type_on(store, EVERYTHING)
    take_off(store)
    return store


def test_editions_that_held_it_and_copies_that_still_do_are_named(trips: Store, folder: Path):
    (folder / "trip.broken-1.json").write_text(f'{{"sources": [{{"id": "{SURVEY}", "na')
    (folder / "trip.broken-2.json").write_text('{"id": "trip", "na')
    trips.save("trip", [new_edit("editions/last", {"name": "Last", "revision": trips.open("trip").revision})])
    done = forget(trips, "trip", SURVEY, belongs)
    assert done.editions == ("No 2", "No 8")
    assert done.copies == ("trip.broken-1.json",)
    assert done.lines > 10
    log = (folder / "trip.log.jsonl").read_text()
    assert not any(words in log for words in (*TELL_TALES, "comment-1"))
    assert forget(trips, "trip", SURVEY, belongs).lines == 0


def test_a_damaged_line_that_names_it_goes_and_any_other_stays(trips: Store, folder: Path):
    path = folder / "trip.log.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[1:1] = [b'{"id":"x","new":{"id":"' + SURVEY.encode() + b'","na', b'{"id":"y","new":']
    path.write_bytes(b"\n".join(lines))
    forget(trips, "trip", SURVEY, belongs)
    assert told_in(folder) == set()
    assert len(Store(folder).unreadable("trip")) == 1


def test_while_the_map_holds_something_of_it_nothing_is_forgotten(trips: Store, folder: Path):
    trips.save("trip", [new_edit("sources/passengers-2026", SOURCE)])
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreError, match="The map still holds something of this survey"):
        forget(trips, "trip", SURVEY, belongs)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_what_stands_in_a_file_that_was_changed_by_other_means_is_kept(trips: Store, folder: Path):
    path = folder / "trip.json"
    path.write_text(path.read_text().replace("Another trip", "A third trip"))
    forget(trips, "trip", SURVEY, belongs)
    assert told_in(folder) == set()
    assert Store(folder).open("trip").title == "A third trip"


def test_what_others_write_meanwhile_is_kept(trips: Store, folder: Path):
    done, began, sent = Event(), Event(), []

    def write() -> None:
        other = Store(folder)
        while not done.is_set() or len(sent) < 3:
            saved = other.save("trip", [new_edit("title", f"Trip {len(sent)}", by="Ben")], settled=len(sent) % 3 == 0)
            sent.extend(edit.id for edit in saved.applied)
            began.set()

    writing = Thread(target=write)
    writing.start()
    began.wait()
    try:
        forget(trips, "trip", SURVEY, belongs)
    finally:
        done.set()
        writing.join()
    trips.save("trip", ())
    assert told_in(folder) == set()
    assert set(sent) <= {edit.id for edit in Store(folder).history("trip")}
    assert Store(folder).open("trip").title == f"Trip {len(sent) - 1}"


@pytest.mark.parametrize("fails", ["write", "fsync", "move"])
def test_where_it_fails_everything_is_as_before(trips: Store, folder: Path, monkeypatch, fails: str):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    if fails == "write":
        monkeypatch.setattr(files, "FileIO", type("Full", (files.FileIO,), {"write": full}))
    else:
        monkeypatch.setattr(*((os, "fsync") if fails == "fsync" else (files, "move")), full)
    with pytest.raises(StoreError):
        forget(trips, "trip", SURVEY, belongs)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this computer cannot fork a process")
def test_killed_at_any_step_it_leaves_the_history_from_before_or_the_one_from_after(trips: Store, folder: Path):
    now = trips.open("trip")
    before = (folder / "trip.log.jsonl").read_bytes()
    step, done = 0, []
    while not done:

        def work(report: int, step: int = step) -> None:
            dying = Dying(step)
            files.FileIO = dying.file()
            files.move = dying.before(files.move)
            os.fsync = dying.before(os.fsync)
            files.sync_folder = dying.before(files.sync_folder)
            forget(Store(folder), "trip", SURVEY, belongs)
            os.write(report, b"done\n")

        done = ended(*forked(work))
        assert Store(folder).open("trip") == now
        assert Store(folder).unreadable("trip") == ()
        if (folder / "trip.log.jsonl").read_bytes() == before:
            assert not done
        else:
            assert told_in(folder) == set()
            (folder / "trip.log.jsonl").write_bytes(before)
        step += 1
    assert step > 3


def test_a_history_that_an_earlier_version_began_is_rid_of_it_too(folder: Path):
    whole = trip().model_copy(update={"revision": "first"}).to_json() | {"schema_version": 5}
    whole["sources"].append({"id": SURVEY, "name": WORDS, "kind": "survey"})
    whole["steps"][0]["ratings"] = [{"id": SURVEY, **RATING}]
    edition = {"id": "e", "name": "Early", "revision": "second"}
    lines = [
        new_edit("", whole),
        new_edit(f"steps/a/ratings/{SURVEY}/note", WORDS, old=""),
        new_edit("editions/e", edition),
        new_edit("steps/b/name", "Travel", old="Fly"),
    ]
    ids = ("first", "second", "third", "fourth")
    folder.mkdir()
    log = b"".join(
        history.line(one.model_copy(update={"id": edit_id})) for one, edit_id in zip(lines, ids, strict=True)
    )
    (folder / "trip.log.jsonl").write_bytes(log)
    store = Store(folder)
    take_off(store)
    now, then = store.open("trip"), store.at("trip", "second")
    assert forget(store, "trip", SURVEY, belongs).editions == ("Early",)
    again = Store(folder)
    assert told_in(folder) == set()
    assert again.open("trip") == now
    assert without(again.at("trip", "second")) == without(then)
    assert again.at("trip", "fourth").steps[1].name == "Travel"
