"""Another map of the same journey laid beside this one: which of its items are ours, and what it says otherwise. Pure.

Items are matched by id where the maps are of one origin, else by name and place: a step by its name, first in the stage
of the same name; a moment of truth or a solution by its name, first at the same step; what stands in a step, by its
name there; a rating by what its rater is called. Two of one name are matched in their order.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cjm_widgets.journey.as_left import KEPT, called, changed_since, gone, of_one_origin
from cjm_widgets.journey.edits import diff
from cjm_widgets.journey.model import Journey, Rating, TimeSpan
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.scales import ROOM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.parts.base import Value

_ALIKE: Final = ("ratings",)
"""Lists whose ids say what they are: a rating's is its rater."""
_PLACES: Final = {"steps": ("stage", "stages"), "moments": ("step", "steps"), "solutions": ("step", "steps")}
"""What says where an item stands, and in which list that is."""
_LONGEST: Final = 62


def proposals(
    here: Journey, other: Journey, *, by_id: bool, whose: str = "", left: Mapping[str, str] | None = None
) -> tuple[Edit, ...]:
    """What another map has that this one has not, or has otherwise, as edits; last what was taken out of it.

    Nothing is taken for removed but what is known to have left with the file.

    Args:
        here: this map.
        other: the other one.
        by_id: whether its items have ids of a map; they are ours only if the maps are of one origin.
        whose: what the group is called that made it; its own ratings then stand beside this map's, under that name,
            and what it has not is no removal.
        left: the marks that its file has of the map as it left (`as_left`).
    """
    by_id = by_id and of_one_origin(here, other, left or {})
    left = left if left and by_id else {}
    other = changed_since(here, other, left) if left else other
    ours = here.model_dump(mode="json")
    raw, _ = _as_ours(here, ours, _ratings_of(other, whose) if whose else other, by_id=by_id)
    removals = gone(here, Journey.model_validate(raw), left) if left and not whose else ()
    merged = _laid_over(Journey, ours, raw)
    return (*diff(here, Journey.model_validate({**ours, **merged})), *removals)


class Matched(NamedTuple):
    """Another map with the ids that its items have in this one.

    Args:
        journey: the other map; an item that is not in this one has an id that is free here.
        ids: by the list, such as “steps” or “steps/ratings”, under which id here each item of the other map stands.
    """

    journey: Journey
    ids: Mapping[str, Mapping[str, str]]


def matched(here: Journey, other: Journey, *, by_id: bool) -> Matched:
    """Another map of the same journey, its items under the ids of ours; arguments as for `proposals`."""
    raw, ids = _as_ours(here, here.model_dump(mode="json"), other, by_id=by_id and of_one_origin(here, other))
    return Matched(Journey.model_validate(raw), ids)


def _as_ours(
    here: Journey, ours: dict[str, Any], other: Journey, *, by_id: bool
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    raw = other.model_dump(mode="json")
    if not by_id:
        _call_raters_as(here, other, raw)
    names: dict[str, dict[str, str]] = {}
    _match(Journey, ours, raw, "", names, by_id=by_id)
    _point(Journey, raw, names)
    if not by_id:
        _leave_at_moments(ours, raw)
    return raw, names


def _ratings_of(journey: Journey, whose: str) -> Journey:
    """The map with its group's own ratings under the group's name, so that it stays seen whose they are."""
    plain = "-".join(re.findall(r"[a-z0-9]+", whose.casefold()))[: _LONGEST - 12]
    mark = hashlib.sha256(whose.casefold().encode()).hexdigest()[:6]  # 日本 and مصر are two groups
    rater = f"of-{plain}" if plain and whose.isascii() else f"of-{plain}{'-' * bool(plain)}{mark}"

    def named(step: Any) -> Any:
        ratings = tuple(
            one.model_copy(update={"id": rater, "rater": whose}) if one.id == ROOM else one for one in step.ratings
        )
        return step.model_copy(update={"ratings": ratings})

    return journey.model_copy(update={"steps": tuple(map(named, journey.steps))})


def _call_raters_as(here: Journey, there: Journey, raw: dict[str, Any]) -> None:
    """Gives the ratings of the other map the ids that raters of the same name and scale have here."""
    known: dict[tuple[str, str], list[str]] = {}
    for one in curves(here):
        known.setdefault((one.title.casefold(), one.scale.name), []).append(one.rater)
    given: dict[tuple[str, str], str] = {}
    for one in curves(there):
        if free := known.get((one.title.casefold(), one.scale.name)):
            given[one.rater, one.scale.name] = free.pop(0)
    for step in raw["steps"]:
        taken = {rating["id"] for rating in step["ratings"]}
        for rating in step["ratings"]:
            found = given.get((rating["id"], rating["scale"]), "")
            if found and found not in taken:
                taken.add(found)
                rating["id"] = found


def _leave_at_moments(ours: Mapping[str, Any], raw: dict[str, Any]) -> None:
    """A solution that answers a moment of truth of ours stands at the moment's step: this is no change."""
    at = {one["id"]: one["step"] for one in ours["moments"]}
    here = {one["id"]: one for one in ours["solutions"]}
    for one in raw["solutions"]:
        known = here.get(one["id"])
        if known and not known["step"] and known["moment"] and at.get(known["moment"]) == one["step"]:
            one["step"] = None


def _match(  # noqa: PLR0913 - a walk through two trees at once
    model: type[Value],
    ours: Mapping[str, Any],
    other: dict[str, Any],
    path: str,
    names: dict[str, dict[str, str]],
    *,
    by_id: bool,
) -> None:
    """Gives the items of the other map the ids of ours, or ids that are free here."""
    for name, shape in shapes(model).items():
        if not path and name in KEPT:
            continue
        if shape.kind == "group":
            _match(shape.model, ours[name], other[name], f"{path}{name}/", names, by_id=by_id)
        elif shape.kind == "items":
            kind = f"{path}{name}"
            left = {one["id"]: one for one in ours[name]}
            taken = set(left)
            same = names.setdefault(kind, {})
            pairs = _pairs(kind, other[name], left, by_id=by_id, names=names)
            for item, found in pairs:
                if found and kind == "steps/ratings" and not by_id:
                    item["rater"] = found["rater"]
                _match(shape.model, found or _blank(shape.model), item, f"{kind}/", names, by_id=by_id)
                new = found["id"] if found else _free(item["id"], taken)
                taken.add(new)
                same[item["id"]] = new
                item["id"] = new


def _pairs(
    kind: str,
    others: Sequence[dict[str, Any]],
    left: dict[str, Any],
    *,
    by_id: bool,
    names: Mapping[str, Mapping[str, str]],
) -> list[tuple[dict[str, Any], Any]]:
    """Each item of the other map with ours that it is, or None; first those that fit in all, then those by name."""
    found: dict[int, Any] = {}
    if by_id:  # a new one of the same name must not take the place of one that is there itself
        found = {at: left.pop(item["id"]) for at, item in enumerate(others) if item["id"] in left}
    for is_placed in (True, False):
        for at, item in enumerate(others):
            if at not in found and (one := _found(kind, item, left, by_id=by_id, names=names, is_placed=is_placed)):
                found[at] = left.pop(one)
    return [(item, found.get(at)) for at, item in enumerate(others)]


def _found(  # noqa: PLR0913 - what an item is looked for by
    kind: str,
    item: Mapping[str, Any],
    left: Mapping[str, Any],
    *,
    by_id: bool,
    names: Mapping[str, Mapping[str, str]],
    is_placed: bool,
) -> str:
    """The id of the item of ours that another is, at its place or anywhere; "" for none that is left."""
    if (by_id or kind.rpartition("/")[2] in _ALIKE) and item["id"] in left:
        return str(item["id"])
    name = _name(item)
    field, targets = _PLACES.get(kind, ("", ""))
    place = names.get(targets, {}).get(str(item.get(field)), "")
    for one in left.values():
        if name and _name(one) == name and (not is_placed or (one.get(field) or "") == place):
            return str(one["id"])
    return ""


def _name(item: Mapping[str, Any]) -> str:
    return " ".join(called(item).split()).casefold()


def _free(item_id: str, taken: Iterable[str]) -> str:
    found, number = item_id, 1
    while found in taken:
        number += 1
        found = f"{item_id[: _LONGEST - 4].rstrip('-')}-{number}"
    return found


def _blank(model: type[Value]) -> dict[str, Any]:
    return model.model_validate({"id": "x"}).model_dump(mode="json")


def _point(model: type[Value], node: dict[str, Any], names: Mapping[str, Mapping[str, str]]) -> None:
    """What pointed to an item of the other map points to it under its id here."""
    for name, shape in shapes(model).items():
        if shape.kind == "group":
            _point(shape.model, node[name], names)
        elif shape.kind == "items":
            for item in node[name]:
                _point(shape.model, item, names)
        else:
            extra = model.model_fields[name].json_schema_extra
            same = names.get(str(extra.get("to", "")), {}) if isinstance(extra, dict) else {}
            value = node[name]
            node[name] = [same.get(one, one) for one in value] if isinstance(value, list) else same.get(value, value)


def _laid_over(model: type[Value], ours: Mapping[str, Any], other: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Ours, with what the other one says where it says something."""
    made = dict(ours)
    for name, shape in shapes(model).items():
        if name == "id" or (not path and name in KEPT):
            continue
        if shape.model is TimeSpan:
            made[name] = other[name] if other[name]["amount"] is not None else ours[name]
        elif shape.kind == "group":
            made[name] = _laid_over(shape.model, ours[name], other[name], f"{path}{name}/")
        elif shape.kind == "items":
            made[name] = _items(shape.model, ours[name], other[name], f"{path}{name}/")
        elif _is_said(model, name, other[name]):
            made[name] = other[name]
    if model is Rating and other["value"] is not None and other["value"] != ours["value"]:
        return {**other, "rater": other["rater"] or ours["rater"]}  # our source said another figure, on its own scale
    return made


def _is_said(model: type[Value], name: str, value: Any) -> bool:
    """Whether somebody put a value there: nought is one, what stands there at first is none."""
    first = model.model_fields[name].get_default(call_default_factory=True)
    return value is not None and value is not False and value not in ("", []) and value != first


def _items(model: type[Value], ours: list[Any], other: list[Any], path: str) -> list[Any]:
    """Ours in their order; new ones behind the one that stands before them there."""
    theirs = {one["id"]: one for one in other}
    made = [_laid_over(model, one, theirs[one["id"]], path) if one["id"] in theirs else one for one in ours]
    before = ""
    for one in other:
        ids = [each["id"] for each in made]
        if one["id"] not in ids:
            at = ids.index(before) + 1 if before else 0 if not made else len(made)
            place = _in_its_stage(made, one, at) if path == "steps/" else at
            made.insert(place, one)
            if place != at:
                continue  # the next one stands where it is written, not behind this
        before = one["id"]
    return made


def _in_its_stage(steps: list[Any], step: Mapping[str, Any], at: int) -> int:
    """Where a new step stands: behind those of its stage, if such are there and none of them beside its place.

    People write a new row below all others, and say in it to which stage it belongs.
    """
    same = [nth for nth, one in enumerate(steps) if step["stage"] and one["stage"] == step["stage"]]
    return same[-1] + 1 if same and not {at - 1, at} & {*same} else at
