"""The commands by which all maps are kept in one file, and put back."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads it
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, folder_or_store, of_a_store, say


@app.command()
@of_a_store
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, such as maps-2026-11-30.zip.")],
    folder: Annotated[str, typer.Argument(help="The folder with the maps; ./journeys if left out.")] = "",
) -> None:
    """Keep all maps in one file: with histories, editions, answers, plans, links and deleted maps.

    People may go on working meanwhile; what was saved before is in it. Keep the file as safe as the maps.
    """
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.moving import back_up, in_short

    place = folder_or_store(folder or None)
    try:
        found = back_up(place, file)
    except StoreError as error:
        fail(str(error))
    say(f"{file} holds {in_short(found)}, of {place}. To put it back: cjm restore-backup {file} FOLDER")


@app.command("restore-backup")
@of_a_store
def restore_backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What cjm backup made.")],
    folder: Annotated[str, typer.Argument(help="A folder that is not there yet, or is empty.")] = "",
) -> None:
    """Put the maps of a backup into an empty place, all of them or none. Where there are maps nothing is done.

    A person who was forgotten after the backup was made is in it: run “cjm forget” again.
    """
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.moving import in_short
    from cjm_widgets.tasks.moving import restore_backup as put_back

    place = folder_or_store(folder or None)
    try:
        found = put_back(file, place)
    except StoreError as error:
        fail(str(error))
    say(f"{place} holds {in_short(found)} now.")
    say("Whoever was forgotten after this backup was made is in it again: run “cjm forget” for them once more.")
