"""A workshop with closed tabs and killed processes: nothing acknowledged is lost, and nothing is left behind.

The long one runs on request: uv run pytest -m soak (CJM_SOAK_SECONDS=120 shortens it, CJM_SOAK_SEED repeats one).
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import left_behind, parents
from soaking import Account, Plan, journeys_for, lost, soak
from soon import soon
from workbook_server import serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted as Linux counts them")

LEVEL = 3.0
"""Megabytes a minute that the server may seem to grow by in the last third; a leak of one page's state is more."""


def seed(same: int | None = None) -> int:
    """What the workshop is drawn by: the short one is the same every time, as all tests are."""
    return int(os.environ.get("CJM_SOAK_SEED") or same or random.SystemRandom().randrange(100_000))


def carried_out(folder: Path, plan: Plan, tell: Callable[[str, str], None]) -> Account:
    """Lets the workshop happen on a server of its own, and checks what holds for a short one as for a long one."""
    journeys_for(folder, plan.people)
    with serving(folder, "--no-token") as served:
        has_parent = bool(parents(served.process.pid))
        account = asyncio.run(soak(served, plan))
    for sentence in account.sentences():
        tell("soak", sentence)
    assert lost(served, account) == [], account.sentences()
    assert account.waiting == [], account.sentences()
    assert account.stranded == []
    assert account.acknowledged
    assert account.killed == plan.kills
    assert account.parents_killed == (plan.parent_kills if has_parent else 0)
    assert account.too_many() == []
    assert account.lasting_zombies() == set()
    assert soon(lambda: left_behind(served.mark)) == []
    assert served.process.returncode == 0
    return account


def test_six_people_lose_nothing_in_a_short_workshop_with_a_killed_page_and_a_killed_parent(
    tmp_path: Path, record_property: Callable[[str, str], None]
) -> None:
    carried_out(tmp_path / "journeys", Plan(people=6, seconds=15, seed=seed(6), kills=1), record_property)


@pytest.mark.soak
def test_thirty_people_lose_nothing_in_ten_minutes_with_killed_processes_and_memory_is_level(
    tmp_path: Path, record_property: Callable[[str, str], None]
) -> None:
    seconds = float(os.environ.get("CJM_SOAK_SECONDS") or 600)
    plan = Plan(people=30, seconds=seconds, seed=seed(), kills=max(2, int(seconds // 30)))

    account = carried_out(tmp_path / "journeys", plan, record_property)

    server, page = account.growth()
    if seconds >= 300:  # before, all is still warming up
        assert server < LEVEL
        assert page < LEVEL
