"""The facilitator's window: our sentences and nothing else, whatever a browser sends."""

from __future__ import annotations

import json
import logging
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import websockets.sync.client
from small_books import Server, start, started
from soon import PATIENCE
from websockets.exceptions import WebSocketException

from cjm_widgets.serve.app import MESSAGE_LIMIT
from cjm_widgets.serve.open_files import EACH, OWN, places_in
from cjm_widgets.serve.private import PrivateFolder, sweep
from cjm_widgets.serve.window import AGAIN, MOST, Window

resource = pytest.importorskip("resource", reason="Windows counts no open files, and has other signals")
PAGE = "/voila/render/00_start.ipynb"
STOPPED = "Stopped. The journeys are in {}."


def kernel_of(server: Server, path: str = PAGE) -> str:
    return re.search(r'data-kernel="([0-9a-f-]{36})"', server.ask(path).body)[1]


def connect(server: Server, kernel: str, session: str = "s", **how):
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id={session}"
    return websockets.sync.client.connect(
        address, additional_headers={"Cookie": server.cookie}, max_size=None, ping_interval=None, **how
    )


def text(kind: str, channel: str = "shell", **content) -> str:
    header = {"msg_id": kind, "msg_type": kind, "session": "s", "username": "", "version": "5.3", "date": "2026-01-01"}
    said = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": channel}
    return json.dumps({**said, "buffers": []})


def heard(line, kind: str) -> dict:
    while True:
        got = json.loads(line.recv(timeout=PATIENCE))
        if got["header"]["msg_type"] == kind:
            return got


# ---- what a browser sends


def frames(chance: random.Random) -> list[bytes | str]:
    """Messages as hostile as a few minutes of thought make them, and some that nobody thought of."""
    deep = "[" * 5000 + "]" * 5000
    return [
        text("comm_msg", comm_id="nobody has this", data={"method": "update", "state": {}}),
        text("comm_close", comm_id="nobody has this"),
        text("comm_open", comm_id="x", target_name="no such target", data={}),
        text("comm_open", comm_id="x", target_name="jupyter.widget.control", data={}),
        text("comm_open", comm_id="x", target_name="jupyter.widget.control"),
        text("comm_msg", comm_id=["a"], data=None),
        text("comm_msg"),
        text("execute_request", code="1"),
        text("kernel_info_request", "control"),
        text("comm_info_request", "iopub"),
        text("comm_info_request", target_name={"a": 1}),
        text("kernel_info_request").replace('"msg_id": "kernel_info_request"', '"msg_id": 5'),
        text("kernel_info_request").replace("2026-01-01", "no date"),
        text("kernel_info_request").replace('"session": "s"', '"session": null'),
        "", "null", "[]", "{}", deep, '{"a":' * 3000, "\u0000", "\u00ed\u00a0\u0080",
        b"", b"\x00" * 8, b"\xff" * 64, (6).to_bytes(8, "little") + b"\xff" * 48,
        *(chance.randbytes(chance.randint(1, 400)) for _ in range(30)),
        "x" * 100_000,
    ]  # fmt: skip


REQUESTS = [
    b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: " + b"y" * 40_000 + b"\r\n\r\n",
    b"GET /%ff%00%0a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET /?\xff=\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", b"GET http://[/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: \xff\xfe=\x80;;==;\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /" + b"a" * 30_000 + b" HTTP/1.1\r\n\r\n",
]  # fmt: skip
UPGRADES = [
    (
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    ),
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x",
    "Upgrade: websocket\r\nConnection: Upgrade",
    "Upgrade: h2c\r\nConnection: Upgrade",
    "Origin: http://evil.example",
    "",
]
RAW_FRAMES = [
    b"", b"\x81", b"\x81\x05hello", b"\xff" * 20, b"\x88\x80\x00\x00\x00\x00", b"\x89\xfe\xff\xff" + b"x" * 100,
    b"\x82\xff" + b"\xff" * 8 + b"\x00\x00\x00\x00", b"\x80\x85\x00\x00\x00\x00hello", b"\x83\x80\x00\x00\x00\x00",
    b"\xc1\x85\x00\x00\x00\x00hello", b"\x01\x85\x00\x00\x00\x00hello\x01\x85\x00\x00\x00\x00hello",
    b"\x81\x82\x00\x00\x00\x00\xc3\x28",
]  # fmt: skip


def throw(server: Server, sent: bytes) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        line.sendall(sent)
        line.settimeout(0.2)
        with suppress(TimeoutError):
            line.recv(65_536)


def test_whatever_a_browser_sends_the_window_shows_nothing(tmp_path: Path) -> None:
    chance = random.Random(9)  # noqa: S311
    server = start(tmp_path)
    kernel = kernel_of(server)
    for request in REQUESTS:
        throw(server, request)
    for headers in UPGRADES:
        for query in ("", "?session_id=", "?session_id=a", "?session_id=%ff", "?session_id=" + "a" * 5000):
            head = f"GET /api/kernels/{kernel}/channels{query} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            sent = f"{head}Cookie: {server.cookie}\r\n{headers}\r\n\r\n".encode()
            throw(server, sent + chance.choice(RAW_FRAMES))
    for raw in RAW_FRAMES:
        throw(server, f"{head}Cookie: {server.cookie}\r\n{UPGRADES[0]}\r\n\r\n".encode() + raw)
    for protocol in ((), ("v1.kernel.websocket.jupyter.org",), ("nonsense",)):
        for sent in frames(chance):
            with (
                suppress(WebSocketException, OSError, TimeoutError),
                connect(server, kernel, subprotocols=protocol) as line,
            ):
                line.send(sent)
                line.send(text("kernel_info_request"))
                line.recv(timeout=0.05)
    for path in ("/cjm/room", "/join/" + "x" * 3000, f"/api/kernels/{kernel}", "/voila/api/shutdown/" + kernel):
        for method in ("GET", "POST", "PUT", "OPTIONS", "BREW"):
            with suppress(Exception):
                server.ask(path, method=method, headers={"Content-Length": "0"})
    assert server.ask("/cjm/room").status == 204
    _, rest = server.stop()
    assert rest.splitlines() == [STOPPED.format(server.folder)]


def test_an_error_of_a_page_reaches_the_browser_without_its_inside(server: Server) -> None:
    kernel = kernel_of(server)
    with connect(server, kernel) as line:
        line.send(text("comm_info_request"))
        for comm in heard(line, "comm_info_reply")["content"]["comms"]:
            line.send(text("comm_msg", comm_id=comm, data={"method": "update", "state": {"count": "no number"}}))
        error = heard(line, "error")["content"]
    assert error["traceback"] == ["Something went wrong in this page."]
    assert (error["ename"], error["evalue"]) == ("ExecutionError", "Execution error")


def test_twenty_large_messages_do_not_make_others_wait(server: Server) -> None:
    kernel = kernel_of(server)
    large = text("comm_msg", comm_id="x", data={"method": "custom", "content": "[1], " * 780_000})
    many = text("comm_msg", comm_id="x", data={"method": "custom", "content": [[1]] * 600_000})
    assert all(3_000_000 < len(one) < MESSAGE_LIMIT for one in (large, many))
    with connect(server, kernel) as line:
        for _ in range(10):
            line.send(large)
            line.send(many)
            assert server.ask("/cjm/room").status == 204
        line.send(text("kernel_info_request"))
        assert heard(line, "kernel_info_reply"), "and their own page goes on"


# ---- a browser that does not read


WRITER = """import sys
sys.path.insert(0, {here!r})
from tiny import Tiny
import asyncio
shown = Tiny()
async def write():
    for number in range(3000):
        shown.answer = str(number) + " " * 20_000
        await asyncio.sleep(0.0005)
writing = asyncio.ensure_future(write())
shown"""


def test_a_browser_that_does_not_read_costs_little_memory_and_no_word(tmp_path: Path) -> None:
    from small_books import HERE, notebook, write_books

    write_books(tmp_path / "books")
    (tmp_path / "books" / "04_writing.ipynb").write_text(notebook("Writing", ("code", WRITER.format(here=str(HERE)))))
    server = start(tmp_path)
    process = psutil.Process(server.process.pid)
    stalled = []
    for number in range(3):
        kernel = kernel_of(server, "/voila/render/04_writing.ipynb")
        line = socket.create_connection(("127.0.0.1", server.port))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(
            f"GET /api/kernels/{kernel}/channels?session_id={number} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: {server.cookie}\r\nSec-WebSocket-Protocol: v1.kernel.websocket.jupyter.org\r\n"
            f"{UPGRADES[0]}\r\n\r\n".encode()
        )
        stalled.append(line)
    before = process.memory_info().rss
    for _ in range(40):
        time.sleep(0.1)
        # of each line ZeroMQ keeps up to 1,000 messages, 20 MB, for a server that has no time to read them
        assert process.memory_info().rss < before + 100_000_000, "180 MB were written"
    for line in stalled:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        line.close()  # as a network does that goes away
    assert server.ask("/cjm/room").status == 204
    _, rest = server.stop()
    assert rest.splitlines() == [STOPPED.format(server.folder)]


# ---- the folder for temporary files


def test_a_temporary_folder_that_was_emptied_is_made_again(tmp_path: Path) -> None:
    server = start(tmp_path)
    body = server.ask("/voila/render/01_asking.ipynb").body
    private = Path(re.search(r"<pre class=\"output\">.* (\S+)\n", body)[1])
    gone = re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1]
    shutil.rmtree(private)
    for _ in range(3):
        with connect(server, kernel_of(server)) as line:
            line.send(text("kernel_info_request"))
            assert heard(line, "kernel_info_reply")
    assert private.stat().st_mode & 0o077 == 0
    with suppress(WebSocketException), connect(server, gone) as line:
        line.recv(timeout=PATIENCE)
    assert server.ask(f"/api/kernels/{gone}").status == 404, "the page comes back with a new one"
    _, rest = server.stop()
    first, *others = rest.splitlines()
    assert first.startswith("The folder for temporary files was removed, and is made again.")
    assert others == [STOPPED.format(server.folder)]


def test_the_folders_of_killed_servers_are_swept_and_nobody_elses(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    ours, others = PrivateFolder(), [tmp_path / name for name in ("cjm-notes", "cjm-1x-a", "other", "cjm-12")]
    for path in [*others, tmp_path / f"cjm-{killed.pid}-abc123", tmp_path / f"cjm-{os.getpid()}-older"]:
        path.mkdir(exist_ok=True)
    os.utime(tmp_path / f"cjm-{os.getpid()}-older", (1, 1))  # made by an earlier process of the same number
    link = tmp_path / f"cjm-{killed.pid}-link"
    link.symlink_to(tmp_path / "other")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {ours.path.name, link.name, *(path.name for path in others)}
    ours.remove()
    assert not ours.path.exists()


# ---- open files


@pytest.mark.parametrize(("soft", "hard", "most"), [(256, 256, places_in(256)), (256, 4096, 120)])
def test_open_files_are_counted_into_the_places(tmp_path: Path, soft: int, hard: int, most: int) -> None:
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < hard:
        pytest.skip("this computer allows fewer")
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))"
    server = start(tmp_path, "most=120", before=limit)
    capped = most < 120
    assert bool([line for line in server.said if f"so {most} pages can be open at once, not 120" in line]) == capped
    if capped:
        cookies = [server.join("airport") for _ in range(most + 1)]
        lines = []
        for cookie in cookies[:most]:
            body = server.ask("/voila/render/00_start.ipynb", cookie=server.cookie).body
            lines.append(connect(server, re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1], cookie[-8:]))
        assert server.ask("/cjm/room").status == 204
        opened = psutil.Process(server.process.pid).num_fds()
        assert opened < soft
        assert (opened - OWN) / most < EACH
        for line in lines:
            line.close()
    _, rest = server.stop()
    assert rest.splitlines() == [STOPPED.format(server.folder)]


# ---- the window itself


def test_the_window_says_each_sentence_once_in_a_while_on_one_line_and_not_too_many() -> None:
    said: list[str] = []
    now = [0.0]
    window = Window(said.append, lambda: now[0])

    def warn(sentence: str) -> None:
        window.emit(logging.LogRecord("cjm_widgets", logging.WARNING, "", 0, sentence, (), None))

    for _ in range(30):
        warn("A part of a page failed.\n\x1b[2J")
    assert said == ["A part of a page failed. [2J"]
    now[0] = AGAIN + 1
    warn("A part of a page failed.")
    for number in range(100):
        warn(f"number {number} " + "x" * 1000)
    assert len(said) == 1 + MOST
    assert max(map(len, said)) <= 300


@pytest.mark.skipif(not socket.has_ipv6, reason="this computer has no such addresses")
@pytest.mark.parametrize("host", ["::1", "::"])
def test_a_link_with_the_newer_kind_of_address_is_written_as_browsers_take_it(tmp_path: Path, host: str) -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this computer has no such addresses")
    token = "token=None" if host == "::1" else "token='secret'"
    with started(tmp_path, f"host={host!r}", token) as server:
        for family, address in ((socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1"))[: 2 if host == "::" else 1]:
            with socket.socket(family) as line:
                line.connect((address, server.port))
                shown = f"[{address}]" if ":" in address else address
                line.sendall(f"GET /?token=secret HTTP/1.1\r\nHost: {shown}:{server.port}\r\n\r\n".encode())
                assert line.recv(4096).splitlines()[0].split()[1] in (b"303", b"302")
        if host == "::1":
            assert server.said[0] == f"Open this address in a browser: http://[::1]:{server.port}/"
