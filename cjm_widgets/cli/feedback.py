"""What the surveys on a map say, in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cjm_widgets.cli.terminal import JourneyName, app, fail, place_of, say, store_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.journey.model import Journey


@app.command()
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

    folder, journey_id = place_of(journey)
    try:
        found = store_in(folder).open(journey_id)
        view, logs = feedback_view(found), logs_view(found)
        higher = _higher(folder, found, group) if group else None
    except (EvidenceError, StoreError) as error:
        fail(str(error))
    if as_json:
        said = {"surveys": view, "logs": logs} if higher is None else {"surveys": view, "higher": higher}
        say(json.dumps(said, ensure_ascii=False, indent=2))
        return
    lines = _higher_lines(higher) if higher else (*_lines(view), *_log_lines(logs))
    for line in list(lines) or ["No survey is on this map."]:
        say(line)


def _lines(view: list[dict[str, Any]]) -> Iterator[str]:
    from cjm_widgets.journey.figures import fixed

    for one in view:
        yield one["name"]
        yield from (f"  {said['say']}" for said in one["said"])
        for outcome in (each for each in one["outcomes"] if each["steps"]):
            yield f"  How far each step goes with “{outcome['name']}”:"
            for step in outcome["steps"]:
                part = f"; its part {100 * step['part']:.0f} %" if step["part"] is not None else ""
                ends = f"{step['reach']}, n = {step['n']:,}"
                against = "; against it" if step["called"] and step["value"] < 0 else ""
                yield f"    {step['name']}: {fixed(step['value'], 2)}, {ends}{part}{against}"
        for row in one["rows"]:
            cells = [
                f"{column['title']} {cell['say']}" + (f" ({cell['sample']})" if cell["sample"] else "")
                for column, cell in zip(one["columns"], row["cells"], strict=True)
                if cell
            ]
            yield f"  {row['name']}: {', '.join(cells)}"


def _log_lines(logs: list[dict[str, Any]]) -> Iterator[str]:
    for one in logs:
        yield one["name"]
        for step in one["steps"]:
            yield f"  {step['name']}: {' '.join(step['lines'])}"
            yield from (f"    {part['name']}: {' '.join(part['lines'])}" for part in step["parts"])
        if one["few"]:
            yield f"  {one['few']}"


def _higher(folder: Path, journey: Journey, groups: list[str]) -> list[dict[str, Any]]:
    """How two groups stand to each other, by each survey that has both and whose answers are kept."""
    from cjm_widgets.evidence import EvidenceError
    from cjm_widgets.evidence.two_groups import higher
    from cjm_widgets.journey.facts import step_name
    from cjm_widgets.tasks.answers import kept_answers

    if len(groups) != 2:
        raise EvidenceError("Name two groups: --group A --group B.")
    made, missing = [], []
    for source in journey.sources:
        try:
            answers = kept_answers(folder, journey.id, source.id)
            found = higher(journey, source, answers, *groups) if answers else ()
        except EvidenceError as error:
            missing.append(str(error))
            continue
        if answers and not found:
            missing.append(f"No step of “{source.name}” has answers of both groups.")
        named = [{"name": step_name(journey, one.step), **one._asdict()} for one in found]
        made += [{"survey": source.name, "groups": groups, **one} for one in named]
    if not made:
        raise EvidenceError(
            *(missing or ["No answers are kept beside this map, so that only its figures can be compared."])
        )
    return made


def _higher_lines(higher: list[dict[str, Any]]) -> Iterator[str]:
    for one in higher:
        first, second = one["groups"]
        better, worse = (round(100 * one[way]) for way in ("better", "worse"))
        whole = f"{100 * one['value']:.0f}, between {100 * one['low']:.0f} and {100 * one['high']:.0f}"
        sure = "more than chance" if one["called"] else "not enough to say"
        times = f"better than {second} in {better} of 100 pairs, worse in {worse} and alike in {100 - better - worse}"
        yield f"{one['name']}: {first} rates it {times}; {sure}. With half of those alike it is better in {whole}."
