from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from store_samples import students

from cjm_widgets.store import JourneyStore, Store, files
from cjm_widgets.store.postgres.hearing import Hearing
from cjm_widgets.store.postgres.on_postgres import PostgresStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journeys"


@pytest.fixture
def store(request: pytest.FixtureRequest) -> JourneyStore:
    """A store with a map: of files; in a module that says OVER_BOTH of a database as well."""
    if getattr(request, "param", "files") == "files":
        store: JourneyStore = Store(request.getfixturevalue("folder"))
    else:
        store = PostgresStore(request.getfixturevalue("postgres").fresh(), Hearing(None, poll=0))
    store.create(students())
    return store


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if getattr(metafunc.module, "OVER_BOTH", False) and "store" in metafunc.fixturenames:
        metafunc.parametrize("store", ["files", "postgres"], indirect=True)


@pytest.fixture(scope="module")
def without_waiting_for_the_disk() -> Iterator[None]:
    """For tests of many saves whose subject is not what survives a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_sync_data", lambda _: None)
        patch.setattr(os, "fsync", lambda _: None)
        yield
