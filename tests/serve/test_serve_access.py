from __future__ import annotations

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from cjm_widgets.serve.access import Access, fresh_token, is_loopback, without_token


def request(uri: str = "/", host: str = "127.0.0.1:8866", **headers: str) -> HTTPServerRequest:
    line = RequestStartLine("GET", uri, "HTTP/1.1")
    return HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": host, **headers}))


HERE = Access("secret", "127.0.0.1", 8866)
ROOM = Access("secret", "0.0.0.0", 8866)


def test_only_the_cookie_of_a_visit_with_the_token_opens() -> None:
    assert HERE.knows(request(Cookie=f"other=1; {HERE.cookie_name}={HERE.cookie}"))
    for cookie in ("", f"{HERE.cookie_name}=secret", f"{HERE.cookie_name}=", f"other={HERE.cookie}", '{"[broken'):
        assert not HERE.knows(request(Cookie=cookie))


def test_a_cookie_of_an_earlier_token_does_not_open() -> None:
    earlier = Access("another", HERE.host, HERE.port)
    assert not HERE.knows(request(Cookie=f"{HERE.cookie_name}={earlier.cookie}"))


def test_the_cookie_does_not_hold_the_token() -> None:
    assert HERE.token not in HERE.cookie
    assert HERE.token not in repr(HERE)


def test_without_a_token_no_empty_token_opens_a_server_that_has_one() -> None:
    assert not HERE.opens("")
    assert not HERE.opens(None)
    assert not HERE.opens("sécret")
    assert not Access("", HERE.host, HERE.port).opens("")


def test_two_servers_of_one_machine_keep_their_cookies_apart() -> None:
    assert HERE.cookie_name != Access("secret", "127.0.0.1", 8867).cookie_name


def test_tokens_are_fresh() -> None:
    assert len({fresh_token() for _ in range(50)}) == 50
    assert len(fresh_token()) >= 16


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
        (HERE, "", False),
        (ROOM, "192.168.1.7:8866", True),
        (ROOM, "evil.example:8866", False),
        (Access("secret", "Workshop.example", 1), "workshop.example:1", True),
    ],
)
def test_a_name_that_another_site_gave_this_machine_is_refused(access: Access, host: str, *, ours: bool) -> None:
    assert access.host_is_ours(request(host=host)) is ours


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
