"""The command by which a person is forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from cjm_widgets.cli.terminal import app, fail, folder_or_store, of_a_store, say, store_in
from cjm_widgets.journey.plain import plain

if TYPE_CHECKING:
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.tasks.forgetting.looking import Looked

Several = list[str]


@app.command()
@of_a_store
def forget(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The name, as it is written on the maps.")],
    folder: Annotated[str, typer.Argument(help="The folder with the maps; ./journeys if left out.")] = "",
    also: Annotated[
        Several | None, typer.Option(help="Another spelling or name of the same person; may be said again.")
    ] = None,
    number: Annotated[
        Several | None,
        typer.Option(
            metavar="NUMBER",
            help="Under which they rated for themselves; their page shows it under “Your name”. May be said again.",
        ),
    ] = None,
    words_too: Annotated[
        bool, typer.Option("--words-too", help="Take the name out of the middle of other words as well.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what there is; change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs; nothing is done without --yes.")] = False,
) -> None:
    """Take a person's name, and what they rated for themselves, out of all maps, their histories and editions.

    What there is is shown first, then it is asked. What the group put on a map is kept, without the name. Nothing
    brings it back. People may go on working meanwhile.

    Exit status: 0 done, or nothing to do; 2 not done.
    """
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.forgetting.taking import finish

    place = folder_or_store(folder or None)
    try:
        store = store_in(place)
        if not dry_run and (yes or not as_json) and finish(store) and not as_json:
            say("Somebody’s forgetting had stopped half-way. It is finished now.\n")
        names, typed = (person, *(also or ())), tuple(number or ())
        looked = _looked(store, names, typed, words=words_too, may_ask=not (dry_run or yes or as_json))
        done = not looked.is_empty and not dry_run and (yes or not as_json)
        if as_json:
            _as_json(store, looked, does=done)
        else:
            _with_words(store, looked, typed, does=done, asks=not yes)
    except StoreError as error:
        fail(str(error))


def _looked(
    store: JourneyStore, names: tuple[str, ...], typed: tuple[str, ...], *, words: bool, may_ask: bool
) -> Looked:
    from cjm_widgets.tasks.forgetting.looking import look

    def seen(*names: str) -> Looked:
        return look(store, names[0], also=names[1:], numbers=(*typed, *_numbers_of(store, names)), words=words)

    looked = seen(*names)
    same = [one for one in looked.spellings or () if may_ask and _agreed(f"Is “{one}” the same person?")]
    return seen(*names, *same) if same else looked


def _numbers_of(store: JourneyStore, names: tuple[str, ...]) -> list[str]:
    """Under which numbers people of these names rate where they come by a JupyterHub: the log-in leads to it."""
    from cjm_widgets.serve.hub.seats import person_of
    from cjm_widgets.serve.keys import HUB, KeysError, keys_there

    try:
        keys = keys_there(store)
    except KeysError as error:
        fail(str(error))
    return [person_of(keys.part(HUB), one) for one in names] if keys else []


def _as_json(store: JourneyStore, looked: Looked, *, does: bool) -> None:
    from cjm_widgets.tasks.forgetting.taking import take_out
    from cjm_widgets.tasks.forgetting.telling import remaining_lines

    if does:
        take_out(store, looked)
    told = {
        name: plain(getattr(looked, name))
        for name in ("name", "maps", "others", "parts", "shared", "nameless", "logs", "files")
    }
    told |= {"spellings": dict(looked.spellings or {}), "unread": plain(looked.unread), "done": does}
    say(json.dumps({**told, "remains": list(remaining_lines(store.place, looked))}, ensure_ascii=False, indent=2))


def _with_words(store: JourneyStore, looked: Looked, typed: tuple[str, ...], *, does: bool, asks: bool) -> None:
    from cjm_widgets.tasks.forgetting.taking import take_out
    from cjm_widgets.tasks.forgetting.telling import done_lines, found_lines, remaining_lines

    for line in found_lines(looked, typed):
        say(line)
    if not does:
        return
    if asks and not _agreed("Nothing brings this back. Go on?"):
        fail("Nothing was changed.")
    take_out(store, looked)
    for line in (*done_lines(store, looked), *remaining_lines(store.place, looked)):
        say(line)


def _agreed(question: str) -> bool:
    try:
        return typer.confirm(question)
    except typer.Abort:
        fail("Nothing was changed. Answer y or n, or say --yes.")
