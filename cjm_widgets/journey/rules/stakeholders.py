"""Advice on the stakeholder map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.rules.advice import Advice
from cjm_widgets.journey.wording import fact, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Stakeholder

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
    loose = [one for one in journey.stakeholders if one.ring is None]
    if loose:
        yield Advice(
            "stakeholders-placed",
            fact(_names(journey, loose), "stakeholder stands in no circle", "stakeholders stand in no circle"),
            "Place each by how much it shapes what the customer meets.",
            SOURCE,
            f"stakeholders/{loose[0].id}/ring",
            "personas",
        )


def stakeholders_described(journey: Journey) -> Iterator[Advice]:
    """The relationship, what we do for them and what they do for us. Source: Ten layers, 1."""
    bare = [
        one
        for one in journey.stakeholders
        if not (one.relationship.strip() and one.we_do.strip() and one.they_do.strip())
    ]
    if bare:
        first = bare[0]
        field = next(name for name in ("relationship", "we_do", "they_do") if not getattr(first, name).strip())
        yield Advice(
            "stakeholders-described",
            fact(_names(journey, bare), "stakeholder is not fully described", "stakeholders are not fully described"),
            "Describe the relationship, what we do for them and what they do for us.",
            SOURCE,
            f"stakeholders/{first.id}/{field}",
            "personas",
        )


def _is_the_customer(journey: Journey, one: Stakeholder) -> bool:
    name = " ".join(one.name.lower().split())
    return bool(name) and name in {*_CUSTOMER, " ".join(journey.scope.segment.lower().split())}


def _names(journey: Journey, found: list[Stakeholder]) -> list[str]:
    return [shortened(one.name) or f"Stakeholder {journey.stakeholders.index(one) + 1}" for one in found]
