"""Two servers as the manifests start them, over a PostgreSQL: their probes, their figures, and a database that goes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from manifests import container, given
from postgres_server import Postgres, running
from soon import PATIENCE, soon
from workbook_server import LAST_SAID

from cjm_widgets.serve.monitored.health import NO_STORE, READY
from cjm_widgets.store import opened_store
from cjm_widgets.store.address import Database
from cjm_widgets.tasks.choosing import STORE_VARIABLE


@dataclass
class Replica:
    """A server as the manifests start it.

    Args:
        process: of the server.
        said: what it has printed so far.
    """

    process: subprocess.Popen[str]
    said: list[str]

    @property
    def url(self) -> str:
        return re.findall(r"passes it on to (http://[^/\s]+)", "".join(self.said))[0]

    @property
    def metrics(self) -> str:
        return re.findall(r"figures of this server at (\S+)", "".join(self.said))[0]

    def probed(self, probe: str) -> tuple[int, str]:
        """As the kubelet asks: by the number of the pod."""
        path = container("server")[f"{probe}Probe"]["httpGet"]["path"]
        return asked(f"{self.url}{path}", "10.244.1.23:8866")

    def figure(self, name: str) -> float:
        return float(re.search(rf"^{name} (\S+)$", asked(self.metrics)[1], re.MULTILINE)[1])

    def is_there(self) -> bool:
        return LAST_SAID in "".join(self.said) or self.process.poll() is not None


def asked(address: str, host: str = "") -> tuple[int, str]:
    question = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310  our own server
    try:
        with urllib.request.urlopen(question, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.status, answer.read().decode().strip()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode().strip()


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    """A server that may be stopped, with the two roles of the manifests."""
    with running() as server:
        for role in (address_of(server, pod).address.split("//")[1].partition("@")[0] for pod in ("server", "prepare")):
            server.ask(server.address("public"), f"create role {role} login")
        owner = address_of(server, "prepare").address.split("//")[1].partition("@")[0]
        server.ask(server.address("public"), f"grant create on database postgres to {owner}")
        yield server


def address_of(server: Postgres, pod: str) -> Database:
    """The database of a pod's secret, at this computer."""
    user = re.search(r"//(\w+):", given(pod)[STORE_VARIABLE])[1]
    return server.address("cjm", user)


def environment(server: Postgres, pod: str, home: Path) -> dict[str, str]:
    told = {**given(pod), STORE_VARIABLE: address_of(server, pod).address, "HOME": str(home)}
    return {**os.environ, **told, "PYTHONUNBUFFERED": "1"}


@contextmanager
def replica(told: dict[str, str]) -> Iterator[Replica]:
    """A server on ports that are free here."""
    words = [re.sub(r"(port)=\d+", r"\1=0", one) for one in container("server")["args"]]
    with subprocess.Popen(
        [sys.executable, "-m", "cjm_widgets", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=told,
    ) as process:
        said: list[str] = []
        listening = Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True)
        listening.start()
        try:
            yield Replica(process, said)
        finally:
            process.terminate()
            process.wait(PATIENCE)
            listening.join(PATIENCE)


def test_two_start_at_once_are_ready_outlive_their_database_and_stop(database: Postgres, tmp_path: Path) -> None:
    prepared = subprocess.run(
        [sys.executable, "-m", "cjm_widgets", *container("prepare")["args"]],
        env=environment(database, "prepare", tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stderr
    told = environment(database, "server", tmp_path)
    with replica(told) as one, replica(told) as other:
        both = (one, other)
        assert soon(lambda: all(each.is_there() for each in both))
        assert [each.process.poll() for each in both] == [None, None], one.said + other.said
        assert len(opened_store(address_of(database, "server")).ids()) == 2
        for each in both:
            assert each.probed("startup") == each.probed("liveness") == (200, "alive")
            assert soon(lambda: each.probed("readiness")) == (200, READY)
        before = [each.figure("cjm_store_lines_lost_total") for each in both]
        database.stop()
        for each in both:
            assert soon(lambda: each.probed("readiness")) == (503, NO_STORE)
            assert each.probed("liveness") == (200, "alive")
        database.start()
        for each, lost in zip(both, before, strict=True):
            assert soon(lambda: each.probed("readiness")) == (200, READY)
            assert soon(lambda: each.figure("cjm_store_lines_lost_total")) > lost
    assert [each.process.returncode for each in both] == [0, 0]
    for each in both:
        assert each.said[-1].startswith("Stopped.")
        assert "Traceback" not in "".join(each.said)


def test_a_secret_that_is_wrong_is_a_sentence_without_it(database: Postgres, tmp_path: Path) -> None:
    wrong = address_of(database, "server").address.replace("maps_serving@", "nobody:guessed-word@")
    with replica({**environment(database, "server", tmp_path), STORE_VARIABLE: wrong}) as one:
        assert one.process.wait(PATIENCE) == 2
    said = "".join(one.said)
    assert said.startswith("The database postgresql://nobody@127.0.0.1:")
    assert said.count("\n") == 1
    assert "guessed-word" not in said
