"""Byte code for what every page imports: some installers write none, and then each page compiles it all again."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

IMPORTED: Final = (
    "IPython", "anywidget", "comm", "dateutil", "debugpy", "ipykernel", "ipywidgets", "jedi", "jupyter_client",
    "jupyter_core", "prompt_toolkit", "psygnal", "pydantic", "pygments", "tornado", "traitlets", "zmq", "cjm_widgets",
)  # fmt: skip


def not_compiled(names: Iterable[str]) -> tuple[Path, ...]:
    """The folders of those packages whose byte code is missing and can be written.

    Args:
        names: top-level packages; those that are not installed do not count.
    """
    folders = []
    for name in names:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None or not spec.submodule_search_locations:
            continue
        source = Path(spec.origin)
        if not Path(importlib.util.cache_from_source(str(source))).exists() and os.access(source.parent, os.W_OK):
            folders.append(source.parent)
    return tuple(folders)


def compile_in_background(folders: Iterable[Path]) -> subprocess.Popen[bytes] | None:
    """Compiles them beside the running server; None if there is nothing to do.

    Args:
        folders: of packages.
    """
    paths = [str(folder) for folder in folders]
    if not paths:
        return None
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "compileall", "-q", *paths]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603  our own interpreter
