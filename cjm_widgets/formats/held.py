"""What a format holds of a journey, field by field, and so what it loses. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cjm_widgets.formats.base import Loss
from cjm_widgets.journey.paths import shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    """

    kind: str
    path: str
    title: str
    value: Any
    is_words: bool


def filled(journey: Journey) -> Iterator[Filled]:
    """Every field of a journey that holds something, in the model's order; ids are none."""
    yield from _filled(journey, "", "")


def _filled(node: Value, kind: str, path: str) -> Iterator[Filled]:
    for name, shape in shapes(type(node)).items():
        if name == "id" or (not kind and name in _OURS):
            continue
        value, info = getattr(node, name), type(node).model_fields[name]
        if shape.kind == "group":
            yield from _filled(value, f"{kind}{name}/", f"{path}{name}/")
        elif shape.kind == "items":
            for item in value:
                yield from _filled(item, f"{kind}{name}/", f"{path}{name}/{item.id}/")
        elif value != info.get_default(call_default_factory=True):
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            yield Filled(f"{kind}{name}", f"{path}{name}", info.title or name, value, extra.get("input") in _WORDS)


def lost(
    journey: Journey, holds: frozenset[str], is_there: Callable[[Filled], bool] = lambda _: True
) -> tuple[Loss, ...]:
    """What a format loses that holds only these fields.

    Args:
        journey: as it may leave.
        holds: the kinds of fields that are in the file; one that ends in “/” stands for all below it.
        is_there: whether one of them really is, where that hangs on the item.
    """
    parts = {kind.partition("/")[0] for kind in holds}
    found: dict[str, list[str]] = {}
    for one in filled(journey):
        if (one.kind in holds or any(f"{above}/" in holds for above in _above(one.kind))) and is_there(one):
            continue
        found.setdefault(about(one, parts), []).append(one.path)
    return tuple(Loss(f"{about} left out", tuple(paths)) for about, paths in found.items())


def _above(kind: str) -> Iterator[str]:
    parts = kind.split("/")[:-1]
    yield from ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def about(one: Filled, parts: set[str]) -> str:
    """What is lost, in as few words as people need: a part of the map as a whole, or a field of what is there.

    Args:
        one: a field.
        parts: of what parts of the map there is anything.
    """
    part = one.kind.partition("/")[0]
    if part not in _PART:
        return one.title
    return f"{_PART[part]}: {one.title.rstrip('?')}" if part in parts else _PART[part]


_PART: Final = {
    "scope": "The journey",
    "diagnostic": "Is it worth mapping",
    "sources": "Sources",
    "stakeholders": "Stakeholders",
    "relationships": "Relationships",
    "personas": "Personas",
    "outcomes": "Outcomes",
    "stages": "Stages",
    "steps": "Steps",
    "moments": "Moments of truth",
    "solutions": "Solutions",
    "teams": "Teams",
    "indicators": "Indicators",
    "care": "Who looks after it",
    "editions": "Editions",
    "overruled": "Advice not followed",
}
