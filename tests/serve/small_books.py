"""Small workbooks, and a real server on them."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlparse
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families
from soon import PATIENCE

from cjm_widgets.evidence.bare_answers import Answers
from cjm_widgets.journey.model import Journey
from cjm_widgets.serve.keys import kept_keys
from cjm_widgets.store import Store
from cjm_widgets.tasks.answers import keep_answers
from cjm_widgets.workshop.links import join_key

HERE = Path(__file__).parent
SHORT = "/tmp"  # noqa: S108  the paths of sockets have to be short
GUIDE = "# How does it feel?\n\n> **Why.** People leave because of how a step felt.\n\nSee [the steps](03_steps.ipynb)."
LINKS = "[← Before](00_start.ipynb) · [After →](02_failing.ipynb)"
WIDGET = f"import sys\nsys.path.insert(0, {str(HERE)!r})\nfrom tiny import Tiny\nTiny()"
ASIDE = """import os
here = os.environ
print(here["QUERY_STRING"], here["CJM_FOLDER"], "PYTHONDONTWRITEBYTECODE" in here, os.getcwd())
print(here["CJM_ROLE"], here["CJM_PERSON"], repr(here["CJM_JOURNEY"]), repr(here["CJM_ROOM"]), here["CJM_LIVE"])
print("address", repr(here["CJM_ADDRESS"]), "links", len(here["CJM_LINKS"]))"""
FAILING = (
    "import warnings\nwarnings.warn('secret warning')\nprint('before it fails')\nraise RuntimeError('secret inside')"
)


def notebook(title: str, *cells: tuple[str, str]) -> str:
    made = [
        {"id": f"c{at}", "cell_type": kind, "metadata": {}, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for at, (kind, source) in enumerate(cells)
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"title": title}, "cells": made})


def write_journeys(folder: Path) -> None:
    """Two maps, of two teams."""
    store = Store(folder)
    for name, title in (("airport", "Through the airport"), ("clinic", "A day at the clinic")):
        store.create(Journey(id=name, title=title))
    keep_answers(Store(folder), "airport", "survey", Answers(("nobody's business",), (0,), ((1.0,),)))


def write_books(folder: Path) -> None:
    folder.mkdir()
    words, links = ("markdown", GUIDE), ("markdown", LINKS)
    parameters = ("code", 'journey = ""')
    made = {
        "00_start": notebook("Start", words, parameters, ("code", WIDGET), links),
        "01_asking": notebook("What is in the address?", words, parameters, ("code", ASIDE), links),
        "02_failing": notebook(
            "Failing", words, ("code", FAILING), ("code", "print('after it failed')"), ("markdown", "Last words.")
        ),
        "03_steps": notebook("Words & <signs>", words, links),
        "09_facilitator": notebook("All teams", words, links),
    }
    for name, text in made.items():
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
    (folder / "private.txt").write_text("nobody's business")
    (folder / "notes.ipynb").write_text(notebook("Notes", ("code", "1")))


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen
    folder: Path
    said: list[str]
    address: str
    cookie: str = ""
    private: list[Path] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens; behind an address it says so."""
        behind = [line for line in self.said if "passes it on to" in line]
        return urlparse(behind[0].rpartition(" ")[2] if behind else self.address).port

    @property
    def token(self) -> str:
        return parse_qs(urlparse(self.address).query).get("token", [""])[0]

    def ask(
        self, path: str, *, method: str = "GET", cookie: str | None = None, host: str = "", headers: dict | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        sent = {
            "Host": host or self.host,
            "Cookie": self.cookie if cookie is None else cookie,
            **(headers or {}),
        }
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = Answer(
            answer.status,
            {name.lower(): value for name, value in answer.getheaders()},
            answer.read().decode("utf-8", "replace"),
        )
        connection.close()
        return found

    @property
    def host(self) -> str:
        """What stands in the address bar of who asks."""
        there = urlparse(self.address)
        return there.netloc if there.port != self.port else f"127.0.0.1:{self.port}"

    def let_in(self) -> str:
        there = urlparse(self.address)
        return self.ask(f"{there.path}?{there.query}", cookie="").headers["set-cookie"].partition(";")[0]

    def join(self, journey: str, cookie: str = "") -> str:
        """The cookie of somebody who has opened a team's link."""
        given = self.ask(f"/join/{self.key(journey)}", cookie=cookie).headers["set-cookie"]
        return given.partition(";")[0]

    def key(self, journey: str) -> str:
        return join_key(kept_keys(Store(self.folder)).links, journey, Store(self.folder).birth(journey))

    def figures(self) -> dict[tuple[str, str], float]:
        """The figures by their names and reasons: at their own port where they have one, else with the key."""
        ports = [re.search(r":(\d+)/metrics", line)[1] for line in self.said if line.startswith("Prometheus reads")]
        if ports:
            with urlopen(f"http://127.0.0.1:{ports[0]}/metrics", timeout=PATIENCE) as answer:
                text = answer.read().decode()
        else:
            path, key = f"{urlparse(self.address).path}metrics", {"Authorization": f"Bearer {self.token}"}
            text = self.ask(path, cookie="", headers=key).body
        return {
            (one.name, one.labels.get("reason", "")): one.value
            for family in text_string_to_metric_families(text)
            for one in family.samples
        }

    @contextmanager
    def counting_refusals(self) -> Iterator[dict[str, int]]:
        """How often somebody is turned away in the block, by the reason; known when it has ended."""
        before, more = self.figures(), {}
        yield more
        after = self.figures()
        counted = {reason: int(after[name, reason] - before[name, reason]) for name, reason in after if reason}
        more.update({reason: count for reason, count in counted.items() if count})

    def stop(self, how: int = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, rest


@contextmanager
def started(place: Path, *options: str, before: str = "") -> Iterator[Server]:
    """A server as of `start`, which is stopped in the end unless it has been."""
    server = start(place, *options, before=before)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def start(place: Path, *options: str, port: int = 0, before: str = "") -> Server:
    """Starts a server on small workbooks.

    `options` are keyword arguments of `serve` as Python text; `before` is Python that its process runs first.
    """
    books = place / "books"
    if not books.exists():
        write_books(books)
    folder = place / "journeys"
    if not folder.exists():
        write_journeys(folder)
    given = ", ".join([f"port={port}", "open_browser=False", f"books=Path({str(books)!r})", *options])
    begin = "import cjm_widgets.cli\nfrom pathlib import Path\nfrom cjm_widgets.serve import serve"
    code = f"{before}\n{begin}\nserve(Path({str(folder)!r}), {given})"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": SHORT}
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=place,
    )
    said: list[str] = []
    address = ""
    while not (address and said[-1].startswith("Press Ctrl+C")):
        line = process.stdout.readline()
        if not line:
            raise AssertionError("the server ended: " + "\n".join(said))
        said.append(line.rstrip())
        if line.startswith("Open this address in a browser: "):
            address = line.rpartition(" ")[2].strip()
    server = Server(process, folder, said, address)
    server.cookie = server.let_in() if server.token else ""
    return server
