"""Puts a bundle together: wheels, what installs them, a page to read, and the licences of all of it."""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
import tempfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets import __version__
from cjm_widgets.bundle.fault import BundleError
from cjm_widgets.bundle.fetching import fetch
from cjm_widgets.bundle.installed import libraries_here, own_wheel, packed
from cjm_widgets.bundle.resolving import otherwise, resolved
from cjm_widgets.bundle.systems import least, named, of_this_computer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cjm_widgets.bundle.systems import System

LAPTOP: Final = Path(__file__).resolve().parent / "laptop"
"""What goes into a bundle as it is, but for a few names."""
_EXECUTABLE: Final = 0o100755 << 16
_PLAIN: Final = 0o100644 << 16
_HEADING: Final = "=" * 100
_OSI: Final = "License :: OSI"
_A_NAME: Final = 60
"""Letters; what is longer is the text of a licence."""
_PYTHONS_LICENCE: Final = f"{_HEADING}\nPython: PSF-2.0. The text is in the archive program/python.tar.gz.\n\n"


def make(  # noqa: PLR0913  each is an option of the command
    target: Path,
    systems: Sequence[str] = (),
    *,
    python: str = "",
    archives: Sequence[Path] = (),
    from_here: bool = False,
    version: str = __version__,
    say: Callable[[str], None],
) -> tuple[Path, ...]:
    """Makes a zip file for each kind of computer.

    Args:
        target: the folder into which they are put, made if it is not there; or a zip file, for one kind of computer.
        systems: keys or families of the kinds of computers; all of them where none is named.
        python: the version of Python that they are for, such as "3.12", which it is if left out.
        archives: of Python itself, to be carried along; each goes to the kind of computer that its name says.
        from_here: whether the libraries are those that are installed on this computer, without a network; then the
            bundle is for this kind of computer and this version of Python.
        version: what the workbook is called.
        say: told each sentence.

    Raises:
        BundleError: if one cannot be made.
    """
    if from_here:
        wanted = [of_this_computer()]
        here = ".".join(map(str, sys.version_info[:2]))
        if (systems and list(named(systems)) != wanted) or python not in {"", here}:
            raise BundleError(
                f"What is installed here is for {wanted[0].title} and Python {here} alone. Leave --from-here out."
            )
        python = here
    else:
        wanted, python = list(named(systems)), python or "3.12"
    carried = {one: _archive_for(one, python, archives) for one in wanted}
    for archive in set(archives) - set(carried.values()):
        raise BundleError(
            f"{archive.name} is of none of these computers with Python {python}. Its name says what it is for, such as "
            f"cpython-{python}.1-{wanted[0].python_as}-install_only.tar.gz."
        )
    one_file = target.suffix == ".zip"
    if one_file and len(wanted) > 1:
        raise BundleError("Each kind of computer has a file of its own. Name a folder, or one of them with --for.")
    folder = target.parent if one_file else target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as place:
        fetched = Path(place)
        own = own_wheel(fetched, version)
        made = []
        for system in wanted:
            wheels = _from_here(fetched) if from_here else _from_the_network(fetched, own, system, python, say)
            whole = target if one_file else folder / f"{_called(system, version)}.zip"
            begun = fetched / "begun.zip"
            write(begun, Contents(system, version, python, (own, *wheels), carried[system]))
            begun.replace(whole)
            own_python = "with its own Python" if carried[system] else f"for a computer that has Python {python}"
            say(f"{whole.name}: {whole.stat().st_size / 1e6:.0f} MB, {own_python}.")
            made.append(whole)
    return tuple(made)


def _called(system: System, version: str) -> str:
    return f"CJM workbook {version} for {system.title}"


def _from_here(folder: Path) -> list[Path]:
    return [packed(library, folder) for library in libraries_here()]


def _from_the_network(folder: Path, own: Path, system: System, python: str, say: Callable[[str], None]) -> list[Path]:
    wheels = resolved(own, system, python)
    fetch(wheels, folder)
    if others := otherwise(wheels):
        say(f"{system.title} has no wheels of some versions that were tested: {', '.join(others)}.")
    return [folder / one.file for one in wheels]


def _archive_for(system: System, python: str, archives: Iterable[Path]) -> Path | None:
    """The archive of Python that is for a kind of computer; it holds one folder, “python”."""
    for archive in archives:
        if f"cpython-{python}." not in archive.name or system.python_as not in archive.name:
            continue
        program = "python/python.exe" if system.family == "windows" else "python/bin/python3"
        try:
            with tarfile.open(archive) as opened:
                opened.getmember(program)
        except (OSError, tarfile.TarError, KeyError) as error:
            raise BundleError(
                f"{archive} holds no Python that can be carried along: {program} is not in it."
            ) from error
        return archive
    return None


class Contents(NamedTuple):
    """What one bundle is made of.

    Args:
        system: the kind of computer.
        version: of the workbook.
        python: the version of Python.
        wheels: of the workbook and its libraries.
        archive: of Python itself, or None.
    """

    system: System
    version: str
    python: str
    wheels: tuple[Path, ...]
    archive: Path | None


def write(path: Path, contents: Contents) -> None:
    """Writes a bundle.

    Args:
        path: the zip file.
        contents: of it.
    """
    system, version, python, wheels, archive = contents
    top = _called(system, version)
    words = {"version": version, "title": system.title, "python": python, "starter": system.starter}
    inside = {f"wheels/{wheel.name}": wheel for wheel in wheels} | ({"python.tar.gz": archive} if archive else {})
    manifest = {
        "version": version,
        "title": system.title,
        "family": system.family,
        "machine": system.machine,
        "python": python,
        "least": least(system.family, (wheel.name for wheel in wheels)),
        "needs": sum(map(_unpacked, inside.values())),
        "files": {name: _hash(held) for name, held in inside.items()},
    }
    texts = {
        f"install{system.starter}": _text(f"install{'.bat' if system.family == 'windows' else '.sh'}", words),
        "READ ME.txt": _text("read_me.txt", words) + "\n" + _text(f"read_me_{system.family}.txt", words),
        "LICENCES.txt": _PYTHONS_LICENCE * bool(archive) + "\n".join(map(_licence, sorted(wheels))),
        "program/install.py": (LAPTOP / "install.py").read_text(encoding="utf-8"),
        "program/manifest.json": json.dumps(manifest, indent=1),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in texts.items():
            windows = system.family == "windows" and not name.startswith("program/")
            held = (text.replace("\n", "\r\n") if windows else text).encode()
            about = zipfile.ZipInfo(f"{top}/{name}")
            about.external_attr = _EXECUTABLE if name.startswith("install") else _PLAIN
            bundle.writestr(about, held, zipfile.ZIP_DEFLATED)
        for name, file in inside.items():
            bundle.write(file, f"{top}/program/{name}", zipfile.ZIP_STORED)


def _text(name: str, words: dict[str, str]) -> str:
    text = (LAPTOP / name).read_text(encoding="utf-8")
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    return text


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpacked(path: Path) -> int:
    """How many bytes it takes once it is installed."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return sum(one.file_size for one in wheel.infolist())
    with tarfile.open(path) as archive:
        return sum(one.size for one in archive)


def _licence(path: Path) -> str:
    """What one wheel says of its licence, and the text of it."""
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        about = next(name for name in names if name.endswith(".dist-info/METADATA") and name.count("/") == 1)
        metadata = HeaderParser().parsestr(wheel.read(about).decode("utf-8", "replace"))
        classified = [one.rpartition(" :: ")[2] for one in metadata.get_all("Classifier", ()) if one.startswith(_OSI)]
        told = (metadata["License"] or "").strip()
        said = metadata["License-Expression"] or ", ".join(classified)
        said = said or (told if 0 < len(told) <= _A_NAME else "see its text")
        texts = [
            wheel.read(name).decode("utf-8", "replace").strip()
            for name in sorted(names)
            if name.startswith(about.rpartition("/")[0]) and _is_licence(name) and not name.endswith("/")
        ]
    return "\n\n".join([f"{_HEADING}\n{metadata['Name']} {metadata['Version']}: {said}", *texts, ""])


def _is_licence(name: str) -> bool:
    within = name.split("/")[1:]
    return "licenses" in within[:-1] or within[-1].upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))
