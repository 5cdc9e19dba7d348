"""What a run has done, with what, and how it went: enough to go on where it was interrupted."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets import __version__
from cjm_widgets.tasks.exporting import keep_file

if TYPE_CHECKING:
    from cjm_widgets.rerun.jobs import Job, Outcome

NAME: Final = "manifest.json"
_FILES: Final = ("evidence", "plan")


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
        out: the folder.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._hashes: dict[Path, str] = {}
        try:
            found = json.loads((out / NAME).read_text(encoding="utf-8"))
            self.done: dict[str, dict[str, Any]] = dict(found["done"])
        except (OSError, ValueError, KeyError, TypeError):
            self.done = {}

    def has(self, job: Job) -> bool:
        """Whether a job is done already, with the same inputs, code and parameters."""
        before = self.done.get(self._named(job), {})
        return (
            not before.get("fault")
            and Path(job.finished).exists()
            and all(before.get(name) == value for name, value in self._follows_from(job).items())
        )

    def note(self, job: Job, outcome: Outcome) -> None:
        """Keeps what came of a job."""
        fault = outcome.fault
        self.done[self._named(job)] = {
            **self._follows_from(job),
            "seconds": outcome.seconds,
            "fault": {"cell": fault.cell, "say": str(fault)} if fault else None,
        }
        self.keep()

    def keep(self) -> None:
        """Writes it, whole or not at all."""
        text = json.dumps({"version": 1, "done": self.done}, ensure_ascii=False, indent=1, sort_keys=True)
        keep_file(self._out / NAME, f"{text}\n".encode())

    def forget_all_but(self, jobs: list[Job]) -> None:
        """Forgets what is no longer asked for."""
        names = set(map(self._named, jobs))
        self.done = {name: one for name, one in self.done.items() if name in names}

    def _named(self, job: Job) -> str:
        return Path(job.finished).relative_to(self._out).as_posix()

    def _follows_from(self, job: Job) -> dict[str, Any]:
        journey = Path(job.given["journey"])
        inputs = [
            journey,
            journey.with_suffix(".log.jsonl"),
            *(Path(job.given[one]) for one in _FILES if one in job.given),
        ]
        inputs += [Path(job.workbook)] if job.makes == "notebook" else []
        hashes = {str(one): self._hash(one) for one in inputs if one.exists()}
        return {"code": code(), "parameters": {**job.given}, "edition": job.edition, "inputs": hashes}

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            with path.open("rb") as file:
                self._hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._hashes[path]
