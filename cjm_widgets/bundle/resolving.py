"""Which wheels another kind of computer needs; uv finds them, and nothing is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from cjm_widgets.bundle.fault import BundleError
from cjm_widgets.bundle.installed import OWN
from cjm_widgets.shipped import shipped

if TYPE_CHECKING:
    from cjm_widgets.bundle.systems import System


class Wheel(NamedTuple):
    """A wheel that can be fetched.

    Args:
        library: its name.
        version: of it.
        address: where it is.
        sha256: what it is when it is whole.
    """

    library: str
    version: str
    address: str
    sha256: str

    @property
    def file(self) -> str:
        """Its file's name."""
        return unquote(urlsplit(self.address).path.rpartition("/")[2])


def resolved(own: Path, system: System, python: str) -> tuple[Wheel, ...]:
    """The wheels that the workbook needs on a kind of computer, without its own.

    The versions are those that the tests passed with. Where one of them has no wheel for that computer, it is the
    newest that has one.

    Args:
        own: the workbook's wheel.
        system: the kind of computer.
        python: the version of its Python, such as "3.12".

    Raises:
        BundleError: if there is none for a library, or uv cannot ask for them.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wanted, kept, lock = folder / "wanted.in", folder / "kept.txt", folder / "pylock.toml"
        wanted.write_text(f"{OWN} @ {own.resolve().as_uri()}\n", encoding="utf-8")
        shutil.copy(shipped("constraints.txt"), kept)
        asked = ("--python-platform", system.resolved_as, "--python-version", python, "--no-build", "--no-header")
        locked = ("--format", "pylock.toml", "-o", str(lock))
        if _uv(str(wanted), "-c", str(kept), *asked, *locked):
            # what stands in the file that is written is kept where that is possible
            if said := _uv(str(wanted), *asked, "-o", str(kept)):
                raise BundleError(f"For {system.title}, uv finds no set of wheels:\n{said}")
            if said := _uv(str(wanted), "-c", str(kept), *asked, *locked):
                raise BundleError(f"For {system.title}, uv finds no set of wheels:\n{said}")
        return _wheels(tomllib.loads(lock.read_text(encoding="utf-8")), system)


def otherwise(wheels: tuple[Wheel, ...]) -> tuple[str, ...]:
    """Those that are not of the versions that the tests passed with, each with both versions.

    Args:
        wheels: that were found.
    """
    lines = shipped("constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split(" ;")[0].split("==") for line in lines if "==" in line)
    return tuple(
        f"{one.library} {one.version} in place of {pins[one.library]}"
        for one in wheels
        if pins.get(one.library, one.version) != one.version
    )


def _uv(*words: str) -> str:
    """What uv says against it; "" where it did what was asked."""
    program = os.environ.get("UV") or shutil.which("uv")
    if not program:
        raise BundleError("A bundle is put together with uv, which is not on this computer. Get it by: pip install uv")
    # with no look at the other Pythons of this computer, which would take longer than all the rest
    command = [program, "pip", "compile", "--quiet", "--no-progress", "--python", sys.executable, *words]
    done = subprocess.run(  # noqa: S603  uv, with words of our own
        command, capture_output=True, text=True, encoding="utf-8", cwd=Path(words[0]).parent, check=False
    )
    return done.stderr.strip() or "uv said nothing." if done.returncode else ""


def _wheels(lock: dict[str, list[dict[str, object]]], system: System) -> tuple[Wheel, ...]:
    found = []
    for package in lock["packages"]:
        name = str(package["name"])
        if name == OWN:
            continue
        offered = package.get("wheels")
        if not isinstance(offered, list) or not offered:
            raise BundleError(f"{name} has no wheel for {system.title}.")
        # all of them run there; those for several kinds of computers are larger
        best = min(offered, key=lambda one: (one.get("size", 0), one["url"]))
        found.append(Wheel(name, str(package["version"]), best["url"], best["hashes"]["sha256"]))
    return tuple(found)
