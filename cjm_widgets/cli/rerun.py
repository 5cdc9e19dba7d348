"""The workbooks run again, on a journey or on all that a file names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, place_of, say


@app.command()
def run(
    journey: Annotated[
        str,
        typer.Argument(
            metavar="[JOURNEY or FILE]",
            help="A journey's id in ./journeys, the path of its file, or a file of runs (.toml).",
        ),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="The folder for the finished notebooks.")
    ] = None,
    workbooks: Annotated[
        str, typer.Option(help="Which, by name or number, with commas: 04,07_map. All if left out.")
    ] = "",
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="A parameter of the workbooks; may be repeated."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many workbooks run at once; as many as there are cores if left out.")
    ] = None,
    tell: Annotated[bool, typer.Option("--list", help="Say what each workbook can be asked for, and end.")] = False,
) -> None:
    """Run the workbooks on a journey, or on all that a file names, and keep the finished notebooks.

    Exit status: 0 all is done, 1 something of a file of runs failed, 2 nothing could start or a workbook stopped.
    """
    from cjm_widgets.rerun import RerunError, in_words, parameters, run_cases, run_workbooks, workbooks_named

    names = tuple(part.strip() for part in workbooks.split(",") if part.strip())
    try:
        if tell:
            for line in in_words(workbooks_named(names)):
                say(line)
            return
        if not journey or out is None:
            fail("Name a journey, and with -o a folder for the finished notebooks; or ask with --list what there is.")
        if journey.endswith(".toml"):
            if parameter:
                fail("Parameters of a file of runs stand in it, below [parameters].")
            done = run_cases(Path(journey), out, names=names, at_once=jobs, tell=lambda why: say(why, err=True))
            before = f"{done.kept} were done before and have not changed. " if done.kept else ""
            say(f"{done.made} made. {before}See {out / 'index.html'}.")
            for fault in done.faults:
                say(fault, err=True)
            raise typer.Exit(1 if done.faults else 0)
        folder, name = place_of(journey)
        given = parameters(tuple(parameter or ()))
        made = run_workbooks(folder / f"{name}.json", out, names=names, given=given, at_once=jobs)
    except RerunError as error:
        fail(str(error))
    say(f"{len(made)} finished {'notebook is' if len(made) == 1 else 'notebooks are'} in {out}.")
