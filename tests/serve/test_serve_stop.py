"""Ctrl+C and the system's wish, whenever they come: one closing sentence, and nothing is left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import psutil
import pytest
from small_books import start
from soon import PATIENCE, soon

from cjm_widgets.serve.stop import Stop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
PAGE = "/voila/render/00_start.ipynb"
STOPPED = "Stopped. The journeys are in {}."
UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
)


def is_python(pid: int) -> bool:
    """Whether a process has got so far that our own first line can have run: Python's own beginning is not ours."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        # ignored: by whoever runs the tests in the background, until our first line
        caught, ignored = (int(re.search(rf"{one}:\s*(\w+)", status)[1], 16) for one in ("SigCgt", "SigIgn"))
        return not (caught | ignored) & 2 and len(Path(f"/proc/{pid}/maps").read_text().splitlines()) > 40
    except (OSError, TypeError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("seconds", [0, 0.3, 0.7, 1.5, 4])
def test_ctrl_c_is_silent_at_any_moment_and_leaves_nothing_behind(tmp_path: Path, seconds: float) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "CJM_TEST_SERVER": str(tmp_path)}
    command = [sys.executable, "-m", "cjm_widgets", "serve", str(tmp_path / "j"), "--no-browser", "--port", "0"]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, process_group=0
    )
    while not is_python(server.pid):
        assert server.poll() is None
        time.sleep(0.002)
    time.sleep(seconds)  # a moment like any other; nothing is asserted of it
    os.killpg(server.pid, signal.SIGINT)  # as the terminal does: to all that it started there
    said, _ = server.communicate(timeout=PATIENCE)
    ours = r"(New folder|Open this address|Press Ctrl|Stopped\. ).*"
    assert [line for line in said.splitlines() if not re.fullmatch(ours, line)] == []
    assert soon(lambda: marked(str(tmp_path)) == [])
    assert [path.name for path in tmp_path.iterdir() if path.name != "j"] == []


def marked(mark: str) -> list[int]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("CJM_TEST_SERVER") == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


@pytest.mark.parametrize(("moment", "how"), [*zip(range(4), cycle([signal.SIGINT, signal.SIGTERM]), strict=False)])
def test_ctrl_c_while_pages_connect_is_silent_and_leaves_no_process(tmp_path: Path, moment: int, how: int) -> None:
    mark = str(tmp_path)
    server = start(tmp_path, before=f"import os; os.environ['CJM_TEST_SERVER'] = {mark!r}")
    address = ("127.0.0.1", server.port)
    pages = []
    for _ in range(30):
        asking = socket.create_connection(address)
        asking.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {server.cookie}\r\n\r\n".encode())
        pages.append(asking)
    if moment:
        kernel = re.search(r'data-kernel="([0-9a-f-]{36})"', server.ask(PAGE).body)[1]
        for number in range(moment):
            line = socket.create_connection(address)
            line.sendall(
                f"GET /api/kernels/{kernel}/channels?session_id={number} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Cookie: {server.cookie}\r\n{UPGRADE}\r\n\r\n".encode()
            )
            pages.append(line)
    status, rest = server.stop(how)
    assert (status, rest.splitlines()) == (0, [STOPPED.format(server.folder)])
    assert soon(lambda: marked(mark) == [])
    for asking in pages:
        asking.close()


STUCK = {
    "the loop": "from cjm_widgets.serve.kernels import PageKernels; PageKernels.end_all = lambda _: time.sleep(300)",
    "a thread": "threading.Thread(target=time.sleep, args=(300,)).start()",
}


@pytest.mark.parametrize("what", STUCK)
def test_what_does_not_want_to_end_keeps_nothing_and_no_last_words_back(tmp_path: Path, what: str) -> None:
    mark = str(tmp_path)
    server = start(
        tmp_path, before=f"import os, threading, time; os.environ['CJM_TEST_SERVER'] = {mark!r}\n{STUCK[what]}"
    )
    private = Path(re.search(r"<pre class=\"output\">.* (\S+)\n", server.ask("/voila/render/01_asking.ipynb").body)[1])
    assert private.is_dir()
    status, rest = server.stop()
    assert (status, rest.splitlines()) == (0, [STOPPED.format(server.folder)])
    assert not private.exists()
    assert soon(lambda: marked(mark) == [])


def test_asked_twice_it_ends_at_once_and_says_so_once() -> None:
    said, ended = [], []
    stop = Stop(lambda: said.append("Stopped."), ended.append, soon=300)
    for _ in range(2):
        stop._heard(signal.SIGINT, None)
    assert soon(lambda: ended == [0])
    stop.finish()
    assert said == ["Stopped."]
