"""A real JupyterHub with its proxy, and the workbook as its service in both ways that docs/jupyterhub.md gives."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import psutil
import pytest
from hub_service import Ports, external_command, external_config, logs_in, managed_config
from workbook_server import STARTS_WITHIN

from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store

PROXY = Path(__file__).parents[2] / ".hub" / "node_modules" / ".bin" / "configurable-http-proxy"
TOKEN = "of-the-tests-alone-" + "0" * 20
BELOW_THOSE_GIVEN_OUT = range(20_000, 30_000)
"""Ports that the system gives to nobody who asks for any."""
GROUPS = {"cjm-leads": ["fay"], "airport": ["ana"], "clinic": ["cem"]}


@dataclass(frozen=True)
class ByHub:
    """The workbook by the Hub's address.

    Args:
        base: of the one that the Hub starts.
        apart: of the other.
        hub: the Hub's own pages.
        folder: the maps of the first.
        browser: to come with.
    """

    base: str
    apart: str
    hub: str
    folder: Path
    browser: Any

    def address(self, workbook: str, journey: str = "") -> str:
        return f"{self.base}voila/render/{workbook}.ipynb" + (f"?journey={journey}" if journey else "")

    def comes(self, name: str) -> Any:
        """Somebody in a browser of their own, who opens the workbook and logs in at the Hub."""
        page = self.browser.new_context().new_page()
        page.goto(self.base)
        logs_in(page, name)
        return page

    def put_into(self, group: str, name: str) -> None:
        """Changes a group at the Hub."""
        there = urlparse(f"{self.hub}api/groups/{group}/users")
        line = HTTPConnection(there.netloc, timeout=60)
        given = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
        line.request("POST", there.path, json.dumps({"users": [name]}), given)
        assert line.getresponse().status == 200


@pytest.fixture(scope="module")
def by_hub(chromium: Any, proxy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ByHub]:
    place, ports = tmp_path_factory.mktemp("hub"), Ports(*_free(5))
    maps, others = tmp_path_factory.mktemp("maps"), tmp_path_factory.mktemp("others")
    for folder in (maps, others):
        for name, title in (("airport", "Through the airport"), ("clinic", "A day at the clinic")):
            step = {"id": "booking", "name": "Booking"}
            Store(folder).create(Journey(id=name, title=title, steps=[step]))
    config = place / "jupyterhub_config.py"
    config.write_text(_config(ports, maps, proxy), encoding="utf-8")
    given, command = external_command(ports, others)
    with ExitStack() as leaving:
        _started(leaving, place / "apart.log", command, given)
        _started(leaving, place / "hub.log", [sys.executable, "-m", "jupyterhub", "-f", str(config)], {}, place)
        at = f"http://127.0.0.1:{ports.proxy}/"
        found = ByHub(f"{at}services/cjm/", f"{at}services/apart/", f"{at}hub/", maps, chromium)
        for path in ("/services/cjm/", "/services/apart/"):
            _until_it_leads_to_the_hub(ports.proxy, path, place)
        yield found


@pytest.fixture(scope="session")
def proxy() -> str:
    """The Hub's proxy, from npm, and the Hub itself."""
    found = str(PROXY) if PROXY.exists() else shutil.which(PROXY.name)
    with suppress(ImportError):
        import jupyterhub  # noqa: F401

        if found:
            return found
    say = "JupyterHub or its proxy is not installed: .ci/run proxy uv"
    if os.environ.get("CJM_HUB_REQUIRED"):
        pytest.fail(say)
    pytest.skip(say)


def _config(ports: Ports, maps: Path, proxy: str) -> str:
    """Both services of the page in one Hub, where whoever types a name is let in."""
    return f"""
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{ports.proxy}/"
c.JupyterHub.hub_port = {ports.hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports.steering}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.Authenticator.admin_users = {{"root"}}
c.JupyterHub.load_groups = {{name: {{"users": users}} for name, users in {GROUPS!r}.items()}}
{managed_config(ports, maps)}
services, roles = c.JupyterHub.services, c.JupyterHub.load_roles
{external_config(ports)}
scopes = [scope for one in (*roles, *c.JupyterHub.load_roles) for scope in one["scopes"]]
c.JupyterHub.load_roles = [
    {{"name": "user", "scopes": sorted(set(scopes))}},
    {{"name": "changes-groups", "scopes": ["groups"], "services": ["tests"]}},
]
c.JupyterHub.services = [*services, *c.JupyterHub.services, {{"name": "tests", "api_token": {TOKEN!r}}}]
"""


def _free(many: int) -> list[int]:
    found: list[int] = []
    with ExitStack() as held:
        while len(found) < many:
            one = held.enter_context(socket.socket())
            with suppress(OSError):
                one.bind(("127.0.0.1", secrets.choice(BELOW_THOSE_GIVEN_OUT)))
                found.append(one.getsockname()[1])
    return found


def _started(
    leaving: ExitStack, log: Path, command: list[str], given: dict[str, str], place: Path | None = None
) -> None:
    said = leaving.enter_context(log.open("w"))
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **given}
    process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment, cwd=place)
    leaving.callback(_end, process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it with all that it has started; a Hub by itself would take seconds to see each of them gone."""
    started = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    for one in started:
        with suppress(psutil.NoSuchProcess):
            one.terminate()
    for one in psutil.wait_procs(started, 20)[1]:
        one.kill()


def _until_it_leads_to_the_hub(port: int, path: str, place: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with suppress(OSError):
            line = HTTPConnection("127.0.0.1", port, timeout=10)
            line.request("GET", path)
            if line.getresponse().status == 303:
                return
        time.sleep(0.1)
    raise RuntimeError("\n".join(log.read_text("utf-8", "replace") for log in place.glob("*.log")))
