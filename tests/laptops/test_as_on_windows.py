"""The ordinary ways on a laptop that lacks what Windows lacks: make, open, save, serve a page, run a workbook.

This is no Windows. It holds what our own code may lean on; the hosted workflow runs the rest where it really is so.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import websockets.sync.client
from soon import PATIENCE
from workbook_server import serving

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="takes away from Linux what Windows lacks")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.delenv("JUPYTER_DEFAULT_PROVISIONER_NAME", raising=False)
    return dict(os.environ)


def python(code: str, environment: dict[str, str], folder: Path) -> str:
    command = [sys.executable, "-W", "error::EncodingWarning", "-X", "warn_default_encoding", "-c", code]
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def cjm(*words: str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cjm_widgets", *words]
    return subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )


PROBE = """
import types
ours = types.ModuleType("cjm_widgets.probe")
exec('''
import os, sys, signal, socket, time
from os import path
lacks = [hasattr(os, "fork"), hasattr(signal, "SIGKILL"), hasattr(socket, "AF_UNIX"), hasattr(time, "tzset")]
try:
    import fcntl
except ImportError:
    lacks.append(False)
found = sys.platform, lacks, path.join("a", "b")
''', vars(ours))
import os, sys
print(ours.found, sys.platform, hasattr(os, "fork"))
"""


def test_our_modules_lack_it_and_libraries_do_not(windows: dict[str, str], tmp_path: Path) -> None:
    assert python(PROBE, windows, tmp_path) == "('win32', [False, False, False, False, False], 'a/b') linux True"


SAVE = """
from pathlib import Path
from threading import Timer
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import opened_store
store = opened_store(Path("journeys"))
kept = open("journeys/airport.json", encoding="utf-8")  # a virus scanner, for a moment
Timer(0.3, kept.close).start()
store.save("airport", [new_edit("title", "Über den Flughafen", old=store.open("airport").title)])
print(opened_store(Path("journeys")).open("airport").title)
"""


def test_a_map_is_made_opened_and_saved_while_something_else_reads_it(windows: dict[str, str], tmp_path: Path) -> None:
    made = cjm("new", "airport", "--from", "airport", environment=windows, folder=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    assert python(SAVE, windows, tmp_path) == "Über den Flughafen"
    listed = cjm("history", "airport", environment=windows, folder=tmp_path)
    assert "Über den Flughafen" in listed.stdout
    assert cjm("check", "airport", environment=windows, folder=tmp_path).returncode in (0, 1)


def test_a_page_is_served_without_forking_and_its_process_answers(windows: dict[str, str], tmp_path: Path) -> None:
    with serving(tmp_path / "journeys", "--no-token") as served:
        asked = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=120)
        asked.request("GET", "/voila/render/00_start.ipynb")
        body = asked.getresponse().read().decode()
        assert "could not be" not in body
        kernel = re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1]
        commands = [" ".join(child.cmdline()) for child in psutil.Process(served.process.pid).children(recursive=True)]
        assert any("cjm_widgets.warm.spare" in command for command in commands)
        assert not any("cjm_widgets.warm.parent" in command for command in commands)
        address = f"{served.url.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id=s"
        header = {"msg_id": "1", "msg_type": "comm_info_request", "session": "s", "username": "", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell"}
        with websockets.sync.client.connect(address, max_size=None) as line:
            line.send(json.dumps(message))
            while (got := json.loads(line.recv(timeout=PATIENCE)))["header"]["msg_type"] != "comm_info_reply":
                pass
        assert got["content"]["comms"], "the page's widgets are there"
    assert "Traceback" not in "".join(served.said)
    assert served.process.returncode == 0


def test_a_workbook_is_run(windows: dict[str, str], tmp_path: Path) -> None:
    assert cjm("new", "airport", "--from", "airport", environment=windows, folder=tmp_path).returncode == 0
    done = cjm("run", "airport", "-o", "out", "--workbooks", "04", environment=windows, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out" / "04_satisfaction.ipynb").exists()


SOURCES = [*ROOT.glob("cjm_widgets/**/*.py"), *ROOT.glob("workbooks/*.ipynb")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_date_is_written_in_a_way_that_only_one_system_knows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"%[-_^#][aAbBdHIjmMpSUwWyY]|%[skelPGuVD]\b(?=[^()\n]*['\"]\))", text) == []
