"""The life of a forked kernel: interrupted, started again, ended, killed; and when the warm parent ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from soon import PATIENCE
from warm_kernel import cannot_fork, has_ended, manager, running, said, until

from cjm_widgets.warm.fork_server import ForkServer
from cjm_widgets.warm.messages import StoppingError, WarmError
from cjm_widgets.warm.process import ForkedProcess
from cjm_widgets.warm.provisioner import KERNEL, kernel_arguments, source

HERE = str(Path(__file__).parent)

pytestmark = pytest.mark.skipif(cannot_fork(), reason="this computer cannot fork")


def parent() -> int:
    """The warm parent of kernels that this process starts."""
    found = source((), environment()).parent_pid
    assert found is not None
    return found


def environment() -> dict[str, str]:
    return dict(os.environ)


def is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid)


def test_a_kernel_is_a_child_of_the_warm_parent_and_leaves_nothing_when_it_is_shut_down():
    async def live():
        made = manager()
        async with running(made) as client:
            pid = int(await said(client, "import os; print(os.getpid())"))
            assert made.provisioner.pid == pid
            assert psutil.Process(pid).ppid() == parent()
            await made.shutdown_kernel()
            await until(lambda: is_gone(pid))

    asyncio.run(live())


OF_A_PAGE = ["--WarmKernelApp.one_page=True"]


@pytest.mark.parametrize("arguments", [[], OF_A_PAGE], ids=["any kernel", "a page's"])
def test_kernels_end_cleanly_when_they_are_shut_down(arguments: list[str]):
    # an object that still owned the number of the parent's link would close the kernel's file of that number
    async def live():
        made = manager()
        async with running(made, extra_arguments=arguments):
            process = made.provisioner.process
            await made.shutdown_kernel()
            await until(lambda: process.poll() is not None)
            return process.poll()

    assert [asyncio.run(live()) for _ in range(3)] == [0, 0, 0]


@pytest.mark.parametrize("arguments", [[], OF_A_PAGE], ids=["any kernel", "a page's"])
def test_an_interrupt_stops_what_runs_and_the_kernel_goes_on(arguments: list[str], tmp_path: Path):
    async def live():
        made = manager()
        async with running(made, extra_arguments=arguments) as client:
            begun = tmp_path / "sleeps"
            sleep = f"import time; open({str(begun)!r}, 'w').close(); time.sleep(60)"
            sleeping = asyncio.ensure_future(said(client, sleep))
            await until(begun.exists)
            await made.interrupt_kernel()
            assert "KeyboardInterrupt" in await sleeping
            assert await said(client, "print('goes on')") == "goes on"

    asyncio.run(live())


def test_a_restart_gives_a_new_process_that_knows_nothing():
    async def live():
        made = manager()
        async with running(made) as client:
            before = await said(client, "import os; kept = 1; print(os.getpid())")
            await made.restart_kernel()
            await client.wait_for_ready(timeout=PATIENCE)
            after = await said(client, "import os; print(os.getpid(), 'kept' in globals())")
            assert after.split()[0] != before
            assert after.split()[1] == "False"
            assert is_gone(int(before))

    asyncio.run(live())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_kernel_is_seen_to_have_ended_and_is_no_zombie(number):
    async def live():
        made = manager()
        async with running(made):
            pid = made.provisioner.pid
            os.kill(pid, number)
            await until(lambda: is_gone(pid))
            await until(lambda: made.provisioner.process.poll() is not None)
            assert not await made.is_alive()
            assert made.provisioner.process.poll() == -number

    asyncio.run(live())


def test_what_a_kernel_has_started_ends_with_it():
    async def live():
        made = manager()
        async with running(made) as client:
            code = "import subprocess; p = subprocess.Popen(['sleep', '60']); print(p.pid)"
            started = int(await said(client, code))
            await made.shutdown_kernel(now=True)
            await until(lambda: has_ended(started))

    asyncio.run(live())


def test_the_warm_parent_has_one_thread_and_no_sockets_but_its_link():
    async def live():
        async with running(manager()):
            process = psutil.Process(parent())
            assert process.num_threads() == 1
            assert process.net_connections("inet") == []
            assert len(process.net_connections("unix")) == 1

    asyncio.run(live())


def test_kernels_go_on_when_the_warm_parent_is_killed_and_the_next_are_forked_from_a_new_one():
    async def live():
        one = manager()
        async with running(one) as client:
            first = parent()
            await said(client, "word = 'kept'")
            os.kill(first, signal.SIGKILL)
            await until(lambda: source((), environment()).parent_pid not in (None, first))
            await until(source((), environment()).is_up)
            assert await said(client, "print(word)") == "kept"
            assert await one.is_alive()
            two = manager()
            async with running(two) as other:
                assert int(await said(other, "import os; print(os.getppid())")) == parent()
            pid = one.provisioner.pid
            await one.shutdown_kernel()
            await until(lambda: one.provisioner.process is None or one.provisioner.process.poll() is not None)
            await until(lambda: has_ended(pid))

    asyncio.run(live())


ORPHANS = """
import asyncio, os, psutil, signal, sys, time
sys.path.insert(0, {here!r})
from warm_kernel import manager
from cjm_widgets.warm.provisioner import adopt_orphans
async def live():
    adopt_orphans()
    made = manager()
    await made.start_kernel()
    kernel = psutil.Process(made.provisioner.pid)
    kernel.parent().kill()
    while kernel.ppid() != os.getpid():
        time.sleep(0.05)
    kernel.kill()
    for _ in range(2400):  # nobody asks after it
        if not kernel.is_running():
            break
        time.sleep(0.05)
    print(kernel.is_running() and kernel.status(), flush=True)
asyncio.run(live())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's first process takes orphans")
def test_a_kernel_that_outlived_the_warm_parent_is_no_zombie_when_it_ends_and_nobody_asks_after_it():
    code = ORPHANS.format(here=HERE)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.stdout.strip() == "False", done.stderr


SERVER = """
import asyncio, os, sys, time
sys.path.insert(0, {here!r})
from warm_kernel import manager
async def live():
    made = manager()
    await made.start_kernel()
    print(made.provisioner.pid, flush=True)
    {then}
asyncio.run(live())
"""


@pytest.mark.parametrize(
    ("then", "how"),
    [("await asyncio.sleep(60)", signal.SIGKILL), ("sys.exit(0)", None), ("raise RuntimeError", None)],
    ids=["killed", "ended", "failed"],
)
def test_no_kernel_outlives_the_server_that_asked_for_it(then, how):
    code = SERVER.format(here=HERE, then=then)
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    kernel = int(server.stdout.readline())
    if how is not None:
        server.send_signal(how)
    server.wait(PATIENCE)
    asyncio.run(until(lambda: has_ended(kernel)))


def test_a_kernel_ends_by_itself_when_both_the_server_and_the_warm_parent_are_killed():
    code = SERVER.format(
        here=HERE,
        then="import psutil; print(psutil.Process(made.provisioner.pid).ppid(), flush=True); await asyncio.sleep(60)",
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    kernel, warm = int(server.stdout.readline()), int(server.stdout.readline())
    os.kill(server.pid, signal.SIGSTOP)  # so that it does not start another
    os.kill(warm, signal.SIGKILL)
    os.kill(server.pid, signal.SIGKILL)
    server.wait(PATIENCE)
    asyncio.run(until(lambda: has_ended(kernel)))


class TestOrdinarily:
    """Where forking does not work, a kernel starts the ordinary way, and the log says why."""

    def is_ordinary(self, made) -> bool:
        async def live():
            async with running(made) as client:
                assert await said(client, "print('works')") == "works"
                return not isinstance(made.provisioner.process, ForkedProcess)

        return asyncio.run(live())

    def test_when_what_is_to_be_warmed_fails(self, caplog):
        made = manager(preload=("cjm_widgets.there_is_no_such_module",))
        assert self.is_ordinary(made)
        assert "A page takes longer than usual" in caplog.text
        assert "there_is_no_such_module" in caplog.text, "and the reason"

    def test_when_the_warm_parent_has_grown_a_thread(self, caplog):
        made = manager(preload=("warm_thread:spin",))
        here = HERE
        made_env = {**os.environ, "PYTHONPATH": here}

        async def live():
            async with running(made, env=made_env) as client:
                await said(client, "1")
                return not isinstance(made.provisioner.process, ForkedProcess)

        assert asyncio.run(live())
        assert "has 2 threads" in caplog.text

    def test_for_another_language_or_another_python(self):
        assert kernel_arguments(["R", "--slave"]) == ((), None)
        assert kernel_arguments(["/elsewhere/python", "-m", "ipykernel_launcher", "-f", "x"]) == ((), None)
        assert kernel_arguments([sys.executable, "-m", "xeus", "-f", "x"]) == ((), None)
        assert kernel_arguments([sys.executable, "-Xa", "-m", "ipykernel_launcher", "-f", "x"]) == (
            ("-Xa",),
            ("-f", "x"),
        )


def test_a_warm_parent_whose_server_has_gone_while_it_warmed_up_ends_in_silence():
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "cjm_widgets.warm.parent", str(theirs.fileno()), "json"]
    parent = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    theirs.close()
    ours.close()
    said, _ = parent.communicate(timeout=PATIENCE)
    assert (parent.returncode, said) == (0, b"")


def test_a_warm_parent_that_is_not_ready_yet_is_ended_at_once_and_nobody_waits_for_it():
    one = ForkServer(("warm_sleeps:sleep",), {**os.environ, "PYTHONPATH": HERE})
    one.begin()
    process = psutil.Process(one.parent_pid)
    waiting = ThreadPoolExecutor(1).submit(one.start, ("-f", "x"), {}, "", (0, 1, 2))
    asyncio.run(until(waiting.running))
    one.close()
    assert not process.is_running()
    with pytest.raises(StoppingError):
        waiting.result(10)
    with pytest.raises(StoppingError):
        one.begin()


def test_ctrl_c_in_the_terminal_is_for_the_server_only():
    one = ForkServer(("json",), dict(os.environ))
    one.begin()
    try:
        assert os.getpgid(one.parent_pid) == one.parent_pid
    finally:
        one.close()


def test_a_warm_parent_that_never_lives_is_not_tried_for_ever():
    one = ForkServer(("cjm_widgets.there_is_no_such_module",), {**os.environ, "PYTHONWARNINGS": "ignore"})
    try:
        for _ in range(6):
            with pytest.raises(WarmError):
                one.start(("-f", "x"), {}, "", (0, 1, 2))
        with pytest.raises(WarmError, match="tried again in a minute"):
            one.start(("-f", "x"), {}, "", (0, 1, 2))
        assert not one.is_up()
    finally:
        one.close()


def test_forked_processes_that_crash_at_once_end_the_forking(tmp_path):
    (tmp_path / "crashes.py").write_text(
        textwrap.dedent(
            """
            import os, signal
            os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGSEGV))
            """
        )
    )
    one = ForkServer((*KERNEL, "crashes"), {**os.environ, "PYTHONPATH": str(tmp_path)})
    try:
        with open(os.devnull) as nothing:  # noqa: PTH123
            streams = (nothing.fileno(),) * 3
            for _ in range(3):
                process = one.start(("-f", "x"), dict(os.environ), "", streams)
                assert process.wait(PATIENCE) == -signal.SIGSEGV
            with pytest.raises(WarmError, match="minute"):
                one.start(("-f", "x"), dict(os.environ), "", streams)
    finally:
        one.close()
