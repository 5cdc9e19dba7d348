"""What each source of the method puts on a map, under its own headings and in its own order."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a view.

    Args:
        key: which part of the journey is shown; `picture/map_layers.js` draws each.
        title: the heading that the source gives it.
        hint: a few words under the heading.
        group: which numbered part of the source it belongs to, such as "Step 3".
        when: "current" for a layer that shows how things are, "ideal" for how they should be, "" for both.
    """

    key: str
    title: str
    hint: str = ""
    group: str = ""
    when: Literal["", "current", "ideal"] = ""


@dataclass(frozen=True, slots=True)
class MethodView:
    """A choice and an order of layers.

    Layers that are no row of the table (personas, stakeholders, outcomes) stand above or below it as they
    stand before or after its rows here.

    Args:
        key: short and stable; browsers remember it.
        title: what people choose it by.
        layers: from the top down.
    """

    key: str
    title: str
    layers: tuple[Layer, ...]

    def to_json(self) -> dict[str, Any]:
        """The view as plain JSON values."""
        return asdict(self)


def _lenses(group: str, when: Literal["", "current"] = "") -> tuple[Layer, ...]:
    return (
        Layer("actions", "Actions", "What they do, and why", group, when),
        Layer("responses", "Responses", "What they say", group, when),
        Layer("language", "Language", "How they say it", group, when),
        Layer("feelings", "Feelings", "", group, when),
        Layer("emotions", "Emotions", "What they love and hate", group, when),
    )


def _blueprint(group: str) -> tuple[Layer, ...]:
    return (
        Layer("evidence", "Evidence", "What the customer sees, hears or holds", group),
        Layer("customer-actions", "Customer actions", "What the customer does", group),
        Layer("front_stage", "Front stage", "What the customer sees", group),
        Layer("back_stage", "Back stage", "What the customer does not see", group),
        Layer("support", "Support", "Systems and suppliers", group),
        Layer("organisation", "Organisation", "Who answers for it", group),
    )


_EXPERIENCE = "What customers go through"
_WANTED = "What we want for them"
_BEHIND = "Service blueprint"

METHOD_VIEWS: Final = (
    MethodView(
        "all",
        "All layers",
        (
            Layer("persona-strip", "Personas"),
            Layer("stages", "Stages"),
            Layer("steps", "Journey steps", "In the order of time"),
            Layer("needs", "Goals and questions", "Of each stage"),
            Layer("touchpoints", "Touchpoints", "Dashed: not ours. Dotted: nobody has said whose"),
            Layer("satisfaction", "Satisfaction"),
            *_lenses(_EXPERIENCE, "current"),
            Layer("thoughts", "Thoughts", "What goes through their mind", _EXPERIENCE, "current"),
            Layer("quotes", "What people said", "Whose voice, and the source", _EXPERIENCE, "current"),
            Layer("happened", "What happened", "Counted in a log of events", _EXPERIENCE, "current"),
            Layer("service", "What the service offers", "In the customer’s words", _EXPERIENCE),
            Layer("wanted", "The experience we want", "", _WANTED, "ideal"),
            Layer("great", "What makes it great", "", _WANTED, "ideal"),
            Layer("know", "How we know", "", _WANTED, "ideal"),
            Layer("moments", "Moments of truth", "Where customers stay or go"),
            Layer("solutions", "Priority activities", "What we change, put in place or keep"),
            *_blueprint(_BEHIND),
            Layer("channels-and-groups", "What happened, by channel and group"),
            Layer("outcomes", "Outcomes"),
            Layer("stakeholders", "Stakeholders"),
        ),
    ),
    MethodView(
        "five-steps",
        "Oxford/HMRC five steps",
        (
            Layer("journey", "Journey type and customer segment", "", "Step 1"),
            Layer("steps", "Key journey steps", "In the order of time", "Step 2"),
            *_lenses("Step 3 Customer satisfaction rating"),
            Layer("service", "Service elements", "In the customer’s words", "Step 3 Customer satisfaction rating"),
            Layer("satisfaction", "Level of satisfaction", "", "Step 3 Customer satisfaction rating"),
            Layer("moments", "Moments of truth", "Quit, come back later, go elsewhere", "Step 4"),
            Layer("solutions", "Solutions", "Change, put in place, keep", "Step 5"),
        ),
    ),
    MethodView(
        "qia",
        "QIA four rows",
        (
            Layer("journey", "Specific journey"),
            Layer("hot-spots", "Hot spots"),
            Layer("steps", "Journey steps"),
            Layer("qia-experience", "Customer experience at each step"),
            Layer("qia-activities", "Priority activities"),
        ),
    ),
    MethodView(
        "factsheet",
        "Factsheet",
        (
            Layer("personas", "Customer personas", "", "Step 1"),
            Layer("stages", "Customer stages", "", "Step 2"),
            Layer("steps", "Step by step", "", "Step 2"),
            Layer("needs", "Customers’ goals and questions", "", "Step 3"),
            Layer("touchpoints", "Touchpoints", "Dashed: not ours. Dotted: nobody has said whose", "Step 4"),
            Layer("customer-data", "Customer data", "Told by customers or counted", "Step 5"),
            Layer("stage-time", "Time frame", "How long a stage lasts", "Step 5"),
            Layer("gaps", "Teams and effort", "For each gap", "Step 6"),
        ),
    ),
    MethodView(
        "ten-layers",
        "Ten layers",
        (
            Layer("stakeholders", "Stakeholder map", "", "Layer 1"),
            Layer("personas", "Personas", "", "Layer 2"),
            Layer("outcomes", "Outcomes", "", "Layer 3"),
            Layer("steps", "Customer journey", "", "Layer 4"),
            Layer("channels", "Touchpoints", "Dashed: not ours. Dotted: nobody has said whose", "Layer 5"),
            Layer("moments", "Moments of truth", "", "Layer 6"),
            Layer("delivery", "Service delivery", "Who is directly responsible", "Layer 7"),
            Layer("grades", "Emotional journey", "A grade for each touchpoint", "Layer 8"),
            Layer("effort", "Contacts and time", "The figures beside the feelings", "Layer 8"),
            Layer("satisfaction", "Satisfaction", "", "Layer 8"),
            *_blueprint("Layer 9 Blueprint"),
            Layer("solutions", "Improve and redesign", "", "Layer 10"),
        ),
    ),
)
"""The views in the order in which they are offered.

Source: Oxford/HMRC notes, steps 1 to 5; QIA, “Use the table below”; Factsheet, steps 1 to 6; Ten layers, 1 to 10.
"""
