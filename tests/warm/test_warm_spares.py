"""Where nothing forks: processes that have warmed up beforehand become the kernels, and nobody waits."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from soon import PATIENCE
from warm_kernel import has_ended, manager, running, said, until

from cjm_widgets.warm import provisioner
from cjm_widgets.warm.messages import StoppingError, WarmError
from cjm_widgets.warm.pool import SparePool
from cjm_widgets.warm.preload import FORK
from cjm_widgets.warm.provisioner import KERNEL, close, end, source
from cjm_widgets.warm.spare import READY

HERE = str(Path(__file__).parent)


@pytest.fixture(autouse=True)
def no_fork(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(provisioner, "_over", threading.Event())
    close()  # what earlier tests of this process have warmed
    monkeypatch.setenv(FORK, "0")
    yield
    close()


@pytest.mark.parametrize("preload", [(), ("cjm_widgets.there_is_no_such_module",)], ids=["warm", "warming fails"])
def test_a_kernel_is_a_spare_that_got_its_order(preload: tuple[str, ...]) -> None:
    async def live() -> None:
        made = manager(preload=preload)
        environment = {**os.environ, "LETTERS": "ä ß"}
        async with running(made, env=environment, cwd=HERE) as client:
            assert isinstance(made.provisioner.process, subprocess.Popen)
            told = await said(
                client, "import os, sys; print(os.getpid(), os.getcwd(), os.environ['LETTERS'], sys.argv[0])"
            )
            assert told == f"{made.provisioner.pid} {HERE} ä ß ipykernel_launcher"
            assert "cjm_widgets.warm.spare" in " ".join(made.provisioner.process.args)
            pid = made.provisioner.pid
            await made.shutdown_kernel()
            await until(lambda: has_ended(pid))

    asyncio.run(live())


def test_spares_are_ready_before_anybody_asks_and_a_new_one_follows_each_that_is_taken() -> None:
    pool = source((), dict(os.environ), spares=2)
    assert isinstance(pool, SparePool)
    pool.begin()
    asyncio.run(until(lambda: len(pool) == 2))
    first, second = (process.pid for process in pool._spares)

    taken = pool.start(("--there-is-no-such-option",), dict(os.environ), "")

    assert taken.pid == first
    asyncio.run(until(lambda: len(pool) == 2))
    assert second in {process.pid for process in pool._spares}
    taken.wait(PATIENCE)


def test_more_who_come_at_once_than_there_are_spares_get_processes_of_their_own() -> None:
    async def live() -> None:
        made = [manager() for _ in range(3)]
        await asyncio.gather(*(one.start_kernel() for one in made))
        assert len({one.provisioner.pid for one in made}) == 3
        await asyncio.gather(*(one.shutdown_kernel(now=True) for one in made))

    asyncio.run(live())


def test_a_spare_that_has_ended_is_nobodys_kernel() -> None:
    pool = source((), dict(os.environ), spares=1)
    pool.begin()
    asyncio.run(until(lambda: len(pool) == 1))
    dead = pool._spares[0]
    dead.kill()
    dead.wait()
    taken = pool.start(("-f", "x"), dict(os.environ), "")
    assert taken.pid != dead.pid
    taken.kill()
    taken.wait()


def test_spares_that_never_live_are_not_started_for_ever() -> None:
    pool = SparePool((), {**os.environ, "PYTHONHOME": "/nowhere"}, size=1)
    pool.begin()
    asyncio.run(until(lambda: not pool._filling.is_alive()))
    assert len(pool) == 0
    pool.close()


def test_a_closed_pool_leaves_no_spare_behind_and_starts_none() -> None:
    pool = SparePool(KERNEL, dict(os.environ), size=2)
    pool.begin()
    asyncio.run(until(lambda: len(pool) == 2))
    left = [process.pid for process in pool._spares]
    pool.close()
    assert all(not psutil.pid_exists(pid) for pid in left)
    with pytest.raises(StoppingError):
        pool.start(("-f", "x"), {}, "")
    assert issubclass(StoppingError, WarmError)


def test_when_the_server_ends_a_page_that_still_waits_for_a_process_begins_no_other_source_of_them() -> None:
    source((), dict(os.environ), spares=1)
    end()
    with pytest.raises(StoppingError):
        source((), dict(os.environ), spares=1)


SERVER = """
import os, sys, time
from cjm_widgets.warm.pool import SparePool
pool = SparePool((), dict(os.environ), size=1)
pool.begin()
while not len(pool):
    time.sleep(0.05)
print(pool._spares[0].pid, flush=True)
time.sleep(600)
"""


def test_no_spare_outlives_its_server() -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    spare = int(server.stdout.readline())
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=PATIENCE)
    asyncio.run(until(lambda: has_ended(spare)))


def test_a_spare_says_that_it_is_ready_and_ends_in_silence_without_an_order() -> None:
    command = [sys.executable, "-m", "cjm_widgets.warm.spare", "json"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=PATIENCE, check=True)
    assert (done.stdout, done.stderr) == (READY, b"")
