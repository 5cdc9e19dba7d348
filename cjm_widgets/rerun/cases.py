"""All runs that a file names: what is done and unchanged stays, what fails stops no other, an index shows them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.charts.picture import template
from cjm_widgets.charts.small import small_svg
from cjm_widgets.formats import json_file
from cjm_widgets.formats.base import FormatError
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.in_short import due_in_short
from cjm_widgets.journey.in_small import SCALE, in_small
from cjm_widgets.journey.wording import counted, listed
from cjm_widgets.rerun.inputs import told_by_name
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.manifest import Manifest
from cjm_widgets.rerun.parameters import RerunError, taken
from cjm_widgets.rerun.results import results_at
from cjm_widgets.rerun.run import REPORT, title_of, watched, what_is_missing, workbooks_named
from cjm_widgets.rerun.run_file import read_run_file
from cjm_widgets.rerun.sources import Sources
from cjm_widgets.rerun.workers import Here
from cjm_widgets.shipped import shipped
from cjm_widgets.tasks.choosing import journeys_place
from cjm_widgets.tasks.making import day_now
from cjm_widgets.tasks.maps_files import KEPT_MAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from cjm_widgets.rerun.jobs import Runner
    from cjm_widgets.rerun.results import Results
    from cjm_widgets.rerun.run_file import Case, RunFile

INDEX: Final = "index.html"
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a file of runs.

    Args:
        made: how many notebooks, reports and editions were made now.
        kept: how many were done before, and nothing has changed since.
        faults: what failed, a sentence each.
        say: how many of what were made, as a sentence.
    """

    made: int
    kept: int
    faults: tuple[str, ...]
    say: str = ""


def run_cases(  # noqa: PLR0913  each is one thing that people say of a run
    path: Path | str,
    out: Path | str,
    *,
    names: Sequence[str] = (),
    progress: bool = True,
    runner: Runner | None = None,
    today: date | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Done:
    """Runs all that a file names.

    Args:
        path: the file, by its path or its address.
        out: the folder for what is finished, with a folder for each run, a manifest and an index; or its address.
        names: which workbooks; those of the file if there is none.
        progress: whether it is shown.
        runner: where they run; on this computer if left out.
        today: the day it is.
        tell: is given a sentence, before anything starts, for each run that asks for what its journey has not.

    Raises:
        RerunError: before anything starts, if the file cannot be understood, a journey cannot be read or no journey
            has what is asked for; later if what is finished cannot be kept.
    """
    with runner or Here() as runs, TemporaryDirectory(prefix="cjm-") as scratch:
        sources, results = Sources(Path(scratch, "in"), journeys_place()), results_at(out, Path(scratch, "out"))
        said = read_run_file(str(path), sources)
        files = workbooks_named(names or said.workbooks)
        day = today or day_now()
        how = {"brought": sources.brought, "day": day.isoformat()}
        jobs = [job for case in said.cases for job in _jobs(case, files, results.folder, said, how)]
        titles = {journey: title_of(journey) for journey in {case.journey for case in said.cases}}
        missing = {case.title: why for case in said.cases if (why := what_is_missing(case.journey, case.given))}
        if len(missing) == len(said.cases):
            raise RerunError(" ".join(dict.fromkeys(missing.values())))
        for title, why in missing.items():
            tell(f"{title}: {why} What needs it will stop; the others go on.")
        results.begin()
        manifest = Manifest(results, day)
        has = [*map(manifest.has, jobs)]
        kept, left = [*compress(jobs, has)], [job for job, done in zip(jobs, has, strict=True) if not done]
        manifest.forget_all_but(kept)
        for job in left:
            Path(job.finished).parent.mkdir(parents=True, exist_ok=True)
        faults = {}
        try:
            for one in watched(left, runs, progress=progress):
                job = left[one.number]
                results.keep(job.made)
                manifest.note(job, one)
                if one.fault:
                    faults[one.number] = f"{Path(job.finished).relative_to(results.folder).as_posix()} {one.fault}"
        finally:
            manifest.keep()
        results.put(INDEX, _index(said, titles, files, results, manifest).encode())
    made = [job for number, job in enumerate(left) if number not in faults]
    return Done(len(made), len(kept), tuple(faults[at] for at in sorted(faults)), _made_in_words(made))


def _made_in_words(jobs: Sequence[Job]) -> str:
    """What was made, for people; the maps that are kept for the next comparison go without saying.

    Args:
        jobs: those that are done.
    """
    counts = Counter[str](job.makes for job in jobs)
    kinds = (("notebook", "finished notebook"), ("report", "report"), ("edition", "new edition"))
    told = [counted(counts[makes], one) for makes, one in kinds if counts[makes]]
    where = " The new edition of a map is in the folder “map” of its run; your own maps stay as they are."
    return f"Made {listed(told)}.{where if counts['edition'] else ''}" if told else "Nothing had to be made."


def _jobs(case: Case, files: Sequence[str], out: Path, said: RunFile, of_run: dict[str, Any]) -> Iterator[Job]:
    asked = taken(files, case.given)

    def job(name: str, given: Mapping[str, Any], workbook: str = "", **how: Any) -> Job:
        made = str(out / case.name / name)
        return told_by_name(Job(workbook, made, dict(given), case.name, **of_run, **how))

    for file in files:
        yield job(file, asked[file], workbook=str(shipped("workbooks") / file))
    yield job(KEPT_MAP, case.given, makes="map")
    if said.report:
        yield job(REPORT, case.given, makes="report")
    if said.edition:
        yield job(f"map/{case.journey.name}", case.given, makes="edition", edition=said.edition)


def _index(
    said: RunFile, titles: Mapping[Path, str], files: Sequence[str], results: Results, manifest: Manifest
) -> str:
    runs = []
    for case in said.cases:
        name = f"{case.name}/{KEPT_MAP}"
        told = _told(results.read(name) if manifest.is_of_now(name) else b"", manifest.today)
        faults = [
            f"{name.partition('/')[2]} {one['fault']['say']}"
            for name, one in manifest.done.items()
            if name.startswith(f"{case.name}/") and one["fault"]
        ]
        runs.append(
            {
                "name": case.name,
                "title": case.title.replace(case.journey.stem, titles[case.journey], 1),
                **told,
                "report": manifest.is_of_now(f"{case.name}/{REPORT}"),
                "files": [(one, one.removesuffix(".ipynb")) for one in files if results.has(f"{case.name}/{one}")],
                "faults": faults,
            }
        )
    return template(_HERE / "index.html.j2").render(
        title=said.title,
        day=shown(manifest.today.isoformat()),
        runs=runs,
        scale=SCALE,
        style=(_HERE / "index.css").read_text(encoding="utf-8"),
    )


def _told(kept: bytes, day: date) -> dict[str, str]:
    """What the map that a run kept says at a glance: its curve, and how much is due; nothing of one that is broken."""
    try:
        journey = json_file.read(kept, KEPT_MAP).journey
    except FormatError:
        return {}
    small = in_small(journey)
    told = small.told if small else "No step is rated yet."
    return {"curve": small_svg(small, told), "told": told, "due": due_in_short(journey, day, 0)}
