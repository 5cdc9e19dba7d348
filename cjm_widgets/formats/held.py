"""What a format holds of a journey, field by field, and so what it loses. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cjm_widgets.journey.paths import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.base import Value

_WORDS: Final = ("text", "long")
_OURS: Final = frozenset({"id", "schema_version", "revision", "archived", "copied_from", "language"})
"""Of the file and not of the map."""


class Filled(NamedTuple):
    """A field that somebody filled in.

    Args:
        kind: which field, whichever item it stands in: “steps/touchpoints/name”.
        path: where it stands: “steps/check-in/touchpoints/t1/name”.
        title: what the form calls it.
        value: what stands there.
        is_words: whether it is people's own words.
        items: the items that it stands in, the outermost first, each with its kind: (“steps”, “steps/check-in”);
            of what stands in none the part of the map, or nothing for its name.
    """

    kind: str
    path: str
    title: str
    value: Any
    is_words: bool
    items: tuple[tuple[str, str], ...] = ()


def filled(journey: Journey) -> Iterator[Filled]:
    """Every field of a journey that holds something, in the model's order; ids are none."""
    yield from _filled(journey, "", "", ())


def _filled(node: Value, kind: str, path: str, items: tuple[tuple[str, str], ...]) -> Iterator[Filled]:
    for name, shape in shapes(type(node)).items():
        if name == "id" or (not kind and name in _OURS):
            continue
        value, info = getattr(node, name), type(node).model_fields[name]
        if shape.kind == "group":
            yield from _filled(value, f"{kind}{name}/", f"{path}{name}/", items or ((name, name),))
        elif shape.kind == "items":
            for one in value:
                here = f"{path}{name}/{one.id}"
                yield from _filled(one, f"{kind}{name}/", f"{here}/", (*items, (f"{kind}{name}", here)))
        elif value != info.get_default(call_default_factory=True):
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            is_words = extra.get("input") in _WORDS
            yield Filled(f"{kind}{name}", f"{path}{name}", info.title or name, value, is_words, items)


def holds(kinds: frozenset[str], one: Filled) -> bool:
    """Whether a field is among those that are held.

    Args:
        kinds: of the fields that are; one that ends in “/” stands for all below it.
        one: the field.
    """
    parts = one.kind.split("/")
    return one.kind in kinds or any(f"{'/'.join(parts[:at])}/" in kinds for at in range(1, len(parts)))
