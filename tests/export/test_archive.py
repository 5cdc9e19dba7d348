"""All journeys as one file: complete, nothing private in it, and the same bytes for the same journeys."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.export.archive import journeys_zip
from cjm_widgets.journey.edits import set_value
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.answers import keep_answers
from cjm_widgets.tasks.making import make_demos


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path)
    make_demos(found)
    return found


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_every_journey_comes_with_its_history_and_a_word_what_to_do_with_them(store: Store) -> None:
    archive = opened(journeys_zip(store))
    assert sorted(archive.namelist()) == [
        "READ ME.txt", "airport.json", "airport.log.jsonl", "employer.json", "employer.log.jsonl",
    ]  # fmt: skip
    assert archive.testzip() is None
    assert json.loads(archive.read("airport.json"))["id"] == "airport"


def test_what_is_taken_home_opens_in_another_folder_as_it_was(store: Store, tmp_path_factory) -> None:
    store.save("airport", [set_value(store.open("airport"), "title", "Changed", by="Ana")])
    elsewhere = tmp_path_factory.mktemp("home")
    opened(journeys_zip(store)).extractall(elsewhere)
    assert Store(elsewhere).open("airport") == store.open("airport")
    assert Store(elsewhere).history("airport") == store.history("airport")


def test_keys_leftovers_and_other_files_of_the_folder_stay_there(store: Store) -> None:
    (store.folder / ".workshop").mkdir()
    (store.folder / ".workshop" / "keys.json").write_text("secret")
    (store.folder / "private.txt").write_text("secret")
    keep_answers(store.folder, "airport", "survey", Answers(("secret",), (0,), ((1.0,),)))
    (store.folder / ".airport.json.tmp").write_text("secret")
    archive = opened(journeys_zip(store))
    assert not [name for name in archive.namelist() if b"secret" in archive.read(name)]
    assert not [name for name in archive.namelist() if name.startswith((".", "/", "..")) or "\\" in name]
    assert "private.txt" not in archive.namelist()


def test_the_same_journeys_give_the_same_bytes(store: Store) -> None:
    assert journeys_zip(store) == journeys_zip(Store(store.folder))


def test_a_damaged_journey_is_in_it_as_it_is(store: Store) -> None:
    (store.folder / "airport.json").write_text("{half a", encoding="utf-8")
    assert opened(journeys_zip(store)).read("airport.json") == b"{half a"


def test_a_link_that_leads_out_of_the_folder_is_refused_in_words_rather_than_followed_or_left_out(store: Store) -> None:
    (store.folder / "link.json").symlink_to(Path(__file__))
    with pytest.raises(StoreError, match="link"):
        journeys_zip(store)
