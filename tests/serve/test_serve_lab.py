from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.serve.lab import SETTINGS, command, copy_workbooks

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, source: str, output: str = "") -> None:
    path.parent.mkdir(exist_ok=True)
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    path.write_text(
        json.dumps({"cells": [{"cell_type": "code", "source": source, "outputs": outputs}], "metadata": {}})
    )


def test_workbooks_are_copied_once_and_a_changed_copy_stays(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours / "00_start.ipynb", "1")
    assert copy_workbooks(ours, theirs) == ()
    write(theirs / "00_start.ipynb", "my own")
    assert copy_workbooks(ours, theirs) == (), "nothing newer came: nothing to say"
    assert "my own" in (theirs / "00_start.ipynb").read_text()
    write(ours / "00_start.ipynb", "2")
    assert copy_workbooks(ours, theirs) == ("00_start.ipynb",)
    assert "my own" in (theirs / "00_start.ipynb").read_text()


def test_a_copy_that_was_only_run_is_renewed_when_a_newer_one_comes(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours / "00_start.ipynb", "1")
    copy_workbooks(ours, theirs)
    write(theirs / "00_start.ipynb", "1", output="ran")
    write(ours / "00_start.ipynb", "2")
    assert copy_workbooks(ours, theirs) == ()
    assert json.loads((theirs / "00_start.ipynb").read_text())["cells"][0]["source"] == "2"


def test_a_copy_that_was_run_keeps_its_figures_while_nothing_newer_came(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours / "00_start.ipynb", "1")
    copy_workbooks(ours, theirs)
    write(theirs / "00_start.ipynb", "1", output="ran")
    copy_workbooks(ours, theirs)
    assert "ran" in (theirs / "00_start.ipynb").read_text()


def test_a_broken_record_or_copy_overwrites_nothing(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours / "00_start.ipynb", "1")
    theirs.mkdir()
    (theirs / ".shipped.json").write_text("[broken")
    (theirs / "00_start.ipynb").write_text("half a note")
    assert copy_workbooks(ours, theirs) == ("00_start.ipynb",)
    assert (theirs / "00_start.ipynb").read_text() == "half a note"


def test_jupyterlab_starts_in_this_python_at_the_start_page_without_asking_the_internet(tmp_path: Path) -> None:
    started = command(tmp_path, port=8888, open_browser=False)
    assert started[0] == sys.executable
    assert f"--ServerApp.root_dir={tmp_path}" in started
    assert "--LabApp.default_url=/lab/tree/workbooks/00_start.ipynb" in started
    assert "--LabApp.news_url=None" in started
    assert "--no-browser" in started
    assert "--no-browser" not in command(tmp_path, port=8888, open_browser=True)


def test_jupyterlab_does_not_wait_for_grammars_that_nothing_uses(tmp_path: Path) -> None:
    started = command(tmp_path, port=8888, open_browser=False)
    until = next(at for at, one in enumerate(started) if one.startswith("--"))
    told = subprocess.run(
        [*started[:until], "--version"],
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    read = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert "jupyterlab.labapp" in read
    assert "lark" not in read


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
def test_jupyterlab_is_told_to_fork_its_kernels_from_a_process_that_has_opened_every_page(tmp_path: Path) -> None:
    from jupyter_client.provisioning import KernelProvisionerFactory
    from traitlets.config import Application

    from cjm_widgets.warm.provisioner import WarmProvisioner

    class Reader(Application):
        """Reads a command line as JupyterLab does."""

        classes = [KernelProvisionerFactory, WarmProvisioner]  # noqa: RUF012

    told = [one for one in command(tmp_path, port=1, open_browser=False) if "Provisioner" in one]
    reader = Reader()
    reader.parse_command_line(told)
    assert KernelProvisionerFactory(parent=reader).default_provisioner_name == "cjm-warm"
    assert WarmProvisioner(parent=reader).preload == ["cjm_widgets.pages.warming:open_every_page"]


def test_jupyterlab_takes_its_own_options_runs_as_root_and_asks_for_no_news(tmp_path: Path, monkeypatch) -> None:
    from jupyter_core.paths import jupyter_config_path
    from jupyterlab_server.config import get_static_page_config

    started = command(tmp_path, port=1, open_browser=False, options=["--ServerApp.port=2", "--collaborative"])
    assert started[-2:] == ["--ServerApp.port=2", "--collaborative"], "what was typed comes last, and wins"
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    assert "--allow-root" in command(tmp_path, port=1, open_browser=False)
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert "--allow-root" not in command(tmp_path, port=1, open_browser=False)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(SETTINGS))
    assert str(SETTINGS) in jupyter_config_path()
    read = get_static_page_config(level="all")
    assert "@jupyterlab/apputils-extension:announcements" in read["disabledExtensions"]


@pytest.mark.parametrize(
    ("typed", "folder", "options"),
    [
        (["--", "--allow-root", "--x=1"], "journeys", ["--allow-root", "--x=1"]),
        (["elsewhere", "--", "--allow-root"], "elsewhere", ["--allow-root"]),
        (["elsewhere"], "elsewhere", []),
        ([], "journeys", []),
    ],
)
def test_what_stands_behind_two_dashes_is_for_jupyterlab(
    tmp_path: Path, monkeypatch, typed: list[str], folder: str, options: list[str]
) -> None:
    from typer.testing import CliRunner

    from cjm_widgets.cli import app

    monkeypatch.chdir(tmp_path)
    asked: dict[str, object] = {}
    monkeypatch.setattr("cjm_widgets.serve.lab.lab", lambda folder, **how: asked.update(how, folder=folder))
    assert CliRunner().invoke(app, ["lab", *typed]).exit_code == 0
    assert str(asked["folder"]) == folder
    assert asked["options"] == options
