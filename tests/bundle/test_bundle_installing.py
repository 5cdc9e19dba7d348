"""What installs a bundle: the old version stays until the new one works, maps stay, and a fault is a sentence."""

from __future__ import annotations

import ast
import errno
import os
import re
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from small_bundle import DAMAGED, PYTHON, all_in, bundle, installed, says_otherwise
from soon import soon
from without_network import run

from cjm_widgets.bundle.laptop import install

HOME = "Zoë & Ana's (old) folder"
SLOW = "import time\nprint('It begins.', flush=True)\ntime.sleep(10_000)"
posix = pytest.mark.skipif(os.name == "nt", reason="as it is on Linux and macOS")


def program(home: Path) -> Path:
    return home / "CJM workbook" / "program"


def versions(home: Path) -> list[str]:
    return sorted(path.name for path in program(home).iterdir() if path.is_dir())


def started(home: Path) -> str:
    """The version that is there for people, by the name of its folder."""
    return (program(home) / "current").read_text(encoding="utf-8")


def start(home: Path) -> subprocess.Popen[str]:
    """The workbook as a double click starts it."""
    (starter,) = (home / "CJM workbook").glob("Start the workbook.*")
    return subprocess.Popen([starter], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def first_line(running: subprocess.Popen[str]) -> str:
    assert running.stdout
    return running.stdout.readline()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where version 1.0 is installed, and a map was made."""
    home = tmp_path / HOME
    status, said = installed(bundle(tmp_path / "stick", "1.0"), home)
    assert status == 0, said
    (home / "CJM maps" / "ours.json").write_text("Ours", encoding="utf-8")
    return home


def test_a_newer_version_takes_the_place_of_the_old_one_and_the_maps_stay(tmp_path: Path, home: Path) -> None:
    assert (started(home), versions(home)) == ("1.0", ["1.0"])

    status, said = installed(bundle(tmp_path / "stick", "1.10"), home)

    assert status == 0, said
    assert f"The workbook is installed. To start it, open the folder\n  {home / 'CJM workbook'}\n" in said
    assert (started(home), versions(home)) == ("1.10", ["1.10"])
    assert all_in(home / "CJM maps") == {"ours.json": b"Ours"}


def test_the_same_version_is_installed_again_where_something_is_wrong_with_it(tmp_path: Path, home: Path) -> None:
    assert installed(bundle(tmp_path / "again", "1.0"), home)[0] == 0
    assert (started(home), versions(home)) == ("1.0 2", ["1.0 2"])


def test_two_who_install_at_once_do_not_remove_what_the_other_begins(tmp_path: Path, home: Path) -> None:
    newer, before = bundle(tmp_path / "stick", "2.0"), all_in(home)
    with install._alone(program(home)):
        (program(home) / "3.0").mkdir()
        status, said = installed(newer, home)
        assert status == 1
        assert "Another window installs the workbook here. Wait until it is done." in said
        assert versions(home) == ["1.0", "3.0"]
        (program(home) / "3.0").rmdir()
    assert all_in(home) == before
    assert installed(newer, home)[0] == 0


@posix
def test_a_version_that_runs_for_somebody_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "running").write_text("1")
    monkeypatch.setattr(os, "kill", Mock(side_effect=PermissionError))
    assert not install._removed(tmp_path)
    assert tmp_path.exists()
    monkeypatch.setattr(os, "kill", Mock(side_effect=ProcessLookupError))
    assert install._removed(tmp_path)


def test_an_older_version_does_not_take_the_place_of_a_newer_one(tmp_path: Path, home: Path) -> None:
    before = all_in(home)
    status, said = installed(bundle(tmp_path / "stick", "0.9"), home)
    assert status == 1
    assert "A newer version is installed, 1.0; this bundle has 0.9." in said
    assert all_in(home) == before


def damage(top: Path) -> None:
    (wheel,) = (top / "program" / "wheels").iterdir()
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"?")


def lose(top: Path) -> None:
    (wheel,) = (top / "program" / "wheels").iterdir()
    wheel.unlink()


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (damage, "The bundle is damaged: wheels/cjm_workbook-2.0-py3-none-any.whl is not what it was."),
        (lose, "The bundle is not whole: wheels/cjm_workbook-2.0-py3-none-any.whl is missing."),
        (lambda top: (top / "program" / "manifest.json").unlink(), "program/manifest.json is missing."),
        (lambda top: (top / "program" / "manifest.json").write_text("{"), "program/manifest.json is missing."),
        (lambda top: (top / "program" / "manifest.json").write_text("[]"), "program/manifest.json is not what it was."),
        (lambda top: says_otherwise(top, version="../../2.0"), "program/manifest.json is not what it was."),
        (lambda top: says_otherwise(top, files={"..\\x.whl": ""}), "program/manifest.json is not what it was."),
        (lambda top: says_otherwise(top, needs="much"), "program/manifest.json is not what it was."),
        (lambda top: says_otherwise(top, family="amiga", title="Amiga"), "This bundle is for Amiga, and this computer"),
        (lambda top: says_otherwise(top, machine="vax"), "Ask for the bundle for this one."),
        (lambda top: says_otherwise(top, python="2.7"), f"This bundle needs Python 2.7, and this is Python {PYTHON}."),
        (lambda top: says_otherwise(top, needs=10**18), "There is not enough room on the disk (about 1000000000000 MB"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(tmp_path, home, happened, sentence) -> None:
    top = bundle(tmp_path / "stick", "2.0")
    happened(top)
    before = all_in(home)

    status, said = installed(top, home)

    assert status == 1
    assert sentence in said
    assert said.endswith("Nothing was changed.\n")
    assert "Traceback" not in said
    assert all_in(home) == before


@posix
def test_a_file_that_was_opened_within_the_zip_file_says_what_to_do(tmp_path: Path) -> None:
    top = bundle(tmp_path / "stick", "2.0")
    (alone := tmp_path / "alone").mkdir()
    (starter,) = top.glob("install.*")
    status, said = installed(Path(starter.rename(alone / starter.name)).parent, tmp_path / HOME)
    assert status == 1
    assert "Unpack the whole zip file first." in said


def test_a_new_version_that_does_not_start_leaves_the_old_one_there(tmp_path: Path, home: Path) -> None:
    before = all_in(home)
    status, said = installed(bundle(tmp_path / "stick", "2.0", DAMAGED), home)
    assert status == 1
    assert "The new version does not start. It says:\nIt is broken." in said
    assert all_in(home) == before


def test_where_nothing_was_a_version_that_does_not_start_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / HOME
    assert installed(bundle(tmp_path / "stick", "2.0", DAMAGED), home)[0] == 1
    assert list(home.iterdir()) == []


@posix
def test_an_installation_that_is_cut_off_leaves_the_old_version_and_the_next_one_tidies_up(
    tmp_path: Path, home: Path
) -> None:
    top = bundle(tmp_path / "stick", "2.0", SLOW)
    command = [sys.executable, "-I", "-B", str(top / "program" / "install.py"), str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True) as cut_off:
        assert cut_off.stdout
        assert soon(lambda: cut_off.stdout.readline().startswith("3 of 4"))
        assert soon((program(home) / "2.0" / "python").exists)
        os.killpg(cut_off.pid, signal.SIGKILL)
    assert (started(home), versions(home)) == ("1.0", ["1.0", "2.0"])
    running = start(home)
    assert first_line(running).startswith("1.0 Open this address")
    running.kill()
    running.communicate()

    assert installed(bundle(tmp_path / "again", "2.0"), home)[0] == 0

    assert (started(home), versions(home)) == ("2.0 2", ["2.0 2"])


@posix
def test_a_version_that_runs_goes_on_and_is_removed_the_next_time(tmp_path: Path, home: Path) -> None:
    running = start(home)
    assert first_line(running).startswith("1.0 Open this address")

    status, said = installed(bundle(tmp_path / "stick", "2.0"), home)

    assert status == 0, said
    assert "Close it and start it again; then you have the new version." in said
    assert (started(home), versions(home)) == ("2.0", ["1.0", "2.0"])
    assert running.poll() is None
    running.kill()
    running.communicate()
    assert installed(bundle(tmp_path / "stick", "3.0"), home)[0] == 0
    assert versions(home) == ["3.0"]


@posix
def test_a_bundle_that_brings_python_needs_none_on_the_computer(tmp_path: Path) -> None:
    """What is carried here takes all but itself from the Python of the tests."""
    own = tmp_path / "own" / "python"
    (own / "bin").mkdir(parents=True)
    (own / "bin" / "python3").symlink_to(sys._base_executable)  # type: ignore[attr-defined]
    (own / "pyvenv.cfg").write_text(f"home = {Path(sys._base_executable).parent}\n")  # type: ignore[attr-defined]
    archive = tmp_path / "python.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(own, "python")
    top = bundle(tmp_path / "stick", "2.0", archive=archive)
    home = tmp_path / HOME
    home.mkdir()
    (tools := tmp_path / "tools").mkdir()
    for name in ("sh", "dirname", "mktemp", "tar", "gzip", "rm", "cat"):
        (tools / name).symlink_to(next(p for f in os.get_exec_path() if (p := Path(f) / name).exists()))
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    (starter,) = top.glob("install.*")
    done = run("env", f"PATH={tools}", f"TMPDIR={scratch}", starter, home)

    assert done.returncode == 0, done.stdout
    assert (program(home) / "2.0" / "python" / "pyvenv.cfg").read_text().startswith("home = ")
    assert list(scratch.iterdir()) == []


@posix
def test_where_no_python_is_it_says_which_one_is_needed(tmp_path: Path) -> None:
    top = bundle(tmp_path / "stick", "2.0")
    (tools := tmp_path / "tools").mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(next(p for f in os.get_exec_path() if (p := Path(f) / name).exists()))
    (starter,) = top.glob("install.*")
    text = starter.read_text(encoding="utf-8")
    # whatever else is on the computer that runs the tests
    starter.write_text(re.sub(r"/\S+/bin/python", "/nowhere/python", text), encoding="utf-8")
    done = run("env", f"PATH={tools}", starter)
    assert done.returncode == 1
    assert f"The workbook needs Python {PYTHON}, which is not on this computer." in done.stdout


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "There is not enough room on the disk"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/x"), "You may not write into /srv/x."),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "/srv/x"), "The computer refuses:"),
        (KeyboardInterrupt(), "Interrupted."),
    ],
)
def test_what_the_computer_refuses_midway_is_said_and_what_was_begun_is_removed(
    home, monkeypatch, capsys, error, sentence
) -> None:
    before = all_in(home)
    monkeypatch.setattr(install, "BUNDLE", bundle(home.parent / "stick", "2.0") / "program")
    monkeypatch.setattr(install, "_unpack", Mock(side_effect=error))
    assert install.main([str(home)]) == 1
    said = capsys.readouterr().out
    assert sentence in said
    assert said.endswith("Nothing was changed.\n")
    assert all_in(home) == before


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("0.9", "0.10", True),
        ("0.10", "0.9", False),
        ("1.0", "1", False),
        ("1", "1.0", False),
        ("1.0", "1.0 2", False),
        ("1.0 2", "1.1", True),
        ("2.28", "2.36", True),
        ("", "0.1", True),
        ("0.1", "", False),
    ],
)
def test_versions_are_compared_by_their_numbers(one: str, other: str, before: bool) -> None:
    assert install.older(one, other) == before


@pytest.mark.skipif(sys.platform != "linux", reason="as it is on Linux")
def test_a_system_that_is_too_old_or_has_another_c_library_is_told(tmp_path: Path, monkeypatch) -> None:
    manifest = install._manifest(bundle(tmp_path / "stick", "2.0") / "program")
    assert install.unfit(manifest) == ""
    monkeypatch.setattr(install.platform, "libc_ver", lambda: ("glibc", "2.9"))
    assert "it is 2.9, and 2.28 is needed" in install.unfit({**manifest, "least": "2.28"})
    assert install.unfit({**manifest, "least": "2.9"}) == ""
    monkeypatch.setattr(install.platform, "libc_ver", lambda: ("", ""))
    assert "another C library" in install.unfit(manifest)


def test_the_installer_needs_nothing_but_python_itself() -> None:
    tree = ast.parse(Path(install.__file__).read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= sys.stdlib_module_names
