"""The stakeholder map in words: who has how much influence, and how the relationships are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.model import Relationship, Stakeholder
from cjm_widgets.journey.parts.people import CUSTOMER
from cjm_widgets.journey.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey

_SAID: Final = {"good": "good", "neutral": "neither good nor strained", "strained": "strained"}


def stakeholder_name(journey: Journey, stakeholder: str | None) -> str:
    """What an end of a relationship is called, also where none is chosen or it was removed."""
    if stakeholder == CUSTOMER:
        return "the customer"
    for at, one in enumerate(journey.stakeholders, start=1):
        if one.id == stakeholder:
            return shortened(one.name) or f"stakeholder {at}"
    return "somebody who was removed" if stakeholder else "an end not chosen yet"


def relationship_name(journey: Journey, one: Relationship) -> str:
    """What to call a relationship: its two ends, or its number where neither is chosen."""
    if not (one.from_whom or one.to_whom):
        return f"number {journey.relationships.index(one) + 1}"
    return f"from {stakeholder_name(journey, one.from_whom)} to {stakeholder_name(journey, one.to_whom)}"


def stakeholder_lines(journey: Journey) -> Iterator[str]:
    """All that the stakeholder map shows, a line for each circle and for each relationship.

    Source: Ten layers, 1; the three degrees of influence, and good or strained, are the workbook's own.
    """
    for value, words in _choices(Stakeholder, "influence"):
        here = [stakeholder_name(journey, one.id) for one in journey.stakeholders if one.influence == value]
        if here:
            yield f"{words.partition(':')[0]}: {listed(here)}."
    waiting = [stakeholder_name(journey, one.id) for one in journey.stakeholders if one.influence is None]
    if waiting:
        yield f"Influence not said: {listed(waiting)}."
    kinds = dict(_choices(Relationship, "kind"))
    for line in journey.relationships:
        state = _SAID.get(line.state or "", "not said how it is")
        what = ", ".join(filter(None, (kinds.get(line.kind or "", "").lower(), shortened(line.name))))
        yield f"Relationship {relationship_name(journey, line)}: {state}{f' ({what})' if what else ''}."


def _choices(model: type[Stakeholder | Relationship], name: str) -> list[tuple[str, str]]:
    extra: Any = model.model_fields[name].json_schema_extra
    return [(value, words) for value, words in extra["choices"]]
