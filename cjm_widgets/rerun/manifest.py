"""What a run has done, with what, and how it went: enough to go on where it was interrupted."""

from __future__ import annotations

import hashlib
import json
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets import __version__
from cjm_widgets.rerun.inputs import folder_of_all, maps_in, own_inputs
from cjm_widgets.tasks.finished_runs import MANIFEST, done_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cjm_widgets.rerun.jobs import Job, Outcome
    from cjm_widgets.rerun.results import Results

_REST: Final = 10
"""So many times as long as it took to write it, nothing is written: of many jobs it is long."""
_OF_ALL: Final = "all maps of the folder"


@cache
def code() -> str:
    """The version of this package, with a hash of what is in it."""
    package = Path(__file__).resolve().parent.parent
    made = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".j2", ".css", ".toml", ".txt"):
            made.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{__version__}+{made.hexdigest()[:12]}"


class Manifest:
    """The manifest of a folder of finished runs.

    Args:
        results: the folder.
        today: the day it is: what tells what is overdue tells something else tomorrow.
    """

    def __init__(self, results: Results, today: date) -> None:
        self._results, self.today = results, today
        self._hashes: dict[Path, str] = {}
        self._next = 0.0
        self.done = done_in(results.read(MANIFEST))

    def has(self, job: Job) -> bool:
        """Whether a job is done already, with the same inputs, code and parameters, and of the same day."""
        before = self.done.get(self._named(job), {})
        return (
            not before.get("fault")
            and self._results.has(self._named(job))
            and all(before.get(name) == value for name, value in self._follows_from(job).items())
        )

    def is_of_now(self, name: str) -> bool:
        """Whether a file was made by this run, or stayed as it is asked for; what an earlier one left is not.

        Args:
            name: of the file in the folder.
        """
        return name in self.done and not self.done[name]["fault"]

    def note(self, job: Job, outcome: Outcome) -> None:
        """Notes what came of a job; it is written with others, as soon as writing takes but a part of the time."""
        fault = outcome.fault
        self.done[self._named(job)] = {
            **self._follows_from(job),
            "seconds": outcome.seconds,
            "fault": {"cell": fault.cell, "say": str(fault)} if fault else None,
        }
        if time.monotonic() >= self._next:
            self.keep()

    def keep(self) -> None:
        """Writes it, whole or not at all."""
        began = time.monotonic()
        text = json.dumps({"version": 1, "done": self.done}, ensure_ascii=False, indent=1, sort_keys=True)
        self._results.put(MANIFEST, f"{text}\n".encode())
        self._next = time.monotonic() + _REST * (time.monotonic() - began)

    def forget_all_but(self, jobs: Sequence[Job]) -> None:
        """Forgets what is no longer asked for, and what is to be done anew: nothing is said of what is half made.

        Args:
            jobs: those that are done.
        """
        names = set(map(self._named, jobs))
        self.done = {name: one for name, one in self.done.items() if name in names}
        self.keep()

    def _named(self, job: Job) -> str:
        return Path(job.finished).relative_to(self._results.folder).as_posix()

    def _follows_from(self, job: Job) -> dict[str, Any]:
        return {
            "code": code(),
            "parameters": {name: job.told(one) if isinstance(one, str) else one for name, one in job.given.items()},
            "edition": job.edition,
            "inputs": {job.told(str(path)): self._hash(path) for path in own_inputs(job)} | self._of_all(job),
            "day": self.today.isoformat() if job.makes in ("notebook", "report") else "",
        }

    def _of_all(self, job: Job) -> dict[str, str]:
        """One hash for all maps of a folder: two hundred jobs that tell of two hundred maps name no map each."""
        folder = folder_of_all(job)
        if folder is None:
            return {}
        if folder not in self._hashes:
            told = "".join(f"{self._hash(path)} {path.name}\n" for path in maps_in(folder))
            self._hashes[folder] = hashlib.sha256(told.encode()).hexdigest()
        return {_OF_ALL: self._hashes[folder]}

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            with path.open("rb") as file:
                self._hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._hashes[path]
