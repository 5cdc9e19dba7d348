"""The commands for maps as a whole: list, copy, rename, archive, delete."""

from __future__ import annotations

from typing import Annotated

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, folder_or_store, of_a_store, place_of, say, store_in


@app.command("list")
@of_a_store
def list_(
    folder: Annotated[str, typer.Argument(help="The folder with the maps; ./journeys if left out.")] = "",
    deleted: Annotated[bool, typer.Option("--deleted", help="Those that can still be brought back.")] = False,
) -> None:
    """Show the maps of a folder: the id and the name of each, those that are archived below the others."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.maps import deleted_lines, map_lines

    store = store_in(folder_or_store(folder or None))
    try:
        lines = deleted_lines(store) if deleted else map_lines(store)
    except StoreError as error:
        fail(str(error))
    for line in lines:
        say(line)


@app.command()
@of_a_store
def copy(
    journey: JourneyName,
    title: Annotated[str, typer.Argument(help="What the copy is called; “Copy of …” if left out.")] = "",
) -> None:
    """Copy a map: its steps keep their ids, so that the two can be compared later."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.maps import copy_map

    folder, name = place_of(journey)
    try:
        store = store_in(folder)
        made = copy_map(store, name, title)
    except StoreError as error:
        fail(str(error))
    say(f"Made {store.where(made.id)}, “{made.title}”.")


@app.command()
@of_a_store
def rename(
    journey: JourneyName,
    title: Annotated[str, typer.Argument(help="Its new name; its file and its address stay.")],
) -> None:
    """Call a map otherwise."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.maps import About, describe_map

    folder, name = place_of(journey)
    try:
        say(describe_map(store_in(folder), name, About(title=title), by="cjm rename"))
    except StoreError as error:
        fail(str(error))


@app.command()
@of_a_store
def archive(
    journey: JourneyName,
    back: Annotated[bool, typer.Option("--back", help="Take it out again.")] = False,
) -> None:
    """Put a map away: it stands apart on the start page, and nothing reminds of it."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.maps import archive_map

    folder, name = place_of(journey)
    try:
        say(archive_map(store_in(folder), name, archived=not back, by="cjm archive"))
    except StoreError as error:
        fail(str(error))


@app.command()
@of_a_store
def delete(journey: JourneyName) -> None:
    """Delete a map, with its history and its answers. For 30 days `cjm restore` brings it back."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.maps import delete_map, deleted_maps, until

    folder, name = place_of(journey)
    store = store_in(folder)
    try:
        deleted_maps(store)  # those kept long enough go
        gone = delete_map(store, name, by="cjm delete")
    except StoreError as error:
        fail(str(error))
    say(
        f"Deleted “{gone.title}”. Until {until(gone)} it can be brought back with: cjm restore {name}\n"
        "After that it is gone for good, with its history and its answers."
    )
