"""The workbooks run again, on a journey or on all that a file names."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, of_a_store, place_of, say

if TYPE_CHECKING:
    from cjm_widgets.store.address import Place


@app.command()
@of_a_store
def run(
    journey: Annotated[
        str,
        typer.Argument(
            metavar="[JOURNEY, FOLDER or FILE]",
            help="A journey's id in ./journeys, its file, a folder of maps, or a file of runs (.toml); a path or an "
            "address such as s3://…; with --store and no name, all maps of the database.",
        ),
    ] = "",
    out: Annotated[
        str,
        typer.Option(
            "-o", "--out", metavar="OUT", help="The folder for the finished notebooks, also an address such as s3://…"
        ),
    ] = "",
    workbooks: Annotated[
        str, typer.Option(help="Which, by name or number, with commas: 04,07_map. All if left out.")
    ] = "",
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="A parameter of the workbooks; may be repeated."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, help="How many run at once: workbooks here, journeys on a cluster. As many as there is room for."
        ),
    ] = None,
    dask: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Run on a Dask cluster, such as tcp://10.0.0.5:8786.")
    ] = "",
    tell: Annotated[bool, typer.Option("--list", help="Say what each workbook can be asked for, and end.")] = False,
) -> None:
    """Run the workbooks on a journey, or on all that a file names, and keep the finished notebooks.

    Of a folder or a database, all its maps stand side by side in one notebook.

    Exit status: 0 all is done, 1 something of a file of runs failed, 2 nothing could start or a workbook stopped.
    """
    from cjm_widgets.journey.fault import CjmError
    from cjm_widgets.journey.wording import counted
    from cjm_widgets.rerun import (
        ALL_MAPS,
        Cluster,
        Here,
        in_words,
        is_address,
        parameters,
        run_cases,
        run_folder,
        run_workbooks,
        taken_out,
        workbooks_named,
    )

    names = tuple(part.strip() for part in workbooks.split(",") if part.strip())
    try:
        if tell:
            for line in in_words((*workbooks_named(names), *(() if names else (ALL_MAPS,)))):
                say(line)
            return
        maps = _all_maps(journey)
        if not (journey or maps) or not out:
            fail("Name a journey, and with -o a folder for the finished notebooks; or ask with --list what there is.")
        given = parameters(tuple(parameter or ()), (*workbooks_named(()), ALL_MAPS))
        if given and journey.endswith(".toml"):
            fail("Parameters of a file of runs stand in it, below [parameters].")
        runner = Cluster(dask, jobs, tell=lambda words: say(words, err=True)) if dask else Here(jobs)
        if journey.endswith(".toml"):
            done = run_cases(journey, out, names=names, runner=runner, tell=lambda why: say(why, err=True))
            kept = (
                f" {counted(done.kept, 'file was', 'files were')} done before, and nothing changed."
                if done.kept
                else ""
            )
            say(f"{done.say}{kept} Open {out.rstrip('/')}/index.html.")
            for fault in done.faults:
                say(fault, err=True)
            raise typer.Exit(1 if done.faults else 0)
        if maps is not None:
            made = run_folder(maps, out, given, runner=runner)
            say(f"All maps side by side are in {made[0]}.")
            return
        _not_a_file_of_runs(journey)
        with nullcontext(journey) if is_address(journey) else taken_out(*place_of(journey)) as file:
            made = run_workbooks(file, out, names=names, given=given, runner=runner)
    except (CjmError, OSError) as error:
        fail(_why(error, out))
    read = "" if names else f" Open {out.rstrip('/')}/report.html to read what they say."
    say(f"{counted(len(made), 'finished notebook is', 'finished notebooks are')} in {out}.{read}")


def _all_maps(named: str) -> Place | str | None:
    """The place all of whose maps are meant: a folder, the address of one, or the database; None for one map."""
    from cjm_widgets.rerun import is_address
    from cjm_widgets.tasks.choosing import journeys_place

    if is_address(named):
        return None if named.endswith((".json", ".toml")) else named
    if not named:
        place = journeys_place()
        return None if isinstance(place, Path) else place
    return Path(named) if Path(named).is_dir() else None


def _not_a_file_of_runs(journey: str) -> None:
    """Says that a file of runs was meant, where its ending was left out."""
    if not journey.endswith(".json") and Path(f"{journey}.toml").is_file():
        fail(f"“{journey}” is a file of runs. Write cjm run {journey}.toml.")


def _why(error: Exception, out: str) -> str:
    if isinstance(error, OSError):
        return f"“{error.filename or out}” cannot be read or written: {error.strerror or error}."
    return str(error)
