"""What an address means: which requests have come by it, from whom a proxy's word counts, what a proxy leaves out."""

from __future__ import annotations

import socket
from dataclasses import replace
from types import MethodType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from cjm_widgets.serve.addresses import address, reachable
from cjm_widgets.serve.app import WorkbookServer
from cjm_widgets.serve.forwarded import networks
from cjm_widgets.serve.guard import ANOTHER_SITE, Onward, _on_the_way, _refused
from cjm_widgets.serve.in_between import cut_by_a_clock, lacks_upgrade
from cjm_widgets.serve.public import AddressError, Public, public_at
from cjm_widgets.serve.reach import Reach

MAPS = Public("https", "maps.example.org", None, "/cjm/")
BEHIND = Reach("127.0.0.1", 8866, MAPS, networks(["10.0.0.0/8", "192.168.1.7"]))


def asked(host: str = "maps.example.org", sender: str = "127.0.0.1", **headers: str) -> HTTPServerRequest:
    sent = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    found = HTTPServerRequest(start_line=RequestStartLine("GET", "/cjm/", "HTTP/1.1"), headers=HTTPHeaders(sent))
    found.remote_ip = sender
    return found


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("https://maps.example.org/cjm/", "https://maps.example.org/cjm/"),
        ("https://maps.example.org/cjm", "https://maps.example.org/cjm/"),
        ("HTTPS://Maps.Example.org", "https://maps.example.org/"),
        (" https://maps.example.org:443/ ", "https://maps.example.org/"),
        ("http://maps.example.org:80/a/b-c_d.e~f/", "http://maps.example.org/a/b-c_d.e~f/"),
        ("http://maps.example.org:443/", "http://maps.example.org:443/"),
        ("https://[2001:DB8::7]:8443/cjm", "https://[2001:db8::7]:8443/cjm/"),
        ("https://karten.münchen.example/", "https://karten.xn--mnchen-3ya.example/"),
    ],
)
def test_an_address_is_taken_as_browsers_send_it(typed: str, base: str) -> None:
    assert public_at(typed).base == base
    assert public_at(base) == public_at(typed)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("maps.example.org/cjm/", "has to begin with https://"),
        ("ftp://maps.example.org/", "has to begin with https://"),
        ("https://", "names no computer"),
        ("https:///cjm/", "names no computer"),
        ("https://maps.example.org/cjm/?a=1", "has to end before"),
        ("https://maps.example.org/#top", "has to end before"),
        ("https://maps.example.org/our maps/", "There is a space"),
        ("https://maps .example.org/", "There is a space"),
        ("https://fay:secret@maps.example.org/", "names no computer"),
        ("https://maps.example.org:many/", "cannot be read"),
        ("https://[broken/", "cannot be read"),
        ("https://maps.example.org/../cjm/", "The path of"),
        ("https://maps.example.org//cjm/", "The path of"),
        ("https://maps.example.org/cjm%2F/", "The path of"),
        ('https://maps.example.org/"><script>/', "The path of"),
    ],
)
def test_a_bad_address_is_refused_with_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(AddressError, match=says) as refused:
        public_at(typed)
    assert str(refused.value).endswith(("https://maps.example.org/cjm/.", "."))


@given(
    st.text("aZ09.-_~/:?#@[]% \\é", max_size=12),
    st.sampled_from(("https://maps.example.org/", "https://", "http://a/", "")),
)
def test_whatever_is_typed_is_an_address_or_a_sentence(typed: str, begins: str) -> None:
    try:
        found = public_at(begins + typed)
    except AddressError:
        return
    assert found.prefix.startswith("/")
    assert found.prefix.endswith("/")
    assert public_at(found.base) == found


def test_behind_an_address_it_is_a_room_with_links_and_a_cookie_of_its_own() -> None:
    assert (BEHIND.in_room, BEHIND.secure, BEHIND.prefix, BEHIND.cookie_name) == (True, True, "/cjm/", "cjm")
    assert BEHIND.base == "https://maps.example.org/cjm/"
    assert BEHIND.link("a/b", here=True) == "https://maps.example.org/cjm/?token=a%2Fb"
    assert BEHIND.listens_at == "http://127.0.0.1:8866/"
    assert BEHIND.passed_on_to == BEHIND.listens_at
    far = replace(BEHIND, host="0.0.0.0")  # for a proxy on another computer
    assert far.passed_on_to == address(reachable("0.0.0.0"), 8866)
    own = Reach("0.0.0.0", 8866, tls=True)
    assert (own.secure, own.cookie_name, own.base[:8], own.listens_at) == (
        True,
        "cjm-8866",
        "https://",
        "https://127.0.0.1:8866/",
    )


@pytest.mark.parametrize(
    ("request_", "meant"),
    [
        (asked(), True),
        (asked("Maps.example.org:8443"), True),
        (asked("127.0.0.1:8866"), False),
        (asked("localhost"), False),
        (asked("evil.example"), False),
        (asked("maps.example.org.evil.example"), False),
        (asked("127.0.0.1:8866", "127.0.0.1", X_Forwarded_Host="maps.example.org"), False),
        (asked("127.0.0.1:8866", "11.0.0.1", X_Forwarded_Host="maps.example.org"), False),
        (asked("127.0.0.1:8866", "10.2.3.4", X_Forwarded_Host="maps.example.org"), True),
        (asked("127.0.0.1:8866", "::ffff:10.2.3.4", X_Forwarded_Host="evil.example, Maps.example.org"), True),
        (asked("127.0.0.1:8866", "192.168.1.7", X_Forwarded_Host="maps.example.org, evil.example"), False),
        (asked("127.0.0.1:8866", "192.168.1.8", X_Forwarded_Host="maps.example.org"), False),
        (asked("127.0.0.1:8866", "", X_Forwarded_Host="maps.example.org"), False),
    ],
)
def test_a_request_came_by_the_address_or_a_proxy_that_counts_says_so(
    request_: HTTPServerRequest, *, meant: bool
) -> None:
    assert BEHIND.is_meant(request_) is meant


@pytest.mark.parametrize(
    ("origin", "another"),
    [
        ("https://maps.example.org", False),
        ("HTTPS://Maps.example.org", False),
        ("http://maps.example.org", True),
        ("https://maps.example.org:8866", True),
        ("https://evil.example", True),
        ("http://127.0.0.1:8866", True),
        ("null", True),
    ],
)
def test_what_is_sent_comes_from_the_address_itself(origin: str, *, another: bool) -> None:
    assert BEHIND.from_another_site(asked(Origin=origin)) is another


def test_who_came_in_the_open_is_known_from_a_proxy_that_counts() -> None:
    assert BEHIND.sent_in_the_open(asked(sender="10.0.0.1", X_Forwarded_Proto="HTTP"))
    assert not BEHIND.sent_in_the_open(asked(sender="10.0.0.1", X_Forwarded_Proto="https"))
    assert not BEHIND.sent_in_the_open(asked(sender="8.8.8.8", X_Forwarded_Proto="http"))
    assert not Reach("127.0.0.1", 1, Public("http", "a"), BEHIND.proxies).sent_in_the_open(
        asked(sender="10.0.0.1", X_Forwarded_Proto="http")
    )


def test_who_came_in_the_open_is_led_to_the_same_page_over_tls() -> None:
    pages: Any = SimpleNamespace(access=SimpleNamespace(reach=BEHIND))
    came = asked(sender="10.0.0.1", X_Forwarded_Proto="http")
    came.path, came.query = "/cjm/join/K7Q2M-9XWPD", "a={b}"
    assert _on_the_way(pages, came) == (Onward, {"to": "https://maps.example.org/cjm/join/K7Q2M-9XWPD?a={b}"})
    came.remote_ip = "8.8.8.8"
    assert _on_the_way(pages, came) is None
    came.headers["Origin"] = "https://evil.example"
    assert _on_the_way(pages, came) == _refused(ANOTHER_SITE, "foreign_site")


def test_where_a_proxy_leads_to_one_port_no_other_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server: Any = SimpleNamespace(ip="127.0.0.1", reach=BEHIND)
        server._bound = MethodType(WorkbookServer._bound, server)
        with pytest.raises(OSError, match=r"us(e|age)"):
            WorkbookServer.listen_on(server, port)
        server.reach = Reach()
        for one in WorkbookServer.listen_on(server, port):
            one.close()
        assert server.reach.port > port


@pytest.mark.parametrize(
    ("headers", "lacks"),
    [
        ({"Upgrade": "WebSocket", "Connection": "keep-alive, Upgrade"}, False),
        ({"Upgrade": "websocket", "Connection": "close"}, True),
        ({"Connection": "upgrade"}, True),
        ({}, True),
    ],
)
def test_a_handshake_that_lost_what_makes_it_one_is_seen(headers: dict[str, str], *, lacks: bool) -> None:
    assert lacks_upgrade(HTTPHeaders({"Sec-WebSocket-Key": "AAAA", **headers})) is lacks
    assert not lacks_upgrade(HTTPHeaders(headers))


@pytest.mark.parametrize(
    ("silences", "cut"),
    [
        ([5.0, 5.4, 5.9], True),
        ([80.0, 5.0, 5.4, 5.9], True),
        ([5.0, 5.4], False),
        ([5.0, 9.0, 5.2], False),
        ([1.0, 1.1, 1.2], False),  # people who leave at once
        ([90.1, 90.2, 90.3], False),  # our own clock
    ],
)
def test_lines_that_end_after_the_same_silence_are_cut_by_a_clock(silences: list[float], *, cut: bool) -> None:
    assert cut_by_a_clock(silences) is cut
