"""One real server for all tests of the room, with small workbooks of its own; and two over one database, pageless."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from small_books import started

from cjm_widgets.serve.between import Between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postgres_server import Postgres

    from cjm_widgets.store.address import Database


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with started(tmp_path_factory.mktemp("serve")) as running:
        yield running


@pytest.fixture
def database(postgres: Postgres) -> Database:
    return postgres.fresh()


@pytest.fixture
def two(database: Database, tmp_path: Path) -> Iterator[tuple[Path, Path, Between]]:
    """The folders of two servers, and what goes on between the second and the first."""
    with ExitStack() as stack:
        found = []
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
            found.append(between := Between(database, tmp_path / name))
            between.start()
            stack.callback(between.end)
        yield tmp_path / "first", tmp_path / "second", found[1]
