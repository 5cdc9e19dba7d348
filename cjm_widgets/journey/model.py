"""What a journey is: immutable values, with an id on every item of a list.

Unknown is never zero: a rating that nobody gave is absent, and "unknown" is an answer of its own.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field, model_validator

from cjm_widgets.journey import fields as ask
from cjm_widgets.journey.parts.answers import Moment, Solution
from cjm_widgets.journey.parts.base import ITEM_ID, Item, ItemId, Value
from cjm_widgets.journey.parts.evaluation import Care, Edition, Indicator, Overrule, Result
from cjm_widgets.journey.parts.people import Outcome, Persona, Relationship, Stakeholder, Team
from cjm_widgets.journey.parts.rounds import Dot, Round, Voice
from cjm_widgets.journey.parts.scope import Diagnostic, FiveC, FiveCScore, Scope
from cjm_widgets.journey.parts.sources import Quote, Source, SourceFigure
from cjm_widgets.journey.parts.steps import (
    Blueprint,
    Experience,
    Need,
    Rating,
    Stage,
    Step,
    TimeSpan,
    Touchpoint,
)
from cjm_widgets.journey.scales import ScaleName

__all__ = [
    "ITEM_ID",
    "SCHEMA_VERSION",
    "Blueprint",
    "Care",
    "Diagnostic",
    "Dot",
    "Edition",
    "Experience",
    "FiveC",
    "FiveCScore",
    "Indicator",
    "Item",
    "ItemId",
    "Journey",
    "Moment",
    "Need",
    "Outcome",
    "Overrule",
    "Persona",
    "Quote",
    "Rating",
    "Relationship",
    "Result",
    "Round",
    "ScaleName",
    "Scope",
    "Solution",
    "Source",
    "SourceFigure",
    "Stage",
    "Stakeholder",
    "Step",
    "Team",
    "TimeSpan",
    "Touchpoint",
    "Value",
    "Voice",
]

SCHEMA_VERSION: Final = 8


class Journey(Value):
    """One customer journey with everything that a group has put on its map."""

    schema_version: Literal[8] = SCHEMA_VERSION
    id: ItemId
    revision: str = Field(default="", description="The last edit that this file contains; written by the store.")
    title: str = ask.short_text("Name of this map", "What people will look for in the list.")
    language: str = Field(default="en-GB", max_length=20, description="The language that the texts are written in.")
    archived: bool = Field(default=False, description="Put away: nobody works on it, and nothing reminds of it.")
    copied_from: str = Field(default="", max_length=64, description="The id of the map that this was first a copy of.")
    scope: Scope = ask.group("The journey", "", Scope)
    diagnostic: Diagnostic = ask.group("Is it worth mapping?", "", Diagnostic)
    sources: tuple[Source, ...] = ask.items(
        "Sources",
        "Where your figures and quotes come from. Enter each once, then choose it where you need it.",
        noun="source",
        nouns="sources",
    )
    stakeholders: tuple[Stakeholder, ...] = ask.items("Stakeholders", "", noun="stakeholder", nouns="stakeholders")
    relationships: tuple[Relationship, ...] = ask.items("Relationships", "", noun="relationship", nouns="relationships")
    personas: tuple[Persona, ...] = ask.items("Personas", "", noun="persona", nouns="personas")
    outcomes: tuple[Outcome, ...] = ask.items("Outcomes", "", noun="outcome", nouns="outcomes")
    stages: tuple[Stage, ...] = ask.items("Stages", "", noun="stage", nouns="stages")
    steps: tuple[Step, ...] = ask.items("Steps", "", noun="step", nouns="steps")
    moments: tuple[Moment, ...] = ask.items("Moments of truth", "", noun="moment of truth", nouns="moments of truth")
    solutions: tuple[Solution, ...] = ask.items("Solutions", "", noun="solution", nouns="solutions")
    teams: tuple[Team, ...] = ask.items("Teams", "", noun="team", nouns="teams")
    indicators: tuple[Indicator, ...] = ask.items(
        "Indicators and standards", "", noun="indicator or standard", nouns="indicators and standards"
    )
    care: Care = ask.group("Who looks after this map?", "", Care)
    editions: tuple[Edition, ...] = ask.items("Editions", "", noun="edition", nouns="editions")
    overruled: tuple[Overrule, ...] = ask.items("Advice not followed", "", noun="decision", nouns="decisions")
    rounds: tuple[Round, ...] = ask.items("Rating apart, then together", "", noun="round", nouns="rounds")
    voices: tuple[Voice, ...] = ask.items("Voices in the room", "", noun="voice", nouns="voices")

    @model_validator(mode="after")
    def _ids_once_each(self) -> Journey:
        _refuse_double_ids(self)
        return self

    def to_json(self) -> dict[str, Any]:
        """The journey as plain JSON values, keys in the model's order."""
        return self.model_dump(mode="json")


def _refuse_double_ids(node: Value, where: str = "") -> None:
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Value):
            _refuse_double_ids(value, f"{where}{name}/")
        elif isinstance(value, tuple):
            seen: set[str] = set()
            for item in value:
                if isinstance(item, Item):
                    if item.id in seen:
                        raise ValueError(f"Two items in {where}{name} have the same id, “{item.id}”.")
                    seen.add(item.id)
                    _refuse_double_ids(item, f"{where}{name}/{item.id}/")
