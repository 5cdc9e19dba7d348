"""Jobs with all that they read, as bytes: another computer runs them without this one's disk, and sends files back."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cjm_widgets.rerun.inputs import FILES, FOLDER, inputs
from cjm_widgets.rerun.manifest import code
from cjm_widgets.rerun.parameters import RerunError
from cjm_widgets.rerun.workers import run_jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.rerun.jobs import Job, Outcome


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent.

    Args:
        jobs: whose paths lead into a folder that the other side makes.
        files: what they read, by such paths, and when it was last changed: the start page tells of the latest first.
        brought: where these are from, and what else is in their folders, by their names there.
        code: what made it.
    """

    jobs: tuple[Job, ...]
    files: dict[str, tuple[bytes, int]]
    brought: dict[str, str]
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back of one job.

    Args:
        outcome: of it; its number is that in the parcel.
        files: what was made, in the order in which it is to be kept.
    """

    outcome: Outcome
    files: tuple[bytes, ...]


def packed(jobs: Sequence[Job]) -> Parcel:
    """Jobs and what they read.

    Args:
        jobs: which.

    Raises:
        RerunError: if one of the files cannot be read.
    """
    folders: dict[str, str] = {}
    files: dict[str, tuple[bytes, int]] = {}
    brought: dict[str, str] = {}

    def put(path: str, job: Job) -> str:
        name = Path(path).name
        folder = put_folder(path.removesuffix(name), job)
        brought[f"{folder}/{name}"] = job.told(path)
        return f"{folder}/{name}"

    def put_folder(before: str, job: Job) -> str:
        folder = folders.setdefault(before, f"in/{len(folders)}")
        brought[f"{folder}/"] = job.told(before)
        return folder

    sent = []
    for number, job in enumerate(jobs):
        for path in inputs(job):
            file = put(str(path), job)
            try:
                files[file] = files.get(file) or (path.read_bytes(), path.stat().st_mtime_ns)
            except OSError as error:
                raise RerunError(f"{path} cannot be read: {error.strerror}.") from error
        given = {name: put(value, job) if name in FILES and value else value for name, value in job.given.items()}
        if of_all := given.get(FOLDER):
            given[FOLDER] = put_folder(f"{of_all}{os.sep}", job)
            brought[given[FOLDER]] = job.told(of_all)
        workbook = put(job.workbook, job) if job.workbook else ""
        finished = f"out/{number}/{Path(job.finished).name}"
        sent.append(replace(job, workbook=workbook, finished=finished, given=given, brought={}))
    return Parcel(tuple(sent), files, brought, code())


def run_parcel(parcel: Parcel, folder: str | None = None) -> list[Answer]:
    """Runs the jobs of a parcel on this computer, and leaves nothing on it.

    Args:
        parcel: which.
        folder: where files may lie for as long as it takes.

    Raises:
        RerunError: if this is not the program that made it.
    """
    if parcel.code != code():
        raise RerunError(f"it has version {code()} of the workbook, here is {parcel.code}")
    with TemporaryDirectory(prefix="cjm-", dir=folder) as name:
        place = Path(name).resolve()

        def at(path: str) -> str:
            return str(place / path) if path else ""

        for path, (data, changed) in parcel.files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(data)
            os.utime(place / path, ns=(changed, changed))
        longest = sorted(parcel.brought, key=len, reverse=True)  # a file before its folder
        brought = {at(here) + os.sep * here.endswith("/"): parcel.brought[here] for here in longest}
        jobs = []
        for job in parcel.jobs:
            given = {one: at(value) if one in (*FILES, FOLDER) else value for one, value in job.given.items()}
            Path(given.get(FOLDER) or place).mkdir(parents=True, exist_ok=True)  # it may have no map
            jobs.append(
                replace(job, workbook=at(job.workbook), finished=at(job.finished), given=given, brought=brought)
            )
            Path(at(job.finished)).parent.mkdir(parents=True)
        return [Answer(one, _made(jobs[one.number])) for one in run_jobs(jobs, 1)]


def _made(job: Job) -> tuple[bytes, ...]:
    """The files that a job has made: all, or those that are there where it stopped."""
    made = [Path(path) for path in job.made]
    return tuple(path.read_bytes() for path in made) if all(path.exists() for path in made) else ()
