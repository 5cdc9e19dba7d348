"""The kinds of computers that a bundle can be for."""

from __future__ import annotations

import platform
import re
import sys
import sysconfig
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.bundle.fault import BundleError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST: Final = {
    "linux": re.compile(r"manylinux_(\d+)_(\d+)_"),
    "macos": re.compile(r"macosx_(\d+)_(\d+)_"),
}


class System(NamedTuple):
    """One kind of computer.

    Args:
        key: what one types to name it.
        title: what people call it.
        family: windows, macos or linux.
        machine: its processor.
        resolved_as: what uv calls it.
        python_as: what is in the name of an archive of Python for it.
        starter: the ending of a file that is started by a double click.
    """

    key: str
    title: str
    family: str
    machine: str
    resolved_as: str
    python_as: str
    starter: str


SYSTEMS: Final = (
    System("windows", "Windows", "windows", "x86_64", *2 * ("x86_64-pc-windows-msvc",), ".bat"),
    System("macos-apple", "Mac with Apple chip", "macos", "arm64", *2 * ("aarch64-apple-darwin",), ".command"),
    System("macos-intel", "Mac with Intel chip", "macos", "x86_64", *2 * ("x86_64-apple-darwin",), ".command"),
    System("linux-intel", "Linux", "linux", "x86_64", "x86_64-manylinux_2_28", "x86_64-unknown-linux-gnu", ".sh"),
    System(
        "linux-arm", "Linux on ARM", "linux", "aarch64", "aarch64-manylinux_2_28", "aarch64-unknown-linux-gnu", ".sh"
    ),
)


def named(words: Iterable[str]) -> tuple[System, ...]:
    """The systems that were asked for, by their keys or families; all of them where none was.

    Args:
        words: such as "windows", or "macos" for both kinds of Mac.

    Raises:
        BundleError: if there is no such system.
    """
    asked = list(words)
    for word in asked:
        if not any(word in {one.key, one.family} for one in SYSTEMS):
            known = ", ".join(dict.fromkeys(name for one in SYSTEMS for name in (one.family, one.key)))
            raise BundleError(f"There is no bundle for “{word}”. There are: {known}.")
    return tuple(one for one in SYSTEMS if not asked or {one.key, one.family} & set(asked))


def of_this_computer() -> System:
    """The kind of computer that this is.

    Raises:
        BundleError: if it is of no kind that a bundle can be for.
    """
    family = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    # Windows says what the computer is; what counts is the Python that runs on it
    here = sysconfig.get_platform().rpartition("-")[2] if family == "windows" else platform.machine()
    machine = {"amd64": "x86_64"}.get(here.lower(), here.lower())
    for one in SYSTEMS:
        if (one.family, one.machine) == (family, machine):
            return one
    raise BundleError(f"There is no bundle for a computer such as this one ({family}, {machine}).")


def least(family: str, wheels: Iterable[str]) -> str:
    """The oldest glibc or macOS on which all these wheels run, such as "2.28"; "" where they ask for none.

    Args:
        family: of the system.
        wheels: names of their files.
    """
    if family not in _LEAST:
        return ""
    # a file that names several runs from the oldest of them on
    each = [
        min((int(one), int(two)) for one, two in found) for name in wheels if (found := _LEAST[family].findall(name))
    ]
    return ".".join(map(str, max(each))) if each else ""
