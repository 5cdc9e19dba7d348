from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from store_samples import students

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, StoreError, files, names

if TYPE_CHECKING:
    from pathlib import Path

BAD = (
    "", ".", "..", "../students", "a/b", "a\\b", "/etc/passwd", "C:\\x", "Students", "stu dents", "-a", "a-", "a.json",
    "students.broken-1", "ä", "a\n", "a\0", "a" * 65, "con", "nul", "aux", "prn", "com1", "lpt9",
)  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_nothing_outside_the_folder_and_no_reserved_name_can_be_named(store: Store, folder: Path, name: str):
    (folder.parent / "students.json").write_text("{}")
    before = sorted(folder.parent.rglob("*"))
    for use in (
        lambda: store.open(name),
        lambda: store.save(name, [new_edit("title", "x")]),
        lambda: store.create(Journey.model_construct(id=name)),
        lambda: store.history(name),
        lambda: store.since(name, ""),
        lambda: store.restore(name),
        lambda: store.mark(name),
    ):
        with pytest.raises(StoreError, match="cannot name a journey"):
            use()
    assert sorted(folder.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["a", "7", "new-students", "a" * 64, "console", "com10x"])
def test_ordinary_names_are_welcome(store: Store, name: str):
    store.create(Journey(id=name))
    assert name in store.ids()


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
@pytest.mark.parametrize("ending", [".json", ".log.jsonl"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(store: Store, folder: Path, tmp_path: Path, ending: str):
    elsewhere = tmp_path / f"elsewhere{ending}"
    (folder / f"students{ending}").rename(elsewhere)
    (folder / f"students{ending}").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    for use in (
        lambda: store.open("students"),
        lambda: Store(folder).save("students", [new_edit("title", "x")]),
        lambda: store.save("students", [new_edit("title", "x")]),
        lambda: store.create(students()),
    ):
        with pytest.raises(StoreError):
            use()
    assert elsewhere.read_bytes() == before
    (entry,) = store.entries()
    assert "is a link or not an ordinary file" in entry.problem


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this computer cannot refuse links while opening")
def test_a_link_put_there_in_the_very_moment_of_opening_is_not_followed(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for ending in (".json", ".log.jsonl"):
        (folder / f"students{ending}").rename(tmp_path / f"elsewhere{ending}")
        (folder / f"students{ending}").symlink_to(tmp_path / f"elsewhere{ending}")
    monkeypatch.setattr(files, "_ordinary", lambda _: True)
    for use in (lambda: store.open("students"), lambda: store.save("students", [])):
        with pytest.raises(StoreError, match="is a link"):
            use()


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_a_link_to_nowhere_makes_no_file_there(folder: Path, tmp_path: Path):
    folder.mkdir()
    (folder / "students.log.jsonl").symlink_to(tmp_path / "victim")
    (folder / ".students.json.tmp").symlink_to(tmp_path / "victim")
    with pytest.raises(StoreError):
        Store(folder).create(students())
    (folder / "students.log.jsonl").unlink()
    Store(folder).create(students())
    assert not (tmp_path / "victim").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_folder_holds_nobody_up(store: Store, folder: Path):
    os.mkfifo(folder / "pipe.json")
    entries = {entry.id: entry for entry in store.entries()}
    assert "not an ordinary file" in entries["pipe"].problem
    assert entries["students"].problem == ""


@pytest.mark.parametrize("name", ["Ä" * 80, "a" * 80, "Con", "Neue Studierende 2026", "学生"])
def test_the_name_that_is_proposed_for_a_file_can_be_used(name: str):
    proposed = names.better(f"{name}.json")
    assert names.id_of(proposed) + ".json" == proposed
