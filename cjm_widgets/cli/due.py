"""The command that tells what is due over all maps of a folder."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, folder_or_store, of_a_store, say, store_in


@app.command()
@of_a_store
def due(
    folder: Annotated[str, typer.Argument(help="The folder with the maps; ./journeys if left out.")] = "",
    owner: Annotated[str, typer.Option(help="Only what this person or team does; “Nobody yet” for what is free.")] = "",
    days: Annotated[int, typer.Option(min=0, max=3650, help="In how many days something counts as due soon.")] = 30,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A calendar to make of it, such as due.ics.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
    day: Annotated[str, typer.Option("--today", metavar="YYYY-MM-DD", help="The day it is; today if left out.")] = "",
) -> None:
    """Show what is overdue, due soon, or has no owner or no date, over all maps. Archived maps remind nobody.

    Exit status: 0 nothing is overdue, 1 something is, 2 a map cannot be read; the others are told all the same.
    """
    from cjm_widgets.formats.icalendar import calendar
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.due import due_json, due_lines, find_due
    from cjm_widgets.tasks.exporting import keep_file
    from cjm_widgets.tasks.making import day_now

    place = folder_or_store(folder or None)
    if isinstance(place, Path) and not place.is_dir():
        fail(f"There is no folder {place}.")
    try:
        today = date.fromisoformat(day) if day else day_now()
    except ValueError:
        fail(f"“{day}” is no day. Write it such as 2026-05-03.")
    gc.disable()  # many maps are read a third sooner: nothing of them is let go before the end
    try:
        found = find_due(store_in(place).entries(), today, soon=days, owner=owner)
        if output:
            keep_file(output, calendar(found.todos, today))
    except StoreError as error:
        fail(str(error))
    finally:
        gc.enable()
    if as_json:
        say(json.dumps(due_json(found), ensure_ascii=False, indent=2))
    else:
        for line in due_lines(found):
            say(line)
        if output:
            say(f"\nMade {output}.")
    for name, why in found.unread:
        say(f"{name} cannot be read. {why}", err=True)
    overdue = any(one.group == "overdue" for one in found.todos)
    raise typer.Exit(2 if found.unread else 1 if overdue else 0)
