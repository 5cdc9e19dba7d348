"""The window in which `cjm lab` runs: our sentences only, and nothing is left running."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest
from soon import PATIENCE, soon

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


def start(place: Path, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "cjm_widgets", "lab", str(place / "j"), "--no-browser", "--port", "0"]
    return subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "HOME": str(place)},
        process_group=0,
    )


@pytest.mark.parametrize("stop", [lambda one: os.killpg(one.pid, signal.SIGINT), lambda one: one.terminate()])
def test_its_address_opens_and_it_ends_with_all_that_it_started(tmp_path: Path, stop) -> None:
    lab = start(tmp_path)
    address = re.fullmatch(r"Open this address in a browser: (http://\S+)\n", lab.stdout.readline())[1]
    assert lab.stdout.readline() == "Press Ctrl+C here to stop.\n"
    assert urllib.request.urlopen(address).status == 200  # noqa: S310
    began = psutil.Process(lab.pid).children(recursive=True)
    assert began
    stop(lab)
    rest, _ = lab.communicate(timeout=PATIENCE)
    assert (lab.returncode, rest) == (0, "Stopped.\n")
    assert soon(lambda: not [one for one in began if one.is_running() and one.status() != psutil.STATUS_ZOMBIE])
    log = tmp_path / "j" / ".workshop" / "lab.log"
    assert "To access the server" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0, "the token is in it"


def test_why_it_cannot_go_on_is_a_sentence_and_what_was_asked_of_it_is_answered(tmp_path: Path) -> None:
    said, _ = start(tmp_path, "--", "--ServerApp.ip=no.such.host.invalid").communicate(timeout=PATIENCE)
    why, where = said.splitlines()
    assert re.match(r"JupyterLab could not go on: \w", why)
    assert where == f"All that it says is in {tmp_path / 'j' / '.workshop' / 'lab.log'}."
    answered, _ = start(tmp_path, "--", "--version").communicate(timeout=PATIENCE)
    assert re.fullmatch(r"\d+\.\d+\S*\n", answered)


@pytest.mark.parametrize("seconds", [0.1, 1, 3])
def test_ctrl_c_while_it_starts_says_nothing_but_that_it_stopped(tmp_path: Path, seconds: float) -> None:
    lab = start(tmp_path)
    assert soon((tmp_path / "j" / ".workshop" / "lab.log").exists)
    with pytest.raises(subprocess.TimeoutExpired):
        lab.wait(seconds)  # a moment like any other; nothing is asserted of it
    os.killpg(lab.pid, signal.SIGINT)
    said, _ = lab.communicate(timeout=PATIENCE)
    assert said.splitlines()[-1:] == ["Stopped."]
    assert not [line for line in said.splitlines() if not re.match("Open this address|Press Ctrl|Stopped", line)]
