"""What the facilitator says is kept whole, whoever else writes, and damage never keeps a page from opening."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from soon import PATIENCE

from cjm_widgets.journey.rules import PAGE_NAMES
from cjm_widgets.store import Store, StoreError, files
from cjm_widgets.workshop.agenda import Workshop, begun, closed
from cjm_widgets.workshop.state import WorkshopState

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def kept(journeys: Path) -> Path:
    return journeys / ".workshop" / "workshop.json"


def test_what_is_said_outlives_a_restart(tmp_path):
    said = WorkshopState(Store(tmp_path)).change(lambda before: closed(begun(before, "satisfaction", NOW), "map"))
    assert WorkshopState(Store(tmp_path)).read() == (said, "")
    assert said.step == "satisfaction"


def test_without_a_file_nothing_is_closed_and_nothing_is_wrong(tmp_path):
    assert WorkshopState(Store(tmp_path / "nowhere")).read() == (Workshop(), "")


def test_every_change_changes_the_mark_and_reading_does_not(tmp_path):
    file = WorkshopState(Store(tmp_path))
    marks = [file.mark()]
    for step in ("steps", "map"):
        file.change(lambda before, step=step: closed(before, step))
        file.read()
        marks.append(file.mark())
    assert len(set(marks)) == 3
    file.change(lambda before: closed(before, "map"))
    assert file.mark() == marks[-1], "nothing was changed, so no page has to look"


def test_writers_at_the_same_moment_lose_nothing(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda page: WorkshopState(Store(tmp_path)).change(lambda before: closed(before, page)), PAGE_NAMES[1:]
            )
        )
    assert WorkshopState(Store(tmp_path)).read()[0].closed == PAGE_NAMES[1:]


def test_writers_in_several_processes_lose_nothing(tmp_path):
    code = (
        "import sys; from cjm_widgets.store import Store; from cjm_widgets.workshop.agenda import closed;"
        "from cjm_widgets.workshop.state import WorkshopState;"
        "WorkshopState(Store(sys.argv[1])).change(lambda before: closed(before, sys.argv[2]))"
    )
    steps = ("personas", "solutions", "evaluate")
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), step]) for step in steps]
    assert [process.wait(PATIENCE) for process in running] == [0, 0, 0]
    assert WorkshopState(Store(tmp_path)).read()[0].closed == steps


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"closed": ["nothing"]}',
        b'{"seconds": -1}',
        b'{"step": "map", "began": "yesterday"}',
        b'{"step": "map", "seconds": 600, "began": "9999-12-31T23:59:59+00:00"}',
        b"[" * 50_000,
        b'"' + b"x" * 100_000 + b'"',
    ],
    ids=lambda data: data[:20].decode(errors="replace"),
)
def test_a_damaged_file_is_said_in_a_sentence_and_can_be_written_again(tmp_path, damage):
    file = WorkshopState(Store(tmp_path))
    path = kept(tmp_path)
    file.change(lambda before: closed(before, "map"))
    path.write_bytes(damage)

    said, problem = file.read()
    assert (said, problem.endswith(".")) == (Workshop(), True)
    assert file.change(lambda before: closed(before, "steps")).closed == ("steps",)
    assert file.read() == (Workshop(closed=("steps",)), "")
    assert (path.parent / "workshop.json.damaged").read_bytes() == damage


def test_a_link_in_its_place_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("private")
    file = WorkshopState(Store(tmp_path / "journeys"))
    path = kept(tmp_path / "journeys")
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    assert file.read()[0] == Workshop()
    file.change(lambda before: closed(before, "map"))
    assert elsewhere.read_text() == "private"
    assert not path.is_symlink()


def test_it_is_private_kept_out_of_git_and_no_journey(tmp_path):
    file = WorkshopState(Store(tmp_path))
    path = kept(tmp_path)
    file.change(lambda before: closed(before, "map"))
    place = path.parent
    assert {path.name for path in place.iterdir()} == {".gitignore", "workshop.json"}
    assert (place / ".gitignore").read_text() == "*\n"
    if not files.WINDOWS:
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert Store(tmp_path).ids() == ()


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path):
    (tmp_path / ".workshop").write_text("in the way")
    with pytest.raises(StoreError, match="folder"):
        WorkshopState(Store(tmp_path)).change(lambda before: closed(before, "map"))


def test_what_a_newer_version_adds_is_passed_over(tmp_path):
    file = WorkshopState(Store(tmp_path))
    path = kept(tmp_path)
    file.change(lambda before: closed(before, "map"))
    path.write_text(json.dumps({**json.loads(path.read_text()), "music": "on"}))
    assert file.read() == (Workshop(closed=("map",)), "")
