"""What somebody may do in the workbook, from their groups on the Hub."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjm_widgets.serve.hub.place import HubError
from cjm_widgets.store.names import is_id
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.serve.hub.asking_hub import Known


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits where. A group opens the map of its name, or another that was said.

    Args:
        secret: what people's ids are made from.
        facilitators: the group whose people lead, "" for none; those who look after the Hub lead as well.
        teams: group -> the id of its map, where the names differ.
    """

    secret: str = field(repr=False)
    facilitators: str = ""
    teams: Mapping[str, str] = field(default_factory=dict)

    def of(self, known: Known, maps: Iterable[str]) -> tuple[Visitor, ...]:
        """One for each map that somebody may open; a single one for who leads; none for a stranger.

        Args:
            known: who it is.
            maps: the ids of the maps there are.
        """
        person = person_of(self.secret, known.name)
        name = known.name[:80]
        if known.admin or (self.facilitators and self.facilitators in known.groups):
            return (Visitor("facilitator", person, in_room=True, name=name),)
        mine = {self.teams.get(group, group) for group in known.groups} & set(maps)
        return tuple(Visitor("participant", person, journey, in_room=True, name=name) for journey in sorted(mine))


def teams_in(typed: Iterable[str]) -> dict[str, str]:
    """Groups and their maps, as somebody typed them.

    Args:
        typed: each "GROUP=MAP".

    Raises:
        HubError: if one is not of that kind.
    """
    found = {}
    for one in typed:
        group, _, journey = (part.strip() for part in one.rpartition("="))
        if not group or not is_id(journey):
            raise HubError(f"--team “{one}” has to be a group of the Hub and a map’s id, such as “Ward 3=ward-3”.")
        found[group] = journey
    return found


def person_of(secret: str, name: str) -> str:
    """The same id for the same person from every browser; it does not give the name away.

    Args:
        secret: as in `Seats`.
        name: by which they log in.
    """
    digest = hmac.new(secret.encode(), name.encode(), hashlib.sha256).digest()
    return "p-" + base64.b32encode(digest)[:8].decode().lower()
