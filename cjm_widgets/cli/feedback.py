"""What the surveys on a map say, in the terminal."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, of_a_store, place_of, say, store_in


@app.command()
@of_a_store
def feedback(
    journey: JourneyName,
    group: Annotated[
        list[str] | None, typer.Option(help="Two groups, to say from the answers which rates better; said twice.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Say what the surveys and logs on a journey say: the lowest steps, what goes with the outcome, groups, waiting.

    Exit status: 0 said, 2 the journey cannot be opened, or there are no such groups or answers.
    """
    from cjm_widgets.evidence import EvidenceError
    from cjm_widgets.journey.feedback import feedback_view
    from cjm_widgets.journey.happened import logs_view
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.feedback import beside_each_other, told_by

    folder, journey_id = place_of(journey)
    if group and len(group) != 2:
        fail("Name two groups: --group A --group B.")
    try:
        store = store_in(folder)
        found = store.open(journey_id)
        view, logs = feedback_view(found), logs_view(found)
        beside = beside_each_other(store, found, *group) if group else None
    except (EvidenceError, StoreError) as error:
        fail(str(error))
    if as_json:
        more = {"logs": logs} if beside is None else {"higher": [one.to_json() for one in beside]}
        said = {"surveys": view, **more}
        say(json.dumps(said, ensure_ascii=False, indent=2))
        return
    if beside is not None:
        for pair in beside:
            say(pair.say)
        return
    for one, told in (*((one, told_by([one], ())) for one in view), *((one, told_by((), [one])) for one in logs)):
        say(one["name"])
        for each in told:
            say(f"{'    ' if each.deep else '  '}{each.say}")
    if not view and not logs:
        say("No survey is on this map.")
