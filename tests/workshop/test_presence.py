"""Who is here: seen by the others, gone when they are gone, and never able to do harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.store.tally import LIVE_VARIABLE
from cjm_widgets.workshop.presence import STALE, Here, Presence, presence_in

if TYPE_CHECKING:
    from pathlib import Path

ANA = Here("s1", person="p-ana", name="Ana", journey="airport", page="steps", field="steps/a/goal", since=1.0)
BEN = Here("s0", person="p-ben", name="Ben", journey="airport", page="personas", since=2.0)


@pytest.fixture
def presence(tmp_path: Path) -> Presence:
    return Presence(tmp_path / "here")


def grown_old(presence: Presence, here: Here, seconds: float = STALE + 1) -> None:
    assert presence.folder is not None
    past = time.time() - seconds
    os.utime(presence.folder / here.journey / f"{here.session}.json", (past, past))


def test_those_who_are_here_are_listed_with_where_they_are_the_first_comer_first(presence: Presence) -> None:
    presence.announce(BEN)
    presence.announce(ANA)

    assert presence.present("airport") == (ANA, BEN)


def test_somebody_on_another_journey_is_not_shown_here_but_to_the_facilitator(presence: Presence) -> None:
    elsewhere = Here("s3", name="Cem", journey="clinic", since=3.0)
    nowhere = Here("s4", name="Dana", since=4.0)
    for here in (ANA, elsewhere, nowhere):
        presence.announce(here)

    assert presence.present("airport") == (ANA,)
    assert presence.present() == (ANA, elsewhere, nowhere)


def test_moving_on_replaces_where_they_were(presence: Presence) -> None:
    presence.announce(ANA)
    moved = Here("s1", person="p-ana", name="Ana", journey="airport", page="steps", field="", since=1.0)
    presence.announce(moved)

    assert presence.present("airport") == (moved,)


def test_leaving_takes_the_file_away(presence: Presence, tmp_path: Path) -> None:
    presence.announce(ANA)
    presence.leave(ANA)
    presence.leave(ANA)

    assert presence.present() == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_whoever_gives_no_sign_of_life_is_swept_away_and_comes_back_with_the_next(
    presence: Presence, tmp_path: Path
) -> None:
    presence.announce(ANA)
    grown_old(presence, ANA)

    assert presence.present("airport") == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    presence.refresh(ANA)

    assert presence.present("airport") == (ANA,)


def test_a_sign_of_life_keeps_somebody_and_is_no_news_to_the_others(presence: Presence) -> None:
    presence.announce(ANA)
    grown_old(presence, ANA, STALE - 1)
    mark = presence.mark("airport")

    presence.refresh(ANA)

    assert presence.mark("airport") == mark
    assert presence.present("airport") == (ANA,)


def test_coming_moving_and_leaving_are_noticed_without_reading_a_file(presence: Presence) -> None:
    marks = [presence.mark("airport")]
    for change in (presence.announce, presence.announce, presence.leave):
        change(ANA)
        marks.append(presence.mark("airport"))
        time.sleep(0.02)  # a folder's time moves with the system's clock tick

    assert len(set(marks)) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot be asked for")
def test_whoever_was_in_a_process_that_was_killed_is_gone_at_once(presence: Presence) -> None:
    announce = (
        "import sys, time; from pathlib import Path; from cjm_widgets.workshop.presence import Here, Presence;"
        "Presence(Path(sys.argv[1])).announce(Here('s9', journey='airport')); print('here', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", announce, presence.folder], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    assert [here.session for here in presence.present("airport")] == ["s9"]

    process.kill()
    process.communicate()

    assert presence.present("airport") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder that is open cannot be given another time")
def test_who_has_not_moved_is_known_again_without_reading_and_who_moves_or_dies_is_seen_at_once(
    presence: Presence, tmp_path: Path
) -> None:
    presence.announce(ANA)
    presence.announce(BEN)
    path = tmp_path / "here" / "airport" / f"{BEN.session}.json"
    said = path.read_text()

    def settled() -> None:
        os.utime(path.parent, (1000.0, 1000.0))

    assert presence.present("airport") == (ANA, BEN)
    path.write_text(said.replace("Ben", "Bob"))
    assert [here.name for here in presence.present("airport")] == ["Ana", "Bob"], "it may have been the same moment"

    settled()
    presence.present("airport")
    path.write_text(said)
    assert [here.name for here in presence.present("airport")] == ["Ana", "Bob"], "nothing says that it has changed"
    assert [here.name for here in presence.present()] == ["Ana", "Ben"], "for everybody each is read"

    settled()
    presence.present("airport")
    presence.announce(replace(BEN, page="map"))
    assert [here.page for here in presence.present("airport")] == ["steps", "map"]

    path.write_text(said.replace(f'"process": {os.getpid()}', '"process": 1'))
    settled()
    assert presence.present("airport") == (ANA,)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("  Ana   Maria ", "Ana Maria"),
        ("x" * 500, "x" * 80),
        ("A\x00n\x1b[31ma\u202e\ud800", "A n [31ma"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_a_name_is_one_short_line_of_signs_that_can_be_shown(presence: Presence, name: str, shown: str) -> None:
    presence.announce(Here("s1", name=name, journey="airport"))

    assert [here.name for here in presence.present("airport")] == [shown]


@pytest.mark.parametrize("odd", ["../../x", "a/../../x", "", "/etc/passwd", "x" * 200, "a\x00b", "."])
def test_an_odd_journey_or_session_writes_nowhere_else(presence: Presence, tmp_path: Path, odd: str) -> None:
    for here in (Here("s1", journey=odd or "../x"), Here(odd, journey="airport")):
        presence.announce(here)
        presence.refresh(here)
        presence.leave(here)
        assert presence.present(here.journey or "airport") == ()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_odd_field_or_page_is_none(presence: Presence) -> None:
    presence.announce(Here("s1", journey="airport", page="<b>", field='x"]<img src=x>'))

    (here,) = presence.present("airport")
    assert (here.page, here.field) == ("", "")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "null",
        '{"session": "s1"',
        '{"session": 3, "process": PID}',
        '{"session": "s1", "journey": ["airport"], "process": PID}',
        '{"session": "s1", "journey": "airport", "since": "x", "process": PID}',
        '{"session": "s1", "journey": "airport", "odd": 1, "process": PID}',
        '{"session": "other", "journey": "airport", "process": PID}',
        '{"session": "s1", "journey": "airport", "process": "x"}',
        '{"session": "s1", "journey": "airport", "process": -1}',
        '{"session": "s1", "journey": "airport", "process": 1}',
    ],
)
def test_a_file_that_nobody_here_wrote_is_passed_over(presence: Presence, said: str) -> None:
    presence.announce(ANA)
    assert presence.folder is not None
    (presence.folder / "airport" / "s1.json").write_text(said.replace("PID", str(os.getpid())))
    presence.announce(BEN)

    assert presence.present("airport") == (BEN,)


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("a file where the folder should be")
    presence = Presence(tmp_path / "here")

    presence.announce(ANA)
    presence.refresh(ANA)
    presence.leave(ANA)

    assert presence.present() == ()
    assert presence.mark("airport") == 0


def test_without_a_server_nobody_is_told_and_nobody_is_seen() -> None:
    presence = presence_in({})

    presence.announce(ANA)

    assert presence.present() == ()


def test_a_page_of_the_server_finds_the_folder_in_its_environment(tmp_path: Path) -> None:
    presence_in({LIVE_VARIABLE: str(tmp_path)}).announce(ANA)

    assert presence_in({LIVE_VARIABLE: str(tmp_path)}).present() == (ANA,)
    assert json.loads(next(tmp_path.rglob("s1.json")).read_bytes())["name"] == "Ana"
