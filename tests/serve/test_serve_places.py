from __future__ import annotations

import pytest

from cjm_widgets.serve.places import EACH, FEWEST, KEPT, MOST, Places, fitting, fitting_here
from cjm_widgets.workshop.visitor import Visitor

LEADS, ANA, BEN = (
    Visitor("facilitator", "p-aaaaaaaa"),
    Visitor("participant", "p-bbbbbbbb", "airport"),
    Visitor("participant", "p-cccccccc", "airport"),
)
GIGABYTE = 1024**3


def test_a_room_is_full_for_participants_before_it_is_for_facilitators() -> None:
    places = Places(2)
    assert places.short_of(ANA) == 0
    places.take("a", ANA)
    places.take("b", BEN)
    assert places.short_of(ANA) == 1
    for at in range(KEPT):
        assert places.short_of(LEADS) == 0
        places.take(f"leads{at}", LEADS)
    assert places.short_of(LEADS) == 1


def test_a_facilitator_takes_no_participants_place_while_one_of_their_own_is_free() -> None:
    places = Places(1)
    for at in range(KEPT):
        places.take(f"leads{at}", LEADS)
        assert places.short_of(ANA) == 0
    places.take("one more", LEADS)
    assert places.short_of(ANA) == 1


def test_a_page_that_ended_or_is_being_closed_gives_its_place_back_once() -> None:
    places = Places(1)
    places.take("a", ANA)
    places.leaving("a")
    places.leaving("a")
    assert len(places) == 0
    places.take("b", ANA)
    assert places.short_of(ANA) == 1
    places.stays("a")
    assert len(places) == 2
    places.leaving("b")
    places.leaving("never there")
    assert len(places) == 1
    for page in ("a", "a", "b", "never there"):
        places.give_back(page)
    assert len(places) == 0


def test_a_page_is_of_the_person_who_opened_it_and_of_nobody_else() -> None:
    places = Places(9)
    places.take("a", ANA)
    assert places.is_of("a", ANA)
    elsewhere = Visitor("participant", ANA.person, "clinic")
    for other in (BEN, LEADS, elsewhere, Visitor("facilitator", ANA.person)):
        assert not places.is_of("a", other)
    assert not places.is_of("never there", ANA)
    places.give_back("a")
    assert not places.is_of("a", ANA)


@pytest.mark.parametrize(
    ("gigabytes", "cores", "forks", "fit"),
    [(4, 2, True, 51), (8, 2, True, 80), (8, 2, False, 37), (64, 16, True, MOST), (0.5, 1, True, FEWEST)],
)
def test_as_many_pages_fit_as_memory_and_processor_allow(
    gigabytes: float, cores: int, *, forks: bool, fit: int
) -> None:
    assert fitting(int(gigabytes * GIGABYTE), cores, forks=forks) == fit


def test_on_this_computer_a_number_is_found() -> None:
    assert FEWEST <= fitting_here() <= MOST


def test_a_participant_may_have_many_pages_open_and_not_all() -> None:
    places = Places(9 * EACH)
    for at in range(EACH):
        assert not places.has_too_many(ANA)
        places.take(f"ana{at}", ANA)
        places.take(f"leads{at}", LEADS)
    assert places.has_too_many(ANA)
    assert not places.has_too_many(BEN)
    assert not places.has_too_many(LEADS)
    places.leaving("ana0")
    assert not places.has_too_many(ANA)
