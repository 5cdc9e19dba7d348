"""A full room, over the wire: who is asked for patience, in which words, and that no place is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import Server, started

from cjm_widgets.serve.places import EACH

PAGE = "/voila/render/03_steps.ipynb?journey=airport"


@pytest.fixture
def small_room(tmp_path: Path):
    with started(tmp_path, "most=1") as server:
        yield server


def is_free(server: Server, cookie: str) -> bool:
    return server.ask("/cjm/room", cookie=cookie).status == 204


def test_who_finds_the_room_full_is_told_so_in_words_and_not_as_an_error(small_room: Server) -> None:
    ana, ben = small_room.join("airport"), small_room.join("airport")
    assert is_free(small_room, ben)
    assert small_room.ask(PAGE, cookie=ana).status == 200
    with small_room.counting_refusals() as found:
        answer = small_room.ask(PAGE, cookie=ben)
    assert found == {"room_full": 1}
    assert answer.status == 503
    assert answer.headers["retry-after"]
    assert "The room is full" in answer.body
    assert "tries again by itself" in answer.body
    assert 'data-base="/"' in answer.body
    assert not is_free(small_room, ben)
    assert small_room.ask(PAGE).status == 200, "the facilitator"


def test_a_workbook_that_cannot_be_read_takes_no_place_from_anybody(small_room: Server) -> None:
    ana = small_room.join("airport")
    broken = small_room.folder.parent / "books" / "01_asking.ipynb"
    whole = broken.read_text(encoding="utf-8")
    broken.write_text("{half", encoding="utf-8")
    for _ in range(3):
        answer = small_room.ask("/voila/render/01_asking.ipynb?journey=airport", cookie=ana)
        assert answer.status == 500
        assert "could not be shown" in answer.body
        assert is_free(small_room, ana)
    broken.write_text(whole, encoding="utf-8")
    assert small_room.ask(PAGE, cookie=ana).status == 200


def test_one_person_cannot_take_all_places(tmp_path: Path) -> None:
    with started(tmp_path, f"most={2 * EACH}") as server:
        ana, ben = server.join("airport"), server.join("airport")
        for _ in range(EACH):
            assert server.ask(PAGE, cookie=ana).status == 200
        with server.counting_refusals() as found:
            answer = server.ask(PAGE, cookie=ana)
        assert found == {"too_many_pages": 1}
        assert answer.status == 503
        assert f"Each person may have {EACH} pages open" in answer.body
        assert not is_free(server, ana)
        assert is_free(server, ben)
        assert server.ask(PAGE, cookie=ben).status == 200
        assert server.ask(PAGE).status == 200, "the facilitator"
