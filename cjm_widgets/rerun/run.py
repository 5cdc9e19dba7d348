"""Workbooks x journey -> finished notebooks."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.addresses import is_address
from cjm_widgets.rerun.inputs import FILES, told_by_name
from cjm_widgets.rerun.jobs import Job, Outcome
from cjm_widgets.rerun.parameters import RerunError, taken
from cjm_widgets.rerun.results import results_at
from cjm_widgets.rerun.sources import Sources
from cjm_widgets.rerun.workers import Here
from cjm_widgets.shipped import shipped
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.making import day_now
from cjm_widgets.tasks.maps_files import KEPT_MAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.rerun.jobs import Runner

REPORT: Final = "report.html"
LONGEST: Final = ("07_map.ipynb", REPORT)
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
        meant = [
            file for file in files if name.zfill(2) in (file, stem := file.removesuffix(".ipynb"), *stem.split("_", 1))
        ]
        if not meant:
            raise RerunError(
                f"There is no workbook “{name}”. There are: {', '.join(f.removesuffix('.ipynb') for f in files)}."
            )
        wanted.update(meant)
    return tuple(file for file in files if file in wanted)


def run_workbooks(  # noqa: PLR0913  each is one thing that people say of a run
    journey: Path | str,
    out: Path | str,
    *,
    names: Sequence[str] = (),
    given: Mapping[str, Any] | None = None,
    progress: bool = True,
    runner: Runner | None = None,
) -> tuple[Path, ...]:
    """Runs workbooks on one journey and writes the finished notebooks, and the map as they tell of it.

    Where all of them run, a report says on one page what they say.

    Args:
        journey: the journey's file, by its path or its address; it is read, never changed.
        out: the folder for the finished notebooks, by its path or its address; made when it is not there.
        names: which workbooks, as for `workbooks_named`.
        given: further parameters of the workbooks.
        progress: show a progress bar.
        runner: where they run; on this computer if left out.

    Returns:
        The finished notebooks, in the order of the method; behind an address their names in the folder.

    Raises:
        RerunError: if the journey cannot be read, a parameter is unknown or of another type, or a workbook stops.
    """
    with runner or Here() as runs, TemporaryDirectory(prefix="cjm-") as scratch:
        files = workbooks_named(names)
        if "journey" in (given or {}):
            raise RerunError("The journey is the first word after “cjm run”, not a parameter.")
        sources, results = Sources(Path(scratch, "in")), results_at(out, Path(scratch, "out"))
        file = sources.journey(str(journey)).resolve()
        asked = taken(files, {**(given or {}), "journey": str(file)})
        for one in asked.values():
            one |= {name: str(sources.file(one[name])) for name in FILES if one.get(name)}
        told = dict(ChainMap(*asked.values()))
        if why := what_is_missing(file, told):
            raise RerunError(why)
        results.begin()
        results.folder.mkdir(parents=True, exist_ok=True)
        jobs = [
            Job(
                str(shipped("workbooks") / one),
                str(results.folder / one),
                asked[one],
                str(file),
            )
            for one in files
        ]
        jobs.append(Job("", str(results.folder / KEPT_MAP), told, str(file), "map"))
        if not names:
            jobs.append(Job("", str(results.folder / REPORT), told, str(file), "report"))
        faults = {}
        today = day_now().isoformat()
        jobs = [told_by_name(replace(job, brought=sources.brought, day=today)) for job in jobs]
        for done in watched(jobs, runs, progress=progress):
            results.keep(jobs[done.number].made)
            if done.fault:
                faults[done.number] = done.fault
    for number, fault in sorted(faults.items()):
        more = f" So did {len(faults) - 1} more." if len(faults) > 1 else ""
        name = Path(jobs[number].finished).name
        where = f" See where in {str(out).rstrip('/')}/{name}." if jobs[number].workbook else ""
        raise RerunError(f"{name} {fault}.{where}{more}")
    return tuple(Path("" if is_address(out) else out, one) for one in files)


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


def title_of(journey: Path) -> str:
    """The title of a journey.

    Args:
        journey: its file.

    Raises:
        RerunError: if it cannot be read.
    """
    try:
        return opened_store(journey.parent).open(journey.stem).title or journey.stem
    except StoreError as error:
        raise RerunError(str(error)) from error


def watched(jobs: Sequence[Job], runner: Runner, *, progress: bool = True) -> Iterator[Outcome]:
    """Runs jobs, and shows how many are done and how long it still takes.

    Args:
        jobs: which; the longest first, so that none is left alone at the end.
        runner: where they run.
        progress: whether it is shown.
    """
    from tqdm.auto import tqdm

    order = sorted(range(len(jobs)), key=lambda number: not jobs[number].finished.endswith(LONGEST))
    outcomes = runner.run([jobs[number] for number in order])
    for one in tqdm(outcomes, total=len(jobs), desc="Running the workbooks", unit="file", disable=not progress):
        yield replace(one, number=order[one.number])
