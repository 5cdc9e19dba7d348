"""What all commands do alike: where a map is, what is printed, how a fault is said."""

from __future__ import annotations

import inspect
import os
import re
import sys
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec, TypeVar, get_type_hints

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.store import JourneyStore
    from cjm_widgets.store.address import Database, Place

app = typer.Typer(
    help="A guided workbook for customer journey mapping.\n\n"
    "Start with `cjm serve`: it opens the workbook in your browser, with two example journeys.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Argument(help="The folder of journeys; made when it is not there.")]
JourneyName = Annotated[
    str, typer.Argument(metavar="JOURNEY", help="A journey's id in ./journeys, or the path of its file.")
]
_Store = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="The database of the maps, such as postgresql://ana@db.example.org/maps; CJM_STORE names it as well.",
    ),
]
_P = ParamSpec("_P")
_T = TypeVar("_T")
DEFAULT_FOLDER = Path("journeys")
_named_store: ContextVar[str] = ContextVar("store named by --store", default="")
_NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def place_of(journey: str) -> tuple[Place, str]:
    """The place of a journey and its id, from either."""
    from cjm_widgets.tasks.choosing import choose, journeys_place

    chosen = choose(journey, "", journeys_place())
    return chosen.place, chosen.journey


def folder_or_store(folder: Path | str | None) -> Place:
    """The folder that was named; the database that was, or the folder "journeys", where none was."""
    from cjm_widgets.tasks.choosing import STORE_VARIABLE, journeys_place

    if folder is None or folder == DEFAULT_FOLDER:
        return journeys_place() if folder is None or os.environ.get(STORE_VARIABLE) else DEFAULT_FOLDER
    if _named_store.get():
        fail(f"Name either the folder {folder} or, with --store, a database.")
    return Path(folder)


def store_in(place: Place) -> JourneyStore:
    """The journeys of a place."""
    from cjm_widgets.store import opened_store

    return opened_store(place)


def of_a_store(command: Callable[_P, _T]) -> Callable[_P, _T]:
    """A command that takes --store: for as long as it runs, the maps are in that database."""

    @wraps(command)
    def with_store(*args: _P.args, **more: _P.kwargs) -> _T:
        address = more.pop("store", "")
        with _using(str(address)) if address else nullcontext():
            return command(*args, **more)

    hints = {**get_type_hints(command, include_extras=True), "store": _Store}
    own = inspect.signature(command).parameters.values()
    option = inspect.Parameter("store", inspect.Parameter.KEYWORD_ONLY, default="")
    whole = inspect.Signature([one.replace(annotation=hints[one.name]) for one in (*own, option)])
    with_store.__signature__ = whole  # type: ignore[attr-defined]
    with_store.__annotations__ = hints
    return with_store


@contextmanager
def _using(address: str) -> Iterator[None]:
    from cjm_widgets.store.address import Database, place_at
    from cjm_widgets.tasks.choosing import STORE_VARIABLE

    place = place_at(address)
    if not isinstance(place, Database):
        fail(f"--store takes the address of a database, such as postgresql://ana@db.example.org/maps, not {address}.")
    without_password(place)
    before = os.environ.get(STORE_VARIABLE)
    os.environ[STORE_VARIABLE] = address
    token = _named_store.set(address)
    try:
        yield
    finally:
        _named_store.reset(token)
        os.environ.pop(STORE_VARIABLE)
        if before is not None:
            os.environ[STORE_VARIABLE] = before


def without_password(place: Database) -> Database:
    """A database whose address was typed; one with a password in it is refused."""
    from cjm_widgets.store.address import AddressError

    try:
        has_password, _ = place.has_password, place.schema
    except AddressError as error:
        fail(str(error))
    if has_password:
        fail(
            "What is typed in a command can be read by others on this computer, so leave the password out of the "
            "address. Put the whole address into the variable CJM_STORE, or the password into PGPASSWORD or ~/.pgpass."
        )
    return place


def say(words: str, *, err: bool = False) -> None:
    """Prints words that may come from people or files, without the signs that would do something to a terminal."""
    from cjm_widgets.journey.wording import tellable

    typer.echo(_NOT_SHOWN.sub("", tellable(words)), err=err)


def fail(why: str) -> NoReturn:
    """Says what is wrong, and ends the command."""
    say(why, err=True)
    sys.exit(2)
