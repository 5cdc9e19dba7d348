"""What to ask customers next."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, of_a_store, place_of, say, store_in


@app.command()
@of_a_store
def ask(
    journey: JourneyName,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Say what a journey rests on, and what to ask next: first what could change what is decided."""
    from cjm_widgets.journey.apart import seen_by
    from cjm_widgets.journey.ask_next import ON_A_SHEET, RULE, ask_next
    from cjm_widgets.journey.coverage import coverage
    from cjm_widgets.store import StoreError

    folder, name = place_of(journey)
    try:
        read = seen_by(store_in(folder).open(name), "")
    except StoreError as error:
        fail(str(error))
    covered, unknown = coverage(read, datetime.now().astimezone().date()), ask_next(read)
    if as_json:
        told = {"coverage": covered.to_json(), "ask": [one.to_json() for one in unknown], "rule": RULE}
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if covered.say:
        say(covered.say)
    if not unknown:
        say(
            "Nothing is left to ask for: each step is measured, and no answer would change which steps are lowest, "
            "the hot spots or the first three solutions."
        )
    for at, one in enumerate(unknown, start=1):
        say(f"{at}. {one.why} {one.told}")
        if at <= ON_A_SHEET:
            say(f"   Ask: {one.question}")
