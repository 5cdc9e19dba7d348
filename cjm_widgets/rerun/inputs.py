"""The files that a job reads: with them it can be run anywhere, and when they are the same it need not be run again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.pages import start
from cjm_widgets.store.names import HISTORY, id_of

if TYPE_CHECKING:
    from cjm_widgets.rerun.jobs import Job

FILES: Final = ("journey", "evidence", "plan")
"""Parameters that name a file."""


def inputs(job: Job) -> tuple[Path, ...]:
    """The files that a job reads, besides those of this package; those that are not there are left out.

    Args:
        job: which.
    """
    named = [Path(job.given[name]) for name in FILES if job.given.get(name)]
    workbook = [Path(job.workbook)] if job.workbook else []
    maps: list[Path] = []
    if tells_of_all(job):
        maps = maps_beside(Path(job.given["journey"]))
    elif job.given.get("journey"):
        maps = [Path(job.given["journey"]).with_suffix(HISTORY)]
    return tuple(dict.fromkeys(path for path in (*workbook, *named, *maps) if path.is_file()))


def told_by_name(job: Job) -> Job:
    """A job whose files are told by their names alone: what it makes is sent on, and says not on whose computer it was.

    Args:
        job: which; files that were brought keep the names that they have where they are from.
    """
    names: dict[str, str] = {}
    for path in inputs(job):
        if not str(path).startswith(tuple(job.brought)):
            names[str(path)] = path.name if path.name not in names.values() else f"{path.parent.name}/{path.name}"
    return replace(job, brought={**names, **job.brought})


def tells_of_all(job: Job) -> bool:
    """Whether a job tells of all maps of a folder, not of one.

    Args:
        job: which.
    """
    return Path(job.workbook).name == start.PAGE.file and bool(job.given.get("journey"))


def maps_beside(journey: Path) -> list[Path]:
    """The files of all maps of a folder.

    Args:
        journey: the file of one of them.
    """
    return sorted(path for path in journey.parent.iterdir() if id_of(path.name))
