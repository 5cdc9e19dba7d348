"""What of a map is wanted: the layers of a view, without those that are hidden, and for one persona. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.base import Loss
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.scales import AS_PERSONA
from cjm_widgets.journey.wording import counted, listed
from cjm_widgets.views.method_views import METHOD_VIEWS

if TYPE_CHECKING:
    from cjm_widgets.views.method_views import MethodView

_LENSES: Final = ("actions", "responses", "language", "feelings", "emotions")
_BEHIND: Final = ("evidence", "front_stage", "back_stage", "support", "organisation")
_TOUCHPOINTS: Final = ("touchpoints", "channels", "delivery", "grades", "effort")
LAYERS_OF: Final[dict[str, tuple[str, ...]]] = {
    "stakeholders": ("stakeholders",),
    "relationships": ("stakeholders",),
    "personas": ("personas", "persona-strip"),
    "outcomes": ("outcomes",),
    "moments": ("moments", "hot-spots"),
    "solutions": ("solutions", "qia-activities", "gaps"),
    "stages/needs": ("needs",),
    "steps/touchpoints": _TOUCHPOINTS,
    "steps/quotes": ("quotes", "customer-data"),
    "steps/ratings": ("satisfaction", "qia-experience", "customer-data"),
    "steps/goal": ("steps",),
    "steps/service_elements": ("service",),
    **{f"steps/{name}": (name,) for name in ("wanted", "great", "know")},
    **{f"steps/experience/{name}": (name, *(("customer-actions",) * (name == "actions"))) for name in _LENSES},
    "steps/experience/thoughts": ("thoughts",),
    **{f"steps/blueprint/{name}": (name,) for name in _BEHIND},
}
"""The parts of a journey, each with the layers that show it; what is not here belongs to no layer and stays."""


def shown(journey: Journey, view: MethodView, hidden: frozenset[str]) -> tuple[Journey, tuple[Loss, ...]]:
    """A journey with what the layers of a view show, and what was left out for that.

    Args:
        journey: as it may leave.
        view: the view.
        hidden: keys of its layers that are left out.
    """
    keys = {layer.key for layer in view.layers} - hidden
    gone = [part for part, layers in LAYERS_OF.items() if keys.isdisjoint(layers) or layers[0] in hidden]
    if view.key == METHOD_VIEWS[0].key and not hidden:
        return journey, ()
    raw = journey.model_dump(mode="json")
    left = [part for part in gone if _empty(raw, part.split("/"))]
    return Journey.model_validate(raw), (Loss(_chosen(left), tuple(left)),) if left else ()


def _chosen(parts: list[str]) -> str:
    """What the view does not show, by the names of its layers."""
    titles = {layer.key: layer.title for view in reversed(METHOD_VIEWS) for layer in view.layers}
    names = dict.fromkeys(titles[LAYERS_OF[part][0]] for part in parts)
    return f"{listed([f'“{name}”' for name in names])} left out, as the view is chosen"


def _empty(node: dict[str, Any], parts: list[str]) -> bool:
    """Empties a part of a journey's plain values; returns whether there was anything."""
    first, *rest = parts
    value = node[first]
    if rest:
        return sum(_empty(one, rest) for one in (value if isinstance(value, list) else [value])) > 0
    node[first] = [] if isinstance(value, list) else ""
    return bool(value)


def for_persona(journey: Journey, persona: str) -> tuple[Journey, tuple[Loss, ...]]:
    """A journey for one persona: without the others, their ratings and what only they want to achieve.

    Args:
        journey: as it may leave.
        persona: the persona's id.
    """
    others = {one.id for one in journey.personas} - {persona}
    raters = {f"{AS_PERSONA}{one}" for one in others}
    steps = tuple(
        step.model_copy(update={"ratings": tuple(one for one in step.ratings if one.id not in raters)})
        for step in journey.steps
    )
    made = journey.model_copy(
        update={
            "personas": tuple(one for one in journey.personas if one.id == persona),
            "outcomes": tuple(one for one in journey.outcomes if one.persona not in others),
            "steps": steps,
        }
    )
    return made, (
        Loss(
            f"{counted(len(others), 'other persona', 'other personas')} left out",
            tuple(f"personas/{one}" for one in sorted(others)),
        ),
    ) if others else ()
