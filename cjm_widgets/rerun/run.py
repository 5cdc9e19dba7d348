"""Workbooks x journey -> finished notebooks."""

from __future__ import annotations

import os
from collections import ChainMap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.jobs import Job, Outcome
from cjm_widgets.rerun.parameters import RerunError, taken
from cjm_widgets.rerun.workers import Worker, run_jobs
from cjm_widgets.shipped import shipped
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.maps_files import KEPT_MAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST: Final = ("07_map.ipynb", "report.html")
"""They draw; the others tell."""


def workbooks() -> tuple[str, ...]:
    """The files of the workbooks that tell of a journey, in the order of the method."""
    from cjm_widgets.pages.book import PAGES

    return tuple(page.file for page in PAGES)


def workbooks_named(names: Sequence[str]) -> tuple[str, ...]:
    """The files of the workbooks that are meant, in the order of the method; all of them if none is named.

    Args:
        names: numbers, page names or file names: "04", "satisfaction", "04_satisfaction.ipynb".

    Raises:
        RerunError: if one is not a workbook; the text lists the ones there are.
    """
    files = workbooks()
    if not names:
        return tuple(files)
    wanted = set()
    for name in names:
        meant = [file for file in files if name in (file, stem := file.removesuffix(".ipynb"), *stem.split("_", 1))]
        if not meant:
            raise RerunError(
                f"There is no workbook “{name}”. There are: {', '.join(f.removesuffix('.ipynb') for f in files)}."
            )
        wanted.update(meant)
    return tuple(file for file in files if file in wanted)


def run_workbooks(  # noqa: PLR0913  each is one thing that people say of a run
    journey: Path,
    out: Path,
    *,
    names: Sequence[str] = (),
    given: Mapping[str, Any] | None = None,
    progress: bool = True,
    at_once: int | None = None,
) -> tuple[Path, ...]:
    """Runs workbooks on one journey and writes the finished notebooks, and the map as they tell of it.

    Args:
        journey: the journey's file; it is read, never changed.
        out: the folder for the finished notebooks; made when it is not there.
        names: which workbooks, as for `workbooks_named`.
        given: further parameters of the workbooks.
        progress: show a progress bar.
        at_once: how many workbooks run at the same time; as many as there are cores if left out.

    Returns:
        The finished notebooks, in the order of the method.

    Raises:
        RerunError: if the journey cannot be read, a parameter is unknown or of another type, or a workbook stops.
    """
    with Worker() as warm:
        files = workbooks_named(names)
        if "journey" in (given or {}):
            raise RerunError("The journey is the first word after “cjm run”, not a parameter.")
        asked = taken(files, {**(given or {}), "journey": str(journey.resolve())})
        if why := what_is_missing(journey, given or {}):
            raise RerunError(why)
        make_folder(out)
        jobs = [Job(str(shipped("workbooks") / file), str(out / file), asked[file], str(journey)) for file in files]
        jobs.append(Job("", str(out / KEPT_MAP), dict(ChainMap(*asked.values())), str(journey), "map"))
        faults = {one.number: one.fault for one in watched(jobs, at_once, warm, progress=progress) if one.fault}
    for number, fault in sorted(faults.items()):
        more = f" So did {len(faults) - 1} more." if len(faults) > 1 else ""
        raise RerunError(f"{Path(jobs[number].finished).name} {fault}. See where in {jobs[number].finished}.{more}")
    return tuple(out / file for file in files)


def what_is_missing(journey: Path, given: Mapping[str, Any]) -> str:
    """Why a journey cannot be told as it is asked for, as far as that can be known before it is run; "" if it can.

    Args:
        journey: its file.
        given: the parameters, which are of the right type.
    """
    from cjm_widgets.tasks.as_asked import Asked, look_before  # while the worker warms up

    asked = {name: str(value) for name, value in given.items() if name != "journey"}
    try:
        look_before(opened_store(journey.parent), journey.stem, Asked(**asked))
    except StoreError as error:
        return str(error)
    return ""


def make_folder(out: Path) -> None:
    """Makes a folder for what is finished.

    Raises:
        RerunError: if it cannot be made.
    """
    if out.exists() and not out.is_dir():
        raise RerunError(f"{out} is a file. Name a folder for the finished notebooks with -o.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RerunError(f"The folder {out} cannot be made: {error.strerror}. Choose another with -o.") from error


def watched(
    jobs: Sequence[Job], at_once: int | None, warm: Worker | None = None, *, progress: bool = True
) -> Iterator[Outcome]:
    """Runs jobs, and shows how many are done and how long it still takes.

    Args:
        jobs: which; the longest first, so that none is left alone at the end.
        at_once: how many at the same time; as many as there are cores for None.
        warm: a worker that has begun to warm up.
        progress: whether it is shown.
    """
    from tqdm.auto import tqdm

    order = sorted(range(len(jobs)), key=lambda number: not jobs[number].finished.endswith(LONGEST))
    outcomes = run_jobs([jobs[number] for number in order], at_once or os.cpu_count() or 1, warm)
    for one in tqdm(outcomes, total=len(jobs), desc="Running the workbooks", unit="workbook", disable=not progress):
        yield replace(one, number=order[one.number])
