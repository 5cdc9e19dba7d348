"""Any sequence of edits by several people, in any order, from any older view, also past the store."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replaying import apply_all
from store_samples import students

from cjm_widgets.journey.edits import Edit, EditError, apply, new_edit, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import OUTSIDE, Store
from cjm_widgets.store.snapshot import written

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")

PEOPLE = ("Ana", "Ben", "")
FIELDS = {
    "title": st.sampled_from(["", "Joining", "Größe"]),
    "scope/starts": st.sampled_from(["", "at home", "at school"]),
    "scope/mapped_by": st.lists(st.sampled_from(["data", "interviews", "mental-walk"]), unique=True),
    "diagnostic/costly/rating": st.sampled_from([None, 0, 2, "unknown"]),
    "steps/ask/name": st.sampled_from(["", "I call", "I write"]),
    "steps/ask/time/amount": st.sampled_from([None, 0, 3, 2.5]),
    "steps/ask/touchpoints/phone/kind": st.sampled_from([None, "human"]),
    "steps/wait/ratings/room/value": st.sampled_from([None, -2, 0, 1.0, "unknown"]),
    "steps/wait/experience/actions": st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=5
    ),
    "steps/start/ratings/survey/note": st.sampled_from(["", "new"]),
}
EMPTY = (None, "", [])


def field_changes():
    return st.sampled_from(sorted(FIELDS)).flatmap(lambda path: st.tuples(st.just(path), FIELDS[path]))


def meets(stood: Any, saw: Any, new: Any) -> Any:
    """What stands after a change from `saw` to `new`, whatever stood: the later; of boxes, what each ticked."""
    if not isinstance(new, list):
        return new
    return sorted((set(stood) - (set(saw) - set(new))) | (set(new) - set(saw)))


def check(folder: Path, journey: Journey) -> None:
    """What must hold at every moment: the file is a journey, and file, history and store say the same."""
    on_disk = Journey.model_validate_json((folder / "students.json").read_bytes())
    assert on_disk == journey
    assert written(journey) == journey.model_dump_json(indent=2).encode() + b"\n"
    again = Store(folder)
    assert again.open("students") == journey
    first, *rest = again.history("students")
    replayed = apply_all(Journey.model_validate(first.new), rest)
    assert replayed.model_copy(update={"revision": journey.revision}) == journey
    (folder / "students.json").unlink()
    assert Store(folder).open("students") == journey
    (folder / "students.json").write_bytes((journey.model_dump_json(indent=2) + "\n").encode())
    assert again.unreadable("students") == ()
    assert {path.name for path in folder.iterdir()} == {"students.json", "students.log.jsonl"}


def put_in(raw: dict, path: str, new: Any) -> None:
    """Writes a field into a journey's file as a person with a text editor would."""
    changed = apply(Journey.model_validate(raw), new_edit(path, new)).to_json()
    raw.clear()
    raw.update(changed)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["save", "save", "type", "type", "settle", "outside", "outside from an old copy"]),
            field_changes(),
            st.integers(0, 2),
            st.integers(0, 2),
            st.integers(0, 20),
        ),
        max_size=14,
    )
)
def test_every_change_to_a_different_field_is_kept_and_at_the_same_field_the_later(actions: list):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores = [Store(folder) for _ in range(3)]
        file = folder / "students.json"
        views = [stores[0].create(students())]
        expected = {path: value_at(views[0], path) for path in FIELDS}
        pending: dict[str, tuple[Any, Any]] = {}

        def catch_up() -> None:
            # who puts back what their copy said has changed nothing
            changes = {path: change for path, change in pending.items() if change[0] != change[1]}
            expected.update({path: meets(expected[path], *change) for path, change in changes.items()})
            pending.clear()

        copies = [file.read_bytes()]
        for kind, (path, new), who, where, view in actions:
            seen = views[view % len(views)]
            if kind == "settle":  # a file that was changed outside is merged with the next save
                stores[where].settle("students")
            elif kind in ("save", "type"):
                catch_up()
                saw = value_at(seen, path)
                edit = new_edit(path, new, old=saw, by=PEOPLE[who])
                before = expected[path]
                saved = stores[where].save("students", [edit], settled=kind == "save")
                assert not saved.refused
                expected[path] = meets(before, saw, new)
                views.append(saved.journey)
                assert stores[view % 3].open("students") == Store(folder).open("students") == saved.journey
                if kind == "save":
                    copies.append(file.read_bytes())
                    check(folder, saved.journey)
                mine = [clash for clash in saved.clashes if clash.edit.by != OUTSIDE]
                assert not (mine and isinstance(new, list))
                assert all(clash.earlier == before for clash in mine)
            else:
                raw = json.loads(file.read_bytes() if kind == "outside" else copies[view % len(copies)])
                was = value_at(Journey.model_validate(raw), path)
                put_in(raw, path, new)
                file.write_text(json.dumps(raw), encoding="utf-8")
                if kind != "outside":
                    pending.clear()
                if not (was == new or (was in EMPTY and new in EMPTY)):
                    pending[path] = (pending.get(path, (was,))[0], new)
        saved = stores[0].save("students", [])
        catch_up()
        check(folder, saved.journey)
        for path, value in expected.items():
            stands = value_at(saved.journey, path)
            if isinstance(stands, list):
                stands = sorted(stands)
                assert stands == sorted(set(stands))
            assert stands == value or (stands in EMPTY and value in EMPTY), path


def structural_edits():
    steps = st.sampled_from(["ask", "wait", "start", "x", "y"])
    lists = st.sampled_from(["steps", "personas", "steps/ask/touchpoints", "steps/wait/ratings", "steps/x/ratings"])
    items = st.tuples(lists, st.sampled_from(["a", "room", "ask", "wait", "x"])).map("/".join)
    texts = st.sampled_from(["", "one", "two"])
    item = st.one_of(
        st.builds(lambda name: {"name": name}, texts),
        st.builds(lambda note, value: {"note": note, "value": value}, texts, st.sampled_from([None, 1, 2, 70])),
        st.just({"value": 36, "scale": "negative-share"}),
        st.just({}),
    )
    return st.one_of(
        field_changes(),
        st.tuples(st.builds("steps/{}/name".format, steps), texts),
        st.tuples(st.builds("steps/{}/ratings/room/value".format, steps), st.sampled_from([None, -1, 2])),
        st.tuples(st.builds("steps/{}/ratings/room/scale".format, steps), st.sampled_from(["felt", "five-points"])),
        st.tuples(items, item),
        st.tuples(items, st.none()),
        st.tuples(st.builds("steps/{}".format, steps), st.none()),
        st.tuples(st.builds("steps/{}/@after".format, steps), st.sampled_from(["", "ask", "start", "x", None, 5])),
        st.tuples(st.just("steps"), st.lists(st.builds(lambda name: {"id": name}, steps), max_size=3)),
        st.tuples(st.just("scope"), st.just({"ends": "here"})),
        st.tuples(st.just(""), st.just({"title": "all of it", "steps": [{"id": "x", "name": "X"}]})),
        st.tuples(st.sampled_from(["nowhere", "steps/ask", "steps/ask/time/amount"]), st.just("nonsense")),
    )


@settings(max_examples=120)
@given(
    st.lists(
        st.tuples(
            st.lists(
                st.tuples(structural_edits(), st.sampled_from(["seen", "seen", "nothing", "nonsense"])),
                min_size=1,
                max_size=3,
            ),
            st.integers(0, 2),
            st.integers(0, 1),
            st.integers(0, 20),
            st.sampled_from(["", "", "", "torn", "behind", "unknown revision", "swapped"]),
        ),
        max_size=8,
    )
)
def test_whatever_people_and_programs_do_file_history_and_store_agree(actions: list):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores = [Store(folder), Store(folder)]
        file = folder / "students.json"
        views = [stores[0].create(students())]
        copies = [file.read_bytes()]
        acknowledged: list[str] = []
        for batch, who, where, view, accident in actions:
            seen = views[view % len(views)]
            edits = [_edit(seen, path, new, old, PEOPLE[who]) for (path, new), old in batch]
            _happens(accident, folder, copies[view % len(copies)])
            Store(folder).open("students")
            saved = stores[where].save("students", edits)
            assert {edit.id for edit in edits} == {e.id for e in saved.applied} | {r.edit.id for r in saved.refused}
            assert all(refused.say.endswith(".") for refused in saved.refused)
            acknowledged += [edit.id for edit in saved.applied]
            views.append(saved.journey)
            copies.append(file.read_bytes())
            check(folder, saved.journey)
        held = {edit.id for edit in stores[0].history("students")}
        assert set(acknowledged) <= held


def _edit(seen: Journey, path: str, new: Any, old: str, by: str) -> Edit:
    try:
        saw = {"seen": value_at(seen, path), "nothing": None, "nonsense": {"odd": [1]}}[old]
    except EditError:
        saw = None
    return new_edit(path, new, old=saw, by=by)


def _happens(accident: str, folder: Path, copy: bytes) -> None:
    file = folder / "students.json"
    if accident == "torn":
        with (folder / "students.log.jsonl").open("ab") as history:
            history.write(b'{"id":"torn","by":"","path":"title","old":"","new":"To')
        (folder / ".students.json.tmp").write_bytes(b'{"half')
    elif accident == "behind":
        file.write_bytes(copy)
    elif accident == "unknown revision":
        file.write_text(json.dumps({**json.loads(copy), "revision": "from-elsewhere"}))
    elif accident == "swapped":
        raw = json.loads(file.read_bytes())
        file.write_text(json.dumps({**raw, "steps": raw["steps"][::-1]}))


AUTHORS = (("aaaaaaaaaa", "Anna"), ("bbbbbbbbbb", "Anna"), ("cccccccccc", ""))


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["send", "send", "hold", "release", "again"]),
            st.sampled_from(["title", "steps/ask/name", "scope/starts"]),
            st.sampled_from(["", "one", "two", "three"]),
            st.integers(0, 2),
            st.integers(0, 20),
        ),
        max_size=20,
    )
)
def test_people_of_one_name_and_messages_out_of_order_lose_no_word_and_hide_no_clash(actions: list):
    with tempfile.TemporaryDirectory() as name:
        stores = [Store(name), Store(name)]
        views = [stores[0].create(students())]
        stands = {path: value_at(views[0], path) for path in ("title", "steps/ask/name", "scope/starts")}
        writer: dict[str, str] = {}
        last: dict[tuple[str, str], int] = {}
        held: list[Edit] = []
        sent: list[Edit] = []
        made: set[str] = set()
        for number, (kind, path, new, who, view) in enumerate(actions, start=1):
            author, by = AUTHORS[who]
            saw = value_at(views[view % len(views)], path)
            edit = Edit(id=f"{author}-page01-{number}", by=by, path=path, old=saw, new=new)
            if kind == "hold":
                held.append(edit)
                continue
            if kind in ("release", "again"):
                waiting = held if kind == "release" else sent
                if not waiting:
                    continue
                edit = waiting.pop(view % len(waiting))
            sent.append(edit)
            author, _, seq = edit.id.split("-")
            overtaken = last.get((author, edit.path), 0) > int(seq)
            saved = stores[number % 2].save("students", [edit])
            before = stands[edit.path]
            if edit.id in made:
                assert [one.id for one in saved.applied] == [edit.id]
            elif overtaken:
                assert [one.id for one in saved.overtaken] == [edit.id]
            else:
                assert [one.id for one in saved.applied] == [edit.id]
                made.add(edit.id)
                last[author, edit.path] = int(seq)
                stands[edit.path] = edit.new
                changed = edit.new != before
                theirs = writer.get(edit.path, author) != author
                assert bool(saved.clashes) == (changed and edit.old != before and theirs)
                if changed:
                    writer[edit.path] = author
            assert {one: value_at(saved.journey, one) for one in stands} == stands
            views.append(saved.journey)
            check(Path(name), saved.journey)
