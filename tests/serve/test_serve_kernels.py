from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import websockets.sync.client
from soon import PATIENCE, soon
from tornado.web import HTTPError
from websockets.exceptions import ConnectionClosed, InvalidStatus

from cjm_widgets.serve.app import MESSAGE_LIMIT, PING, SILENCE, configuration
from cjm_widgets.serve.channels import Channels
from cjm_widgets.serve.kernels import NAME, Alone, PageKernels, PageKernelSpecs, kernel_environment


def message(kind: str, channel: str = "shell", **content) -> str:
    header = {
        "msg_id": kind,
        "msg_type": kind,
        "session": "s",
        "username": "",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }
    return json.dumps(
        {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": channel, "buffers": []}
    )


@pytest.fixture
def page(server):
    """The address of a page's line to its process."""
    body = server.ask("/voila/render/00_start.ipynb").body
    kernel = re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1]
    return f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id=s"


def connect(server, address: str, **kwargs):
    return websockets.sync.client.connect(
        address, additional_headers={"Cookie": server.cookie}, max_size=None, **kwargs
    )


def wait_for(line, kind: str) -> dict:
    while True:
        got = json.loads(line.recv(timeout=PATIENCE))
        if got["header"]["msg_type"] == kind:
            return got


def send_and_wait(line, text: str) -> None:
    line.send(text)
    wait_for(line, "what never comes")


@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_a_browser_cannot_run_code(server, page: str, tmp_path: Path, channel: str) -> None:
    trace = tmp_path / "ran"
    with connect(server, page) as line:
        line.send(message("kernel_info_request"))
        wait_for(line, "kernel_info_reply")
        line.send(message("execute_request", channel, code=f"open({str(trace)!r}, 'w')", silent=False))
        line.send("not even a message")
        line.send(b"\x01\x02")
        line.send(message("comm_info_request"))
        wait_for(line, "comm_info_reply")
    assert not trace.exists()


@pytest.mark.parametrize("kind", ["shutdown_request", "interrupt_request", "debug_request"])
def test_a_browser_cannot_end_or_debug_its_process(server, page: str, kind: str) -> None:
    with connect(server, page) as line:
        line.send(message(kind, "control", restart=False))
        line.send(message("kernel_info_request"))
        assert wait_for(line, "kernel_info_reply")


def test_another_site_cannot_open_a_line(server, page: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(server, page, origin="http://evil.example")
    assert refused.value.response.status_code == 403


def test_a_large_message_passes_and_one_too_large_closes_the_line(server, page: str) -> None:
    with connect(server, page) as line:
        line.send(message("comm_info_request", filler="x" * (MESSAGE_LIMIT - 1024)))
        assert wait_for(line, "comm_info_reply")
        with pytest.raises(ConnectionClosed):
            send_and_wait(line, "x" * (MESSAGE_LIMIT + 1))


def test_a_closed_page_ends_its_process(server, page: str) -> None:
    kernel = page.split("/")[-2]
    assert server.ask(f"/api/kernels/{kernel}").status == 200
    server.ask(f"/voila/api/shutdown/{kernel}", method="POST", headers={"Content-Length": "0"})
    assert soon(lambda: server.ask(f"/api/kernels/{kernel}").status) == 404, "its process is still there"


def test_what_a_process_says_does_not_wait_for_what_was_said_before_to_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    async def theirs(_: object, kernel_id: str) -> None:
        opened.append(kernel_id)

    monkeypatch.setattr(Channels.__mro__[1], "open", theirs)
    at_once: list[bool] = []
    line = Channels.__new__(Channels)
    line.ws_connection = SimpleNamespace(set_nodelay=at_once.append)
    known: list[object] = []
    pages = SimpleNamespace(login=SimpleNamespace(joined=known.append))
    line.application = SimpleNamespace(settings={"pages": pages})
    asyncio.run(line.open("k"))
    assert (at_once, opened, known) == ([True], ["k"], [line])


def test_a_line_may_be_silent_for_longer_than_it_takes_until_the_first_ping() -> None:
    # jupyter_server looks for the answer to a ping before it sends the first one: with equal times every line ends then
    assert SILENCE >= 2 * PING


def manager() -> PageKernels:
    return PageKernels(config=configuration(), parent=None)


def test_processes_that_nobody_looks_at_end_soon_and_looked_at_ones_stay() -> None:
    kernels = manager()
    kernels._kernels["a"] = SimpleNamespace()
    kernels._kernel_connections["a"] = 0
    kernels.alone_since["a"] = Alone(1000.0, kernels.never_seen_timeout, kernels.spared_unseen)
    assert not kernels.is_abandoned("a", 1000.0 + kernels.never_seen_timeout)
    assert kernels.is_abandoned("a", 1000.1 + kernels.never_seen_timeout)
    kernels.notify_connect("a")
    assert not kernels.is_abandoned("a", 1e9)
    kernels.notify_connect("a")
    kernels.notify_disconnect("a")
    assert not kernels.is_abandoned("a", 1e9), "one of two windows is still open"
    kernels.notify_disconnect("a")
    assert kernels.is_abandoned("a", 1e9)


def test_in_a_full_room_a_page_that_comes_up_on_a_slow_computer_is_not_ended() -> None:
    kernels, now = manager(), time.monotonic()
    for name, seconds in (("coming up", kernels.spared + 1), ("stuck", kernels.spared_unseen + 1), ("left", 0)):
        kernels._kernels[name], kernels._kernel_connections[name] = SimpleNamespace(), 0
        kernels.alone_since[name] = Alone(now - seconds, kernels.never_seen_timeout, kernels.spared_unseen)
    kernels.notify_connect("left")
    kernels.notify_disconnect("left")
    assert kernels.unwatched() == ("stuck",)
    kernels.alone_since["left"] = kernels.alone_since["left"]._replace(since=now - kernels.spared - 1)
    assert kernels.unwatched() == ("stuck", "left")


def test_when_the_server_stops_a_process_that_ends_by_itself_keeps_no_other_from_being_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kernels = manager()
    asked = []

    async def ended(kernel_id: str) -> None:
        asked.append(kernel_id)
        if kernel_id == "gone":
            raise HTTPError(404)

    monkeypatch.setattr(kernels, "list_kernel_ids", lambda: ["gone", "a"])
    monkeypatch.setattr(kernels, "shutdown_kernel", ended)
    kernels._pending_kernels = {"starting": None}

    asyncio.run(kernels.end_all())

    assert sorted(asked) == ["a", "gone", "starting"]


def test_culling_is_on_and_spares_open_pages() -> None:
    kernels = manager()
    assert kernels.cull_idle_timeout > 0
    assert 0 < kernels.cull_interval <= 60
    assert kernels.never_seen_timeout <= kernels.left_timeout <= 10 * 60
    assert not kernels.allow_tracebacks


def test_pages_run_in_the_python_of_this_environment() -> None:
    specs = PageKernelSpecs()
    assert list(specs.find_kernel_specs()) == [NAME]
    assert specs.get_kernel_spec(NAME).argv[0] == sys.executable
    with pytest.raises(KeyError):
        specs.get_kernel_spec("julia")


def test_a_pages_environment_names_the_journeys_and_lets_python_keep_byte_code() -> None:
    made = kernel_environment(
        {"PATH": "p", "PYTHONDONTWRITEBYTECODE": "1", "JUPYTERHUB_API_TOKEN": "the server's alone"},
        place=Path("/j"),
        private=Path("/p"),
        kernel_id="k",
        query="journey=a",
        server="voila/1",
        told={"CJM_ROLE": "participant"},
    )
    assert made["CJM_FOLDER"] == str(Path("/j"))
    assert made["QUERY_STRING"] == "journey=a"
    assert made["PATH"] == "p"
    assert made["CJM_ROLE"] == "participant"
    assert made["IPYTHONDIR"].startswith(str(Path("/p")))
    assert "PYTHONDONTWRITEBYTECODE" not in made
    assert "JUPYTERHUB_API_TOKEN" not in made
