"""All journeys as one file: complete, nothing private in it, and the same bytes for the same journeys."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.journey.edits import Edit, set_value
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.answers import keep_answers
from cjm_widgets.tasks.history import history_lines
from cjm_widgets.tasks.making import make_demos
from cjm_widgets.views.archive import journeys_zip


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
    keep_answers(store, "airport", "survey", Answers(("secret",), (0,), ((1.0,),)))
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


def said(store: Store, *people: str) -> None:
    for at, person in enumerate(people):
        for path, new in ((f"voices/{person}/speaks_as", "manager"), (f"steps/booking/ratings/{person}/value", at)):
            store.save("airport", [set_value(store.open("airport"), path, new)])


def test_as_whom_people_speak_stays_in_the_folder_and_all_else_opens_elsewhere(store: Store, tmp_path_factory) -> None:
    said(store, "p-ana00001", "p-ben00002")
    whole = store.open("airport").model_copy(update={"title": "They wrote “speaks_as” here"})
    store.save(
        "airport",
        [set_value(store.open("airport"), "title", whole.title), Edit(id="all", path="", new=whole.to_json())],
    )
    store.save("airport", [set_value(store.open("airport"), "voices/p-ana00001", None)])
    packed = opened(journeys_zip(store))
    for name in packed.namelist():
        assert b'"manager"' not in packed.read(name)
        assert b"voices/p-ana00001" not in packed.read(name)
    elsewhere = tmp_path_factory.mktemp("home")
    packed.extractall(elsewhere)
    again = Store(elsewhere)
    assert again.open("airport") == store.open("airport").model_copy(update={"voices": ()})
    assert [one.id for one in again.history("airport")] == [one.id for one in store.history("airport")]
    assert again.unreadable("airport") == ()
    assert again.at("airport", again.history("airport")[2].id).voices == ()
    told = history_lines(again.history("airport"))
    assert not [line for line in told if "voice" in line.lower()]
    assert sum("rated for themselves" in line for line in told) == 4, "two ratings and the items they stand in"
    again.save("airport", [set_value(again.open("airport"), "title", "On")])
    assert again.restore("airport", at="all").title == whole.title


@pytest.mark.parametrize("name", ["airport.json", "airport.log.jsonl"])
def test_what_cannot_be_read_and_names_a_voice_is_left_out(store: Store, name: str) -> None:
    said(store, "p-ana00001")
    path = store.folder / name
    line = path.read_bytes().replace(b'"manager"', b'"manager', 1)
    path.write_bytes(line)
    packed = opened(journeys_zip(store))
    kept = [one for one in packed.namelist() if one.startswith("airport")]
    assert b"speaks_as" not in b"".join(packed.read(one) for one in kept)
    assert kept == (["airport.log.jsonl"] if name == "airport.json" else ["airport.json", "airport.log.jsonl"])
