"""The commands: each parses, calls, prints."""

from __future__ import annotations

import json
import re
import shlex
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cjm_widgets import __version__
from cjm_widgets.cli.terminal import (
    DEFAULT_FOLDER,
    Folder,
    JourneyName,
    app,
    fail,
    folder_or_store,
    of_a_store,
    place_of,
    say,
    store_in,
)
from cjm_widgets.journey.wording import counted
from cjm_widgets.warm.preload import spare_grammars
from cjm_widgets.workshop.links import ADDRESS_VARIABLE

spare_grammars()

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore


class _Login(StrEnum):
    """Who can say who somebody is."""

    jupyterhub = "jupyterhub"


@app.command()
@of_a_store
def serve(
    folder: Folder = DEFAULT_FOLDER,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; the next free one if it is taken.")
    ] = 8866,
    host: Annotated[
        str, typer.Option(help="127.0.0.1 for this computer only, 0.0.0.0 for others in the room.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    token: Annotated[
        str,
        typer.Option(help="The secret in the facilitator's link; the folder's own, kept over restarts, if left out."),
    ] = "",
    no_token: Annotated[bool, typer.Option("--no-token", help="No links: for one person on this computer.")] = False,
    new_links: Annotated[
        bool, typer.Option("--new-links", help="Make new links; the earlier ones stop working.")
    ] = False,
    most: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many pages participants may have open at once; whoever comes then waits for a place. "
            "If left out, as many as fit: half of this computer's memory at 40 MB a page "
            "(110 MB on Windows), 40 for each core of the processor at the most, 200 in all.",
        ),
    ] = None,
    address: Annotated[
        str,
        typer.Option(
            envvar=ADDRESS_VARIABLE,
            help="Where people reach it through a proxy or by a name, such as https://maps.example.org/cjm/.",
        ),
    ] = "",
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            help="The address or network of a proxy whose X-Forwarded headers count; may be given several times."
        ),
    ] = None,
    tls_cert: Annotated[
        Path | None, typer.Option(help="A certificate (PEM), for https without a proxy.", show_default=False)
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(help="Its key, if it is not in the same file.", show_default=False)
    ] = None,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="A port of its own for Prometheus; whoever reaches it can read how many people and pages there are.",
            show_default=False,
        ),
    ] = None,
    login: Annotated[
        _Login | None,
        typer.Option(help="Who says who somebody is, in place of links. The Hub starts this as its service."),
    ] = None,
    facilitators: Annotated[
        str, typer.Option(metavar="GROUP", help="With --login: the group that leads. Admins of the Hub lead as well.")
    ] = "",
    team: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUP=MAP",
            help="With --login: a group and the id of its map, where the names differ; may be given several times.",
        ),
    ] = None,
) -> None:
    """Serve the workbook to browsers."""
    from cjm_widgets.serve import ByHub, ServeError
    from cjm_widgets.serve import serve as start
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.making import make_demos

    if token and no_token:
        fail("Choose one of --token and --no-token.")
    if not login and (facilitators or team):
        fail("--facilitators and --team are groups of a Hub. Give --login jupyterhub as well.")
    try:
        place = folder_or_store(folder)
        if made := make_demos(store_in(place)):
            new = f"New folder {place}" if isinstance(place, Path) else f"There was no map in {place}"
            say(f"{new}: two example journeys are in it ({', '.join(made)}).")
        secret = None if no_token else token
        start(
            place,
            port=port,
            host=host,
            open_browser=browser,
            token=secret,
            most=most,
            new_links=new_links,
            address=address,
            proxies=proxy or (),
            certificate=tls_cert,
            key=tls_key,
            by_hub=ByHub(facilitators, team or ()) if login else None,
            metrics_port=metrics_port,
        )
    except (ServeError, StoreError) as error:
        fail(str(error))


@app.command()
def lab(
    folder: Folder = DEFAULT_FOLDER,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; the next free one if it is taken.")
    ] = 8888,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    options: Annotated[
        list[str] | None, typer.Argument(metavar="[-- OPTIONS]", help="JupyterLab's own options, behind “--”.")
    ] = None,
) -> None:
    """Open the workbook in JupyterLab, to read and change the notebooks."""
    from cjm_widgets.serve.lab import lab as start
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.making import make_demos

    given = options or []
    if str(folder).startswith("-"):  # no folder was named before the “--”
        folder, given = DEFAULT_FOLDER, [str(folder), *given]
    try:
        make_demos(store_in(folder))
    except StoreError as error:
        fail(str(error))
    start(folder, port=port, open_browser=browser, options=given)


@app.command()
@of_a_store
def new(
    journey: Annotated[str, typer.Argument(metavar="ID", help="Its name; small letters, digits and hyphens.")],
    folder: Folder = DEFAULT_FOLDER,
    start_from: Annotated[
        str, typer.Option("--from", metavar="TEMPLATE", help="blank, employer, student, outpatient or airport.")
    ] = "blank",
) -> None:
    """Make a new journey."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.store.names import is_id
    from cjm_widgets.tasks.making import make_journey, starter

    try:
        named = journey if is_id(journey) else ""
        # an id says where the file is; what the map is called, the example knows better
        title = starter(start_from).title or journey.replace("-", " ").capitalize() if named else journey
        place = folder_or_store(folder)
        store = store_in(place)
        made = make_journey(store, title, start_from, journey_id=named)
    except (StoreError, ValueError) as error:
        fail(str(error))
    at = f" {shlex.quote(str(folder))}" if isinstance(place, Path) else ""
    say(f"Made {store.where(made.id)}. Open it with: cjm serve{at}")


@app.command()
@of_a_store
def check(
    journey: Annotated[
        str, typer.Argument(metavar="JOURNEY", help="A journey's id in ./journeys, its file, or a folder of journeys.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Say what the method advises for a journey, or for all journeys of a folder.

    Exit status: 0 nothing to say, 1 advice, 2 a journey cannot be read.
    """
    from cjm_widgets.journey.rules import advice, overruled
    from cjm_widgets.pages.book import PAGES

    today = datetime.now().astimezone().date()
    told: dict[str, Any] = {}
    status = 0
    for name, read, problem in _meant(journey):
        found = advice(read, today=today) if read else ()
        left = overruled(read, today=today) if read else ()
        status = max(status, 2 if problem else 1 if found else 0)
        told[name] = {
            **({"problem": problem} if problem else {}),
            "advice": [one.to_json() for one in found],
            "overruled": [one.to_json() for one in left],
        }
        if not as_json:
            say(f"{name}: {problem or ('nothing to advise' if not found else f'{len(found)} to think about')}")
            for page in PAGES:
                if here := [one for one in found if one.page == page.name]:
                    say(f"  {page.title}: {len(here)}")
                    for one in here:
                        say(f"  - {one.say} {one.do} ({one.source})")
            for decision in left:
                say(f"  - Not followed: {decision.advice.say} Reason: {decision.reason}")
    if as_json:
        say(json.dumps(told, ensure_ascii=False, indent=2))
    raise typer.Exit(status)


@app.command()
@of_a_store
def history(
    journey: JourneyName,
    last: Annotated[int, typer.Option("-n", min=0, help="How many of the latest changes; 0 for all.")] = 20,
) -> None:
    """Show who changed what, and when, the latest first."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.history import history_lines

    folder, name = place_of(journey)
    store = store_in(folder)
    try:
        edits, damaged = store.history(name), store.unreadable(name)
    except StoreError as error:
        fail(str(error))
    if damaged:
        say(f"Passed over, because they are damaged: lines {', '.join(map(str, damaged))}.", err=True)
    for line in history_lines(edits)[: last or None]:
        say(line)


@app.command()
@of_a_store
def restore(
    journey: JourneyName,
    at: Annotated[
        str,
        typer.Option(help="Go back to a time (13:46, or 2026-11-22 13:46), or to right after a change (its id)."),
    ] = "",
) -> None:
    """Bring back a deleted journey, a broken one from its history, or an earlier state. Nothing is lost."""
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.maps import bring_back

    folder, name = place_of(journey)
    store = store_in(folder)
    if re.fullmatch(r"\d{1,2}:\d{2}", at):
        at = f"{datetime.now().astimezone():%Y-%m-%d} {at:0>5}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", at):
        at = f"{at}:59.999"  # the whole minute, as cjm history shows it
    try:
        if not at and name not in store.ids() and store.bin().find(name):
            say(f"“{bring_back(store, name).title}” is back, with its history and its answers.")
            return
        if not at and _is_sound(store, name):
            say(f"{name} is not damaged; nothing was done. To go back, add --at. See: cjm history {name}")
            return
        restored = store.restore(name, at=at or None, by="cjm restore")
    except StoreError as error:
        fail(str(error))
    say(f"{restored.title or name} is back, with {counted(len(restored.steps), 'step')}.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a journey's file."""
    from cjm_widgets.journey.model import Journey

    say(json.dumps(Journey.model_json_schema(), ensure_ascii=False, indent=2))


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Print the version when it is asked for."""
    if version:
        say(f"cjm {__version__}")
        raise typer.Exit


def _meant(journey: str) -> list[tuple[str, Journey | None, str]]:
    """The journeys that are meant: the name of each, and the journey or why it cannot be read."""
    from cjm_widgets.store import StoreError

    if Path(journey).is_dir():
        entries = store_in(Path(journey)).entries()
        if not entries:
            fail(f"There is no journey in {journey}.")
        return [(entry.id, entry.journey, entry.problem) for entry in entries]
    folder, name = place_of(journey)
    try:
        return [(name, store_in(folder).open(name), "")]
    except StoreError as error:
        fail(str(error))


def _is_sound(store: JourneyStore, name: str) -> bool:
    from cjm_widgets.store import StoreError

    try:
        store.open(name)
    except StoreError:
        return False
    return True
