"""The commands of docs/backups.md do what the page says, as they stand there, over a PostgreSQL of this test."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from postgres_server import programs
from typer.testing import CliRunner

import cjm_widgets
from cjm_widgets.cli import app
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store, opened_store
from cjm_widgets.store.copying import named
from cjm_widgets.tasks.choosing import STORE_VARIABLE
from cjm_widgets.tasks.making import starter
from cjm_widgets.tasks.moving import copy_place, read_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postgres_server import Postgres

PAGE: Final = (Path(cjm_widgets.__file__).resolve().parents[1] / "docs" / "backups.md").read_text(encoding="utf-8")
SERVER: Final = "db.example.org"
MADE: Final = ("maps", "maps_restored", "maps_again")
"""The databases of the page."""


def blocks(heading: str) -> list[list[str]]:
    """The commands under a heading, block by block."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [one.strip().splitlines() for one in re.findall(r"```\n(.*?)```", part, re.DOTALL)]


class Typed:
    """Types commands into the folder of this test, with the roles and databases of the page on a server.

    Args:
        server: the server.
    """

    def __init__(self, server: Postgres) -> None:
        self._port = server.port
        self._variables = {**os.environ, "PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "ana"}

    def __call__(self, line: str, answers: str = "", status: int = 0) -> str:
        program, *words = shlex.split(line.replace(SERVER, f"127.0.0.1:{self._port}"))
        if program == "cjm":
            asked = CliRunner().invoke(app, words, input=answers)
            ended, said = asked.exit_code, asked.output
        else:
            command = [programs(program), *words]
            done = subprocess.run(command, env=self._variables, capture_output=True, text=True, check=False)
            ended, said = done.returncode, done.stdout + done.stderr
        assert ended == status, f"{line}\n{said}"
        return said


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    for name in ("CJM_FOLDER", STORE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    store = Store(tmp_path / "journeys")
    store.create(starter("airport"), by="Ana Silva")
    store.save("airport", [new_edit("care/owner", "Ana Silva", by="Ben")])
    return store


@pytest.fixture
def typed(postgres: Postgres) -> Typed:
    return Typed(postgres)


@pytest.fixture
def database(typed: Typed, store: Store) -> Iterator[str]:
    """The database “maps” of the page, with the maps of the folder."""
    owned = f"postgresql://maps_owner@{SERVER}/maps"
    roles = ("maps_owner", "maps_serving", "maps_maintenance")
    for one in roles:
        typed(f"createuser {one}")
    typed("createdb maps --owner maps_owner")
    typed(f"cjm store prepare {owned} --role maps_serving --maintenance maps_maintenance")
    typed(f"cjm store copy journeys {owned}")
    yield owned
    for one in MADE:
        typed(f"dropdb --if-exists --force {one}")
    for one in roles:
        typed(f"dropuser {one}")


def test_a_folder(typed: Typed, store: Store, tmp_path: Path) -> None:
    for line in (line for block in blocks("A folder of maps") for line in block):
        said = typed(line)
    assert "airport" in said
    back, before = (
        {name: one.data for name, one in named(read_place(folder)) if not name.endswith(".gitignore")}
        for folder in (tmp_path / "journeys-restored", store.folder)
    )
    assert back == before
    assert "There are maps in" in typed("cjm restore-backup maps-2026-11-30.zip journeys", status=2)


def test_a_database(typed: Typed, store: Store, database: str, postgres: Postgres) -> None:
    dump, (make, restore, *more), again = blocks("Maps in a database")
    typed(dump[0])
    typed(make)
    said = [typed(line) for line in (restore, *more)]
    assert "airport" in said[-1]
    assert "already exists" in typed(restore, status=1)
    for line in again:
        typed(line)
    own = f"postgresql://maps_owner@127.0.0.1:{postgres.port}"
    first, *others = (dict(named(read_place(opened_store(f"{own}/{one}").place))) for one in MADE)
    for other in others:
        assert {name: one.data for name, one in other.items()} == {name: one.data for name, one in first.items()}
    serving = opened_store(f"postgresql://maps_serving@127.0.0.1:{postgres.port}/maps_restored")
    saved = serving.save("airport", [new_edit("title", "Going on", by="Ben")])
    assert serving.open("airport") == saved.journey


def test_forgetting(typed: Typed, store: Store, database: str, tmp_path: Path) -> None:
    (look, do), (there,) = blocks("Forgetting a person")
    assert "“Ana Silva” stands in 1 map" in typed(look)
    assert store.open("airport").care.owner == "Ana Silva"
    typed("cjm backup before.zip")
    assert "Done: “Ana Silva”" in typed(do, answers="y\n")
    assert "Done: “Ana Silva”" in typed(there, answers="y\n")
    assert "stands in no map" in typed(there)
    typed("cjm restore-backup before.zip back")
    assert "stands in 1 map" in typed(f"{look} back".replace("--dry-run back", "back --dry-run"))
    copy_place(store.folder, tmp_path / "again")
    assert "Ana Silva" not in "".join(one.data.decode() for _, one in named(read_place(tmp_path / "again")))
