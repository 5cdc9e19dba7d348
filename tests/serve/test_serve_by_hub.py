"""A real server before a Hub that answers as it is told: what a browser cannot get past."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlparse

import pytest
from small_books import Answer, Server, started, write_journeys

from cjm_widgets.serve import ByHub, ServeError, serve
from cjm_widgets.serve.telling import by_groups
from cjm_widgets.store import Store

BASE = "/services/cjm/"
PAGE = {"Sec-Fetch-Dest": "document"}
ACCESS = ["access:services!service=cjm"]
PEOPLE: dict[str, dict[str, Any]] = {
    "fay": {"groups": ["leads"]},
    "ana": {"groups": ["airport"]},
    "both": {"groups": ["airport", "clinic"]},
    "zoe": {"groups": ["staff"]},
    "late": {"groups": ["airport"], "scopes": []},
    "root": {"admin": True},
    "odd": {"admin": "false", "groups": ["airport"]},
}


@dataclass
class Told:
    """What the Hub was asked, and what it says."""

    out: set[str] = field(default_factory=set)
    verifiers: list[str] = field(default_factory=list)
    broken: bool = False


@pytest.fixture(scope="module")
def told() -> Told:
    return Told()


@pytest.fixture(scope="module")
def server(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    class Hub(BaseHTTPRequestHandler):
        """A code is a person's name, and so is a token."""

        def do_POST(self) -> None:
            asked = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            told.verifiers.append(asked["code_verifier"])
            is_ours = (asked["client_id"], asked["client_secret"]) == ("service-cjm", "of-the-service")
            self._say(200 if is_ours and asked["code"] in PEOPLE else 400, {"access_token": asked["code"]})

        def do_GET(self) -> None:
            name = self.headers["Authorization"].removeprefix("Bearer ")
            self._say(403 if name in told.out else 200, {"name": name, "scopes": ACCESS, **PEOPLE[name]})

        def _say(self, status: int, content: dict[str, Any]) -> None:
            self.send_response(500 if told.broken else status)
            self.end_headers()
            self.wfile.write(b"<html>" if told.broken else json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as hub:
        threading.Thread(target=hub.serve_forever, daemon=True).start()
        given = {
            "JUPYTERHUB_API_TOKEN": "of-the-service",
            "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.server_address[1]}/hub/api",
            "JUPYTERHUB_SERVICE_NAME": "cjm",
            "JUPYTERHUB_SERVICE_PREFIX": BASE,
            "JUPYTERHUB_PUBLIC_URL": f"https://hub.example.org{BASE}",
        }
        before = f"import os; os.environ.update({given!r}); from cjm_widgets.serve import ByHub"
        options = ("by_hub=ByHub('leads')", "metrics_port=0")
        with started(tmp_path_factory.mktemp("doors"), *options, before=before) as running:
            yield running
        hub.shutdown()


def sent_to_the_hub(server: Server, path: str = BASE) -> tuple[str, str]:
    """The state, and the cookie that goes with it."""
    answer = server.ask(path, headers=PAGE)
    assert answer.status == 303
    there = urlparse(answer.headers["location"])
    assert there.path == "/hub/api/oauth2/authorize"
    asked = parse_qs(there.query)
    assert (asked["client_id"], asked["redirect_uri"]) == (["service-cjm"], [f"{BASE}oauth_callback"])
    return asked["state"][0], answer.headers["set-cookie"].partition(";")[0]


def back(server: Server, code: str, state: str, cookie: str) -> Answer:
    return server.ask(f"{BASE}oauth_callback?code={code}&state={state}", cookie=cookie, headers=PAGE)


def comes(server: Server, name: str, mark: str = "here") -> str:
    """The cookies of somebody who has logged in."""
    state, kept = sent_to_the_hub(server)
    answer = back(server, name, state, f"{kept}; jupyterhub-session-id={mark}")
    assert (answer.status, answer.headers["location"]) == (303, BASE)
    key = re.search(r"cjm=[\w-]{43}", answer.headers["set-cookie"])[0]
    return f"{key}; jupyterhub-session-id={mark}"


def test_a_page_leads_to_the_hub_and_what_a_page_asks_by_itself_is_refused(server: Server) -> None:
    sent_to_the_hub(server)
    for path, headers in (("cjm/room", {"Sec-Fetch-Dest": "empty"}), ("api/kernels/a-b-c-d-e", {})):
        assert server.ask(f"{BASE}{path}", headers=headers).status == 401
    assert server.ask(BASE, method="POST").status == 401


def test_links_and_cookies_of_a_room_open_nothing(server: Server) -> None:
    for path in (f"{BASE}?token=", f"{BASE}?token={'a' * 16}", f"{BASE}join/{server.key('airport')}"):
        assert urlparse(server.ask(path, headers=PAGE).headers["location"]).path == "/hub/api/oauth2/authorize"
    for cookie in ("cjm=", f"cjm=1.facilitator..p-aaaaaaaa.{'0' * 64}", "cjm=%00"):
        assert server.ask(f"{BASE}cjm/room", cookie=cookie, headers={"Sec-Fetch-Dest": "empty"}).status == 401


def test_who_comes_back_is_led_where_they_wanted_to_go_and_nowhere_else(server: Server, told: Told) -> None:
    page = f"{BASE}voila/render/03_steps.ipynb?journey=airport"
    state, kept = sent_to_the_hub(server, page)
    answer = back(server, "ana", state, kept)
    assert answer.headers["location"] == page
    assert {"HttpOnly", "Secure", "SameSite=Lax", f"Path={BASE}"} <= set(
        re.split("; |, ", answer.headers["set-cookie"])
    )
    assert told.verifiers[-1] in kept
    name, _, value = kept.partition("=")
    elsewhere = f"{name}={'.'.join(value.split('.')[:2])}.https%3A%2F%2Fevil.example%2F"
    assert back(server, "ana", state, elsewhere).headers["location"] == BASE


@pytest.mark.parametrize("wrong", ["state", "no cookie", "code", "no code", "of another browser"])
def test_an_answer_that_this_browser_did_not_ask_for_lets_nobody_in(server: Server, wrong: str) -> None:
    state, kept = sent_to_the_hub(server)
    other, _ = sent_to_the_hub(server)
    answer = {
        "state": lambda: back(server, "ana", f"{state[:8]}{'x' * 24}", kept),
        "no cookie": lambda: back(server, "ana", state, ""),
        "code": lambda: back(server, "guessed", state, kept),
        "no code": lambda: back(server, "", state, kept),
        "of another browser": lambda: back(server, "ana", other, kept),
    }[wrong]()
    assert (answer.status, "You were not let in" in answer.body) == (403, True)
    assert "cjm=" not in answer.headers.get("set-cookie", "").replace('cjm=""', "")


def test_somebody_who_may_not_use_the_service_is_not_let_in_whatever_their_groups(server: Server) -> None:
    state, kept = sent_to_the_hub(server)
    assert back(server, "late", state, kept).status == 403


def test_groups_and_admins_sit_where_they_belong(server: Server) -> None:
    ana, fay, root, odd = (comes(server, name) for name in ("ana", "fay", "root", "odd"))
    for cookie, leads in ((ana, False), (fay, True), (root, True), (odd, False)):
        there = server.ask(BASE, cookie=cookie, headers=PAGE).headers["location"]
        assert there.endswith("09_facilitator.ipynb") is leads
        assert server.ask(f"{BASE}voila/render/09_facilitator.ipynb", cookie=cookie).status == (200 if leads else 403)
    asks = f"{BASE}voila/render/03_steps.ipynb?journey="
    assert server.ask(f"{asks}airport", cookie=ana).status == 200
    assert "This map is another team’s" in server.ask(f"{asks}clinic", cookie=ana).body


def test_a_page_knows_whose_it_is_and_nothing_that_opens_the_hub(server: Server) -> None:
    ana = comes(server, "ana")
    page = server.ask(f"{BASE}voila/render/01_asking.ipynb?journey=airport", cookie=ana).body
    assert f'data-name="ana" data-out="{BASE}logout"' in page
    assert re.search(r"participant p-[a-z2-7]{8} &#39;airport&#39; &#39;1&#39;", page)
    assert "of-the-service" not in page
    assert "data-number" not in page  # the name leads to it


def test_somebody_in_two_teams_chooses_and_both_maps_are_theirs(server: Server) -> None:
    both, ana = comes(server, "both"), comes(server, "ana")
    chooses = server.ask(BASE, cookie=both, headers=PAGE)
    assert "Which map?" in chooses.body
    for title, journey in (("Through the airport", "airport"), ("A day at the clinic", "clinic")):
        link = re.search(rf'href="([^"]+)">{title}', chooses.body)[1]
        assert link.endswith(f"?journey={journey}")
        page = server.ask(link, cookie=both)
        kernel = re.search(r'data-kernel="([0-9a-f-]{36})"', page.body)[1]
        assert server.ask(f"{BASE}api/kernels/{kernel}", cookie=both).status == 200
        assert server.ask(f"{BASE}api/kernels/{kernel}", cookie=ana).status == 404


def test_a_teams_link_leads_to_its_map_and_opens_none_of_anothers(server: Server) -> None:
    ana = comes(server, "ana")
    own, other = (server.ask(f"{BASE}join/{server.key(one)}", cookie=ana) for one in ("airport", "clinic"))
    assert own.headers["location"].endswith("?journey=airport")
    assert server.ask(own.headers["location"], cookie=ana).status == 200
    assert server.ask(other.headers["location"], cookie=ana).status == 403
    with server.counting_refusals() as found:
        assert "This link opens no map" in server.ask(f"{BASE}join/AAAAA-AAAAA", cookie=ana).body
    assert found == {"wrong_key": 1}


def test_a_stranger_reads_whom_to_ask_everywhere(server: Server) -> None:
    zoe = comes(server, "zoe")
    paths = ("", "cjm/journeys.zip", "voila/render/03_steps.ipynb?journey=airport", f"join/{server.key('airport')}")
    with server.counting_refusals() as found:
        for path in paths:
            answer = server.ask(f"{BASE}{path}", cookie=zoe, headers=PAGE)
            assert (answer.status, "You are in no team yet" in answer.body) == (403, True)
            assert f'href="{BASE}logout"' in answer.body
    assert found == {"no_team": len(paths)}


def test_logging_out_ends_it_here_and_leads_to_the_hub(server: Server) -> None:
    ana, again = comes(server, "ana"), comes(server, "ana")
    answer = server.ask(f"{BASE}logout", cookie=ana, headers=PAGE)
    assert answer.headers["location"] == "/hub/logout"
    assert answer.headers["set-cookie"].startswith('cjm="";')
    assert [server.ask(f"{BASE}api/kernels/a-b-c-d-e", cookie=one).status for one in (ana, again)] == [401, 404]


def test_who_logs_in_anew_in_the_same_browser_is_not_in_twice(server: Server) -> None:
    first, room = comes(server, "ana"), f"{BASE}cjm/room"
    asks = {"Sec-Fetch-Dest": "empty"}
    assert server.ask(room, cookie=first, headers=asks).status == 204
    state, kept = sent_to_the_hub(server)
    assert back(server, "both", state, f"{kept}; {first}").status == 303
    assert server.ask(room, cookie=first, headers=asks).status == 401


def test_a_hub_that_does_not_answer_is_named(server: Server, told: Told) -> None:
    state, kept = sent_to_the_hub(server)
    told.broken = True
    answer = back(server, "ana", state, kept)
    told.broken = False
    assert (answer.status, "The Hub does not answer" in answer.body) == (502, True)


def test_what_does_not_go_with_a_hub_is_a_sentence_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for token in ("chosen", None):
        with pytest.raises(ServeError, match="With --login there are no links"):
            serve(tmp_path, by_hub=ByHub(), token=token)
    monkeypatch.delenv("JUPYTERHUB_API_TOKEN", raising=False)
    with pytest.raises(ServeError, match="needs JUPYTERHUB_API_TOKEN"):
        serve(tmp_path, by_hub=ByHub())
    with pytest.raises(ServeError, match="--team “ward-3”"):
        serve(tmp_path, by_hub=ByHub(teams=["ward-3"]))
    assert [*tmp_path.iterdir()] == []


def test_the_terminal_says_who_leads_and_which_groups_open_which_maps(tmp_path: Path) -> None:
    write_journeys(tmp_path)
    base = "https://hub.example.org/services/cjm/"
    assert [*by_groups(Store(tmp_path), base, "leads", {"Ward 3": "clinic"})] == [
        "The group “leads” leads, and so does whoever is an admin of the Hub.",
        "A group of the Hub opens the map of its name: airport, clinic (“Ward 3”).",
        f"Open this address in a browser: {base}",
    ]
    assert next(by_groups(Store(tmp_path), base, "", {})) == "Nobody leads but whoever is an admin of the Hub."
