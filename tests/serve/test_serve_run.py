from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import websockets.sync.client
from small_books import start
from soon import PATIENCE

from cjm_widgets.serve import ServeError, serve
from cjm_widgets.serve.addresses import address
from cjm_widgets.serve.bytecode import compile_in_background, not_compiled
from cjm_widgets.serve.reach import Reach


def descendants(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parent = {int(one): int(other) for one, other in (line.split() for line in listed.splitlines())}
    found, new = set(), {pid}
    while new:
        new = {one for one, other in parent.items() if other in new} - found
        found |= new
    return found


def is_running(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="asks `ps`")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_ends_every_process_says_so_and_leaves_nothing(tmp_path: Path, how: int) -> None:
    server = start(tmp_path)
    body = server.ask("/voila/render/01_asking.ipynb").body
    kernel = re.search(r'data-kernel="([0-9a-f-]+)"', body)[1]
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id=one"
    with websockets.sync.client.connect(address, additional_headers={"Cookie": server.cookie}) as line:
        line.ping().wait(PATIENCE)  # a page that is looked at is no news
    started = descendants(server.process.pid)
    private = Path(re.search(r"<pre class=\"output\">.* (\S+)\n", body)[1])
    assert started
    assert private.is_dir()
    status, rest = server.stop(how)
    assert status == 0
    assert rest.splitlines() == [f"Stopped. The journeys are in {server.folder}."]
    assert not {pid for pid in started if is_running(pid)}
    assert not private.exists()


def test_a_failing_page_is_one_line_for_the_facilitator(tmp_path: Path) -> None:
    server = start(tmp_path)
    server.ask("/voila/render/02_failing.ipynb")
    server.ask("/voila/render/03_steps.ipynb")
    server.ask("/nowhere")
    _, rest = server.stop()
    said, stopped = rest.splitlines()
    assert said == "A part of a page could not be shown. It may help to load the page again."
    assert stopped.startswith("Stopped.")
    assert "secret inside" in next(server.folder.glob(".workshop/server.log")).read_text(encoding="utf-8")


def test_a_taken_port_is_said_and_the_next_one_is_used(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start(tmp_path, port=port)
        server.stop()
    assert server.port != port
    assert server.said[0] == f"Port {port} is in use by another program, so this is on port {server.port}."


def test_the_link_holds_over_a_restart_and_a_given_token_is_used(tmp_path: Path) -> None:
    first = start(tmp_path)
    first.stop()
    again = start(tmp_path, port=first.port)
    assert again.address == first.address
    assert again.ask("/cjm/room", cookie=first.cookie).status == 204
    again.stop()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{16,}", first.address)
    given = start(tmp_path, "token='four words of mine'", port=first.port)
    assert given.ask("/cjm/room", cookie=first.cookie).status == 403
    given.stop()
    assert given.token.split() == ["four", "words", "of", "mine"]
    assert given.address.endswith("/?token=four%20words%20of%20mine")


def test_new_links_end_the_earlier_links_and_cookies(tmp_path: Path) -> None:
    first = start(tmp_path)
    join, team = first.key("airport"), first.join("airport")
    first.stop()
    again = start(tmp_path, "new_links=True", port=first.port)
    assert again.token != first.token
    assert again.key("airport") != join
    for cookie in (first.cookie, team):
        assert again.ask("/cjm/room", cookie=cookie).status == 403
    assert again.ask(f"/?token={first.token}", cookie="").status == 403
    assert again.ask(f"/join/{join}", cookie="").status == 403
    again.stop()


def test_in_the_room_each_team_has_a_link_and_the_facilitator_one_of_their_own(tmp_path: Path) -> None:
    server = start(tmp_path, "host='0.0.0.0'")
    server.stop()
    assert server.said[0] == "Give each team the link of its map. It opens that map and no other."
    told = [line.split("  ") for line in server.said[1:3]]
    base = server.address.partition("?")[0]
    assert [(title, link) for _, title, link in told] == [
        ("A day at the clinic", f"{base}join/{server.key('clinic')}"),
        ("Through the airport", f"{base}join/{server.key('airport')}"),
    ]
    assert server.said[3].startswith("Your own link opens all of them; keep it to yourself.")
    assert len([line for line in server.said if server.token in line]) == 1


def test_without_a_token_the_page_opens_on_this_computer_and_not_under_another_name(tmp_path: Path) -> None:
    server = start(tmp_path, "token=None")
    assert server.ask("/voila/render/03_steps.ipynb").status == 200
    assert server.ask("/voila/render/03_steps.ipynb", host="evil.example").status == 403
    server.stop()
    assert "token" not in server.address


def test_an_open_server_for_others_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="Without a token"):
        serve(tmp_path, host="0.0.0.0", token=None, open_browser=False)


def test_a_file_in_place_of_a_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServeError, match="is a file"):
        serve(tmp_path / "file", open_browser=False)


def test_an_address_reads_as_people_type_it() -> None:
    assert address("127.0.0.1", 8866) == "http://127.0.0.1:8866/"
    assert address("::1", 8866, secure=True) == "https://[::1]:8866/"
    assert Reach("::1", 8866).link("a/b") == "http://[::1]:8866/?token=a%2Fb"


def test_missing_byte_code_is_made(tmp_path: Path, monkeypatch) -> None:
    package = tmp_path / "package_without_byte_code"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    missing = not_compiled([package.name, "there_is_no_such_package"])
    assert missing == (package,)
    making = compile_in_background(missing)
    assert making is not None
    assert making.wait() == 0
    assert not_compiled([package.name]) == ()
    assert compile_in_background(()) is None
