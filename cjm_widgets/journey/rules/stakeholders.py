"""Advice on the stakeholder map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.parts.people import CUSTOMER
from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.stakeholders import relationship_name
from cjm_widgets.journey.wording import fact, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Relationship, Stakeholder

SOURCE: Final = "Ten layers, 1"
_CUSTOMER: Final = {"customer", "customers", "the customer", "the customers", "our customers"}


def stakeholders_listed(journey: Journey) -> Iterator[Advice]:
    """All stakeholders are listed. Source: Ten layers, 1."""
    if journey.personas and not journey.stakeholders:
        yield Advice(
            "stakeholders-listed",
            "No stakeholder is on the map yet.",
            "List who else has a part in it: teams, partners, suppliers, family, authorities.",
            SOURCE,
            "stakeholders",
            "personas",
        )


def customer_at_the_centre(journey: Journey) -> Iterator[Advice]:
    """The customer is at the centre, and not one stakeholder of many. Source: Ten layers, 1."""
    listed = [one for one in journey.stakeholders if _is_the_customer(journey, one)]
    if listed:
        say = f"“{shortened(listed[0].name)}” stands among the stakeholders."
        do = "Take it off: the customer is the centre of the picture already."
        at = f"stakeholders/{listed[0].id}"
    elif journey.stakeholders and not journey.scope.segment.strip():
        say = "The customer at the centre of the picture has no name."
        do = "Say on “Journey steps” which customers make this journey."
        at = "scope/segment"
    else:
        return
    yield Advice("customer-at-the-centre", say, do, SOURCE, at, "personas")


def stakeholders_named(journey: Journey) -> Iterator[Advice]:
    """A stakeholder has a name. Source: Ten layers, 1."""
    nameless = [one for one in journey.stakeholders if not one.name.strip()]
    if nameless:
        yield Advice(
            "stakeholders-named",
            fact(_names(journey, nameless), "stakeholder has no name", "stakeholders have no name"),
            "Say who it is: a person, a team or an organisation.",
            SOURCE,
            f"stakeholders/{nameless[0].id}/name",
            "personas",
        )


def stakeholders_placed(journey: Journey) -> Iterator[Advice]:
    """Stakeholders stand in circles of influence. Source: Ten layers, 1."""
    loose = [one for one in journey.stakeholders if one.influence is None]
    if loose:
        yield Advice(
            "stakeholders-placed",
            fact(_names(journey, loose), "stakeholder stands in no circle", "stakeholders stand in no circle"),
            "Say how much influence each has on what the customer goes through.",
            SOURCE,
            f"stakeholders/{loose[0].id}/influence",
            "personas",
        )


def stakeholders_described(journey: Journey) -> Iterator[Advice]:
    """What we do for them, what they do for us, and the relationship or a line. Source: Ten layers, 1."""
    lined = {end for one in journey.relationships for end in (one.from_whom, one.to_whom)}
    bare = [
        one
        for one in journey.stakeholders
        if not ((one.relationship.strip() or one.id in lined) and one.we_do.strip() and one.they_do.strip())
    ]
    if bare:
        first = bare[0]
        asked = ("we_do", "they_do") if first.id in lined else ("relationship", "we_do", "they_do")
        field = next(name for name in asked if not getattr(first, name).strip())
        yield Advice(
            "stakeholders-described",
            fact(_names(journey, bare), "stakeholder is not fully described", "stakeholders are not fully described"),
            "Describe the relationship, what we do for them and what they do for us.",
            SOURCE,
            f"stakeholders/{first.id}/{field}",
            "personas",
        )


def relationships_drawn(journey: Journey) -> Iterator[Advice]:
    """Relationships are described. Source: Ten layers, 1; that each is a line, good or strained, is our own."""
    if len([one for one in journey.stakeholders if one.influence]) > 1 and not journey.relationships:
        yield Advice(
            "relationships-drawn",
            "No relationship is drawn on the stakeholder map.",
            "Draw the ones that matter most, and say which are good and which are strained.",
            f"{SOURCE}; good and strained are this workbook’s own",
            "relationships",
            "personas",
        )


def relationships_whole(journey: Journey) -> Iterator[Advice]:
    """A relationship has two ends that are there, and it is said how it is. Source: Ten layers, 1; how is our own."""
    for one in journey.relationships:
        if lacks := _lacking(journey, one):
            field, say = lacks
            yield Advice(
                "relationships-whole",
                f"The relationship {relationship_name(journey, one)} {say}.",
                "Choose both ends, and whether it is good, strained or neither.",
                f"{SOURCE}; good and strained are this workbook’s own",
                f"relationships/{one.id}/{field}",
                "personas",
                each=True,
            )


def _lacking(journey: Journey, one: Relationship) -> tuple[str, str] | None:
    """The field of a relationship that lacks something, and what it lacks."""
    there = {CUSTOMER, *(stakeholder.id for stakeholder in journey.stakeholders)}
    for field, end in (("from_whom", one.from_whom), ("to_whom", one.to_whom)):
        if end is None:
            return field, "has only one end" if one.from_whom or one.to_whom else "has no ends yet"
        if end not in there:
            return field, "names a stakeholder that was removed"
    if one.from_whom == one.to_whom:
        return "to_whom", "leads back to where it begins"
    return None if one.state else ("state", "does not say how it is")


def _is_the_customer(journey: Journey, one: Stakeholder) -> bool:
    name = " ".join(one.name.lower().split())
    return bool(name) and name in {*_CUSTOMER, " ".join(journey.scope.segment.lower().split())}


def _names(journey: Journey, found: list[Stakeholder]) -> list[str]:
    return [shortened(one.name) or f"Stakeholder {journey.stakeholders.index(one) + 1}" for one in found]
