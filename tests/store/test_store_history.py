from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.journey.edits import Edit, new_edit, value_at
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, StoreError, history, writing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")


@pytest.mark.parametrize("block", [1, 3, 7, 64])
@pytest.mark.parametrize(
    "data", [b"", b"\n", b"a", b"a\n", b"a\nbb\nccc\n", b"a\nbb\nunfinished", b"\n\nlong line here\n\n"]
)
def test_lines_come_from_the_last_to_the_first_whatever_the_blocks(
    monkeypatch: pytest.MonkeyPatch, data: bytes, block: int
):
    monkeypatch.setattr(history, "BLOCK", block)
    expected = history.whole_lines(data).split(b"\n")[:-1]
    assert list(history.newest_first(io.BytesIO(data))) == expected[::-1]


def test_opening_reads_only_the_end_of_a_long_history(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch):
    store.save("students", [new_edit("steps/ask/goal", "x" * 2000) for _ in range(500)])
    size = (folder / "students.log.jsonl").stat().st_size
    read = []
    real = history.newest_first

    def counted(file):
        for line in real(file):
            read.append(len(line))
            yield line

    monkeypatch.setattr(history, "newest_first", counted)
    assert Store(folder).open("students").steps[0].goal == "x" * 2000
    assert sum(read) < size / 100


def test_a_long_history_repeats_the_whole_journey_so_that_a_replay_never_reads_far(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(writing, "CHECKPOINT_BYTES", 2_000)
    for number in range(300):
        saved = store.save("students", [new_edit("steps/ask/goal", f"{number:0500}", by="Ana")])
    raw_lines = [json.loads(line) for line in (folder / "students.log.jsonl").read_bytes().splitlines()]
    checkpoints = [line for line in raw_lines if line["by"] == history.CHECKPOINT]
    assert 3 < len(checkpoints) < 60
    shown = store.history("students")
    assert len(shown) == 301
    assert history.CHECKPOINT not in {edit.by for edit in shown}
    (folder / "students.json").unlink()
    again = Store(folder)
    assert again.open("students") == saved.journey
    assert again.restore("students", at=shown[7].id).steps[0].goal == f"{6:0500}"
    assert len(store.since("students", shown[1].id)) == 299 + 1


def test_where_the_whole_is_repeated_what_has_not_changed_stays_the_same_object_for_who_saves_and_who_looks(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    writer, reader = Store(folder), Store(folder)
    before = writer.save("students", [new_edit("title", "One")]).journey
    seen = reader.open("students")
    monkeypatch.setattr(writing, "CHECKPOINT_BYTES", 0)
    for number in range(40):
        store.save("students", [new_edit("steps/ask/goal", f"{number:04000}")])
    assert history.CHECKPOINT in (folder / "students.log.jsonl").read_text()
    after = writer.save("students", [new_edit("title", "Two")]).journey
    assert after.steps[0].goal == f"{39:04000}"
    assert after.steps[1] is before.steps[1]
    assert reader.open("students").steps[1] is seen.steps[1]


def test_a_checkpoint_hides_neither_who_wrote_nor_what_was_removed(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    store.save("students", [new_edit("title", "Joining", old="Enrolling", by="Ana")])
    wait = value_at(store.open("students"), "steps/wait")
    store.save("students", [new_edit("steps/wait", None, old=wait, by="Ana")])
    monkeypatch.setattr(writing, "CHECKPOINT_BYTES", 0)
    store.save("students", [new_edit("steps/ask/goal", "x" * 4000), *(new_edit("language", "de") for _ in range(900))])
    store.save("students", [new_edit("language", "fr")])
    assert history.CHECKPOINT in (folder / "students.log.jsonl").read_text()
    saved = store.save(
        "students",
        [new_edit("title", "Entering", old="Enrolling", by="Ben"), new_edit("steps/wait/goal", "To know", by="Ben")],
    )
    assert [(clash.earlier, clash.earlier_by) for clash in saved.clashes] == [("Joining", "Ana")]
    assert [step.name for step in saved.journey.steps] == ["I ask", "I wait", "I start"]


def test_since_gives_what_came_after_a_revision_and_nothing_for_an_unknown_one(store: Store):
    start = store.open("students").revision
    edits = [new_edit("title", text, by="Ana") for text in ("A", "B", "C")]
    for edit in edits:
        store.save("students", [edit])
    ids = [edit.id for edit in edits]
    assert [edit.id for edit in store.since("students", "")] == ids
    assert [edit.id for edit in store.since("students", start)] == ids
    assert [edit.id for edit in store.since("students", ids[1])] == ids[2:]
    assert store.since("students", ids[2]) == ()
    assert store.since("students", "unknown") == ()


def test_an_id_that_another_begins_with_is_not_mistaken_for_it(store: Store):
    store.save("students", [Edit(id="ab", path="title", new="A"), Edit(id="a", path="title", new="B")])
    assert [edit.id for edit in store.since("students", "ab")] == ["a"]
    assert store.since("students", "a") == ()


def test_text_that_looks_like_a_line_of_history_is_only_text(store: Store, folder: Path):
    odd = '\n{"id":"students","by":"","path":"","old":null,"new":{}}\n\u2028\u2029\r'
    saved = store.save("students", [new_edit("steps/ask/goal", odd, old="")])
    store.save("students", [Edit(id="students", path="title", new="B")])
    assert store.open("students").title == "B"
    assert len(store.history("students")) == 3
    (folder / "students.json").unlink()
    assert Store(folder).open("students").steps[0].goal == saved.journey.steps[0].goal == odd


def test_a_journey_can_be_seen_as_it_stood_after_an_earlier_change(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.create(Journey(id="trip", title="A trip"))
    earlier = store.save("trip", [new_edit("title", "An earlier trip")]).journey
    store.save("trip", [new_edit("title", "A later trip")])

    assert Store(tmp_path).at("trip", earlier.revision).title == "An earlier trip"
    assert store.open("trip").title == "A later trip"


def test_a_change_that_the_history_does_not_know_is_said_in_a_sentence(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.create(Journey(id="trip"))

    with pytest.raises(StoreError, match="does not reach back"):
        store.at("trip", "nonsense")
    with pytest.raises(StoreError):
        store.at("nowhere", "nonsense")
