"""The folder that goes away with the server: lines to the pages' processes, who is here, their temporary files."""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from os import getpid
from pathlib import Path
from typing import Final

import psutil

LIVE: Final = "live"
_NAME: Final = re.compile(r"cjm-(\d{1,10})-\w+", re.ASCII)
_log = logging.getLogger(__name__)


class PrivateFolder:
    """A fresh folder, for its owner only. The folders of servers that were killed are swept on the way."""

    def __init__(self) -> None:
        sweep(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=f"cjm-{getpid()}-"))
        self.ensure()

    def ensure(self) -> None:
        """Makes it again if somebody has tidied up."""
        missing = not self.path.is_dir()
        (self.path / LIVE).mkdir(mode=0o700, parents=True, exist_ok=True)
        if missing:
            self.path.chmod(0o700)
            _log.warning(
                "The folder for temporary files was removed, and is made again. Pages that do not answer come back "
                "when they are loaded again."
            )

    def remove(self) -> None:
        """Nobody needs it any more."""
        shutil.rmtree(self.path, ignore_errors=True)


def sweep(place: Path) -> None:
    """Removes what servers have left behind that could not do so themselves.

    Args:
        place: the system's folder for temporary files.
    """
    for path in place.glob("cjm-*"):
        match = _NAME.fullmatch(path.name)
        if match and path.is_dir() and not path.is_symlink() and not _runs_since(int(match[1]), path.stat().st_mtime):
            shutil.rmtree(path, ignore_errors=True)


def _runs_since(pid: int, changed: float) -> bool:
    """Whether the process is the one that made the folder: a later one may have got its number."""
    try:
        return bool(psutil.Process(pid).create_time() <= changed + 1)
    except psutil.Error:
        return False
