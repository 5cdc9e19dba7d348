"""The workbook behind a real nginx, with the configuration that docs/proxy.md gives, as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
from certificates import new_key, write_certificate, write_key
from soon import PATIENCE
from workbook_server import CHROMIUM_OPTIONS, Links, Served, chromium_path, serving

from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store

DOCS = Path(__file__).parents[2] / "docs" / "proxy.md"
NAME = "maps.example.org"
SMALL = Journey(id="airport", title="Through the airport", steps=[{"id": "booking", "name": "Booking"}])
"""What takes little time to be made a file of: how it travels is looked at here, not what is in it."""


@dataclass(frozen=True)
class Behind:
    """The workbook by its address.

    Args:
        base: https://name:port/cjm/
        port: of nginx.
        served: `cjm serve`.
        browser: a browser that finds the name on this computer.
        restart: starts nginx anew, with its configuration changed as it is told.
    """

    base: str
    port: int
    served: Served
    browser: Any
    restart: Callable[[Callable[[str], str]], None]

    @property
    def folder(self) -> Path:
        return self.served.folder

    @property
    def leads(self) -> str:
        return re.search(rf"{re.escape(self.base)}\?token=\S+", "".join(self.served.said))[0]

    def team(self, title: str) -> str:
        return re.search(rf"{title} +({re.escape(self.base)}join/\S+)", "".join(self.served.said))[1]

    def address(self, workbook: str, journey: str = "") -> str:
        return Links(self.base.rstrip("/"), "", ()).page(workbook, journey)

    def visit(self, link: str) -> Any:
        """A new browser that opens a link."""
        page = self.browser.new_context(ignore_https_errors=True, accept_downloads=True).new_page()
        page.goto(link)
        page.wait_for_selector("[data-ready] .cjm-page")
        return page

    def status(self, path: str, **headers: str) -> int:
        """What a program that is no browser is answered by nginx."""
        unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
        with closing(HTTPSConnection("127.0.0.1", self.port, timeout=30, context=unchecked)) as line:
            line.putrequest("GET", path, skip_host=True)
            for name, value in {"Host": f"{NAME}:{self.port}", **headers}.items():
                line.putheader(name.replace("_", "-"), value)
            line.endheaders()
            answer: HTTPResponse = line.getresponse()
            return answer.status


@pytest.fixture(scope="module")
def behind(chromium: Any, nginx: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    place = tmp_path_factory.mktemp("nginx")
    key = new_key()
    certificate, its_key = write_certificate(place / "own.pem", key, NAME), write_key(place / "own.key", key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        base = f"https://{NAME}:{port}/cjm/"
        maps = tmp_path_factory.mktemp("maps")
        Store(maps).create(SMALL)
        with serving(maps, "--address", base) as served:
            conf = _as_in_the_docs(port, served.url, certificate, its_key)
            running: list[subprocess.Popen[bytes]] = []

            def restart(changed: Callable[[str], str]) -> None:
                _end(running)
                (place / "site.conf").write_text(changed(conf), encoding="utf-8")
                running.append(_started(nginx, place, listening))

            restart(lambda conf: conf)
            with _browser(chromium) as browser:
                try:
                    yield Behind(base, port, served, browser, restart)
                finally:
                    _end(running)


@pytest.fixture(scope="session")
def nginx() -> str:
    """The program of Debian's package."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found:
        return found
    say = "nginx is not installed. On Debian and Ubuntu: apt-get install nginx-light"
    if os.environ.get("CJM_NGINX_REQUIRED"):
        pytest.fail(say)
    pytest.skip(say)


@contextmanager
def _browser(chromium: Any) -> Iterator[Any]:
    """One that looks the name up nowhere."""
    options = [*CHROMIUM_OPTIONS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    browser = chromium.browser_type.launch(executable_path=chromium_path(), args=options)
    browser.on("context", lambda context: context.set_default_timeout(1000 * PATIENCE))
    yield browser
    browser.close()


def _as_in_the_docs(port: int, workbook: str, certificate: Path, key: Path) -> str:
    """The file of the page, with this computer's ports and files in place of those of the example."""
    conf = re.search(r"```nginx\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[1]
    for told, here in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("http://127.0.0.1:8866;", f"{workbook};"),
        ("/etc/ssl/maps.example.org.pem", str(certificate)),
        ("/etc/ssl/maps.example.org.key", str(key)),
    ):
        assert conf.count(told) == 1
        conf = conf.replace(told, here)
    return conf


def _started(nginx: str, place: Path, listening: socket.socket) -> subprocess.Popen[bytes]:
    """nginx on a socket that listens already, so that nobody else takes the port."""
    kept = "".join(f"{kind}_temp_path {place};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = place / "nginx.conf"
    main.write_text(
        f"{'user root root;' if os.geteuid() == 0 else ''}\ndaemon off;\nworker_processes 1;\npid {place}/pid;\n"
        f"error_log {place}/error.log warn;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{kept}include {place}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    inherited = {**os.environ, "NGINX": f"{listening.fileno()};"}
    return subprocess.Popen(
        [nginx, "-p", str(place), "-c", str(main), "-e", str(place / "error.log")],
        env=inherited,
        pass_fds=[listening.fileno()],
    )


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
        process.wait(PATIENCE)
    running.clear()
