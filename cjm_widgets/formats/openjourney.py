"""The OpenJourney Format: steps as its columns, layers as its lanes, one node for each cell.

The samples that are to be had differ from its description: persona and point of view stand at the root or under
“metadata”; both are written, and either is read. A node without a score is unscored, so what nobody rated has none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats import columns
from cjm_widgets.formats.base import Changed, Format, FormatError, Incoming, LeftOut, Written
from cjm_widgets.formats.json_file import values_in
from cjm_widgets.formats.losses import lost
from cjm_widgets.formats.making import Making
from cjm_widgets.formats.several import names_in_a_cell
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
_NODE: Final = ("id", "stageId", "swimlaneId", "description", "score", "isMomentOfTruth")
"""What of a node finds its place whatever it says."""
_PARTS: Final = ("version", "stages", "swimlanes", "nodes")
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
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
        "stages": [{"id": one.id, "title": columns.cell(journey, columns.STEP, one)} for one in journey.steps],
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
    made = Making(f"“{name}”")
    stages, lanes, nodes = (_items(raw, part, made) for part in ("stages", "swimlanes", "nodes"))
    if not stages:
        raise FormatError(f"“{name}” is JSON, but no OpenJourney file: it has no stages.")
    _head(raw, made)
    lane_of = {str(one.get("id")): _text(one) for one in lanes}
    stage_names = _stage_names(nodes, lane_of)
    steps: dict[str, dict[str, Any]] = {}
    for at, one in enumerate(stages):
        key = str(one.get("id", at))
        called = _text(one) or f"Step {at + 1}"
        steps[key] = made.step(called, made.stage(stage_names.get(key, "")))
        _leave(one, {*_TEXTS, "id"}, f"the step “{called}”", made)
    for one in lanes:
        _leave(one, {*_TEXTS, "id"}, f"the lane “{_text(one)}”", made)
    for node in nodes:
        step = steps.get(str(node.get("stageId")))
        if step is None:
            made.left_out.append(LeftOut(0, f"“{_words(node)[:60]}” stands in no stage that there is."))
            continue
        _take(node, step, lane_of.get(str(node.get("swimlaneId")), ""), made)
    return made.made("imported")


def _head(raw: Mapping[str, Any], made: Making) -> None:
    """Name, persona and point of view, at the root or under “metadata”."""
    below = raw["metadata"] if isinstance(raw.get("metadata"), dict) else {}
    head = {**below, **{key: value for key, value in raw.items() if value not in ("", None)}}
    made.title = made.short(_text(head, ("title", "name")))
    made.segment = made.short(_plain(head.get("pointOfView")))
    people = head.get("persona")
    for one in people if isinstance(people, list) else [people]:
        name = _text(one) if isinstance(one, dict) else _plain(one)
        made.person(name)
        if isinstance(one, dict):
            _leave(one, {*_TEXTS, "id"}, f"the persona “{name}”", made)
    _leave(head, {"title", "name", "pointOfView", "persona", "metadata", *_PARTS}, "the file", made)


def _stage_names(nodes: list[Mapping[str, Any]], lane_of: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for node in nodes:
        if columns.meant(lane_of.get(str(node.get("swimlaneId")), "")) is columns.STAGE:
            found[str(node.get("stageId"))] = _text(node)
    return found


def _take(node: Mapping[str, Any], step: dict[str, Any], lane: str, made: Making) -> None:
    title, words = _text(node), _words(node)
    tags = node["tags"] if isinstance(node.get("tags"), list) else []
    _rate(node, step, is_ours=_FELT in tags, made=made)
    taken = {*_TEXTS, *_NODE, *(["tags"] if tags == [_FELT] else [])}
    taken |= _blueprint(node, step, made)
    column = columns.meant(lane)
    if column is columns.STAGE or (lane == columns.SATISFACTION and _FELT in tags):
        _leave(node, taken, f"“{title[:60]}”", made)
        return
    if column is not None:
        made.say(step, column, words, 0)
    elif words:
        made.say(step, columns.ACTIONS, words, 0)
        made.changed.append(
            Changed(0, f"“{title[:60]}” of the lane “{lane[:60]}” stands under “{columns.ACTIONS.title}”.")
        )
    if node.get("isMomentOfTruth") is True and (column is None or column.key != "moments") and title:
        made.say(step, _MOMENTS, names_in_a_cell([title]), 0)
    _leave(node, taken, f"“{title[:60]}”", made)


def _rate(node: Mapping[str, Any], step: dict[str, Any], *, is_ours: bool, made: Making) -> None:
    """Puts a score on a step, be it a figure or one in words."""
    score = node.get("score")
    if is_ours:
        known = isinstance(score, int | float) and not isinstance(score, bool)
        figure = columns.number_of(score / _WIDER) if known and score is not None else columns.UNKNOWN
        made.rate(step, "", SCALES["felt"], figure, 0)
    else:
        made.rate(step, "OpenJourney", _SCORES, _plain(score), 0)


def _blueprint(node: Mapping[str, Any], step: dict[str, Any], made: Making) -> set[str]:
    """Takes what a node says of the stages behind it; returns the key where all of it has a place."""
    found = node.get("blueprint")
    if not isinstance(found, dict):
        return set()
    places = {key: column for key in found if (column := columns.meant(_CAMEL.sub(" ", key))) in _BEHIND}
    for key, column in places.items():
        if column is not None:
            made.say(step, column, _plain(found[key]), 0)
    _leave(found, {*places}, f"the blueprint of “{_text(node)[:60]}”", made)
    return {"blueprint"}


def _leave(of: Mapping[str, Any], taken: set[str], whose: str, made: Making) -> None:
    """Says what is left out of an item."""
    left = [f"{key} “{_plain(value)[:60]}”" for key, value in of.items() if key not in taken and value not in _EMPTY]
    if left:
        made.left_out.append(LeftOut(0, f"Of {whose}: {', '.join(left)}."))


_BEHIND: Final = [one for one in columns.COLUMNS if one.key.startswith("blueprint/")]
_MOMENTS: Final = next(one for one in columns.COLUMNS if one.key == "moments")


def _items(raw: Any, part: str, made: Making) -> list[Mapping[str, Any]]:
    found = raw.get(part) if isinstance(raw, dict) else None
    all_of_it = found if isinstance(found, list) else []
    made.left_out += [
        LeftOut(0, f"Among the {part}: “{_plain(one)[:60]}”.") for one in all_of_it if not isinstance(one, dict)
    ]
    return [one for one in all_of_it if isinstance(one, dict)]


def _text(of: Mapping[str, Any], names: tuple[str, ...] = _TEXTS) -> str:
    return next((str(of[name]).strip() for name in names if isinstance(of.get(name), str) and of[name].strip()), "")


def _words(node: Mapping[str, Any]) -> str:
    return "\n".join(filter(None, (_text(node), _text(node, ("description",)))))


def _plain(value: Any) -> str:
    """A value as words: what is no text as JSON has it."""
    if value in _EMPTY:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


FORMAT: Final = Format("ojf", "OpenJourney Format", ".ojf", "application/json", write, read)
