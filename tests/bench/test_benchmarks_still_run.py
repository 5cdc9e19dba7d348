"""The short form of the benchmarks: they still work, a crowd of six arrives, and nobody who types loses a letter."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import due
import pytest
import servers  # first: it shows the way to the modules of the tests
from arriving import crowd, memory
from beyond import Alone, Behind, behind, print_dying, print_many, print_thirty
from front_ends import load
from teams import kept_edits
from typing_together import lost, minute, typists_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted as Linux counts them")


def test_a_crowd_of_six_arrives_and_its_cost_is_counted(tmp_path: Path) -> None:
    with servers.workbook(tmp_path / "journeys") as running:
        made = asyncio.run(crowd(running, 6, patience=120))
        took = asyncio.run(memory(running, 1, 2, patience=120))

    assert made.problems == ()
    assert len(made.times("works")) == 6
    assert made.cpu.server > 0
    assert made.cpu.pages > 0
    assert took is not None
    assert took.own > 0


def test_what_four_people_type_at_once_is_all_on_disk_and_seen_by_the_others(tmp_path: Path) -> None:
    typists = typists_of(tmp_path / "journeys", 4, seed=4)
    with servers.workbook(tmp_path / "journeys") as running:
        made = asyncio.run(minute(running, typists, seconds=4))

    assert made.missing == ()
    assert lost(tmp_path / "journeys", made.typists) == ([], [])
    assert [len(one.person.outbox.waiting) for one in made.typists] == [0] * 4
    assert len(made.to_colleague) == 3 * sum(one.keys for one in made.typists)


def test_a_form_that_works_has_had_an_answer_each_time_that_it_is_loaded(tmp_path: Path, chromium) -> None:
    with servers.workbook(tmp_path / "journeys") as running:
        for _ in range(2):
            before = len(kept_edits(running.folder, "airport"))
            made = load(chromium, running, 1)
            assert len(kept_edits(running.folder, "airport")) > before
            assert made.works > made.there


def test_what_is_due_is_counted_the_first_time_and_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due.fill(tmp_path, 2)
    due.measure(tmp_path)
    told = capsys.readouterr().out.splitlines()
    assert [line.rpartition("; ")[2] for line in told[:2]] == ["24 things still to do"] * 2
    assert told[2].startswith("2 maps side by side: ")
    assert told[3].endswith("exit status 0") or told[3].endswith("exit status 1")


def test_behind_nginx_over_two_servers_nothing_is_lost_also_when_one_is_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with behind(tmp_path / "nginx", 6, many=2, seed=6, durable=False) as there:
        pairs = [Behind(there.made, there.database, there.typists[at : at + 2]) for at in (0, 2, 4)]
        first, second = pairs[0].typists
        alone = Alone(there.running, there.database, [first])
        here, beyond = print_thirty(alone, Behind(there.made, there.database, [second]), 1, 2)
        many = print_many(pairs[1], 3)
        dying, away = print_dying(pairs[2], 3)
    told = capsys.readouterr().out
    assert told.count("acknowledged edits that are lost or double: 0; texts that are not in the map: 0") == 4
    assert told.count("never acknowledged: 0, refused: 0") == 4
    assert [len(one.typists) for one in (here, beyond, many, dying)] == [1, 1, 2, 2]
    assert len(away) in (1, 2)
    assert f"pages that lost their server: {len(away)}; back at the other: {len(away)}, the last after" in told
    assert "connections to the database: at most" in told
