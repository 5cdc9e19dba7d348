"""What a proxy does wrong reaches the server as requests: each is named, on the page and in the terminal."""

from __future__ import annotations

import re

import pytest
from small_books import Server, started

BASE = "https://maps.example.org/cjm/"
UPGRADE = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAA"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with started(tmp_path_factory.mktemp("behind"), f"address='{BASE}'", "proxies=['10.9.9.9']") as running:
        yield running


def test_the_links_begin_with_the_address_and_the_cookie_is_for_it_alone(server: Server) -> None:
    assert server.said[0].startswith(f"{BASE} is to lead here by a proxy, which passes it on to http://127.0.0.1:")
    assert f"{BASE}join/{server.key('airport')}" in "\n".join(server.said)
    assert server.address == f"{BASE}?token={server.token}"
    for path in (f"/cjm/?token={server.token}", f"/cjm/join/{server.key('airport')}"):
        kept = server.ask(path, cookie="").headers["set-cookie"]
        assert kept.startswith("cjm=")
        assert {"Path=/cjm/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(kept.split("; "))


def test_the_address_without_its_slash_leads_to_it_with_what_was_asked(server: Server) -> None:
    answer = server.ask("/cjm?token={a}&b=1", cookie="")
    assert (answer.status, answer.headers["location"]) == (307, "/cjm/?token={a}&b=1")


@pytest.mark.parametrize(
    ("path", "host", "status", "says"),
    [
        ("/cjm/", "127.0.0.1:8866", 403, "it sends “127.0.0.1:8866” in place of “maps.example.org”"),
        ("/cjm/", "evil.example", 403, "proxy_set_header Host $host;"),
        ("/", "", 404, "it takes “/cjm/” off the address"),
        ("/voila/render/01_asking.ipynb", "", 404, "it takes “/cjm/” off the address"),
        ("/cjmx/", "", 404, "it takes “/cjm/” off the address"),
    ],
)
def test_a_name_or_a_path_that_was_replaced_is_named(
    server: Server, path: str, host: str, status: int, says: str
) -> None:
    with server.counting_refusals() as found:
        answer = server.ask(path, host=host)
    assert found == {"foreign_host" if host else "outside_path": 1}
    assert answer.status == status
    assert says in answer.body
    assert f"The workbook is at {BASE}" in answer.body
    assert f'href="{BASE}">Open the workbook' in answer.body


def test_what_a_stranger_says_of_a_request_does_not_count(server: Server) -> None:
    said = {"X-Forwarded-Host": "maps.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.9.9.9"}
    assert server.ask("/cjm/cjm/room", host="127.0.0.1", headers=said).status == 403
    other = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Real-IP": "10.9.9.9"}
    assert server.ask("/cjm/cjm/room", headers=other).status == 204


def test_a_line_that_comes_without_upgrade_is_named_and_the_page_can_ask(server: Server) -> None:
    page = server.ask("/cjm/voila/render/01_asking.ipynb")
    body = page.body
    assert page.headers["x-accel-buffering"] == "no"
    assert f"address &#39;{BASE}&#39;" in body
    kernel = re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1]
    asks = f"/cjm/api/kernels/{kernel}"
    assert '"line"' not in server.ask(asks).body
    with server.counting_refusals() as found:
        assert server.ask(f"{asks}/channels?session_id=s", headers={**UPGRADE, "Connection": "close"}).status == 426
    assert found == {"no_upgrade": 1}
    assert '"line": "no upgrade"' in server.ask(asks).body
    foreign = {**UPGRADE, "Upgrade": "websocket", "Connection": "Upgrade", "Origin": "https://evil.example"}
    assert server.ask(f"{asks}/channels?session_id=s", headers=foreign).status == 403


def test_each_was_said_once_in_the_terminal(server: Server) -> None:
    _, rest = server.stop()
    *said, stopped = rest.splitlines()
    begins = ("Somebody came by another name", "Somebody came by an address that", "A proxy does not pass on “Upgrade”")
    assert sorted(one.partition(begin)[1] for one in said for begin in begins if begin in one) == sorted(begins)
    assert len(said) == len(begins)
    assert all(one.endswith(".") for one in said)
    assert stopped.startswith("Stopped.")
