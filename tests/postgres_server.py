"""A PostgreSQL for the tests of a worker: in a temporary folder, on a free port, run by a user who is not root."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from soon import PATIENCE

from cjm_widgets.store.address import Database
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAY_LOSE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests whose subject is not what survives a power cut."""


def programs(name: str) -> str:
    """The path of a program, where the system's packages put it.

    A test without it is skipped, or fails where it is required (CJM_POSTGRES_REQUIRED), as in `.ci/run`.
    """
    at = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(at[0]) if at else shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None or (os.name == "posix" and os.geteuid() == 0 and not _unprivileged()):
        say = f"There is no {name} here, or nobody to run it. Install the packages postgresql and pgbouncer."
        if os.environ.get("CJM_POSTGRES_REQUIRED"):
            pytest.fail(say)
        pytest.skip(say)
    return found


def _unprivileged() -> bool:
    import pwd

    return any(one.pw_name == "postgres" for one in pwd.getpwall())


def as_nobody(command: Sequence[str]) -> list[str]:
    """A command that root lets the user “postgres” run."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if _is_root() else [*command]


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Postgres:
    """A running server.

    Args:
        folder: for its files.
        settings: such as "fsync=off".
    """

    def __init__(self, folder: Path, settings: Sequence[str] = ()) -> None:
        self._data, self._settings, self.port = folder / "data", settings, free_port()
        self._schemas = 0
        self._process: subprocess.Popen[bytes] | None = None
        if _is_root():
            shutil.chown(folder, "postgres", "postgres")
        command = [programs("initdb"), "-D", str(self._data), "-U", "ana", "-A", "trust", "--no-sync", "-E", "UTF8"]
        subprocess.run(as_nobody([*command, "--locale=C"]), check=True, capture_output=True, cwd=folder)
        self.start()

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        own = ["listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=", "max_connections=200"]
        options = [part for one in (*own, *self._settings) for part in ("-c", one)]
        command = as_nobody([programs("postgres"), "-D", str(self._data), *options])
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._data)
        asks = [programs("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        for _ in range(600):
            if subprocess.run(asks, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise TimeoutError("PostgreSQL does not start")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: SIGINT fast, SIGQUIT at once as after a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    def address(self, schema: str, user: str = "ana", port: int = 0) -> Database:
        """The address of a schema."""
        return Database(f"postgresql://{user}@127.0.0.1:{port or self.port}/postgres?schema={schema}")

    def fresh(self) -> Database:
        """The address of a schema that is prepared and that nobody has used."""
        self._schemas += 1
        database = self.address(f"maps_{self._schemas}")
        prepare(database)
        return database

    def ask(self, database: Database, text: str, *values: object) -> list[tuple[object, ...]]:
        """Asks past the store."""
        return Line(database, of_any_version=True).rows(text, values)  # type: ignore[arg-type]


@contextmanager
def running(settings: Sequence[str] = MAY_LOSE) -> Iterator[Postgres]:
    """A server, until the block ends.

    Args:
        settings: such as "fsync=off".
    """
    programs("initdb")
    with TemporaryDirectory(prefix="cjm-postgres-") as folder:
        server = Postgres(Path(folder), settings)
        try:
            yield server
        finally:
            server.stop(signal.SIGQUIT)


@contextmanager
def pooling(server: Postgres, pool: int) -> Iterator[int]:
    """The port of a pgbouncer in transaction mode before a server, until the block ends.

    Args:
        server: the server.
        pool: how many connections it makes to the server for all.
    """
    port, program = free_port(), programs("pgbouncer")
    with TemporaryDirectory(prefix="cjm-pgbouncer-") as folder:
        place = Path(folder)
        (place / "users.txt").write_text('"ana" ""\n')
        (place / "pgbouncer.ini").write_text(
            f"[databases]\n* = host=127.0.0.1 port={server.port}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = trust\nauth_file = {place}/users.txt\n"
            f"pool_mode = transaction\ndefault_pool_size = {pool}\nmax_client_conn = 100\n"
        )
        if _is_root():
            shutil.chown(place, "postgres", "postgres")
        command = as_nobody([program, "-q", str(place / "pgbouncer.ini")])
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as process:
            try:
                yield port
            finally:
                process.terminate()
