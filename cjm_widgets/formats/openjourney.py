"""The OpenJourney Format: steps as its columns, layers as its lanes, one node for each cell.

The samples that are to be had differ from its description: persona and point of view stand at the root or under
“metadata”; both are written, and either is read. A node without a score is unscored, so what nobody rated has none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Changed, Format, FormatError, Incoming, LeftOut, Written
from cjm_widgets.formats.held import lost
from cjm_widgets.formats.json_file import values_in
from cjm_widgets.formats.making import Making
from cjm_widgets.journey.scales import ROOM, SCALES, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.formats.base import Loss, Outgoing
    from cjm_widgets.formats.held import Filled
    from cjm_widgets.journey.model import Journey, Rating, Step

VERSION: Final = "1.0"
_SCORES: Final = scale_of("-5 to 5")
_WIDER: Final = 2.5
"""How many of its points one point of ours is: -2 to 2 becomes -5 to 5."""
_RATED: Final = "satisfaction"
_FELT: Final = "cjm:satisfaction -2 to 2"
"""A tag by which scores come back as they were."""
_TEXTS: Final = ("title", "name", "label", "text")
_LANES: Final = tuple(one for one in columns.COLUMNS if one is not columns.STEP)
_RATING: Final = frozenset({"steps/ratings/value", "steps/ratings/scale", "steps/ratings/rater"})
_HOLDS: Final = columns.HOLDS | {"title", "personas/name", "scope/segment"}


def write(out: Outgoing) -> Written:
    """The map as JSON for editors that know the format."""
    journey = out.journey
    persona = next((one.name for one in journey.personas if one.name and out.persona in ("", one.id)), "")
    head = {"persona": persona, "pointOfView": journey.scope.segment}
    lanes = [one for one in _LANES if any(columns.cell(journey, one, step) for step in journey.steps)]
    made: dict[str, Any] = {
        "version": VERSION,
        "title": journey.title,
        **head,
        "metadata": {"title": journey.title, **head},
        "stages": [{"id": step.id, "title": step.name} for step in journey.steps],
        "swimlanes": [
            *({"id": one.key, "title": one.title} for one in lanes),
            {"id": _RATED, "title": columns.SATISFACTION},
        ],
        "nodes": [node for step in journey.steps for node in _nodes(journey, step, lanes)],
    }
    data = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    return Written(data.encode(), _lost(out, persona))


def _nodes(journey: Journey, step: Step, lanes: list[columns.Column]) -> Iterator[dict[str, Any]]:
    moments = [one for one in journey.moments if one.step == step.id]
    for lane in lanes:
        text = columns.cell(journey, lane, step)
        if not text:
            continue
        node: dict[str, Any] = {
            "id": f"{step.id}--{lane.key}",
            "stageId": step.id,
            "swimlaneId": lane.key,
            "title": text,
        }
        if lane.key == "moments" and moments:
            node["isMomentOfTruth"] = True
        yield node
    felt = _felt(step)
    if felt is None:
        return
    node = {"id": f"{step.id}--{_RATED}", "stageId": step.id, "swimlaneId": _RATED, "tags": [_FELT]}
    if isinstance(felt.value, float):
        score = felt.value * _WIDER
        node |= {"title": SCALES["felt"].say(felt.value), "score": int(score) if score == int(score) else score}
    yield {"title": columns.UNKNOWN, **node}


def _felt(step: Step) -> Rating | None:
    """What the group agreed on; of several ratings a node could hold one."""
    return next((one for one in step.ratings if one.id == ROOM and one.scale == "felt" and one.value is not None), None)


def _lost(out: Outgoing, persona: str) -> tuple[Loss, ...]:
    """All that has no lane; of the ratings those of others than the group."""
    in_table = columns.is_in_table(out.journey)
    rated = {
        f"steps/{step.id}/ratings/{ROOM}/{name}"
        for step in out.journey.steps
        if _felt(step)
        for name in ("value", "scale")
    }

    def is_there(one: Filled) -> bool:
        if one.kind == "personas/name":
            return str(one.value) == persona
        return one.path in rated if one.kind in _RATING else in_table(one)

    return (*lost(out.journey, _HOLDS, is_there), *columns.stages_not_as_they_are(out.journey))


def read(data: bytes, name: str) -> Incoming:
    """The map in a file of the format, whichever of its two headers it has.

    Raises:
        FormatError: if it is none.
    """
    raw = values_in(data, f"“{name}” is not an OpenJourney file: it is not JSON.")
    stages, lanes, nodes = (_items(raw, part) for part in ("stages", "swimlanes", "nodes"))
    if not stages:
        raise FormatError(f"“{name}” is JSON, but no OpenJourney file: it has no stages.")
    made = Making(f"“{name}”")
    head = {**(raw["metadata"] if isinstance(raw.get("metadata"), dict) else {}), **raw}
    made.title = made.short(_text(head, ("title", "name")))
    persona = head.get("persona")
    made.person(_text(persona, _TEXTS) if isinstance(persona, dict) else str(persona or ""))
    lane_of = {str(one.get("id")): _text(one, _TEXTS) for one in lanes}
    stage_names = _stage_names(nodes, lane_of)
    steps: dict[str, dict[str, Any]] = {}
    for at, one in enumerate(stages):
        key = str(one.get("id", at))
        steps[key] = made.step(_text(one, _TEXTS) or f"Step {at + 1}", made.stage(stage_names.get(key, "")))
    for node in nodes:
        step = steps.get(str(node.get("stageId")))
        if step is None:
            made.left_out.append(LeftOut(0, f"“{_text(node, _TEXTS)[:60]}” stands in no stage that there is."))
            continue
        _take(node, step, lane_of.get(str(node.get("swimlaneId")), ""), made)
    return made.made("imported")


def _stage_names(nodes: list[Mapping[str, Any]], lane_of: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for node in nodes:
        if columns.meant(lane_of.get(str(node.get("swimlaneId")), "")) is columns.STAGE:
            found[str(node.get("stageId"))] = _text(node, _TEXTS)
    return found


def _take(node: Mapping[str, Any], step: dict[str, Any], lane: str, made: Making) -> None:
    title, more = _text(node, _TEXTS), _text(node, ("description",))
    column = columns.meant(lane)
    score = node.get("score")
    if score is None and lane == columns.SATISFACTION and title.casefold() == columns.UNKNOWN:
        made.rate(step, "", SCALES["felt"], columns.UNKNOWN, 0)
    if isinstance(score, int | float) and not isinstance(score, bool):
        felt = _FELT in (node.get("tags") or [])
        scale = SCALES["felt"] if felt else _SCORES
        made.rate(step, "" if felt else "OpenJourney", scale, f"{score / _WIDER if felt else score:.12g}", 0)
    if column is columns.STAGE or lane == columns.SATISFACTION:
        return
    words = "\n".join(filter(None, (title, more)))
    if column is not None:
        made.say(step, column, words, 0)
    elif words:
        made.say(step, _ACTIONS, words, 0)
        made.changed.append(Changed(0, f"“{title[:60]}” of the lane “{lane[:60]}” stands under “{_ACTIONS.title}”."))
    if node.get("isMomentOfTruth") and (column is None or column.key != "moments") and title:
        made.say(step, _MOMENTS, title.replace(";", ","), 0)
    told = [key for key in ("severity", "sentiment", "purpose", "blueprint") if node.get(key)]
    if told:
        made.left_out.append(LeftOut(0, f"Of “{title[:60]}”: {', '.join(told)}."))


_ACTIONS: Final = next(one for one in columns.COLUMNS if one.key == "experience/actions")
_MOMENTS: Final = next(one for one in columns.COLUMNS if one.key == "moments")


def _items(raw: Any, part: str) -> list[Mapping[str, Any]]:
    found = raw.get(part) if isinstance(raw, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(of: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(of[name]).strip() for name in names if isinstance(of.get(name), str) and of[name].strip()), "")


FORMAT: Final = Format("ojf", "OpenJourney Format", ".ojf", "application/json", write, read)
