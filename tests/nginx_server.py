"""A real nginx for the tests, with a configuration that a page of the docs gives, as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from certificates import new_key, write_certificate, write_key
from soon import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[1] / "docs"
NAME = "maps.example.org"


def nginx_program() -> str:
    """The program of Debian's package.

    A test without it is skipped, or fails where it is required (CJM_NGINX_REQUIRED), as in `.ci/run`.
    """
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found:
        return found
    say = "nginx is not installed. On Debian and Ubuntu: apt-get install nginx-light"
    if os.environ.get("CJM_NGINX_REQUIRED"):
        pytest.fail(say)
    pytest.skip(say)


@dataclass(frozen=True)
class Nginx:
    """nginx on a port of its own, which nobody else can take meanwhile.

    Args:
        program: its path.
        place: a folder for its files.
        listening: the socket of its port.
        certificate: for the name of the docs' example.
        key: of the certificate.
        processes: that run.
    """

    program: str
    place: Path
    listening: socket.socket
    certificate: Path
    key: Path
    processes: list[subprocess.Popen[bytes]]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.listening.getsockname()[1])

    def start(self, conf: str) -> None:
        """Starts it anew.

        Args:
            conf: what the file of the docs says, for this computer.
        """
        self.end()
        place = self.place
        kept = "".join(f"{kind}_temp_path {place};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (place / "site.conf").write_text(conf, encoding="utf-8")
        (place / "nginx.conf").write_text(
            f"{'user root root;' if os.geteuid() == 0 else ''}\ndaemon off;\nworker_processes 1;\npid {place}/pid;\n"
            f"error_log {place}/error.log warn;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{kept}include {place}/site.conf;\n}}\n",
            encoding="utf-8",
        )
        self.processes.append(
            subprocess.Popen(
                [self.program, "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")],
                env={**os.environ, "NGINX": f"{self.listening.fileno()};"},
                pass_fds=[self.listening.fileno()],
            )
        )

    def end(self) -> None:
        """Ends it."""
        for process in self.processes:
            process.terminate()
            process.wait(PATIENCE)
        self.processes.clear()

    def as_in(self, page: str, *servers: str) -> str:
        """The configuration of a page of the docs, with this computer's ports and files in place of the example's.

        Args:
            page: such as "proxy.md".
            servers: http://host:port of each, in the order of the example.
        """
        conf = re.search(r"```nginx\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)[1]
        told = re.findall(r"(?:http://|\bserver )([0-9.]+:8866)\b", conf)
        assert len(told) == len(servers)
        return replaced(
            conf,
            ("listen 443 ssl;", f"listen 127.0.0.1:{self.port} ssl;"),
            *((f"{one};", f"{here.partition('//')[2]};") for one, here in zip(told, servers, strict=True)),
            ("/etc/ssl/maps.example.org.pem", str(self.certificate)),
            ("/etc/ssl/maps.example.org.key", str(self.key)),
        )


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """A text with some words replaced, each of which has to be there once."""
    for told, here in pairs:
        assert text.count(told) == 1
        text = text.replace(told, here)
    return text


@contextmanager
def nginx_in(place: Path, name: str = NAME) -> Iterator[Nginx]:
    """An nginx that is not started yet, until the block ends.

    Args:
        place: an empty folder.
        name: that its certificate is for.
    """
    key = new_key()
    certificate, its_key = write_certificate(place / "own.pem", key, name), write_key(place / "own.key", key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        nginx = Nginx(nginx_program(), place, listening, certificate, its_key, [])
        try:
            yield nginx
        finally:
            nginx.end()
