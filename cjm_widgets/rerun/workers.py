"""Jobs -> outcomes as they come, by processes that have warmed up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final, Self

from cjm_widgets.rerun.jobs import Fault, Job, Outcome
from cjm_widgets.warm.preload import QUIET, forks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OF_ANOTHER_PLACE: Final = ("QUERY_STRING", "SERVER_SOFTWARE", "JPY_SESSION_NAME")
"""Variables by which a page knows that somebody looks at it."""


class Worker:
    """A process that begins to warm up at once and runs jobs when it is told to; it ends with this object's block."""

    def __init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_PLACE}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cjm_widgets.rerun.worker"],
            env={**kept, **QUIET},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()

    def run(self, jobs: Sequence[Job], at_once: int = 1) -> Iterator[Outcome]:
        """Runs jobs, once.

        Args:
            jobs: which.
            at_once: how many of them at the same time.

        Returns:
            An outcome for each, as they come.
        """
        left = set(range(len(jobs)))
        line = json.dumps({"at_once": at_once, "jobs": [asdict(job) for job in jobs]}).encode() + b"\n"
        if jobs and self._process.stdin is not None and self._process.stdout is not None:
            with suppress(OSError):
                self._process.stdin.write(line)
            with os.fdopen(os.dup(self._process.stdout.fileno()), "rb") as said:
                while left and (answer := said.readline()).endswith(b"\n"):
                    outcome = _outcome(answer)
                    left.discard(outcome.number)
                    yield outcome
        for number in sorted(left):
            yield Outcome(number, fault=Fault("", "Ended", "the process that runs the workbooks ended by itself"))


class Here:
    """Jobs run on this computer; it begins to warm up at once.

    Args:
        at_once: how many at the same time; as many as there are cores for None.
    """

    def __init__(self, at_once: int | None = None) -> None:
        self._at_once = at_once or os.cpu_count() or 1
        self._warm = Worker()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._warm.__exit__()

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """As for `run_jobs`."""
        return run_jobs(jobs, self._at_once, self._warm)


def run_jobs(jobs: Sequence[Job], at_once: int, warm: Worker | None = None) -> Iterator[Outcome]:
    """Runs jobs at once, each apart from the others: in a process of its own, or in one of those about the same.

    Args:
        jobs: which.
        at_once: how many at the same time.
        warm: a worker that has begun to warm up.

    Returns:
        An outcome for each, as they come.
    """
    if forks():
        with warm or Worker() as worker:
            yield from worker.run(jobs, at_once)
        return
    groups: dict[str, list[int]] = {}
    for number, job in enumerate(jobs):
        groups.setdefault(job.about, []).append(number)
    with ThreadPoolExecutor(at_once) as pool:
        for done in as_completed([pool.submit(_run_group, jobs, group) for group in groups.values()]):
            yield from done.result()


def _run_group(jobs: Sequence[Job], numbers: Sequence[int]) -> list[Outcome]:
    with Worker() as worker:
        return [
            replace(outcome, number=numbers[outcome.number]) for outcome in worker.run([jobs[one] for one in numbers])
        ]


def _outcome(line: bytes) -> Outcome:
    said = json.loads(line)
    return Outcome(said["number"], said["seconds"], Fault(**said["fault"]) if said["fault"] else None)
