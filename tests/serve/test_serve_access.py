from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from cjm_widgets.serve.access import Access
from cjm_widgets.serve.addresses import is_loopback, without_token
from cjm_widgets.serve.guard import Message, is_theirs
from cjm_widgets.serve.keys import Keys
from cjm_widgets.serve.login import WRONG_LINK, Join, LetIn, Links
from cjm_widgets.serve.monitored.refusals import Refusals
from cjm_widgets.serve.passes import Pass, fresh_person, sealed
from cjm_widgets.serve.places import Places
from cjm_widgets.serve.reach import Reach
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

KEYS = Keys("a secret of forty-three letters, for the tests")


def request(uri: str = "/", host: str = "127.0.0.1:8866", **headers: str) -> HTTPServerRequest:
    line = RequestStartLine("GET", uri, "HTTP/1.1")
    return HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": host, **headers}))


HERE = Access(KEYS, "secret", Reach("127.0.0.1", 8866))
ROOM = Access(KEYS, "secret", Reach("0.0.0.0", 8866))
OPEN = Access(KEYS, "", Reach("127.0.0.1", 8866))
LEADS = Pass("facilitator", "", "p-aaaaaaaa")
TEAM = Pass("participant", "airport", "p-bbbbbbbb")


def with_cookie(value: str, access: Access = HERE) -> HTTPServerRequest:
    return request(Cookie=f"other=1; {access.reach.cookie_name}={value}")


def test_a_cookie_says_who_somebody_is_and_which_map_they_may_open() -> None:
    leads, team = HERE.visitor(with_cookie(HERE.cookie(LEADS))), ROOM.visitor(with_cookie(ROOM.cookie(TEAM)))
    assert leads is not None
    assert leads.facilitates
    assert (leads.person, leads.journey, leads.in_room) == ("p-aaaaaaaa", "", False)
    assert team is not None
    assert not team.facilitates
    assert (team.person, team.journey, team.in_room) == ("p-bbbbbbbb", "airport", True)


@pytest.mark.parametrize(("access", "theirs"), [(HERE, False), (OPEN, True)])
def test_a_page_is_its_openers_alone_unless_there_are_no_links(access: Access, *, theirs: bool) -> None:
    pages: Any = SimpleNamespace(access=access, places=Places(1))
    pages.places.take("kernel", Visitor("facilitator", "p-somebody"))
    assert is_theirs(pages, with_cookie(access.cookie(LEADS), access), "kernel") is theirs


def forged() -> dict[str, str]:
    good = HERE.cookie(TEAM)
    text, _, seal = good.rpartition(".")
    return {
        "nothing": "",
        "the token itself": "secret",
        "another map": good.replace("airport", "clinic"),
        "a facilitator's": good.replace("participant", "facilitator"),
        "another person": good.replace("p-bbbbbbbb", "p-aaaaaaaa"),
        "cut short": good[:-1],
        "no seal": f"{text}.",
        "a seal of zeros": f"{text}.{'0' * 64}",
        "the seal of another": f"{text}.{HERE.cookie(LEADS).rpartition('.')[2]}",
        "capitals in the seal": f"{text}.{seal.upper()}" if seal.upper() != seal else f"{text}.x",
        "another version": "2" + good[1:],
        "another secret": Access(Keys("another"), "secret", Reach("127.0.0.1", 8866)).cookie(TEAM),
        "sealed as another kind": sealed(TEAM, HERE._seal("facilitator", TEAM.journey)),
        "a line after it": f"{good}\\n",
        "letters of another script": good.replace("airport", "аirport"),
        "no cookie at all": '{"[broken',
    }


@pytest.mark.parametrize("value", forged().values(), ids=forged())
def test_a_cookie_that_was_not_sealed_here_opens_nothing(value: str) -> None:
    assert HERE.visitor(with_cookie(value)) is None


def test_a_good_cookie_counts_beside_a_bad_one_of_the_same_name() -> None:
    both = f"{HERE.reach.cookie_name}=planted; {HERE.reach.cookie_name}={HERE.cookie(TEAM)}"
    assert HERE.visitor(request(Cookie=both)) is not None


def test_a_facilitators_cookie_ends_with_their_token_and_a_teams_does_not() -> None:
    earlier = Access(KEYS, "another token", HERE.reach)
    assert HERE.visitor(with_cookie(earlier.cookie(LEADS))) is None
    assert HERE.visitor(with_cookie(earlier.cookie(TEAM))) is not None


def test_a_cookie_from_a_server_without_links_opens_no_server_with_links() -> None:
    cookie = OPEN.cookie(OPEN.let_in(request()))
    assert HERE.visitor(with_cookie(cookie)) is None
    assert HERE.kept(with_cookie(cookie)) is not None


def test_the_cookie_and_what_is_printed_do_not_hold_the_secrets() -> None:
    for text in (HERE.cookie(LEADS), HERE.cookie(TEAM), repr(HERE)):
        assert HERE.token not in text
        assert KEYS.secret not in text
        assert KEYS.links not in text


def test_without_links_everybody_leads_and_keeps_who_they_are() -> None:
    new = OPEN.visitor(request())
    assert new is not None
    assert new.facilitates
    assert new.person == ""
    met, cookie = OPEN.met(request(), new)
    assert met.person.startswith("p-")
    assert OPEN.visitor(with_cookie(cookie)) == met
    assert OPEN.met(with_cookie(cookie), met) == (met, "")


def test_a_person_stays_who_they_are_with_another_link() -> None:
    first = HERE.let_in(request(), "airport")
    then = HERE.let_in(with_cookie(HERE.cookie(first)), "clinic")
    assert (then.kind, then.journey, then.person) == ("participant", "clinic", first.person)
    leads = HERE.let_in(with_cookie(HERE.cookie(then)))
    assert (leads.kind, leads.person) == ("facilitator", first.person)
    assert HERE.let_in(with_cookie(HERE.cookie(leads)), "airport") == leads


def test_without_a_token_no_empty_token_opens_a_server_that_has_one() -> None:
    assert not HERE.opens("")
    assert not HERE.opens(None)
    assert not HERE.opens("sécret")
    assert not OPEN.opens("")


def test_two_servers_of_one_machine_keep_their_cookies_apart() -> None:
    assert HERE.reach.cookie_name != Access(KEYS, "secret", Reach("127.0.0.1", 8867)).reach.cookie_name


def test_everybody_new_is_somebody_else() -> None:
    assert len({fresh_person() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    ("site", "destination", "refused"),
    [
        ("cross-site", "image", True),
        ("cross-site", "iframe", True),
        ("cross-site", "empty", True),
        ("cross-site", "document", False),
        ("same-origin", "empty", False),
        ("none", "document", False),
    ],
)
def test_another_site_may_link_here_and_do_nothing_else(site: str, destination: str, *, refused: bool) -> None:
    asked = request(**{"Sec-Fetch-Site": site, "Sec-Fetch-Dest": destination})
    assert HERE.reach.from_another_site(asked) is refused


@pytest.mark.parametrize(
    ("origin", "refused"),
    [
        ("http://127.0.0.1:8866", False),
        ("HTTP://127.0.0.1:8866", False),
        ("http://127.0.0.1:8867", True),
        ("http://127.0.0.1", True),
        ("http://evil.example", True),
        ("http://[broken", True),
        ("null", True),
        ("", True),
    ],
)
def test_what_is_sent_comes_from_this_very_address(origin: str, *, refused: bool) -> None:
    assert HERE.reach.from_another_site(request(Origin=origin)) is refused


@pytest.mark.parametrize(
    ("access", "host", "ours"),
    [
        (HERE, "127.0.0.1:8866", True),
        (HERE, "localhost:8866", True),
        (HERE, "[::1]:8866", True),
        (HERE, "127.0.0.9", True),
        (HERE, "evil.example:8866", False),
        (HERE, "192.168.1.7:8866", False),
        (HERE, "localhost.evil.example", False),
        (HERE, "this-laptop", False),
        (HERE, "this-laptop.local:8866", False),
        (ROOM, "this-laptop.local:8866", True),
        (ROOM, "this-laptop", True),
        (ROOM, "this-laptop.office.example", True),
        (ROOM, "[2001:db8::7]:8866", True),
        (HERE, "", False),
        (ROOM, "192.168.1.7:8866", True),
        (ROOM, "evil.example:8866", False),
        (Access(KEYS, "secret", Reach("Workshop.example", 1)), "workshop.example:1", True),
    ],
)
def test_a_name_that_another_site_gave_this_machine_is_refused(
    access: Access, host: str, monkeypatch: pytest.MonkeyPatch, *, ours: bool
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "This-Laptop.office.example")
    assert access.reach.is_meant(request(host=host)) is ours


@pytest.mark.parametrize(
    ("uri", "clean"),
    [
        ("/?token=x", "/"),
        ("/voila/render/04_s.ipynb?journey=a%26b&token=x&empty=", "/voila/render/04_s.ipynb?journey=a%26b&empty="),
        ("//evil.example/?token=x", "/evil.example/"),
        ("/\\evil.example?token=x", "/evil.example"),
        ("http://evil.example/?token=x", "/http://evil.example/"),
    ],
)
def test_the_address_after_the_first_visit_has_no_token_and_stays_on_this_server(uri: str, clean: str) -> None:
    assert without_token(uri) == clean


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]"])
def test_loopback_is_this_computer_only(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "workshop.example"])
def test_every_other_address_is_in_reach_of_others(host: str) -> None:
    assert not is_loopback(host)


def test_the_cookie_for_a_map_that_was_deleted_opens_no_new_map_of_its_name() -> None:
    births = {TEAM.journey: "first"}
    room = Access(KEYS, "secret", Reach("0.0.0.0", 8866), lambda journey: births[journey])
    given = room.cookie(TEAM)
    assert room.visitor(with_cookie(given, room)) is not None
    births[TEAM.journey] = "second"
    assert room.visitor(with_cookie(given, room)) is None


def at_the_door(asked: HTTPServerRequest) -> object:
    """Who answers: a handler, or whether somebody who is turned away has to wait."""
    pages: Any = SimpleNamespace(access=HERE, base_url="/")
    answering = Links().meets(pages, asked)
    assert answering is not None
    handler, told = answering
    return ("refused", told["pause"] > 0) if handler is Message else handler


def test_guessing_the_token_is_slow_and_coming_without_one_is_not() -> None:
    assert at_the_door(request("/?token=wrong")) == ("refused", True)
    assert at_the_door(request("/")) == ("refused", False)


def test_guessing_a_join_key_is_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    async def sleep(seconds: float) -> None:
        done.append(seconds > 0)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    join: Any = SimpleNamespace(
        request=request("/join/AAAAA"),
        typed="AAAAA",
        pages=SimpleNamespace(access=HERE, books=(), place=tmp_path, refusals=Refusals()),
        set_status=done.append,
        say=lambda *words: done.append(words),
    )
    asyncio.run(Join.prepare(join))
    assert done == [True, 403, WRONG_LINK]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_token_opens_the_door_to_those_who_follow_a_link_only(method: str) -> None:
    assert at_the_door(request("/?token=secret")) is LetIn
    line = RequestStartLine(method, "/?token=secret", "HTTP/1.1")
    sent = HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": "127.0.0.1:8866"}))
    assert at_the_door(sent) == ("refused", True)
