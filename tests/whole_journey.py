"""Journeys drawn from the model's own types: every list and every kind of field that there is, whatever stands in it.

Ids are few and the same in all lists, names repeat, and some of what points to an item points to none.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from going_out import WORDS
from hostile_journey import A_DATE, A_SCALE
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from cjm_widgets.journey.model import Item, Journey, Rating, Value
from cjm_widgets.journey.scales import scale_of

IDS = ("a", "b", "desk-2")
OWN_IDS = {
    "ratings": ("room", "wanted", "as-a", "survey", "p-ana"),
    "dots": ("p-ana",),
    "voices": ("p-ana",),
    "rounds": ("satisfaction", "moments"),
}
"""Lists whose ids say what their items are."""
DATES = ("", "2026", "2026-Q2", "2026-05", "2026-05-03")
ON_SCALES = (("felt", 1.0), ("felt", "unknown"), ("felt", None), ("negative-share", 36.5), ("1-7", 6.0))
TEXTS = st.one_of(
    st.sampled_from(
        ("", "Desk", "desk", "Desk; or [a]", "a", "[a]", "yes", "1,5", "50 %", "2026-05-03", "=1+1", "_x0041_", " b ")
    ),
    WORDS,
    WORDS.map(lambda words: f"{words}\n{words}"),
)


@dataclass(frozen=True)
class _Drawn:
    """Draws one field after the other.

    Args:
        draw: as hypothesis gives it.
    """

    draw: st.DrawFn

    def fields(self, model: type[Value]) -> dict[str, Any]:
        """All fields of a class but its id; most of them are left as they are at first."""
        made = {}
        for name, info in model.model_fields.items():
            is_nested = "Item" in str(info.annotation) or (isinstance(info.annotation, type) and _is_value(info))
            if name not in ("id", "schema_version") and (is_nested or self.draw(st.booleans())):
                made[name] = self.value(info.annotation, name, info)
        if model is Rating:
            made["scale"], made["value"] = self.draw(st.sampled_from(ON_SCALES))
            scale_of(made["scale"])
        return made

    def value(self, annotation: Any, name: str, info: FieldInfo) -> Any:  # noqa: PLR0911 - one for each kind
        origin, inside = get_origin(annotation), get_args(annotation)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        if extra.get("input") == "reference":
            also = [value for value, _ in extra.get("choices", ())]  # type: ignore[union-attr, misc]
            return self.draw(st.sampled_from([None, *IDS, "gone", *also]))
        if isinstance(annotation, type) and issubclass(annotation, Value):
            return self.fields(annotation)
        if origin is Literal:
            return self.draw(st.sampled_from(inside))
        if A_SCALE in (*info.metadata, *(one for arm in inside for one in get_args(arm))):
            return self.draw(st.sampled_from(("felt", "ten-points", "1-7")))
        if origin in (Union, UnionType):
            arms = [one for one in inside if one is not NoneType]
            return self.value(self.draw(st.sampled_from(arms)), name, info)
        if origin is tuple:
            return self.several(inside[0], name)
        if A_DATE in info.metadata:
            return self.draw(st.sampled_from(DATES))
        if annotation in (int, float):
            return self.draw(_numbers(annotation, info))
        if annotation is bool:
            return self.draw(st.booleans())
        most = next((one.max_length for one in info.metadata if isinstance(one, MaxLen)), 4000)
        return self.draw(TEXTS)[:most]

    def several(self, inner: Any, name: str) -> list[Any]:
        if isinstance(inner, type) and issubclass(inner, Item):
            ids = self.draw(st.lists(st.sampled_from(OWN_IDS.get(name, IDS)), max_size=2, unique=True))
            return [{"id": one, **self.fields(inner)} for one in ids]
        known = get_args(inner) if get_origin(inner) is Literal else (*IDS, "gone")
        return self.draw(st.lists(st.sampled_from(known), max_size=3, unique=True))


def _is_value(info: FieldInfo) -> bool:
    return isinstance(info.annotation, type) and issubclass(info.annotation, Value)


def _numbers(kind: type, info: FieldInfo) -> st.SearchStrategy[Any]:
    low = next((one.ge for one in info.metadata if isinstance(one, Ge)), -1000)
    high = next((one.le for one in info.metadata if isinstance(one, Le)), 1000)
    if kind is int:
        return st.integers(int(low), int(high))  # type: ignore[call-overload]
    return st.floats(float(low), float(high), allow_nan=False).map(lambda one: float(f"{one:.12g}"))  # type: ignore[arg-type]


@st.composite
def whole(draw: st.DrawFn) -> Journey:
    """A journey with anything in it that a journey can hold."""
    raw = _Drawn(draw).fields(Journey)
    fixed = {"id": "whole", "revision": "", "language": draw(st.sampled_from(("en-GB", "de")))}
    return Journey.model_validate({**raw, **fixed})
