"""Customers' answers and figures onto a map, and off it again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path  # noqa: TC003  typer reads it
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, of_a_store, place_of, say, store_in

if TYPE_CHECKING:
    from cjm_widgets.tasks.looked import Looked

Several = list[str]
Decimal = Literal["", ".", ","]
Counts = Literal["", "people", "shares"]
_ANSWERED_BY: Final = {None: "", True: "same", False: "others"}


@app.command()
@of_a_store
def attach(
    journey: JourneyName,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, TSV, Excel or Parquet, as your survey tool saves it.")
    ],
    name: Annotated[str, typer.Option(help="What people call the survey, such as “Passengers 2026”.")],
    plan: Annotated[Path | None, typer.Option(help="How a file of this kind was read before.")] = None,
    step: Annotated[str, typer.Option(help="The column that names the step.")] = "",
    value: Annotated[Several | None, typer.Option(help="A column of figures or answers; may be said again.")] = None,
    group: Annotated[str, typer.Option(help="The column that names the group: segment, site, wave.")] = "",
    n: Annotated[str, typer.Option("--n", help="The column that says how many people.")] = "",
    scale: Annotated[
        Several | None,
        typer.Option(
            help="negative-share, positive-share, five-points, ten-points, nps, felt, or the ends of the scale, such "
            "as 1-7 or “1-6 low is good”, or answers in words from the worst to the best: “no < partly < yes”; "
            "COLUMN=SCALE for one column."
        ),
    ] = None,
    missing: Annotated[
        Several | None, typer.Option(help="What means “no answer”, such as 99; may be said again.")
    ] = None,
    outcome: Annotated[
        Several | None, typer.Option(help="A column or row about the journey as a whole, such as “Overall”.")
    ] = None,
    target: Annotated[str, typer.Option(help="The column with what is aimed at.")] = "",
    comment: Annotated[Several | None, typer.Option(help="A column with people's own words.")] = None,
    leave_out: Annotated[Several | None, typer.Option(help="A column from which nothing is taken.")] = None,
    case: Annotated[str, typer.Option(help="In a log of events: the column that tells customers apart.")] = "",
    time: Annotated[str, typer.Option(help="In a log of events: the column with the time.")] = "",
    end: Annotated[str, typer.Option(help="In a log of events: the column that says when it was over.")] = "",
    channel: Annotated[str, typer.Option(help="In a log of events: the column with the channel.")] = "",
    decimal: Annotated[Decimal, typer.Option(help="What stands before decimals in the file: . or ,")] = "",
    counts: Annotated[
        Counts,
        typer.Option(help="Where columns say how often each answer was given: whether these are people or shares."),
    ] = "",
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="Whether 02/03/2026 is the second of March.")
    ] = None,
    sheet: Annotated[str, typer.Option(help="Which sheet of a workbook; the first with a table if left out.")] = "",
    make_steps: Annotated[bool, typer.Option("--make-steps", help="Make steps of names that the map has not.")] = False,
    called: Annotated[
        Several | None,
        typer.Option(help="Which step a name of the file is: “Waiting time=I wait”; “Waiting time=” leaves it out."),
    ] = None,
    source: Annotated[str, typer.Option(help="Where the file can be found; its name if left out.")] = "",
    people: Annotated[
        int | None, typer.Option(help="How many people answered for each step, where the file does not say it.")
    ] = None,
    date: Annotated[str, typer.Option(help="Year, month or day.")] = "",
    least: Annotated[
        int | None, typer.Option(min=2, help="From how many respondents a group is shown: 5, or as many as before.")
    ] = None,
    answers: Annotated[
        bool,
        typer.Option(
            "--answers/--no-answers",
            help="Keep the answers beside the map as bare numbers, for its owner only: they tell groups apart later.",
        ),
    ] = True,
    same_people: Annotated[
        bool | None,
        typer.Option(
            "--same-people/--other-people",
            help="If it is asked: whether those answered who answered before, or others, as in a later survey.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what the file holds; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Put the figures of a file on the steps of a journey.

    What cannot be known from the file is asked: the question is printed, and nothing is written.

    Exit status: 0 attached, 2 something is asked or cannot be used.
    """
    from cjm_widgets.evidence import EvidenceError
    from cjm_widgets.evidence.least import WhoAnsweredError
    from cjm_widgets.evidence.told import Told
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.surveys import attach_survey, least_shown, looked_at, with_the_rest

    scales = [one.rpartition("=") for one in scale or ()]
    told = Told(
        step=step,
        values=tuple(value or ()),
        group=group,
        n=n,
        scale=next((said for column, _, said in scales if not column), ""),
        scales={column: said for column, _, said in scales if column},
        missing=tuple(missing or ()),
        outcomes=tuple(outcome or ()),
        target=target,
        comments=tuple(comment or ()),
        unused=tuple(leave_out or ()),
        case=case,
        time=time,
        end=end,
        channel=channel,
        decimal=decimal,
        counted=counts,
        day_first=day_first,
        people=people,
        sheet=sheet,
        make_steps=make_steps,
        steps={of_file.strip(): of_map.strip() for of_file, _, of_map in (one.rpartition("=") for one in called or ())},
    )
    folder, journey_id = place_of(journey)
    try:
        store = store_in(folder)
        stands = store.open(journey_id)
        shown_from = least_shown(stands, name, least)
        looked = looked_at(store, stands, file, told, name=name, date=date, plan=plan)
        if dry_run or looked.asked:
            _told(looked, as_json=as_json, least=shown_from)
        else:
            about = {"source": source, "date": date, "make_steps": make_steps, "who": "cjm attach"}
            about |= {"answers": answers, "least": least, "answered_by": _ANSWERED_BY[same_people]}
            done = attach_survey(store, journey_id, looked, name=name, keep_in=store, **about)  # type: ignore[arg-type]
            done = with_the_rest(looked, done)
            say(json.dumps({"say": done}, ensure_ascii=False) if as_json else done)
    except WhoAnsweredError as error:
        asks = replace(looked.understood, questions=(error.question,))
        _told(replace(looked, understood=asks), as_json=as_json, least=shown_from)
    except EvidenceError as error:
        if as_json:
            say(json.dumps({"problems": [one.to_json() for one in error.problems]}, ensure_ascii=False, indent=2))
            raise typer.Exit(2) from error
        fail(str(error))
    except StoreError as error:
        fail(str(error))


def _told(looked: Looked, *, as_json: bool, least: int) -> None:
    """Says what a file holds, and ends the command with what is asked."""
    if as_json:
        say(json.dumps(looked.to_json(least), ensure_ascii=False, indent=2))
    else:
        for line in looked.lines():
            say(line)
    if looked.asked:
        if as_json:
            raise typer.Exit(2)
        fail(looked.asked)


@app.command()
@of_a_store
def detach(
    journey: JourneyName,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the survey is called.")],
    history: Annotated[
        bool, typer.Option("--history", help="Out of the history and of all editions too; nothing brings it back.")
    ] = False,
) -> None:
    """Take a survey off a journey: its figures, the quotes chosen from it, and its source unless something needs it."""
    from cjm_widgets.evidence import EvidenceError
    from cjm_widgets.store import StoreError
    from cjm_widgets.tasks.detaching import detach_survey, forget_survey

    folder, journey_id = place_of(journey)
    store = store_in(folder)
    try:
        take_off = forget_survey if history else detach_survey
        say(take_off(store, journey_id, name, who="cjm detach"))
    except (EvidenceError, StoreError) as error:
        fail(str(error))
