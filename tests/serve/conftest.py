"""One real server for all tests of the room, with small workbooks of its own."""

from __future__ import annotations

import pytest
from small_books import started


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with started(tmp_path_factory.mktemp("serve")) as running:
        yield running
