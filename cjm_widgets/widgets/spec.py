"""What a form asks, as plain data for the browser, built from the words and limits that the model carries."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from annotated_types import Ge, Le, MaxLen

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import Shape, holders, parse, shapes
from cjm_widgets.widgets.short import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

    from cjm_widgets.journey.model import Value

Spec = dict[str, Any]


def form(*sections: Spec) -> Spec:
    """A whole form out of its sections."""
    return {"sections": list(sections)}


def section(title: str, hint: str, path: str, *fields: Spec, layout: str = "", more: bool = False) -> Spec:
    """A part of a form under one heading.

    Args:
        title: the heading, or "" for none.
        hint: one sentence under it, or "".
        path: the path that its fields' names continue, "" for the journey itself.
        fields: what it asks, from `field` and `items`.
        layout: "two" for two columns where there is room.
        more: the whole section stands behind a disclosure.
    """
    return {
        "title": title,
        "hint": hint,
        "path": path,
        "fields": list(fields),
        "layout": layout,
        **({"more": True} if more else {}),
    }


def field(model: type[Value], name: str, **other: Any) -> Spec:
    """One question about a field of the model.

    Args:
        model: the class that the name starts from.
        name: the field's name, or a path of names through groups, such as "experience/actions".
        other: words or a layout that differ from the model's on this page: `small=True` for a scale in one short
            row; `more=True` for a group behind a disclosure, or the names of those of its fields that are.

    Raises:
        KeyError: if the model has no such field.
        ValueError: if the model points to a list that no journey has.
    """
    owner, info, place = _resolve(model, name)
    extra = _extra(info)
    spec: Spec = {
        "name": name,
        "kind": extra.get("input", "text"),
        "title": info.title or name,
        "hint": info.description or "",
        **_limits(info),
    }
    if short := SHORT.get(owner.__name__, {}).get(name.rpartition("/")[2]):
        spec["short"] = short
    if "choices" in extra:
        spec["choices"] = extra["choices"]
    if "to" in extra:
        spec["to"] = extra["to"]
        spec["noun"], spec["nouns"] = _nouns(extra["to"])
    spec.update({name: extra[name] for name in ("within", "adds") if name in extra})
    if note := _note_of(owner, name.rpartition("/")[2]):
        spec["note"] = note
    if place.kind == "group" and "fields" not in other:
        spec["fields"] = [field(place.model, inner) for inner in place.model.model_fields]
        if set(place.model.model_fields) == {"amount", "unit"}:
            spec["kind"] = "quantity"
    if "choices" in extra and info.default not in (None, ()):
        spec["always"] = True  # one of the answers always stands: there is none to take back
    if spec["kind"] == "number" and _is_whole(info):
        spec["whole"] = True
    if isinstance(other.get("more"), list | tuple):
        other["more"] = _folded(other["more"], other["fields"] if "fields" in other else spec["fields"])
    spec.update(other)
    return spec


def asked(model: type[Value], *, but: Iterable[str] = ()) -> list[str]:
    """The names of the fields of a model that a page asks for; the words of a date are asked for with the date.

    Args:
        model: the class of the items.
        but: the names of those that this page does not ask for.
    """
    words = {note for name in model.model_fields if (note := _note_of(model, name))}
    return [name for name in model.model_fields if name not in {"id", *but, *words}]


def items(
    model: type[Value],
    name: str,
    *fields: Spec,
    layout: str = "cards",
    fixed: bool = False,
    more: Iterable[str] = (),
    columns: Iterable[str] = (),
    besides: Iterable[Spec] = (),
    **other: Any,
) -> Spec:
    """A list of items to fill in.

    Args:
        model: the class that holds the list.
        name: the list's name.
        fields: what is asked of each item.
        layout: "cards", "rows" for short items, or "tabs" for one at a time.
        fixed: items are neither added, removed nor moved on this page.
        more: the names of those fields that stand behind a disclosure in each item.
        columns: the names of those with which an empty table of the list begins; a few of the first if not given.
        besides: what is asked of each item on other pages, and can be a column of the table.
        other: words that differ from the model's on this page; `needs="kind"` for the field without which an item is
            not finished, which is then asked for also where one is added on the spot; `groups="stage"` for the field
            under whose items they stand in the list.

    Raises:
        KeyError: if the model has no such list.
        ValueError: if `more` or `columns` names a field that is not asked.
    """
    _, info, shape = _resolve(model, name)
    extra = _extra(info)
    return {
        "name": name,
        "kind": "items",
        "title": info.title or name,
        "hint": info.description or "",
        "noun": extra["noun"],
        "nouns": extra["nouns"],
        "label": "name" if "name" in shape.model.model_fields else "title",
        "fields": list(fields),
        "layout": layout,
        "fixed": fixed,
        **({"held": list(held)} if model is Journey and (held := holders(name)) else {}),
        **({"more": folded} if (folded := _folded(more, fields)) else {}),
        **({"columns": shown} if (shown := _folded(columns, (*fields, *besides))) else {}),
        **({"besides": list(besides)} if besides else {}),
        **other,
    }


@cache
def lists(model: type[Value]) -> dict[str, dict[str, Any]]:
    """The names of all fields, at any depth, that hold lists of items, with what a new item of each holds.

    A browser that makes an item shows with it what the model will put there, so that nobody's own defaults look like
    somebody else's change.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, shape in sorted(shapes(model).items()):
        if shape.kind == "items":
            found[name] = shape.model.model_validate({"id": "new"}).model_dump(mode="json", exclude={"id"})
        if shape.kind != "leaf":
            found.update(lists(shape.model))
    return found


def _resolve(model: type[Value], name: str) -> tuple[type[Value], FieldInfo, Shape]:
    place = parse(name, model)
    if place.kind == "nowhere":
        raise KeyError(name)
    last = place.stops[-1]
    return last.holder, last.holder.model_fields[last.name], last.shape


def _extra(info: FieldInfo) -> dict[str, Any]:
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


def _note_of(model: type[Value], name: str) -> str:
    """The field that keeps the words of a date; "" where there is none."""
    note = f"{name}_note"
    is_date = name in model.model_fields and _extra(model.model_fields[name]).get("input") == "date"
    return note if is_date and note in model.model_fields else ""


def _is_whole(info: FieldInfo) -> bool:
    return int in (info.annotation, *get_args(info.annotation))


def _folded(names: Iterable[str], fields: Iterable[Spec]) -> list[str]:
    folded, asked = list(names), [field["name"] for field in fields]
    if unknown := [name for name in folded if name not in asked]:
        raise ValueError(f"Not asked here, so neither behind a disclosure nor a column: {', '.join(unknown)}")
    return folded


def _nouns(to: str) -> tuple[str, str]:
    model: type[Value] = Journey
    extra: dict[str, Any] = {}
    for name in to.split("/"):
        place = shapes(model).get(name)
        if place is None or place.kind != "items":
            raise ValueError(f"No journey has a list {to}.")
        extra, model = _extra(model.model_fields[name]), place.model
    return extra["noun"], extra["nouns"]


def _limits(info: FieldInfo) -> Spec:
    found: Spec = {}
    for limit in info.metadata:
        if isinstance(limit, MaxLen):
            found["limit"] = limit.max_length
        elif isinstance(limit, Ge):
            found["low"] = limit.ge
        elif isinstance(limit, Le):
            found["high"] = limit.le
    return found
