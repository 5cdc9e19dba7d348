"""The commands for a database of maps: preparing it, and moving maps into it and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, say

if TYPE_CHECKING:
    from cjm_widgets.store.address import Place

store = typer.Typer(help="Keep maps in a PostgreSQL database.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(store, name="store")

_PLACE = "A folder, or a database such as postgresql://ana@db.example.org/maps; “-” for the one in CJM_STORE."


@store.command()
def prepare(
    address: Annotated[str, typer.Argument(help="The database; the one in CJM_STORE if left out.")] = "-",
    role: Annotated[
        str, typer.Option(help="The role by which the maps are served: it may add edits, never change or delete them.")
    ] = "",
    maintenance: Annotated[
        str, typer.Option(help="The role for “cjm forget”, “cjm detach --history” and “cjm store tidy”.")
    ] = "",
) -> None:
    """Make the tables in a database, or bring them up to date. Its role comes to own them; doing it again does no harm.

    Nothing else makes them: whoever serves the maps needs no right to.
    """
    from cjm_widgets.store import StoreError
    from cjm_widgets.store.address import Database

    place = _place(address)
    if not isinstance(place, Database):
        fail("Name a database, such as postgresql://ana@db.example.org/maps.")
    try:
        from cjm_widgets.store.postgres.prepare import prepare as make

        make(place, role, maintenance)
    except StoreError as error:
        fail(str(error))
    served = f" “{role}” may serve the maps." if role else ""
    served += f" “{maintenance}” may take out of them what must be forgotten." if maintenance else ""
    say(f"{place} is prepared for maps.{served} Put the maps of a folder into it with: cjm store copy journeys {place}")


@store.command()
def tidy(
    address: Annotated[str, typer.Argument(help=_PLACE)] = "-",
) -> None:
    """Let go for good of the maps that were deleted more than 30 days ago. In a database it takes the maintenance role.

    A folder does so by itself. Once a day is enough, such as from cron.
    """
    import time

    from cjm_widgets.journey.wording import counted
    from cjm_widgets.store import StoreError, opened_store
    from cjm_widgets.store.binned import is_over

    try:
        bin_, now = opened_store(_place(address)).bin(), time.time()
        gone = bin_.empty(now)
        kept = [one for _, one in bin_.kept() if is_over(one, now)]
    except StoreError as error:
        fail(str(error))
    if kept:
        fail("This role may not delete anything for good. Use the address of the role for maintenance.")
    say(f"{counted(len(gone), 'map')} that had been deleted more than 30 days ago: gone for good.")


@store.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help=_PLACE)],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="The same; a folder must be empty, and a database hold no map yet.")
    ],
) -> None:
    """Copy all maps from one place to another, byte for byte: with histories, editions, answers, plans and links.

    Nobody should be writing meanwhile; what is where it was stays as it is.
    """
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.moving import copied_lines, copy_place

    first, second = _place(source), _place(target)
    try:
        found = copy_place(first, second)
    except StoreError as error:
        fail(str(error))
    for line in copied_lines(found, first, second):
        say(line)


def _place(words: str) -> Place:
    import os

    from cjm_widgets.cli.terminal import without_password
    from cjm_widgets.store.address import Database, place_at
    from cjm_widgets.tasks.choosing import STORE_VARIABLE

    if words == "-":
        words = os.environ.get(STORE_VARIABLE, "")
        if not words:
            fail("Name the database, or put its address into the variable CJM_STORE.")
        return place_at(words)
    place = place_at(words)
    return without_password(place) if isinstance(place, Database) else place
