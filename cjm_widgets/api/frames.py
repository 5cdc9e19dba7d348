"""A map as pandas data frames: a row for each item, a column for each question. What nobody knows is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.charts.figures import answered, satisfaction_figures
from cjm_widgets.journey.edits import EditError
from cjm_widgets.journey.model import Item, Journey, Value
from cjm_widgets.journey.paths import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator


def frame_of(journey: Journey, items: str) -> pd.DataFrame:
    """A list of a map, a row for each item.

    Args:
        journey: the map.
        items: such as “steps”, “solutions”, or “steps/quotes” for those of all steps.

    Returns:
        The id first, within another list after the id of the item it stands in; “time.amount” for a question of a
        group; for a list within an item, how many it holds.

    Raises:
        EditError: if a map has no such list.
    """
    outer, _, inner = items.strip("/").partition("/")
    model: type[Value] = Journey
    for name in filter(None, (outer, inner)):
        shape = shapes(model).get(name)
        if shape is None or shape.kind != "items":
            lists = ", ".join(f"“{one}”" for one, of in shapes(model).items() if of.kind == "items") or "none"
            raise EditError(f"There is no list “{name}”. Lists there: {lists}.")
        model = shape.model
    held: tuple[Item, ...] = getattr(journey, outer)
    if not inner:
        return _framed([dict(_row(one)) for one in held], [name for name, _ in _columns(model)])
    extra = Journey.model_fields[outer].json_schema_extra
    called = str(extra.get("noun") or outer) if isinstance(extra, dict) else outer
    rows = [{called: one.id, **dict(_row(each))} for one in held for each in getattr(one, inner)]
    return _framed(rows, [called, *(name for name, _ in _columns(model))])


def ratings(journey: Journey) -> pd.DataFrame:
    """Every rating: the columns of `satisfaction_figures`, with the step's id and the ends of each interval.

    Args:
        journey: the map.
    """
    figures = satisfaction_figures(journey)
    points = [point for _, _, point in answered(journey)]
    figures.insert(0, "id", pd.Series([one.step for one in points], dtype="string"))
    at = list(figures.columns).index("value") + 1
    for name, end in (("low", 0), ("high", 1)):
        ends = [one.interval[end] if one.interval else None for one in points]
        figures.insert(at + end, name, pd.Series(ends, dtype="Float64"))
    return figures


def _framed(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns).convert_dtypes()


def _columns(model: type[Value], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, shape in shapes(model).items():
        if shape.kind == "group":
            yield from _columns(shape.model, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", shape.kind


def _row(item: Value) -> Iterator[tuple[str, Any]]:
    for name, kind in _columns(type(item)):
        value: Any = item
        for part in name.split("."):
            value = getattr(value, part)
        yield name, len(value) if kind == "items" else list(value) if isinstance(value, tuple) else value
