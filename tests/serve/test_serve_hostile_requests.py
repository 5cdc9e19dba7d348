"""Requests that no browser sends, written out: each is turned away in a word, and the server goes on."""

from __future__ import annotations

import socket

import pytest
from small_books import started
from soon import PATIENCE

from cjm_widgets.serve.app import BODY_LIMIT, HEADER_LIMIT


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with started(tmp_path_factory.mktemp("hostile")) as running:
        yield running


KERNEL = "00000000-0000-4000-8000-000000000000"
LONG = b"x" * (BODY_LIMIT + 1)


def head(line: bytes, *headers: bytes, ends: bytes = b"Connection: close") -> bytes:
    return b"\r\n".join([line, *headers, ends, b"", b""])


HOST = b"Host: 127.0.0.1:PORT"
COOKIE = b"Cookie: KEPT"
CLOSE = b"POST /voila/api/shutdown/" + KERNEL.encode() + b" HTTP/1.1"
REQUESTS = {
    "no words": b"\x00\x01\x02\x03\xff\xfe\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no version": b"GET /\r\n\r\n",
    "a version that is none": head(b"GET / HTTP/9.9", HOST, COOKIE),
    "no host": head(b"GET / HTTP/1.1", COOKIE),
    "two hosts": head(b"GET / HTTP/1.1", HOST, b"Host: evil.example", COOKIE),
    "an empty host": head(b"GET / HTTP/1.1", b"Host: ", COOKIE),
    "another host, which points here": head(b"GET / HTTP/1.1", b"Host: evil.example:PORT", COOKIE),
    "another host that begins like ours": head(b"GET / HTTP/1.1", b"Host: 127.0.0.1.evil.example", COOKIE),
    "another host behind a name": head(b"GET / HTTP/1.1", b"Host: 127.0.0.1@evil.example", COOKIE),
    "a number that is no loopback": head(b"GET / HTTP/1.1", b"Host: 2130706433", COOKIE),
    "an address of another server": head(b"GET http://evil.example/ HTTP/1.1", b"Host: evil.example", COOKIE),
    "a tunnel": head(b"CONNECT evil.example:443 HTTP/1.1", b"Host: evil.example:443", COOKIE),
    "a header too large": head(b"GET / HTTP/1.1", HOST, b"X: " + b"x" * HEADER_LIMIT),
    "an address too long": head(b"GET /" + b"a" * HEADER_LIMIT + b" HTTP/1.1", HOST),
    "a cookie too large": head(b"GET / HTTP/1.1", HOST, b"Cookie: " + b"a=b; " * HEADER_LIMIT),
    "a header that breaks in two": head(b"GET / HTTP/1.1", HOST, b"X: a\r\n b: c\r\nSet-Cookie", COOKIE),
    "a body too large": head(CLOSE, HOST, COOKIE, b"Content-Length: %d" % len(LONG)) + LONG,
    "a body of any length": head(CLOSE, HOST, COOKIE, b"Content-Length: 99999999999999999999"),
    "a body of less than nothing": head(CLOSE, HOST, COOKIE, b"Content-Length: -1"),
    "two lengths": head(CLOSE, HOST, COOKIE, b"Content-Length: 0", b"Content-Length: 44") + b"GET / HTTP/1.1\r\n",
    "a length and pieces": head(CLOSE, HOST, b"Content-Length: 4", b"Transfer-Encoding: chunked") + b"0\r\n\r\n",
    "pieces that are none": head(CLOSE, HOST, COOKIE, b"Transfer-Encoding: chunked") + b"zz\r\n\r\n",
    "pieces too large": head(CLOSE, HOST, COOKIE, b"Transfer-Encoding: chunked") + b"ffffffff\r\n" + LONG,
    "a form of a thousand parts": head(
        CLOSE, HOST, b"Content-Type: multipart/form-data; boundary=x", b"Content-Length: 50"
    )
    + b"--x\r\n" * 10,
    "a squeezed body": head(CLOSE, HOST, COOKIE, b"Content-Encoding: gzip", b"Content-Length: 4") + b"\x1f\x8b\x08\x00",
}


def exchange(port: int, sent: bytes) -> bytes:
    """What comes back before the server closes or has nothing more to say."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        got = b""
        try:
            line.sendall(sent)
            line.settimeout(1)
            while piece := line.recv(65536):
                got += piece
        except OSError:
            pass
    return got


@pytest.mark.parametrize("sent", REQUESTS.values(), ids=REQUESTS)
def test_a_request_that_no_browser_sends_is_turned_away(server, sent: bytes) -> None:
    got = exchange(
        server.port, sent.replace(b"PORT", str(server.port).encode()).replace(b"KEPT", server.cookie.encode())
    )
    assert not got or got.split(b" ", 2)[1][:1] == b"4" or got.startswith(b"HTTP/1.1 204"), got[:200]
    assert b"Traceback" not in got
    assert b"Set-Cookie: cjm" not in got
    assert server.ask("/cjm/room").status == 204


UPGRADE = (b"Upgrade: websocket", b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: AAAA")


@pytest.mark.parametrize(
    "headers",
    [
        (b"Origin: http://evil.example",),
        (b"Origin: null",),
        (b"Origin: http://127.0.0.1:1",),
        (b"Origin: http://127.0.0.1.evil.example:PORT",),
        (b"Sec-Fetch-Site: cross-site", b"Sec-Fetch-Dest: websocket"),
    ],
)
def test_a_page_of_another_site_opens_no_line_to_a_process(server, headers: tuple[bytes, ...]) -> None:
    import re

    body = server.ask("/voila/render/01_asking.ipynb").body
    kernel = re.search(r'data-kernel="([0-9a-f-]{36})"', body)[1].encode()
    line = b"GET /api/kernels/" + kernel + b"/channels?session_id=s HTTP/1.1"
    sent = head(line, HOST, COOKIE, *UPGRADE, *headers, ends=b"Connection: Upgrade")
    got = exchange(
        server.port, sent.replace(b"PORT", str(server.port).encode()).replace(b"KEPT", server.cookie.encode())
    )
    assert got.startswith(b"HTTP/1.1 403"), got[:200]


def test_nothing_of_all_this_reached_the_facilitators_window(server) -> None:
    _, rest = server.stop()
    assert rest.splitlines() == [f"Stopped. The journeys are in {server.folder}."]
