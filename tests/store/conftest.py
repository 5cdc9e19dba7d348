from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from store_samples import students

from cjm_widgets.store import Store, files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journeys"


@pytest.fixture
def store(folder: Path) -> Store:
    store = Store(folder)
    store.create(students())
    return store


@pytest.fixture(scope="module")
def without_waiting_for_the_disk() -> Iterator[None]:
    """For tests of many saves whose subject is not what survives a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_sync_data", lambda _: None)
        patch.setattr(os, "fsync", lambda _: None)
        yield
