from __future__ import annotations

from pathlib import Path

import pytest

from cjm_widgets.serve.asking import (
    ANOTHER_MAP,
    FACILITATORS,
    Led,
    Refused,
    Shown,
    asked_for,
    first_page,
    open_to_participants,
    query_of,
)
from cjm_widgets.serve.books import Book
from cjm_widgets.workshop.visitor import Visitor

BOOKS = tuple(
    Book(Path(f"{number:02}_{name}.ipynb"), number, name, name)
    for number, name in ((0, "start"), (1, "diagnostic"), (4, "satisfaction"), (9, "facilitator"))
)
START, FIRST, RATING, LEADING = BOOKS
LEADS, TEAM = Visitor("facilitator", "p-aaaaaaaa"), Visitor("participant", "p-bbbbbbbb", "airport", in_room=True)


def test_a_participant_opens_their_own_map() -> None:
    assert asked_for(TEAM, RATING, "journey=airport", BOOKS) == Shown("airport")
    assert asked_for(TEAM, RATING, "mail=1&journey=airport", BOOKS) == Shown("airport")


def test_without_a_map_in_the_address_a_participant_is_led_to_theirs() -> None:
    assert asked_for(TEAM, RATING, "", BOOKS) == Led(RATING.file, "airport")
    assert asked_for(TEAM, RATING, "mail=1", BOOKS) == Led(RATING.file, "airport")


@pytest.mark.parametrize(
    "query",
    [
        "journey=clinic",
        "journey=",
        "journey",
        "journey=airport&journey=clinic",
        "journey=clinic&journey=airport",
        "journey=airport&journey=airport",
        "journey=airport&%6aourney=clinic",
        "%6Aourney=airport",
        "journey=%61irport",
        "journey=airport%00",
        "journey=airport%0a",
        "journey=+airport",
        "journey=airport%20",
        "journey=AIRPORT",
        "journey=airport/../clinic",
        "journey=airport%2F..%2Fclinic",
        "journey=..%2Fsecret",
        "journey=/etc/passwd",
        "journey=airport.json",
        "journey=%E0%B8%81",
        "journey=airport;journey=clinic",
        "journey=*",
        "&".join(["journey=airport"] * 100),
        "&".join(f"field{at}=1" for at in range(100)),
    ],
)
@pytest.mark.parametrize("book", [RATING, START, LEADING])
def test_another_map_or_an_odd_address_is_refused(book: Book, query: str) -> None:
    assert asked_for(TEAM, book, query, BOOKS) == Refused(403, ANOTHER_MAP)


def test_the_start_page_leads_a_participant_to_their_first_page() -> None:
    assert asked_for(TEAM, START, "", BOOKS) == Led(FIRST.file, "airport")
    assert asked_for(TEAM, START, "journey=airport", BOOKS) == Led(FIRST.file, "airport")


def test_the_facilitators_page_is_for_facilitators() -> None:
    assert asked_for(TEAM, LEADING, "", BOOKS) == Refused(403, FACILITATORS)
    assert asked_for(LEADS, LEADING, "", BOOKS) == Shown("")


def test_a_facilitator_opens_every_map() -> None:
    assert asked_for(LEADS, RATING, "journey=airport", BOOKS) == Shown("airport")
    assert asked_for(LEADS, RATING, "journey=clinic", BOOKS) == Shown("clinic")
    assert asked_for(LEADS, START, "", BOOKS) == Shown("")


@pytest.mark.parametrize("query", ["journey=../x", "journey=a&journey=b", "journey=%2Fetc%2Fpasswd", "journey=con"])
def test_what_can_be_no_map_is_none_for_a_facilitator_either(query: str) -> None:
    asked = asked_for(LEADS, RATING, query, BOOKS)
    assert isinstance(asked, Refused)
    assert asked.status == 404


def test_what_participants_may_open_leaves_out_what_shows_every_map() -> None:
    assert open_to_participants(BOOKS) == (FIRST, RATING)
    assert first_page(BOOKS) == FIRST
    assert first_page((START,)) is None


def test_an_address_names_the_map_and_nothing_else() -> None:
    assert query_of("airport") == "journey=airport"
    assert query_of("") == ""
