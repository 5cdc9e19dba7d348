"""What groups may do: only who leads sees all, and everybody else the maps of their groups."""

from __future__ import annotations

import re

import pytest

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.serve.hub.asking_hub import Known
from cjm_widgets.serve.hub.seats import Seats

SEATS = Seats("secret", "leads", {"Ward 3": "clinic"})
MAPS = ("airport", "clinic", "office")


def seated(*groups: str, name: str = "ana", admin: bool = False) -> list[tuple[str, str]]:
    return [(one.role, one.journey) for one in SEATS.of(Known(name, frozenset(groups), admin), MAPS)]


@pytest.mark.parametrize(("groups", "admin"), [(("leads",), False), ((), True), (("leads", "airport"), False)])
def test_the_group_that_leads_and_admins_see_every_map(groups: tuple[str, ...], admin: bool) -> None:
    assert seated(*groups, admin=admin) == [("facilitator", "")]


def test_a_group_opens_the_map_of_its_name_or_the_one_that_was_said_and_no_other() -> None:
    assert seated("airport", "staff", "students") == [("participant", "airport")]
    assert seated("Ward 3", "airport") == [("participant", "airport"), ("participant", "clinic")]
    assert seated("clinic", "Ward 3") == [("participant", "clinic")]


def test_whoever_has_no_group_with_a_map_may_open_nothing() -> None:
    assert seated() == []
    assert seated("staff", "Leads", "LEADS", "leads ", "") == []


def test_a_name_is_no_longer_than_a_change_can_have() -> None:
    for groups in ("airport", "leads"):
        (found,) = SEATS.of(Known("a" * 200, frozenset({groups})), MAPS)
        assert new_edit("title", "x", by=found.name).by == "a" * 80


def test_nobody_leads_by_a_group_where_none_was_said() -> None:
    assert Seats("secret").of(Known("ana", frozenset({""})), MAPS) == ()


def test_somebody_has_one_id_everywhere_and_another_than_others() -> None:
    (here,), (there,) = (SEATS.of(Known("ana", frozenset({one})), MAPS) for one in ("airport", "office"))
    (other,) = SEATS.of(Known("ben", frozenset({"airport"})), MAPS)
    (elsewhere,) = Seats("another").of(Known("ana", frozenset({"airport"})), MAPS)
    assert here.person == there.person
    assert len({here.person, other.person, elsewhere.person}) == 3
    assert re.fullmatch(r"p-[a-z0-9]{8}", here.person)
    assert (here.name, here.in_room) == ("ana", True)
