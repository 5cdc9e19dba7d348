"""The workbook behind a real nginx, with the configuration that docs/proxy.md gives, as it stands there."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest
from nginx_server import NAME, nginx_in
from soon import PATIENCE
from workbook_server import CHROMIUM_OPTIONS, Links, Served, chromium_path, serving

from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store

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
def behind(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    maps = tmp_path_factory.mktemp("maps")
    Store(maps).create(SMALL)
    with nginx_in(tmp_path_factory.mktemp("nginx")) as nginx:
        base = f"https://{NAME}:{nginx.port}/cjm/"
        with serving(maps, "--address", base) as served, _browser(chromium) as browser:
            conf = nginx.as_in("proxy.md", served.url)
            nginx.start(conf)
            yield Behind(base, nginx.port, served, browser, lambda changed: nginx.start(changed(conf)))


@contextmanager
def _browser(chromium: Any) -> Iterator[Any]:
    """One that looks the name up nowhere."""
    options = [*CHROMIUM_OPTIONS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    browser = chromium.browser_type.launch(executable_path=chromium_path(), args=options)
    browser.on("context", lambda context: context.set_default_timeout(1000 * PATIENCE))
    yield browser
    browser.close()
