"""The command that tells what differs between two maps."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path  # noqa: TC003  typer reads it
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, of_a_store, say, store_in

_WHICH = (
    "A journey's id or file, an edition of it as “airport@After the first workshop”, a file that was taken away, or "
    "the folder of a finished run."
)


@app.command()
@of_a_store
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help=_WHICH)],
    after: Annotated[str, typer.Argument(metavar="B", help="The later one, or the other map, in the same way.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A page to make of it for any browser, such as moved.html.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
    day: Annotated[str, typer.Option("--today", metavar="YYYY-MM-DD", help="The day it is; today if left out.")] = "",
) -> None:
    """Show what moved from one edition, map or finished run to another, and whether by chance.

    Satisfaction is said to have changed only where chance could not have done it, all steps, outcomes and groups
    of a survey together. What single people rated for themselves is not compared.

    Exit status: 0 nothing differs, 1 something does, 2 one of them cannot be read.
    """
    from cjm_widgets.formats.base import FormatError
    from cjm_widgets.formats.difference_page import page_of, page_of_runs
    from cjm_widgets.journey.differing.account import lines_of
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.choosing import journeys_place
    from cjm_widgets.tasks.differing import compare, found_side
    from cjm_widgets.tasks.differing_runs import compare_runs, runs_lines
    from cjm_widgets.tasks.exporting import keep_file
    from cjm_widgets.tasks.making import day_now

    try:
        today = date.fromisoformat(day) if day else day_now()
    except ValueError:
        fail(f"“{day}” is no day. Write it such as 2026-05-03.")
    try:
        if runs := compare_runs(before, after, today):
            same, data, lines = runs.is_empty, runs.to_json(), [*runs_lines(runs)]
            maps = ((one.name, one.title, one.found, one.told) for one in runs.told)
            page = page_of_runs(runs.title, runs.say, maps, runs.language) if output else b""
        else:
            first, second = (found_side(name, journeys_place(), store_in, today) for name in (before, after))
            found, told = compare(first, second, today)
            same, data, lines = found.is_empty, {"title": told.title} | found.to_json(), [*lines_of(told)]
            page = page_of(found, told, second.journey.language) if output else b""
        if output:
            keep_file(output, page)
    except (FormatError, StoreError) as error:
        fail(str(error))
    if as_json:
        say(json.dumps({"today": today.isoformat()} | data, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            say(line)
        if output:
            say(f"\nMade {output}.")
    raise typer.Exit(0 if same else 1)
