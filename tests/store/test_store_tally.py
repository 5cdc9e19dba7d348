"""What pages' processes count reaches their server, also from those that have ended, and is never counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_widgets.store.tally import (
    FOLDER,
    LIMITS,
    LIVE_VARIABLE,
    LOST,
    PROCESS_VARIABLE,
    SAVED,
    UNSAVED,
    Tallies,
    Tally,
    own_tally,
)


def counted(tallies: Tallies) -> tuple[int, ...]:
    found = tallies.sum()
    return tuple(found.numbers[one] for one in (SAVED, UNSAVED, LOST))


def test_what_several_processes_count_is_one_sum_and_stays_when_they_end(tmp_path: Path) -> None:
    tallies = Tallies(tmp_path / FOLDER)
    before = counted(tallies)
    one, other = Tally(tmp_path / FOLDER / "one"), Tally(tmp_path / FOLDER / "other")
    one.saved(3, 0.004)
    other.saved(2, 0.02)
    other.add(UNSAVED, 4)
    one.add(LOST)
    expected = tuple(was + more for was, more in zip(before, (5, 4, 1), strict=True))
    assert counted(tallies) == expected
    tallies.ended("one")
    assert counted(tallies) == expected
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["other"]
    tallies.ended("other")
    tallies.ended("one")
    tallies.ended("never counted anything")
    assert counted(tallies) == expected


def test_a_wait_stands_with_the_first_limit_that_it_keeps(tmp_path: Path) -> None:
    tally = Tally()
    for seconds in (*LIMITS, LIMITS[0] / 2, LIMITS[0] * 1.01, LIMITS[-1] * 2):
        tally.saved(1, seconds)
    assert tally.waits == (2, 2, *[1] * (len(LIMITS) - 2), 1)
    assert sum(tally.waits) == tally.numbers[SAVED]
    assert tally.seconds == pytest.approx(sum(LIMITS) + LIMITS[0] * 1.51 + LIMITS[-1] * 2)


def test_a_process_that_is_told_who_it_is_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LIVE_VARIABLE, raising=False)
    own_tally().saved(7, 0.1)  # as what pages are made from types into each of them
    monkeypatch.setenv(LIVE_VARIABLE, str(tmp_path))
    monkeypatch.setenv(PROCESS_VARIABLE, "page")
    own_tally().saved(1, 0.1)
    assert own_tally().numbers[SAVED] == 1
    assert (tmp_path / FOLDER / "page").is_file()
    monkeypatch.delenv(LIVE_VARIABLE)
    own_tally()


def test_where_nothing_can_be_written_saving_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    tally = Tally(tmp_path / "file" / "page")
    tally.saved(1, 0.1)
    assert tally.numbers[SAVED] == 1
    broken = tmp_path / FOLDER / "half"
    broken.parent.mkdir()
    broken.write_bytes(b"1234")
    Tallies(tmp_path / FOLDER).sum()
