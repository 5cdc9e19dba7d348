"""A certificate that browsers would not take is refused before anybody comes, with a sentence that says why."""

from __future__ import annotations

import ssl
from contextlib import closing
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from certificates import new_key, write_certificate, write_key
from workbook_server import serving

from cjm_widgets.serve import ServeError, serve
from cjm_widgets.serve.certificate import CertificateError, certified

NAME = "maps.example.org"
KEY = new_key()


@pytest.mark.parametrize("name", [NAME, "192.168.1.7", "[2001:db8::7]"])
def test_one_that_fits_is_taken_also_with_its_key_in_the_same_file(tmp_path: Path, name: str) -> None:
    made = write_certificate(tmp_path / "own.pem", KEY, NAME, "192.168.1.7", "2001:db8::7")
    key = write_key(tmp_path / "own.key", KEY)
    assert certified(made, key, name)
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + made.read_bytes())
    assert certified(both, None, name)


def test_what_is_wrong_with_one_is_said(tmp_path: Path) -> None:
    good, key = write_certificate(tmp_path / "good.pem", KEY, NAME), write_key(tmp_path / "own.key", KEY)
    damaged = tmp_path / "damaged.pem"
    damaged.write_bytes(good.read_bytes()[:100])
    for certificate, its_key, name, says in (
        (write_certificate(tmp_path / "old.pem", KEY, NAME, begins=-9, ends=-1), key, NAME, "has ended"),
        (write_certificate(tmp_path / "new.pem", KEY, NAME, begins=1, ends=9), key, NAME, "does not hold yet"),
        (good, key, "other.example.org", "is not for other.example.org"),
        (good, key, "192.168.1.7", "is not for 192.168.1.7"),
        (good, write_key(tmp_path / "another.key", new_key()), NAME, "does not belong to the certificate"),
        (good, write_key(tmp_path / "locked.key", KEY, b"secret"), NAME, "is locked by a password"),
        (good, tmp_path / "nowhere.key", NAME, "cannot be read"),
        (good, good, NAME, "holds no key as text"),
        (key, key, NAME, "holds no certificate as text"),
        (damaged, key, NAME, "damaged"),
    ):
        with pytest.raises(CertificateError, match=says):
            certified(certificate, its_key, name)


def ask_in_the_open(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request("GET", "/")
        line.getresponse()


def test_a_room_with_a_certificate_is_reached_by_https_alone(tmp_path: Path) -> None:
    made, key = write_certificate(tmp_path / "own.pem", KEY, "127.0.0.1"), write_key(tmp_path / "own.key", KEY)
    trusting = ssl.create_default_context(cafile=made)
    with serving(tmp_path / "maps", "--tls-cert", str(made), "--tls-key", str(key)) as served:
        assert served.url.startswith("https://127.0.0.1:")
        link = urlsplit("".join(served.said).partition("browser: ")[2].split()[0])
        with closing(HTTPSConnection("127.0.0.1", link.port, timeout=30, context=trusting)) as line:
            line.request("GET", f"/?{link.query}")
            kept = line.getresponse().headers["Set-Cookie"]
        assert kept.startswith(f"cjm-{link.port}=")
        assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(kept.split("; "))
        with pytest.raises(ConnectionError):
            ask_in_the_open(link.port)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"key": Path("its.key")}, "Give that as well, with --tls-cert"),
        ({"address": f"http://{NAME}/", "certificate": Path("own.pem")}, "people come by https://"),
        ({"certificate": Path("nowhere.pem")}, "cannot be read"),
        ({"address": NAME}, "begin with https://"),
        ({"proxies": ["10.0.0.1"]}, "--address. Give that as well"),
        ({"address": f"https://{NAME}/", "proxies": ["10.0.0.1/8"]}, "is no address and no network"),
        ({"address": f"https://{NAME}/", "token": None}, f"anybody who reaches https://{NAME}/ could change"),
    ],
)
def test_options_that_do_not_go_together_are_refused_with_a_sentence(
    tmp_path: Path, options: dict[str, object], says: str
) -> None:
    with pytest.raises(ServeError, match=says):
        serve(tmp_path, open_browser=False, **options)  # type: ignore[arg-type]
