"""The words of the model's answers, for pictures that show an answer without asking for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.scales import SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Value

Labels = dict[str, dict[str, str]]

_SHORT: Final[Labels] = {
    "steps/touchpoints/kind": {
        "marketing": "marketing",
        "human": "person",
        "physical": "place or thing",
        "digital": "digital",
    },
    "steps/touchpoints/where": {"ours": "our place", "theirs": "their place", "elsewhere": "elsewhere"},
    "steps/touchpoints/by": {
        "in-person": "in person",
        "telephone": "telephone",
        "post": "post",
        "online": "online",
        "marketing": "marketing",
    },
    "solutions/action": {"put-in-place": "Put in place", "keep": "Keep"},
    "solutions/activity": {"check": "Check", "verify": "Verify", "change": "Change"},
    "solutions/impact": {
        "1": "hardly any gain",
        "2": "a little gain",
        "3": "a clear gain",
        "4": "much gain",
        "5": "very much gain",
    },
    "solutions/effort": {
        "1": "very little work",
        "2": "little work",
        "3": "some work",
        "4": "much work",
        "5": "very much work",
    },
}
"""The same in a word or two, as it stands in a cell of the map. What has none is short enough."""


@cache
def labels() -> dict[str, Labels]:
    """What the answers are called.

    Returns:
        `full` and `short`: under the path of a field, such as "moments/risk", or of a scale, such as "scales/felt",
        the words of each answer by its value as text.
    """
    full = {path: {str(value): words for value, words in choices} for path, choices in _choices(Journey, "")}
    for scale in SCALES.values():
        if scale.words:
            full[f"scales/{scale.name}"] = {f"{value:g}": words for value, words in scale.words}
    full["scales/felt"]["unknown"] = full["steps/touchpoints/grade"]["unknown"]
    return {"full": full, "short": _SHORT}


def _choices(model: type[Value], base: str) -> Iterator[tuple[str, list[Any]]]:
    for name, shape in shapes(model).items():
        extra = model.model_fields[name].json_schema_extra
        choices = extra.get("choices") if isinstance(extra, dict) else None
        if isinstance(choices, list):
            yield f"{base}{name}", choices
        if shape.kind != "leaf":
            yield from _choices(shape.model, f"{base}{name}/")
