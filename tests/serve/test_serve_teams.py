"""What one team's link opens, over the wire: their own map, their own pages, and nothing of anybody else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import websockets.sync.client
from websockets.exceptions import InvalidStatus

from cjm_widgets.serve.asking import Refused, asked_for, open_to_participants
from cjm_widgets.serve.books import books_in
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store
from cjm_widgets.workshop.visitor import Visitor

PAGE = "/voila/render/03_steps.ipynb"
ASKING = "/voila/render/01_asking.ipynb"


@pytest.fixture(scope="module")
def ana(server):
    """A participant of the team that maps the airport."""
    return server.join("airport")


@pytest.fixture(scope="module")
def cy(server):
    """A participant of the other team."""
    return server.join("clinic")


def kernel_of(body: str) -> str:
    return re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1]


def person(cookie: str) -> str:
    return cookie.split(".")[3]


def test_a_join_link_leads_to_the_first_page_of_its_map(server) -> None:
    for typed in (server.key("airport"), server.key("airport").lower(), server.key("airport").replace("-", "")):
        answer = server.ask(f"/join/{typed}", cookie="")
        assert answer.status == 303
        assert answer.headers["location"] == "/voila/render/01_asking.ipynb?journey=airport"
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert "SameSite=Lax" in answer.headers["set-cookie"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_join_link_is_opened_and_nothing_else(server, method: str) -> None:
    answer = server.ask(f"/join/{server.key('airport')}", method=method, cookie="", headers={"Content-Length": "0"})
    assert answer.status == 405
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "AAAAA-AAAAA",
        "airport",
        "..",
        "%2e%2e/airport",
        "airport.json",
        "%00",
        "x" * 2000,
        "%F0%9F%98%80",
        "*",
        "[2-Z]",
    ],
)
def test_a_guessed_link_opens_nothing(server, typed: str) -> None:
    answer = server.ask(f"/join/{typed}", cookie="")
    assert answer.status in (400, 403)
    assert "set-cookie" not in answer.headers


def test_a_link_of_another_folder_opens_nothing_here(server, tmp_path: Path) -> None:
    from cjm_widgets.serve.keys import kept_keys
    from cjm_widgets.workshop.links import join_key

    elsewhere = join_key(kept_keys(Store(tmp_path)).links, "airport")
    assert server.ask(f"/join/{elsewhere}", cookie="").status == 403


def test_the_process_of_a_page_is_told_who_looks_and_no_more(server, ana) -> None:
    body = server.ask(f"{ASKING}?journey=airport&edition=x&QUERY_STRING=y", cookie=ana).body
    assert f"journey=airport {server.folder}" in body
    told = re.search(r"participant (\S+) (\S+) (\S+) (\S+)\naddress (\S+) links (\d+)", body.replace("&#39;", "'"))
    assert told[1] == person(ana)
    assert (told[2], told[3]) == ("'airport'", "''")
    assert Path(told[4]).is_dir()
    assert (told[5], told[6]) == ("''", "0"), "the secret of the links and the address are for facilitators"
    leads = server.ask(ASKING).body.replace("&#39;", "'")
    assert re.search(rf"facilitator {person(server.cookie)} '' '' \S+\naddress 'http\S+/' links 64", leads)


@pytest.mark.parametrize(
    "query",
    [
        "journey=clinic",
        "journey=airport&journey=clinic",
        "journey=clinic&journey=airport",
        "%6Aourney=clinic",
        "journey=%61irport",
        "journey=..%2F..%2Fetc%2Fpasswd",
        "journey=airport%00",
        "journey=%E2%80%AEtropria",
        "journey",
    ],
)
@pytest.mark.parametrize("page", [PAGE, ASKING, "/", "/voila/render/00_start.ipynb", "/voila/render/"])
def test_another_map_in_the_address_is_refused_in_plain_words(server, ana, page: str, query: str) -> None:
    answer = server.ask(f"{page}?{query}", cookie=ana)
    assert answer.status == 403
    assert "This link opens another map" in answer.body
    assert 'href="/voila/render/01_asking.ipynb?journey=airport"' in answer.body
    assert "data-kernel" not in answer.body
    assert "clinic" not in answer.body


@pytest.mark.parametrize("page", ["/", "/voila/render", "/voila/render/00_start.ipynb", "/?journey=airport"])
def test_the_start_page_leads_a_participant_to_their_map(server, ana, page: str) -> None:
    answer = server.ask(page, cookie=ana)
    assert (answer.status, answer.headers["location"]) == (302, "/voila/render/01_asking.ipynb?journey=airport")


def test_a_page_without_a_map_in_its_address_is_theirs(server, ana) -> None:
    assert server.ask(PAGE, cookie=ana).headers["location"] == f"{PAGE}?journey=airport"


@pytest.mark.parametrize("query", ["", "?journey=airport", "?token=guessed"])
def test_the_facilitators_page_needs_the_facilitators_link(server, ana, query: str) -> None:
    answer = server.ask(f"/voila/render/09_facilitator.ipynb{query}", cookie=ana)
    assert answer.status == 403
    assert "This page is the facilitator’s" in answer.body
    assert server.ask("/voila/render/09_facilitator.ipynb").status == 200


def test_a_participant_sees_no_way_to_the_other_maps(server, ana) -> None:
    body = server.ask(f"{PAGE}?journey=airport", cookie=ana).body
    for hidden in ("00_start.ipynb", "09_facilitator.ipynb", "clinic", server.key("airport"), server.token):
        assert hidden not in body


def test_another_persons_process_is_not_there(server, ana, cy) -> None:
    kernel = kernel_of(server.ask(f"{ASKING}?journey=airport", cookie=ana).body)
    ben, moved = server.join("airport"), server.join("clinic", ana)
    assert person(moved) == person(ana)
    for other in (ben, cy, moved, server.cookie):
        assert server.ask(f"/api/kernels/{kernel}", cookie=other).status == 404
        with pytest.raises(InvalidStatus) as refused:
            websockets.sync.client.connect(
                f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels", additional_headers={"Cookie": other}
            )
        assert refused.value.response.status_code == 404
        close = {"Content-Length": "0"}
        server.ask(f"/voila/api/shutdown/{kernel}", method="POST", cookie=other, headers=close)
    assert server.ask(f"/api/kernels/{kernel}", cookie=ana).status == 200
    assert json.loads(server.ask(f"/api/kernels/{kernel}", cookie=ana).body)["id"] == kernel


def test_a_facilitators_browser_stays_the_facilitators(server) -> None:
    given = server.join("airport", server.cookie)
    assert given.split(".")[1:4] == server.cookie.split(".")[1:4]
    assert server.ask(f"{PAGE}?journey=clinic", cookie=given).status == 200


def test_a_facilitator_sees_a_page_of_no_such_map_and_no_process_is_started(server) -> None:
    answer = server.ask(f"{PAGE}?journey=..%2Fsecret")
    assert answer.status == 404
    assert "There is no such map" in answer.body


def test_a_new_route_is_closed_to_participants_until_it_says_otherwise() -> None:
    from tornado.web import RequestHandler

    from cjm_widgets.serve.guard import Friendly

    assert not Friendly.for_participants
    assert not hasattr(RequestHandler, "for_participants")


def test_of_the_workbooks_that_come_with_the_package_none_of_all_maps_is_open_to_a_participant() -> None:
    books = books_in(shipped("workbooks"))
    shut = [book for book in books if book not in open_to_participants(books)]
    assert [book.name for book in shut] == ["start", "facilitator", "all_maps"]
    (side_by_side,) = [book for book in shut if book.beside]
    participant = Visitor("participant", "p-aaaaaaaa", "airport", in_room=True)
    assert isinstance(asked_for(participant, side_by_side, "journey=airport", books), Refused)
