"""Who looks at a page: what they may do, and under which id their own ratings and dots are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Role = Literal["facilitator", "participant"]

ROLE_VARIABLE: Final = "CJM_ROLE"
PERSON_VARIABLE: Final = "CJM_PERSON"
JOURNEY_VARIABLE: Final = "CJM_JOURNEY"
ROOM_VARIABLE: Final = "CJM_ROOM"
NAME_VARIABLE: Final = "CJM_NAME"

FACILITATORS_PAGES: Final = frozenset({"start", "all_maps", "facilitator"})
"""What shows every journey."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page. The server finds it out; nothing that a browser sends can change it.

    Args:
        role: a facilitator may see and do everything, a participant opens one journey.
        person: a made-up id that stays with the browser, such as "p-k3x9w2ab"; "" outside a served page.
        journey: the only journey that a participant may open; "" for all.
        in_room: whether the workbook is served to others, so that people rate on their own first.
        name: under which others see them, where it is known; "" where people say so themselves.
    """

    role: Role = "facilitator"
    person: str = ""
    journey: str = ""
    in_room: bool = False
    name: str = ""

    @property
    def facilitates(self) -> bool:
        """Whether this person may see every journey and lead the workshop."""
        return self.role == "facilitator"

    def may_open(self, page: str, journey: str) -> bool:
        """Whether this person may look at a page of a journey.

        Args:
            page: the page's name, such as "satisfaction".
            journey: the journey's id, "" for none.
        """
        return self.facilitates or (page not in FACILITATORS_PAGES and journey == self.journey != "")

    def environment(self) -> dict[str, str]:
        """The variables by which a page's process learns who looks at it."""
        return {
            ROLE_VARIABLE: self.role,
            PERSON_VARIABLE: self.person,
            JOURNEY_VARIABLE: self.journey,
            ROOM_VARIABLE: "1" if self.in_room else "",
            NAME_VARIABLE: self.name,
        }


def visitor_in(environment: Mapping[str, str]) -> Visitor:
    """Who looks at the page, read from a process's variables; without any, a person on their own computer.

    Args:
        environment: the process's variables.
    """
    participant = environment.get(ROLE_VARIABLE, "facilitator") != "facilitator"
    return Visitor(
        role="participant" if participant else "facilitator",
        person=environment.get(PERSON_VARIABLE, ""),
        journey=environment.get(JOURNEY_VARIABLE, ""),
        in_room=environment.get(ROOM_VARIABLE, "") == "1",
        name=environment.get(NAME_VARIABLE, ""),
    )
