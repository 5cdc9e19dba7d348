"""All runs that a file names: what is done and unchanged stays, what fails stops no other, an index shows them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.charts.picture import template
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.manifest import Manifest
from cjm_widgets.rerun.parameters import RerunError, taken
from cjm_widgets.rerun.run import make_folder, watched, what_is_missing, workbooks_named
from cjm_widgets.rerun.run_file import read_run_file
from cjm_widgets.rerun.workers import Worker
from cjm_widgets.shipped import shipped
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.exporting import keep_file
from cjm_widgets.tasks.maps_files import KEPT_MAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cjm_widgets.rerun.run_file import Case, RunFile

INDEX: Final = "index.html"
REPORT: Final = "report.html"
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a file of runs.

    Args:
        made: how many notebooks, reports and editions were made now.
        kept: how many were done before, and nothing has changed since.
        faults: what failed, a sentence each.
    """

    made: int
    kept: int
    faults: tuple[str, ...]


def run_cases(  # noqa: PLR0913  each is one thing that people say of a run
    path: Path,
    out: Path,
    *,
    names: Sequence[str] = (),
    at_once: int | None = None,
    progress: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> Done:
    """Runs all that a file names.

    Args:
        path: the file.
        out: the folder for what is finished, with a folder for each run, a manifest and an index.
        names: which workbooks; those of the file if there is none.
        at_once: as for `watched`.
        progress: whether it is shown.
        tell: is given a sentence, before anything starts, for each run that asks for what its journey has not.

    Raises:
        RerunError: before anything starts, if the file cannot be understood, a journey cannot be read or no journey
            has what is asked for.
    """
    with Worker() as warm:
        said = read_run_file(path)
        files = workbooks_named(names or said.workbooks)
        jobs = [job for case in said.cases for job in _jobs(case, files, out, said)]
        titles: dict[Path, str] = {}
        for journey in {case.journey for case in said.cases}:
            try:
                titles[journey] = opened_store(journey.parent).open(journey.stem).title or journey.stem
            except StoreError as error:
                raise RerunError(str(error)) from error
        missing = {case.title: why for case in said.cases if (why := what_is_missing(case.journey, case.given))}
        if len(missing) == len(said.cases):
            raise RerunError(" ".join(dict.fromkeys(missing.values())))
        for title, why in missing.items():
            tell(f"{title}: {why} What needs it will stop; the others go on.")
        make_folder(out)
        manifest = Manifest(out)
        manifest.forget_all_but(jobs)
        left = [job for job in jobs if not manifest.has(job)]
        for job in left:
            make_folder(Path(job.finished).parent)
        faults = {}
        for one in watched(left, at_once, warm, progress=progress):
            job = left[one.number]
            manifest.note(job, one)
            if one.fault:
                faults[one.number] = f"{Path(job.finished).relative_to(out).as_posix()} {one.fault}"
    manifest.keep()
    keep_file(out / INDEX, _index(said, titles, files, out, manifest.done).encode())
    return Done(len(left) - len(faults), len(jobs) - len(left), tuple(faults[at] for at in sorted(faults)))


def _jobs(case: Case, files: Sequence[str], out: Path, said: RunFile) -> Iterator[Job]:
    asked = taken(files, case.given)
    for file in files:
        yield Job(str(shipped("workbooks") / file), str(out / case.name / file), asked[file], case.name)
    yield Job("", str(out / case.name / KEPT_MAP), dict(case.given), case.name, "map")
    if said.report:
        yield Job("", str(out / case.name / REPORT), dict(case.given), case.name, "report")
    if said.edition:
        kept = out / case.name / "map" / case.journey.name
        yield Job("", str(kept), dict(case.given), case.name, "edition", said.edition)


def _index(
    said: RunFile, titles: Mapping[Path, str], files: Sequence[str], out: Path, done: Mapping[str, Mapping[str, Any]]
) -> str:
    runs = []
    for case in said.cases:
        folder = out / case.name
        curve = folder / "report.svg"
        faults = [
            f"{name.partition('/')[2]} {one['fault']['say']}"
            for name, one in done.items()
            if name.startswith(f"{case.name}/") and one["fault"]
        ]
        runs.append(
            {
                "name": case.name,
                "title": case.title.replace(case.journey.stem, titles[case.journey], 1),
                "curve": curve.read_text(encoding="utf-8") if curve.exists() else "",
                "report": (folder / REPORT).exists(),
                "files": [(file, file.removesuffix(".ipynb")) for file in files if (folder / file).exists()],
                "faults": faults,
            }
        )
    return template(_HERE / "index.html.j2").render(
        title=said.title, runs=runs, style=(_HERE / "index.css").read_text(encoding="utf-8")
    )
