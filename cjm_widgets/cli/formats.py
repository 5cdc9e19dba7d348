"""The commands by which a map leaves and comes back."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003  typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, of_a_store, place_of, say, store_in
from cjm_widgets.journey.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.formats.base import Incoming
    from cjm_widgets.tasks.proposing import Proposal


@app.command()
@of_a_store
def export(
    journey: JourneyName,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to make; its ending says in which form.")],
    view: Annotated[str, typer.Option(help="Which view of the map; all layers if left out.")] = "",
    hide: Annotated[list[str] | None, typer.Option(help="A layer of the view that is left out, by its key.")] = None,
    persona: Annotated[str, typer.Option(help="The persona for whom it is drawn.")] = "",
    edition: Annotated[str, typer.Option(help="An edition, by its name; the map as it stands if left out.")] = "",
    paper: Annotated[str, typer.Option(help="Of a PDF: a3, a2, a1, tiled (A4 to put together) or report.")] = "",
    figure: Annotated[
        str, typer.Option(help="Of a picture: map, curve, solutions, stakeholders, profile or indicators.")
    ] = "",
    link: Annotated[str, typer.Option(help="Of sheets: the address that their QR code leads to.")] = "",
    to: Annotated[str, typer.Option(help="The form, where the ending does not say it.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Fail if anything of the map is not in the file.")] = False,
) -> None:
    """Take a map away in another form: a table, a text, a diagram, or the workbook's own file.

    What the form cannot hold is said. What single people rated for themselves never leaves, and quotes only where
    somebody said that they may be quoted.

    Exit status: 0 made, 1 something is not in it and --strict was asked, 2 it cannot be made.
    """
    from cjm_widgets.formats.base import FormatError
    from cjm_widgets.formats.registry import format_of
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.exporting import Wish, export_map, keep_file

    folder, name = place_of(journey)
    try:
        how = format_of(to or output.name)
        wish = Wish(view, frozenset(hide or ()), persona, edition, paper, figure, link)
        made = export_map(store_in(folder), name, how, wish)
        if strict and made.losses:
            say(f"{how.title} cannot hold all of it, so nothing was made:", err=True)
            for loss in made.losses:
                say(f"  {loss.say}", err=True)
            raise typer.Exit(1)
        keep_file(output, made.data)
    except (FormatError, StoreError) as error:
        fail(str(error))
    say(f"Made {output}.")
    for loss in made.losses:
        say(f"  {loss.say}")


@app.command("import")
@of_a_store
def import_(
    file: Annotated[Path, typer.Argument(help="A map as CSV, Excel, Markdown, Mermaid, OpenJourney, HTML or JSON.")],
    name: Annotated[str, typer.Option(help="The new map's id; made from its name if left out.")] = "",
    into: Annotated[str, typer.Option(metavar="JOURNEY", help="Propose it as changes of a map that is there.")] = "",
    title: Annotated[str, typer.Option(help="What the new map is called; as in the file if left out.")] = "",
    whose: Annotated[str, typer.Option(help="With --into: the group that made it; its ratings stay apart.")] = "",
    take: Annotated[str, typer.Option(help="With --into: the numbers of what is taken, “1,3-5”, or “all”.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="With --take: also what was taken out of the file.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is in the file; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Bring a map in, as a new one or as changes of one that is there, to be taken one by one.

    Exit status: 0 done, 2 it cannot be read or does not fit.
    """
    from cjm_widgets.formats.base import FormatError
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.importing import make_map, read_map
    from cjm_widgets.tasks.proposing import proposed
    from cjm_widgets.tasks.proposing import take as take_some

    try:
        found = read_map(file)
        called = title or found.journey.title or file.stem
        if into:
            folder, journey_id = place_of(into)
            store = store_in(folder)
            offered = proposed(store.open(journey_id), found.journey, by_id=found.has_ids, whose=whose, left=found.left)
            chosen = _chosen(take, offered, remove=remove)
            if dry_run or not take:
                _show(found, called, offered, as_json=as_json)
                return
            done = take_some(store, journey_id, chosen, by=whose or "cjm import")
            say(f"Took {len(done.edits)} of {counted(len(offered), 'change')} into “{journey_id}”.")
            if kept := [one for one in offered if one.removes and one not in chosen]:
                say(f"Left as it is, though it was taken out of the file: {len(kept)}.")
            return
        if dry_run:
            _show(found, called, (), as_json=as_json)
            return
        folder, journey_id = place_of(name or "x")
        store = store_in(folder)
        made = make_map(store, found, called, by="cjm import", journey_id=journey_id if name else "")
        say(f"Made {store.where(made.id)}, “{made.title}”, with {counted(len(made.steps), 'step')}.")
        _left(found)
    except (FormatError, StoreError, ValueError) as error:
        fail(str(error))


def _show(found: Incoming, called: str, offered: Sequence[Proposal], *, as_json: bool) -> None:
    if as_json:
        from cjm_widgets.journey.apart import seen_value

        told: dict[str, Any] = {
            "journey": found.journey.to_json(),
            "left_out": [one._asdict() for one in found.left_out],
            "changed": [one._asdict() for one in found.changed],
        }
        if offered:
            told["proposals"] = [
                {"number": at, "path": one.edit.path, "where": one.where, "removes": one.removes}
                | {"here": seen_value(one.edit.old), "there": seen_value(one.edit.new)}
                for at, one in enumerate(offered, 1)
            ]
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    journey = found.journey
    say(f"“{called}”: {counted(len(journey.stages), 'stage')}, {counted(len(journey.steps), 'step')}.")
    for at, step in enumerate(journey.steps, 1):
        say(f"  {at}. {step.name}")
    _left(found)
    for at, one in enumerate(offered, 1):
        say(f"  {at}: {one.say}")
    if offered:
        if any(one.removes for one in offered):
            say("What was taken out of the file stays on the map, unless you add --remove.")
        else:
            say("What is not in the file stays on the map: nothing is removed.")
        say("Nothing is taken yet. Take what fits: --take 1,3-5, or --take all.")


def _left(found: Incoming) -> None:
    for title, lines in (("Left out", found.left_out), ("Read otherwise", found.changed)):
        for one in lines:
            say(f"  {title}{f', line {one.line}' if one.line and not one.where else ''}: {one.told}")


def _chosen(take: str, offered: Sequence[Proposal], *, remove: bool) -> list[Proposal]:
    """What is taken, by numbers; what removes something only if that was asked.

    Raises:
        ValueError: if a number is not offered, or removes something and nobody asked for that.
    """
    if take.strip().casefold() == "all":
        return [one for one in offered if remove or not one.removes]
    numbers: set[int] = set()
    for part in filter(None, (one.strip() for one in take.split(","))):
        first, _, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            raise ValueError(f"“{part}” is no number. Write such as --take 1,3-5, or --take all.")
        ends = int(first), int(last or first)
        if min(ends) < 1 or max(ends) > len(offered):
            raise ValueError(f"There are {len(offered)} changes to take, from 1 to {len(offered)}.")
        numbers |= {*range(ends[0], ends[1] + 1)}
    if not remove and (risky := [at for at in sorted(numbers) if offered[at - 1].removes]):
        raise ValueError(f"{risky[0]} takes something off the map. Add --remove if that is meant.")
    return [one for at, one in enumerate(offered, 1) if at in numbers]
