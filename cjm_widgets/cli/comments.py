"""Customers' own words onto a map, as quotes that somebody chose."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003  typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, of_a_store, place_of, say, store_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.evidence.offered import Chosen, Offered

Several = list[str]


@app.command()
@of_a_store
def comments(
    journey: JourneyName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV, Excel or Parquet, with people's own words.")],
    name: Annotated[str, typer.Option(help="What people call the survey, such as “Passengers 2026”.")],
    search: Annotated[str, typer.Option(help="Only comments with these words; “in quotation marks” as they are.")] = "",
    step: Annotated[str, typer.Option(help="Only comments that seem to be about this step.")] = "",
    after: Annotated[int, typer.Option(min=0, help="Only comments after this number.")] = 0,
    choose: Annotated[
        Several | None,
        typer.Option(
            metavar="NUMBER[:STEP[:LENS]]",
            help="Put a comment on the map: its number in the list, the step where it is another than the list says, "
            "and actions, responses, language, feelings, emotions or thoughts. May be said again.",
        ),
    ] = None,
    voice: Annotated[str, typer.Option(help="Whose: customer, carer, front-line, behind-the-scenes, manager.")] = "",
    quotable: Annotated[str, typer.Option(help="Whether they may be quoted outside the group: yes or no.")] = "",
    comment: Annotated[Several | None, typer.Option(help="A column of comments; may be said again.")] = None,
    plan: Annotated[Path | None, typer.Option(help="How a file of this kind was read before.")] = None,
    as_written: Annotated[
        bool, typer.Option("--as-written", help="Leave e-mail addresses, telephone numbers and names as they are.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """List the comments of a file, or put chosen ones on the steps as quotes; the others are not kept.

    E-mail addresses, telephone numbers and names after titles are left out. Look for others before you choose.

    Exit status: 0 listed or put on the map, 2 something cannot be used.
    """
    from cjm_widgets.evidence import EvidenceError
    from cjm_widgets.evidence.offered import searched
    from cjm_widgets.evidence.plan import plan_in
    from cjm_widgets.evidence.told import Told
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.comments import comment_lines, comments_of, comments_to_json, put_quotes
    from cjm_widgets.tasks.looked import understood_in
    from cjm_widgets.tasks.plans import kept_plan

    folder, journey_id = place_of(journey)
    try:
        store = store_in(folder)
        stands = store.open(journey_id)
        kept = None if comment else kept_plan(store, name)
        before = plan_in(plan) if plan else kept if kept and kept.comments else None
        understood = understood_in(file, Told(comments=tuple(comment or ())), stands, before)
        every = comments_of(understood, stands, as_written=as_written)
        found = searched(every, search, step)
        if choose:
            chosen = [_chosen(one, every, voice, quotable) for one in choose]
            said = put_quotes(store, journey_id, chosen, name=name, where=understood.table.name, who="cjm comments")
            say(json.dumps({"say": said}, ensure_ascii=False) if as_json else said)
        elif as_json:
            listed = comments_to_json(every)
            numbers = {one.number for one in found if one.number > after}
            listed["comments"] = [one for one in listed["comments"] if one["number"] in numbers]
            say(json.dumps(listed, ensure_ascii=False, indent=2))
        else:
            for line in comment_lines(found, every, after=after):
                say(line)
    except (EvidenceError, StoreError) as error:
        fail(str(error))


def _chosen(said: str, every: Sequence[Offered], voice: str, quotable: str) -> Chosen:
    """A comment as it is said on the command line: a number, a step, whose name may hold colons, and a lens."""
    from cjm_widgets.evidence import EvidenceError
    from cjm_widgets.evidence.offered import LENSES, Chosen

    number, _, rest = said.partition(":")
    step, _, lens = rest.rpartition(":")
    if lens not in LENSES:
        step, lens = rest, ""
    found = next((one for one in every if str(one.number) == number.strip()), None)
    if found is None:
        raise EvidenceError(f"There is no comment “{number}”. The file has {len(every):,}, numbered from 1.")
    return Chosen(found.words, step.strip() or found.step, lens, voice, quotable)
