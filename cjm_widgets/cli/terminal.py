"""What all commands do alike: where a map is, what is printed, how a fault is said."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from cjm_widgets.store import JourneyStore

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
DEFAULT_FOLDER = Path("journeys")
_NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def place_of(journey: str) -> tuple[Path, str]:
    """The folder of a journey and its id, from either."""
    from cjm_widgets.tasks.choosing import choose, journeys_folder

    chosen = choose(journey, "", journeys_folder())
    return chosen.folder, chosen.journey


def store_in(folder: Path) -> JourneyStore:
    """The journeys of a folder."""
    from cjm_widgets.store import opened_store

    return opened_store(folder)


def say(words: str, *, err: bool = False) -> None:
    """Prints words that may come from people or files, without the signs that would do something to a terminal."""
    from cjm_widgets.journey.wording import tellable

    typer.echo(_NOT_SHOWN.sub("", tellable(words)), err=err)


def fail(why: str) -> NoReturn:
    """Says what is wrong, and ends the command."""
    say(why, err=True)
    sys.exit(2)
