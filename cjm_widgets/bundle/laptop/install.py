"""Installs the workbook from the bundle in which this file lies, without a network.

A new version is put beside the one that is there, and tried; then “current” names the new one, and the old one goes.
Maps are in a folder of their own, which this never touches. Nothing but Python's own library is needed.

    python install.py [PLACE]     PLACE: the folder for “CJM workbook” and “CJM maps”; your own if left out
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import threading
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import ProxyHandler, build_opener

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUNDLE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
ENDING = ".bat" if WINDOWS else ".command" if sys.platform == "darwin" else ".sh"
STARTERS = {
    "Start the workbook": "serve {maps}",
    "Start for others in the room": "serve {maps} --host 0.0.0.0",
}
PATIENCE = 600
"""Seconds in which a slow computer has started the workbook for the first time."""
_SHELL = """#!/bin/sh
cd "$(dirname "$0")" || exit 1
unset PYTHONHOME PYTHONPATH
version=$(cat program/current)
echo $$ > "program/$version/running"
exec "program/$version/{python}" -m cjm_widgets {words} "$@"
"""
_COMMANDS = """@echo off
cd /d "%~dp0"
set PYTHONHOME=
set PYTHONPATH=
set /p version=<program\\current
"program\\%version%\\{python}" -m cjm_widgets {words} %*
"""


class InstallError(Exception):
    """Why the workbook was not installed, as a sentence for people."""


def main(words: Sequence[str]) -> int:
    """Installs the workbook; the exit status is 1 where it could not, and then all is as it was.

    Args:
        words: the place, if one was named.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        home = Path(words[0]).resolve() if words else Path.home()
        install(BUNDLE, home)
    except InstallError as error:
        _say(f"\n{error}\nNothing was changed.")
    except OSError as error:
        _say(f"\n{_why(error)}\nNothing was changed.")
    except KeyboardInterrupt:
        _say("\nInterrupted. Nothing was changed.")
    else:
        return 0
    return 1


def install(bundle: Path, home: Path) -> None:
    """Installs what is in a bundle.

    Args:
        bundle: the folder of the manifest.
        home: the folder for “CJM workbook” and “CJM maps”.

    Raises:
        InstallError: if it cannot be installed here.
        OSError: if the computer refuses.
    """
    manifest = _manifest(bundle)
    if why := unfit(manifest):
        raise InstallError(why)
    _say("1 of 4: is the bundle whole?")
    _check(bundle, manifest)
    program = home / "CJM workbook" / "program"
    there = (program / "current").read_text(encoding="utf-8").strip() if (program / "current").exists() else ""
    if older(manifest["version"], there):
        raise InstallError(
            f"A newer version is installed, {there.partition(' ')[0]}; this bundle has {manifest['version']}. "
            f"If you want the older one, remove the folder {program.parent} first. Your maps stay."
        )
    program.mkdir(parents=True, exist_ok=True)
    with _alone(program):
        _put_in_place(bundle, manifest, program)
    _say(
        f"\nThe workbook is installed. To start it, open the folder\n  {program.parent}\nand double-click "
        f"“Start the workbook”. Your maps are in\n  {home / 'CJM maps'}"
    )
    if sys.stdin is not None and sys.stdin.isatty():
        _show(program.parent)


@contextlib.contextmanager
def _alone(program: Path) -> Iterator[None]:
    """Nobody else installs here meanwhile: each would take what the other begins for an old version, and remove it."""
    lock = program / "installing"
    try:
        with lock.open("ab") as file:
            try:
                _lock(file.fileno())
            except OSError as error:  # a folder on a network may know no locks
                if isinstance(error, (BlockingIOError, PermissionError)):
                    raise InstallError("Another window installs the workbook here. Wait until it is done.") from error
            yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
            program.rmdir()  # where nothing was, nothing is
            program.parent.rmdir()


def _lock(number: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _put_in_place(bundle: Path, manifest: dict[str, Any], program: Path) -> None:
    if shutil.disk_usage(program).free < manifest["needs"]:
        raise OSError(errno.ENOSPC, f"about {manifest['needs'] // 1_000_000} MB are needed")
    new = _free(program, manifest["version"])
    _say(f"2 of 4: version {manifest['version']} is put into {program}. This takes a minute or two.")
    try:
        python = _put(bundle, new, manifest)
        _say("3 of 4: it is started once, to see that it works.")
        try_out(python, new)
        _write_starters(program.parent, python.relative_to(new))
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _say("4 of 4: it takes the place of what was there.")
    (program.parent.parent / "CJM maps").mkdir(exist_ok=True)
    _replace(program / "current", new.name)
    if [one for one in program.iterdir() if one.is_dir() and one != new and not _removed(one)]:
        _say("The workbook seems to be running. Close it and start it again; then you have the new version.")


def unfit(manifest: dict[str, Any]) -> str:
    """Why a bundle is not for this computer or this Python; "" where it is.

    Args:
        manifest: of the bundle.
    """
    family = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    # Windows says what the computer is; what counts is the Python that runs on it
    machine = sysconfig.get_platform().rpartition("-")[2] if WINDOWS else platform.machine()
    machine = {"amd64": "x86_64"}.get(machine.lower(), machine.lower())
    if (family, machine) != (manifest["family"], manifest["machine"]):
        return (
            f"This bundle is for {manifest['title']}, and this computer is another ({family}, {machine}). Ask for the "
            "bundle for this one."
        )
    here = ".".join(map(str, sys.version_info[:2]))
    if here != manifest["python"]:
        needed = f"Python {manifest['python']}"
        return f"This bundle needs {needed}, and this is Python {here}. Install {needed} beside it."
    if family == "linux":
        library, has = platform.libc_ver()
        if library != "glibc":
            return "This Linux has another C library than most (not glibc). The bundle cannot run on it."
    else:
        has = platform.mac_ver()[0] if family == "macos" else ""
    least = manifest["least"]
    if least and has and older(has, least):
        return f"This system is too old: it is {has}, and {least} is needed."
    return ""


def older(one: str, other: str) -> bool:
    """Whether a version is before another; what stands behind a blank does not count, nor does “.0” at the end.

    Args:
        one: such as "0.9".
        other: such as "0.10 2".
    """

    def numbers(version: str) -> list[int]:
        found = [int(part) for part in re.findall(r"\d+", version.partition(" ")[0])]
        while found and not found[-1]:
            found.pop()
        return found

    return numbers(one) < numbers(other)


def try_out(python: Path, new: Path) -> None:
    """Starts the workbook on an empty folder, asks it for its first page, and stops it.

    Args:
        python: in which it was installed.
        new: its folder.

    Raises:
        InstallError: if it does not answer.
    """
    maps = new / "tried"
    command = [str(python), "-m", "cjm_widgets", "serve", str(maps), "--no-browser", "--no-token", "--port", "0"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CJM_"))}
    started = subprocess.Popen(  # noqa: S603  what was just installed
        command,
        env={**environment, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        cwd=new,  # a folder of the name “cjm_widgets” would be taken for ours
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    enough = threading.Timer(PATIENCE, started.kill)
    enough.start()
    said = []
    try:
        for line in started.stdout or ():
            said.append(line)
            if address := re.search(r"http://\S+", line):
                # nothing stands between this computer and itself
                with build_opener(ProxyHandler({})).open(address[0], timeout=PATIENCE) as answer:
                    answer.read()
                break
        else:
            raise InstallError("The new version does not start. It says:\n" + "".join(said[-10:]))
    except OSError as error:
        raise InstallError(f"The new version does not answer ({error}).") from error
    finally:
        enough.cancel()
        started.terminate()
        started.communicate()
        shutil.rmtree(maps, ignore_errors=True)


def _manifest(bundle: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InstallError(
            "The bundle is not whole: program/manifest.json is missing. If it is a zip file, unpack all of it first."
        ) from error
    if not _is_ours(found):
        raise InstallError(
            "The bundle is damaged: program/manifest.json is not what it was. Copy or download it again."
        )
    return found


def _is_ours(found: Any) -> bool:
    """Whether it says all that is needed, and names nothing outside of the bundle and of “program”."""
    words = dict.fromkeys(("version", "title", "family", "machine", "python", "least"), str)
    kinds = {**words, "needs": int, "files": dict}.items()
    if not isinstance(found, dict) or not all(isinstance(found.get(name), kind) for name, kind in kinds):
        return False
    parts = {part for name in found["files"] for part in re.split(r"[/\\:]", name)}
    return bool(re.fullmatch(r"[\w.+-]*\w", found["version"])) and not parts & {"", ".", ".."}


def _check(bundle: Path, manifest: dict[str, Any]) -> None:
    for name, sha256 in manifest["files"].items():
        path = bundle / name
        if not path.is_file():
            raise InstallError(f"The bundle is not whole: {name} is missing. Copy or download it again.")
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
        if digest.hexdigest() != sha256:
            raise InstallError(f"The bundle is damaged: {name} is not what it was. Copy or download it again.")


def _free(program: Path, version: str) -> Path:
    """A folder of a name that is not taken, for the same version may be installed again."""
    tries = 1
    while True:
        new = program / (version if tries == 1 else f"{version} {tries}")
        with contextlib.suppress(FileExistsError):
            new.mkdir()
            return new
        tries += 1


def _put(bundle: Path, new: Path, manifest: dict[str, Any]) -> Path:
    """Unpacks Python, or makes one that takes what this computer has, and the wheels into it; where it is, then."""
    place = new / "python"
    if "python.tar.gz" in manifest["files"]:
        with tarfile.open(bundle / "python.tar.gz") as archive:
            archive.extractall(new, filter="tar")
        python = place / ("python.exe" if WINDOWS else "bin/python3")
    else:
        venv.EnvBuilder(symlinks=not WINDOWS).create(place)
        python = place / ("Scripts/python.exe" if WINDOWS else "bin/python3")
    asked = "import json, sysconfig; print(json.dumps(sysconfig.get_paths()))"
    told = subprocess.run([str(python), "-I", "-c", asked], capture_output=True, text=True, check=False)  # noqa: S603
    if told.returncode:
        raise InstallError(f"Python does not start from {python}: {told.stderr.strip()[-300:]}")
    places = {scheme: Path(path) for scheme, path in json.loads(told.stdout).items()}
    for name in manifest["files"]:
        if name.endswith(".whl"):
            _unpack(bundle / name, places)
    return python


def _unpack(wheel: Path, places: dict[str, Path]) -> None:
    """Puts each file of a wheel where the form of wheels says: most beside each other, others by the folder's name."""
    with zipfile.ZipFile(wheel) as archive:
        for one in archive.infolist():
            parts = one.filename.split("/")
            if one.is_dir() or ".." in parts:
                continue
            scheme, within = ("purelib", parts) if not parts[0].endswith(".data") else (parts[1], parts[2:])
            if scheme == "headers":
                continue
            path = places[scheme].joinpath(*within)
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(one) as held, path.open("wb") as file:
                shutil.copyfileobj(held, file)
            if one.external_attr >> 16 & 0o111:
                path.chmod(0o755)


def _write_starters(folder: Path, python: Path) -> None:
    form, maps = (_COMMANDS, '"..\\CJM maps"') if WINDOWS else (_SHELL, '"../CJM maps"')
    for name, words in STARTERS.items():
        text = form.format(python=python, words=words.format(maps=maps))
        _replace(folder / f"{name}{ENDING}", text.replace("\n", "\r\n") if WINDOWS else text, executable=True)


def _replace(path: Path, text: str, *, executable: bool = False) -> None:
    """Writes a file so that it is there as it was or as it is to be, whatever happens."""
    begun = path.with_name(f"{path.name}.new")
    begun.write_bytes(text.encode("utf-8"))
    if executable:
        begun.chmod(0o755)
    begun.replace(path)


def _removed(version: Path) -> bool:
    """Whether a version could be removed; one that runs stays until the next installation."""
    with contextlib.suppress(OSError, ValueError):
        if WINDOWS:  # a folder in which a program runs cannot be given another name
            version = version.rename(version.with_name(f"{version.name} old"))
        else:
            with contextlib.suppress(PermissionError):  # it runs for somebody else
                os.kill(int((version / "running").read_text(encoding="ascii")), 0)
            return False
    shutil.rmtree(version, ignore_errors=True)
    return not version.exists()


def _show(folder: Path) -> None:
    """Opens a folder before people's eyes."""
    with contextlib.suppress(OSError):
        if WINDOWS:
            os.startfile(folder)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606
        elif sys.platform == "darwin":
            subprocess.run(["/usr/bin/open", str(folder)], check=False)  # noqa: S603


def _why(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"There is not enough room on the disk ({error.strerror}). Make room, then start this again."
    if isinstance(error, PermissionError):
        return f"You may not write into {error.filename}. Ask whoever looks after this computer."
    return f"The computer refuses: {error}."


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  said to whoever installs


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
