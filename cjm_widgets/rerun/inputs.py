"""The files that a job reads: with them it can be run anywhere, and when they are the same it need not be run again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.pages import start
from cjm_widgets.store.names import HISTORY, id_of

if TYPE_CHECKING:
    from cjm_widgets.rerun.jobs import Job

FILES: Final = ("journey", "evidence", "plan")
"""Parameters that name a file."""
FOLDER: Final = "folder"
"""The parameter that names a folder of maps."""


def inputs(job: Job) -> tuple[Path, ...]:
    """The files that a job reads, besides those of this package; those that are not there are left out.

    Args:
        job: which.
    """
    folder = folder_of_all(job)
    return tuple(dict.fromkeys((*own_inputs(job), *(maps_in(folder) if folder else ()))))


def own_inputs(job: Job) -> tuple[Path, ...]:
    """The same without the other maps of a folder, which are many where a job tells of all.

    Args:
        job: which.
    """
    named = [Path(job.given[name]) for name in FILES if job.given.get(name)]
    workbook = [Path(job.workbook)] if job.workbook else []
    history = [Path(job.given["journey"]).with_suffix(HISTORY)] if job.given.get("journey") else []
    return tuple(path for path in (*workbook, *named, *history) if path.is_file())


def told_by_name(job: Job) -> Job:
    """A job whose files are told by their names alone: what it makes is sent on, and says not on whose computer it was.

    Args:
        job: which; files that were brought keep the names that they have where they are from.
    """
    names: dict[str, str] = {}
    for path in own_inputs(job):
        if not str(path).startswith(tuple(job.brought)):
            names[str(path)] = path.name if path.name not in names.values() else f"{path.parent.name}/{path.name}"
    within = f"{folder}{os.sep}" if (folder := folder_of_all(job)) else ""
    others = {within: ""} if within and not within.startswith(tuple(job.brought)) else {}
    return replace(job, brought={**names, **job.brought, **others})


def folder_of_all(job: Job) -> Path | None:
    """The folder of which a job tells all maps; None where it tells of one map.

    Args:
        job: which.
    """
    if job.given.get(FOLDER):
        return Path(job.given[FOLDER])
    tells_of_all = Path(job.workbook).name == start.PAGE.file and job.given.get("journey")
    return Path(job.given["journey"]).parent if tells_of_all else None


def maps_in(folder: Path) -> list[Path]:
    """The files of all maps of a folder.

    Args:
        folder: its path.
    """
    return sorted(path for path in folder.iterdir() if id_of(path.name) and path.is_file())
